from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from scoring import category_probabilities
from scoring.similarity import match_count_distribution
from scoring.similarity.match_counts import upper_tails
from tests.scoring.pools import BANK_O

CHANCES = st.floats(0.0, 1.0)


def test_the_distribution_is_that_of_the_reference() -> None:
    low, high = (category_probabilities(BANK_O, np.array([ability]))[:, :, 0] for ability in (-0.5, 0.5))
    distribution = match_count_distribution((low * high).sum(axis=1))
    assert distribution[7:].sum() == pytest.approx(0.0926823, abs=5e-8)
    assert distribution[8] == pytest.approx(0.0134786, abs=5e-8)


@given(chances=st.lists(CHANCES, min_size=0, max_size=7))
def test_the_distribution_is_the_sum_over_all_outcomes(chances: list[float]) -> None:
    expected = np.zeros(len(chances) + 1)
    for outcome in product([0, 1], repeat=len(chances)):
        terms = [p if match else 1.0 - p for p, match in zip(chances, outcome, strict=True)]
        expected[sum(outcome)] += np.prod(terms)
    distribution = match_count_distribution(chances)
    np.testing.assert_allclose(distribution, expected, atol=1e-12)
    for count in range(len(chances) + 1):
        tail = upper_tails(distribution[:, None], np.array([count]))
        assert tail[0] == pytest.approx(expected[count:].sum(), abs=1e-12)


def test_equal_chances_are_binomial_far_into_the_tail() -> None:
    distribution = match_count_distribution(np.full((40, 2), 0.3))
    tails = upper_tails(distribution, np.array([35, 12]))
    np.testing.assert_allclose(tails, binom.sf([34, 11], 40, 0.3), rtol=1e-10)


def test_chances_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="within 0 and 1"):
        match_count_distribution([0.5, 1.1])
    with pytest.raises(ValueError, match="within 0 and 1"):
        match_count_distribution([np.nan])
    with pytest.raises(ValueError, match="probabilities must have shape"):
        match_count_distribution(0.5)
