import numpy as np
import pytest

from scoring.arrays import Floats
from scoring.forced_choice import RankedBlock, Rankings, most_least_ranks, ranking_probabilities
from scoring.forced_choice.likelihood import (
    UtilityModel,
    log_likelihoods,
    statement_scores,
    trait_derivatives,
)
from tests.scoring.forced_choice.questionnaires import drawn_bank

RNG = np.random.default_rng(5)
BANK = drawn_bank(RNG, 3, 3)
MODEL = UtilityModel.of(BANK)
ANSWERS = Rankings.of_answers(
    BANK,
    3,
    [
        RankedBlock(0, (0, 1, 2), (2, 1, 3)),
        RankedBlock(0, (3, 4), (2, 1)),
        RankedBlock(0, (5, 6, 7, 8), most_least_ranks(4, 1, 3)),
        RankedBlock(2, (0, 4, 8, 1), (1, 2, 3, 4)),
        RankedBlock(2, (3, 4, 5), (1, 2, 2)),
    ],
)
TRAITS = RNG.normal(0.0, 1.0, (3, 3))


def of_answers(traits: Floats) -> list[float]:
    """The log likelihood of the three persons, from the probabilities of rankings."""
    first, _, third = traits[:, None]
    four = ranking_probabilities(BANK, (5, 6, 7, 8), first)[:, 0]
    pick = ranking_probabilities(BANK, (3, 4, 5), third)[:, 0]
    return [
        float(
            np.log(ranking_probabilities(BANK, (1, 0, 2), first)[0, 0])
            + np.log(ranking_probabilities(BANK, (4, 3), first)[0, 0])
            # Most the second, least the fourth: 1 0 2 3 and 1 2 0 3, places 6 and 8 of all_orders.
            + np.log(four[6] + four[8])
        ),
        0.0,
        float(np.log(ranking_probabilities(BANK, (0, 4, 8, 1), third)[0, 0]) + np.log(pick[0] + pick[1])),
    ]


def test_the_likelihood_is_the_product_of_the_answers_probabilities() -> None:
    found = log_likelihoods(MODEL, ANSWERS, np.stack([TRAITS, TRAITS + 0.5], axis=1))
    np.testing.assert_allclose(found[:, 0], of_answers(TRAITS), atol=1e-10)
    np.testing.assert_allclose(found[:, 1], of_answers(TRAITS + 0.5), atol=1e-10)
    np.testing.assert_allclose(trait_derivatives(MODEL, ANSWERS, TRAITS).logs, of_answers(TRAITS), atol=1e-10)


def test_derivatives_by_traits_are_those_of_finite_differences() -> None:
    found = trait_derivatives(MODEL, ANSWERS, TRAITS)
    step = 1e-5
    for trait in range(3):
        move = step * np.eye(3)[trait]
        up, down = (trait_derivatives(MODEL, ANSWERS, TRAITS + sign * move) for sign in (1.0, -1.0))
        np.testing.assert_allclose(found.gradients[:, trait], (up.logs - down.logs) / (2.0 * step), atol=1e-8)
        curve = (up.gradients - down.gradients) / (2.0 * step)
        np.testing.assert_allclose(found.hessians[:, trait], curve, atol=1e-7)


def test_the_log_likelihood_of_partial_rankings_too_is_concave() -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        hessians = trait_derivatives(MODEL, ANSWERS, rng.normal(0.0, 2.0, (3, 3))).hessians
        assert (np.linalg.eigvalsh(hessians) < 1e-10).all()


@pytest.mark.parametrize("parameter", ["loadings", "means", "log_uniquenesses"])
def test_scores_of_statements_are_those_of_finite_differences(parameter: str) -> None:
    points = np.random.default_rng(2).normal(0.0, 1.0, (3, 4, 3))
    weights = np.array([[0.1, 0.2, 0.3, 0.4]] * 3)
    found = getattr(statement_scores(MODEL, ANSWERS, points, weights), parameter)
    step = 1e-5
    for statement in range(BANK.n_statements):
        heights = []
        for move in (step, -step):
            arrays = {
                "loadings": MODEL.loadings.copy(),
                "means": MODEL.means.copy(),
                "log_uniquenesses": np.log(MODEL.uniquenesses),
            }
            arrays[parameter][statement] += move
            moved = UtilityModel(
                MODEL.traits, arrays["loadings"], arrays["means"], np.exp(arrays["log_uniquenesses"])
            )
            heights.append((weights * log_likelihoods(moved, ANSWERS, points)).sum(axis=1))
        slope = (heights[0] - heights[1]) / (2.0 * step)
        np.testing.assert_allclose(found[:, statement], slope, atol=1e-8)
