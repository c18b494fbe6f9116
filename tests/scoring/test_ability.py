import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm

from scoring import GRID, ItemPool, category_probabilities, normal_prior
from scoring.ability import eap, posterior
from scoring.probability_grid import ProbabilityGrid
from tests.scoring.pools import BANK_O, EXACT, EXACT_POOL, PUBLISHED, pools, responses

STANDARD_PRIOR = normal_prior(0.0, 1.0)
GRID_O = ProbabilityGrid.of(BANK_O)
FINE, LENGTHS = 6.0 * np.array(np.polynomial.legendre.leggauss(300))


def test_the_grid_is_121_nodes_from_minus_6_to_6() -> None:
    assert GRID.shape == (121,)
    assert (GRID[0], GRID[60], GRID[-1]) == (-6.0, 0.0, 6.0)
    np.testing.assert_allclose(np.diff(GRID), 0.1, rtol=1e-13)
    assert not GRID.flags.writeable


def test_eap_and_its_standard_error_on_bank_o_are_those_of_the_reference_programs() -> None:
    published = PUBLISHED["bank_o"]["eap"]
    estimate = eap(STANDARD_PRIOR + GRID_O.log_likelihood(range(8), PUBLISHED["bank_o"]["responses"]))
    assert estimate.ability == pytest.approx(published["ability"], abs=5e-8)
    assert estimate.standard_error == pytest.approx(published["posterior_sd"], abs=5e-8)
    assert estimate.method == "eap"


def test_eap_of_all_right_and_all_wrong_is_that_of_the_reference_programs() -> None:
    published = PUBLISHED["bank_o"]["eap"]
    all_right = eap(STANDARD_PRIOR + GRID_O.log_likelihood(range(8), [1] * 8))
    all_wrong = eap(STANDARD_PRIOR + GRID_O.log_likelihood(range(8), [0] * 8))
    assert all_right.ability == pytest.approx(published["all_right_ability"], abs=5e-7)
    assert all_wrong.ability == pytest.approx(published["all_wrong_ability"], abs=5e-7)


@pytest.mark.parametrize("case", EXACT["posteriors"])
def test_eap_on_the_grid_is_exact_for_mixed_models(case: dict) -> None:  # type: ignore[type-arg]
    log_likelihood = ProbabilityGrid.of(EXACT_POOL).log_likelihood(case["administered"], case["categories"])
    estimate = eap(normal_prior(**case["prior"]) + log_likelihood)
    assert estimate.ability == pytest.approx(case["ability"], abs=1e-12)
    assert estimate.standard_error == pytest.approx(case["posterior_sd"], abs=1e-12)


@given(data=st.data())
def test_eap_is_the_mean_and_sd_of_the_integrated_posterior(data: st.DataObject) -> None:
    pool = data.draw(pools(max_items=4, largest_slope=2.0))
    administered, categories = data.draw(responses(pool))
    log_posterior = STANDARD_PRIOR + ProbabilityGrid.of(pool).log_likelihood(administered, categories)
    # Where the grid cuts a posterior off, a sum and an integral differ by what is at the end.
    ends = posterior(log_posterior).weights[[0, -1]]
    assume(ends.max() < 1e-8)
    mean, sd = integrated(pool, administered, categories)
    assert eap(log_posterior).ability == pytest.approx(mean, abs=1e-6)
    assert eap(log_posterior).standard_error == pytest.approx(sd, abs=1e-6)


def integrated(pool: ItemPool, administered: list[int], categories: list[int]) -> tuple[float, float]:
    """Posterior mean and SD by Gauss-Legendre quadrature between the grid's ends, without the grid."""
    likelihood = category_probabilities(pool, FINE)[administered, categories].prod(axis=0)
    weights = norm.pdf(FINE) * likelihood * LENGTHS
    weights /= weights.sum()
    mean = weights @ FINE
    return float(mean), float(np.sqrt(weights @ (FINE - mean) ** 2))


@given(mean=st.floats(-2.0, 2.0), sd=st.floats(0.1, 0.8))
def test_a_prior_well_inside_the_grid_has_the_moments_it_was_given(mean: float, sd: float) -> None:
    distribution = posterior(normal_prior(mean, sd))
    assert distribution.weights.sum() == pytest.approx(1.0, rel=1e-14)
    assert distribution.mean == pytest.approx(mean, abs=2e-6)
    assert distribution.variance == pytest.approx(sd**2, rel=2e-4 if sd < 0.12 else 2e-5)


def test_the_weights_of_a_prior_sum_to_one() -> None:
    assert np.exp(normal_prior(5.5, 3.0)).sum() == pytest.approx(1.0, rel=1e-14)


def test_a_constant_added_to_the_logarithms_changes_nothing() -> None:
    log_posterior = STANDARD_PRIOR + GRID_O.log_likelihood([0, 5], [1, 0])
    estimate, shifted = eap(log_posterior), eap(log_posterior - 5000.0)
    assert shifted.ability == pytest.approx(estimate.ability, abs=1e-12)
    assert shifted.standard_error == pytest.approx(estimate.standard_error, abs=1e-12)


@given(peak=st.integers(0, 120))
def test_an_estimate_never_leaves_the_grid(peak: int) -> None:
    log_posterior = np.full(121, -2000.0)
    log_posterior[peak] = 0.0
    estimate = eap(log_posterior)
    assert estimate.ability == GRID[peak]
    assert estimate.standard_error == 0.0


@pytest.mark.parametrize(
    ("mean", "sd", "sentence"),
    [
        (6.5, 1.0, "prior mean must lie within the grid"),
        (np.nan, 1.0, "prior mean must lie within the grid"),
        (0.0, 0.0, "prior sd must be finite and at least 0.1 logits"),
        (0.0, 0.09, "prior sd must be finite and at least 0.1 logits"),
        (0.0, np.inf, "prior sd must be finite"),
        (0.0, np.nan, "prior sd must be finite"),
    ],
)
def test_a_prior_that_the_grid_cannot_hold_is_refused(mean: float, sd: float, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        normal_prior(mean, sd)


def test_logarithms_that_are_no_distribution_on_the_grid_are_refused() -> None:
    with pytest.raises(ValueError, match=r"log_posterior must have shape \(121,\), got \(120,\)"):
        posterior(np.zeros(120))
    with pytest.raises(ValueError, match="log_posterior must have a finite largest value, got -inf"):
        posterior(np.full(121, -np.inf))
    with pytest.raises(ValueError, match="log_posterior must have a finite largest value, got nan"):
        posterior(np.full(121, np.nan))
