from typing import Any

import numpy as np
import pytest

from scoring.arrays import Floats
from scoring.forced_choice import (
    RankedBlock,
    Rankings,
    Statement,
    StatementBank,
    TraitEstimates,
    block_information,
    estimate_traits_eap,
    estimate_traits_map,
    expected_reliabilities,
    independent_pairs_information,
    pair_probabilities,
    ranking_probabilities,
)
from scoring.forced_choice.likelihood import UtilityModel, trait_derivatives
from tests.scoring.forced_choice.questionnaires import answered, correlated, drawn_bank, drawn_form

CORRELATIONS = correlated(3)


def taken(
    seed: int, size: int, n_persons: int, per_trait: int = 10
) -> tuple[StatementBank, list[Any], Floats, Rankings]:
    rng = np.random.default_rng(seed)
    bank = drawn_bank(rng, 3, per_trait)
    blocks = list(drawn_form(rng, bank, size))
    traits = rng.multivariate_normal(np.zeros(3), CORRELATIONS, n_persons)
    return bank, blocks, traits, Rankings.of_form(bank, blocks, answered(rng, bank, blocks, traits))


def test_mean_and_covariance_are_those_of_brute_force() -> None:
    bank = StatementBank.of(
        [Statement(0, 0.9), Statement(1, -0.7, keyed=-1), Statement(0, -0.8), Statement(1, 0.6)]
    )
    rankings = Rankings.of_answers(
        bank,
        1,
        [
            RankedBlock(0, (0, 1, 3), (1, 3, 2)),
            RankedBlock(0, (2, 3), (1, 2)),
            RankedBlock(0, (2, 1), (1, 2)),
        ],
    )
    prior = correlated(2, 0.4)
    axis = np.linspace(-6.0, 6.0, 201)
    points = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    weights = np.exp(-0.5 * np.einsum("qi,ij,qj->q", points, np.linalg.inv(prior), points))
    weights *= ranking_probabilities(bank, (0, 3, 1), points)[0]
    weights *= pair_probabilities(bank, 2, 3, points) * pair_probabilities(bank, 2, 1, points)
    weights /= weights.sum()
    mean = weights @ points
    covariance = (points - mean).T @ (weights[:, None] * (points - mean))
    found = estimate_traits_eap(bank, rankings, correlations=prior, n_nodes=4096)
    np.testing.assert_allclose(found.traits[0], mean, atol=2e-3)
    np.testing.assert_allclose(found.covariances[0], covariance, atol=4e-3)
    mode = estimate_traits_map(bank, rankings, correlations=prior)
    np.testing.assert_allclose(mode.traits[0], points[weights.argmax()], atol=0.04)


@pytest.mark.parametrize("size", [2, 3, 4])
def test_standard_errors_of_whole_blocks_cover_the_truth(size: int) -> None:
    bank, _, traits, rankings = taken(20 + size, size, 400)
    for estimates in (
        estimate_traits_map(bank, rankings, correlations=CORRELATIONS),
        estimate_traits_map(
            bank, rankings, correlations=CORRELATIONS, standard_errors="expected_information"
        ),
        estimate_traits_eap(bank, rankings, correlations=CORRELATIONS, n_nodes=64),
    ):
        z = (traits - estimates.traits) / estimates.standard_errors
        assert (np.abs(z) < 1.96).mean() == pytest.approx(0.95, abs=0.02)
        assert z.std() == pytest.approx(1.0, abs=0.06)


def test_standard_errors_as_if_pairs_were_independent_would_be_too_small() -> None:
    bank, blocks, traits, rankings = taken(31, 4, 300, per_trait=12)
    modes = estimate_traits_map(bank, rankings, correlations=CORRELATIONS)
    at = modes.traits[:60]
    precision = np.linalg.inv(CORRELATIONS)
    covered = {}
    for name, information in (("whole", block_information), ("apart", independent_pairs_information)):
        covariances = np.linalg.inv(precision + information(bank, blocks, at).sum(axis=0))
        errors = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2))
        covered[name] = float((((traits[:60] - at) / errors) ** 2).mean())
    assert covered["whole"] == pytest.approx(1.0, abs=0.2)
    assert covered["apart"] > 1.3 * covered["whole"]


