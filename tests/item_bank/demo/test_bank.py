import re
from collections import Counter

import pytest

from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.generators.series_rules import continuations
from item_bank.items import Item
from item_bank.kinds import KINDS
from item_bank.kinds.forced_choice import ForcedChoiceKey
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters

UNDEMONSTRATED = {"composite"}
"""Kinds that come from other systems only."""

ABILITY_DOMAINS = {"figural", "numerik", "logika", "analitis", "kuantitatif", "spasial"}
UNPRACTISED = {"conditional"}
"""Tasks that need no practice of their own: they look like syllogisms."""

FACETS = {"honesty", "responsibility", "compliance", "impartiality", "conflict-of-interest", "service"}


def items_of(bank: Bank, *domains: str) -> list[Item]:
    return [item for item in bank.items if item.domain in domains]


def test_everything_calls_itself_a_demo_with_priors(bank: Bank) -> None:
    assert all("demo" in text.lower() for text in bank.notice.values())
    assert all("demo" in item.author.lower() for item in bank.items)
    for item in bank.items:  # statements of a block have their parameters in its key
        if item.kind == "information":
            continue
        is_block = isinstance(item.key, ForcedChoiceKey)
        assert "not calibrated" in (item.source if is_block else item.calibration), item.id
        assert is_block or (item.prior_sd is not None and item.prior_sd >= 0.9), item.id


@pytest.mark.parametrize(
    ("domains", "number"),
    [
        (("figural",), 200),
        (("numerik",), 150),
        (("verbal",), 120),
        (("bacaan",), 32),
        (("logika", "analitis"), 120),
        (("kuantitatif",), 80),
        (("spasial",), 60),
        (("integritas", "sikap"), 120),
        (("pilihan-a",), 20),
        (("pilihan-b",), 20),
        (("pilihan-c",), 20),
        (("penilaian",), 24),
    ],
)
def test_every_domain_holds_its_items(bank: Bank, domains: tuple[str, ...], number: int) -> None:
    assert len(bank.operational(domains)) == number
    assert {item.domain for item in bank.operational(domains)} == set(domains)


def test_the_checks_have_nothing_to_say(bank: Bank) -> None:
    assert [each.render() for each in check(bank)] == []


def test_every_drawing_is_shown_by_an_item(bank: Bank) -> None:
    shown = {figure.media for item in bank.items for figure in item.figures}
    assert shown == set(bank.media)


def test_the_series_of_the_bank_have_one_continuation_and_it_is_the_key(bank: Bank) -> None:
    stems = set()
    for item in items_of(bank, "numerik"):
        shown = item.prompt.stem["id"].split("**")[1].replace("\N{MINUS SIGN}", "-")
        terms = tuple(int(term) for term in shown.split(", ")[:-1])
        assert isinstance(item.key, SingleChoiceKey)
        right = next(option.text for option in item.prompt.options if option.id == item.key.correct)
        assert right is not None
        assert {str(each.value) for each in continuations(terms)} == {
            right["id"].replace("\N{MINUS SIGN}", "-")
        }
        stems.add(terms)
    assert len(stems) == 150


def test_practice_shows_every_kind_of_item_and_of_task(bank: Bank) -> None:
    practice = items_of(bank, "latihan")
    assert {item.kind for item in practice} == set(KINDS) - UNDEMONSTRATED
    tasks = {item.subdomain for item in bank.items if item.domain in ABILITY_DOMAINS}
    assert tasks - {item.subdomain for item in practice} == UNPRACTISED
    assert {item.state for item in practice} == {"practice"}


@pytest.mark.parametrize(
    "domain", ["figural", "numerik", "verbal", "logika", "analitis", "kuantitatif", "spasial"]
)
def test_keys_stand_equally_often_in_every_place(bank: Bank, domain: str) -> None:
    places = Counter(
        item.key.correct for item in items_of(bank, domain) if isinstance(item.key, SingleChoiceKey)
    )
    n_options = len(items_of(bank, domain)[0].prompt.options)
    assert len(places) == n_options
    assert max(places.values()) - min(places.values()) <= 3


def test_integrity_has_six_facets_of_four_statements_in_each_direction(bank: Bank) -> None:
    counted = Counter(
        (item.subdomain, item.key.keyed)
        for item in items_of(bank, "integritas")
        if isinstance(item.key, LikertKey)
    )
    assert counted == {(facet, keyed): 4 for facet in FACETS for keyed in ("positive", "negative")}


def test_difficulties_of_the_adaptive_pools_reach_from_easy_to_hard(bank: Bank) -> None:
    pools = (
        ("figural", "numerik"), ("verbal", "bacaan"), ("logika", "analitis"), ("kuantitatif",), ("spasial",)
    )  # fmt: skip
    for domains in pools:
        parameters = [item.parameters for item in items_of(bank, *domains)]
        difficulties = [each.b[0] for each in parameters if isinstance(each, ItemParameters)]
        assert len(difficulties) == len(parameters)
        assert min(difficulties) < -1.1
        assert max(difficulties) > 1.1


def test_texts_differ_between_languages_unless_they_are_names_numbers_or_loan_words(bank: Bank) -> None:
    same = [item.id for item in bank.items if item.prompt.stem["id"] == item.prompt.stem["en"]]
    assert same == []


def test_texts_are_typeset_with_care(bank: Bank) -> None:
    for item in bank.items:
        texts = [item.prompt.stem, *(option.text for option in item.prompt.options if option.text)]
        for text in (shown for each in texts for shown in each.values()):
            assert text == text.strip()
            assert not re.search(r"  |\.\.\.| ,| \.|\s-\d", text), (item.id, text)


def test_options_of_words_start_alike_and_none_ends_like_a_sentence(bank: Bank) -> None:
    for item in items_of(bank, "verbal"):
        for option in item.prompt.options:
            assert option.text is not None
            assert all(shown[0].islower() and shown[-1] != "." for shown in option.text.values()), item.id


def test_a_verbal_item_does_not_repeat_its_own_words_in_an_option(bank: Bank) -> None:
    for item in items_of(bank, "verbal"):
        for language, stem in item.prompt.stem.items():
            asked = set(re.findall(r"\w+", stem.split("**")[1].lower()))
            shown = {option.text[language].lower() for option in item.prompt.options if option.text}
            assert not asked & shown, item.id


def test_the_bank_is_small_enough_to_travel(bank: Bank) -> None:
    assert sum(map(len, bank.media.values())) < 4_000_000
    assert max(map(len, bank.media.values())) < 20_000
