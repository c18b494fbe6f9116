"""A section's adaptive test on simulated participants, in words and drawings for the maker of an exam.

The numbers are `scoring.simulation`'s; here they are arranged, with scores beside logits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from cat_server.reports.plots import Axis, Series, plot
from cat_server.reports.svg import Caption
from cat_server.texts import text
from item_bank.exam_plan.ability import EarlierResult, ability_regression, final_estimate, prior_given
from item_bank.release import SectionContent
from scoring.ability import Estimate
from scoring.simulation import Examinees, Simulation, simulate
from scoring.simulation.running import COHORT

EDGES_IN_SDS = (-2.0, -1.0, 0.0, 1.0, 2.0)
FARTHEST_SD = 3.0
N_PRIORS = 10
"""Groups of participants with nearly the same prior, where it comes from sections before."""


@dataclass(frozen=True, slots=True)
class SectionSimulation:
    """One section and what simulated participants made of it."""

    content: SectionContent
    seed: int
    result: Simulation
    priors: NDArray[np.float64] | None = None
    """Mean and SD of every participant's prior, (n_participants, 2), where sections before gave it."""

    @property
    def standardised_abilities(self) -> NDArray[np.float64]:
        """True abilities in SDs of the population."""
        ability = self.content.plan.ability
        return np.asarray((self.result.abilities - ability.prior_mean) / ability.prior_sd)

    @property
    def edges(self) -> tuple[float, ...]:
        """Edges of the groups by true ability: SDs of the section's prior, logits."""
        ability = self.content.plan.ability
        return tuple(ability.prior_mean + ability.prior_sd * each for each in EDGES_IN_SDS)


NOTHING_BEFORE: Mapping[str, SectionSimulation] = MappingProxyType({})


