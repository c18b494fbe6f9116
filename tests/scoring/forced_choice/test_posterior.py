import numpy as np
import pytest
from scipy.special import ndtr

from scoring.forced_choice import Rankings
from scoring.forced_choice.likelihood import UtilityModel
from scoring.forced_choice.posterior import laid_nodes, posterior_modes, posterior_moments, weighed
from tests.scoring.forced_choice.questionnaires import answered, correlated, drawn_bank, drawn_form

BANK = drawn_bank(np.random.default_rng(2), 3, 4)
MODEL = UtilityModel.of(BANK)
MEAN, COVARIANCE = np.array([0.3, -0.2, 0.0]), correlated(3)


def test_the_probability_of_one_answer_in_the_population_has_a_closed_form() -> None:
    """Of one pair the trait integrates out: a difference of utilities is normal in the population too."""
    rankings = Rankings.of_form(BANK, [(0, 4)], [[[1, 2]], [[2, 1]]])
    nodes = laid_nodes(posterior_modes(MODEL, rankings, MEAN, COVARIANCE), 2048)
    logs, weights = weighed(MODEL, rankings, nodes, MEAN, COVARIANCE)
    slopes = BANK.loading_matrix((0, 4))[0] - BANK.loading_matrix((0, 4))[1]
    variance = BANK.uniquenesses[[0, 4]].sum() + slopes @ COVARIANCE @ slopes
    expected = ndtr((BANK.means[0] - BANK.means[4] + slopes @ MEAN) / np.sqrt(variance))
    np.testing.assert_allclose(np.exp(logs), [expected, 1.0 - expected], atol=2e-3)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0)


def test_nodes_mirror_each_other_about_the_mode_and_are_the_same_again() -> None:
    rng = np.random.default_rng(3)
    blocks = drawn_form(rng, BANK, 3)
    traits = rng.multivariate_normal(MEAN, COVARIANCE, 5)
    rankings = Rankings.of_form(BANK, blocks, answered(rng, BANK, blocks, traits))
    modes = posterior_modes(MODEL, rankings, MEAN, COVARIANCE)
    nodes = laid_nodes(modes, 64)
    np.testing.assert_allclose(nodes.points.mean(axis=1), modes.traits, atol=1e-12)
    np.testing.assert_array_equal(nodes.points, laid_nodes(modes, 64).points)
    assert len({tuple(row) for row in (nodes.points - modes.traits[:, None])[:, 0].tolist()}) == 5


@pytest.mark.parametrize("n_nodes", [64, 1024])
def test_moments_of_many_and_of_few_nodes_agree(n_nodes: int) -> None:
    rng = np.random.default_rng(4)
    blocks = drawn_form(rng, BANK, 2)
    traits = rng.multivariate_normal(MEAN, COVARIANCE, 40)
    rankings = Rankings.of_form(BANK, blocks, answered(rng, BANK, blocks, traits))
    modes = posterior_modes(MODEL, rankings, MEAN, COVARIANCE)
    found, reference = (
        posterior_moments(nodes, weighed(MODEL, rankings, nodes, MEAN, COVARIANCE)[1])
        for nodes in (laid_nodes(modes, n_nodes), laid_nodes(modes, 8192))
    )
    errors = np.sqrt(np.diagonal(reference[1], axis1=1, axis2=2))
    tolerance = {64: 0.08, 1024: 0.02}[n_nodes]
    assert np.sqrt((((found[0] - reference[0]) / errors) ** 2).mean()) < tolerance
    np.testing.assert_allclose(
        np.sqrt(np.diagonal(found[1], axis1=1, axis2=2)).mean(), errors.mean(), rtol=tolerance
    )
