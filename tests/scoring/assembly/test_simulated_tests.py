"""Whole tests by the benchmark's pools; `bench/shadow_test.py` does the same ten thousand times."""

import numpy as np
import pytest

from bench.shadow_pools import case_of
from bench.shadow_test import simulated
from scoring.assembly import ShadowTests
from scoring.assembly.shadow_test import Refresh


@pytest.mark.parametrize(
    ("name", "refresh", "n_tests"), [("1000", "moved", 6), ("500", "always", 4), ("passages", "always", 5)]
)
def test_no_simulated_test_breaks_its_plan(name: str, refresh: Refresh, n_tests: int) -> None:
    case = case_of(name)
    outcome = simulated(case, ShadowTests(case.plan, refresh=refresh), n_tests, seed=3)
    assert outcome.n_violations == 0
    assert outcome.n_tests == n_tests
    assert (len(case.plan.constraints) == 36) == (name != "passages")


def test_exposure_of_passages_is_controlled() -> None:
    case = case_of("passages")
    outcome = simulated(case, ShadowTests(case.plan, refresh="set_boundary"), 40, seed=4)
    assert outcome.n_violations == 0
    # The first examinees see the same passages; after thousands the limit of .25 is kept.
    assert outcome.max_rate < 0.5
    assert np.count_nonzero(outcome.counts[:35]) > 20


def test_the_benchmark_finds_what_is_broken() -> None:
    for name in ("500", "passages"):
        case = case_of(name)
        assert case.n_broken(range(case.plan.longest)) > 0
        assert case.plan.violations(range(case.plan.longest))
