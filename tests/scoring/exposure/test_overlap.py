import itertools

import numpy as np
import pytest

from scoring.exposure import overlap_rate, retest_ineligible


def test_overlap_is_the_mean_over_all_pairs() -> None:
    rng = np.random.default_rng(2)
    tests = [set(rng.choice(30, 8, replace=False).tolist()) for _ in range(25)]
    counts = np.bincount(np.concatenate([list(test) for test in tests]), minlength=30)
    shared = [len(one & other) for one, other in itertools.combinations(tests, 2)]
    assert overlap_rate(counts, 25) == pytest.approx(np.mean(shared) / 8)


def test_for_many_examinees_it_is_the_formula_of_variance_and_length() -> None:
    rates = np.array([0.5, 0.25, 0.25, 0.5, 0.5])
    n, length = 1_000_000, rates.sum()
    formula = rates.size / length * rates.var() + length / rates.size
    assert overlap_rate((rates * n).astype(int), n) == pytest.approx(formula, abs=1e-5)


def test_pairs_need_two_who_saw_something() -> None:
    with pytest.raises(ValueError, match="n_examinees must be 2 or more, got 1"):
        overlap_rate([1], 1)
    for counts in ([3], [-1], [0], []):
        with pytest.raises(ValueError, match=r"counts must lie between 0 and n_examinees \(2\)"):
            overlap_rate(counts, 2)


def test_what_was_seen_in_earlier_tests_is_not_given_again() -> None:
    assert retest_ineligible([(0, 1), (3,)], 6, keep_at_least=3).tolist() == [
        True, True, False, True, False, False,
    ]  # fmt: skip
    assert not retest_ineligible([], 6, keep_at_least=6).any()


def test_the_oldest_test_is_released_first_until_enough_are_left() -> None:
    assert retest_ineligible([(0, 1), (3, 1)], 6, keep_at_least=4).tolist() == [
        False, True, False, True, False, False,
    ]  # fmt: skip
    assert not retest_ineligible([(0, 1), (3, 1)], 6, keep_at_least=5).any()


def test_items_and_numbers_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="earlier_tests must hold items 0 to 5, got 6"):
        retest_ineligible([(6,)], 6, keep_at_least=1)
    with pytest.raises(ValueError, match=r"keep_at_least must be 0 to n_items \(6\), got 7"):
        retest_ineligible([], 6, keep_at_least=7)
