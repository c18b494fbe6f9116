import numpy as np
import pytest

from scoring.response_times import common_thresholds, mixture_thresholds, normative_thresholds


def test_normative_thresholds_are_a_tenth_of_the_mean_and_ten_seconds_at_most() -> None:
    seconds = [[40.0, 200.0, np.nan], [60.0, np.nan, np.nan]]
    found = normative_thresholds(seconds)
    np.testing.assert_allclose(found.seconds, [5.0, 10.0, 0.0])
    assert found.problems == (None, None, "no_times")
    np.testing.assert_allclose(normative_thresholds(seconds, share=0.2).seconds, [10.0, 10.0, 0.0])


def test_a_common_threshold_is_the_same_for_all() -> None:
    assert common_thresholds(3).seconds.tolist() == [3.0, 3.0, 3.0]


def test_the_crossing_of_two_groups_is_found() -> None:
    rng = np.random.default_rng(1)
    rapid, working = rng.normal(1.0, 0.4, 60), rng.normal(3.8, 0.5, 540)
    found = mixture_thresholds(np.exp(np.concatenate([rapid, working]))[:, None])
    assert found.problems == (None,)
    # Bayes' boundary of the true groups: .1 N(1, .4) = .9 N(3.8, .5).
    grid = np.linspace(1.0, 3.8, 5001)
    first = np.log(0.1 / 0.4) - 0.5 * ((grid - 1.0) / 0.4) ** 2
    second = np.log(0.9 / 0.5) - 0.5 * ((grid - 3.8) / 0.5) ** 2
    assert np.log(found.seconds[0]) == pytest.approx(grid[np.argmax(second > first)], abs=0.2)


def test_one_group_has_no_threshold() -> None:
    rng = np.random.default_rng(2)
    seconds = np.exp(rng.normal(3.8, 0.6, (300, 20)))
    found = mixture_thresholds(seconds)
    assert found.problems.count("one_group") == 20
    assert not found.seconds.any()


def test_two_groups_without_two_tops_have_no_threshold() -> None:
    """A long tail of quick work is told better by two groups than by one, and is no rapid one."""
    rng = np.random.default_rng(3)
    logs = np.concatenate([rng.normal(3.1, 0.9, 200), rng.normal(3.8, 0.3, 800)])
    assert mixture_thresholds(np.exp(logs)[:, None]).problems == ("one_group",)


def test_items_with_few_or_equal_times_have_a_reason() -> None:
    seconds = np.full((60, 3), np.nan)
    seconds[:49, 1] = 20.0
    seconds[:, 2] = 20.0
    assert mixture_thresholds(seconds).problems == ("no_times", "few_times", "one_group")


def test_numbers_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="share must lie between 0 and 1, got 1"):
        normative_thresholds([[1.0]], share=1.0)
    with pytest.raises(ValueError, match="cap_seconds must be finite and greater than 0"):
        normative_thresholds([[1.0]], cap_seconds=0.0)
    with pytest.raises(ValueError, match="seconds must be finite and greater than 0, got 0"):
        common_thresholds(2, seconds=0.0)
    with pytest.raises(ValueError, match="n_items must be 1 or more, got 0"):
        common_thresholds(0)
