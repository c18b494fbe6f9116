from typing import Any

import numpy as np
import pytest

from scoring.response_times.log_times import LogTimes, read_seconds


def test_sums_are_over_the_times_that_are_there() -> None:
    seconds = np.array([[np.e, np.nan, 1.0], [np.nan, np.nan, np.nan], [1.0, np.e**2, np.nan]])
    entries = LogTimes.of(seconds)
    np.testing.assert_allclose(entries.by_person(entries.logs), [1.0, 0.0, 2.0])
    np.testing.assert_allclose(entries.by_item(entries.logs), [1.0, 2.0, 0.0])


@pytest.mark.parametrize("wrong", [0.0, -3.0, np.inf])
def test_a_time_that_is_none_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match=r"greater than 0, or NaN .* for person 1 on item 0"):
        read_seconds([[1.0, 2.0], [wrong, 3.0]])


def test_a_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(n_persons, 3\), got \(1, 2\)"):
        read_seconds([[1.0, 2.0]], 3)
    with pytest.raises(ValueError, match=r"shape \(n_persons, n_items\), got \(2,\)"):
        read_seconds([1.0, 2.0])


@pytest.mark.parametrize("wrong", [[["fast", 1.0]], [[1.0, 2.0], [1.0]], [[{}, 1.0]]])
def test_what_is_no_number_is_refused_by_name(wrong: Any) -> None:
    with pytest.raises(ValueError, match="seconds must be numbers"):
        read_seconds(wrong)
