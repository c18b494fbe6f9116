"""New items among operational ones: the scale is kept, and decisions follow their evidence."""

import numpy as np
import pytest

from scoring import ItemParameters
from scoring.arrays import Integers
from scoring.calibration import (
    CalibratedItem,
    ItemModel,
    OnlineCalibration,
    Options,
    Population,
    PromotionRule,
    Responses,
    calibrate_pretest,
)
from scoring.calibration.online import decided
from tests.scoring.calibration.samples import drawn, two_parameter_items

RNG = np.random.default_rng(80)
ITEMS = two_parameter_items(24, RNG)
OPERATIONAL = dict(enumerate(ITEMS[:18]))
TRUTH = np.array([(item.a, item.b[0]) for item in ITEMS[18:]])


def matrix_of(n: int, mean: float, sd: float, seed: int) -> Integers:
    rng = np.random.default_rng(seed)
    return drawn(ITEMS, rng.normal(mean, sd, n), rng)


def test_fixed_parameter_calibration_finds_a_population_that_has_moved_and_the_new_items() -> None:
    found = calibrate_pretest(Responses.of(matrix_of(3000, 0.8, 0.7, 81)), OPERATIONAL, "2pl")
    group = found.groups[0]
    assert abs(group.mean - 0.8) < 3.0 * group.mean_standard_error < 0.1
    assert abs(group.sd - 0.7) < 3.0 * group.sd_standard_error < 0.1
    errors = np.array([item.estimates for item in found.items[18:]]) - TRUTH
    spread = np.array([item.standard_errors for item in found.items[18:]])
    assert (np.abs(errors) < 3.0 * spread).all()
    assert np.sqrt((errors**2).mean()) < 0.12
    assert [item.parameters for item in found.items[:18]] == ITEMS[:18]


def test_a_wrong_fixed_population_is_what_makes_mem_and_oem_worse() -> None:
    responses = Responses.of(matrix_of(2000, 0.8, 0.7, 82))
    rmse = {}
    for method in ("fipc", "mem", "oem"):
        found = calibrate_pretest(responses, OPERATIONAL, "2pl", method=method)
        assert found.has_converged
        rmse[method] = np.sqrt((np.array([item.estimates for item in found.items[18:]]) - TRUTH) ** 2).mean()
    assert rmse["fipc"] < rmse["mem"] < rmse["oem"]
    known = Population(mean=0.8, sd=0.7)
    right = calibrate_pretest(responses, OPERATIONAL, "2pl", method="mem", population=known)
    assert (right.groups[0].mean, right.groups[0].sd) == pytest.approx((0.8, 0.7))
    errors = np.array([item.estimates for item in right.items[18:]]) - TRUTH
    assert np.abs(errors).mean() < 1.3 * rmse["fipc"]


def test_a_histogram_of_a_moved_population_is_not_standardised() -> None:
    responses = Responses.of(matrix_of(1500, 0.7, 0.8, 83))
    options = Options(n_nodes=31, tolerance=1e-4)
    found = calibrate_pretest(
        responses, OPERATIONAL, "2pl", population=Population("histogram"), options=options
    )
    assert (found.groups[0].mean, found.groups[0].sd) == pytest.approx((0.7, 0.8), abs=0.06)


def test_one_cycle_sees_the_operational_items_only() -> None:
    matrix = matrix_of(400, 0.0, 1.0, 84)
    first = calibrate_pretest(Responses.of(matrix), OPERATIONAL, "2pl", method="oem")
    other = matrix.copy()
    other[:, 20] = np.random.default_rng(1).integers(0, 2, 400)
    second = calibrate_pretest(Responses.of(other), OPERATIONAL, "2pl", method="oem")
    for place in (18, 19, 21, 22, 23):
        assert second.items[place].estimates == pytest.approx(first.items[place].estimates, abs=1e-6)
    assert second.items[20].parameters is not None
    # What is reported is the marginal likelihood of all responses, which more cycles raise.
    assert first.log_likelihood < calibrate_pretest(Responses.of(matrix), OPERATIONAL, "2pl").log_likelihood


def test_priors_hold_new_items_with_few_responses() -> None:
    matrix = matrix_of(300, 0.0, 1.0, 85)
    matrix[12:, 18:] = -1
    found = calibrate_pretest(Responses.of(matrix), OPERATIONAL, "2pl")
    assert all(item.parameters is not None for item in found.items)
    assert all(0.2 < item.estimates[0] < 3.0 and abs(item.estimates[1]) < 4.0 for item in found.items[18:])


