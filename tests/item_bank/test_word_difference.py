"""The word-level difference: whole texts can be put together from it again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.word_difference import MOST_WORDS, in_one_line, word_difference

WORDS = st.lists(st.sampled_from(["satu", "Dua", "tiga,", "4", "…"]), max_size=12).map(" ".join)


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_both_texts_stand_in_their_difference(before: str, after: str) -> None:
    changes = word_difference(before, after)
    assert " ".join(each.before for each in changes if each.before) == before
    assert " ".join(each.after for each in changes if each.after) == after
    assert (before == after) <= all(each.is_same for each in changes)


def test_case_and_punctuation_make_no_change() -> None:
    assert all(each.is_same for each in word_difference("Siapa dia?", "siapa **dia**"))


def test_a_line_shows_the_change_and_a_little_around_it() -> None:
    before = "Siapa nama ibu kota provinsi Jawa Barat pada saat ini menurut undang-undang?"
    line = in_one_line(word_difference(before, before.replace("Barat", "Tengah").replace("nama ", "")))
    assert line == "Siapa [nama → –] ibu kota … provinsi Jawa [Barat → Tengah] pada saat …".replace(
        "… provinsi", "provinsi"
    )
    assert len(in_one_line(word_difference("a " * 50, "b " * 50), most=40)) == 40


def test_what_is_far_too_long_is_compared_as_a_whole_at_its_end() -> None:
    long = "kata " * MOST_WORDS
    assert word_difference(f"{long}satu", f"{long}dua")[-1].is_same is False
    assert word_difference(f"{long}satu", f"{long}satu")[-1].is_same is True
