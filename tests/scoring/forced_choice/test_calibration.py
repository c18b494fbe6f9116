from typing import Any, NamedTuple

import numpy as np
import pytest

from scoring.arrays import Floats, Mask
from scoring.forced_choice import (
    Calibration,
    RankedBlock,
    Rankings,
    Statement,
    StatementBank,
    TraitPopulation,
    calibrate,
    pair_probabilities,
)
from scoring.forced_choice.identification import identified
from scoring.forced_choice.likelihood import UtilityModel, log_likelihoods
from tests.scoring.forced_choice.questionnaires import answered, blank, correlated, drawn_bank, drawn_form


class Differences(NamedTuple):
    """Estimates less truth, where something was estimated, and the same in standard errors."""

    raw: Floats
    standardised: Floats


def differences(estimates: Floats, truth: Floats, errors: Floats) -> Differences:
    there = np.isfinite(errors)
    raw = (estimates - truth)[there]
    return Differences(raw, raw / errors[there])


def in_convention(bank: StatementBank, rankings: Rankings) -> UtilityModel:
    """The true parameters, with the origins and units that calibration lays down."""
    nobody: Mask = np.zeros(bank.n_statements, dtype=np.bool_)
    plan = identified(rankings, bank.n_statements, fixed=nobody, held=nobody, estimates_uniquenesses=True)
    return plan.normalised(UtilityModel.of(bank))


def codes(calibration: Calibration) -> list[str]:
    return [finding.code for finding in calibration.findings]


@pytest.mark.parametrize("size", [3, 4])
def test_statements_of_blocks_are_recovered_within_their_standard_errors(size: int) -> None:
    rng = np.random.default_rng(70 + size)
    bank = drawn_bank(rng, 3, 8)
    blocks = drawn_form(rng, bank, size)
    traits = rng.multivariate_normal(np.zeros(3), correlated(3), 450)
    rankings = Rankings.of_form(bank, blocks, answered(rng, bank, blocks, traits))
    found = calibrate(blank(bank), rankings, n_nodes=32)
    truth = in_convention(bank, rankings)
    assert found.is_converged
    assert codes(found) == ["unlinked_statements"]
    assert np.unique(found.groups).size == len(blocks)
    loadings = differences(found.bank.loadings, truth.loadings, found.loading_errors)
    means = differences(found.bank.means, truth.means, found.mean_errors)
    uniquenesses = differences(found.bank.uniquenesses, truth.uniquenesses, found.uniqueness_errors)
    assert loadings.raw.size == means.raw.size == uniquenesses.raw.size == 24
    for each, largest in ((loadings, 0.09), (means, 0.06), (uniquenesses, 0.13)):
        assert np.sqrt((each.raw**2).mean()) < largest
        assert (np.abs(each.standardised) < 1.96).mean() >= 0.8
        assert 0.7 < each.standardised.std() < 1.3
    assert abs((loadings.raw * bank.keys).mean()) < 0.03
    apart = np.triu_indices(3, 1)
    z = (found.trait_covariance - correlated(3))[apart] / found.covariance_errors[apart]
    assert (np.abs(z) < 2.6).all()
    np.testing.assert_array_equal(np.diagonal(found.trait_covariance), 1.0)


def test_statements_of_pairs_are_recovered_within_their_standard_errors() -> None:
    rng = np.random.default_rng(80)
    bank = drawn_bank(rng, 3, 10)
    pairs = drawn_form(rng, bank, 2)
    # Pairs tell parameters in units of the SD of the pair's error, and thresholds, not means.
    bank = bank.with_parameters(bank.loadings, bank.means, np.full(30, 0.5))
    traits = rng.multivariate_normal(np.zeros(3), correlated(3), 700)
    rankings = Rankings.of_form(bank, pairs, answered(rng, bank, pairs, traits))
    found = calibrate(blank(bank), rankings, n_nodes=32)
    truth = in_convention(bank, rankings)
    assert found.is_converged
    loadings = differences(found.bank.loadings, truth.loadings, found.loading_errors)
    means = differences(found.bank.means, truth.means, found.mean_errors)
    assert loadings.raw.size == means.raw.size == 30
    assert np.isnan(found.uniqueness_errors).all()
    np.testing.assert_array_equal(found.bank.uniquenesses, 0.5)
    assert np.corrcoef(found.bank.loadings, truth.loadings)[0, 1] > 0.95
    for each in (loadings, means):
        assert (np.abs(each.standardised) < 1.96).mean() >= 0.85
        assert 0.7 < each.standardised.std() < 1.3


