import numpy as np
import pytest

from scoring.response_times import ResponseTimeParameters, ResponseTimes, speededness, speededness_parameters
from tests.scoring.response_times.simulated import drawn_items, drawn_seconds


def test_the_sums_give_mean_and_sd_of_the_total_time_at_every_speed() -> None:
    rng = np.random.default_rng(1)
    times = drawn_items(12, rng)
    whole = speededness(times)
    for speed in (-0.4, 0.0, 0.7):
        totals = drawn_seconds(times, np.full(40_000, speed), rng).sum(axis=1)
        assert whole.expected_seconds(speed) == pytest.approx(totals.mean(), rel=0.01)
        assert whole.sd_seconds(speed) == pytest.approx(totals.std(), rel=0.05)


def test_tests_of_equal_sums_are_equally_speeded() -> None:
    # Another intensity and discrimination with the same q and r is the same item; so exchange items by pairs.
    times = ResponseTimes.of([ResponseTimeParameters(4.0, 1.5), ResponseTimeParameters(4.5, 2.0)] * 2)
    assert speededness(times, [0, 1]) == speededness(times, [2, 3])
    assert speededness(times, [0, 1]) != speededness(times, [0, 2])
    q, r = speededness_parameters(times)
    assert speededness(times, [1]).q == q[1]
    assert speededness(times, [1]).r == r[1]
    assert q[0] == pytest.approx(np.exp(4.0 + 0.5 / 2.25))
    assert r[0] == pytest.approx(np.exp(8.0 + 1.0 / 2.25) * (np.exp(1.0 / 2.25) - 1.0))
    assert speededness(times, []).q == 0.0


def test_what_two_sums_cannot_say_is_refused() -> None:
    times = ResponseTimes.of([ResponseTimeParameters(4.0, 1.5), ResponseTimeParameters(4.0, 1.5, 1.2)])
    with pytest.raises(ValueError, match=r"sensitivities of 1.*got 1\.2 for item 1"):
        speededness_parameters(times)
    with pytest.raises(ValueError, match="items must be different places from 0 to 1"):
        speededness(times, [0, 0])
    with pytest.raises(ValueError, match="items must be different places from 0 to 1"):
        speededness(times, [2])