def simulated(
    content: SectionContent,
    n_participants: int,
    *,
    seed: int,
    section: int,
    earlier: Mapping[str, SectionSimulation] = NOTHING_BEFORE,
    progress: Callable[[int], None] | None = None,
) -> SectionSimulation:
    """The section taken by participants drawn from its own prior, by the objects that run it live.

    Where its prior comes from sections before, `earlier` are those on the same participants, by id: abilities
    correlate as the plan says, and who began with nearly the same prior is simulated together, by the mean
    prior of the group. Exposure control then counts within each of the `N_PRIORS` groups.

    Raises:
        ValueError: the section's items lack parameters.
    """
    rng = np.random.Generator(np.random.PCG64((seed, section)))  # every section's own, whatever comes before
    ability = content.plan.ability
    people = Examinees.drawn(n_participants, rng=rng, mean=ability.prior_mean, sd=ability.prior_sd)
    known = [earlier[each.section] for each in ability.prior_from if each.section in earlier]
    if not ability.prior_from or len(known) < len(ability.prior_from):
        result = _taken(content, people, None, rng, progress=progress)
        return SectionSimulation(content, seed, _final(content, result, None))
    standardised = np.column_stack([each.standardised_abilities for each in known])
    weights, residual = ability_regression(ability)
    own = (people.abilities - ability.prior_mean) / ability.prior_sd
    abilities = ability.prior_mean + ability.prior_sd * (standardised @ weights + residual * own)
    people = Examinees.of(abilities, people.speeds)
    priors = np.array([_prior(content, known, person) for person in range(n_participants)])
    ranked = np.argsort(priors[:, 0], kind="stable")
    members = [each for each in np.array_split(ranked, min(N_PRIORS, n_participants)) if each.size]
    parts, n_done = [], 0
    for each in members:
        mean, sd = priors[each].mean(axis=0).round(2).tolist()
        some = Examinees.of(people.abilities[each], people.speeds[each])
        parts.append(_taken(content, some, (mean, sd), rng, cohort=max(1, COHORT // len(members))))
        n_done += each.size
        if progress is not None:
            progress(n_done)
    result = Simulation.joined(parts, members)
    return SectionSimulation(content, seed, _final(content, result, priors), priors)


def _taken(
    content: SectionContent,
    people: Examinees,
    prior: tuple[float, float] | None,
    rng: np.random.Generator,
    *,
    cohort: int = COHORT,
    progress: Callable[[int], None] | None = None,
) -> Simulation:
    has_times = content.response_times is not None
    return simulate(
        content.simulated_test(prior),
        people,
        rng=rng,
        exposure=content.exposure_method,
        cohort=cohort,
        time_limit_seconds=float(content.plan.time_limit_seconds) if has_times else None,
        progress=progress,
    )


def _prior(content: SectionContent, known: Sequence[SectionSimulation], person: int) -> tuple[float, float]:
    """The prior that this participant begins with, by what the sections before told."""
    ability = content.plan.ability
    results = []
    for each in known:
        plan = each.content.plan.ability
        mean, sd = (plan.prior_mean, plan.prior_sd) if each.priors is None else each.priors[person].tolist()
        results.append(
            EarlierResult(
                ability=float(each.result.estimates[person]),
                standard_error=float(each.result.standard_errors[person]),
                method=plan.method,
                prior_mean=mean,
                prior_sd=sd,
                n_responses=int(each.result.lengths[person]),
            )
        )
    found = prior_given(ability, [each.content.plan.ability for each in known], results)
    return found or (ability.prior_mean, ability.prior_sd)


def _final(content: SectionContent, result: Simulation, priors: NDArray[np.float64] | None) -> Simulation:
    """The result with the estimates that are reported, where the plan's method is not the interim one."""
    ability = content.plan.ability
    if ability.method == "eap":
        return result
    estimates, errors = result.estimates.copy(), result.standard_errors.copy()
    for person in range(result.n_examinees):
        is_answered = result.categories[person] >= 0
        prior = (ability.prior_mean, ability.prior_sd) if priors is None else tuple(priors[person].tolist())
        found = final_estimate(
            content.pool,
            result.items[person][is_answered].tolist(),
            result.categories[person][is_answered].tolist(),
            method=ability.method,
            prior=(prior[0], prior[1]),
            interim=Estimate(float(estimates[person]), float(errors[person]), "eap"),
        )
        estimates[person], errors[person] = found.ability, found.standard_error
    return replace(result, estimates=estimates, standard_errors=errors)


def lines(report: SectionSimulation, language: str) -> Iterator[str]:
    """The figures, one line after the other, for a terminal."""
    plan, result, scale = report.content.plan, report.result, report.content.reporting_scale
    what = "fixed"
    if plan.selection is not None:
        what = f"adaptive, rule {plan.selection.rule}, chance {plan.selection.chance_applied}"
    limit = f", exposure up to {plan.exposure.max_rate:g}" if plan.exposure else ""
    if plan.exposure and plan.exposure.rule in {"item_eligibility", "sympson_hetter"}:
        limit += f" by {plan.exposure.rule}"
    yield f"{plan.title[language]} ({plan.id}): {what}{limit}"
    if plan.content is not None and result.violations is not None:
        n_broken = int(np.count_nonzero(result.violations))
        yield (
            f"  content      {len(plan.content.constraints)} constraints, {plan.content.method}: "
            f"{n_broken:,} of {result.n_examinees:,} tests break one"
        )
    if plan.pretest is not None:
        yield (
            f"  on trial     {report.content.most_shown - report.content.max_items} of "
            f"{len(report.content.pretest)} items in each sitting, besides; they change no figure below"
        )
    if plan.ability.prior_from:
        names = ", ".join(each.section for each in plan.ability.prior_from)
        yield f"  prior        from {names}; the final estimate is {plan.ability.method}"
    yield (
        f"  {result.n_examinees:,} simulated participants, seed {report.seed}; "
        f"{result.n_items} items; abilities N({plan.ability.prior_mean:g}, {plan.ability.prior_sd:g})"
    )
    yield (
        f"  ability      bias {result.bias:+.3f}, RMSE {result.rmse:.3f} logits "
        f"({scale.sd * result.rmse:.1f} on the reporting scale), reliability {result.reliability:.3f}"
    )
    yield f"  intervals    95 % intervals hold {result.coverage():.1%} of the true abilities"
    reasons = ", ".join(
        f"{reason} {count / result.n_examinees:.0%}"
        for reason, count in sorted(result.stop_reason_counts.items())
    )
    yield (
        f"  length       {result.mean_length:.1f} items on average, {result.lengths.min()} to "
        f"{result.lengths.max()}; ended by {reasons}"
    )
    yield (
        f"  pool         the item seen most by {result.max_exposure:.0%}, {result.unused_share:.0%} of the "
        f"items by nobody; two participants share {result.overlap:.0%} of their items"
    )
    if result.total_seconds is not None:
        minutes = result.total_seconds / 60.0
        yield (
            f"  time         {minutes.mean():.1f} minutes on average, 95 % within "
            f"{np.percentile(minutes, 95.0):.1f} of {plan.time_limit_seconds / 60.0:g}"
        )
    yield "  true ability        persons   bias   RMSE     SE  covered  items"
    for group in result.by_ability(report.edges):
        if group.n_examinees:
            yield (
                f"  {group.low:>6.1f} to {group.high:>5.1f}{group.n_examinees:>13,}{group.bias:>+7.2f}"
                f"{group.rmse:>7.2f}{group.standard_error:>7.2f}{group.coverage:>9.0%}{group.mean_length:>7.1f}"
            )


def drawings(report: SectionSimulation, language: str) -> dict[str, Markup]:
    """The drawings by name: quality over ability, exposure of the items, and length where it varies."""
    title = report.content.plan.title[language]
    found = {
        "quality": quality_plot(report.result, report.content, title, language),
        "exposure": exposure_plot(report.result, title, _limit(report.content), language),
    }
    if np.ptp(report.result.lengths):
        found["length"] = length_plot(report.result, title, language)
    return found


def quality_plot(result: Simulation, content: SectionContent, title: str, language: str = "en") -> Markup:
    """Bias, RMSE and mean standard error in groups of half a prior SD of true ability."""
    ability = content.plan.ability
    reach = FARTHEST_SD * ability.prior_sd
    low, high = ability.prior_mean - reach, ability.prior_mean + reach
    everybody = result.by_ability(np.linspace(low, high, 13).tolist())
    groups = [each for each in everybody[1:-1] if each.n_examinees]
    x = [group.mean_ability for group in groups]
    bias, rmse = [group.bias for group in groups], [group.rmse for group in groups]
    errors = [group.standard_error for group in groups]
    return plot(
        _caption("quality", title, language),
        Axis(text(language, "simulation-true-ability"), low, high),
        Axis(text(language, "simulation-logits"), min(-0.2, *bias), 1.1 * max([*rmse, *bias, *errors])),
        [
            Series(text(language, "simulation-rmse"), "linked", x, rmse),
            Series(text(language, "simulation-bias"), "linked", x, bias),
            Series(text(language, "simulation-error"), "dashes", x, errors),
        ],
    )


def exposure_plot(result: Simulation, title: str, limit: float | None, language: str = "en") -> Markup:
    """The exposure rate of every item, the largest first, and the limit."""
    rates = np.sort(result.exposure_rates)[::-1]
    series = [
        Series(text(language, "simulation-items"), "bars", list(range(1, rates.size + 1)), rates.tolist())
    ]
    if limit is not None:
        series.append(Series(text(language, "simulation-limit"), "level", [], [limit]))
    top = max(float(rates[0]), limit or 0.0)
    return plot(
        _caption("exposure", title, language),
        Axis(text(language, "simulation-most-exposed"), 0.5, rates.size + 0.5),
        Axis(text(language, "simulation-share"), 0.0, min(1.0, 1.15 * top), "{:.0%}".format),
        series,
    )


def length_plot(result: Simulation, title: str, language: str = "en") -> Markup:
    """How many participants had a test of each length."""
    shares = np.bincount(result.lengths) / result.n_examinees
    first, last = int(result.lengths.min()), int(result.lengths.max())
    return plot(
        _caption("length", title, language),
        Axis(text(language, "simulation-items"), first - 0.6, last + 0.6),
        Axis(text(language, "simulation-share"), 0.0, 1.15 * float(shares.max()), "{:.0%}".format),
        [Series("", "bars", list(range(first, last + 1)), shares[first:].tolist())],
    )


def _caption(name: str, title: str, language: str) -> Caption:
    words = (text(language, f"simulation-{name}", section=title), text(language, f"simulation-{name}-told"))
    return Caption(name, *words)


def _limit(content: SectionContent) -> float | None:
    exposure = content.plan.exposure
    return exposure.max_rate if exposure is not None and exposure.max_rate < 1.0 else None