def test_statements_that_met_in_many_blocks_can_be_put_into_pairs_that_nobody_saw() -> None:
    """Every person ranked other triples; all statements share one origin and unit."""
    rng = np.random.default_rng(90)
    bank = drawn_bank(rng, 3, 5)
    traits = rng.multivariate_normal(np.zeros(3), correlated(3), 450)
    answers, met = [], set()
    for person in range(450):
        places = np.stack([rng.permutation(5) for _ in range(3)], axis=1) * 3 + np.arange(3)
        for block in places.tolist():
            if (block[0] + block[1]) % 4 == 0 and {0, 4} & set(block):
                continue
            met |= {(one, other) for one in block for other in block}
            ranks = answered(rng, bank, [tuple(block)], traits[person : person + 1])[0, 0]
            answers.append(RankedBlock(person, tuple(block), tuple(ranks.tolist())))
    rankings = Rankings.of_answers(bank, 450, answers)
    found = calibrate(blank(bank), rankings, n_nodes=32)
    assert np.unique(found.groups).size == 1
    assert codes(found) == []
    assert (found.bank.loadings**2 + found.bank.uniquenesses).mean() == pytest.approx(1.0)
    assert found.bank.means.sum() == pytest.approx(0.0, abs=1e-9)
    new = [(one, other) for one in range(15) for other in range(one) if (one, other) not in met]
    assert len(new) > 20
    points = rng.multivariate_normal(np.zeros(3), correlated(3), 20)
    errors = [
        pair_probabilities(found.bank, *pair, points) - pair_probabilities(bank, *pair, points)
        for pair in new
    ]
    assert np.sqrt(np.mean(np.square(errors))) < 0.065


def test_the_estimate_is_the_highest_point_of_the_likelihood_on_another_grid() -> None:
    rng = np.random.default_rng(82)
    bank = drawn_bank(rng, 2, 6)
    blocks = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10), (11, 0)]
    traits = rng.multivariate_normal(np.zeros(2), correlated(2), 120)
    rankings = Rankings.of_form(bank, blocks, answered(rng, bank, blocks, traits))
    found = calibrate(blank(bank), rankings, n_nodes=128, uniqueness_prior_sd=None)
    axis, weights = np.polynomial.hermite_e.hermegauss(15)
    square = np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1).reshape(-1, 2)
    log_weights = np.log(np.outer(weights, weights).ravel() / (2.0 * np.pi))

    def height(model: UtilityModel, covariance: Floats) -> float:
        points = square @ np.linalg.cholesky(covariance).T
        logs = log_likelihoods(model, rankings, np.broadcast_to(points, (120, *points.shape))) + log_weights
        return float(np.logaddexp.reduce(logs, axis=1).sum())

    model = UtilityModel.of(found.bank)
    top = height(model, found.trait_covariance)
    assert top == pytest.approx(found.log_likelihood, abs=0.3)
    for name, errors in (("loadings", found.loading_errors), ("means", found.mean_errors)):
        direction = rng.choice([-1.0, 1.0], 12) * errors
        heights = []
        for part in (-0.1, 0.1):
            arrays = {"loadings": model.loadings, "means": model.means}
            arrays[name] = arrays[name] + part * direction
            moved = UtilityModel(model.traits, arrays["loadings"], arrays["means"], model.uniquenesses)
            heights.append(height(moved, found.trait_covariance))
        assert max(heights) < top
        # Flat at the top: what is left of the slope is small beside what the curvature takes away.
        assert abs(heights[1] - heights[0]) < 0.5 * (2.0 * top - sum(heights))


def test_anchors_stay_and_carry_the_scale_into_another_population() -> None:
    rng = np.random.default_rng(83)
    bank = drawn_bank(rng, 2, 12)
    blocks = drawn_form(rng, bank, 2) + tuple((place, place + 3, place + 12) for place in range(0, 12, 2))
    mean, covariance = np.array([0.6, -0.4]), np.array([[1.3, 0.3], [0.3, 0.8]])
    traits = rng.multivariate_normal(mean, covariance, 400)
    rankings = Rankings.of_form(bank, blocks, answered(rng, bank, blocks, traits))
    fixed = np.arange(24) % 6 < 4
    start = StatementBank.of(
        [
            known if is_fixed else new
            for known, new, is_fixed in zip(bank.statements, blank(bank).statements, fixed, strict=True)
        ]
    )
    found = calibrate(start, rankings, fixed=fixed, population=TraitPopulation("free"), n_nodes=32)
    assert found.is_converged
    for name in ("loadings", "means", "uniquenesses"):
        np.testing.assert_array_equal(getattr(found.bank, name)[fixed], getattr(bank, name)[fixed])
    assert np.isnan(found.mean_errors[fixed]).all()
    np.testing.assert_allclose(found.trait_means, mean, atol=0.2)
    z = (found.trait_covariance - covariance) / found.covariance_errors
    assert (np.abs(z) < 3.0).all()
    means = differences(found.bank.means, bank.means, found.mean_errors)
    assert np.sqrt((means.raw**2).mean()) < 0.2
    given = calibrate(
        start, rankings, fixed=fixed, population=TraitPopulation("given", mean, covariance), n_nodes=32
    )
    np.testing.assert_array_equal(given.trait_means, mean)
    assert np.isnan(given.covariance_errors).all()


