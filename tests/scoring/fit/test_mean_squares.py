import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, estimate_wle
from scoring.fit import mean_squares
from scoring.fit.residuals import Residuals
from tests.scoring.drawn_responses import drawn_responses
from tests.scoring.pools import mixed_pool


def test_the_mean_squares_are_those_of_the_formulas() -> None:
    pool = mixed_pool(4, seed=1)
    rng = np.random.default_rng(2)
    abilities = rng.normal(size=50)
    responses = drawn_responses(pool, abilities, rng)
    responses[:5, 0] = -1
    found = mean_squares(pool, responses, abilities)
    a, b = float(pool.a[0]), float(pool.b[0, 0])
    right = 1.0 / (1.0 + np.exp(-a * (abilities[5:] - b)))
    variance = right * (1.0 - right)
    residuals = responses[5:, 0] - right
    assert found.outfit[0] == pytest.approx((residuals**2 / variance).mean())
    assert found.infit[0] == pytest.approx((residuals**2).sum() / variance.sum())
    fourth = right * (1.0 - right) * ((1.0 - right) ** 3 + right**3)
    q = np.sqrt((fourth / variance**2).sum() / 45**2 - 1.0 / 45)
    assert found.outfit_z[0] == pytest.approx((found.outfit[0] ** (1 / 3) - 1.0) * 3.0 / q + q / 3.0)
    q = np.sqrt((fourth - variance**2).sum() / variance.sum() ** 2)
    assert found.infit_z[0] == pytest.approx((found.infit[0] ** (1 / 3) - 1.0) * 3.0 / q + q / 3.0)
    assert found.n_persons.tolist() == [45, 50, 50, 50]


def test_at_true_abilities_the_standardised_values_are_standard_normal() -> None:
    pool = mixed_pool(10, seed=3)
    rng = np.random.default_rng(4)
    found = []
    for _ in range(100):
        abilities = rng.normal(size=300)
        squares = mean_squares(pool, drawn_responses(pool, abilities, rng), abilities)
        found.append((squares.outfit_z, squares.infit_z))
    values = np.array(found)
    np.testing.assert_allclose(values.mean(axis=(0, 2)), 0.0, atol=0.1)
    np.testing.assert_allclose(values.std(axis=(0, 2)), 1.0, atol=0.1)


def test_an_item_answered_by_chance_stands_out() -> None:
    pool = mixed_pool(20, seed=5)
    rng = np.random.default_rng(6)
    responses = drawn_responses(pool, rng.normal(size=400), rng)
    responses[:, 4] = rng.integers(0, 2, 400)
    found = mean_squares(pool, responses, estimate_wle(pool, responses).abilities)
    assert found.infit.argmax() == 4
    assert found.infit_z[4] > 3.0
    assert found.outfit[4] > 1.2


def test_who_has_no_ability_and_items_that_nobody_answered_are_left_out() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 1.0, (0.0,))] * 2)
    found = mean_squares(pool, [[1, -1], [0, -1], [1, -1]], [0.3, np.nan, np.inf])
    assert found.n_persons.tolist() == [1, 0]
    assert found.reasons == (None, "no_responses")
    assert np.isfinite(found.outfit[0])
    assert np.isnan([found.outfit[1], found.infit[1], found.outfit_z[1], found.infit_z[1]]).all()
    residuals = Residuals.of(pool, [[1, -1]], [0.0])
    np.testing.assert_array_equal(residuals.values, [[0.5, np.nan]])
    with pytest.raises(ValueError, match=r"abilities must have shape \(1,\), got \(2,\)"):
        Residuals.of(pool, [[1, -1]], [0.0, 1.0])
