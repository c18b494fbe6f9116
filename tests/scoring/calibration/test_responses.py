"""Responses and patterns: nothing is lost on the way from a matrix to counted patterns."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.arrays import Integers
from scoring.calibration.responses import Patterns, Responses

MATRICES = arrays(np.int64, st.tuples(st.integers(1, 12), st.integers(1, 4)), elements=st.integers(-1, 2))


@settings(max_examples=60, deadline=None)
@given(MATRICES)
def test_a_matrix_comes_back_from_its_entries(matrix: Integers) -> None:
    responses = Responses.of(matrix)
    assert (responses.matrix() == matrix).all()
    persons, items = np.nonzero(matrix >= 0)
    shuffled = np.random.default_rng(1).permutation(persons.size)
    again = Responses.of_entries(
        persons[shuffled],
        items[shuffled],
        matrix[persons, items][shuffled],
        n_persons=len(matrix),
        n_items=matrix.shape[1],
    )
    assert (again.matrix() == matrix).all()


@settings(max_examples=60, deadline=None)
@given(MATRICES, st.integers(1, 3))
def test_patterns_are_the_different_rows_of_each_group_with_their_counts(
    matrix: Integers, n_groups: int
) -> None:
    groups = np.arange(len(matrix)) % n_groups
    patterns = Patterns.of(Responses.of(matrix), np.arange(matrix.shape[1]) * 3, groups, n_groups)
    expected: dict[tuple[int, ...], int] = {}
    for person, row in enumerate(matrix.tolist()):
        if max(row) >= 0:
            key = (int(groups[person]), *row)
            expected[key] = expected.get(key, 0) + 1
    found = {}
    for place in range(patterns.n_patterns):
        row = [-1] * matrix.shape[1]
        for each in patterns.rows[patterns.starts[place] : patterns.starts[place + 1]].tolist():
            row[each // 3] = each % 3
        found[(int(patterns.groups[place]), *row)] = int(patterns.counts[place])
    assert found == expected
    for person, place in enumerate(patterns.pattern_of.tolist()):
        assert (place < 0) == (max(matrix[person]) < 0)


def test_counted_rows_weigh_as_often_as_they_came() -> None:
    counted = Responses.of([[1, 0], [0, 0]], counts=[3, 2])
    patterns = Patterns.of(counted, np.array([0, 2]), np.zeros(2, dtype=np.int64), 1)
    assert sorted(patterns.counts.tolist()) == [2.0, 3.0]


def test_items_are_chosen_and_numbered_anew() -> None:
    responses = Responses.of([[1, -1, 0], [-1, 1, 1]])
    assert responses.of_items([2, 0]).matrix().tolist() == [[0, 1], [1, -1]]


def test_persons_are_joined() -> None:
    first, second = Responses.of([[1, -1]]), Responses.of([[0, 1], [-1, -1]])
    assert first.joined(second).matrix().tolist() == [[1, -1], [0, 1], [-1, -1]]
    with pytest.raises(ValueError, match="to 2 items, got 1"):
        first.joined(Responses.of([[1]]))


def test_wrong_responses_are_named() -> None:
    with pytest.raises(ValueError, match=r"matrix must be categories 0 to 126 of item 1, .* got 0\.5 for"):
        Responses.of([[1.0, 0.5]])
    with pytest.raises(ValueError, match=r"matrix must be categories 0 to 126 of item 1, .* got 127 for"):
        Responses.of([[1, 127]])
    with pytest.raises(ValueError, match="matrix must be numbers, in rows of one length"):
        Responses.of([[1, 0], [1]])
    with pytest.raises(ValueError, match="shape"):
        Responses.of([1, 0])
    with pytest.raises(ValueError, match="answer item 3 only once"):
        Responses.of_entries([0, 0], [3, 3], [1, 0], n_persons=1, n_items=4)
    with pytest.raises(ValueError, match="items must hold whole numbers from 0 to 3"):
        Responses.of_entries([0], [4], [1], n_persons=1, n_items=4)
    with pytest.raises(ValueError, match="counts"):
        Responses.of([[1]], counts=[-1])
    assert Responses.of([[1.0, np.nan]]).matrix().tolist() == [[1, -1]]
