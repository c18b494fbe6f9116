import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, category_probabilities, estimate_eap
from scoring.response_times import (
    common_thresholds,
    effort_moderated_responses,
    rapid_responses,
    response_time_effort,
)


def test_effort_is_the_share_of_timed_responses_that_are_not_rapid() -> None:
    seconds = [[1.0, 20.0, 2.9, np.nan], [3.0, 4.0, 5.0, 6.0], [np.nan] * 4]
    thresholds = common_thresholds(4)
    assert rapid_responses(seconds, thresholds)[0].tolist() == [True, False, True, False]
    found = response_time_effort(seconds, thresholds)
    np.testing.assert_allclose(found.shares, [1.0 / 3.0, 1.0, np.nan])
    assert found.n_rapid.tolist() == [2, 0, 0]
    assert found.n_times.tolist() == [3, 4, 0]
    assert found.problems == (None, None, "no_times")


def test_scoring_without_rapid_guesses_is_not_pulled_down_by_them() -> None:
    rng = np.random.default_rng(1)
    pool = ItemPool.of([ItemParameters("3pl", 1.3, (float(b),), 0.2) for b in np.linspace(-2.0, 2.0, 40)])
    abilities = np.full(300, 0.8)
    right = category_probabilities(pool, abilities)[:, 1].T
    is_rapid = rng.random(right.shape) < 0.25
    responses = (rng.random(right.shape) < np.where(is_rapid, 0.25, right)).astype(np.int64)
    plain = estimate_eap(pool, responses).abilities.mean()
    moderated = estimate_eap(pool, effort_moderated_responses(responses, is_rapid)).abilities.mean()
    assert plain < 0.3
    assert moderated == pytest.approx(0.8, abs=0.15)


def test_responses_that_were_missing_stay_missing() -> None:
    kept = effort_moderated_responses(np.array([[1.0, np.nan, 0.0]]), [[False, False, True]])
    assert kept.tolist() == [[1, -1, -1]]
    with pytest.raises(ValueError, match=r"is_rapid must be truth values of shape \(1, 2\)"):
        effort_moderated_responses([[0, 1]], [[0, 1]])
    with pytest.raises(ValueError, match=r"responses must be whole numbers, .* got 0\.7"):
        effort_moderated_responses([[0.7, 1.0]], [[False, False]])
    with pytest.raises(ValueError, match="responses must be numbers, got <U1"):
        effort_moderated_responses([["a"]], [[False]])
