import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring import GRID, ItemPool, category_probabilities, item_information, normal_prior
from scoring.ability import posterior
from scoring.probability_grid import ProbabilityGrid
from scoring.response_models import observed_information
from scoring.selection import expected_information
from tests.scoring.pools import BANK_O, PUBLISHED, pools_of_every_model, responses


def by_definition(pool: ItemPool, administered: list[int], categories: list[int]) -> np.ndarray:
    """Every posterior worked out, every information added up."""
    probabilities = category_probabilities(pool, GRID)
    weights = np.exp(normal_prior(0.0, 1.0))
    for item, category in zip(administered, categories, strict=True):
        weights = weights * probabilities[item, category]
    weights = weights / weights.sum()
    expected = np.zeros(pool.n_items)
    for item in range(pool.n_items):
        for category in range(pool.n_categories[item]):
            after = weights * probabilities[item, category]
            if after.sum() > 0.0:
                estimate = np.array([after @ GRID / after.sum()])
                observed = observed_information(pool, estimate)[:, :, 0]
                answers = [*zip(administered, categories, strict=True), (item, category)]
                expected[item] += after.sum() * sum(observed[answer] for answer in answers)
    return expected


@given(data=st.data())
def test_it_is_the_information_after_each_answer_weighed_by_its_probability(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=5, largest_slope=4.0))
    administered, categories = data.draw(responses(pool))
    grid = ProbabilityGrid.of(pool)
    now = posterior(normal_prior(0.0, 1.0) + grid.log_likelihood(administered, categories))
    found = expected_information(grid, now.weights, administered, categories)
    np.testing.assert_allclose(found, by_definition(pool, administered, categories), rtol=1e-8, atol=1e-10)


def test_on_bank_o_it_picks_the_item_that_every_criterion_picks() -> None:
    grid = ProbabilityGrid.of(BANK_O)
    categories = PUBLISHED["bank_o"]["responses"][:4]
    now = posterior(normal_prior(0.0, 1.0) + grid.log_likelihood(range(4), categories))
    found = expected_information(grid, now.weights, range(4), categories)
    assert 4 + found[4:].argmax() == PUBLISHED["bank_o"]["after_four"]["best"]


def test_it_does_not_change_its_order_with_the_information_so_far_where_that_is_the_same_for_all() -> None:
    grid = ProbabilityGrid.of(BANK_O)
    flat = np.exp(normal_prior(0.0, 0.1))  # ability is known: nothing an answer can move
    found = expected_information(grid, flat, [], [])
    np.testing.assert_allclose(found, item_information(BANK_O, np.array([0.0]))[:, 0], rtol=0.05)
