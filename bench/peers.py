"""The same adaptive tests by this library, catsim and adaptivetesting: costs, and how well they measure.

The work: 500 items of two parameters, tests of 30 items by maximum information, the same true abilities and
the same items for all. Ability by EAP where a library has it (ours and adaptivetesting; catsim searches for
the maximum of the likelihood). catsim and adaptivetesting come from PyPI, in the dependency group `bench`;
where they are not installed this says so and goes on with the others. The project's own folder stays as it
is:

    python -m venv peers
    peers/bin/pip install catsim adaptivetesting      (or, with a newer pip: install --group bench)
    PYTHONPATH=. peers/bin/python -m bench.peers

CPU seconds of one core, so that a busy machine changes little. Published figures of R packages for this work,
on another machine, are printed beside: they say the order of size, not more.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import contextlib
import importlib.metadata
import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.machine import machine
from scoring import AdaptiveTest, ItemParameters, ItemPool, simulate
from scoring.selection import Selection

LENGTH = 30
PUBLISHED = (
    ("catsim", 14.0),
    ("mirtCAT", 53.0),
    ("TestDesign", 67.0),
    ("catR", 103.0),
    ("adaptivetesting", 2500.0),
)
"""CPU seconds for 1,000 examinees that the design's reference measured."""


@dataclass(frozen=True)
class Outcome:
    """What a library needed for its examinees, and what it estimated."""

    seconds: float
    estimates: np.ndarray
    abilities: np.ndarray

    @property
    def per_thousand(self) -> float:
        return 1000.0 * self.seconds / self.abilities.size

    @property
    def rmse(self) -> float:
        return float(np.sqrt(((self.estimates - self.abilities) ** 2).mean()))


def main() -> None:
    parser = argparse.ArgumentParser(description="This library beside its peers, on the same work.")
    parser.add_argument("--n", type=int, default=2000, help="examinees of this library")
    parser.add_argument("--catsim", type=int, default=100, help="examinees of catsim")
    parser.add_argument("--adaptivetesting", type=int, default=3, help="examinees of adaptivetesting")
    chosen = parser.parse_args()
    rng = np.random.default_rng(2026)
    slopes, difficulties = rng.lognormal(0.0, 0.3, 500), rng.normal(0.0, 1.0, 500)
    abilities = np.random.default_rng(11).normal(size=max(chosen.n, chosen.catsim, chosen.adaptivetesting))
    print(machine())
    print(f"\n500 2PL items, {LENGTH} long, maximum information; CPU seconds of one core")
    print(
        f"{'library':<40}{'examinees':>10}{'s per 1,000':>13}"
        f"{'examinees/s':>13}{'decisions/s':>13}{'RMSE':>8}"
    )
    ours = show(
        "scoring, EAP, SE, exposure .25", in_lock_step(slopes, difficulties, abilities[: chosen.n], 0.25)
    )
    show("scoring, EAP, SE", in_lock_step(slopes, difficulties, abilities[: chosen.n], 1.0))
    show("scoring, exact MEPV, SE", in_lock_step(slopes, difficulties, abilities[: chosen.n], 1.0, "mepv"))
    show("scoring, one by one, as a server asks", one_by_one(slopes, difficulties, abilities[:100]))
    compared = {}
    for name, label, run, n in (
        ("catsim", "maximum likelihood", with_catsim, chosen.catsim),
        ("adaptivetesting", "EAP", with_adaptivetesting, chosen.adaptivetesting),
    ):
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            print(f"{name:<40}not installed here; see the top of bench/peers.py")
            continue
        same = in_lock_step(slopes, difficulties, abilities[:n], 1.0)
        compared[name] = (
            show(f"{name} {version}, {label}", run(slopes, difficulties, abilities[:n])),
            same.rmse,
            n,
        )
    for name, (seconds, rmse, n) in compared.items():
        print(
            f"{name} takes {seconds / ours:,.0f} times as long as this library with exposure control; "
            f"on its {n:,} examinees this library's RMSE is {rmse:.3f}."
        )
    print("\nThe same work by the reference of the design, on its own machine, CPU s per 1,000:")
    print(", ".join(f"{name} {seconds:,.0f}" for name, seconds in PUBLISHED))
    print(
        "EAP is pulled to the mean of the population and has the lower RMSE in it; ML is not.\n"
        "A few examinees leave an RMSE uncertain by about 1 / sqrt(2 n) of itself.\n"
        "A thousand times as fast as catR's 103 s would be 0.1 s; bench/README.md says where the time goes."
    )