def simple(n_persons: int = 60, **arguments: Any) -> tuple[StatementBank, Rankings]:
    rng = np.random.default_rng(84)
    bank = drawn_bank(rng, 2, 3)
    blocks = arguments.get("blocks", [(0, 1, 2), (3, 4, 5)])
    traits = rng.multivariate_normal(np.zeros(2), correlated(2), n_persons)
    ranks = answered(rng, bank, blocks, traits)
    if "ranks" in arguments:
        ranks[:, 0] = arguments["ranks"]
    return bank, Rankings.of_form(bank, blocks, ranks)


def test_statements_always_or_never_preferred_are_held_and_named() -> None:
    bank, rankings = simple(120, ranks=[[1, 2, 3]])
    found = calibrate(blank(bank), rankings, n_nodes=32)
    by_code = {finding.code: finding for finding in found.findings}
    assert by_code["always_preferred"].statements == (0,)
    assert by_code["never_preferred"].statements == (2,)
    assert np.isnan(found.mean_errors[[0, 2]]).all()
    assert found.bank.means[0] > found.bank.means[1] > found.bank.means[2]
    assert np.isfinite(found.mean_errors[3:]).all()


def test_what_nobody_saw_few_compared_and_nothing_links_is_named() -> None:
    bank, rankings = simple(60, blocks=[(0, 2), (3, 5), (0, 4)])
    found = calibrate(bank, rankings, n_nodes=32)
    by_code = {finding.code: finding for finding in found.findings}
    assert by_code["never_shown"].statements == (1,)
    assert found.bank.statements[1] == bank.statements[1]
    assert by_code["few_comparisons"].figures == {"fewest": 60.0, "wanted": 200.0}
    assert by_code["unlinked_statements"].figures == {"n_groups": 2.0}
    assert by_code["unlinked_traits"].figures == {"n_groups": 2.0}


def test_a_key_that_the_answers_contradict_is_named() -> None:
    rng = np.random.default_rng(85)
    bank = drawn_bank(rng, 2, 6)
    keys = [-s.keyed if place == 2 else s.keyed for place, s in enumerate(bank.statements)]
    wrong = StatementBank.of(
        [Statement(place % 2, 0.5, keyed=1 if key > 0 else -1) for place, key in enumerate(keys)]
    )
    blocks = [(place, place + 1, (place + 4) % 12) for place in range(0, 12, 2)]
    traits = rng.multivariate_normal(np.zeros(2), correlated(2, 0.0), 250)
    found = calibrate(wrong, Rankings.of_form(bank, blocks, answered(rng, bank, blocks, traits)), n_nodes=32)
    against = {finding.code: finding for finding in found.findings}["loading_against_key"]
    assert against.statements == (2,)
    assert against.figures["least"] < 0.0


def test_estimation_that_is_stopped_early_says_so() -> None:
    bank, rankings = simple()
    found = calibrate(blank(bank), rankings, n_nodes=32, most_steps=1)
    assert not found.is_converged
    finding = found.findings[-1]
    assert finding.code == "not_converged"
    assert finding.figures["decrement"] > finding.figures["wanted"]


def test_a_model_that_the_answers_cannot_tell_ends_without_standard_errors() -> None:
    bank, rankings = simple(200, blocks=[(0, 2), (0, 4)])
    found = calibrate(blank(bank), rankings, n_nodes=32)
    finding = {finding.code: finding for finding in found.findings}["weakly_identified"]
    assert finding.figures["n_flat"] >= 1.0
    assert finding.figures["least_share"] < 1e-6
    assert np.isnan(found.loading_errors[[0, 2, 4]]).any()
    assert np.isfinite(found.bank.loadings).all()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"fixed": [True]}, r"fixed must be a mask of shape \(6,\)"),
        (
            {"population": TraitPopulation("free")},
            "a free population needs a fixed statement",
        ),
        ({"population": TraitPopulation("other")}, "kind of population must be 'standardised', 'free' or"),  # type: ignore[arg-type]
        ({"population": TraitPopulation("given", [0.0])}, r"means of the population must be finite numbers"),
        ({"population": TraitPopulation(means=[1.0, 0.0])}, "a standardised population has means 0"),
        ({"uniqueness_prior_sd": 0.0}, "uniqueness_prior_sd must be None or greater than 0, got 0.0"),
        ({"n_nodes": 7}, "n_nodes must be an even number of 16 or more, got 7"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    bank, rankings = simple()
    with pytest.raises(ValueError, match=sentence):
        calibrate(bank, rankings, **arguments)


def test_without_answers_there_is_nothing_to_calibrate() -> None:
    bank, _ = simple()
    with pytest.raises(ValueError, match="rankings must hold at least one answer, got none"):
        calibrate(bank, Rankings.of_answers(bank, 3, []))
