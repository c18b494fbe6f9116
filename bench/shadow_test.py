"""What a shadow test costs, and whether simulated adaptive tests by shadow tests keep to their content plan.

Three pools: 500 and 1,000 items under 36 constraints, and 303 items in 35 passages. Each simulated examinee
takes a whole test by maximum information, with item eligibility at .25; every test is then checked twice, by
the compiled plan and by a check written from the attributes alone. Milliseconds are CPU time of one process,
so that a busy machine changes little. Now and then the whole programme is given to the solver as well, as it
is and with the same gap, for its time and for the value of its test.

    python -m bench.shadow_test                        a minute
    python -m bench.shadow_test --tests 10000 --pools 1000 --refresh moved            an hour: the proof
    python -m bench.shadow_test --tests 10000 --pools passages --refresh set_boundary

With several processes as many tests run side by side, in blocks that know only the counts of the blocks
before.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core: what a millisecond of CPU time means

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context

import numpy as np

from bench.machine import machine
from bench.shadow_pools import POOLS, Case, case_of
from scoring import GRID, category_probabilities, item_information, normal_prior
from scoring.arrays import Floats, Mask
from scoring.assembly import Limits, ShadowTest, ShadowTests
from scoring.exposure import EligibilityCounts, ExposedTest, ItemEligibility
from scoring.response_models import log_category_probabilities

MAX_RATE = 0.25
CONTROL = ItemEligibility(MAX_RATE)
REPORT_EVERY = 250
BLOCK_OF_EACH = 8
"""Tests of a block for every process, where there are several."""


@dataclass
class Taken:
    """One examinee's test. `compared` holds for some solves our value and the plain solver's, and its ms."""

    exposed: ExposedTest
    error: float = 0.0
    n_violations: int = 0
    n_released: int = 0
    milliseconds: list[float] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    compared: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass
class Outcome:
    """What was seen so far."""

    counts: np.ndarray
    milliseconds: list[float] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    n_tests: int = 0
    n_violations: int = 0
    n_released: int = 0
    errors: list[float] = field(default_factory=list)
    compared: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def max_rate(self) -> float:
        """The largest exposure rate of an item, or of the passage it belongs to."""
        return float(self.counts.max()) / self.n_tests

    def add(self, test: Taken) -> None:
        self.counts[list(test.exposed.administered)] += 1
        self.milliseconds += test.milliseconds
        self.sources += test.sources
        self.n_tests += 1
        self.n_violations += test.n_violations
        self.n_released += test.n_released
        self.errors.append(test.error)
        self.compared += test.compared


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tests", type=int, default=6, help="simulated examinees a pool")
    parser.add_argument("--pools", nargs="+", choices=POOLS, default=POOLS)
    parser.add_argument("--refresh", choices=["always", "moved", "set_boundary"], default="always")
    parser.add_argument("--gap", type=float, default=1e-3, help="nearness to the best test; 0: the best")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--plain-every", type=int, default=10, help="compare every so many solves; 0: never")
    chosen = parser.parse_args()
    print(machine())
    print(f"{'':>10}{'rows':>6}{'tests':>7}{'solves':>8}{'mean ms':>9}{'p95':>7}{'max':>7}", end="")
    print(f"{'violations':>12}{'max rate':>10}{'released':>10}{'RMSE':>7}")
    for name in chosen.pools:
        case = case_of(name)
        shadow_tests = ShadowTests(case.plan, refresh=chosen.refresh, limits=Limits(gap=chosen.gap))
        outcome = simulated(
            case,
            shadow_tests,
            chosen.tests,
            seed=chosen.seed,
            processes=chosen.processes,
            plain_every=chosen.plain_every,
            reports=True,
        )
        report(case, outcome)
        print(f"{'':>10}shadow tests: {dict(outcome.sources)}")
        if outcome.compared:
            report_comparison(outcome)


def report(case: Case, outcome: Outcome) -> None:
    spent = np.array(outcome.milliseconds)
    rmse = float(np.sqrt(np.mean(np.square(outcome.errors))))
    print(
        f"{case.name:>10}{len(case.plan.rows):>6}{outcome.n_tests:>7,}{spent.size:>8,}{spent.mean():>9.1f}"
        f"{np.percentile(spent, 95):>7.1f}{spent.max():>7.0f}{outcome.n_violations:>12}"
        f"{outcome.max_rate:>10.3f}{outcome.n_released:>10}{rmse:>7.3f}",
        flush=True,
    )


def report_comparison(outcome: Outcome) -> None:
    ours, plain, milliseconds = np.array(outcome.compared).T
    print(
        f"{'':>10}the whole programme by scipy.optimize.milp, {plain.size:,} of these solves: mean "
        f"{milliseconds.mean():.1f} ms, p95 {np.percentile(milliseconds, 95):.1f}, "
        f"max {milliseconds.max():.0f}; our value / its value: least {(ours / plain).min():.5f}, "
        f"mean {(ours / plain).mean():.5f}",
        flush=True,
    )


def simulated(
    case: Case,
    shadow_tests: ShadowTests,
    n_tests: int,
    *,
    seed: int,
    processes: int = 1,
    plain_every: int = 0,
    reports: bool = False,
) -> Outcome:
    """Whole tests of examinees from N(0, 1); exposure is counted as they finish, or after each block."""
    n_units = int(case.plan.units.max()) + 1
    counts = EligibilityCounts.none(CONTROL.n_segments, n_units)
    outcome = Outcome(counts=np.zeros(n_units))
    taking = Taking(case, shadow_tests, seed, plain_every)
    block = 1 if processes == 1 else BLOCK_OF_EACH * processes
    # Workers are copies of this process, made now, so that nothing has to be handed to them but the counts.
    Taking.in_workers = taking
    pool = get_context("fork").Pool(processes) if processes > 1 else None
    try:
        for first in range(0, n_tests, block):
            work = [(person, counts) for person in range(first, min(first + block, n_tests))]
            taken: Iterator[Taken] = (
                map(take, work) if pool is None else iter(pool.map(take, work, chunksize=1))
            )
            for test in taken:
                counts = CONTROL.counted(counts, test.exposed)
                outcome.add(test)
                if reports and outcome.n_tests % REPORT_EVERY == 0 and outcome.n_tests < n_tests:
                    report(case, outcome)
    finally:
        if pool is not None:
            pool.terminate()
    return outcome


class Taking:
    """What all tests of a simulation share."""

    in_workers: "Taking"

    def __init__(self, case: Case, shadow_tests: ShadowTests, seed: int, plain_every: int) -> None:
        self.case, self.shadow_tests = case, shadow_tests
        self.seed, self.plain_every = seed, plain_every
        self.information = item_information(case.pool, GRID)
        self.logs = log_category_probabilities(case.pool, GRID)

    def test(self, person: int, counts: EligibilityCounts) -> Taken:
        """The test of this examinee, who has random numbers of their own."""
        case, plan, units = self.case, self.case.plan, self.case.plan.units
        rng = np.random.default_rng([self.seed, person])
        ability = rng.normal()
        right = category_probabilities(case.pool, np.array([ability]))[:, 1, 0]
        answers = (rng.random(case.pool.n_items) < right).astype(int)
        ineligible = CONTROL.ineligible(counts, np.asarray(rng.random(counts.administered.shape[1])))
        log_posterior = normal_prior(0.0, 1.0).copy()
        given: list[int] = []
        segments: list[int] = []
        shadow: ShadowTest | None = None
        taken = Taken(ExposedTest((), (), 0, ineligible))
        while len(given) < plan.longest:
            estimate = mean_of(log_posterior)
            values = self.information[:, round((estimate - float(GRID[0])) * 10.0)]
            segments.append(CONTROL.segment(estimate))
            barred = ineligible[segments[-1]][units]
            before = time.process_time_ns()
            shadow = self.shadow_tests.next(
                given,
                values,
                ability=estimate,
                draws=rng.random(case.pool.n_items),
                ineligible=barred,
                previous=shadow,
            )
            if shadow.source != "kept":
                taken.milliseconds.append((time.process_time_ns() - before) / 1e6)
                n_solves = len(taken.milliseconds) + person
                if self.plain_every and n_solves % self.plain_every == 0 and not shadow.released:
                    plain = self.plainly(given, values, barred)
                    taken.compared.append((float(values[list(shadow.items)].sum()), *plain))
            taken.sources[shadow.source] += 1
            may_come = self.shadow_tests.may_come_next(shadow, given)
            item = int(np.where(may_come, values, -1.0).argmax())
            taken.n_released += item in shadow.released
            given.append(item)
            log_posterior += self.logs[item, answers[item]]
        estimate = mean_of(log_posterior)
        seen = dict(zip(units[given].tolist(), segments, strict=True))
        taken.exposed = ExposedTest(tuple(seen), tuple(seen.values()), CONTROL.segment(estimate), ineligible)
        taken.error = estimate - ability
        taken.n_violations = (
            len(plan.violations(given)) + len(plan.sequence_breaks(given)) + case.n_broken(given)
        )
        return taken

    def plainly(self, given: list[int], values: Floats, barred: Mask) -> tuple[float, float]:
        """The value of the best test as the solver finds it in the whole programme, and its milliseconds."""
        plan = self.case.plan
        lower, upper = plan.open_to(given)
        upper[: plan.n_items][barred & (lower[: plan.n_items] == 0.0)] = 0.0
        objective = np.zeros(lower.size)
        objective[: plan.n_items] = 1000.0 * values / values.max()
        before = time.process_time_ns()
        solution = plan.programme.maximum(objective, lower, upper, limits=self.shadow_tests.limits)
        milliseconds = (time.process_time_ns() - before) / 1e6
        assert solution.values is not None
        return float(values @ solution.values[: plan.n_items]), milliseconds


def take(work: tuple[int, EligibilityCounts]) -> Taken:
    return Taking.in_workers.test(*work)


def mean_of(log_posterior: Floats) -> float:
    weights = np.exp(log_posterior - log_posterior.max())
    return float(weights @ GRID / weights.sum())


if __name__ == "__main__":
    main()
