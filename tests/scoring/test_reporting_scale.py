import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import ReportingScale

T_SCALE = ReportingScale()


def test_an_ability_of_zero_is_the_mean_and_a_logit_is_one_sd() -> None:
    assert T_SCALE.score(0.0) == 50.0
    assert T_SCALE.score(1.2) == pytest.approx(62.0)
    assert ReportingScale(mean=100, sd=15, lowest=40, highest=160).score(-2.0) == 70.0


def test_scores_are_cut_at_both_ends() -> None:
    assert T_SCALE.score(6.0) == 80.0
    assert T_SCALE.score(-6.0) == 20.0


def test_a_standard_error_is_stretched_and_not_cut() -> None:
    assert T_SCALE.standard_error(0.3) == pytest.approx(3.0)


def test_a_band_covers_what_it_says_under_normality() -> None:
    band = T_SCALE.band(0.0, 0.5)
    assert (band.lower, band.upper) == pytest.approx((50 - 1.959964 * 5, 50 + 1.959964 * 5), abs=1e-5)
    narrower = T_SCALE.band(0.0, 0.5, coverage=0.68)
    assert (narrower.lower, narrower.upper) == pytest.approx((50 - 0.994458 * 5, 50 + 0.994458 * 5), abs=1e-5)


@given(ability=st.floats(-8.0, 8.0), standard_error=st.floats(0.0, 3.0), coverage=st.floats(0.01, 0.99))
def test_a_band_holds_its_score_and_stays_on_the_scale(
    ability: float, standard_error: float, coverage: float
) -> None:
    band = T_SCALE.band(ability, standard_error, coverage=coverage)
    assert 20.0 <= band.lower <= T_SCALE.score(ability) <= band.upper <= 80.0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"mean": math.nan}, "mean must be a finite number, got nan"),
        ({"highest": math.inf}, "highest must be a finite number, got inf"),
        ({"sd": 0.0}, "sd must be greater than 0, got 0.0"),
        ({"lowest": 80.0}, "lowest must be below highest, got 80.0 and 80.0"),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(arguments: dict[str, float], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        ReportingScale(**arguments)


def test_a_band_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="coverage must lie between 0 and 1, got 95"):
        T_SCALE.band(0.0, 0.3, coverage=95)
    with pytest.raises(ValueError, match=r"standard_error must be 0 or more, got -0\.1"):
        T_SCALE.band(0.0, -0.1)


def test_t_scores_have_mean_50_and_sd_10_in_their_group() -> None:
    scale = ReportingScale.t_scores(0.3, 0.8)
    assert scale.score(0.3) == pytest.approx(50.0)
    assert scale.score(0.3 + 0.8) == pytest.approx(60.0)
    assert (scale.lowest, scale.highest) == (20.0, 80.0)
    assert scale.standard_error(0.4) == pytest.approx(5.0)


def test_a_scale_of_a_group_is_cut_where_it_is_told() -> None:
    scale = ReportingScale.of_group(-0.5, 1.2, mean=500, sd=100, reach=2.5)
    assert scale.score(-0.5) == pytest.approx(500.0)
    assert (scale.score(9.0), scale.score(-9.0)) == (750.0, 250.0)
    with pytest.raises(ValueError, match="reference_mean must be finite and reference_sd finite and greater"):
        ReportingScale.t_scores(0.0, 0.0)


@given(ability=st.floats(-2.9, 2.9))
def test_a_score_leads_back_to_its_ability(ability: float) -> None:
    assert T_SCALE.ability(T_SCALE.score(ability)) == pytest.approx(ability, abs=1e-12)
