"""Simulated tests in lock step: what they cost, how well each rule measures, and whether intervals hold.

1. The same test by every rule: 500 items of two parameters, 30 long, with standard errors and restricted
   exposure at .25. CPU seconds for 1,000 examinees, so that a busy machine changes little.
2. Coverage of 95 % intervals over 20,000 examinees, by ability, and the bias of EAP beside what theory says:
   the prior pulls an estimate by (posterior variance / prior variance) towards its mean.
3. Tests of three abilities that correlate .5, by every criterion: the same pool size and length.

    python bench/simulation.py              half a minute
    python bench/simulation.py --n 200      a look
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core: what a figure per CPU second means

import argparse
import time

import numpy as np

from bench.machine import machine
from scoring import AdaptiveTest, ItemParameters, ItemPool, simulate
from scoring.multidimensional import MultidimensionalItem, MultidimensionalPool
from scoring.multidimensional_design import CriterionName
from scoring.multidimensional_test import MultidimensionalTest
from scoring.selection import RULES, RuleName, Selection
from scoring.simulation import Simulation, simulate_multidimensional

AIM_SECONDS = 0.3
SLOW: tuple[RuleName, ...] = ("mei", "two_step_mepv")
EDGES = (-2.0, -1.0, 0.0, 1.0, 2.0)


def main() -> None:
    parser = argparse.ArgumentParser(description="Costs and quality of simulated adaptive tests.")
    parser.add_argument("--n", type=int, default=1000, help="examinees for each rule")
    parser.add_argument(
        "--coverage", type=int, default=20_000, help="examinees for the coverage of intervals"
    )
    chosen = parser.parse_args()
    print(machine())
    rules(chosen.n)
    coverage(chosen.coverage)
    batteries(chosen.n)


def rules(n_examinees: int) -> None:
    print(
        f"\nCPU seconds for 1,000 examinees, 500 2PL items, 30 long, {n_examinees:,} simulated "
        f"(aim: mfi {AIM_SECONDS})"
    )
    print(f"{'rule':<20}{'chance':<14}{'CPU s':>8}{'RMSE':>8}{'largest':>9}{'overlap':>9}{'unused':>8}")
    abilities = np.random.default_rng(7).normal(size=n_examinees)
    for rule in RULES:
        for chance in ("none", "progressive") if "progressive" in RULES[rule].chances else ("none",):
            n = max(10, n_examinees // 10) if rule in SLOW else n_examinees
            test = adaptive_test(two_parameter_pool(500), Selection(rule, chance))
            simulation, seconds = timed(test, abilities[:n], max_rate=0.25)
            print(
                f"{rule:<20}{chance:<14}{1000.0 * seconds / n:>8.2f}{simulation.rmse:>8.3f}"
                f"{simulation.max_exposure:>9.2f}{simulation.overlap:>9.2f}{simulation.unused_share:>8.0%}"
            )
    print(
        "One person at a time, for every item and answer: " + ", ".join(SLOW) + "; a tenth as many take them."
    )


def coverage(n_examinees: int) -> None:
    test = adaptive_test(three_parameter_pool(300), Selection())
    abilities = np.random.default_rng(8).normal(size=n_examinees)
    simulation, seconds = timed(test, abilities, max_rate=0.25)
    share = simulation.coverage()
    error = np.sqrt(share * (1.0 - share) / n_examinees)
    print(f"\n95 % intervals of {n_examinees:,} examinees, 300 3PL items, 30 long, {seconds:.1f} CPU s")
    print(f"coverage {share:.4f} (standard error {error:.4f}; to lie between .94 and .96)")
    covariance = np.cov(simulation.abilities, simulation.estimates)
    left_open = float((simulation.standard_errors**2).mean())
    print(f"bias {simulation.bias:+.4f} (theory 0)")
    print(
        f"slope of estimates on abilities {covariance[0, 1] / covariance[0, 0]:.4f} "
        f"(theory {1.0 - left_open:.4f}), "
        f"of abilities on estimates {covariance[0, 1] / covariance[1, 1]:.4f} (theory 1)"
    )
    print(f"{'ability':>16}{'examinees':>11}{'bias':>9}{'theory':>9}{'RMSE':>8}{'SE':>8}{'coverage':>10}")
    for group in simulation.by_ability(EDGES):
        theory = -group.mean_ability * group.standard_error**2
        print(
            f"{group.low:>7.1f} to {group.high:>5.1f}{group.n_examinees:>11,}{group.bias:>9.3f}{theory:>9.3f}"
            f"{group.rmse:>8.3f}{group.standard_error:>8.3f}{group.coverage:>10.3f}"
        )


def batteries(n_examinees: int) -> None:
    criteria: tuple[CriterionName, ...] = ("d", "a", "composite")
    related = np.full((3, 3), 0.5) + 0.5 * np.eye(3)
    abilities = np.random.default_rng(9).multivariate_normal(np.zeros(3), related, n_examinees)
    print(f"\nThree abilities, 500 items of one each, 30 long, {n_examinees:,} simulated, final EAP")
    print(f"{'criterion':<20}{'CPU s':>8}{'RMSE':>8}{'their mean':>12}{'coverage':>10}")
    for criterion in criteria:
        test = MultidimensionalTest(
            battery(500),
            prior_mean=np.zeros(3),
            prior_covariance=related,
            max_items=30,
            min_items=30,
            criterion=criterion,
            weights=np.full(3, 1.0 / 3.0),
        )
        before = time.process_time()
        found = simulate_multidimensional(
            test, abilities, rng=np.random.default_rng(1), exposure=0.25, final="eap"
        )
        seconds = 1000.0 * (time.process_time() - before) / n_examinees
        print(
            f"{criterion:<20}{seconds:>8.2f}{found.rmse.mean():>8.3f}{found.composite().rmse:>12.3f}"
            f"{found.coverage().mean():>10.3f}"
        )


def timed(test: AdaptiveTest, abilities: np.ndarray, *, max_rate: float) -> tuple[Simulation, float]:
    """The simulation and the CPU seconds that it took."""
    before = time.process_time()
    simulation = simulate(test, abilities, rng=np.random.default_rng(1), exposure=max_rate)
    return simulation, time.process_time() - before


def adaptive_test(pool: ItemPool, selection: Selection) -> AdaptiveTest:
    return AdaptiveTest(
        pool,
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=30,
        min_items=30,
        target_standard_error=None,
        selection=selection,
    )


def two_parameter_pool(n_items: int) -> ItemPool:
    rng = np.random.default_rng(2026)
    slopes, difficulties = rng.lognormal(0.0, 0.3, n_items), rng.normal(0.0, 1.0, n_items)
    return ItemPool.of(
        [ItemParameters("2pl", a, (b,)) for a, b in zip(slopes.tolist(), difficulties.tolist(), strict=True)]
    )


def battery(n_items: int) -> MultidimensionalPool:
    rng = np.random.default_rng(2028)
    slopes = np.zeros((n_items, 3))
    slopes[np.arange(n_items), np.arange(n_items) % 3] = rng.lognormal(0.0, 0.3, n_items)
    intercepts = rng.normal(0.0, 1.0, n_items)
    return MultidimensionalPool.of(
        [
            MultidimensionalItem(tuple(row), d)
            for row, d in zip(slopes.tolist(), intercepts.tolist(), strict=True)
        ]
    )


def three_parameter_pool(n_items: int) -> ItemPool:
    rng = np.random.default_rng(2027)
    drawn = rng.lognormal(0.1, 0.3, n_items), rng.normal(0.0, 1.1, n_items), rng.beta(5.0, 17.0, n_items)
    return ItemPool.of(
        [
            ItemParameters("3pl", a, (b,), c)
            for a, b, c in zip(*(each.tolist() for each in drawn), strict=True)
        ]
    )


if __name__ == "__main__":
    main()
