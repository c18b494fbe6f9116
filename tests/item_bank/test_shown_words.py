"""What counts as a word, a number and a sign, and which drawings are the same."""

import pytest

from item_bank.shown_words import drawing_identity, is_number_or_sign, shown_text, tokens

CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lanjutkan: **2**, 4, 6, … ?", "lanjutkan 2 4 6"),
        ("# Judul\n\n- *satu*\n> dua\n\n| a | b |", "judul satu dua a b"),
        ("Anak-anak, _tidak_ [[g1]] menangis!", "anak-anak tidak menangis"),
        ("3 − 4 = -1", "3 - 4 = -1"),
        ("3 * 4, 3*4 dan 2 : 3", "3 * 4 3 * 4 dan 2 : 3"),
        ("tahun 1945–1949, Rp2.000,50", "tahun 1945 – 1949 rp 2.000,50"),
        ("50% dari ½ × √9", "50 % dari 1 ⁄ 2 × √ 9"),
        ("CO2 dan 5kg", "co2 dan 5kg"),
        ("Lihat ![peta Jawa](media/peta.png) ini", "lihat ini"),
        ("…", ""),
    ],
)
def test_words_numbers_and_signs_are_kept_and_markup_is_not(text: str, found: str) -> None:
    assert " ".join(tokens(text)).replace("\u2212", "-") == found


def test_numbers_and_signs_are_told_from_words() -> None:
    assert [is_number_or_sign(each) for each in ("12", "2.000,50", "=", "co2", "anak-anak")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_the_words_for_people_keep_case_and_punctuation() -> None:
    assert shown_text("**Guru** : siswa\n\n= [[g1]]?") == "Guru : siswa = … ?"


def test_drawings_are_the_same_however_they_are_written() -> None:
    other = CIRCLE.replace('<circle cx="4" cy="4"', '<title>kunci</title>\n  <circle id="x" cy="4"   cx="4"')
    named = CIRCLE.replace("<circle", '<circle id="y"')
    assert drawing_identity(named) == drawing_identity(other)
    assert drawing_identity(CIRCLE) != drawing_identity(CIRCLE.replace('r="3"', 'r="2"'))
    assert drawing_identity("no drawing") != drawing_identity("no drawing either")
