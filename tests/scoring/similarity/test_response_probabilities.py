import numpy as np
import pytest

from scoring import category_probabilities
from scoring.similarity import probabilities_of_categories, probabilities_of_options, wrong_option_shares
from scoring.similarity.response_probabilities import read_answers
from tests.scoring.pools import mixed_pool, three_parameter_pool

POOL = three_parameter_pool(3, 1)
OPTIONS = np.array([[0, 1, 2], [3, 1, 0], [3, -1, 0], [1, 0, 0]])


def test_probabilities_are_by_person_item_and_category() -> None:
    pool, abilities = mixed_pool(4, 1), np.array([-1.0, 0.0, 2.0])
    found = probabilities_of_categories(pool, abilities)
    assert found.shape == (3, 4, 4)
    np.testing.assert_array_equal(found[2, 1], category_probabilities(pool, abilities)[1, :, 2])


def test_wrong_options_share_what_the_right_one_leaves() -> None:
    shares = wrong_option_shares(OPTIONS, [0, 1, 2], [4, 2, 4])
    # One more than the choices of each wrong option: 1, 0, 2 of options 1 to 3 of item 0; 3, 0, 0 of item 2.
    expected = np.array([[0.0, 2 / 6, 1 / 6, 3 / 6], [1.0, 0.0, 0.0, 0.0], [4 / 6, 1 / 6, 0.0, 1 / 6]])
    np.testing.assert_allclose(shares, expected)
    found = probabilities_of_options(POOL, [0.3, -1.0], [0, 1, 2], shares)
    right = category_probabilities(POOL, np.array([0.3, -1.0]))[:, 1].T
    np.testing.assert_allclose(found.sum(axis=2), 1.0)
    np.testing.assert_allclose(found[:, [0, 1, 2], [0, 1, 2]], right)
    np.testing.assert_allclose(found[:, 0, 3], (1.0 - right[:, 0]) / 2.0)


def test_what_does_not_fit_is_refused() -> None:
    shares = wrong_option_shares(OPTIONS, [0, 1, 2], 4)
    with pytest.raises(ValueError, match="keys must be options of their items"):
        wrong_option_shares(OPTIONS, [0, 1, 4], 4)
    with pytest.raises(ValueError, match="n_options must be whole numbers of 2 or more, got 1"):
        wrong_option_shares(OPTIONS, [0, 0, 0], 1)
    with pytest.raises(ValueError, match="responses must be categories 0 to 2 of item 0"):
        wrong_option_shares(OPTIONS, [0, 1, 2], 3)
    with pytest.raises(ValueError, match="right-or-wrong items, got items of more categories"):
        probabilities_of_options(mixed_pool(3, 1), [0.0], [0, 1, 2], shares)
    with pytest.raises(ValueError, match="of 3 items, as the pool"):
        probabilities_of_options(POOL, [0.0], [0, 1], shares)
    with pytest.raises(ValueError, match="be 0 for its key"):
        probabilities_of_options(POOL, [0.0], [1, 1, 2], shares)
    chances = probabilities_of_options(POOL, [0.0], [0, 1, 2], shares)
    with pytest.raises(ValueError, match="responses must be of 1 persons, got 4"):
        read_answers(OPTIONS, chances)
    with pytest.raises(ValueError, match="sum to 1 over the answers of an item"):
        read_answers(OPTIONS[:1], 0.5 * chances)
    with pytest.raises(ValueError, match="probabilities must have shape"):
        read_answers(OPTIONS, chances[0])