def test_batches_end_where_all_responses_at_once_do() -> None:
    matrix = matrix_of(900, 0.2, 1.1, 86)
    online = OnlineCalibration(OPERATIONAL, ("2pl",) * 24)
    assert online.items == ()
    assert online.open_items == tuple(range(18, 24))
    for start in range(0, 900, 300):
        online = online.with_batch(Responses.of(matrix[start : start + 300]))
    at_once = calibrate_pretest(Responses.of(matrix), OPERATIONAL, "2pl")
    assert [each.n_responses for each in online.items] == [900.0] * 6
    for each in online.items:
        assert each.item.estimates == pytest.approx(at_once.items[each.item.place].estimates, abs=1e-5)


def test_good_items_are_promoted_bad_ones_retired_and_unsure_ones_held() -> None:
    rng = np.random.default_rng(87)
    n = 1500
    abilities = rng.normal(size=n)
    matrix = drawn(ITEMS, abilities, rng)
    matrix[:, 19] = rng.random(n) < 0.5  # has nothing to do with ability
    matrix[:, 20] = np.abs(abilities) < 0.7  # highest in the middle
    matrix[:, 20] ^= rng.random(n) < 0.1
    matrix[100:, 21] = -1
    matrix[250:, 22] = -1
    rule = PromotionRule(max_responses=1500, difficulty_error=0.15, slope_error=0.15)
    online = OnlineCalibration(OPERATIONAL, ("2pl",) * 24, rule).with_batch(Responses.of(matrix))
    decisions = {each.item.place: each for each in online.items}
    assert decisions[18].decision == "promote"
    assert decisions[19].decision == "retire"
    assert decisions[19].reasons[0].code == "low_slope"
    assert decisions[20].decision == "retire"
    assert decisions[21].decision == "hold"
    assert [each.words for each in decisions[21].reasons] == ["100 of at least 200 responses"]
    assert decisions[22].decision == "hold"
    assert "SE" in decisions[22].reasons[0].words
    assert set(online.open_items) >= {21, 22}


def test_a_low_slope_is_a_reason_to_retire_only_where_it_is_known_to_be_low() -> None:
    for error, decision in ((0.05, "retire"), (0.07, "hold")):  # 0.3 + 1.645 SE, below 0.4 or not
        item = CalibratedItem(
            place=0,
            model="2pl",
            parameters=ItemParameters("2pl", 0.3, (0.0,)),
            names=("a", "b"),
            estimates=np.array([0.3, 0.0]),
            standard_errors=np.array([error, 0.1]),
            covariance=np.diag([error**2, 0.01]),
            categories=(0, 1),
            n_responses=500.0,
            is_fixed=False,
        )
        assert decided(item, None, PromotionRule())[0] == decision


def test_an_item_that_never_gets_precise_is_retired_at_the_most_responses() -> None:
    rule = PromotionRule(min_responses=50, max_responses=300, difficulty_error=0.001)
    online = OnlineCalibration(OPERATIONAL, ("2pl",) * 24, rule)
    online = online.with_batch(Responses.of(matrix_of(300, 0.0, 1.0, 88)))
    assert {each.decision for each in online.items} == {"retire"}
    assert "300 responses were not enough" in [each.words for each in online.items[0].reasons]
    assert online.open_items == ()


def test_a_new_item_without_an_estimate_is_held_until_there_are_enough_responses() -> None:
    matrix = matrix_of(250, 0.0, 1.0, 89)
    matrix[:, 23] = 3  # not a category of a dichotomous item
    online = OnlineCalibration(OPERATIONAL, ("2pl",) * 24, PromotionRule(min_responses=200))
    after = online.with_batch(Responses.of(matrix))
    last = after.items[-1]
    assert (last.decision, last.fit) == ("retire", None)
    assert online.with_batch(Responses.of(matrix[:100])).items[-1].decision == "hold"


def test_polytomous_new_items_join_dichotomous_ones() -> None:
    rng = np.random.default_rng(90)
    graded = ItemParameters("grm", 1.3, (-0.8, 0.1, 0.9))
    matrix = drawn([*ITEMS[:18], graded], rng.normal(0.3, 0.9, 2000), rng)
    models = [*["2pl"] * 18, ItemModel("grm", 4)]
    found = calibrate_pretest(Responses.of(matrix), OPERATIONAL, models)  # type: ignore[arg-type]
    last = found.items[18]
    assert (np.abs(last.estimates - [1.3, -0.8, 0.1, 0.9]) < 3.0 * last.standard_errors).all()


def test_wrong_arguments_are_named() -> None:
    responses = Responses.of(matrix_of(10, 0.0, 1.0, 91))
    with pytest.raises(ValueError, match="method"):
        calibrate_pretest(responses, OPERATIONAL, "2pl", method="a")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="operational"):
        calibrate_pretest(responses, {}, "2pl")
    with pytest.raises(ValueError, match="min_responses"):
        PromotionRule(min_responses=10, max_responses=5)
    with pytest.raises(ValueError, match="least_slope"):
        PromotionRule(least_slope=0.0)
