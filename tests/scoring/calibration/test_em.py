"""The iterations by themselves, on functions whose maximum is known."""

import numpy as np
import pytest

from scoring.arrays import Floats
from scoring.calibration.em import Evaluation, maximise

RATES = np.array([0.2, 0.7, 0.95, 0.99])


def slow(vector: Floats) -> Evaluation:
    """A quadratic whose plain steps leave these shares of the distance to (1, 1, 1, 1)."""
    away = 1.0 - vector
    return Evaluation(-float(away @ away), away * (1.0 - RATES), np.ones(4))


def after(vector: Floats, step: Floats) -> Floats:
    return vector + step


def test_acceleration_needs_far_fewer_evaluations_for_the_same_maximum() -> None:
    plain = maximise(np.zeros(4), slow, after, tolerance=1e-9, max_iterations=5000, is_accelerated=False)
    fast = maximise(np.zeros(4), slow, after, tolerance=1e-9, max_iterations=5000)
    assert plain.has_converged
    assert fast.has_converged
    assert fast.vector == pytest.approx(np.ones(4), abs=1e-7)
    assert fast.n_evaluations < 20
    assert plain.n_evaluations > 1000


def test_the_objective_never_falls_where_steps_are_far_too_long() -> None:
    def wild(vector: Floats) -> Evaluation:
        return Evaluation(float(-np.cosh(vector).sum()), -9.0 * np.sinh(vector), np.ones(2))

    found = maximise(np.array([3.0, -2.0]), wild, after, tolerance=1e-8, max_iterations=500)
    assert found.has_converged
    assert found.vector == pytest.approx(np.zeros(2), abs=1e-8)
    assert (np.diff(found.history) >= -1e-10).all()


def test_a_maximum_that_cannot_be_reached_ends_without_convergence() -> None:
    def lost(vector: Floats) -> Evaluation:
        return Evaluation(-float(vector[0]), np.ones(1), np.ones(1))  # every step goes down

    assert not maximise(np.zeros(1), lost, after, tolerance=1e-6, max_iterations=10).has_converged

    def endless(vector: Floats) -> Evaluation:
        return Evaluation(float(vector[0]), np.ones(1), np.ones(1))

    assert not maximise(np.zeros(1), endless, after, tolerance=1e-6, max_iterations=5).has_converged
