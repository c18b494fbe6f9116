"""GIFT: questions with a mechanical key become items of their kinds; everything else is told at its line."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Bank
from item_bank.formats.defaults import Defaults
from item_bank.formats.gift import read_gift
from item_bank.items import Item, Text
from item_bank.kinds.matching import MatchingKey
from item_bank.kinds.multiple_choice import MultipleChoiceKey
from item_bank.kinds.short_answer import ShortAnswerKey
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.marking import mark

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
        ("Ceritakan. {}", "essay"),
        ("Ceritakan. {####Bebas.}", "essay"),
        ("Yang genap? {=2 =4 ~3}", "several-right"),
        ("Yang genap? {~1 ~3}", "none-right"),
        ("Ibu kota? {=%50%Bogor}", "none-right"),
        ("Berapa? {#}", "no-number"),
        ("Berapa? {#satu}", "no-number"),
        ("Berapa? {#1:x}", "no-number"),
        ("Berapa? {#=1 =3}", "numbers"),
        ("Ibu kota? {=Ban*}", "wildcard"),
        ("Pilih. {=a ~b", "unclosed"),
        ("Pilih. =a ~b}", "unclosed"),
        ("Pilih {=a ~b} dan {=c ~d}", "unclosed"),
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
    assert all(each.render("id") and each.render("en") for each in findings)


def lost(text: str) -> tuple[Item, list[str]]:
    """The only item of a text, and what of it was not taken over."""
    bank, findings = read_gift(text.encode(), "soal.gift", defaults=Defaults(("id", "en")))
    assert bank is not None, [each.render() for each in findings]
    assert all(each.render("id") and each.code == "not-carried" for each in findings)
    return bank.items[0], [str(dict(each.arguments)["what"]) for each in findings]


@pytest.mark.parametrize(
    ("answers", "correct", "what"),
    [("{T}", "A", []), ("{false}", "B", []), ("{FALSE#salah#benar}", "B", ["feedback"]),
     ("{TRUE ####Karena bulat.}", "A", ["feedback"])],
)  # fmt: skip
def test_true_or_false_becomes_a_choice_of_two_in_each_language(
    answers: str, correct: str, what: list[str]
) -> None:
    item, told = lost(f"Bumi bulat. {answers}")
    assert item.key == SingleChoiceKey(correct)
    assert [option.text for option in item.prompt.options] == [
        Text({"id": "Benar", "en": "True"}), Text({"id": "Salah", "en": "False"}),
    ]  # fmt: skip
    assert told == what


@pytest.mark.parametrize(
    ("answers", "value", "tolerance", "what"),
    [
        ("{#4}", 4.0, 0.0, []),
        ("{#4:0.1}", 4.0, 0.1, []),
        ("{#-1.5e3}", -1500.0, 0.0, []),
        ("{#3.141..3.142}", 3.1415, 0.0005, []),
        ("{#=1822:0 =%50%1822:2}", 1822.0, 0.0, ["partial"]),
        ("{#=5 =4..6 ~#Bukan.}", 5.0, 1.0, ["feedback"]),
        ("{#1822#Tepat}", 1822.0, 0.0, ["feedback"]),
    ],
)
def test_a_number_becomes_a_short_answer_with_its_tolerance(
    answers: str, value: float, tolerance: float, what: list[str]
) -> None:
    item, told = lost(f"Berapa? {answers}")
    assert item.key == ShortAnswerKey(value=value, tolerance=tolerance)
    assert told == what


@pytest.mark.parametrize(
    ("answers", "accepted", "what"),
    [
        ("{=Bandung}", ("Bandung",), []),
        ("{=dua puluh =20 =%100%XX}", ("dua puluh", "20", "XX"), []),
        ("{=Bandung =%50%Bogor#Hampir}", ("Bandung",), ["feedback", "partial"]),
        ("{=Bandung =Ban*}", ("Bandung",), ["wildcards"]),
        ("{=2\\=2 =a\\*b}", ("2=2", "a*b"), []),
    ],
)
def test_texts_become_a_short_answer_without_regard_to_capitals(
    answers: str, accepted: tuple[str, ...], what: list[str]
) -> None:
    item, told = lost(f"Ibu kota {answers} di mana?")
    assert item.key == ShortAnswerKey(accepted=accepted)
    assert told == what
    assert mark(item, {"text": f" {accepted[0].upper()}"}) == 1
    assert item.prompt.stem["id"] == "Ibu kota \\_\\_\\_\\_\\_ di mana?"


def test_matching_keeps_repeated_and_spare_targets() -> None:
    item, told = lost("Jodohkan. {=paus -> mamalia =elang -> burung =kuda -> mamalia = -> ikan}")
    assert item.key == MatchingKey((("A", "1"), ("B", "2"), ("C", "1")))
    assert [option.text["id"] for option in item.prompt.options if option.text] == [
        "paus", "elang", "kuda", "mamalia", "burung", "ikan",
    ]  # fmt: skip
    assert told == ["partial"]


@pytest.mark.parametrize(
    ("answers", "scoring", "what"),
    [
        ("{~%50%2 ~%50%4 ~%-50%3 ~%-50%5}", "each", []),
        ("{~%33.333%2 ~%33.333%4 ~%33.333%6 ~%-33.333%5}", "each", []),
        ("{~%50%2 ~%50%4 ~3}", "all", ["partial"]),
        ("{~%50%2 ~%50%4 ~%-100%3}", "all", ["partial"]),
        ("{~%75%2 ~%25%4 ~%-50%3}", "all", ["partial"]),
    ],
)
def test_several_right_answers_are_scored_alike_or_it_is_told(
    answers: str, scoring: str, what: list[str]
) -> None:
    item, told = lost(f"Yang genap? {answers}")
    assert isinstance(item.key, MultipleChoiceKey)
    assert item.key.correct[:2] == ("A", "B")
    assert (item.key.scoring, told) == (scoring, what)


def test_weights_of_right_minus_wrong_give_the_score_that_moodle_gives() -> None:
    weights = {"A": 50.0, "B": 50.0, "C": -50.0, "D": -50.0}
    item, _ = lost("Yang genap? {~%50%2 ~%50%4 ~%-50%3 ~%-50%5}")
    for size in range(1, 5):
        for chosen in combinations("ABCD", size):
            score = max(0.0, sum(weights[each] for each in chosen)) / 100.0
            assert mark(item, {"options": list(chosen)}) == 2 * score


def test_a_text_without_answers_becomes_a_page_of_information() -> None:
    item, told = lost("::Teks::Bacalah teks ini.\nLalu jawablah.")
    assert (item.kind, item.id, told) == ("information", "Teks", [])


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


@pytest.mark.parametrize("text", ["", "\n\n", "// catatan saja\n", "{}"])
def test_a_file_without_items_is_an_error(text: str) -> None:
    bank, problems = read(text)
    assert bank is None
    assert "questions-none" in [code for _, code in problems]


@settings(max_examples=200)
@given(st.text("{}~=#:\\%$[]<>/ \nabT1->\"'&;", max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    read(text)
