from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import item_information
from scoring.answers import Answers, read_categories, read_responses, tables_at
from scoring.response_models import log_category_probabilities, probability_derivatives, score_functions
from tests.scoring.pools import BANK_O, EXACT_POOL, answer_sheets, pools_of_every_model


def test_missing_responses_are_minus_one_or_nan() -> None:
    sheet = np.array([[1.0, np.nan, 0.0, 1.0, -1.0, 1.0, 0.0, 1.0]])
    assert read_responses(BANK_O, sheet).tolist() == [[1, -1, 0, 1, -1, 1, 0, 1]]
    assert read_responses(BANK_O, sheet > 0.5).tolist() == [[1, 0, 0, 1, 0, 1, 0, 1]]
    assert read_responses(BANK_O, np.array([[1] * 8], dtype=np.uint8)).dtype == np.int64


@pytest.mark.parametrize(
    ("responses", "sentence"),
    [
        ([1] * 8, r"responses must have shape \(n_persons, 8\), got \(8,\)"),
        ([[1] * 7], r"responses must have shape \(n_persons, 8\), got \(1, 7\)"),
        ([["1"] * 8], "responses must be numbers, got <U1"),
        ([[1] * 8, [1] * 7], "responses must be numbers, in rows of one length, got"),
        ([[1] * 8, [0, 0, 2, 0, 0, 0, 0, 0]], "categories 0 to 1 of item 2, .*, got 2 for person 1"),
        ([[0.5] + [1] * 7], "categories 0 to 1 of item 0, .*, got 0.5 for person 0"),
        ([[-2] + [1] * 7], "or -1 or NaN where missing, got -2 for person 0"),
        ([[np.inf] + [1] * 7], "got inf for person 0"),
    ],
)
def test_responses_that_are_no_categories_are_refused(responses: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_responses(BANK_O, responses)


def test_categories_are_read_in_their_own_type_and_refused_by_the_name_of_the_argument() -> None:
    small = np.array([[3, -1]], dtype=np.int8)
    assert read_categories(small) is small
    assert read_categories([[3.0, np.nan]]).tolist() == [[3.0, -1.0]]
    for wrong in (-2.0, 0.5, np.inf):
        with pytest.raises(ValueError, match=rf"choices must be categories 0, 1, 2, .* got {wrong:g} for"):
            read_categories([[1.0, wrong]], "choices")
    with pytest.raises(ValueError, match=r"categories 0 to 126 of item 1, .* got 127 for person 0"):
        read_categories([[0, 127]], n_categories=127)
    with pytest.raises(ValueError, match=r"choices must have shape \(n_persons, n_items\), got \(2,\)"):
        read_categories([0, 1], "choices")


@settings(max_examples=40)
@given(data=st.data())
def test_sums_at_nodes_are_those_of_the_curves_of_the_answered_items(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=5))
    sheet = data.draw(answer_sheets(pool))
    nodes = np.array([-5.0, -0.3, 0.0, 2.2])
    answers = Answers.of(pool, sheet)
    tables = tables_at(answers.pool, nodes)
    logs, scores = log_category_probabilities(pool, nodes), score_functions(pool, nodes)
    information, derivatives = item_information(pool, nodes), probability_derivatives(pool, nodes)
    is_own = np.exp(logs) > 0.0
    ratio = np.divide(derivatives.first, np.exp(logs), out=np.zeros_like(scores), where=is_own)
    j = (ratio * derivatives.second).sum(axis=1)
    moments = answers.moments(tables)
    for person, row in enumerate(sheet):
        items = np.flatnonzero(row >= 0)
        chosen = items, row[items]
        np.testing.assert_allclose(
            answers.log_likelihood(tables)[person], logs[chosen].sum(axis=0), atol=1e-12
        )
        np.testing.assert_allclose(answers.scores(tables)[person], scores[chosen].sum(axis=0), atol=1e-10)
        np.testing.assert_allclose(moments.information[person], information[items].sum(axis=0), atol=1e-10)
        np.testing.assert_allclose(moments.j[person], j[items].sum(axis=0), rtol=1e-8, atol=1e-8)


@settings(max_examples=40)
@given(data=st.data())
def test_sums_at_a_persons_own_ability_are_those_at_a_node_there(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=5))
    answers = Answers.of(pool, data.draw(answer_sheets(pool)))
    nodes = np.array([-3.1, 0.4, 1.7])
    tables = tables_at(answers.pool, nodes)
    places = data.draw(st.lists(st.integers(0, answers.n_persons - 1), min_size=1, max_size=6))
    persons = np.array(places)  # one person may come several times
    columns = np.arange(persons.size) % nodes.size
    score, _ = answers.scores_at(persons, nodes[columns])
    np.testing.assert_allclose(score, answers.scores(tables)[persons, columns], rtol=1e-12, atol=1e-12)
    at_own = answers.moments_at(persons, nodes[columns])
    for found, table in zip(at_own, answers.moments(tables), strict=True):
        np.testing.assert_allclose(found, table[persons, columns], rtol=1e-12, atol=1e-12)


@settings(max_examples=40)
@given(data=st.data())
def test_the_slope_of_the_information_is_that_of_finite_differences(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=4, largest_slope=3.0))
    answers = Answers.of(pool, np.zeros((1, pool.n_items), dtype=np.int64))
    ability, step = data.draw(st.floats(-4.0, 4.0)), 1e-5
    around = answers.moments(tables_at(answers.pool, np.array([ability - step, ability, ability + step])))
    below, _, above = around.information[0]
    assert around.slope[0, 1] == pytest.approx((above - below) / (2.0 * step), rel=1e-5, abs=1e-7)


def test_answers_of_some_persons_are_theirs() -> None:
    sheet = np.array([[1, -1, 0] + [-1] * 6, [-1] * 9, [0, 1, 1] + [-1] * 3 + [3, 4, 2]])
    answers = Answers.of(EXACT_POOL, sheet)
    assert answers.n_answered.tolist() == [2, 0, 6]
    part = answers.of_persons(slice(1, 3))
    assert part.n_answered.tolist() == [0, 6]
    tables = tables_at(answers.pool, np.array([0.5]))
    np.testing.assert_array_equal(part.log_likelihood(tables), answers.log_likelihood(tables)[1:])


def test_only_items_that_somebody_answered_are_computed() -> None:
    sheet = np.full((3, 9), -1)
    sheet[1, [2, 7]] = 1
    assert Answers.of(EXACT_POOL, sheet).pool.items == (EXACT_POOL.items[2], EXACT_POOL.items[7])
    assert Answers.of(EXACT_POOL, np.full((3, 9), -1)).n_answered.tolist() == [0, 0, 0]
