"""Response processing: templates and rules that authors write themselves give the scores they mean."""

import pytest

from item_bank.formats.package import Node, read_xml
from item_bank.formats.qti.declarations import read_declarations
from item_bank.formats.qti.names import normalised
from item_bank.formats.qti.processing import RuleNotSupportedError, run
from item_bank.formats.qti.scoring import key_of_single
from tests.item_bank.formats.qti.packages import MATCH, VERSIONS, in_version, item, response
from tests.item_bank.formats.qti.rules import (
    ARITHMETIC,
    EXIT,
    IF_CORRECT,
    IF_ELSE_IF,
    MAP,
    MAPPING,
    custom,
    is_answer,
    number,
    score,
    text,
)


def parsed(xml: str, version: str = "3.0") -> Node:
    root = read_xml(in_version(xml, version).encode(), "item.xml", [])
    assert root is not None
    return normalised(root)


def scores(rules: str, declared: str | None = None, version: str = "3.0") -> list[object]:
    """The scores of A, B, C and of no answer."""
    root = parsed(item(rules=rules, declared=declared), version)
    declarations = read_declarations(root)
    processing = root.inner("response-processing")[0]
    return [run(processing, declarations, {"RESPONSE": answer})["SCORE"] for answer in ("A", "B", "C", None)]


@pytest.mark.parametrize("version", VERSIONS)
def test_rules_give_their_scores_in_every_version(version: str) -> None:
    mapped = response(mapping=MAPPING)
    assert scores(MATCH, version=version) == [0.0, 1.0, 0.0, 0.0]
    assert scores(MAP, mapped, version) == [1.0, 2.0, 0.0, 0.0]
    assert scores(IF_CORRECT, version=version) == [0.0, 2.0, 0.0, 0.0]
    assert scores(IF_ELSE_IF, version=version) == [0.0, 1.0, 0.0, 0.0]
    # Not matching NULL is NULL and not true, so that no answer at all gets past this exit.
    assert scores(EXIT, version=version) == [0.0, 1.0, 0.0, 1.0]
    assert scores(ARITHMETIC, mapped, version) == [2.0, 1.0, 3.0, 3.0]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (f"<qti-max>{number(1)}{number(4)}</qti-max>", 4.0),
        (f"<qti-min>{number(1)}{number(4)}</qti-min>", 1.0),
        (f"<qti-divide>{number(1)}{number(4)}</qti-divide>", 0.25),
        (f"<qti-divide>{number(1)}{number(0)}</qti-divide>", None),
        (f"<qti-power>{number(2)}{number(3)}</qti-power>", 8.0),
        (f"<qti-round>{number(2.5)}</qti-round>", 3.0),
        (f"<qti-truncate>{number(-2.5)}</qti-truncate>", -2.0),
        (f"<qti-integer-modulus>{number(7)}{number(4)}</qti-integer-modulus>", 3.0),
        (f"<qti-sum>{number(7)}<qti-null/></qti-sum>", None),
        (f"<qti-gt>{number(2)}{number(1)}</qti-gt>", True),
        (f"<qti-lte>{number(2)}{number(1)}</qti-lte>", False),
        (f"<qti-equal>{number(2)}{number(2)}</qti-equal>", True),
        (
            f"<qti-equal tolerance-mode='absolute' tolerance='0.5 0.5'>{number(2)}{number(2.4)}</qti-equal>",
            True,
        ),
        (f"<qti-equal tolerance-mode='relative' tolerance='10'>{number(2)}{number(2.4)}</qti-equal>", False),
        (f"<qti-and>{is_answer('A')}<qti-not>{is_answer('B')}</qti-not></qti-and>", True),
        (f"<qti-or>{is_answer('C')}{is_answer('B')}</qti-or>", False),
        (
            f"<qti-container-size><qti-multiple>{number(1)}{number(2)}</qti-multiple></qti-container-size>",
            2.0,
        ),
        (f"<qti-member>{number(1)}<qti-multiple>{number(1)}{number(2)}</qti-multiple></qti-member>", True),
        (f"<qti-index n='2'><qti-ordered>{number(1)}{number(2)}</qti-ordered></qti-index>", 2.0),
        (f"<qti-string-match case-sensitive='false'>{text('Ya')}{text('ya')}</qti-string-match>", True),
    ],
)
def test_expressions_have_their_values(expression: str, expected: object) -> None:
    assert scores(custom(score(expression)))[0] == expected


@pytest.mark.parametrize(
    "rule", ["<qti-custom-operator/>", "<qti-variable identifier='LAIN'/>", "<qti-random/>"]
)
def test_a_rule_that_is_unknown_is_named(rule: str) -> None:
    with pytest.raises(RuleNotSupportedError):
        scores(custom(score(rule)))


@pytest.mark.parametrize(
    ("rules", "declared", "expected"),
    [
        (MATCH, response(), (1, "")),
        (MATCH, response(correct="C"), (2, "")),
        (IF_ELSE_IF, response(correct="A"), (1, "")),  # rules stand above what is declared
        (MAP, response(mapping=MAPPING), (None, "partial")),
        (custom(score(number(1))), response(), (None, "none")),
        (custom(score("<qti-random/>")), response(), (None, "rule")),
        (
            custom(score("<qti-base-value base-type='float'>satu</qti-base-value>")),
            response(),
            (None, "broken"),
        ),
        (custom("<qti-set-outcome-value identifier='SCORE'/>"), response(), (None, "broken")),
    ],
)
def test_the_key_is_what_the_rules_reward(
    rules: str, declared: str, expected: tuple[int | None, str]
) -> None:
    root = parsed(item(rules=rules, declared=declared))
    processing = root.inner("response-processing")[0]
    found = key_of_single(processing, read_declarations(root), "RESPONSE", ["A", "B", "C"])
    assert found[:2] == expected


@pytest.mark.parametrize(
    ("cardinality", "expected"), [("multiple", [1.0, 1.0, 0.0]), ("ordered", [0.0, 1.0, 0.0])]
)
@pytest.mark.parametrize("rules", [MATCH, IF_CORRECT.replace(number(2), number(1))])
def test_several_answers_match_with_regard_to_order_only_where_they_have_one(
    rules: str, cardinality: str, expected: list[float]
) -> None:
    declared = response(correct="C</qti-value><qti-value>A", cardinality=cardinality)
    root = parsed(item(rules=rules, declared=declared))
    processing, declarations = root.inner("response-processing")[0], read_declarations(root)
    answers = (("A", "C"), ("C", "A"), ("C",))
    assert [run(processing, declarations, {"RESPONSE": each})["SCORE"] for each in answers] == expected
