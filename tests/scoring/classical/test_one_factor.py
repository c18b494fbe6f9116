import numpy as np
import pytest
from scipy.optimize import minimize

from scoring.classical import one_factor


def test_loadings_behind_a_matrix_are_recovered() -> None:
    loadings = np.array([0.8, 0.55, -0.3, 0.7, 0.45])
    matrix = np.outer(loadings, loadings)
    np.fill_diagonal(matrix, 1.0)
    found = one_factor(matrix)
    np.testing.assert_allclose(found.loadings, loadings, atol=1e-8)
    np.testing.assert_allclose(found.uniquenesses, 1.0 - loadings**2, atol=1e-8)
    assert found.rmsr == pytest.approx(0.0, abs=1e-8)
    assert found.reason is None


def test_the_residuals_are_least() -> None:
    matrix = np.corrcoef(
        np.random.default_rng(1).normal(size=(40, 6)) + np.linspace(0, 2, 40)[:, None], rowvar=False
    )
    off = ~np.eye(6, dtype=bool)

    def loss(loadings: np.ndarray) -> float:
        return float(((matrix - np.outer(loadings, loadings))[off] ** 2).sum())

    expected = minimize(loss, np.full(6, 0.5), tol=1e-14).x
    np.testing.assert_allclose(one_factor(matrix).loadings, expected, atol=1e-5)


def test_a_factor_that_explains_all_of_an_item_is_a_finding() -> None:
    matrix = np.array([[1.0, 0.9, 0.9], [0.9, 1.0, 0.5], [0.9, 0.5, 1.0]])  # 0.9 * 0.9 / 0.5 is above 1
    found = one_factor(matrix)
    assert found.reason == "heywood"
    assert found.loadings[0] == 1.0


def test_matrices_without_a_factor_have_a_reason_or_are_refused() -> None:
    assert one_factor(np.eye(2)).reason == "too_few_items"
    gaps = np.array([[1.0, np.nan, 0.2], [np.nan, 1.0, 0.1], [0.2, 0.1, 1.0]])
    assert one_factor(gaps).reason == "incomplete_matrix"
    with pytest.raises(ValueError, match="square matrix"):
        one_factor(np.ones((2, 3)))
    with pytest.raises(ValueError, match="symmetric matrix"):
        one_factor([[1.0, 0.5, 0.0], [0.4, 1.0, 0.0], [0.0, 0.0, 1.0]])
