"""What the authors of the verbal part promise of their words, analogies and reading sets."""

import re
from collections import Counter

import pytest

from item_bank.bank import Bank
from item_bank.items import Item
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.near_duplicates import near_duplicates
from scoring.parameters import ItemParameters

LANGUAGES = ("id", "en")
WORD_CLASSES = {"noun", "verb", "adjective", "adverb"}
FREQUENCIES = {"frequency-high", "frequency-medium", "frequency-low"}
DISTRACTORS = {"distractors-remote", "distractors-related", "distractors-form", "distractors-opposite"}
DISTANCES = {"distance-near", "distance-far"}
TOLD_BY_TEXT = {"main-idea", "detail", "inference", "purpose", "word"}


@pytest.fixture(scope="module")
def words(bank: Bank) -> list[Item]:
    return [item for item in bank.items if item.domain == "verbal" and item.state == "operational"]


@pytest.fixture(scope="module")
def reading(bank: Bank) -> list[Item]:
    return [item for item in bank.items if item.domain == "bacaan"]


def key_letter(item: Item) -> str:
    assert isinstance(item.key, SingleChoiceKey)
    return item.key.correct


def options(item: Item, language: str) -> dict[str, str]:
    shown = {option.id: option.text[language] for option in item.prompt.options if option.text}
    assert len(shown) == len(item.prompt.options)
    return shown


def key_text(item: Item, language: str) -> str:
    return options(item, language)[key_letter(item)]


def asked(item: Item, language: str) -> str:
    """The word that a synonym or antonym is asked for, or the three terms of an analogy."""
    return item.prompt.stem[language].split("**")[1]


def terms(item: Item, language: str) -> list[str]:
    return [term.strip() for term in re.split("[:=…]", asked(item, language)) if term.strip()]


def table_rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_there_are_forty_synonyms_antonyms_and_analogies_with_keys_equally_often_in_every_place(
    words: list[Item],
) -> None:
    counted = Counter((item.subdomain, key_letter(item)) for item in words)
    assert counted == {(sort, letter): 8 for sort in ("synonym", "antonym", "analogy") for letter in "ABCDE"}


@pytest.mark.parametrize("sort", ["synonym", "antonym", "analogy"])
def test_difficulties_of_each_sort_are_spread_from_very_easy_to_very_hard(
    words: list[Item], sort: str
) -> None:
    difficulties = []
    for item in words:
        if item.subdomain == sort:
            assert isinstance(item.parameters, ItemParameters)
            difficulties.append(item.parameters.b[0])
    bands = Counter(round(b) for b in difficulties)
    assert set(bands) == {-2, -1, 0, 1, 2}
    assert min(bands.values()) >= 4
    assert -0.3 < sum(difficulties) / len(difficulties) < 0.3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_asked_for_twice_and_none_is_the_key_of_another_item(bank: Bank, language: str) -> None:
    items = [item for item in bank.items if item.subdomain in {"synonym", "antonym", "analogy"}]
    counted = Counter(term for item in items for term in terms(item, language))
    assert [term for term, number in counted.items() if number > 1] == []
    assert [item.id for item in items if key_text(item, language) in counted] == []


def test_tags_name_what_should_make_an_item_hard(words: list[Item]) -> None:
    for item in words:
        sort, *radicals = item.tags
        if item.subdomain == "analogy":
            known = (FREQUENCIES, DISTANCES)
            assert re.fullmatch(r"[a-z]+(-[a-z]+)?", sort)
        else:
            known = (FREQUENCIES, DISTRACTORS)
            assert sort in WORD_CLASSES, item.id
        assert len(radicals) == 2
        assert all(radical in vocabulary for radical, vocabulary in zip(radicals, known, strict=True))


def test_rarer_words_are_judged_to_be_harder(words: list[Item]) -> None:
    difficulties: dict[str, list[float]] = {}
    for item in words:
        assert isinstance(item.parameters, ItemParameters)
        difficulties.setdefault(item.tags[1], []).append(item.parameters.b[0])
    means = {frequency: sum(values) / len(values) for frequency, values in difficulties.items()}
    assert means["frequency-high"] < means["frequency-medium"] - 0.5
    assert means["frequency-medium"] < means["frequency-low"] - 0.5


def test_analogies_ask_for_many_relations_and_for_none_too_often(words: list[Item]) -> None:
    relations = Counter(item.tags[0] for item in words if item.subdomain == "analogy")
    assert len(relations) >= 20
    assert max(relations.values()) <= 4


def test_enemies_name_each_other(bank: Bank, words: list[Item]) -> None:
    pairs = [(item, bank.by_id[enemy]) for item in words for enemy in item.enemies]
    assert len(pairs) >= 6
    assert [(one.id, other.id) for one, other in pairs if one.id not in other.enemies] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_length_of_an_option_does_not_tell_the_key(
    words: list[Item], reading: list[Item], language: str
) -> None:
    for items in (words, reading):
        longest = shortest = 0
        for item in items:
            lengths = {letter: len(text) for letter, text in options(item, language).items()}
            own = lengths.pop(key_letter(item))
            longest += own > max(lengths.values())
            shortest += own < min(lengths.values())
        assert longest <= 0.3 * len(items)
        assert shortest <= 0.3 * len(items)


