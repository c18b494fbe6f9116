"""Calibration of the statements of a section of forced choice, and what its form tells of levels."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.responses.rankings_source import RankingTable
from item_bank.forced_choice_form import ForcedChoiceForm
from item_bank.kinds.forced_choice import ForcedChoiceKey
from scoring.forced_choice import Calibration, RankedBlock, Rankings, calibrate, ipsativity

FEWEST_PERSONS = 50
"""Below that the answers to a block hardly tell one order of its statements from another."""


@dataclass(frozen=True, slots=True)
class StatementEstimate:
    """One statement; `before` is its loading, mean and uniqueness in the bank, `findings` are codes.

    Errors are NaN where nothing was estimated: where the value is laid down to identify the model, too.
    """

    item: str
    option: str
    trait: str
    keyed: str
    n: int
    loading: float
    loading_error: float
    mean: float
    mean_error: float
    uniqueness: float
    uniqueness_error: float
    before: tuple[float, float, float]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementsResult:
    """What the rankings say; `general` are codes about the whole, of the estimation and of the form.

    `correlations` are those of the traits in the population, by row. The reliabilities are of the mean of the
    traits and of their profile, and `mixed_share` is that of blocks with statements keyed both ways.
    """

    items: tuple[StatementEstimate, ...]
    traits: tuple[str, ...]
    correlations: tuple[tuple[float, ...], ...]
    n_persons: int
    n_answers: int
    log_likelihood: float
    has_converged: bool
    n_steps: int
    level_reliability: float
    profile_reliability: float
    mixed_share: float
    general: tuple[str, ...]


def statements_analysis(form: ForcedChoiceForm, table: RankingTable) -> StatementsResult:
    """The statements of a form from these rankings; nothing of the bank is changed.

    Raises:
        AnalysisRefusedError: too few people ranked its blocks.
    """
    if len(table.persons) < FEWEST_PERSONS:
        raise AnalysisRefusedError("rankings-few", n=len(table.persons), fewest=FEWEST_PERSONS)
    blocks, bank = _blocks(form), form.statements
    answers = [
        RankedBlock(person=person, block=blocks[item], ranks=ranks)
        for person, own in enumerate(table.ranks)
        for item, ranks in own.items()
    ]
    rankings = Rankings.of_answers(bank, len(table.persons), answers)
    found = calibrate(bank, rankings)
    review = ipsativity(found.bank, list(blocks.values()), correlations=found.trait_covariance)
    general = [each.code for each in (*found.findings, *review.findings) if not each.statements]
    return StatementsResult(
        items=tuple(_estimates(form, found, rankings)),
        traits=form.traits,
        correlations=tuple(map(tuple, _correlations(found).tolist())),
        n_persons=len(table.persons),
        n_answers=table.n_answers,
        log_likelihood=found.log_likelihood,
        has_converged=found.is_converged,
        n_steps=found.n_steps,
        level_reliability=review.level_reliability,
        profile_reliability=review.profile_reliability,
        mixed_share=review.mixed_share,
        general=tuple(dict.fromkeys(general)),
    )


def _blocks(form: ForcedChoiceForm) -> dict[str, tuple[int, ...]]:
    """The statements of each block, by their numbers in the form."""
    blocks, first = {}, 0
    for item in form.items:
        if isinstance(item.key, ForcedChoiceKey):
            blocks[item.id] = tuple(range(first, first + len(item.key.statements)))
            first += len(item.key.statements)
    return blocks


def _estimates(form: ForcedChoiceForm, found: Calibration, rankings: Rankings) -> Iterator[StatementEstimate]:
    preferred, refused = rankings.wins(found.bank.n_statements)
    named = [
        (item.id, option, key)
        for item in form.items
        if isinstance(item.key, ForcedChoiceKey)
        for option, key in item.key.statements
    ]
    for place, (item, option, key) in enumerate(named):
        own = found.bank.statements[place]
        yield StatementEstimate(
            item=item,
            option=option,
            trait=key.trait,
            keyed=key.keyed,
            n=int(preferred[place] + refused[place]),
            loading=own.loading,
            loading_error=_error(found.loading_errors[place]),
            mean=own.mean,
            mean_error=_error(found.mean_errors[place]),
            uniqueness=own.uniqueness,
            uniqueness_error=_error(found.uniqueness_errors[place]),
            before=(key.loading, key.mean, key.uniqueness),
            findings=tuple(each.code for each in found.findings if place in each.statements),
        )


def _error(value: float) -> float:
    return float(value) if math.isfinite(value) and value > 0.0 else math.nan


def _correlations(found: Calibration) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    sds = np.sqrt(np.diagonal(found.trait_covariance))
    correlations: np.ndarray[tuple[int, int], np.dtype[np.float64]] = found.trait_covariance / np.outer(
        sds, sds
    )
    return correlations
