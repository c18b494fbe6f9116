"""Aiken: questions with lettered options and an answer become items; a broken one is told at its line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Bank
from item_bank.formats.aiken import read_aiken
from item_bank.formats.defaults import Defaults
from item_bank.kinds.single_choice import SingleChoiceKey

SOUND = """\
Lanjutkan: 2, 4, 6, ?
A. 7
B. 8
C. 9
ANSWER: B

Bacalah kalimat ini.
Kata *dasar* adalah
a) makan
b) makanan
Answer: a
"""


def read(text: str) -> tuple[Bank | None, list[tuple[int, str]]]:
    bank, findings = read_aiken(text.encode(), "uji coba.txt", defaults=Defaults(domain="umum"))
    assert all(each.render("id") and each.render("en") for each in findings)
    return bank, [(each.line, each.code) for each in findings]


def test_questions_become_items() -> None:
    bank, problems = read(SOUND)
    assert bank is not None
    assert problems == []
    first, second = bank.items
    assert (first.id, first.domain, first.key) == ("uji-coba-1", "umum", SingleChoiceKey("B"))
    assert first.option_ids == ("A", "B", "C")
    assert second.prompt.stem["id"] == "Bacalah kalimat ini.\nKata \\*dasar\\* adalah"
    assert second.key == SingleChoiceKey("A")


def test_windows_lines_and_a_byte_order_mark_do_no_harm() -> None:
    bank, findings = read_aiken("\ufeff".encode() + SOUND.replace("\n", "\r\n").encode(), "a.txt")
    assert bank is not None
    assert findings == []
    assert bank.items[0].prompt.stem["id"] == "Lanjutkan: 2, 4, 6, ?"


def test_broken_questions_are_told_and_the_others_kept() -> None:
    bank, problems = read(
        "Tanpa jawaban\nA. 1\nB. 2\n\nTanpa pilihan\nANSWER: A\n\nANSWER: B\n\n"
        "Kunci salah\nA. 1\nB. 2\nANSWER: D\n\n" + SOUND + "Terakhir\nA. 1\nB. 2\n"
    )
    assert bank is not None
    assert len(bank.items) == 2
    assert problems == [
        (1, "aiken-answer-missing"),
        (1, "question-left-out"),
        (5, "aiken-options-missing"),
        (5, "question-left-out"),
        (8, "aiken-answer-alone"),
        (10, "key-not-an-option"),
        (10, "question-left-out"),
        (26, "aiken-answer-missing"),
        (26, "question-left-out"),
    ]


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(["A. x", "B) y", "C. z", "ANSWER: A", "ANSWER:", "Soal?", "", " "]), max_size=12)
)
def test_no_order_of_lines_makes_it_raise(lines: list[str]) -> None:
    read("\n".join(lines))
