"""Priors: densities as documented, derivatives by differences."""

import numpy as np
import pytest
from scipy.special import logit

from scoring.arrays import Floats
from scoring.calibration import Beta, ItemPriors, Normal
from scoring.calibration.priors import PriorArrays

ALL = ItemPriors(Normal(0.1, 0.5), Normal(-0.2, 2.0), Beta(5, 17), Normal(3.0, 0.5))
STEP = 1e-6


def arrays_of(priors: ItemPriors, n_steps: int, n_asymptotes: int) -> PriorArrays:
    return PriorArrays.of([priors], n_steps=n_steps, n_asymptotes=n_asymptotes)


def test_the_log_density_is_that_of_the_named_quantities() -> None:
    a, b, c, d = 1.4, 0.7, 0.2, 0.93
    working = np.array([[a, -a * b, logit(c), logit(d)]])
    expected = (
        -0.5 * ((np.log(a) - 0.1) / 0.5) ** 2
        - 0.5 * ((b + 0.2) / 2.0) ** 2
        + 4.0 * np.log(c)
        + 16.0 * np.log(1.0 - c)
        - 0.5 * ((logit(d) - 3.0) / 0.5) ** 2
    )
    assert arrays_of(ALL, 1, 2).log_density(working) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("priors", "working", "n_asymptotes"),
    [
        (ALL, [1.4, -0.9, -1.2, 2.5], 2),
        (ItemPriors(Normal(0, 0.5), Normal(0, 2), Normal(-1.4, 0.5)), [0.8, 0.4, -1.0], 1),
        (ALL, [1.1, 1.2, 0.1, -0.8], 0),
    ],
)
def test_gradient_and_curvature_by_differences(
    priors: ItemPriors, working: list[float], n_asymptotes: int
) -> None:
    at = np.array([working])
    arrays = arrays_of(priors, at.size - 1 - n_asymptotes, n_asymptotes)
    curvature = arrays.information(at, is_exact=True)[0]
    for place in range(at.size):
        moved = np.zeros(at.shape)
        moved[0, place] = STEP
        change = arrays.log_density(at + moved) - arrays.log_density(at - moved)
        assert arrays.gradient(at)[0, place] == pytest.approx(change / (2 * STEP), abs=1e-7)
        bend = arrays.gradient(at + moved) - arrays.gradient(at - moved)
        assert curvature[place] == pytest.approx(-bend[0] / (2 * STEP), abs=1e-6)
    assert np.linalg.eigvalsh(arrays.information(at, is_exact=False)[0])[0] > -1e-12


def test_a_slope_with_a_prior_must_be_positive() -> None:
    negative: Floats = np.array([[-0.5, 0.2]])
    assert arrays_of(ALL, 1, 0).log_density(negative) == -np.inf
    assert arrays_of(ItemPriors.none(), 1, 0).log_density(negative) == 0.0
    assert arrays_of(ItemPriors.none(), 1, 0).is_empty


def test_numbers_that_are_no_distribution_are_refused() -> None:
    with pytest.raises(ValueError, match="sd positive"):
        Normal(0.0, 0.0)
    with pytest.raises(ValueError, match="1 or more"):
        Beta(0.5, 2.0)
