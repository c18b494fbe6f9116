import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from scoring import GRID, ItemParameters, ItemPool, NominalParameters, item_information, normal_prior
from scoring.ability import posterior
from scoring.probability_grid import ProbabilityGrid
from scoring.response_models import log_category_probabilities
from scoring.selection import (
    fisher_information,
    kullback_leibler_information,
    locations,
    posterior_kullback_leibler_information,
)
from tests.scoring.pools import BANK_O, PUBLISHED, mixed_pool, pools_of_every_model, responses

ABILITIES = st.floats(-6.0, 6.0)


def divergence(pool: ItemPool, item: int, centre: float, ability: float) -> float:
    """The divergence of the answer at the centre from that at the ability, as defined."""
    return float(divergences(pool, item, centre, np.array([ability]))[0])


def divergences(pool: ItemPool, item: int, centre: float, abilities: np.ndarray) -> np.ndarray:
    own = ItemPool.of([pool.items[item]])
    at_centre = log_category_probabilities(own, np.array([centre]))[0]
    found: np.ndarray = (np.exp(at_centre) * (at_centre - log_category_probabilities(own, abilities)[0])).sum(
        axis=0
    )
    return found


def test_information_at_the_estimate_on_bank_o_is_that_of_the_reference() -> None:
    published = PUBLISHED["bank_o"]["after_four"]
    information = fisher_information(BANK_O, published["eap"])
    np.testing.assert_allclose(information[4:], published["information_at_eap"], atol=5e-8)
    assert 4 + information[4:].argmax() == published["best"]


@given(pool=pools_of_every_model(), abilities=st.lists(ABILITIES, min_size=1, max_size=5))
def test_it_is_the_information_of_the_response_models(pool: ItemPool, abilities: list[float]) -> None:
    expected = item_information(pool, np.array(abilities)).T
    found = fisher_information(pool, np.array(abilities))
    np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-280)
    np.testing.assert_allclose(fisher_information(pool, abilities[0]), expected[0], rtol=1e-11, atol=1e-280)


def test_far_beyond_every_number_information_is_nothing() -> None:
    pool = ItemPool.of([ItemParameters("4pl", 1e6, (0.0,), 0.2, 0.9), ItemParameters("2pl", 1e6, (0.0,))])
    assert fisher_information(pool, np.array([-6.0, 6.0])).max() < 1e-130
    assert np.isfinite(fisher_information(pool, 0.0)).all()


@pytest.mark.parametrize("n_administered", [1, 9, 40])
def test_the_kullback_leibler_index_is_the_integral_around_the_estimate(n_administered: int) -> None:
    pool = mixed_pool(6, seed=2)
    found = kullback_leibler_information(ProbabilityGrid.of(pool), 0.37, n_administered)
    half = 3.0 / np.sqrt(n_administered)
    expected = [
        quad(lambda theta, item=item: divergence(pool, item, 0.37, theta), 0.37 - half, 0.37 + half)[0]
        for item in range(6)
    ]
    np.testing.assert_allclose(found, expected, rtol=2e-5)


@settings(max_examples=25)
@given(pool=pools_of_every_model(max_items=3, largest_slope=2.0), centre=ABILITIES, n=st.integers(1, 60))
def test_the_index_of_any_item_is_its_integral(pool: ItemPool, centre: float, n: int) -> None:
    half = 3.0 / np.sqrt(n)
    low, high = max(centre - half, -6.0), min(centre + half, 6.0)
    found = kullback_leibler_information(ProbabilityGrid.of(pool), centre, n)
    for item in range(pool.n_items):
        expected = quad(lambda theta: divergence(pool, item, centre, theta), low, high)[0]  # noqa: B023
        assert found[item] == pytest.approx(expected, rel=1e-3, abs=1e-6)


def test_before_the_first_item_and_at_the_edge_the_interval_stays_on_the_grid() -> None:
    pool = mixed_pool(4, seed=2)
    grid = ProbabilityGrid.of(pool)
    for centre, n_administered, low, high in ((0.0, 0, -6.0, 6.0), (5.0, 4, 3.5, 6.0)):
        expected = [
            quad(lambda theta, item=item: divergence(pool, item, centre, theta), low, high)[0]  # noqa: B023
            for item in range(4)
        ]
        found = kullback_leibler_information(grid, centre, n_administered)
        np.testing.assert_allclose(found, expected, rtol=2e-5)


@given(data=st.data())
def test_the_posterior_index_is_the_mean_divergence_over_the_posterior(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=4, largest_slope=4.0))
    administered, categories = data.draw(responses(pool))
    grid = ProbabilityGrid.of(pool)
    now = posterior(normal_prior(0.0, 1.0) + grid.log_likelihood(administered, categories))
    expected = [(now.weights * divergences(pool, item, now.mean, GRID)).sum() for item in range(pool.n_items)]
    found = posterior_kullback_leibler_information(grid, now.weights, now.mean)
    np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-10)


def test_many_persons_have_the_values_that_each_has_alone() -> None:
    pool = mixed_pool(10, seed=4)
    grid = ProbabilityGrid.of(pool)
    centres = np.array([-1.2, 0.0, 2.5])
    weights = np.exp([normal_prior(float(centre), 0.5) for centre in centres])
    around = kullback_leibler_information(grid, centres, 8)
    over = posterior_kullback_leibler_information(grid, weights, centres)
    for person, centre in enumerate(centres.tolist()):
        np.testing.assert_allclose(around[person], kullback_leibler_information(grid, centre, 8), rtol=1e-12)
        np.testing.assert_allclose(
            over[person], posterior_kullback_leibler_information(grid, weights[person], centre), rtol=1e-12
        )


def test_an_item_is_at_its_difficulty_or_at_the_mean_of_its_steps() -> None:
    pool = ItemPool.of(
        [ItemParameters("3pl", 1.0, (0.7,), 0.2), ItemParameters("grm", 1.0, (-1.0, 0.5, 2.0))]
    )
    assert locations(pool).tolist() == pytest.approx([0.7, 0.5])
    nominal = NominalParameters(1.0, (0.0, 1.0), (0.0, 0.3))
    with pytest.raises(ValueError, match="must hold items that have a difficulty, got a nominal one, 1"):
        locations(ItemPool.of([ItemParameters("1pl", 1.0, (0.0,)), nominal]))
