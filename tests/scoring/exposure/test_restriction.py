import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.exposure import exposure_room, progressive_restricted, restricted


def test_an_item_is_ineligible_once_its_rate_has_reached_the_limit() -> None:
    assert restricted([25, 24, 26, 0], 100, 0.25, 0).tolist() == [True, False, True, False]


def test_a_rate_that_equals_the_limit_exactly_has_reached_it() -> None:
    # 0.07 * 100 is a little more than 7 in floating point; 7 / 100 is 0.07.
    assert restricted([7, 6], 100, 0.07, 0).tolist() == [True, False]


def test_nobody_before_means_nothing_is_ineligible() -> None:
    assert not restricted([0, 0, 0], 0, 0.25, 2).any()


def test_a_limit_of_one_is_no_limit() -> None:
    assert not restricted([5, 5], 5, 1.0, 0).any()


def test_the_least_exposed_are_released_first_until_enough_are_left() -> None:
    counts = [90, 50, 70, 10, 60]
    assert restricted(counts, 100, 0.25, 1).tolist() == [True, True, True, False, True]
    assert restricted(counts, 100, 0.25, 3).tolist() == [True, False, True, False, False]
    assert not restricted(counts, 100, 0.25, 5).any()


def test_equally_exposed_items_are_released_together() -> None:
    assert restricted([50, 40, 40, 60], 100, 0.25, 1).tolist() == [True, False, False, True]


def test_a_pool_smaller_than_what_is_to_be_kept_is_released_whole() -> None:
    assert not restricted([9, 9], 10, 0.25, 20).any()


@given(
    counts=st.lists(st.integers(0, 50), min_size=1, max_size=30),
    max_rate=st.floats(0.01, 1.0),
    keep_at_least=st.integers(0, 40),
    seed=st.integers(0, 1000),
)
def test_enough_stay_and_order_does_not_matter(
    counts: list[int], max_rate: float, keep_at_least: int, seed: int
) -> None:
    ineligible = restricted(counts, 50, max_rate, keep_at_least)
    assert np.count_nonzero(~ineligible) >= min(keep_at_least, len(counts))
    order = np.random.default_rng(seed).permutation(len(counts))
    shuffled = restricted(np.array(counts)[order], 50, max_rate, keep_at_least)
    assert (shuffled == ineligible[order]).all()
    if ineligible.any():
        assert np.array(counts)[ineligible].min() > max(np.array(counts)[~ineligible], default=-1)


@pytest.mark.parametrize(
    ("counts", "n_examinees", "max_rate", "keep_at_least", "sentence"),
    [
        ([0.5], 1, 0.25, 0, "counts must be a one-dimensional array of whole numbers"),
        ([[1]], 1, 0.25, 0, "counts must be a one-dimensional array of whole numbers"),
        ([1], -1, 0.25, 0, "n_examinees must be 0 or more, got -1"),
        ([3], 2, 0.25, 0, r"counts must lie between 0 and n_examinees \(2\), got 3 to 3"),
        ([-1], 2, 0.25, 0, "counts must lie between 0 and n_examinees"),
        ([1], 2, 0.0, 0, "max_rate must be greater than 0 and at most 1, got 0.0"),
        ([1], 2, 1.5, 0, "max_rate must be greater than 0 and at most 1, got 1.5"),
        ([1], 2, 0.25, -1, "keep_at_least must be 0 or more, got -1"),
    ],
)
def test_counts_and_limits_that_make_no_sense_are_refused(
    counts: list[int], n_examinees: int, max_rate: float, keep_at_least: int, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        restricted(counts, n_examinees, max_rate, keep_at_least)


def test_progressive_restricted_weights_leave_out_what_is_restricted_or_was_given() -> None:
    values, draws = np.array([0.2, 0.4, 0.8, 0.6]), np.array([0.5, 0.5, 0.5, 0.25])
    ineligible = np.array([False, False, True, False])
    weights = progressive_restricted(values, [1], ineligible=ineligible, share=0.4, draws=draws)
    # The largest value that can be given is 0.6.
    assert weights.tolist() == pytest.approx(
        [0.6 * 0.6 * 0.5 + 0.4 * 0.2, -1.0, -1.0, 0.6 * 0.6 * 0.25 + 0.4 * 0.6]
    )


def test_progressive_restricted_arguments_that_do_not_fit_are_refused() -> None:
    values, nothing = np.ones(3), np.zeros(3, dtype=np.bool_)
    with pytest.raises(ValueError, match="must be one-dimensional and of one length"):
        progressive_restricted(values, [], ineligible=nothing[:2], share=0.5, draws=values)
    with pytest.raises(ValueError, match="share must lie between 0 and 1, got 2"):
        progressive_restricted(values, [], ineligible=nothing, share=2, draws=values)
    with pytest.raises(ValueError, match="must leave an item that has not been administered"):
        progressive_restricted(values, [0], ineligible=np.array([False, True, True]), share=1, draws=values)


def test_the_room_of_an_item_is_the_share_of_its_limit_that_is_left() -> None:
    assert exposure_room([0, 10, 25, 40], 100, 0.25).tolist() == pytest.approx([1.0, 0.6, 0.0, 0.0])
    assert exposure_room([0, 0], 0, 0.25).tolist() == [1.0, 1.0]
    with pytest.raises(ValueError, match="max_rate must be greater than 0"):
        exposure_room([0], 0, 0.0)
