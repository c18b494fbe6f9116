"""The observed information against differences of the gradient, and what is not determined."""

import numpy as np
import pytest

from scoring.calibration import ItemModel, Options, Population, Responses, calibrate
from scoring.calibration.maximisation import direction
from scoring.calibration.standard_errors import covariance_of, is_estimated, observed_information
from tests.scoring.calibration.samples import MIXED, drawn, two_parameter_items
from tests.scoring.calibration.test_calibrating import mixed_calibration


@pytest.mark.parametrize("at_optimum", [True, False])
def test_the_information_of_every_model_and_group_is_minus_the_second_derivative(at_optimum: bool) -> None:
    found = mixed_calibration()
    assert found.fitted is not None
    problem, vector = found.fitted.problem, found.fitted.vector
    free = np.flatnonzero(is_estimated(problem))
    if not at_optimum:
        vector = vector.copy()
        vector[free] += np.random.default_rng(30).normal(0.0, 0.05, free.size)
    information = observed_information(problem, vector)
    for place in free:
        moved = np.zeros(problem.size)
        moved[place] = 1e-5
        ends = [vector + sign * moved for sign in (1, -1)]
        high, low = (direction(problem, end, problem.expectation(end)).gradient for end in ends)
        assert information[place, free] == pytest.approx(-((high - low) / 2e-5)[free], abs=1e-4)


def test_the_information_of_sparse_data_is_minus_the_second_derivative() -> None:
    rng = np.random.default_rng(31)
    matrix = drawn(two_parameter_items(25, rng), rng.normal(size=300), rng)
    for row in matrix:
        row[rng.permutation(25)[4:]] = -1
    found = calibrate(Responses.of(matrix), "2pl", options=Options(has_standard_errors=False))
    assert found.fitted is not None
    problem, vector = found.fitted.problem, found.fitted.vector
    assert np.isnan(found.items[0].standard_errors).all()
    information = observed_information(problem, vector)
    for place in range(0, 50, 7):
        moved = np.zeros(problem.size)
        moved[place] = 1e-5
        ends = [vector + sign * moved for sign in (1, -1)]
        high, low = (direction(problem, end, problem.expectation(end)).gradient for end in ends)
        assert information[place, :50] == pytest.approx(-((high - low) / 2e-5)[:50], abs=1e-5)


def test_the_covariance_of_an_item_is_that_of_its_reported_parameters() -> None:
    found = mixed_calibration()
    for item in found.items:
        assert item.covariance.shape == (len(item.names), len(item.names))
        assert np.diagonal(item.covariance) == pytest.approx(item.standard_errors**2)
        assert np.linalg.eigvalsh(item.covariance)[0] > 0.0


def test_a_direction_without_information_is_told_and_the_others_are_kept() -> None:
    information = np.array([[2.0, 2.0, 0.0], [2.0, 2.0, 0.0], [0.0, 0.0, 4.0]])
    covariance = covariance_of(information, np.arange(3))
    assert np.isnan(covariance[:2, :2]).all()
    assert covariance[2, 2] == pytest.approx(0.25)
    assert covariance_of(information, np.array([0, 2])) == pytest.approx(np.diag([0.5, 0.0, 0.25]))


def test_of_a_histogram_items_have_standard_errors_and_groups_have_none() -> None:
    rng = np.random.default_rng(32)
    responses = Responses.of(drawn(MIXED[:5], rng.normal(size=300), rng))
    models = [ItemModel(item.model) for item in MIXED[:5]]  # type: ignore[arg-type]
    options = Options(n_nodes=31, tolerance=1e-4)
    found = calibrate(responses, models, population=Population("histogram"), options=options)
    assert all((item.standard_errors > 0.0).all() for item in found.items)
    assert np.isnan(found.groups[0].mean_standard_error)
