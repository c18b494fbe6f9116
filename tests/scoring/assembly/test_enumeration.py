import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from scoring.assembly.enumeration import TooManyError, best_nearby
from scoring.assembly.integer_programme import IntegerProgramme
from tests.scoring.assembly.test_integer_programme import best_by_trying, programmes


@settings(max_examples=60)
@given(case=programmes(), seed=st.integers(0, 1000))
def test_with_nothing_lost_by_any_change_it_is_the_best_of_all_choices(
    case: tuple[IntegerProgramme, np.ndarray, np.ndarray, np.ndarray], seed: int
) -> None:
    programme, objective, lower, upper = case
    rng = np.random.default_rng(seed)
    start = np.where(lower < upper, rng.choice([0.0, 0.4, 1.0], objective.size), lower)
    found = best_nearby(programme, objective, lower < upper, start, np.zeros(objective.size), 0.0)
    expected = best_by_trying(*case)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert objective @ found == pytest.approx(expected, abs=1e-6)


def one_row(n_columns: int) -> IntegerProgramme:
    return IntegerProgramme(
        matrix=sparse.csc_array(np.ones((1, n_columns))),
        at_least=np.array([2.0]),
        at_most=np.array([2.0]),
        is_whole=np.ones(n_columns, dtype=np.bool_),
    )


def test_only_what_costs_no_more_than_the_width_is_changed() -> None:
    objective, start = np.array([9.0, 8.0, 7.0, 6.0]), np.array([0.0, 1.0, 0.5, 0.5])
    costs, is_free = np.array([3.0, 2.0, 0.0, 0.0]), np.ones(4, dtype=np.bool_)
    for width, expected in ((1.0, [0, 1, 1, 0]), (2.9, [0, 1, 1, 0]), (3.0, [1, 1, 0, 0])):
        found = best_nearby(one_row(4), objective, is_free, start, costs, width)
        assert found is not None
        assert found.tolist() == expected


@pytest.mark.parametrize("n_columns", [20, 70])
def test_what_would_take_long_is_refused(n_columns: int) -> None:
    free, nothing = np.ones(n_columns, dtype=np.bool_), np.zeros(n_columns)
    with pytest.raises(TooManyError):
        best_nearby(one_row(n_columns), np.ones(n_columns), free, nothing, nothing, 1.0)
