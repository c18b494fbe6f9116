"""What the authors of the integrity part promise of their statements, blocks and dilemmas."""

import re
from collections import Counter
from itertools import combinations

import pytest

from item_bank.bank import Bank
from item_bank.formats.folder import read_bank
from item_bank.generators.demo_bank import DEMO_BANK
from item_bank.items import Item
from item_bank.kinds.likert import LikertKey
from scoring.parameters import ItemParameters

FACETS = ("honesty", "responsibility", "compliance", "impartiality", "conflict-of-interest", "service")
DESIRABILITY = re.compile(r"desirability-(\d\.\d)")
ABSOLUTE = {
    "id": r"selalu|tidak pernah|setiap saat|semua|seluruh|mutlak|pasti",
    "en": r"always|never|all|every|everybody|entirely|certainly",
}


@pytest.fixture(scope="module")
def bank() -> Bank:
    read, findings = read_bank(DEMO_BANK)
    assert read is not None
    assert findings == []
    return read


@pytest.fixture(scope="module")
def statements(bank: Bank) -> list[Item]:
    return [item for item in bank.items if item.domain in {"integritas", "sikap"}]


def keyed(item: Item) -> str:
    assert isinstance(item.key, LikertKey)
    return item.key.keyed


def desirability(item: Item) -> float:
    (tag,) = item.tags
    found = DESIRABILITY.fullmatch(tag)
    assert found is not None, tag
    return float(found[1])


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def overlap(first: str, second: str) -> float:
    return len(words(first) & words(second)) / len(words(first) | words(second))


def test_each_facet_has_eleven_statements_for_it_and_nine_against_it(statements: list[Item]) -> None:
    counted = Counter((item.subdomain, keyed(item)) for item in statements)
    assert counted == {
        (facet, direction): number
        for facet in FACETS
        for direction, number in (("positive", 11), ("negative", 9))
    }


def test_agreeing_looks_good_where_it_speaks_for_the_facet_and_bad_where_against(
    statements: list[Item],
) -> None:
    for item in statements:
        rated = desirability(item)
        assert (5.0 <= rated <= 6.6) if keyed(item) == "positive" else (1.5 <= rated <= 3.5), item.id


def test_the_more_desirable_answer_is_the_more_frequent_one(statements: list[Item]) -> None:
    """Thresholds are of the trait's direction: an answer that flatters needs little of the trait."""
    flattering = [abs(desirability(item) - 4.0) for item in statements]
    middles = []
    for item in statements:
        assert isinstance(item.parameters, ItemParameters)
        assert item.parameters.model == "grm"
        assert len(item.parameters.b) == 4
        assert 0.7 <= item.parameters.a <= 1.8
        middles.append(sum(item.parameters.b) / 4)
    ranked = sorted(zip(flattering, middles, strict=True))
    least, most = ranked[:40], ranked[-40:]
    assert sum(middle for _, middle in most) / 40 < sum(middle for _, middle in least) / 40 - 0.5


@pytest.mark.parametrize(("language", "longest"), [("id", 13), ("en", 18)])
def test_statements_are_short_and_without_absolute_words(
    statements: list[Item], language: str, longest: int
) -> None:
    for item in statements:
        text = item.prompt.stem[language]
        assert text[-1] == "."
        assert 4 <= len(text.split()) <= longest, item.id
        if item.domain == "sikap":
            assert not re.search(rf"\b({ABSOLUTE[language]})\b", text.lower()), item.id


def test_no_new_statement_denies_anything(statements: list[Item]) -> None:
    for item in statements:
        if item.domain == "sikap":
            assert not words(item.prompt.stem["id"]) & {"tidak", "bukan", "jangan", "tanpa"}, item.id
            assert not re.search(r"\bnot\b|n't\b", item.prompt.stem["en"]), item.id


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_two_statements_say_nearly_the_same(statements: list[Item], language: str) -> None:
    stems = [(item.id, item.prompt.stem[language]) for item in statements]
    near = [(a[0], b[0]) for a, b in combinations(stems, 2) if overlap(a[1], b[1]) > 0.6]
    assert near == []
