"""Exposure control by a plan: reading `[section.exposure]`, and the method of `scoring` that it names."""

from typing import cast, get_args

import numpy as np

from item_bank.exam_plan.plan import ExposurePlan, ExposureRule
from item_bank.table_reader import Table
from scoring.ability import GRID
from scoring.adaptive_test import AdaptiveTest
from scoring.arrays import Floats
from scoring.exposure import ItemEligibility, SympsonHetter, calibrate_sympson_hetter
from scoring.selection import Selection
from scoring.simulation import Examinees, simulate
from scoring.simulation.exposure_control import LENGTHS_KEPT_ELIGIBLE, ExposureMethod

USUAL = ExposurePlan()
MOST_SEGMENTS = 20
ACCEPTANCE_DIGITS = 4
LEAST_FADING = 0.995
"""Live counts are sums that grow by 1 / fading with every sitting: a faster fading would overflow them."""

OPTIONS: dict[str, str] = {
    "cuts": "item_eligibility",
    "fading": "item_eligibility",
    "seed": "sympson_hetter",
    "n_simulated": "sympson_hetter",
}
"""For each option the rule that it belongs to."""


def read_exposure(table: Table | None, selection: Selection | None) -> ExposurePlan | None:
    """The exposure plan, with stand-ins for what is wrong; None where there is no table."""
    if table is None:
        return None
    rule = table.one_of("rule", get_args(ExposureRule)) or USUAL.rule
    chance = selection.chance_applied if selection else "progressive"
    if "rule" in table and rule == "progressive_restricted" and chance != "progressive":
        table.problem("exposure-rule-unsuitable", "rule", rule=rule, chance=chance)
    for name, own in OPTIONS.items():
        if name in table and rule != own:
            table.problem("selection-option-unused", name, option=name, field="rule", values=own)
    return ExposurePlan(
        rule=cast("ExposureRule", rule),
        max_rate=float(table.number("max_rate", low=0.01, high=1.0)),
        cuts=_read_cuts(table),
        fading=float(table.number("fading", USUAL.fading, low=LEAST_FADING, high=1.0)),
        seed=table.integer("seed", USUAL.seed, low=0, high=2**31),
        n_simulated=table.integer("n_simulated", USUAL.n_simulated, low=100, high=100_000),
        avoids_seen_items=table.boolean("avoids_seen_items", default=False),
    )


def _read_cuts(table: Table) -> tuple[float, ...]:
    if "cuts" not in table:
        table.ignore("cuts")
        return USUAL.cuts
    cuts = tuple(float(each) for each in table.numbers("cuts"))
    if table.is_sound and (not cuts or list(cuts) != sorted(set(cuts)) or len(cuts) >= MOST_SEGMENTS):
        table.problem("cuts-unordered", "cuts")
    elif cuts and not GRID[0] < cuts[0] <= cuts[-1] < GRID[-1]:
        table.problem(
            "number-out-of-range", "cuts", field="cuts", value=f"{max(cuts, key=abs):g}",
            range=f"{GRID[0]:g} – {GRID[-1]:g}",
        )  # fmt: skip
    return cuts


def exposure_method(plan: ExposurePlan | None, acceptance: Floats | None) -> ExposureMethod:
    """The method, as a simulation takes it: a number is the limit of the restricted method."""
    if plan is None:
        return 1.0
    if plan.rule == "item_eligibility":
        return ItemEligibility(plan.max_rate, cuts=plan.cuts, fading=plan.fading)
    if plan.rule == "sympson_hetter" and acceptance is not None:
        return SympsonHetter(acceptance, largest_rates=(), round=0, is_settled=True)
    return plan.max_rate


def calibrated_acceptance(plan: ExposurePlan, test: AdaptiveTest) -> Floats:
    """The acceptance probabilities that hold the plan's limit for examinees from the test's own prior.

    Found by simulation when a release is made, from the plan's seed: a table written by hand would be wrong
    as soon as an item of the bank changes. Rounded, so that a last bit of another machine changes no release.
    """

    def counts(acceptance: Floats) -> Floats:
        rng = np.random.Generator(np.random.PCG64(plan.seed))
        people = Examinees.drawn(plan.n_simulated, rng=rng, mean=test.prior_mean, sd=test.prior_sd)
        method = SympsonHetter(acceptance, largest_rates=(), round=0, is_settled=False)
        result = simulate(test, people, rng=rng, exposure=method)
        seen = result.items[result.items >= 0]
        return np.bincount(seen, minlength=test.pool.n_items).astype(np.float64)

    found = calibrate_sympson_hetter(
        counts,
        test.pool.n_items,
        n_examinees=plan.n_simulated,
        max_rate=plan.max_rate,
        keep_at_least=min(LENGTHS_KEPT_ELIGIBLE * test.max_items, test.pool.n_items),
    )
    return np.round(found.acceptance, ACCEPTANCE_DIGITS)
