import math

import numpy as np
import pytest

from scoring.response_times import ResponseTimeParameters, ResponseTimes
from tests.scoring.pools import PUBLISHED

TIMES = ResponseTimes.of(
    [
        ResponseTimeParameters(intensity, discrimination)
        for intensity, discrimination in zip(
            PUBLISHED["response_time"]["intensities"],
            PUBLISHED["response_time"]["discriminations"],
            strict=True,
        )
    ]
)


def test_the_expected_time_is_that_of_the_reference() -> None:
    assert TIMES.expected_seconds()[0] == pytest.approx(PUBLISHED["response_time"]["expected_seconds_first"])


def test_who_is_faster_is_faster_on_every_item() -> None:
    seconds = TIMES.expected_seconds([0.0, 0.5])
    assert seconds.shape == (2, 3)
    np.testing.assert_allclose(seconds[1] / seconds[0], math.exp(-0.5))


def test_drawn_times_are_lognormal_with_the_expected_mean() -> None:
    rng = np.random.default_rng(8)
    items = np.repeat([0, 1, 2], 40_000)
    seconds = TIMES.draw(items, np.full(items.size, 0.2), rng.standard_normal(items.size)).reshape(3, -1)
    np.testing.assert_allclose(seconds.mean(axis=1), TIMES.expected_seconds(0.2), rtol=0.02)
    np.testing.assert_allclose(np.log(seconds).mean(axis=1), TIMES.intensities - 0.2, atol=0.02)
    np.testing.assert_allclose(np.log(seconds).std(axis=1), 1.0 / TIMES.discriminations, rtol=0.02)


def test_the_variance_is_that_of_drawn_times() -> None:
    rng = np.random.default_rng(9)
    items = np.repeat([0, 1, 2], 60_000)
    seconds = TIMES.draw(items, np.full(items.size, 0.2), rng.standard_normal(items.size)).reshape(3, -1)
    np.testing.assert_allclose(seconds.var(axis=1), TIMES.seconds_variance(0.2), rtol=0.05)


def test_speed_shows_only_as_far_as_an_item_is_sensitive_to_it() -> None:
    times = ResponseTimes.of([ResponseTimeParameters(4.0, 2.0, phi) for phi in (0.0, 1.0, 2.0)])
    ratios = times.expected_seconds(0.5) / times.expected_seconds()
    np.testing.assert_allclose(ratios, np.exp([0.0, -0.5, -1.0]))
    drawn = times.draw(np.arange(3), np.full(3, 0.5), np.zeros(3))
    np.testing.assert_allclose(np.log(drawn), [4.0, 3.5, 3.0])


def test_parameters_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="intensity must be a finite number, got nan"):
        ResponseTimeParameters(math.nan, 1.0)
    with pytest.raises(ValueError, match="discrimination must be finite and greater than 0, got 0"):
        ResponseTimeParameters(4.0, 0.0)
    with pytest.raises(ValueError, match="sensitivity must be a finite number, got inf"):
        ResponseTimeParameters(4.0, 1.0, math.inf)
    with pytest.raises(ValueError, match="items must hold at least one item, got none"):
        ResponseTimes.of([])
