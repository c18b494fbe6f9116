"""A section's adaptive test on simulated participants, in words and drawings for the maker of an exam.

The numbers are `scoring.simulation`'s; here they are arranged, with scores beside logits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from cat_server.reports.plots import Axis, Series, plot
from cat_server.reports.svg import Caption
from item_bank.release import SectionContent
from scoring.simulation import Examinees, Simulation, simulate

EDGES_IN_SDS = (-2.0, -1.0, 0.0, 1.0, 2.0)
FARTHEST_SD = 3.0


@dataclass(frozen=True, slots=True)
class SectionSimulation:
    """One section and what simulated participants made of it."""

    content: SectionContent
    seed: int
    result: Simulation

    @property
    def edges(self) -> tuple[float, ...]:
        """Edges of the groups by true ability: SDs of the section's prior, logits."""
        ability = self.content.plan.ability
        return tuple(ability.prior_mean + ability.prior_sd * each for each in EDGES_IN_SDS)


def simulated(
    content: SectionContent,
    n_participants: int,
    *,
    seed: int,
    section: int,
    progress: Callable[[int], None] | None = None,
) -> SectionSimulation:
    """The section taken by participants drawn from its own prior, with its own rules and limits of exposure.

    Raises:
        ValueError: the section's items lack parameters.
    """
    rng = np.random.Generator(np.random.PCG64((seed, section)))  # every section's own, whatever comes before
    ability = content.plan.ability
    people = Examinees.drawn(n_participants, rng=rng, mean=ability.prior_mean, sd=ability.prior_sd)
    exposure = content.plan.exposure
    result = simulate(
        content.adaptive_test,
        people,
        rng=rng,
        exposure=1.0 if exposure is None else exposure.max_rate,
        progress=progress,
    )
    return SectionSimulation(content, seed, result)


def lines(report: SectionSimulation, language: str) -> Iterator[str]:
    """The figures, one line after the other, for a terminal."""
    plan, result, scale = report.content.plan, report.result, report.content.reporting_scale
    what = "fixed"
    if plan.selection is not None:
        what = f"adaptive, rule {plan.selection.rule}, chance {plan.selection.chance_applied}"
    limit = f", exposure up to {plan.exposure.max_rate:g}" if plan.exposure else ""
    yield f"{plan.title[language]} ({plan.id}): {what}{limit}"
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
        "quality": quality_plot(report.result, report.content, title),
        "exposure": exposure_plot(report.result, title, _limit(report.content)),
    }
    if np.ptp(report.result.lengths):
        found["length"] = length_plot(report.result, title)
    return found


def quality_plot(result: Simulation, content: SectionContent, title: str) -> Markup:
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
        Caption("quality", f"{title}: quality of the estimates", "Bias, RMSE and standard error by ability"),
        Axis("true ability (logits)", low, high),
        Axis("logits", min(-0.2, *bias), 1.1 * max([*rmse, *bias, *errors])),
        [
            Series("RMSE", "linked", x, rmse),
            Series("bias", "linked", x, bias),
            Series("mean standard error", "dashes", x, errors),
        ],
    )


def exposure_plot(result: Simulation, title: str, limit: float | None) -> Markup:
    """The exposure rate of every item, the largest first, and the limit."""
    rates = np.sort(result.exposure_rates)[::-1]
    series = [Series("items", "bars", list(range(1, rates.size + 1)), rates.tolist())]
    if limit is not None:
        series.append(Series("limit", "level", [], [limit]))
    top = max(float(rates[0]), limit or 0.0)
    return plot(
        Caption("exposure", f"{title}: exposure of the items", "Share of participants who saw each item"),
        Axis("items, the most exposed first", 0.5, rates.size + 0.5),
        Axis("share of participants", 0.0, min(1.0, 1.15 * top), "{:.0%}".format),
        series,
    )


def length_plot(result: Simulation, title: str) -> Markup:
    """How many participants had a test of each length."""
    shares = np.bincount(result.lengths) / result.n_examinees
    first, last = int(result.lengths.min()), int(result.lengths.max())
    return plot(
        Caption("length", f"{title}: length of the tests", "Share of participants by number of items"),
        Axis("items", first - 0.6, last + 0.6),
        Axis("share of participants", 0.0, 1.15 * float(shares.max()), "{:.0%}".format),
        [Series("", "bars", list(range(first, last + 1)), shares[first:].tolist())],
    )


def _limit(content: SectionContent) -> float | None:
    exposure = content.plan.exposure
    return exposure.max_rate if exposure is not None and exposure.max_rate < 1.0 else None
