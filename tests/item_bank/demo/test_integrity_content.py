"""What the authors of the integrity part promise of their statements, blocks and dilemmas."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest

from item_bank.bank import Bank
from item_bank.items import Item
from item_bank.kinds import KINDS
from item_bank.kinds.forced_choice import ForcedChoiceKey, StatementKey
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.situational_judgement import SituationalJudgementKey
from item_bank.responses import Response
from item_bank.text import Text
from scoring.forced_choice import StatementBank, expected_reliabilities, ipsativity
from scoring.parameters import ItemParameters

FACETS = ("honesty", "responsibility", "compliance", "impartiality", "conflict-of-interest", "service")
FORMS = ("form-a", "form-b", "form-c")
DESIRABILITY = re.compile(r"desirability-(\d\.\d)")
ABSOLUTE = {
    "id": r"selalu|tidak pernah|setiap saat|semua|seluruh|mutlak|pasti",
    "en": r"always|never|all|every|everybody|entirely|certainly",
}


@dataclass(frozen=True)
class Block:
    """A block with the statements of its key and their texts, in the order of its options."""

    item: Item
    statements: list[tuple[StatementKey, Text]]


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


@pytest.fixture(scope="module")
def blocks(bank: Bank) -> list[Block]:
    return [
        Block(item, [(statement, texts[option]) for option, statement in item.key.statements])
        for item in bank.items
        if isinstance(item.key, ForcedChoiceKey) and item.state == "operational"
        for texts in [{option.id: option.text or Text({}) for option in item.prompt.options}]
    ]


def test_sixty_blocks_are_mostly_of_three_statements(blocks: list[Block]) -> None:
    assert Counter(block.item.subdomain for block in blocks) == {"triplet": 42, "quartet": 9, "pair": 9}
    for block in blocks:
        assert len(block.statements) == {"pair": 2, "triplet": 3, "quartet": 4}[block.item.subdomain]
        (form,) = block.item.tags
        assert block.item.domain == form.replace("form", "pilihan")


def test_statements_of_a_block_look_equally_good_and_measure_different_traits(blocks: list[Block]) -> None:
    for block in blocks:
        rated = [statement.desirability for statement, _ in block.statements]
        assert 1.0 <= min(rated) <= max(rated) <= 7.0
        assert max(rated) - min(rated) < 0.6, block.item.id
        traits = [statement.trait for statement, _ in block.statements]
        assert set(traits) <= set(FACETS)
        assert len(set(traits)) == len(traits), block.item.id


def test_statements_of_a_block_are_about_equally_long(blocks: list[Block]) -> None:
    for block in blocks:
        lengths = [len(text["id"]) for _, text in block.statements]
        assert max(lengths) <= 2.1 * min(lengths), block.item.id


@pytest.mark.parametrize("form", FORMS)
def test_in_every_form_each_trait_is_asked_ten_times_and_three_times_or_more_against(
    blocks: list[Block], form: str
) -> None:
    statements = [
        statement for block in blocks if form in block.item.tags for statement, _ in block.statements
    ]
    assert Counter(statement.trait for statement in statements) == dict.fromkeys(FACETS, 10)
    against = Counter(statement.trait for statement in statements if statement.keyed == "negative")
    assert set(against) == set(FACETS)
    assert min(against.values()) >= 3


@pytest.mark.parametrize("form", FORMS)
def test_a_form_tells_levels_of_traits_and_not_only_profiles(blocks: list[Block], form: str) -> None:
    own = [[statement for statement, _ in block.statements] for block in blocks if form in block.item.tags]
    assert len(own) == 20
    bank = StatementBank.of([each.statement(FACETS.index(each.trait)) for block in own for each in block])
    ends = np.cumsum([len(block) for block in own])
    places = [tuple(range(end - len(block), end)) for block, end in zip(own, ends.tolist(), strict=True)]
    correlations = np.full((6, 6), 0.35) + 0.65 * np.eye(6)
    review = ipsativity(bank, places, correlations=correlations)
    assert review.findings == ()
    assert review.mixed_share >= 0.5
    points = np.zeros((1, 6))
    assert expected_reliabilities(bank, places, correlations=correlations, points=points).min() > 0.65


def test_a_statement_stands_in_at_most_two_blocks_which_are_enemies(blocks: list[Block]) -> None:
    where: dict[str, list[Block]] = {}
    for block in blocks:
        for _, text in block.statements:
            where.setdefault(text["id"], []).append(block)
    assert len(where) == 120
    assert Counter(map(len, where.values())) == {1: 60, 2: 60}
    for found in where.values():
        for first, second in combinations([block.item for block in found], 2):
            assert first.id in second.enemies or second.id in first.enemies
            assert first.tags != second.tags


def test_a_statement_is_the_same_wherever_it_stands(blocks: list[Block]) -> None:
    first: dict[str, tuple[StatementKey, Text]] = {}
    for block in blocks:
        for statement, text in block.statements:
            assert first.setdefault(text["id"], (statement, text)) == (statement, text), block.item.id
            assert statement.uniqueness == pytest.approx(1.0 - statement.loading**2, abs=1e-9)
            assert 0.4 <= abs(statement.loading) <= 0.9


def test_no_two_statements_meet_twice(blocks: list[Block]) -> None:
    met = Counter(
        frozenset((first["id"], second["id"]))
        for block in blocks
        for (_, first), (_, second) in combinations(block.statements, 2)
    )
    assert max(met.values()) == 1


def test_blocks_link_all_statements_and_traits(blocks: list[Block]) -> None:
    """Else a calibration could compare the means of two groups only on trust."""
    groups: list[set[str]] = []
    for block in blocks:
        shown = {text["id"] for _, text in block.statements}
        touched = [group for group in groups if group & shown]
        groups = [group for group in groups if not group & shown] + [shown.union(*touched)]
    assert len(groups) == 1


def test_a_statement_against_its_trait_stands_in_every_place(blocks: list[Block]) -> None:
    places = Counter(
        place
        for block in blocks
        if len(block.statements) == 3
        for place, (statement, _) in enumerate(block.statements)
        if statement.keyed == "negative"
    )
    assert min(places[place] for place in range(3)) >= 8


@pytest.mark.parametrize("language", ["id", "en"])
def test_statements_of_blocks_are_short_and_none_is_near_another_or_a_rated_one(
    blocks: list[Block], statements: list[Item], language: str
) -> None:
    texts = {text[language] for block in blocks for _, text in block.statements}
    assert len(texts) == 120
    assert all(4 <= len(text.split()) <= 16 and text[-1] == "." for text in texts)
    free = (text.lower().replace("all walks of life", "") for text in texts)
    assert not [text for text in free if re.search(rf"\b({ABSOLUTE[language]})\b", text)]
    rated = [item.prompt.stem[language] for item in statements]
    near = [pair for pair in combinations(sorted(texts), 2) if overlap(*pair) > 0.6]
    near += [(text, other) for text in sorted(texts) for other in rated if overlap(text, other) > 0.6]
    assert near == []


@pytest.fixture(scope="module")
def dilemmas(bank: Bank) -> list[tuple[Item, SituationalJudgementKey]]:
    return [
        (item, item.key)
        for item in bank.operational(("penilaian",))
        if isinstance(item.key, SituationalJudgementKey)
    ]


def ends_of(key: SituationalJudgementKey) -> tuple[str, str]:
    """The best and the worst option."""
    if key.order:
        return key.order[0], key.order[-1]
    if key.ratings:
        by_rating = sorted(key.ratings, key=lambda each: each[1])
        return by_rating[-1][0], by_rating[0][0]
    return key.best, key.worst


def test_each_competency_has_four_dilemmas_of_best_and_worst_a_rating_and_a_ranking(
    dilemmas: list[tuple[Item, SituationalJudgementKey]],
) -> None:
    counted = Counter((item.subdomain, item.tags[0]) for item, _ in dilemmas)
    assert counted == {
        (competency, task): number
        for competency in ("integrity", "service", "cooperation", "decision")
        for task, number in (("best-worst", 4), ("rating", 1), ("ranking", 1))
    }


def test_every_option_of_a_dilemma_has_a_judgement_of_its_own(
    dilemmas: list[tuple[Item, SituationalJudgementKey]],
) -> None:
    for item, key in dilemmas:
        best, worst = ends_of(key)
        assert best != worst
        if key.ratings:
            assert sorted(rating for _, rating in key.ratings) == [1, 2, 3, 4]
        if key.order:
            assert sorted(key.order) == sorted(item.option_ids)
            assert key.order not in {item.option_ids, item.option_ids[::-1]}
        assert re.search(r"[a-z]{4}.*[.]$", item.source), item.id


def test_the_best_way_to_act_is_told_neither_by_its_place_nor_by_its_length(
    dilemmas: list[tuple[Item, SituationalJudgementKey]],
) -> None:
    named = [(item, key) for item, key in dilemmas if key.best]
    for end in (0, 1):
        places = Counter(item.option_ids.index(ends_of(key)[end]) for item, key in named)
        assert places == {0: 4, 1: 4, 2: 4, 3: 4}
    for language in ("id", "en"):
        longest, shortest = 0, 0
        for item, key in dilemmas:
            lengths = {option.id: len((option.text or Text({}))[language]) for option in item.prompt.options}
            longest += lengths[ends_of(key)[0]] == max(lengths.values())
            shortest += lengths[ends_of(key)[0]] == min(lengths.values())
        assert longest <= 8
        assert shortest <= 10


@pytest.mark.parametrize("language", ["id", "en"])
def test_dilemmas_can_be_read_in_a_minute(
    dilemmas: list[tuple[Item, SituationalJudgementKey]], language: str
) -> None:
    for item, _ in dilemmas:
        assert 50 <= len(item.prompt.stem[language].split()) <= 90, item.id
        lengths = [len((option.text or Text({}))[language].split()) for option in item.prompt.options]
        assert 7 <= min(lengths) <= max(lengths) <= 22, item.id


def test_an_expert_gets_the_highest_category_and_the_opposite_the_lowest(
    dilemmas: list[tuple[Item, SituationalJudgementKey]],
) -> None:
    for item, key in dilemmas:
        best, worst = ends_of(key)
        if key.order:
            given: Response = {"order": list(key.order)}
            opposite: Response = {"order": list(key.order[::-1])}
        elif key.ratings:
            ratings = dict(key.ratings)
            given = {"ratings": {option: rating - 1 for option, rating in ratings.items()}}
            opposite = {"ratings": {option: 4 - rating for option, rating in ratings.items()}}
        else:
            given, opposite = {"best": best, "worst": worst}, {"best": worst, "worst": best}
        kind = KINDS[item.kind]
        assert isinstance(item.parameters, ItemParameters)
        assert item.parameters.model == "gpcm"
        assert len(item.parameters.b) == kind.n_categories(item) - 1
        assert kind.mark(item, given) == len(item.parameters.b)
        assert kind.mark(item, opposite) <= 2 if key.ratings else kind.mark(item, opposite) == 0
