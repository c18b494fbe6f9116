import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from scoring.assembly.core_search import CoreSearch
from scoring.assembly.integer_programme import IntegerProgramme, Limits


@st.composite
def programmes(draw: st.DrawFn) -> tuple[IntegerProgramme, np.ndarray, np.ndarray, np.ndarray]:
    """A few rows over at most nine columns of 0 or 1, an objective, and bounds that fix some columns."""
    n_columns, n_rows = draw(st.integers(1, 9)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    matrix = rng.integers(-1, 4, (n_rows, n_columns)).astype(float)
    middle = matrix @ (rng.random(n_columns) < 0.5)
    width = rng.integers(0, 3, n_rows)
    lower = (rng.random(n_columns) < 0.1).astype(float)
    upper = np.maximum(lower, (rng.random(n_columns) < 0.9).astype(float))
    programme = IntegerProgramme(
        matrix=sparse.csc_array(matrix),
        at_least=np.where(rng.random(n_rows) < 0.3, -np.inf, middle - width),
        at_most=np.where(rng.random(n_rows) < 0.3, np.inf, middle + width),
        is_whole=np.ones(n_columns, dtype=np.bool_),
    )
    return programme, 1000.0 * rng.random(n_columns), lower, upper


def best_by_trying(
    programme: IntegerProgramme, objective: np.ndarray, lower: np.ndarray, upper: np.ndarray
) -> float | None:
    matrix = programme.matrix.toarray()
    found = None
    for choice in itertools.product((0.0, 1.0), repeat=objective.size):
        columns = np.array(choice)
        sums = matrix @ columns
        if (
            (columns >= lower).all()
            and (columns <= upper).all()
            and (sums >= programme.at_least).all()
            and (sums <= programme.at_most).all()
        ):
            found = max(objective @ columns, -np.inf if found is None else found)
    return found


@given(case=programmes())
def test_the_maximum_is_the_best_of_all_choices(
    case: tuple[IntegerProgramme, np.ndarray, np.ndarray, np.ndarray],
) -> None:
    programme, objective, lower, upper = case
    expected = best_by_trying(*case)
    for solution in (
        programme.maximum(objective, lower, upper),
        CoreSearch(programme).maximum(objective, lower, upper),
    ):
        if expected is None:
            assert solution.outcome == "infeasible"
            assert solution.values is None
        else:
            assert solution.outcome == "optimal"
            assert solution.values is not None
            assert objective @ solution.values == pytest.approx(expected, abs=1e-6)
            assert solution.bound is not None
            assert solution.bound >= expected - 1e-6


@pytest.mark.parametrize("gap", [0.0, 0.05])
@settings(max_examples=50)
@given(case=programmes(), seed=st.integers(0, 1000))
def test_the_maximum_by_way_of_leading_columns_is_as_near_to_the_best_as_was_asked(
    gap: float, case: tuple[IntegerProgramme, np.ndarray, np.ndarray, np.ndarray], seed: int
) -> None:
    programme, objective, lower, upper = case
    leads = np.random.default_rng(seed).random(objective.size) < 0.3
    search = CoreSearch(replace(programme, leads=leads))
    solution = search.maximum(objective, lower, upper, limits=Limits(gap=gap))
    expected = best_by_trying(*case)
    if expected is None:
        assert solution.outcome == "infeasible"
    else:
        assert solution.outcome == "optimal"
        assert solution.values is not None
        assert solution.bound is not None
        assert solution.bound >= expected - 1e-6
        assert expected + 1e-6 >= objective @ solution.values
        assert objective @ solution.values >= (1.0 - gap) * expected - 1e-6


def passages(rng: np.random.Generator) -> tuple[IntegerProgramme, np.ndarray]:
    """Three of twelve passages with three of their six items each, and words between bounds."""
    of = np.repeat(np.arange(12), 6)
    belongs = (of == np.arange(12)[:, None]).astype(float)
    rows = [
        np.concatenate([np.ones(72), np.zeros(12)]),
        np.concatenate([rng.integers(20, 99, 72), np.zeros(12)]),
        *np.hstack([belongs, -3.0 * np.eye(12)]),
        *np.hstack([np.eye(72), -belongs.T]),
    ]
    programme = IntegerProgramme(
        matrix=sparse.csc_array(np.array(rows)),
        at_least=np.concatenate([[9.0, 500.0], np.zeros(12), np.full(72, -np.inf)]),
        at_most=np.concatenate([[9.0, 520.0], np.zeros(12), np.zeros(72)]),
        is_whole=np.ones(84, dtype=np.bool_),
        leads=np.arange(84) >= 72,
    )
    return programme, np.concatenate([1000.0 * rng.random(72), np.zeros(12)])


def test_passages_are_settled_first_and_the_choice_is_that_of_the_whole() -> None:
    rng = np.random.default_rng(9)
    for _ in range(4):
        programme, objective = passages(rng)
        lower, upper = np.zeros(84), (np.arange(84) != rng.integers(72)).astype(float)
        lower[0] = upper[0] = 1.0
        whole = programme.maximum(objective, lower, upper)
        core = CoreSearch(programme).maximum(objective, lower, upper)
        assert whole.values is not None
        assert core.values is not None
        assert (whole.values == core.values).all()
        assert core.outcome == "optimal"


def large_programme(rng: np.random.Generator, n_columns: int) -> IntegerProgramme:
    """Twenty of many items, four of each of five groups or so, the last group being of little value."""
    groups = np.minimum(rng.integers(0, 6, n_columns), 4)
    words = rng.integers(20, 99, n_columns)
    matrix = np.vstack([np.ones(n_columns), *(groups == group for group in range(5)), words])
    return IntegerProgramme(
        matrix=sparse.csc_array(matrix.astype(float)),
        at_least=np.array([20, 3, 3, 3, 3, 3, 900.0]),
        at_most=np.array([20, 5, 5, 5, 5, 5, 960.0]),
        is_whole=np.ones(n_columns, dtype=np.bool_),
    )


@pytest.mark.parametrize("n_columns", [300, 900])
def test_the_core_of_a_large_programme_gives_the_same_choice_as_the_whole(n_columns: int) -> None:
    rng = np.random.default_rng(4)
    programme = large_programme(rng, n_columns)
    is_last = programme.matrix.toarray()[5] > 0.0
    for _ in range(4):
        objective = 1000.0 * rng.random(n_columns) ** 2 * np.where(is_last, 0.01, 1.0)
        lower, upper = np.zeros(n_columns), (rng.random(n_columns) < 0.8).astype(float)
        lower[:2] = upper[:2] = 1.0
        whole = programme.maximum(objective, lower, upper)
        core = CoreSearch(programme).maximum(objective, lower, upper)
        assert whole.values is not None
        assert core.values is not None
        assert (whole.values == core.values).all()
        assert core.outcome == "optimal"


def test_a_large_programme_without_a_solution_is_infeasible_by_way_of_its_core_too() -> None:
    rng = np.random.default_rng(5)
    programme = large_programme(rng, 900).with_row(np.ones(900), 19.0)
    search = CoreSearch(programme)
    assert search.maximum(rng.random(900), np.zeros(900), np.ones(900)).outcome == "infeasible"


def test_nothing_is_found_within_no_time_and_that_is_not_called_infeasible() -> None:
    rng = np.random.default_rng(5)
    programme = IntegerProgramme(
        matrix=sparse.csc_array(rng.integers(1, 1000, (5, 200)).astype(float)),
        at_least=np.full(5, 5000.0),
        at_most=np.full(5, 5010.0),
        is_whole=np.ones(200, dtype=np.bool_),
    )
    objective = rng.random(200) * 1000.0
    for searched in (programme, CoreSearch(programme)):
        solution = searched.maximum(objective, np.zeros(200), np.ones(200), limits=Limits(seconds=1e-6))
        assert solution.outcome == "unfinished"


def test_bounds_that_cross_are_infeasible() -> None:
    programme = IntegerProgramme(
        sparse.csc_array(np.ones((1, 1))), np.zeros(1), np.ones(1), np.ones(1, dtype=np.bool_)
    )
    for searched in (programme, CoreSearch(programme)):
        assert searched.maximum(np.ones(1), np.ones(1), np.zeros(1)).outcome == "infeasible"


def test_limits_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match=r"seconds must be greater than 0, got 0\.0"):
        Limits(seconds=0.0)
    with pytest.raises(ValueError, match="nodes must be greater than 0, got -1"):
        Limits(nodes=-1)
    with pytest.raises(ValueError, match="gap must be 0 or more and below 1, got 1"):
        Limits(gap=1)


@pytest.mark.parametrize("bound", [1.0, 1800.0])
@pytest.mark.parametrize("direction", [1.0, -1.0])
def test_a_bound_is_not_overstepped_by_the_solvers_tolerance(bound: float, direction: float) -> None:
    """The two best columns together are out of the bound by less than the solver cares about."""
    excess = 4e-7 * bound
    matrix = sparse.csc_array(direction * np.array([[0.6 * bound, 0.4 * bound + excess, 0.3 * bound]]))
    free = np.array([direction * bound]), np.array([-direction * np.inf])
    at_most, at_least = free if direction > 0 else free[::-1]
    programme = IntegerProgramme(
        matrix=matrix, at_least=at_least, at_most=at_most, is_whole=np.ones(3, dtype=np.bool_)
    )
    objective = np.array([900.0, 800.0, 10.0])
    for solution in (
        programme.maximum(objective, np.zeros(3), np.ones(3)),
        CoreSearch(programme).maximum(objective, np.zeros(3), np.ones(3)),
    ):
        assert solution.outcome == "optimal"
        assert solution.values is not None
        assert solution.values.tolist() == [1.0, 0.0, 1.0]
