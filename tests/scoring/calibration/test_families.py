"""Families of models while they are estimated: the same curves as `item_models`, and their derivatives."""

import numpy as np
import pytest

from scoring import GRID, ItemPool, category_probabilities
from scoring.arrays import Floats
from scoring.calibration.families import Family
from scoring.calibration.problem import family_of
from tests.scoring.calibration.samples import MIXED

NODES = GRID[::8]
STEP = 1e-6


def cases() -> list[tuple[str, Family, Floats]]:
    found: list[tuple[str, Family, Floats]] = []
    for item in MIXED[:8]:
        family = family_of(item.model, item.n_categories)  # type: ignore[arg-type]
        found.append((item.model, family, family.working(item)[None]))
    return found


CASES = pytest.mark.parametrize(("name", "family", "working"), cases(), ids=[case[0] for case in cases()])


@pytest.mark.parametrize("item", MIXED[:8], ids=lambda item: item.model)
def test_probabilities_are_those_of_the_item_models(item: object) -> None:
    pool = ItemPool.of([item])  # type: ignore[list-item]
    family = family_of(pool.items[0].model, int(pool.n_categories[0]))  # type: ignore[arg-type]
    found = np.exp(family.log_probabilities(family.working(pool.items[0])[None], NODES))  # type: ignore[arg-type]
    assert found == pytest.approx(category_probabilities(pool, NODES), abs=1e-14)


@CASES
def test_scores_are_derivatives_of_log_probabilities(name: str, family: Family, working: Floats) -> None:
    scores = family.scores(working, NODES)[0]
    for place in range(working.size):
        moved = np.zeros(working.shape)
        moved[0, place] = STEP
        high, low = (family.log_probabilities(working + sign * moved, NODES) for sign in (1, -1))
        assert scores[place] == pytest.approx(((high - low) / (2 * STEP))[0], abs=1e-8)


@CASES
def test_gradient_and_curvature_are_derivatives_of_the_expected_log_likelihood(
    name: str, family: Family, working: Floats
) -> None:
    counts = np.random.default_rng(1).uniform(1.0, 9.0, (1, family.n_categories, NODES.size))
    gradient = family.step(working, NODES, counts).gradient[0]
    curvature = family.curvature(working, NODES, counts)[0]
    for place in range(working.size):
        moved = np.zeros(working.shape)
        moved[0, place] = STEP
        ends = [working + sign * moved for sign in (1, -1)]
        high, low = ((counts * family.log_probabilities(end, NODES)).sum() for end in ends)
        assert gradient[place] == pytest.approx((high - low) / (2 * STEP), rel=1e-6, abs=1e-5)
        high, low = (family.step(end, NODES, counts).gradient[0] for end in ends)
        assert curvature[place] == pytest.approx(-(high - low) / (2 * STEP), rel=1e-6, abs=1e-5)


@CASES
def test_the_information_of_a_step_is_the_expected_curvature(
    name: str, family: Family, working: Floats
) -> None:
    expected_counts = np.exp(family.log_probabilities(working, NODES)) * 7.0
    step = family.step(working, NODES, expected_counts)
    assert step.gradient == pytest.approx(np.zeros(working.shape), abs=1e-9)
    assert step.information == pytest.approx(family.curvature(working, NODES, expected_counts), abs=1e-9)
    assert np.linalg.eigvalsh(step.information[0])[0] > 0.0


@CASES
def test_the_metric_of_the_results_and_its_jacobian(name: str, family: Family, working: Floats) -> None:
    metric = family.to_metric(working)
    item = family.item(name, metric[0])  # type: ignore[arg-type]
    assert family.working(item) == pytest.approx(working[0], abs=1e-12)
    assert len(family.names) == working.size
    for place in range(working.size):
        moved = np.zeros(working.shape)
        moved[0, place] = STEP
        change = (family.to_metric(working + moved) - family.to_metric(working - moved)) / (2 * STEP)
        assert family.jacobian(working)[0, :, place] == pytest.approx(change[0], abs=1e-8)


@CASES
def test_starts_are_valid_and_within_bounds(name: str, family: Family, working: Floats) -> None:
    shares = np.full((1, family.n_categories), 1.0 / family.n_categories)
    start = family.start(shares, np.array([1.0]), 0.2)
    low, high = family.bounds()
    assert family.is_valid(start).all()
    assert ((start > low) & (start < high)).all()


def test_thresholds_out_of_order_are_not_valid() -> None:
    family = family_of("grm", 3)
    assert family.is_valid(np.array([[1.0, 0.5, -0.5], [1.0, -0.5, 0.5]])).tolist() == [True, False]
    crossed = np.array([[1.0, 0.0, 2.0, -2.0]])
    assert not family_of("4pl", 2).is_valid(crossed).any()
