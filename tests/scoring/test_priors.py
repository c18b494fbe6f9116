from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal, norm

from scoring import GRID, estimate_eap, normal_prior
from scoring.ability import posterior
from scoring.estimation import posterior_weights
from scoring.priors import (
    conditional_grid_prior,
    conditional_prior,
    empirical_prior,
    normal_priors,
    regression_prior,
    uniform_prior,
    without_prior,
)
from tests.scoring.pools import three_parameter_pool

POOL = three_parameter_pool(30, seed=5)
SHEET = np.random.default_rng(6).integers(0, 2, (4, 30))


def test_a_uniform_prior_weighs_the_nodes_between_its_limits_equally() -> None:
    weights = np.exp(uniform_prior(-0.3, 0.3))
    assert np.flatnonzero(weights).tolist() == [57, 58, 59, 60, 61, 62, 63]
    np.testing.assert_allclose(weights[57:64], 1.0 / 7.0)
    np.testing.assert_allclose(np.exp(uniform_prior()), 1.0 / 121.0)


def test_an_empirical_prior_keeps_the_proportions_of_its_weights() -> None:
    counts = norm.pdf(GRID, 0.4, 0.7) * 1000.0
    np.testing.assert_allclose(empirical_prior(counts), normal_prior(0.4, 0.7), atol=1e-12)
    rare = np.zeros(121)
    rare[[3, 100]] = [1.0, 3.0]
    weights = np.exp(empirical_prior(rare))
    assert (weights[3], weights[100], weights.sum()) == (0.25, 0.75, 1.0)


def test_a_prior_with_gaps_leaves_a_posterior_without_them_nowhere() -> None:
    weights = posterior_weights(POOL, SHEET, log_prior=uniform_prior(0.0, 1.0))
    assert not weights[:, GRID < -1e-9].any()
    np.testing.assert_allclose(weights.sum(axis=1), 1.0)
    estimates = estimate_eap(POOL, SHEET, log_prior=uniform_prior(0.0, 1.0))
    assert (estimates.abilities > 0.0).all()


def test_each_person_may_have_a_prior_on_the_grid() -> None:
    means, sds = np.array([-1.0, 0.0, 0.5, 1.0]), np.array([0.5, 1.0, 0.7, 2.0])
    together = estimate_eap(POOL, SHEET, log_prior=normal_priors(means, sds))
    for person in range(4):
        prior = normal_prior(float(means[person]), float(sds[person]))
        alone = estimate_eap(POOL, SHEET[person : person + 1], log_prior=prior)
        assert together.abilities[person] == pytest.approx(alone.abilities[0], abs=1e-12)


def test_a_regression_predicts_with_its_own_error_and_that_of_the_predictor() -> None:
    predicted = regression_prior([0.0, 1.0], [0.3, 0.4], intercept=0.2, slopes=0.5, residual_sd=0.8)
    np.testing.assert_allclose(predicted.means, [0.2, 0.7])
    np.testing.assert_allclose(predicted.sds, np.sqrt([0.64 + 0.0225, 0.64 + 0.04]))
    several = regression_prior([[0.0, 1.0]], 0.3, intercept=0.0, slopes=[0.5, 0.4], residual_sd=0.8)
    assert several.means[0] == pytest.approx(0.4)
    assert several.sds[0] == pytest.approx(np.sqrt(0.64 + 0.09 * 0.41))
    assert predicted.log_prior.shape == (2, 121)
    np.testing.assert_array_equal(predicted.log_prior[1], normal_prior(0.7, float(predicted.sds[1])))


@given(
    observed=st.floats(-3.0, 3.0),
    error_sd=st.floats(0.05, 5.0),
    mean=st.floats(-1.0, 1.0),
    sd=st.floats(0.3, 2.0),
)
def test_taking_the_prior_out_undoes_putting_it_in(
    observed: float, error_sd: float, mean: float, sd: float
) -> None:
    precision = error_sd**-2 + sd**-2
    summed = (observed * error_sd**-2 + mean * sd**-2) / precision
    found = without_prior(summed, precision**-0.5, prior_mean=mean, prior_sd=sd)
    assert found.observed[0] == pytest.approx(observed, rel=1e-7, abs=1e-7)
    assert found.error_sds[0] == pytest.approx(error_sd, rel=1e-7)


def test_a_posterior_no_narrower_than_its_prior_tells_nothing() -> None:
    nothing = without_prior([0.3], [1.0])
    assert nothing.error_sds[0] == np.inf
    given_nothing = conditional_prior(
        nothing.observed, nothing.error_sds, means=[0.0, 0.5], covariance=[[1, 0.7], [0.7, 2]]
    )
    assert given_nothing.means[0] == pytest.approx(0.5)
    assert given_nothing.sds[0] == pytest.approx(np.sqrt(2.0))


