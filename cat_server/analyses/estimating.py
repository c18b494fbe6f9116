"""Item parameters from a table by `scoring.calibration`: models, anchors, priors and groups as asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import ALL_KNOWN, CalibrateOptions
from cat_server.responses.table import ResponseTable
from item_bank.items import Parameters
from scoring.calibration import (
    Calibration,
    CalibrationModel,
    ItemModel,
    ItemPriors,
    Normal,
    Population,
    Responses,
    calibrate,
)
from scoring.parameters import ItemParameters, NominalParameters

FEWEST_PERSONS = 2
TWO = 2
PRIOR_SD_OF_DIFFICULTY = 1.0
PRIOR_SD_OF_LOG_SLOPE = 0.5
PRIOR_SD_OF_LOGIT = 0.5


def estimated(table: ResponseTable, options: CalibrateOptions, known: KnownItems) -> Calibration:
    """The calibration of every item of the table.

    Raises:
        AnalysisRefusedError: there are too few responses, an anchor is not known, or the group column is not
            there or empty for somebody.
    """
    if table.n_persons < FEWEST_PERSONS:
        raise AnalysisRefusedError("too-few-persons", n=table.n_persons)
    fixed = anchors_of(table, options.anchors, known)
    check_categories(table, fixed)
    groups = None if not options.group else list(group_values(table, options.group))
    models = [
        _model(table, column, options, known.parameters.get(item)) for column, item in enumerate(table.items)
    ]
    places = {item: column for column, item in enumerate(table.items)}
    try:
        return calibrate(
            Responses.of(table.categories),
            models,
            groups=groups,
            population=Population(shape=options.population),
            fixed={places[item]: values for item, values in fixed.items()},
        )
    except ValueError as error:
        raise AnalysisRefusedError("cannot-calibrate", reason=str(error)) from None


def anchors_of(table: ResponseTable, anchors: tuple[str, ...], known: KnownItems) -> dict[str, Parameters]:
    """The anchors' known parameters by item.

    Raises:
        AnalysisRefusedError: a named anchor is not in the table, or its parameters are not known.
    """
    if anchors == (ALL_KNOWN,):
        found = {item: known.parameters[item] for item in table.items if item in known.parameters}
        if not found:
            raise AnalysisRefusedError("no-known-items")
        return found
    for anchor in anchors:
        if anchor not in table.items:
            raise AnalysisRefusedError("anchor-not-in-data", item=anchor)
        if anchor not in known.parameters:
            raise AnalysisRefusedError("anchor-not-known", item=anchor)
    return {anchor: known.parameters[anchor] for anchor in anchors}


def check_categories(table: ResponseTable, known: Mapping[str, Parameters]) -> None:
    """Refuse responses in categories that the known parameters do not have.

    Raises:
        AnalysisRefusedError: there are some.
    """
    highest = table.categories.max(axis=0, initial=-1)
    for column, item in enumerate(table.items):
        values = known.get(item)
        if values is not None and int(highest[column]) >= values.n_categories:
            raise AnalysisRefusedError(
                "categories-differ", item=item, found=int(highest[column]) + 1, known=values.n_categories
            )


def group_values(table: ResponseTable, group: str) -> tuple[str, ...]:
    """The group of each person.

    Raises:
        AnalysisRefusedError: the column is not there, or somebody has no value in it.
    """
    if group not in table.groups:
        known = ", ".join(table.groups) or "–"
        raise AnalysisRefusedError("no-such-group", group=group, groups=known)
    values = table.groups[group]
    if "" in values:
        raise AnalysisRefusedError("group-empty", group=group, person=table.persons[values.index("")])
    return values


def _model(
    table: ResponseTable, column: int, options: CalibrateOptions, known: Parameters | None
) -> ItemModel:
    seen = int(table.categories[:, column].max(initial=0)) + 1
    n_categories = max(TWO, seen if known is None else known.n_categories)
    priors = _priors(options, known)
    if options.keeps_models and known is not None:
        return ItemModel(model_of(known), n_categories, priors)
    if n_categories == TWO:
        return ItemModel(options.model, TWO, priors)
    return ItemModel(options.polytomous, n_categories, priors)


def model_of(values: Parameters) -> CalibrationModel:
    """The model of these parameters; of a rating scale that of partial credit, for its items are free."""
    if isinstance(values, NominalParameters):
        return "nominal"
    return "gpcm" if values.model == "rsm" else values.model


def _priors(options: CalibrateOptions, known: Parameters | None) -> ItemPriors | None:
    if options.priors == "usual":
        return None
    if options.priors == "new_items":
        return ItemPriors.for_new_items()
    return priors_about(known, None)


def priors_about(known: Parameters | None, prior_sd: float | None) -> ItemPriors:
    """Priors about known or guessed parameters; weak ones where there are none, or several locations.

    `prior_sd` is that of the difficulty, where its author said how sure it is.
    """
    usual = ItemPriors.for_new_items()
    if not isinstance(known, ItemParameters) or len(known.b) > 1:
        return usual
    lower = Normal(float(_logit(known.c)), PRIOR_SD_OF_LOGIT) if known.c > 0.0 else usual.lower
    return ItemPriors(
        log_slope=Normal(math.log(known.a), PRIOR_SD_OF_LOG_SLOPE),
        difficulty=Normal(known.b[0], prior_sd or PRIOR_SD_OF_DIFFICULTY),
        lower=lower,
        upper=usual.upper,
    )


def _logit(value: float) -> float:
    return float(np.log(value) - np.log1p(-value))