def test_no_verbal_item_is_nearly_another(bank: Bank) -> None:
    domains = {item.id: item.domain for item in bank.items}
    alike = [
        (pair.first, pair.second)
        for pair in near_duplicates(bank)
        if {domains[pair.first], domains[pair.second]} & {"verbal", "bacaan"}
    ]
    assert alike == []


def test_each_of_eight_texts_has_a_main_idea_a_detail_and_two_questions_beyond_them(
    bank: Bank, reading: list[Item]
) -> None:
    sets: dict[str, list[str]] = {}
    for item in reading:
        sets.setdefault(item.item_set, []).append(item.subdomain)
    assert set(sets) == set(bank.stimuli_by_id)
    assert len(sets) == 8
    for sorts in sets.values():
        assert set(sorts) <= TOLD_BY_TEXT
        assert len(set(sorts)) == len(sorts) == 4
        assert {"main-idea", "detail"} <= set(sorts)


def test_keys_of_reading_stand_equally_often_in_every_place(reading: list[Item]) -> None:
    places = Counter(key_letter(item) for item in reading)
    assert set(places) == set("ABCDE")
    assert max(places.values()) - min(places.values()) <= 1
    for name in {item.item_set for item in reading}:
        assert len({key_letter(item) for item in reading if item.item_set == name}) >= 3


def test_texts_are_as_long_as_a_page_of_office_life_allows(bank: Bank) -> None:
    lengths = {each.id: len(re.findall(r"[^\W_]+", each.text["id"])) for each in bank.stimuli}
    assert {name for name, length in lengths.items() if not 110 <= length <= 180} == set()
    assert sum(bool(table_rows(each.text["id"])) for each in bank.stimuli) == 2


def test_both_languages_of_a_text_hold_the_same_paragraphs_and_figures(bank: Bank) -> None:
    for each in bank.stimuli:
        original, english = each.text["id"], each.text["en"]
        assert original.count("\n\n") == english.count("\n\n")
        assert [row[1:] for row in table_rows(original)] == [row[1:] for row in table_rows(english)]
        assert each.title is not None
        assert set(each.title) == set(each.text) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_a_text_stresses_are_those_that_are_asked_for(
    bank: Bank, reading: list[Item], language: str
) -> None:
    for stimulus in bank.stimuli:
        stressed = re.findall(r"\*\*(.+?)\*\*", stimulus.text[language])
        asked_for = [
            asked(item, language)
            for item in reading
            if item.item_set == stimulus.id and item.subdomain == "word"
        ]
        assert stressed == asked_for


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_question_quotes_stands_in_its_text(bank: Bank, reading: list[Item], language: str) -> None:
    n_quotes = 0
    for item in reading:
        text = bank.stimuli_by_id[item.item_set].text[language].replace("**", "")
        for quote in re.findall("“(.+?)”", item.prompt.stem[language]):
            n_quotes += 1
            assert quote in text, item.id
    assert n_quotes >= 2


def test_no_question_asks_for_what_is_not_so(words: list[Item], reading: list[Item]) -> None:
    for item in (*words, *reading):
        for text in item.prompt.stem.values():
            own = re.sub("“.+?”", "", text).lower()
            assert not re.search(r"\b(bukan|tidak|kecuali|not|never|except)\b", own), item.id


def test_texts_are_typeset_with_care(bank: Bank) -> None:
    for each in bank.stimuli:
        for text in (*each.text.values(), *(each.title or {}).values()):
            assert text == text.strip()
            assert not re.search(r"  |\.\.\.| ,| \.|\s-\d|\"", text), each.id


def test_what_is_asked_of_tables_is_what_they_say(bank: Bank) -> None:
    scores = {row[0]: [int(cell) for cell in row[1:]] for row in table_rows(_text(bank, "bacaan-pelatihan"))}
    _, _, final, later = scores["Daring"]
    assert key_text(bank.by_id["reading-pelatihan-2"], "id") == str(final - later)
    falls = [end - after for _, _, end, after in scores.values()]
    assert set(map(str, falls)) <= set(options(bank.by_id["reading-pelatihan-2"], "id").values())

    numbers = {row[0]: [int(cell) for cell in row[1:]] for row in table_rows(_text(bank, "bacaan-pengaduan"))}
    change = {channel: second - first for channel, (first, second, _) in numbers.items()}
    days = {channel: row[2] for channel, row in numbers.items()}
    assert [channel for channel, value in change.items() if value == 0] == ["Telepon"]
    assert "telepon" in key_text(bank.by_id["reading-pengaduan-2"], "id")
    assert change["Aplikasi"] > -(change["Loket"] + change["Surat"]) > 0
    assert change["Surel"] > 0
    assert max(days, key=lambda channel: days[channel]) == "Surat"
    assert sum(change.values()) > 0


def _text(bank: Bank, stimulus: str) -> str:
    return bank.stimuli_by_id[stimulus].text["id"]
