"""What fit, functioning and security start from: items with parameters, and everybody's ability by them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cat_server.analyses.estimating import check_categories, estimated
from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import CalibrateOptions, DichotomousModel, PolytomousModel
from cat_server.responses.table import ResponseTable
from scoring.ability import GRID, normal_prior
from scoring.calibration import Calibration
from scoring.estimation import posterior_weights
from scoring.parameters import ItemPool

FEWEST_ITEMS = 2
FORM_SHARE = 0.9
"""Of all answers there could be: a form with gaps here and there has more, an adaptive test far fewer."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Prepared:
    """The table's part with parameters, its pool in the same order, and posteriors on `GRID`.

    `log_prior` (121,) is the population's; `left_out` are items without parameters; `calibration` is there
    where the parameters were estimated from these very responses.
    """

    table: ResponseTable
    pool: ItemPool
    log_prior: Floats
    posteriors: Floats = field(repr=False)
    left_out: tuple[str, ...] = ()
    calibration: Calibration | None = None

    @property
    def abilities(self) -> Floats:
        """Posterior means, (n_persons,)."""
        means: Floats = self.posteriors @ GRID
        return means

    @property
    def standard_errors(self) -> Floats:
        """Posterior SDs, (n_persons,)."""
        spread: Floats = np.sqrt(np.maximum(self.posteriors @ GRID**2 - self.abilities**2, 0.0))
        return spread


def is_nearly_whole(categories: NDArray[np.int8]) -> bool:
    """Whether these responses (n_persons, n_items) are of a form that nearly everybody answered whole."""
    return bool(np.mean(categories >= 0) >= FORM_SHARE)


def prepared(
    table: ResponseTable, known: KnownItems, *, model: DichotomousModel, polytomous: PolytomousModel
) -> Prepared:
    """The inputs of an analysis: known parameters, or, where none are known, estimated from the table.

    Pretest responses do not count for ability.

    Raises:
        AnalysisRefusedError: no item has parameters, or responses do not fit them.
    """
    used = table.without_empty()
    calibration = None
    parameters = dict(known.parameters)
    log_prior = normal_prior(known.mean, known.sd)
    if not parameters:
        calibration = estimated(used, CalibrateOptions(model=model, polytomous=polytomous), known)
        parameters = {
            item: found.parameters
            for item, found in zip(used.items, calibration.items, strict=True)
            if found.parameters is not None
            and found.categories == tuple(range(found.parameters.n_categories))
        }
    kept = [item for item in used.items if item in parameters]
    if len(kept) < FEWEST_ITEMS:
        raise AnalysisRefusedError("too-few-known-items", n=len(kept))
    left_out = tuple(item for item in used.items if item not in parameters)
    part = used.with_items(kept).without_empty()
    check_categories(part, parameters)
    pool = ItemPool.of([parameters[item] for item in part.items])
    scored = np.where(part.is_pretest, -1, part.categories)
    posteriors = posterior_weights(pool, scored, log_prior=log_prior)
    return Prepared(part, pool, log_prior, posteriors, left_out, calibration)
