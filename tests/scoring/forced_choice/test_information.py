import numpy as np
import pytest

from scoring.forced_choice import (
    StatementBank,
    all_orders,
    block_information,
    expected_reliabilities,
    independent_pairs_information,
    pair_information_weight,
    ranking_probabilities,
)
from scoring.forced_choice.information import optimal_gains
from scoring.selection.multidimensional import a_optimal_gain, d_optimal_gain
from tests.scoring.forced_choice.questionnaires import ORACLE, correlated, drawn_bank

BANK = drawn_bank(np.random.default_rng(3), 3, 4)
TRAITS = np.array([[0.0, 0.0, 0.0], [1.2, -0.7, 0.4], [-2.0, 1.5, 1.0]])


def test_the_published_weight_of_a_pair_is_met() -> None:
    assert pair_information_weight(ORACLE, 0, 1, [[0.3, -0.5]])[0] == pytest.approx(1.0811118, abs=5e-8)
    matrix = block_information(ORACLE, [(0, 1)], [[0.3, -0.5]])[0, 0]
    slopes = np.array([0.9, -0.7])
    np.testing.assert_allclose(matrix, 1.0811118 * np.outer(slopes, slopes), atol=5e-8)


@pytest.mark.parametrize("block", [(0, 1), (0, 1, 2), (3, 7, 2), (0, 1, 2, 3)])
def test_information_is_the_expected_square_of_the_score(block: tuple[int, ...]) -> None:
    found = block_information(BANK, [block], TRAITS)[0]
    step = 1e-5
    gradients = []
    for trait in range(3):
        move = step * np.eye(3)[trait]
        logs = [np.log(ranking_probabilities(BANK, block, TRAITS + sign * move)) for sign in (1.0, -1.0)]
        gradients.append((logs[0] - logs[1]) / (2.0 * step))
    probabilities = ranking_probabilities(BANK, block, TRAITS)
    expected = np.einsum("aoq,boq,oq->qab", gradients, gradients, probabilities)
    np.testing.assert_allclose(found, expected, atol=1e-7)
    assert len(probabilities) == len(all_orders(len(block)))


@pytest.mark.parametrize("block", [(0, 1, 2), (4, 9, 2), (0, 1, 2, 3)])
def test_a_block_tells_less_than_its_pairs_would_and_more_than_any_of_them(block: tuple[int, ...]) -> None:
    whole = block_information(BANK, [block], TRAITS)[0]
    apart = independent_pairs_information(BANK, [block], TRAITS)[0]
    # At the centre a fifth and more; at the edge, where an answer is nearly sure, hardly anything.
    excess = np.trace(apart - whole, axis1=1, axis2=2)
    assert (excess > 0.0).all()
    assert excess[0] > 0.15 * np.trace(whole[0])
    pair = block_information(BANK, [block[:2]], TRAITS)[0]
    assert (np.linalg.eigvalsh(whole - pair) > -1e-12).all()


def test_gains_are_those_of_rank_one_for_pairs_and_of_determinants_for_blocks() -> None:
    covariance = correlated(3)
    information = block_information(BANK, [(0, 1), (4, 3), (7, 8)], TRAITS[1:2])[:, 0]
    slopes = np.stack(
        [BANK.loading_matrix(pair)[0] - BANK.loading_matrix(pair)[1] for pair in ((0, 1), (4, 3), (7, 8))]
    )
    weights = [pair_information_weight(BANK, *pair, TRAITS[1:2])[0] for pair in ((0, 1), (4, 3), (7, 8))]
    np.testing.assert_allclose(
        optimal_gains(information, covariance, "d"), d_optimal_gain(slopes, weights, covariance), rtol=1e-10
    )
    np.testing.assert_allclose(
        optimal_gains(information, covariance, "a"), a_optimal_gain(slopes, weights, covariance), rtol=1e-10
    )
    triple = block_information(BANK, [(0, 1, 2)], TRAITS[:1])[0]
    posterior = np.linalg.inv(np.linalg.inv(covariance) + triple[0])
    logs = np.linalg.slogdet(covariance)[1] - np.linalg.slogdet(posterior)[1]
    assert optimal_gains(triple, covariance, "d")[0] == pytest.approx(logs)
    assert optimal_gains(triple, covariance, "a")[0] == pytest.approx(np.trace(covariance - posterior))


def test_more_blocks_make_a_form_more_reliable() -> None:
    points = np.random.default_rng(0).multivariate_normal(np.zeros(3), correlated(3), 50)
    few = expected_reliabilities(BANK, [(0, 1, 2)], correlations=correlated(3), points=points)
    many = expected_reliabilities(
        BANK, [(0, 1, 2), (3, 4, 5), (6, 7, 8)], correlations=correlated(3), points=points
    )
    assert ((few > 0.0) & (few < many) & (many < 1.0)).all()


def test_a_prior_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"covariance must be finite numbers of shape \(3, 3\)"):
        expected_reliabilities(BANK, [(0, 1)], correlations=np.eye(2), points=TRAITS)
    with pytest.raises(ValueError, match="covariance must be symmetric and positive definite"):
        expected_reliabilities(BANK, [(0, 1)], correlations=-np.eye(3), points=TRAITS)
    with pytest.raises(ValueError, match="blocks must hold at least one block"):
        block_information(StatementBank.of(BANK.statements), [], TRAITS)
