from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.norms import NormTable

DAY = "2026-03-01"
NORMAL = NormTable.normal(0.2, 1.1, group="peserta uji coba", n_persons=1200, day=DAY)


def test_percentiles_of_a_sample_count_those_below_and_half_of_those_equal() -> None:
    table = NormTable.of_sample([-1.0, 0.0, 0.0, 2.0], group="g", day=DAY)
    assert (table.n_persons, table.day) == (4, DAY)
    assert [table.percentile(each) for each in (-1.0, 0.0, 2.0)] == [12.5, 50.0, 87.5]
    assert table.percentile(1.0) == pytest.approx(68.75)
    assert (table.percentile(-5.0), table.percentile(5.0)) == (12.5, 87.5)


def test_a_normal_table_has_the_percentiles_of_the_normal_curve() -> None:
    assert NORMAL.percentile(0.2) == pytest.approx(50.0)
    assert NORMAL.percentile(1.3) == pytest.approx(84.13, abs=0.05)
    assert NORMAL.percentile_band(0.2, 0.3).lower == pytest.approx(29.6, abs=0.1)
    assert NORMAL.percentile_band(0.2, 0.3).upper == pytest.approx(70.4, abs=0.1)


def test_a_large_sample_gives_the_table_of_its_population() -> None:
    sample = np.random.default_rng(2).normal(0.2, 1.1, 20_000)
    table = NormTable.of_sample(sample, group="g", day=DAY)
    for ability in (-2.0, 0.0, 1.5):
        assert abs(table.percentile(ability) - NORMAL.percentile(ability)) < 4.0 * table.sampling_error(
            ability
        )


def test_stanines_take_their_shares_of_the_group() -> None:
    sample = np.random.default_rng(3).normal(0.2, 1.1, 40_000)
    counts = np.bincount([NORMAL.stanine(ability) for ability in sample.tolist()], minlength=10)[1:]
    shares = np.array([4, 7, 12, 17, 20, 17, 12, 7, 4])
    np.testing.assert_allclose(100.0 * counts / sample.size, shares, atol=0.6)
    assert [NORMAL.stanine(each) for each in (-6.0, 0.2, 6.0)] == [1, 5, 9]


def test_normalised_scores_are_normal_in_the_group_whatever_its_form() -> None:
    skewed = np.random.default_rng(4).gamma(2.0, 0.5, 5_000)
    table = NormTable.of_sample(skewed, group="g", day=DAY)
    scores = [table.normalised_t_score(ability) for ability in skewed.tolist()]
    assert np.mean(scores) == pytest.approx(50.0, abs=0.1)
    assert np.std(scores) == pytest.approx(10.0, abs=0.2)
    assert table.normalised_t_score(1e9) <= 80.0


def test_a_small_group_says_how_far_its_percentiles_may_be_off() -> None:
    small = NormTable.normal(0.0, 1.0, group="g", n_persons=25, day=DAY)
    assert small.sampling_error(0.0) == pytest.approx(10.0)
    assert NORMAL.sampling_error(0.2) == pytest.approx(100.0 * 0.5 / np.sqrt(1200))


@given(ability=st.floats(-8.0, 8.0), more=st.floats(0.0, 4.0), error=st.floats(0.0, 2.0))
def test_more_ability_never_ranks_lower(ability: float, more: float, error: float) -> None:
    assert NORMAL.percentile(ability) <= NORMAL.percentile(ability + more)
    assert NORMAL.stanine(ability) <= NORMAL.stanine(ability + more)
    band = NORMAL.percentile_band(ability, error)
    assert band.lower <= NORMAL.percentile(ability) <= band.upper


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"group": " "}, "group must name the people of the table"),
        ({"n_persons": 1}, "n_persons must be 2 or more, got 1"),
        ({"day": "1 March 2026"}, "day must be written like 2026-03-01, got '1 March 2026'"),
        ({"day": "2026-02-30"}, "day must be written like"),
        ({"abilities": (0.0,), "percentiles": (50.0,)}, "must be two or more pairs, got 1 and 1"),
        ({"abilities": (1.0, 0.0)}, "abilities must be finite logits that rise"),
        ({"percentiles": (10.0, 101.0)}, "percentiles must lie within 0 and 100"),
        ({"percentiles": (60.0, 40.0)}, "must not fall"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(changes: dict[str, Any], sentence: str) -> None:
    arguments: dict[str, Any] = {
        "group": "g",
        "n_persons": 10,
        "day": DAY,
        "abilities": (0.0, 1.0),
        "percentiles": (40.0, 60.0),
    }
    with pytest.raises(ValueError, match=sentence):
        NormTable(**{**arguments, **changes})


def test_samples_and_bands_that_make_no_sense_are_refused() -> None:
    with pytest.raises(
        ValueError, match="abilities must be finite logits of different people, got 3 of them, 1 d"
    ):
        NormTable.of_sample([1.0, 1.0, 1.0], group="g", day=DAY)
    with pytest.raises(ValueError, match=r"sd must be finite and greater than 0, got 0\.0"):
        NormTable.normal(0.0, 0.0, group="g", n_persons=9, day=DAY)
    with pytest.raises(ValueError, match="coverage must lie between 0 and 1, got 95"):
        NORMAL.percentile_band(0.0, 0.3, coverage=95)
    with pytest.raises(ValueError, match=r"standard_error must be 0 or more, got -0\.1"):
        NORMAL.percentile_band(0.0, -0.1)
