from itertools import product

import numpy as np
import pytest

from scoring import GRID, ItemParameters, ItemPool, category_probabilities, normal_prior
from scoring.fit import SumScoreExpectations, n_item_parameters, s_x2
from scoring.fit.item_fit import chi_square
from scoring.parameters import DerivedItem, arrays_of, model_of
from tests.scoring.drawn_responses import LSAT6_POOL, LSAT6_RESPONSES, drawn_responses
from tests.scoring.pools import EXACT_POOL, mixed_pool, pool_of, three_parameter_pool

GUESSED = {"model": "3pl", "a": 2.2, "b": [1.2], "c": 0.35, "d": 1.0}


def test_the_fit_of_lsat6_is_that_of_the_reference_program() -> None:
    # mirt 1.45.1, parameters of the two-parameter model fitted to these data.
    fit = s_x2(SumScoreExpectations.of(LSAT6_POOL), LSAT6_RESPONSES).fit
    np.testing.assert_allclose(fit.statistics, [0.450, 1.691, 0.666, 0.175, 0.111], atol=6e-4)
    assert fit.degrees.tolist() == [2, 2, 1, 2, 2]
    assert fit.reasons == (None,) * 5


def test_expected_answers_are_those_of_all_patterns_of_a_sum() -> None:
    pool = ItemPool.of(
        [
            ItemParameters("3pl", 1.2, (0.3,), 0.2),
            ItemParameters("grm", 1.0, (-1.0, 0.4)),
            ItemParameters("gpcm", 0.8, (0.2, -0.3, 0.9)),
        ]
    )
    prior = normal_prior(0.3, 1.2)
    found = SumScoreExpectations.of(pool, log_prior=prior).probabilities
    joint = np.zeros_like(found)
    probabilities = category_probabilities(pool, GRID)
    for pattern in product(range(2), range(3), range(4)):
        mass = np.exp(prior) @ probabilities[np.arange(3), pattern].prod(axis=0)
        joint[np.arange(3), pattern, sum(pattern)] += mass
    np.testing.assert_allclose(found, joint / joint.sum(axis=1, keepdims=True), atol=1e-12)


def test_the_statistic_is_that_of_the_published_formula_where_all_cells_are_full() -> None:
    pool = three_parameter_pool(5, seed=1)
    responses = drawn_responses(pool, np.random.default_rng(2).normal(size=4000), np.random.default_rng(3))
    expectations = SumScoreExpectations.of(pool)
    found = s_x2(expectations, responses, n_parameters=0).fit
    sums = responses.sum(axis=1)
    for item in range(5):
        total = 0.0
        for score in range(1, 5):
            n = np.count_nonzero(sums == score)
            share = expectations.probabilities[item, 1, score]
            seen = responses[sums == score, item].mean()
            total += n * (seen - share) ** 2 / (share * (1.0 - share))
        assert found.statistics[item] == pytest.approx(total)
    assert found.degrees.tolist() == [4.0] * 5


@pytest.mark.parametrize("pool", [three_parameter_pool(12, seed=4), mixed_pool(8, seed=5)])
def test_items_that_fit_are_rejected_as_often_as_the_level_says(pool: ItemPool) -> None:
    rng = np.random.default_rng(6)
    expectations = SumScoreExpectations.of(pool)
    p_values = np.concatenate(
        [
            s_x2(expectations, drawn_responses(pool, rng.normal(size=600), rng), n_parameters=0).fit.p_values
            for _ in range(150)
        ]
    )
    assert 0.035 < np.mean(p_values < 0.05) < 0.065
    assert 0.45 < p_values.mean() < 0.55


def test_an_item_that_does_not_fit_is_found() -> None:
    pool = three_parameter_pool(15, seed=7)
    true = ItemPool.of([*pool.items[:14], *pool_of([GUESSED]).items])
    assumed = ItemPool.of([*pool.items[:14], ItemParameters("2pl", 0.9, (-0.2,))])
    rng = np.random.default_rng(8)
    responses = drawn_responses(true, rng.normal(size=1500), rng)
    fit = s_x2(SumScoreExpectations.of(assumed), responses).fit
    assert fit.p_values[14] < 1e-6
    assert fit.rmsea[14] > 0.05
    spare = (fit.statistics[14] - fit.degrees[14]) / (fit.degrees[14] * (fit.n_persons[14] - 1.0))
    assert fit.rmsea[14] == pytest.approx(np.sqrt(spare), rel=1e-12)
    assert np.mean(fit.p_values[:14] < 0.01) < 0.15


