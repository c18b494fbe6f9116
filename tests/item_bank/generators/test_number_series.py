import pytest

from item_bank.generators import number_series
from item_bank.generators.demo_bank import demo_series
from item_bank.generators.number_series import FAMILIES, N_OPTIONS, Series, generate
from item_bank.generators.series_rules import continuations

SERIES = tuple(demo_series())
of_the_demo_bank = pytest.mark.parametrize("series", SERIES, ids=lambda s: f"{s.family}, seed {s.seed}")


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_seed_gives_the_same_series_and_another_seed_another(family: str) -> None:
    assert generate(3, family=family, correct=1) == generate(3, family=family, correct=1)
    assert len({generate(seed, family=family, correct=1).terms for seed in range(8)}) >= 5


@pytest.mark.parametrize("correct", range(N_OPTIONS))
def test_the_answer_stands_where_it_is_asked_for(correct: int) -> None:
    series = generate(5, family="sum-of-two", correct=correct)
    assert series.correct == correct
    assert continuations(series.terms)[0].value == series.options[correct]


@pytest.mark.parametrize(("family", "correct", "name"), [("prime", 0, "family"), ("geometric", 5, "correct")])
def test_an_unknown_family_or_place_is_refused(family: str, correct: int, name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}: expected"):
        generate(1, family=family, correct=correct)


@of_the_demo_bank
def test_every_rule_of_the_space_that_fits_asks_for_the_key(series: Series) -> None:
    found = continuations(series.terms)
    assert found
    assert {continuation.value for continuation in found} == {series.answer}


@of_the_demo_bank
def test_five_different_options_rise_and_stay_in_reach(series: Series) -> None:
    assert len(set(series.options)) == N_OPTIONS
    assert list(series.options) == sorted(series.options)
    assert max(map(abs, (*series.terms, *series.options))) < 2 * number_series.LARGEST
    assert 0 not in (*series.terms, *series.options)


def test_no_two_series_show_the_same_terms() -> None:
    assert len({series.terms for series in SERIES}) == len(SERIES) >= 64


def test_difficulties_reach_from_easy_to_hard() -> None:
    difficulties = sorted(series.difficulty for series in SERIES)
    assert difficulties[0] < -2
    assert difficulties[-1] > 1