@given(data=st.data())
def test_the_conditional_prior_is_that_of_the_joint_density(data: st.DataObject) -> None:
    rho = data.draw(st.floats(-0.9, 0.9))
    sds = np.array([data.draw(st.floats(0.5, 2.0)), data.draw(st.floats(0.5, 1.5))])
    means = np.array([data.draw(st.floats(-1.0, 1.0)), data.draw(st.floats(-1.0, 1.0))])
    observed, error_sd = data.draw(st.floats(-2.0, 2.0)), data.draw(st.floats(0.2, 1.0))
    covariance = np.array([[1.0, rho], [rho, 1.0]]) * np.outer(sds, sds)
    found = conditional_prior([observed], [error_sd], means=means, covariance=covariance)
    axis = [mean + sd * np.linspace(-9.0, 9.0, 241) for mean, sd in zip(means, sds, strict=True)]
    first, second = np.meshgrid(*axis, indexing="ij")
    density = multivariate_normal.pdf(np.stack((first, second), axis=-1), means, covariance)
    marginal = (density * norm.pdf(observed, first, error_sd)).sum(axis=0)
    marginal /= marginal.sum()
    mean = marginal @ axis[1]
    assert found.means[0] == pytest.approx(mean, abs=1e-4)
    assert found.sds[0] == pytest.approx(np.sqrt(marginal @ (axis[1] - mean) ** 2), rel=1e-3)


def test_several_earlier_sections_tell_more_than_one() -> None:
    covariance = np.array([[1.0, 0.5, 0.6], [0.5, 1.0, 0.6], [0.6, 0.6, 1.0]])
    both = conditional_prior([[1.0, 1.2]], [[0.3, 0.3]], means=[0, 0, 0], covariance=covariance)
    unknown = conditional_prior([[1.0, 0.0]], [[0.3, np.inf]], means=[0, 0, 0], covariance=covariance)
    one = conditional_prior([1.0], [0.3], means=[0, 0], covariance=covariance[np.ix_([0, 2], [0, 2])])
    assert both.sds[0] < one.sds[0]
    assert unknown.means[0] == pytest.approx(one.means[0])
    assert unknown.sds[0] == pytest.approx(one.sds[0])


def test_the_prior_on_the_grid_and_the_normal_one_agree_where_the_earlier_posterior_is_normal() -> None:
    earlier = np.exp(normal_prior(0.8, 0.4))
    on_grid = posterior(conditional_grid_prior(earlier, correlation=0.6, mean=0.1, sd=0.9))
    observed = without_prior([0.8], [0.4])
    normal = conditional_prior(
        observed.observed, observed.error_sds, means=[0.0, 0.1], covariance=[[1.0, 0.54], [0.54, 0.81]]
    )
    assert on_grid.mean == pytest.approx(normal.means[0], abs=1e-7)
    assert on_grid.variance == pytest.approx(normal.sds[0] ** 2, abs=1e-7)


def test_the_prior_on_the_grid_gives_the_posterior_of_both_sections_together() -> None:
    # Brute force over both abilities: the first section's responses, the second's, and their joint normal.
    rho, second_pool = 0.7, three_parameter_pool(10, seed=9)
    second_sheet = np.random.default_rng(7).integers(0, 2, (4, 10))
    weights = posterior_weights(POOL, SHEET)
    found = estimate_eap(
        second_pool, second_sheet, log_prior=conditional_grid_prior(weights, correlation=rho)
    )
    flat = uniform_prior()
    likelihoods = [
        posterior_weights(pool, sheet, log_prior=flat)
        for pool, sheet in ((POOL, SHEET), (second_pool, second_sheet))
    ]
    pairs = np.stack(np.meshgrid(GRID, GRID, indexing="ij"), axis=-1)
    joint = multivariate_normal.pdf(pairs, [0.0, 0.0], [[1.0, rho], [rho, 1.0]])
    for person in range(4):
        marginal = (likelihoods[0][person] @ joint) * likelihoods[1][person]
        assert found.abilities[person] == pytest.approx(marginal @ GRID / marginal.sum(), abs=1e-6)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: uniform_prior(1.0, 0.0), "low and high must rise and lie within"),
        (lambda: uniform_prior(-7.0, 0.0), "low and high must rise and lie within"),
        (lambda: uniform_prior(0.01, 0.09), "weights must be greater than 0 at two nodes or more"),
        (lambda: empirical_prior(np.ones(120)), r"weights must have shape \(121,\), got \(120,\)"),
        (lambda: empirical_prior(-np.ones(121)), "weights must be finite and 0 or more"),
        (lambda: empirical_prior(np.full(121, np.nan)), "weights must be finite"),
        (lambda: normal_priors([0.0, 9.0], 1.0), "prior mean must lie within the grid"),
        (lambda: regression_prior([0.0], intercept=0, slopes=1, residual_sd=0), "residual_sd must be finite"),
        (
            lambda: regression_prior([0.0], intercept=0, slopes=[1, 1], residual_sd=1),
            r"abilities must have shape \(n_persons, 2\), got \(1,\)",
        ),
        (lambda: without_prior([0.0], [0.0]), "sds and prior_sd must be greater than 0"),
        (lambda: conditional_prior([0.0], [1.0], means=[0.0], covariance=[[1.0]]), "means must have shape"),
        (
            lambda: conditional_prior([0.0], [1.0], means=[0, 0], covariance=[[1, 2], [2, 1]]),
            "covariance must be symmetric and positive definite",
        ),
        (
            lambda: conditional_prior([0.0], [0.0], means=[0, 0], covariance=np.eye(2)),
            "error_sds must be greater than 0",
        ),
        (lambda: conditional_grid_prior(np.ones(5), correlation=0.5), "weights must have shape"),
        (
            lambda: conditional_grid_prior(np.ones(121), correlation=1.0),
            "correlation must leave an SD of at least 0.1 logits",
        ),
    ],
)
def test_priors_that_make_no_sense_are_refused_by_name(call: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()
