import pytest

from item_bank.generators.series_rules import continuations, differences


def asked(*terms: int) -> set[int]:
    return {continuation.value for continuation in continuations(terms)}


@pytest.mark.parametrize(
    ("terms", "following"),
    [
        ((3, 7, 11, 15), 19),
        ((80, 40, 20, 10), 5),
        ((2, 3, 5, 8, 12), 17),
        ((1, 3, 7, 15, 31), 63),
        ((5, 2, 7, 9, 16, 25), 41),
        ((4, 8, 6, 12, 10, 20, 18), 36),
        ((1, 50, 2, 40, 4, 30, 8, 20), 16),
        ((2, 2, 4, 12, 48), 240),
        ((10, 12, 8, 14, 6, 16, 4), 18),
        ((1, 2, 3, 6, 11, 20, 37), 68),
        ((5, 10, 7, 11, 22, 19, 23, 46), 43),
    ],
)
def test_a_series_with_one_rule_asks_for_one_number(terms: tuple[int, ...], following: int) -> None:
    assert asked(*terms) == {following}


def test_rules_that_agree_are_no_trouble() -> None:
    # An equal step, operations in turn and two interleaved series all fit.
    assert len({continuation.rule for continuation in continuations((2, 4, 6, 8, 10, 12, 14))}) >= 3
    assert asked(2, 4, 6, 8, 10, 12, 14) == {16}


def test_an_ambiguous_series_has_more_than_one_continuation() -> None:
    # Steps of 0, 1, 1, 1, 1 go on to 6; every second term 1, 2, 4 doubles to 8.
    assert asked(1, 1, 2, 3, 4, 5) == {6, 8}


def test_too_few_terms_ask_for_nothing() -> None:
    assert asked(4, 9) == set()


def test_the_simplest_rule_comes_first() -> None:
    assert continuations((3, 7, 11, 15, 19, 23))[0].rule == "constant step"


def test_differences_are_the_steps_between_terms() -> None:
    assert differences((3, 7, 5)) == [4, -2]
