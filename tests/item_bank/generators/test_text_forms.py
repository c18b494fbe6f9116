from fractions import Fraction

import pytest

from item_bank.generators import text_forms
from item_bank.generators.text_forms import Words, listed, number, pairs, rupiah


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "0", "0"),
        (1_250_000, "1.250.000", "1,250,000"),
        (Fraction(5, 2), "2,5", "2.5"),
        (Fraction(-12_345, 1000), "−12,345", "−12.345"),
        (-7, "−7", "−7"),
    ],
)
def test_numbers_are_written_in_the_manner_of_each_language(
    value: int | Fraction, indonesian: str, english: str
) -> None:
    assert number(value) == Words(indonesian, english)


def test_a_number_that_never_ends_cannot_be_written() -> None:
    with pytest.raises(ValueError, match=r"^value: expected at most three decimal places, got 1/3"):
        number(Fraction(1, 3))


def test_money_has_its_sign_and_groups() -> None:
    assert rupiah(37_500) == Words("Rp37.500", "Rp37,500")


def test_lists_end_with_and_and_have_a_comma_from_three_on() -> None:
    assert listed(["Andi"]) == Words("Andi", "Andi")
    assert listed(["Andi", "Budi"]) == Words("Andi dan Budi", "Andi and Budi")
    assert listed(["Andi", "Budi", "Citra"]) == Words("Andi, Budi, dan Citra", "Andi, Budi, and Citra")


def test_words_are_filled_in_their_own_language() -> None:
    filled = Words("{n} {what}", "{n} {what}").filled(n=1500, what=Words("kotak", "boxes"))
    assert filled == Words("1.500 kotak", "1,500 boxes")
    assert filled.text() == {"id": "1.500 kotak", "en": "1,500 boxes"}


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert Words("rapat itu", "the meeting").sentence() == Words("Rapat itu", "The meeting")


def test_pairs_name_both_languages_or_one_for_both() -> None:
    assert pairs("map = folder; Andi") == (Words("map", "folder"), Words("Andi", "Andi"))


def test_small_numbers_and_places_have_words() -> None:
    assert text_forms.count(5) == Words("lima", "five")
    assert text_forms.place(0) == Words("pertama", "first")
    assert text_forms.place(6) == Words("ketujuh", "seventh")
