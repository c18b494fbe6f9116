import numpy as np
import pytest

from scoring import item_information
from scoring.exposure import SympsonHetter, calibrate_sympson_hetter
from tests.scoring.pools import three_parameter_pool

N_ITEMS, N_EXAMINEES, LENGTH = 150, 2000, 12


def simulated(acceptance: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """How many saw each item, when everybody gets the best of what was accepted at the true ability."""
    information = item_information(
        three_parameter_pool(N_ITEMS, seed=5), rng.normal(size=N_EXAMINEES)
    ).T.copy()
    control = SympsonHetter(acceptance, (), 0, is_settled=True)
    for examinee in range(N_EXAMINEES):
        information[examinee][control.ineligible(rng.random(N_ITEMS))] = -1.0
    given = np.argpartition(-information, LENGTH, axis=1)[:, :LENGTH]
    assert (np.take_along_axis(information, given, axis=1) >= 0.0).all()
    return np.bincount(given.ravel(), minlength=N_ITEMS)


def test_calibration_holds_exposure_to_the_limit_for_new_examinees_too() -> None:
    rng = np.random.default_rng(1)
    found = calibrate_sympson_hetter(
        lambda acceptance: simulated(acceptance, rng),
        N_ITEMS,
        n_examinees=N_EXAMINEES,
        max_rate=0.25,
        keep_at_least=LENGTH,
    )
    assert found.is_settled
    assert found.largest_rates[0] > 0.35
    assert found.largest_rates[found.round] < 0.27
    assert np.count_nonzero(found.acceptance == 1.0) >= LENGTH
    assert simulated(found.acceptance, rng).max() / N_EXAMINEES < 0.29


def test_one_round_divides_the_limit_by_the_rate_of_selection() -> None:
    handed: list[np.ndarray] = []

    def simulate(acceptance: np.ndarray) -> np.ndarray:
        handed.append(acceptance)
        return np.array([50, 10, 20, 0])

    found = calibrate_sympson_hetter(
        simulate, 4, n_examinees=100, max_rate=0.2, keep_at_least=1, max_rounds=3, tolerance=0.0
    )
    # Given to half of those for whom it was selected: 0.5, then 0.2 / 0.5 = 0.4 of selections of rate 1.25.
    assert [each.tolist() for each in handed] == [[1.0] * 4, [0.4, 1.0, 1.0, 1.0], [0.16, 1.0, 1.0, 1.0]]
    assert not found.is_settled
    assert found.largest_rates == (0.5, 0.5, 0.5)


def test_enough_items_are_always_accepted() -> None:
    found = calibrate_sympson_hetter(
        lambda _: np.array([90, 80, 70, 60]),
        4,
        n_examinees=100,
        max_rate=0.1,
        keep_at_least=2,
        max_rounds=2,
    )
    assert np.count_nonzero(found.acceptance == 1.0) >= 2


def test_a_trial_is_passed_with_the_probability_of_acceptance() -> None:
    control = SympsonHetter(np.array([1.0, 0.5, 0.5]), (), 0, is_settled=True)
    assert control.ineligible(np.array([0.999, 0.49, 0.5])).tolist() == [False, False, True]
    with pytest.raises(ValueError, match=r"draws must have shape \(3,\), got \(2,\)"):
        control.ineligible(np.zeros(2))


def test_arguments_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="max_rate must be greater than 0"):
        calibrate_sympson_hetter(lambda k: k, 3, n_examinees=10, max_rate=0.0, keep_at_least=1)
    with pytest.raises(ValueError, match="keep_at_least 0 to n_items"):
        calibrate_sympson_hetter(lambda k: k, 3, n_examinees=10, max_rate=0.5, keep_at_least=4)
    with pytest.raises(ValueError, match=r"simulate must return counts of shape \(3,\), up to 10"):
        calibrate_sympson_hetter(lambda k: 11 * k, 3, n_examinees=10, max_rate=0.5, keep_at_least=1)
