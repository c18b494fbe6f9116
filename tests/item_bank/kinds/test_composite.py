"""Composite items: parts and rules are written and read, marked by levels, refused where they cannot run."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.findings import Finding
from item_bank.formats.qti import read_qti
from item_bank.interactions import Choose, ChooseSeveral, FillGaps, Gap, Part, Several, Write
from item_bank.item_tables import item_fields, read_item
from item_bank.items import Item, Option, Prompt, Text
from item_bank.kinds.composite_levels import levels_of
from item_bank.kinds.composite_marking import CompositeKey, level_of, scoring_of
from item_bank.kinds.composite_operators import is_pattern, rounded
from item_bank.kinds.composite_patterns import matches
from item_bank.kinds.composite_tree import Rule, read_rule, rule_text
from item_bank.kinds.composite_values import container, is_inside, read_declaration, scalar
from item_bank.marking import mark, read_response
from item_bank.responses import shown_response
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE
from tests.item_bank.formats.package.hostile import png
from tests.item_bank.formats.qti.corpus import SAMPLES
from tests.item_bank.formats.qti.packages import package

DECLARED = (
    (
        '<response-declaration identifier="R" cardinality="single" base-type="identifier">'
        "<correct-response><value>A</value></correct-response></response-declaration>"
    ),
    '<response-declaration identifier="N" cardinality="single" base-type="float"/>',
    '<outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>',
)
RULES = (
    '<response-processing><response-condition><response-if><match><variable identifier="R"/>'
    '<correct identifier="R"/></match><set-outcome-value identifier="SCORE"><base-value base-type="float">2'
    "</base-value></set-outcome-value></response-if></response-condition></response-processing>"
)
OPTIONS = tuple(Option(each, Text({"id": f"opsi {each}"})) for each in ("A", "B"))
PARTS = Several((Part("R", Choose(), ("A", "B")), Part("N", Write("number"), is_inline=True)))
ITEM = Item(
    id="x",
    kind="composite",
    domain="a",
    prompt=Prompt(Text({"id": "[[R]] dan [[N]]"}), OPTIONS, interaction=PARTS),
    key=CompositeKey(DECLARED, RULES, levels=(0.0, 1.0, 2.0)),
)


def reread(item: Item) -> tuple[Item | None, list[Finding]]:
    report: list[Finding] = []
    found = read_item(Table(item_fields(item), NO_SOURCE, report, languages=("id",)), {})
    assert all(each.render("id") and each.render("en") for each in report)
    return found, report


def test_a_composite_item_is_written_and_read() -> None:
    assert reread(ITEM) == (ITEM, [])
    fixed = replace(
        ITEM,
        prompt=replace(
            ITEM.prompt, interaction=Several((Part("R", Choose(fixed=("B",)), ("A", "B")), PARTS.parts[1]))
        ),
    )
    assert reread(fixed) == (fixed, [])


def test_all_that_qti_brings_is_written_and_read() -> None:
    items = {f"items/{each.name}.xml": each.xml for each in SAMPLES}
    bank, _ = read_qti(package(items, others={"items/gambar/peta.png": png(20, 10)}), "p.zip")
    assert bank is not None
    for item in bank.items:
        assert reread(item) == (item, []), item.id


@pytest.mark.parametrize(
    ("parts", "expected"),
    [({}, 0), ({"R": {"option": "A"}}, 2), ({"R": {"option": "B"}, "N": {"text": "1", "number": "1"}}, 0)],
)
def test_a_response_reaches_a_level(parts: dict[str, object], expected: int) -> None:
    assert mark(ITEM, {"parts": parts}) == expected


@pytest.mark.parametrize(
    "response",
    [{}, {"parts": []}, {"parts": {"Z": {"option": "A"}}}, {"parts": {"R": {"option": "Z"}}},
     {"parts": {"R": {"options": ["A"]}}}, {"parts": {"N": {"text": 3}}}, {"option": "A"}],
)  # fmt: skip
def test_what_is_no_response_is_refused(response: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must"):
        mark(ITEM, response)


def test_what_a_browser_sends_goes_there_and_back() -> None:
    raw = {"parts": [{"choice": 1}, {"text": "2,5"}]}
    response = read_response(ITEM, raw, ("B", "A"))
    assert response == {"parts": {"R": {"option": "A"}, "N": {"text": "2,5", "number": "2.5"}}}
    assert shown_response(ITEM, response, ("B", "A")) == raw


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (CompositeKey(DECLARED, RULES, levels=(1.0,)), "levels-not-rising"),
        (CompositeKey(DECLARED, RULES, levels=(1.0, 0.0)), "levels-not-rising"),
        (CompositeKey(DECLARED, "<response-processing>", levels=(0.0, 1.0)), "rules-not-run"),
        (CompositeKey(DECLARED, RULES.replace('identifier="R"', 'identifier="Q"')), "rules-not-run"),
        (CompositeKey(DECLARED, "<a><random/></a>"), "rules-not-run"),
        (CompositeKey(("<other/>",), RULES), "rules-not-run"),
        (CompositeKey(("<!DOCTYPE a><response-declaration/>",), RULES), "rules-not-run"),
    ],
)
def test_a_key_that_cannot_be_run_is_told(key: CompositeKey, code: str) -> None:
    _, report = reread(replace(ITEM, key=key))
    assert {each.code for each in report} == {code}


def test_a_part_that_the_text_does_not_mark_is_told() -> None:
    prompt = replace(ITEM.prompt, stem=Text({"id": "[[R]] [[R]] [[Q]]"}))
    _, report = reread(replace(ITEM, prompt=prompt))
    assert sorted(each.code for each in report) == ["gap-not-marked", "gap-not-marked", "mark-without-gap"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Isi [[g]] ini", []),
        ("Isi ini", ["gap-not-marked"]),
        ("Isi [[g]] dan [[g]]", ["gap-not-marked"]),
        # A mark within a formula stays text, so there is no field that could be filled in.
        ("Isi $x + [[g]]$ ini", ["gap-not-marked"]),
    ],
)
def test_a_gap_of_a_part_stands_once_where_it_can_be_filled(text: str, codes: list[str]) -> None:
    gaps = Part("R", FillGaps((Gap("g", ("A", "B")),)), ("A", "B"), text=Text({"id": text}))
    prompt = replace(ITEM.prompt, interaction=Several((gaps, PARTS.parts[1])))
    _, report = reread(replace(ITEM, prompt=prompt))
    assert [each.code for each in report if each.code == "gap-not-marked"] == codes


def test_scores_between_levels_count_as_the_lower_one() -> None:
    levels = (-1.0, 0.0, 2.5)
    found = [level_of(score, levels) for score in (-5.0, -1.0, -0.5, 0.0, 2.4999, 2.5, 0.1 + 0.2 + 2.2, 9.0)]
    assert found == [0, 0, 0, 1, 1, 2, 2, 2]


def test_levels_are_the_scores_that_answers_can_reach() -> None:
    assert levels_of(scoring_of(CompositeKey(DECLARED, RULES)), PARTS).values == (0.0, 2.0)


def test_many_scores_become_few_levels() -> None:
    ids = tuple(f"o{number}" for number in range(9))
    entries = "".join(
        f'<map-entry map-key="{each}" mapped-value="{2**n / 100}"/>' for n, each in enumerate(ids)
    )
    declared = (
        '<response-declaration identifier="R" cardinality="multiple" base-type="identifier">'
        f"<mapping>{entries}</mapping></response-declaration>"
    )
    rules = '<a><set-outcome-value identifier="SCORE"><map-response identifier="R"/></set-outcome-value></a>'
    parts = Several((Part("R", ChooseSeveral(1, 9), ids),))
    found = levels_of(scoring_of(CompositeKey((declared,), rules)), parts)
    assert found.is_coarse
    assert found.values == (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 5.11)


@pytest.mark.parametrize(
    "rule",
    [
        Rule("a"),
        Rule("a", (("b", 'x"<&\n\ty'),), (Rule("c", (), (), "<&> teks"), Rule("d"))),
    ],
)
def test_a_tree_is_written_and_read(rule: Rule) -> None:
    assert read_rule(rule_text(rule)) == rule


@pytest.mark.parametrize(
    "text", ["", "<a>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<a>" * 200 + "</a>" * 200]
)
def test_a_text_that_is_no_tree_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="rules must"):
        read_rule(text)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("[0-9]{2}-[A-Z]+", "12-AB", True), ("[0-9]{2}-[A-Z]+", "123-AB", False), ("a|bc*", "bccc", True),
        (r"[+-]?\d+(\.\d+)?", "-3.25", True), (r"[+-]?\d+(\.\d+)?", "3.", False), ("(ab){2,3}", "abab", True),
        ("(ab){2,3}", "abababab", False), ("(ab){2,}", "abababab", True), (r"\p{Lu}\P{Lu}*", "Éa1", True),
        ("[a-z-[aeiou]]+", "xyz", True), ("[a-z-[aeiou]]+", "xay", False), (r"[^\s]+", "a b", False),
        (r"\(\$\)", "($)", True), ("^ya$", "ya", True), ("", "", True), (".", "\n", False),
        ("[a-]", "-", True), ("(?:x)?y", "y", True),
    ],
)  # fmt: skip
def test_patterns_match_whole_texts(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


@given(
    st.text("ab.", max_size=6),
    st.sampled_from(["a*b", "(a|b)+", "[ab]?a{1,2}", r"a\.?b*", "(a*b)*a?", "[^b]+"]),
)
def test_patterns_match_as_those_of_python(text: str, pattern: str) -> None:
    assert matches(pattern, text) is (re.fullmatch(pattern, text) is not None)


def test_no_pattern_takes_for_ever() -> None:
    assert not matches("(a+)+", "a" * 400 + "!")
    assert matches("((((){1000}){1000}){1000}){1000}", "")
    assert not matches("a*a*a*a*a*a*a*a*b", "a" * 400)


@pytest.mark.parametrize(
    "pattern", ["[", "(a", "a)", "*a", "a{x}", "(?=a)", r"\1", "x" * 2_000, "a{5000}", "[z-a]", "\\"]
)
def test_what_is_no_pattern_is_known(pattern: str) -> None:
    assert not is_pattern(pattern)


@pytest.mark.parametrize(
    ("number", "mode", "figures", "expected"),
    [
        (3.175, "decimalPlaces", 2, 3.18),
        (-2.5, "decimalPlaces", 0, -3.0),
        (1250.0, "significantFigures", 2, 1300.0),
        (0.001249, "significantFigures", 2, 0.0012),
        (0.0, "significantFigures", 3, 0.0),
    ],
)
def test_numbers_are_rounded_by_places_and_figures(
    number: float, mode: str, figures: int, expected: float
) -> None:
    assert rounded(number, mode, figures) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("shape", "at", "inside", "outside"),
    [
        ("circle", (5, 5, 2), (5, 7), (5, 7.1)),
        ("rect", (0, 0, 4, 2), (4, 2), (4.1, 2)),
        ("ellipse", (0, 0, 4, 2), (4, 0), (3, 2)),
        ("poly", (0, 0, 4, 0, 4, 4, 2, 1, 0, 4), (2, 1), (2, 2)),
    ],
)
def test_points_lie_inside_of_areas(
    shape: str, at: tuple[float, ...], inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    assert is_inside(inside, shape, at)
    assert not is_inside(outside, shape, at)


def test_points_are_worth_their_areas_once() -> None:
    rule = read_rule(
        '<response-declaration identifier="R" cardinality="multiple" base-type="point">'
        '<area-mapping default-value="-1" lower-bound="-1"><area-map-entry shape="circle" coords="5,5,2" '
        'mapped-value="2"/></area-mapping></response-declaration>'
    )
    areas = read_declaration(rule).areas
    assert areas is not None
    assert areas.of((5.0, 5.0)) == 2.0
    assert areas.of(container("multiple", [(5.0, 5.0), (5.0, 6.0)])) == 2.0
    assert areas.of(container("multiple", [(5.0, 5.0), (0.0, 0.0)])) == 1.0
    assert areas.of((0.0, 0.0)) == -1.0


def test_values_have_their_types() -> None:
    assert scalar("B A", "pair") == scalar("A B", "pair") == ("A", "B")
    assert scalar("B A", "directedPair") == ("B", "A")
    assert (scalar(" 3 ", "integer"), scalar("1", "boolean"), scalar("1 2", "point")) == (3, True, (1.0, 2.0))
    assert container("multiple", ["B", "A"]) == container("multiple", ["A", "B"])
    assert container("ordered", ["B", "A"]) != container("ordered", ["A", "B"])
    assert container("multiple", []) is None
