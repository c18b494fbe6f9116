"""How ability is estimated by a plan: `[section.ability]`, priors from earlier sections, final estimates."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args

import numpy as np

from item_bank.exam_plan.plan import AbilityMethod, AbilityPlan, EarlierSection, SectionPlan
from item_bank.table_reader import Table
from scoring.ability import GRID, GRID_STEP, Estimate
from scoring.answers import MISSING
from scoring.arrays import Floats
from scoring.estimation import estimate_map, estimate_ml, estimate_wle
from scoring.parameters import ItemPool
from scoring.priors import conditional_prior, without_prior

LARGEST_CORRELATION = 0.99
PRIOR_DIGITS = 2
"""Priors from earlier sections are rounded to a hundredth of a logit, far below what they can be known to."""


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """What an earlier section told: its estimate, by which method, and the prior that was used in it."""

    ability: float
    standard_error: float
    method: str
    prior_mean: float
    prior_sd: float
    n_responses: int


def read_ability(table: Table | None) -> AbilityPlan:
    """The ability plan, with stand-ins for what is wrong."""
    if table is None:
        return AbilityPlan()
    method = table.one_of("method", get_args(AbilityMethod), "eap") or "eap"
    return AbilityPlan(
        prior_mean=float(table.number("prior_mean", 0.0, low=-4.0, high=4.0)),
        prior_sd=float(table.number("prior_sd", 1.0, low=0.1, high=4.0)),
        method=cast("AbilityMethod", method),
        prior_from=tuple(_read_earlier(inner) for inner in table.tables("prior_from", is_required=False)),
    )


def _read_earlier(table: Table) -> EarlierSection:
    low, high = -LARGEST_CORRELATION, LARGEST_CORRELATION
    others: list[tuple[str, float]] = []
    inner = table.table("others", is_required=False)
    if inner is not None:
        others = [(name, float(inner.number(name, low=low, high=high))) for name in inner.names]
    return EarlierSection(
        section=table.identifier("section"),
        correlation=float(table.number("correlation", low=low, high=high)),
        others=tuple(sorted(others)),
    )


def report_earlier(table: Table, sections: Sequence[SectionPlan], index: int) -> None:
    """Report what is wrong with the earlier sections that a section's prior comes from."""
    ability = sections[index].ability
    known = {section.id for section in sections[:index]}
    seen: list[str] = []
    is_sound = True
    for place, earlier in enumerate(ability.prior_from):
        fields = ("section", index, "ability", "prior_from", place)
        if earlier.section not in known or earlier.section in seen:
            table.problem(
                "prior-section-unknown", *fields, earlier=earlier.section, section=sections[index].id
            )
            is_sound = False
        given = dict(earlier.others)
        for other in seen:
            if other not in given:
                table.problem("prior-correlation-missing", *fields, first=earlier.section, second=other)
                is_sound = False
        for other in given.keys() - set(seen):
            table.problem("prior-section-unknown", *fields, earlier=other, section=earlier.section)
            is_sound = False
        seen.append(earlier.section)
    if not is_sound or not ability.prior_from:
        return
    if float(np.linalg.eigvalsh(_correlations(ability)).min()) <= 1e-9:  # noqa: PLR2004  rounding
        table.problem("prior-correlations-impossible", "section", index, "ability", "prior_from")
        return
    stopping, narrowest = sections[index].stopping, narrowest_prior_sd(ability)
    target = stopping.standard_error if stopping else None
    if narrowest < GRID_STEP or (target is not None and target >= narrowest):
        table.problem(
            "standard-error-out-of-range", "section", index, "stopping", "standard_error",
            value="–" if target is None else f"{target:g}", low=f"{GRID_STEP:g}", before=f"{narrowest:.2f}",
        )  # fmt: skip


def narrowest_prior_sd(ability: AbilityPlan) -> float:
    """The SD (logits) of the prior of somebody whose earlier abilities are known without error."""
    if not ability.prior_from:
        return ability.prior_sd
    return ability.prior_sd * ability_regression(ability)[1]


def ability_regression(ability: AbilityPlan) -> tuple[Floats, float]:
    """The standardised ability given the earlier ones: weights, (n_earlier,), and the SD that is left."""
    correlations = _correlations(ability)
    across = correlations[:-1, -1]
    weights = np.asarray(np.linalg.solve(correlations[:-1, :-1], across), dtype=np.float64)
    return weights, math.sqrt(max(1.0 - float(across @ weights), 0.0))


def prior_given(
    ability: AbilityPlan, earlier: Sequence[AbilityPlan], results: Sequence[EarlierResult | None]
) -> tuple[float, float] | None:
    """Mean and SD (logits) of the prior given the results of the sections that `prior_from` names, in order.

    `earlier` are their ability plans. A section without responses tells nothing; None where none tells
    anything.
    """
    told = [_observed(each) for each in results]
    if not any(math.isfinite(error) for _, error in told):
        return None
    sds = np.array([*(each.prior_sd for each in earlier), ability.prior_sd])
    found = conditional_prior(
        np.array([[observed for observed, _ in told]]),
        np.array([[error for _, error in told]]),
        means=[*(each.prior_mean for each in earlier), ability.prior_mean],
        covariance=_correlations(ability) * sds[:, None] * sds[None, :],
    )
    mean, sd = float(found.means[0]), float(found.sds[0])
    mean = min(max(mean, float(GRID[0])), float(GRID[-1]))
    return round(mean, PRIOR_DIGITS), round(max(sd, GRID_STEP), PRIOR_DIGITS)


def final_estimate(
    pool: ItemPool,
    administered: Sequence[int],
    categories: Sequence[int],
    *,
    method: AbilityMethod,
    prior: tuple[float, float],
    interim: Estimate,
) -> Estimate:
    """The estimate that is reported, named by its method.

    Maximum likelihood and Warm's estimate exist only within the range where the responses point nowhere
    beyond it: all right, all wrong or none has no estimate of its own, and the posterior mean stands instead.
    """
    if method == "eap" or not administered:
        return interim
    responses = np.full((1, pool.n_items), MISSING)
    responses[0, list(administered)] = list(categories)
    if method == "map":
        found = estimate_map(pool, responses, mean=prior[0], sd=prior[1])
    elif method == "ml":
        found = estimate_ml(pool, responses)
    else:
        found = estimate_wle(pool, responses)
    estimate = found.estimate(0)
    is_usable = math.isfinite(estimate.ability) and math.isfinite(estimate.standard_error)
    return estimate if is_usable and not bool(found.is_at_bound[0]) else interim


def _observed(result: EarlierResult | None) -> tuple[float, float]:
    """An ability without a prior in it, and the SD of its error; infinite where nothing was told."""
    if result is None or result.n_responses == 0:
        return 0.0, math.inf
    if result.method not in {"eap", "map"}:
        return result.ability, result.standard_error
    summary = without_prior(
        result.ability, result.standard_error, prior_mean=result.prior_mean, prior_sd=result.prior_sd
    )
    return float(summary.observed[0]), float(summary.error_sds[0])


def _correlations(ability: AbilityPlan) -> Floats:
    """Of the earlier abilities and, last, the section's own."""
    n_earlier = len(ability.prior_from)
    found = np.eye(n_earlier + 1)
    places = {each.section: place for place, each in enumerate(ability.prior_from)}
    for place, each in enumerate(ability.prior_from):
        found[place, n_earlier] = found[n_earlier, place] = each.correlation
        for other, correlation in each.others:
            found[place, places[other]] = found[places[other], place] = correlation
    return found