def test_small_cells_are_joined_within_a_group_and_then_between_groups() -> None:
    # Groups of 3, 10, 1: the last joins its neighbour; two of the three categories of the first are joined.
    observed = np.array([[2.0, 1.0, 0.0], [3.0, 3.0, 4.0], [0.0, 0.0, 1.0]])
    expected = np.array([[1.5, 1.2, 0.3], [4.0, 4.0, 2.0], [0.1, 0.2, 0.7]])
    statistic, degrees = chi_square(observed, expected, 1.0)
    cells = [(2.0, 1.5), (1.0, 1.5), (3.0, 4.1), (3.0, 4.2), (5.0, 2.7)]
    assert degrees == 1 + 2
    assert statistic == pytest.approx(sum((seen - due) ** 2 / due for seen, due in cells))


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0]])
def test_a_side_that_is_too_thin_joins_its_neighbour_and_not_the_farthest_group(order: list[int]) -> None:
    # Half of the persons are reached in the second group, so that the first is a side of its own.
    observed = np.array([[0.0, 1.0], [16.0, 9.0], [5.0, 9.0], [2.0, 8.0]])[order]
    expected = np.array([[0.4, 0.6], [14.0, 11.0], [6.0, 8.0], [3.0, 7.0]])[order]
    statistic, degrees = chi_square(observed, expected, 1.0)
    cells = [(16.0, 14.4), (10.0, 11.6), (5.0, 6.0), (9.0, 8.0), (2.0, 3.0), (8.0, 7.0)]
    assert degrees == 3
    assert statistic == pytest.approx(sum((seen - due) ** 2 / due for seen, due in cells))


def test_sides_that_are_too_thin_alone_make_one_group() -> None:
    statistic, degrees = chi_square(
        np.array([[0.0, 9.0], [1.0, 7.0]]), np.array([[0.6, 8.4], [0.7, 7.3]]), 1.0
    )
    assert statistic == pytest.approx((1.0 - 1.3) ** 2 / 1.3 + (16.0 - 15.7) ** 2 / 15.7)
    assert degrees == 1
    assert chi_square(np.array([[0.0, 9.0]]), np.array([[0.6, 8.4]]), 1.0) == (0.0, 0)


def test_a_sum_that_the_prior_leaves_impossible_is_refused() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 3.0, (-6.0,)) for _ in range(25)])
    with pytest.raises(ValueError, match="log_prior must leave every sum score possible"):
        SumScoreExpectations.of(pool, log_prior=normal_prior(6.0, 0.1))


def test_one_person_and_perfect_sheets_have_no_test_and_a_reason() -> None:
    expectations = SumScoreExpectations.of(EXACT_POOL)
    highest = EXACT_POOL.n_categories - 1
    perfect = s_x2(expectations, np.array([highest] * 20)).fit
    assert set(perfect.reasons) == {"too_few_persons"}
    assert np.isnan(perfect.p_values).all()
    one = s_x2(expectations, np.array([[1] + [0] * (EXACT_POOL.n_items - 1)])).fit
    assert set(one.reasons) == {"no_degrees_of_freedom"}


def test_a_constant_item_is_tested_like_every_other() -> None:
    pool = three_parameter_pool(6, seed=9)
    rng = np.random.default_rng(10)
    responses = drawn_responses(pool, rng.normal(size=500), rng)
    responses[:, 2] = 1
    fit = s_x2(SumScoreExpectations.of(pool), responses).fit
    assert np.isfinite(fit.p_values).all()
    assert fit.p_values[2] < 1e-6


def test_own_parameters_are_counted_by_model() -> None:
    table = {"1pl": 1, "2pl": 2, "3pl": 3, "4pl": 4, "grm": None, "gpcm": None, "pcm": None, "rsm": 1}
    for item, count in zip(EXACT_POOL.items, n_item_parameters(EXACT_POOL).tolist(), strict=True):
        expected = table.get(item.model, 2 * (item.n_categories - 1))
        if expected is None:
            expected = item.n_categories - (item.model == "pcm")
        assert count == expected


def test_parameters_of_derived_items_are_not_counted() -> None:
    own = LSAT6_POOL.items[0]
    derived = ItemPool.of([own, DerivedItem(model_of(own), arrays_of(own))])
    with pytest.raises(ValueError, match=r"n_parameters must be given .*, as item 1 is"):
        n_item_parameters(derived)


def test_what_has_no_sum_score_is_refused() -> None:
    expectations = SumScoreExpectations.of(LSAT6_POOL)
    with pytest.raises(ValueError, match=r"none of person 1 to item 4; adaptive tests .* use pv_q1"):
        s_x2(expectations, [[1] * 5, [1, 0, 1, 1, -1]])
    with pytest.raises(ValueError, match="at least one person"):
        s_x2(expectations, np.zeros((0, 5)))
    with pytest.raises(ValueError, match="n_parameters must be one number or 5, all 0 or more, got -1"):
        s_x2(expectations, [[1] * 5], n_parameters=-1)
    with pytest.raises(ValueError, match="at least 2 items for S-X2, got 1"):
        SumScoreExpectations.of(ItemPool.of(LSAT6_POOL.items[:1]))
