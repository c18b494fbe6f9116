import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import GRID, category_probabilities, item_information, normal_prior
from scoring.exposure import EligibilityCounts, ExposedTest, ItemEligibility
from scoring.probability_grid import ProbabilityGrid
from tests.scoring.pools import three_parameter_pool

TWO = ItemEligibility(0.2, cuts=(0.0,), fading=1.0)


def counts_of(examinees: float, feasible: float, administered: float, eligible: float) -> EligibilityCounts:
    """Counts of one item, the same in both segments."""
    return EligibilityCounts(
        np.full(2, examinees), np.full(2, feasible), np.full((2, 1), administered), np.full((2, 1), eligible)
    )


def test_before_anybody_every_item_is_eligible() -> None:
    none = EligibilityCounts.none(2, 5)
    assert (TWO.probabilities(none) == 1.0).all()
    assert not TWO.ineligible(none, np.full(5, 0.999)).any()


def test_the_probability_is_the_limit_over_the_rate_among_those_who_could_be_given_it() -> None:
    # Of 100 it was eligible for 80, and 40 of them were given it: 0.2 * 80 / 40.
    assert TWO.probabilities(counts_of(100, 100, 40, 80))[0, 0] == pytest.approx(0.4)
    assert TWO.probabilities(counts_of(100, 100, 10, 80))[0, 0] == 1.0


def test_where_ineligibility_is_lifted_the_probability_makes_up_for_it() -> None:
    hard = ItemEligibility(0.2, cuts=(0.0,), exclusion="hard")
    # 1 - 100/80 + 0.2 * 90/40 * 100/80
    assert hard.probabilities(counts_of(100, 80, 40, 90))[0, 0] == pytest.approx(0.3125)
    assert hard.probabilities(counts_of(100, 100, 40, 80))[0, 0] == pytest.approx(0.4)
    assert hard.probabilities(counts_of(100, 10, 40, 90))[0, 0] == 0.0


def test_segments_lie_between_the_cuts() -> None:
    seven = ItemEligibility()
    assert seven.n_segments == 7
    assert [seven.segment(ability) for ability in (-9.0, -1.5, -0.31, 0.0, 0.3, 1.4, 1.5, 9.0)] == [
        0, 1, 2, 3, 4, 5, 6, 6,
    ]  # fmt: skip


def test_items_are_ineligible_by_chance() -> None:
    half = counts_of(100, 100, 40, 100)
    assert TWO.ineligible(half, np.array([0.49])).tolist() == [[False], [False]]
    assert TWO.ineligible(half, np.array([0.5])).tolist() == [[True], [True]]
    assert TWO.ineligible(half, np.array([[0.1], [0.9]])).tolist() == [[False], [True]]


def test_a_test_is_counted_in_its_final_segment_and_where_it_passed() -> None:
    ineligible = np.array([[False, False, True], [False, True, False]])
    test = ExposedTest(administered=(0, 2), segments=(0, 1), final_segment=1, ineligible=ineligible)
    counted = TWO.counted(EligibilityCounts.none(2, 3), test)
    assert counted.examinees.tolist() == [0.0, 1.0]
    assert counted.feasible.tolist() == [0.0, 1.0]
    assert counted.eligible.tolist() == [[0.0, 0.0, 0.0], [1.0, 0.0, 1.0]]
    assert counted.administered.tolist() == [[1.0, 0.0, 0.0], [1.0, 0.0, 1.0]]
    plain = ItemEligibility(0.2, cuts=(0.0,), counts_visits=False)
    without = plain.counted(EligibilityCounts.none(2, 3), test)
    assert without.administered.tolist() == [[0.0, 0.0, 0.0], [1.0, 0.0, 1.0]]


def test_where_the_plan_was_not_feasible_all_items_were_eligible() -> None:
    test = ExposedTest((0,), (0,), 0, np.ones((2, 2), dtype=np.bool_), is_feasible=False)
    none = EligibilityCounts.none(2, 2)
    hard = ItemEligibility(0.2, cuts=(0.0,), exclusion="hard").counted(none, test)
    assert hard.eligible.tolist() == [[1.0, 1.0], [0.0, 0.0]]
    assert hard.feasible.tolist() == [0.0, 0.0]
    soft = TWO.counted(none, test)
    assert soft.eligible.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_counts_fade_with_every_examinee() -> None:
    fading = ItemEligibility(0.2, cuts=(0.0,), fading=0.5)
    test = ExposedTest((0,), (0,), 0, np.zeros((2, 1), dtype=np.bool_))
    counted = fading.counted(fading.counted(EligibilityCounts.none(2, 1), test), test)
    assert counted.examinees.tolist() == [1.5, 0.0]
    assert counted.administered.tolist() == [[1.5], [0.0]]