def test_observed_and_expected_information_agree_on_average_and_for_pairs_nearly_always() -> None:
    bank, blocks, _, rankings = taken(40, 3, 200)
    observed = estimate_traits_map(bank, rankings, correlations=CORRELATIONS)
    expected = estimate_traits_map(
        bank, rankings, correlations=CORRELATIONS, standard_errors="expected_information"
    )
    np.testing.assert_array_equal(observed.traits, expected.traits)
    ratio = observed.standard_errors / expected.standard_errors
    assert ratio.mean() == pytest.approx(1.0, abs=0.03)
    by_hand = np.linalg.inv(CORRELATIONS) + block_information(bank, blocks, expected.traits[:3]).sum(axis=0)
    np.testing.assert_allclose(np.linalg.inv(expected.covariances[:3]), by_hand, atol=1e-9)


def test_the_mode_has_no_slope_left() -> None:
    bank, _, _, rankings = taken(41, 3, 30)
    found = estimate_traits_map(bank, rankings, correlations=CORRELATIONS, mean=[0.2, -0.1, 0.0])
    again = estimate_traits_map(bank, rankings, correlations=CORRELATIONS, mean=[0.2, -0.1, 0.0])
    np.testing.assert_array_equal(found.traits, again.traits)
    slopes = trait_derivatives(UtilityModel.of(bank), rankings, found.traits).gradients
    pull = (found.traits - np.array([0.2, -0.1, 0.0])) @ np.linalg.inv(CORRELATIONS)
    np.testing.assert_allclose(slopes, pull, atol=1e-8)


def test_contradictory_answers_far_in_the_tails_are_estimated() -> None:
    steep = StatementBank.of(
        [Statement(trait, 4.0, uniqueness=0.05, mean=mean) for mean in (-6.0, 6.0) for trait in (0, 1)]
    )
    rankings = Rankings.of_answers(
        steep,
        1,
        [
            RankedBlock(0, (0, 3), (1, 2)),
            RankedBlock(0, (1, 2), (1, 2)),
            RankedBlock(0, (0, 1, 2), (1, 2, 3)),
        ],
    )
    found = estimate_traits_map(steep, rankings, correlations=np.eye(2))
    assert np.isfinite(found.traits).all()
    assert (np.linalg.eigvalsh(found.covariances) > 0.0).all()


def test_without_answers_the_estimate_is_the_prior() -> None:
    bank, blocks, _, _ = taken(42, 2, 1)
    nothing = Rankings.of_form(bank, blocks, np.zeros((2, len(blocks), 2), dtype=np.int64))
    mode = estimate_traits_map(bank, nothing, correlations=CORRELATIONS, mean=[0.1, 0.2, 0.3])
    np.testing.assert_allclose(mode.traits, [[0.1, 0.2, 0.3]] * 2, atol=1e-12)
    np.testing.assert_allclose(mode.covariances[0], CORRELATIONS, atol=1e-12)
    mean = estimate_traits_eap(bank, nothing, correlations=CORRELATIONS, mean=[0.1, 0.2, 0.3])
    np.testing.assert_allclose(mean.traits, [[0.1, 0.2, 0.3]] * 2, atol=1e-9)
    np.testing.assert_allclose(mean.covariances[0], CORRELATIONS, atol=0.05)


def test_reliabilities_are_the_squared_correlations_with_the_truth() -> None:
    bank, blocks, traits, rankings = taken(43, 3, 400)
    found = estimate_traits_eap(bank, rankings, correlations=CORRELATIONS, n_nodes=64)
    truth = np.array([np.corrcoef(traits[:, trait], found.traits[:, trait])[0, 1] ** 2 for trait in range(3)])
    np.testing.assert_allclose(found.empirical_reliabilities(), truth, atol=0.06)
    np.testing.assert_allclose(found.marginal_reliabilities(), truth, atol=0.06)
    before = expected_reliabilities(bank, blocks, correlations=CORRELATIONS, points=traits[:40])
    np.testing.assert_allclose(before, found.marginal_reliabilities(), atol=0.05)
    one = TraitEstimates(found.traits[:1], found.covariances[:1], found.n_answered[:1], "eap", "posterior")
    with pytest.raises(ValueError, match="a reliability needs at least 2 persons, got 1"):
        one.empirical_reliabilities()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"correlations": np.eye(2)}, r"covariance must be finite numbers of shape \(3, 3\)"),
        ({"mean": [0.0]}, r"mean must be finite numbers of shape \(3,\)"),
        ({"n_nodes": 33}, "n_nodes must be an even number of 16 or more, got 33"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    bank, _, _, rankings = taken(44, 2, 2)
    with pytest.raises(ValueError, match=sentence):
        estimate_traits_eap(bank, rankings, **{"correlations": CORRELATIONS, **arguments})
    with pytest.raises(ValueError, match="standard_errors must be 'observed_information' or"):
        estimate_traits_map(bank, rankings, correlations=CORRELATIONS, standard_errors="sandwich")  # type: ignore[arg-type]
