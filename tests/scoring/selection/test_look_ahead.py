import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import GRID, ItemPool, category_probabilities, normal_prior
from scoring.ability import posterior
from scoring.probability_grid import ProbabilityGrid
from scoring.selection import two_step_variance_reduction, variance_reduction
from tests.scoring.pools import mixed_pool, pools, responses, three_parameter_pool


def reductions(pool: ItemPool, weights: np.ndarray) -> np.ndarray:
    """Variance now less the mean of the variances after each answer, item by item."""
    probabilities = category_probabilities(pool, GRID)
    now = weights @ (GRID - weights @ GRID) ** 2
    found = np.full(pool.n_items, now)
    for item in range(pool.n_items):
        for category in range(pool.n_categories[item]):
            after = weights * probabilities[item, category]
            if after.sum() > 0.0:
                found[item] -= after @ (GRID - after @ GRID / after.sum()) ** 2
    return found


@settings(max_examples=40)
@given(data=st.data())
def test_it_is_what_the_best_second_item_after_each_answer_adds_to_the_first(data: st.DataObject) -> None:
    pool = data.draw(pools(min_items=2, max_items=5, largest_slope=4.0))
    administered, categories = data.draw(responses(pool))
    eligible = np.ones(pool.n_items, dtype=np.bool_)
    eligible[administered] = False
    if eligible.sum() < 2:
        return
    grid = ProbabilityGrid.of(pool)
    now = posterior(normal_prior(0.0, 1.0) + grid.log_likelihood(administered, categories))
    found = two_step_variance_reduction(grid, now, eligible, n_examined=pool.n_items)
    first = reductions(pool, now.weights)
    probabilities = category_probabilities(pool, GRID)
    for item in np.flatnonzero(eligible):
        expected = first[item]
        for category in range(pool.n_categories[item]):
            after = now.weights * probabilities[item, category]
            if after.sum() > 1e-200:
                second = reductions(pool, after / after.sum())
                second[~eligible] = second[item] = 0.0
                expected += after.sum() * second.max()
        assert found[item] == pytest.approx(expected, rel=1e-7, abs=1e-9)


def test_items_that_are_not_examined_stay_below_the_best() -> None:
    pool = three_parameter_pool(50, seed=3)
    grid = ProbabilityGrid.of(pool)
    now = posterior(normal_prior(0.4, 0.8))
    eligible = np.ones(50, dtype=np.bool_)
    everything = two_step_variance_reduction(grid, now, eligible, n_examined=50)
    few = two_step_variance_reduction(grid, now, eligible, n_examined=5)
    one_step = variance_reduction(grid, now)
    examined = np.argsort(-one_step)[:5]
    np.testing.assert_allclose(few[examined], everything[examined], rtol=1e-12)
    rest = np.setdiff1d(np.arange(50), examined)
    np.testing.assert_allclose(few[rest], one_step[rest], rtol=1e-12)
    assert few.argmax() in examined
    assert (everything >= one_step).all()
    assert (everything <= now.variance).all()


def test_a_single_item_left_is_judged_by_itself() -> None:
    pool = mixed_pool(4, seed=1)
    grid = ProbabilityGrid.of(pool)
    now = posterior(normal_prior(0.0, 1.0))
    alone = np.array([False, True, False, False])
    assert (two_step_variance_reduction(grid, now, alone) == variance_reduction(grid, now)).all()
