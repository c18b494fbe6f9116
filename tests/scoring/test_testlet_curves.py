"""Adaptive tests with sets of items, against enumeration of answers with quadrature over each factor."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from scoring import GRID, AdaptiveTest, ItemPool, Selection, normal_prior
from scoring.ability import posterior
from scoring.arrays import Floats
from scoring.estimation import estimate_eap
from scoring.response_models import category_probabilities
from scoring.response_times import ResponseTimeParameters, ResponseTimes
from scoring.selection import RULES, RuleName
from scoring.selection.standing import Standing
from scoring.stopping import LittleGain, NoInformation, SequentialRatio
from scoring.testlet_curves import NOT_OF_SETS, TestletCurves
from scoring.testlets import SpecificFactor
from tests.scoring.pools import mixed_pool

POOL = mixed_pool(10, seed=4)
SETS = (SpecificFactor.of_testlet([0, 3, 4], sd=1.1), SpecificFactor((9, 7, 2), (0.7, -0.5, 1.2)))
EVERY_ITEM = np.ones(10, dtype=np.bool_)
DRAWS = np.random.default_rng(1).random(10)
GIVEN = [3, 1, 9, 0], [2, 0, 3, 1]
FINE, LENGTHS = 9.0 * np.array(np.polynomial.legendre.leggauss(200))


def adaptive_test(**changes: Any) -> AdaptiveTest:
    arguments: dict[str, Any] = {
        "prior_mean": 0.0,
        "prior_sd": 1.0,
        "max_items": 10,
        "min_items": 2,
        "target_standard_error": None,
        "selection": Selection(chance="none"),
        "testlets": SETS,
    }
    return AdaptiveTest(POOL, **{**arguments, **changes})


def likelihood(answers: dict[int, int], abilities: Floats = GRID) -> Floats:
    """The likelihood of answers by item, each factor integrated by Gauss-Legendre quadrature."""
    total = np.ones(abilities.size)
    alone = category_probabilities(POOL, abilities)
    in_sets = {item for factor in SETS for item in factor.items}
    for item, category in answers.items():
        if item not in in_sets:
            total *= alone[item, category]
    for factor in SETS:
        inner = np.ones((abilities.size, FINE.size))
        for item, loading in zip(factor.items, factor.loadings, strict=True):
            if item in answers:
                seen = (abilities[:, None] + loading * FINE).ravel()
                curve = category_probabilities(ItemPool.of([POOL.items[item]]), seen)[0, answers[item]]
                inner *= curve.reshape(inner.shape)
        total *= inner @ (norm.pdf(FINE) * LENGTHS)
    return total


def moments(weights: Floats) -> tuple[float, float, float]:
    total = weights.sum()
    mean = weights @ GRID / total
    return float(total), float(mean), float(weights @ (GRID - mean) ** 2 / total)


def expected_variance(prior: Floats, answers: dict[int, int], item: int) -> float:
    """The posterior variance expected after an item, by enumeration of its answers."""
    now = moments(prior * likelihood(answers))[0]
    expected = 0.0
    for category in range(int(POOL.n_categories[item])):
        mass, _, variance = moments(prior * likelihood({**answers, item: category}))
        expected += mass / now * variance
    return expected


@settings(max_examples=10)
@given(order=st.permutations(range(10)), n=st.integers(0, 8), data=st.data())
def test_the_likelihood_of_any_answers_is_that_of_quadrature(
    order: list[int], n: int, data: st.DataObject
) -> None:
    administered = order[:n]
    categories = [data.draw(st.integers(0, int(POOL.n_categories[item]) - 1)) for item in administered]
    found = adaptive_test().log_likelihood(administered, categories)
    expected = likelihood(dict(zip(administered, categories, strict=True)))
    np.testing.assert_allclose(np.exp(found), expected, rtol=1e-9)


def test_the_item_with_the_least_expected_variance_given_its_set_is_chosen() -> None:
    test = adaptive_test()
    prior = np.exp(normal_prior(0.0, 1.0))
    answers = dict(zip(*GIVEN, strict=True))
    choice = test.choose(*GIVEN, EVERY_ITEM, DRAWS)
    variances = {item: expected_variance(prior, answers, item) for item in range(10) if item not in answers}
    assert choice.index == min(variances, key=lambda item: variances[item])
    criterion = choice.criterion
    assert criterion.expected_posterior_variance == pytest.approx(variances[choice.index], rel=1e-8)
    _, mean, variance = moments(prior * likelihood(answers))
    assert choice.estimate.ability == pytest.approx(mean, abs=1e-9)
    assert criterion.posterior_variance == pytest.approx(variance, rel=1e-9)
    for candidate in choice.candidates:
        assert candidate.value == pytest.approx(variance - variances[candidate.index], rel=1e-7)


def test_what_is_left_of_a_set_that_was_begun_counts_less_than_before() -> None:
    # The shared factor makes a second answer to the set tell less of ability.
    test = adaptive_test(testlets=(SpecificFactor.of_testlet([0, 3, 4], sd=2.0),))
    reductions = {}
    for administered, categories in (([], []), ([3], [1])):
        choice = test.choose(administered, categories, np.arange(10) == 0, DRAWS)
        before, after = choice.criterion.posterior_variance, choice.criterion.expected_posterior_variance
        reductions[len(administered)] = (before - after) / before**2
    assert reductions[1] < 0.75 * reductions[0]


SUITED = [rule for rule in RULES if rule not in NOT_OF_SETS]


@pytest.mark.parametrize("rule", SUITED)
def test_sets_without_an_effect_change_no_choice(rule: RuleName) -> None:
    none = tuple(SpecificFactor(factor.items, (0.0,) * 3) for factor in SETS)
    selection = Selection(rule, "none")
    plain, with_sets = (
        adaptive_test(testlets=(), selection=selection),
        adaptive_test(testlets=none, selection=selection),
    )
    for administered, categories in (([], []), GIVEN):
        expected = plain.choose(administered, categories, EVERY_ITEM, DRAWS)
        found = with_sets.choose(administered, categories, EVERY_ITEM, DRAWS)
        assert found.index == expected.index
        assert found.candidates[0].value == pytest.approx(expected.candidates[0].value, rel=1e-8)
        assert found.estimate.ability == pytest.approx(expected.estimate.ability, abs=1e-9)


def standing_of(test: AdaptiveTest, many: list[tuple[list[int], list[int]]]) -> Standing:
    """Persons at the same position, with their posteriors."""
    logs = np.array([test.log_likelihood(*each) for each in many])
    administered, categories = (np.array([each[place] for each in many]) for place in (0, 1))
    eligible = np.ones((len(many), 10), dtype=np.bool_)
    np.put_along_axis(eligible, administered, values=False, axis=1)
    return Standing(test.estimate_each(logs), logs, administered, categories, eligible, 10)


MANY = [([3, 9, 1], [2, 3, 0]), ([0, 2, 7], [1, 0, 2]), ([1, 5, 6], [0, 2, 1]), ([0, 4, 3], [0, 0, 1])]


@pytest.mark.parametrize("rule", SUITED)
def test_many_at_once_are_chosen_for_as_each_alone(rule: RuleName) -> None:
    test = adaptive_test(selection=Selection(rule, "none"))
    draws = np.random.default_rng(2).random((4, 10))
    chosen = test.choose_each(standing_of(test, MANY), draws)
    alone = [test.choose(*each, EVERY_ITEM, own).index for each, own in zip(MANY, draws, strict=True)]
    assert chosen.tolist() == alone


def test_many_at_once_end_as_each_alone() -> None:
    test = adaptive_test(stopping=LittleGain(0.1, hypo=0.11, hyper=0.12))
    alone = [test.stop(*each, EVERY_ITEM) for each in MANY]
    found = test.stop_reason_each(standing_of(test, MANY))
    assert found == [None if stop is None else stop.reason for stop in alone]
    assert {None, "little_gain"} == set(found)


def test_log_likelihoods_added_up_item_by_item_are_refused() -> None:
    test = adaptive_test()
    standing = standing_of(test, MANY)
    apart = np.array([test.grid.log_likelihood(*each) for each in MANY])
    wrong = replace(standing, log_likelihood=apart)
    with pytest.raises(ValueError, match="standing must have the log likelihoods of answers to sets"):
        test.choose_each(wrong, np.random.default_rng(2).random((4, 10)))
    with pytest.raises(ValueError, match="got another for person 1"):
        test.stop_reason_each(wrong)


def test_items_are_valued_per_second_in_sets_too() -> None:
    times = ResponseTimes.of([ResponseTimeParameters(intensity, 2.0) for intensity in np.linspace(3, 4, 10)])
    selection = Selection("mepv", "none", is_per_time=True)
    choice = adaptive_test(selection=selection, response_times=times).choose(*GIVEN, EVERY_ITEM, DRAWS)
    answers = dict(zip(*GIVEN, strict=True))
    prior = np.exp(normal_prior(0.0, 1.0))
    now = moments(prior * likelihood(answers))[2]
    rates = {
        item: (now - expected_variance(prior, answers, item)) / times.expected_seconds()[item]
        for item in range(10)
        if item not in answers
    }
    assert choice.index == max(rates, key=lambda item: rates[item])
    assert choice.candidates[0].value == pytest.approx(rates[choice.index], rel=1e-7)


def test_stopping_rules_read_the_likelihood_and_the_information_with_sets() -> None:
    answers = dict(zip(*GIVEN, strict=True))
    ratio = float(np.log(np.divide(*likelihood(answers, np.array([0.3, -0.3])))))
    for width, is_decided in ((0.9, True), (1.1, False)):
        # log((1 - error) / error) = width * ratio puts the bound just below or above the ratio.
        error = 1.0 / (1.0 + np.exp(width * abs(ratio)))
        rule = SequentialRatio((0.0,), half_width=0.3, alpha=float(error), beta=float(error))
        assert (adaptive_test(stopping=rule).stop(*GIVEN, EVERY_ITEM) is not None) == is_decided
    left = np.arange(10) == 4  # one item of a set that was begun: its information is the chain rule's
    mean = adaptive_test().estimate(*GIVEN).ability
    points = mean + 1e-3 * np.array([-1.0, 0.0, 1.0])
    curves = [
        likelihood({**answers, 4: category}, points) / likelihood(answers, points) for category in (0, 1)
    ]
    information = sum(((p[2] - p[0]) / 2e-3) ** 2 / p[1] for p in curves)
    for share, ends in ((1.001, True), (0.999, False)):
        test = adaptive_test(stopping=NoInformation(float(share * information)))
        assert (test.stop(*GIVEN, left) is not None) == ends


def test_answers_drawn_by_the_curves_each_go_together_as_the_factor_has_it() -> None:
    # The product of the predictive probabilities is the joint likelihood, whatever the order.
    test = adaptive_test()
    order, categories = [9, 3, 0, 7, 1, 4], [3, 2, 1, 0, 0, 1]
    total = np.zeros(121)
    for n, (item, category) in enumerate(zip(order, categories, strict=True)):
        grid, places = test.curves_each(
            np.array([order[:n]], dtype=np.int64),
            np.array([categories[:n]], dtype=np.int64),
            np.array([item]),
        )
        total += grid.log_rows[grid.row_starts[places[0]] + category]
    np.testing.assert_allclose(total, test.log_likelihood(order, categories), atol=1e-9)
    nothing = np.empty((1, 0), dtype=np.int64)
    grid, places = adaptive_test(testlets=()).curves_each(nothing, nothing, np.array([5]))
    assert places.tolist() == [5]
    assert grid.n_items == 10


def test_persons_with_equal_answers_to_a_set_see_the_same_curves() -> None:
    curves = TestletCurves(POOL, SETS)
    administered, categories = np.array([[3], [3], [1]]), np.array([[2], [2], [0]])
    grid, places = curves.as_seen(administered, categories, np.array([0, 4, 5]))
    alone, one = curves.as_seen(administered[:1], categories[:1], np.array([4]))
    np.testing.assert_allclose(
        grid.log_rows[grid.row_starts[places[1]]], alone.log_rows[alone.row_starts[one[0]]], atol=1e-13
    )


def test_the_estimate_is_eap_with_the_same_sets() -> None:
    row = np.full((1, 10), -1)
    row[0, GIVEN[0]] = GIVEN[1]
    expected = estimate_eap(POOL, row, specific_factors=SETS)
    assert adaptive_test().estimate(*GIVEN).ability == pytest.approx(expected.abilities[0], abs=1e-10)
    now = posterior(normal_prior(0.0, 1.0) + adaptive_test().log_likelihood(*GIVEN))
    assert now.variance == pytest.approx(expected.standard_errors[0] ** 2, rel=1e-10)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"selection": Selection("mei")}, "selection must not have the rule mei with testlets: it adds"),
        ({"selection": Selection("two_step_mepv")}, "the rule two_step_mepv with testlets: its second item"),
        ({"testlets": (SETS[0], SETS[0])}, "specific_factors must not name an item twice"),
        ({"testlets": (SpecificFactor((10,), (1.0,)),)}, "specific_factors must name items 0 to 9, got 10"),
    ],
)
def test_what_does_not_suit_sets_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        adaptive_test(**changes)


def test_answers_that_make_no_sense_are_refused() -> None:
    for administered, categories in (([3, 3], [0, 0]), ([3], [7]), ([3, 0], [1])):
        with pytest.raises(ValueError, match=r"administered|category"):
            adaptive_test().estimate(administered, categories)