def show(label: str, outcome: Outcome) -> float:
    """Print a library's line; its seconds for 1,000 examinees."""
    n, rate = outcome.abilities.size, outcome.abilities.size / outcome.seconds
    print(
        f"{label:<40}{n:>10,}{outcome.per_thousand:>13,.2f}"
        f"{rate:>13,.1f}{LENGTH * rate:>13,.0f}{outcome.rmse:>8.3f}"
    )
    return outcome.per_thousand


def timed(run: Callable[[], np.ndarray], abilities: np.ndarray) -> Outcome:
    before = time.process_time()
    estimates = run()
    return Outcome(time.process_time() - before, estimates, abilities)


# --- this library ------------------------------------------------------------------------------------------


def adaptive_test(slopes: np.ndarray, difficulties: np.ndarray, rule: str) -> AdaptiveTest:
    pairs = zip(slopes.tolist(), difficulties.tolist(), strict=True)
    return AdaptiveTest(
        ItemPool.of([ItemParameters("2pl", a, (b,)) for a, b in pairs]),
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=LENGTH,
        min_items=LENGTH,
        target_standard_error=None,
        selection=Selection(rule, "none"),  # type: ignore[arg-type]
    )


def in_lock_step(
    slopes: np.ndarray, difficulties: np.ndarray, abilities: np.ndarray, max_rate: float, rule: str = "mfi"
) -> Outcome:
    def run() -> np.ndarray:
        test = adaptive_test(slopes, difficulties, rule)
        return simulate(test, abilities, rng=np.random.default_rng(1), exposure=max_rate).estimates

    return timed(run, abilities)


def one_by_one(slopes: np.ndarray, difficulties: np.ndarray, abilities: np.ndarray) -> Outcome:
    test = adaptive_test(slopes, difficulties, "mepv")
    rng = np.random.default_rng(2)
    eligible = np.ones(slopes.size, dtype=np.bool_)

    def run() -> np.ndarray:
        estimates = []
        for ability in abilities:
            right = rng.random(slopes.size) < 1.0 / (1.0 + np.exp(-slopes * (ability - difficulties)))
            given: tuple[list[int], list[int]] = ([], [])
            for _ in range(LENGTH):
                index = test.choose(*given, eligible, rng.random(slopes.size)).index
                given[0].append(index)
                given[1].append(int(right[index]))
            estimates.append(test.estimate(*given).ability)
        return np.array(estimates)

    return timed(run, abilities)


# --- the peers, by what their documentation shows ----------------------------------------------------------


def with_catsim(slopes: np.ndarray, difficulties: np.ndarray, abilities: np.ndarray) -> Outcome:
    from catsim.estimation import NumericalSearchEstimator  # noqa: PLC0415
    from catsim.initialization import FixedPointInitializer  # noqa: PLC0415
    from catsim.selection import MaxInfoSelector  # noqa: PLC0415
    from catsim.simulation import Simulator  # noqa: PLC0415
    from catsim.stopping import TestLengthStopper  # noqa: PLC0415

    n = slopes.size
    bank = np.column_stack([slopes, difficulties, np.zeros(n), np.ones(n)])

    def run() -> np.ndarray:
        simulator: Any = Simulator(
            bank,
            abilities,
            FixedPointInitializer(0.0),
            MaxInfoSelector(),
            NumericalSearchEstimator(),
            TestLengthStopper(max_items=LENGTH),
            seed=1,
        )
        with contextlib.redirect_stdout(io.StringIO()):
            simulator.simulate()
        assert all(len(items) == LENGTH for items in simulator.administered_items)
        return np.array(simulator.latest_estimations)

    return timed(run, abilities)


def with_adaptivetesting(slopes: np.ndarray, difficulties: np.ndarray, abilities: np.ndarray) -> Outcome:
    from adaptivetesting.implementations import TestAssembler  # noqa: PLC0415
    from adaptivetesting.math.estimators import ExpectedAPosteriori, NormalPrior  # noqa: PLC0415
    from adaptivetesting.models import ItemPool as Items  # noqa: PLC0415

    def run() -> np.ndarray:
        np.random.seed(1)  # noqa: NPY002  this library draws from the global generator
        estimates = []
        for person, ability in enumerate(abilities.tolist()):
            test: Any = TestAssembler(
                item_pool=Items.load_from_list(b=difficulties.tolist(), a=slopes.tolist()),
                simulation_id="bench",
                participant_id=str(person),
                ability_estimator=ExpectedAPosteriori,
                estimator_args={"prior": NormalPrior(0, 1), "optimization_interval": (-6, 6)},
                true_ability_level=ability,
                simulation=True,
            )
            for _ in range(LENGTH):
                test.run_test_once()
            estimates.append(float(test.ability_level))
        return np.array(estimates)

    return timed(run, abilities)


if __name__ == "__main__":
    main()
