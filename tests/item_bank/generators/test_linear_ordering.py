"""Linear ordering, proved again from its words: both languages are read back, and all orders are tried."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from itertools import permutations

import pytest

from item_bank.generators.generator import Generated
from item_bank.generators.linear_ordering import COMPLEXITY, DIFFICULTY
from item_bank.generators.linear_ordering_rules import (
    Rule,
    all_orders,
    distance,
    holds,
    orders,
    orders_under,
    rules_by_kind,
    without_idle,
)
from item_bank.generators.linear_ordering_scenes import SCENES
from item_bank.generators.linear_ordering_words import CANNOT, COULD, MUST, Scene
from item_bank.generators.registry import GENERATORS, series_of
from item_bank.generators.text_forms import Words

ITEMS = tuple(series_of(GENERATORS["linear_ordering"], 500))
LANGUAGES = ("id", "en")
BY_NAME = {scene.name: scene for scene in SCENES}

Said = tuple[str, tuple[str, ...]]
"""The name of a phrase, and what fills it: things, or a thing and a place."""
Places = dict[str, int]

PLACES = {
    "id": ["pertama", "kedua", "ketiga", "keempat", "kelima", "keenam"],
    "en": ["first", "second", "third", "fourth", "fifth", "sixth"],
}
DAYS = {
    "id": ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
}


def place_of(words: str, language: str, n: int) -> int:
    if words in {"terakhir", "last"}:
        return n - 1
    if words.isdigit():
        return int(words) - 1
    known = DAYS[language] if words in DAYS[language] else PLACES[language]
    return known.index(words)


SENSES: dict[str, Callable[[Places, tuple[str, ...], int], bool]] = {
    "before": lambda at, w, _: at[w[0]] < at[w[1]],
    "before turned": lambda at, w, _: at[w[0]] < at[w[1]],
    "just_before": lambda at, w, _: at[w[1]] - at[w[0]] == 1,
    "just_before turned": lambda at, w, _: at[w[1]] - at[w[0]] == 1,
    "beside": lambda at, w, _: at[w[1]] - at[w[0]] in {1, -1},
    "apart 1": lambda at, w, _: at[w[1]] - at[w[0]] in {2, -2},
    "apart 2": lambda at, w, _: at[w[1]] - at[w[0]] in {3, -3},
    "between": lambda at, w, _: sorted(w, key=lambda name: at[name])[1] == w[0],
    "at": lambda at, w, place: at[w[0]] == place,
    "not_at": lambda at, w, place: at[w[0]] != place,
}


@cache
def patterns(scene_name: str, language: str) -> list[tuple[str, re.Pattern[str]]]:
    scene = BY_NAME[scene_name]
    found = []
    # "x is not last" must not be read as "x is", then a place named "not last".
    for name, phrase in sorted(scene.phrases.items(), key=lambda each: each[0] != "not_at"):
        parts = re.split(r"\{(\w+)\}", getattr(phrase, language))
        pattern = "".join(
            re.escape(part) if place % 2 == 0 else f"(?P<{part}>.+?)" for place, part in enumerate(parts)
        )
        found.append((name, re.compile(pattern, re.IGNORECASE)))
    return found


def read(phrase: str, scene: Scene, language: str) -> Said:
    names = {getattr(thing, language).casefold(): getattr(thing, language) for thing in scene.things}
    for name, pattern in patterns(scene.name, language):
        found = pattern.fullmatch(phrase)
        if found is None:
            continue
        groups = found.groupdict()
        things = [groups[letter].casefold() for letter in "xyz" if letter in groups]
        if all(thing in names for thing in things):
            place = (groups["place"],) if "place" in groups else ()
            return name, (*(names[thing] for thing in things), *place)
    raise AssertionError(f"not a phrase of {scene.name}: {phrase}")


def is_true(said: Said, at: Places, language: str) -> bool:
    name, words = said
    place = place_of(words[-1], language, len(at)) if name in {"at", "not_at"} else 0
    return SENSES[name](at, words, place)


def scene_of(made: Generated) -> Scene:
    return BY_NAME[next(tag for tag in made.item.tags if tag.startswith("scene-")).removeprefix("scene-")]


def things_of(made: Generated, scene: Scene, language: str) -> list[str]:
    introduction = made.item.prompt.stem[language].split("\n")[0]
    words = [getattr(thing, language) for thing in scene.things]
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", introduction)]


def given_in(made: Generated, scene: Scene, language: str) -> tuple[list[Said], str]:
    """The rules, with the condition that the question begins with, and the rest of the question."""
    *lines, question = made.item.prompt.stem[language].split("\n")
    rules = [read(line[2:-1], scene, language) for line in lines if line.startswith("- ")]
    condition = re.fullmatch(r"(?:Jika|If) (.+?), ([^,]+\?)", question)
    if condition:
        rules.append(read(condition[1], scene, language))
        question = condition[2]
    return rules, question


def right_options(made: Generated, language: str) -> list[str]:
    """The ids of the options that are right by the words of an item."""
    scene = scene_of(made)
    rules, question = given_in(made, scene, language)
    things = things_of(made, scene, language)
    possible = []
    for order in permutations(things):
        at = {thing: place for place, thing in enumerate(order)}
        if all(is_true(rule, at, language) for rule in rules):
            possible.append(at)
    assert possible
    texts = {option.id: option.text[language] for option in made.item.prompt.options if option.text}

    def asks(words: Words) -> bool:
        return question.casefold() == str(getattr(words, language)).casefold()

    if asks(scene.which_order):
        rows = [[bare(thing) for thing in sorted(at, key=lambda each: at[each])] for at in possible]
        return [option for option, text in texts.items() if [bare(x) for x in text.split(" – ")] in rows]
    if asks(MUST) or asks(CANNOT) or asks(COULD):
        wanted = (True, False) if asks(COULD) else (True,) if asks(MUST) else (False,)
        found = []
        for option, text in texts.items():
            claim = read(text.removesuffix("."), scene, language)
            truths = {is_true(claim, at, language) for at in possible}
            if (True in truths) if asks(COULD) else truths == set(wanted):
                found.append(option)
        return found
    pattern = re.escape(getattr(scene.who_is_at, language)).replace(r"\{place\}", "(.+)")
    asked = re.fullmatch(pattern, question, re.IGNORECASE)
    assert asked
    place = place_of(asked[1], language, len(things))
    there = {next(thing for thing, found in at.items() if found == place) for at in possible}
    assert len(there) == 1
    return [option for option, text in texts.items() if bare(text) == bare(next(iter(there)))]


def bare(thing: str) -> str:
    return thing.casefold().removeprefix("the ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_exactly_the_key_is_right_over_all_orders(language: str) -> None:
    for made in ITEMS:
        assert right_options(made, language) == [getattr(made.item.key, "correct", "")], made.item.id


def test_both_languages_give_the_same_rules() -> None:
    for made in ITEMS[:200]:
        scene = scene_of(made)
        english_of = {thing.id: thing.en for thing in scene.things}
        indonesian, english = (given_in(made, scene, language)[0] for language in LANGUAGES)
        assert [said[0] for said in indonesian] == [said[0] for said in english]
        for one, other in zip(indonesian, english, strict=True):
            assert [english_of.get(word, "") for word in one[1] if word in english_of] == [
                word for word in other[1] if word in english_of.values()
            ]


def test_every_rule_is_needed_and_every_thing_is_spoken_of() -> None:
    for made in ITEMS[:200]:
        scene = scene_of(made)
        things = things_of(made, scene, "en")
        rules = [
            read(line[2:-1], scene, "en")
            for line in made.item.prompt.stem["en"].split("\n")
            if line[:2] == "- "
        ]
        assert {word for _, words in rules for word in words} >= set(things)
        counts = [
            sum(
                all(is_true(rule, {thing: k for k, thing in enumerate(order)}, "en") for rule in some)
                for order in permutations(things)
            )
            for some in ([*rules[:k], *rules[k + 1 :]] for k in range(-1, len(rules)))
        ]
        assert min(counts[1:]) > counts[0] or len(rules) < 3


def test_each_question_and_each_scene_is_there() -> None:
    questions = Counter(made.item.tags[0] for made in ITEMS)
    assert set(questions) == {f"question-{question}" for question in DIFFICULTY}
    assert min(questions.values()) > 40
    assert len({scene_of(made).name for made in ITEMS}) == len(SCENES)


def test_the_right_order_is_not_always_the_one_most_like_the_others() -> None:
    central = 0.0
    asked = [made for made in ITEMS if made.item.tags[0] == "question-order"]
    for made in asked:
        texts = [option.text["en"].casefold() for option in made.item.prompt.options if option.text]
        rows = [text.split(" – ") for text in texts]
        numbered = [tuple(rows[0].index(thing) for thing in row) for row in rows]
        sums = [sum(distance(one, other) for other in numbered) for one in numbered]
        key = [option.id for option in made.item.prompt.options].index(getattr(made.item.key, "correct", ""))
        central += (sums[key] == min(sums)) / sums.count(min(sums))
    assert central / len(asked) < 0.3


def test_what_options_share_and_their_length_do_not_tell_the_key() -> None:
    asked, hits = Counter[str](), defaultdict[tuple[str, str], float](float)
    for made in ITEMS:
        question = made.item.tags[0]
        asked[question] += 1
        texts = [option.text["en"].casefold() for option in made.item.prompt.options if option.text]
        words = [set(re.findall(r"\w+", text)) for text in texts]
        known = Counter(word for each in words for word in each)
        scores = {
            "longest": [len(text) for text in texts],
            "shortest": [-len(text) for text in texts],
            "most like the others": [sum(known[word] for word in each) for each in words],
            "least like the others": [-sum(known[word] for word in each) for each in words],
        }
        key = [option.id for option in made.item.prompt.options].index(getattr(made.item.key, "correct", ""))
        for guess, found in scores.items():
            hits[question, guess] += (found[key] == max(found)) / found.count(max(found))
    assert {each: hits[each] / asked[each[0]] for each in hits if hits[each] > 0.34 * asked[each[0]]} == {}


def test_the_options_of_an_item_are_of_one_form() -> None:
    for made in ITEMS:
        scene = scene_of(made)
        if made.item.tags[0] in {"question-must", "question-cannot", "question-could"}:
            texts = [
                option.text["id"].removesuffix(".") for option in made.item.prompt.options if option.text
            ]
            assert len({read(text, scene, "id")[0] for text in texts}) == 1


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_scene_can_say_its_rules_from_both_sides_in_both_languages(scene: Scene) -> None:
    assert len(scene.things) >= 6
    assert {"before", "before turned", "at", "not_at"} <= set(scene.phrases)
    for phrase in scene.phrases.values():
        one, other = (sorted(set(re.findall(r"\{(\w+)\}", words))) for words in (phrase.id, phrase.en))
        assert one == other
        assert not phrase.id.endswith(".")
        assert phrase.id[0].islower() or phrase.id[0] == "{"
    turned = scene.said(Rule("before", (0, 1)), scene.things, is_turned=True)
    assert turned != scene.said(Rule("before", (0, 1)), scene.things)


@pytest.mark.parametrize(
    ("rule", "order", "is_so"),
    [
        (Rule("before", (2, 0)), (1, 2, 0), True),
        (Rule("just_before", (1, 0)), (1, 2, 0), False),
        (Rule("just_before", (2, 0)), (1, 2, 0), True),
        (Rule("beside", (0, 2)), (1, 2, 0), True),
        (Rule("apart", (0, 1), 1), (1, 2, 0), True),
        (Rule("apart", (0, 1), 2), (1, 2, 0), False),
        (Rule("between", (2, 0, 1)), (1, 2, 0), True),
        (Rule("between", (0, 1, 2)), (1, 2, 0), False),
        (Rule("at", (0,), 2), (1, 2, 0), True),
        (Rule("not_at", (0,), 2), (1, 2, 0), False),
    ],
)
def test_a_rule_is_true_of_an_order_or_not(rule: Rule, order: tuple[int, ...], *, is_so: bool) -> None:
    assert holds(rule, order) is is_so


def test_rules_are_sets_of_orders() -> None:
    assert all_orders(4).bit_count() == len(orders(4)) == 24
    assert orders_under([Rule("before", (0, 1)), Rule("before", (1, 2))], 4).bit_count() == 4
    assert orders_under([Rule("before", (0, 1)), Rule("before", (1, 0))], 4) == 0
    for kind in COMPLEXITY:
        assert all(0 < orders_under([rule], 5).bit_count() < 120 for rule in rules_by_kind(kind, 5))


def test_a_rule_that_the_others_imply_is_idle() -> None:
    first, second, third = Rule("before", (0, 1)), Rule("before", (1, 2)), Rule("before", (0, 2))
    assert without_idle([third, first, second], 3) == (first, second)
    assert without_idle([first, second], 3) == (first, second)


def test_harder_radicals_have_no_negative_weight() -> None:
    for model in DIFFICULTY.values():
        assert all(weight >= 0 for weight in model.weights.values())
    assert COMPLEXITY["before"] < COMPLEXITY["just_before"] < COMPLEXITY["between"]


def test_places_have_names_of_their_own_in_some_scenes() -> None:
    assert BY_NAME["week"].place(1, 5) == Words("Selasa", "Tuesday")
    assert BY_NAME["floors"].place(4, 5) == Words("5", "5")
    assert BY_NAME["turns"].place(4, 5) == Words("terakhir", "last")
    assert BY_NAME["turns"].place(3, 5) == Words("keempat", "fourth")
