from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from scoring.arrays import Floats
from scoring.item_models.specific_factor import factor_nodes
from scoring.parameters import ItemParameters, ItemPool
from scoring.response_models import (
    category_probabilities,
    item_information,
    log_category_probabilities,
    observed_information,
    score_functions,
)
from scoring.testlets import SpecificFactor, item_given, joint_items, set_of_items
from tests.scoring.pools import BANK_O, EXACT_POOL, item_parameters, nominal_parameters

FINE, LENGTHS = 9.0 * np.array(np.polynomial.legendre.leggauss(1000))
WEIGHTS = norm.pdf(FINE) * LENGTHS
ABILITIES = np.array([-3.0, -0.7, 0.0, 1.1, 4.0])


def brute_force(pool: ItemPool, factor: SpecificFactor, answers: dict[int, int], abilities: Floats) -> Floats:
    """The probability of these answers at every ability, by Gauss-Legendre quadrature over the factor."""
    found = np.ones((abilities.size, FINE.size))
    for item, category in answers.items():
        loading = factor.loadings[factor.items.index(item)]
        seen = (abilities[:, None] + loading * FINE).ravel()
        found *= category_probabilities(ItemPool.of([pool.items[item]]), seen)[0, category].reshape(
            found.shape
        )
    return np.asarray(found @ WEIGHTS)


@settings(max_examples=15)
@given(data=st.data())
def test_an_item_given_others_of_its_set_has_the_predictive_probability(data: st.DataObject) -> None:
    items = st.lists(item_parameters(3.0) | nominal_parameters(3.0), min_size=3, max_size=3)
    pool = ItemPool.of(data.draw(items))
    factor = SpecificFactor((0, 1, 2), tuple(data.draw(st.floats(-1.5, 1.5)) for _ in range(3)))
    before = {item: data.draw(st.integers(0, int(pool.n_categories[item]) - 1)) for item in (2, 0)}
    own = set_of_items(pool, factor).part(before)
    item = ItemPool.of([item_given(pool, factor, 1, own, tuple(before.values()))])
    found = category_probabilities(item, ABILITIES)[0]
    np.testing.assert_allclose(found.sum(axis=0), 1.0, rtol=1e-12)
    without = brute_force(pool, factor, before, ABILITIES)
    for category in range(int(pool.n_categories[1])):
        together = brute_force(pool, factor, {**before, 1: category}, ABILITIES)
        np.testing.assert_allclose(found[category], together / without, rtol=1e-7, atol=1e-10)


@settings(max_examples=15)
@given(data=st.data(), ability=st.floats(-3.0, 3.0))
def test_derivatives_of_items_and_sets_are_those_of_finite_differences(
    data: st.DataObject, ability: float
) -> None:
    pool = ItemPool.of(data.draw(st.lists(item_parameters(2.5), min_size=3, max_size=3)))
    factor = SpecificFactor((0, 1, 2), tuple(data.draw(st.floats(-1.5, 1.5)) for _ in range(3)))
    own = set_of_items(pool, factor).part([2])
    single = ItemPool.of([item_given(pool, factor, 0, own, (1,)), item_given(pool, factor, 1, own, (1,))])
    whole, _ = joint_items(pool, [[0, 1, -1], [1, 0, 1]], [factor], every_pattern=True)
    step = 1e-4
    points = ability + step * np.array([-1.0, 0.0, 1.0])
    for derived in (single, whole):
        logs = log_category_probabilities(derived, points)
        is_there = np.isfinite(logs[:, :, 1])
        with np.errstate(invalid="ignore"):
            first = (logs[:, :, 2] - logs[:, :, 0]) / (2.0 * step)
            second = (logs[:, :, 2] - 2.0 * logs[:, :, 1] + logs[:, :, 0]) / step**2
        here = points[1:2]
        scores = score_functions(derived, here)[:, :, 0]
        np.testing.assert_allclose(scores[is_there], first[is_there], atol=3e-6)
        np.testing.assert_allclose(
            -observed_information(derived, here)[:, :, 0][is_there], second[is_there], atol=3e-6
        )
        # Information is the variance of the score, whose mean is 0.
        p = np.exp(logs[:, :, 1])
        np.testing.assert_allclose((p * scores).sum(axis=1), 0.0, atol=1e-10)
        np.testing.assert_allclose(
            item_information(derived, here)[:, 0], (p * scores**2).sum(axis=1), rtol=1e-10, atol=1e-13
        )