@given(
    administered=st.integers(0, 50),
    eligible=st.integers(0, 50),
    examinees=st.integers(1, 50),
    feasible=st.integers(0, 50),
    max_rate=st.floats(0.01, 1.0),
)
def test_probabilities_are_probabilities(
    administered: int, eligible: int, examinees: int, feasible: int, max_rate: float
) -> None:
    counts = counts_of(examinees, min(feasible, examinees), administered, eligible)
    for exclusion in ("soft", "hard"):
        control = ItemEligibility(max_rate, cuts=(0.0,), exclusion=exclusion)
        probabilities = control.probabilities(counts)
        assert (probabilities >= 0.0).all()
        assert (probabilities <= 1.0).all()


@pytest.mark.parametrize("counts_visits", [True, False])
def test_exposure_is_held_while_most_information_is_always_given(counts_visits: bool) -> None:
    rng = np.random.default_rng(3)
    pool = three_parameter_pool(200, seed=9)
    grid, information = ProbabilityGrid.of(pool), item_information(pool, GRID)
    control = ItemEligibility(0.25, counts_visits=counts_visits)
    counts = EligibilityCounts.none(control.n_segments, 200)
    seen = np.zeros(200)
    for _ in range(1000):
        ineligible = control.ineligible(counts, rng.random(200))
        right = category_probabilities(pool, rng.normal(size=1))[:, 1, 0]
        answers = rng.random(200) < right
        logs = normal_prior(0.0, 1.0).copy()
        given: list[int] = []
        segments: list[int] = []
        for _ in range(10):
            mean = float(np.exp(logs) @ GRID / np.exp(logs).sum())
            segment = control.segment(mean)
            values = information[:, round((mean + 6.0) * 10.0)] - 99.0 * ineligible[segment]
            values[given] = -999.0
            item = int(values.argmax())
            given.append(item)
            segments.append(segment)
            logs += grid.log_rows[grid.first_rows[item] + int(answers[item])]
        final = control.segment(float(np.exp(logs) @ GRID / np.exp(logs).sum()))
        counts = control.counted(counts, ExposedTest(tuple(given), tuple(segments), final, ineligible))
        seen[given] += 1.0
    assert seen.max() / 1000 < (0.26 if counts_visits else 0.33)


def test_arguments_that_do_not_fit_are_refused() -> None:
    none = EligibilityCounts.none(2, 3)
    with pytest.raises(ValueError, match="max_rate must be greater than 0 and at most 1, got 0"):
        ItemEligibility(0)
    with pytest.raises(ValueError, match="fading must be greater than 0 and at most 1, got 2"):
        ItemEligibility(fading=2)
    with pytest.raises(ValueError, match="cuts must be finite and rise"):
        ItemEligibility(cuts=(0.0, 0.0))
    with pytest.raises(ValueError, match="n_segments and n_items must be 1 or more, got 0 and 3"):
        EligibilityCounts.none(0, 3)
    with pytest.raises(ValueError, match="counts must be of 7 segments, got those of 2"):
        ItemEligibility().probabilities(none)
    with pytest.raises(ValueError, match=r"draws must have shape \(3,\) or \(2, 3\), got \(4,\)"):
        TWO.ineligible(none, np.zeros(4))
    mask = np.zeros((2, 3), dtype=np.bool_)
    with pytest.raises(ValueError, match="must have a segment for each item"):
        TWO.counted(none, ExposedTest((0, 1), (0,), 0, mask))
    with pytest.raises(ValueError, match="segments must be 0 to 1"):
        TWO.counted(none, ExposedTest((0,), (2,), 0, mask))


def test_enough_items_stay_eligible_the_likeliest_first() -> None:
    none_allowed = EligibilityCounts(
        np.full(2, 100.0), np.full(2, 100.0), np.full((2, 6), 90.0), np.full((2, 6), 20.0)
    )
    draws = np.array([0.9, 0.1, 0.5, 0.7, 0.3, 0.95])
    assert TWO.ineligible(none_allowed, draws).sum() == 2 * 6
    kept = ~TWO.ineligible(none_allowed, draws, keep_at_least=3)
    assert kept.tolist() == 2 * [[False, True, True, False, True, False]]
    assert not TWO.ineligible(none_allowed, draws, keep_at_least=9).any()
