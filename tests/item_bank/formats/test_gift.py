"""GIFT: multiple choice with one right answer becomes items; everything else is told at its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Bank
from item_bank.formats.gift import read_gift
from item_bank.items import Text
from item_bank.kinds.single_choice import SingleChoiceKey

SOUND = """\
// dibuat untuk uji
$CATEGORY: $course$/top/Deret Bilangan

::Deret 1::Lanjutkan\\: 2, 4, 6, ? {
  ~7 # kurang
  =8 # tepat
  ~9
  #### Selisihnya dua.
}

::Deret 2:: 1 \\= 1 dan \\{a\\} {=ya ~tidak}
Ibu kota Jawa Barat {=Bandung ~%-50%Bogor ~Bekasi} terkenal dengan kembangnya.
"""


def read(text: str) -> tuple[Bank | None, list[tuple[int, str]]]:
    bank, findings = read_gift(text.encode(), "soal.gift")
    assert all(each.render("id") and each.render("en") for each in findings)
    return bank, [(each.line, each.code) for each in findings]


def test_questions_with_one_right_answer_become_items() -> None:
    bank, problems = read(SOUND.replace("\nIbu kota", "\n\nIbu kota"))
    assert bank is not None
    first, second, third = (bank.by_id[name] for name in ("Deret-1", "Deret-2", "soal-3"))
    assert first.prompt.stem["id"] == "Lanjutkan: 2, 4, 6, ?"
    assert [option.text["id"] for option in first.prompt.options if option.text] == ["7", "8", "9"]
    assert (first.key, first.domain) == (SingleChoiceKey("B"), "Deret-Bilangan")
    assert second.prompt.stem["id"] == "1 = 1 dan {a}"
    assert third.prompt.stem["id"] == "Ibu kota Jawa Barat \\_\\_\\_\\_\\_ terkenal dengan kembangnya."
    assert problems == [(4, "not-carried"), (13, "not-carried")]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Bumi bulat. {T}", "true-false"),
        ("Bumi bulat. {FALSE#salah#benar}", "true-false"),
        ("Dua tambah dua? {#4:0.1}", "numerical"),
        ("Dua tambah dua? {=4 =empat}", "short-answer"),
        ("Jodohkan. {=a -> 1 =b -> 2}", "matching"),
        ("Ceritakan. {}", "essay"),
        ("Bacalah teks ini.", "description"),
        ("Yang genap? {~%50%2 ~%50%4 ~%-100%3}", "several-right"),
        ("Yang genap? {=2 =4 ~3}", "several-right"),
        ("Yang genap? {~1 ~3}", "none-right"),
        ("Pilih. {=a ~b", "unclosed"),
        ("Pilih. =a ~b}", "unclosed"),
        ("Pilih. {=1" + "".join(f" ~{n}" for n in range(2, 23)) + "}", "many-options"),
    ],
)
def test_other_questions_are_told_by_line_and_left_out(question: str, kind: str) -> None:
    bank, findings = read_gift(f"Satu? {{=1 ~2}}\n\n{question}\n\nDua? {{=2 ~3}}\n".encode(), "soal.gift")
    assert bank is not None
    assert len(bank.items) == 2
    assert [(each.line, each.code) for each in findings] == [
        (3, "gift-kind-not-supported"), (3, "question-left-out"),
    ]  # fmt: skip
    assert dict(findings[0].arguments) == {"kind": kind}


def test_a_whole_weight_is_the_right_answer() -> None:
    bank, _ = read("Genap? {~%100%2 ~%-100%3 ~5}")
    assert bank is not None
    assert bank.items[0].key == SingleChoiceKey("A")


def test_html_becomes_markdown_and_what_is_dangerous_is_dropped() -> None:
    bank, problems = read(
        "[html]<p>Luas <b>persegi</b> x<sup>2</sup><script>alert(1)</script> "
        '<a href\\="http\\://example.invalid">ini</a> &lt;5?</p>{=<i>ya</i> ~tidak_*}'
    )
    assert bank is not None
    assert bank.items[0].prompt.stem["id"] == "Luas **persegi** x² ini \\<5?"
    assert bank.items[0].prompt.options[0].text == Text({"id": "*ya*"})
    assert bank.items[0].prompt.options[1].text == Text({"id": "tidak\\_\\*"})
    assert problems == [(1, "markup-dropped")]


def test_what_a_bank_refuses_is_left_out_and_the_rest_is_kept() -> None:
    bank, problems = read("Satu? {=1 ~1}\n\nDua? {=2 ~3}\n\n::x::Dua? {=2 ~3}\n\n::x::Tiga? {=3 ~4}\n")
    assert bank is not None
    assert [item.prompt.stem["id"] for item in bank.items] == ["Dua?", "Tiga?"]
    assert problems == [
        (1, "options-not-distinct"),
        (1, "question-left-out"),
        (5, "content-repeated"),
        (5, "question-left-out"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "// catatan saja\n", "halo"])
def test_a_file_without_items_is_an_error(text: str) -> None:
    bank, problems = read(text)
    assert bank is None
    assert "questions-none" in [code for _, code in problems]


@settings(max_examples=200)
@given(st.text("{}~=#:\\%$[]<>/ \nabT1->\"'&;", max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    read(text)