def test_the_information_of_a_set_is_that_of_its_items_one_after_the_other() -> None:
    # The chain rule of Fisher information, by enumeration: I(set) = I(first) + E[I(second | first)] + ...
    factor = SpecificFactor((1, 6, 8), (0.9, 1.2, -0.5))
    row = np.full((1, 9), -1)
    row[0, [1, 6, 8]] = 0
    whole, _ = joint_items(EXACT_POOL, row, [factor], every_pattern=True)
    joint = ItemPool.of([whole.items[-1]])
    total = np.zeros(ABILITIES.size)
    for n_before, item in enumerate(factor.items):
        earlier = factor.items[:n_before]
        for categories in product(*(range(int(EXACT_POOL.n_categories[each])) for each in earlier)):
            own = set_of_items(EXACT_POOL, factor).part(range(n_before)) if earlier else None
            single = ItemPool.of([item_given(EXACT_POOL, factor, item, own, categories)])
            chance = brute_force(EXACT_POOL, factor, dict(zip(earlier, categories, strict=True)), ABILITIES)
            total += chance * item_information(single, ABILITIES)[0]
    np.testing.assert_allclose(item_information(joint, ABILITIES)[0], total, rtol=1e-9)


def test_items_of_several_sets_are_computed_together_as_each_alone() -> None:
    factor = SpecificFactor(tuple(range(8)), tuple(np.linspace(-1.0, 1.5, 8).tolist()))
    together = ItemPool.of([item_given(BANK_O, factor, item, None, ()) for item in range(8)])
    assert len(together.groups) == 1
    abilities = np.linspace(-5.0, 5.0, 301)
    for item in (0, 5):
        alone = ItemPool.of([together.items[item]])
        for curve in (log_category_probabilities, score_functions, observed_information):
            np.testing.assert_allclose(
                curve(together, abilities)[item], curve(alone, abilities)[0], rtol=1e-11, atol=1e-13
            )


def test_extreme_items_and_abilities_have_finite_curves() -> None:
    pool = ItemPool.of(
        [
            ItemParameters("4pl", 10.0, (0.0,), 1e-12, 1.0 - 1e-12),
            ItemParameters("gpcm", 10.0, tuple(np.linspace(-3.0, 3.0, 19).tolist())),
            ItemParameters("grm", 10.0, tuple(np.linspace(-3.0, 3.0, 19).tolist())),
        ]
    )
    factor = SpecificFactor.of_testlet([0, 1, 2], 3.0)
    own = set_of_items(pool, factor).part([1])
    item = ItemPool.of([item_given(pool, factor, each, own, (19,)) for each in (0, 2)])
    abilities = np.array([-40.0, 0.0, 40.0])
    logs = log_category_probabilities(item, abilities)
    assert np.isfinite(logs[:, 0]).all()
    np.testing.assert_allclose(np.exp(logs).sum(axis=1), 1.0, rtol=1e-10)
    assert np.isfinite(score_functions(item, abilities)).all()
    assert np.isfinite(observed_information(item, abilities)).all()


@pytest.mark.parametrize("steepest", [0.0, 0.7, 2.0, 6.0])
def test_the_nodes_integrate_a_logistic_curve_of_that_steepness(steepest: float) -> None:
    nodes = factor_nodes(steepest)
    weights = norm.pdf(nodes) * (nodes[1] - nodes[0])
    fine = np.linspace(-9.0, 9.0, 20001)
    for centre in (-1.3, 0.4):
        found = weights @ (1.0 / (1.0 + np.exp(-steepest * (nodes - centre))) ** 6)
        exact = norm.pdf(fine) @ (1.0 / (1.0 + np.exp(-steepest * (fine - centre))) ** 6) * (18.0 / 20000)
        assert found == pytest.approx(exact, rel=1e-10)


def test_an_answer_that_hardly_anybody_gives_has_its_probability() -> None:
    """At -3 an item of difficulty 6 is right for 1e-10; that moves the factor by three SDs and more."""
    pool = ItemPool.of([ItemParameters("1pl", 1.0, (0.0,)), ItemParameters("1pl", 3.0, (6.0,))])
    factor, before = SpecificFactor((0, 1), (1.0, 1.0)), {1: 1}
    own = set_of_items(pool, factor).part(before)
    item = ItemPool.of([item_given(pool, factor, 0, own, (1,))])
    together = brute_force(pool, factor, {**before, 0: 1}, ABILITIES)
    expected = together / brute_force(pool, factor, before, ABILITIES)
    np.testing.assert_allclose(category_probabilities(item, ABILITIES)[0, 1], expected, rtol=1e-7)
