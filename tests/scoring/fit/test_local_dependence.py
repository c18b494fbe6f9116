import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, estimate_eap
from scoring.fit import local_dependence
from scoring.fit.residuals import Residuals
from tests.scoring.drawn_responses import drawn_responses
from tests.scoring.pools import three_parameter_pool


def test_q3_is_the_correlation_of_the_residuals_of_those_who_answered_both() -> None:
    pool = three_parameter_pool(5, seed=1)
    rng = np.random.default_rng(2)
    abilities = rng.normal(size=120)
    responses = np.where(rng.random((120, 5)) < 0.2, -1, drawn_responses(pool, abilities, rng))
    found = local_dependence(pool, responses, abilities)
    residuals = Residuals.of(pool, responses, abilities).values
    for first in range(5):
        for second in range(first):
            both = residuals[np.isfinite(residuals[:, [first, second]]).all(axis=1)]
            expected = np.corrcoef(both[:, first], both[:, second])[0, 1]
            assert found.q3[first, second] == pytest.approx(expected)
            assert found.q3[second, first] == found.q3[first, second]
            assert found.n_persons[first, second] == len(both)
    assert found.mean == pytest.approx(np.nanmean(found.q3))


def test_items_that_one_text_makes_dependent_are_found() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 1.2, (b,)) for b in np.linspace(-1.5, 1.5, 20).tolist()])
    rng = np.random.default_rng(3)
    ability, text = rng.normal(size=800), rng.normal(size=800)
    responses = drawn_responses(pool, ability, rng)
    aided = drawn_responses(pool, ability + 1.5 * text, rng)
    responses[:, [4, 11]] = aided[:, [4, 11]]
    found = local_dependence(pool, responses, estimate_eap(pool, responses).abilities)
    pairs = found.pairs_above(0.2)
    assert [(pair.first, pair.second) for pair in pairs] == [(4, 11)]
    assert pairs[0].adjusted_q3 == pytest.approx(found.largest_adjusted)
    assert found.mean == pytest.approx(-1.0 / 19.0, abs=0.02)


def test_items_that_everybody_answered_alike_are_no_pair() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 1.0, (b,)) for b in (-2.0, -1.8, 0.0, 0.3, 0.6, 0.9)])
    rng = np.random.default_rng(4)
    abilities = rng.normal(size=200)
    responses = drawn_responses(pool, abilities, rng)
    responses[:, :2] = 1  # residuals 1 - P of two like curves, correlated nearly 1
    responses[100:, 5] = -1
    responses[:100, 5] = 1
    found = local_dependence(pool, responses, abilities)
    assert np.isnan(found.q3[[0, 1, 5]]).all()
    assert np.isfinite(found.q3[2, 3])
    assert found.pairs_above(0.3) == ()
    alike = local_dependence(pool, np.ones((60, 6), dtype=np.int64), np.zeros(60))  # rounding alone is left
    assert np.isnan(alike.q3).all()


def test_pairs_of_too_few_persons_have_none() -> None:
    pool = three_parameter_pool(3, seed=1)
    responses = np.array([[1, 0, -1]] * 20 + [[-1, 1, 0]] * 20)
    found = local_dependence(pool, responses, np.zeros(40))
    assert np.isnan(found.q3).all()
    assert np.isnan([found.mean, found.largest_adjusted]).all()
    assert found.pairs_above() == ()
    one = local_dependence(pool, [[1, 0, 1]], [0.0], fewest_persons=1)
    assert np.isnan(one.q3).all()
