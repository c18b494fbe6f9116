"""Linear ordering: things in a row under rules, and one of five questions about the orders that these allow.

Every key is proved over all orders of the things. The rules are in `linear_ordering_rules`, the words in
`linear_ordering_words`; how problems of each question are drawn is in `linear_ordering_questions`.
"""

from collections.abc import Mapping, Sequence
from math import log2
from random import Random
from types import MappingProxyType
from typing import Final

from item_bank.generators.generator import (
    DifficultyModel,
    Generated,
    Range,
    first_in_range,
    item_id,
    key_place,
    single_choice,
)
from item_bank.generators.linear_ordering_questions import (
    N_OPTIONS,
    QUESTIONS,
    Problem,
    Question,
    draw,
)
from item_bank.generators.linear_ordering_rules import Kind, Rule
from item_bank.generators.linear_ordering_scenes import SCENES
from item_bank.generators.linear_ordering_words import CANNOT, CONDITION, COULD, MUST, Scene
from item_bank.generators.text_forms import Words, count, lines, listed, paragraphs

_SOURCE: Final = (
    "weights judged by the authors (assumption); kinds of predictors, and a model for each question, after "
    "Newstead, Bradon, Handley, Dennis and Evans (2006)"
)
_SHARED: Final = {
    "things": 0.3,
    "rules": 0.15,
    "complexity": 0.3,
    "models": 0.3,
    "turned": 0.1,
    "apart in text": 0.15,
    "condition": 0.4,
}

DIFFICULTY: Final[Mapping[Question, DifficultyModel]] = MappingProxyType(
    {
        "place": DifficultyModel(1, _SOURCE, -2.0, {**_SHARED, "models": 0.2}),
        # Options can be held against one rule after the other; the orders need not be found.
        "order": DifficultyModel(
            1, _SOURCE, -2.2, {**_SHARED, "things": 0.15, "models": 0.0, "apart in text": 0.0}
        ),
        "must": DifficultyModel(1, _SOURCE, -1.9, _SHARED),
        "cannot": DifficultyModel(1, _SOURCE, -1.6, _SHARED),
        "could": DifficultyModel(1, _SOURCE, -1.7, _SHARED),
    }
)
"""The models by question: what makes one question hard need not make another hard."""

COMPLEXITY: Final[Mapping[Kind, float]] = MappingProxyType(
    {
        "before": 0.0,
        "at": 0.0,
        "just_before": 0.3,
        "not_at": 0.6,
        "beside": 1.0,
        "between": 1.0,
        "apart": 1.2,
    }
)
"""How much more a rule asks for than one about who is before whom: an assumption."""

FEWEST_THINGS: Final = 4


class LinearOrdering:
    """Problems about the order of four to six things, with five options."""

    name = "linear_ordering"
    prior_sd = 1.2

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        return first_in_range(self._made, seed, difficulty, name=self.name)

    def _made(self, seed: int, wanted: Range) -> Generated | None:
        rng = Random(item_id(self.name, seed))
        correct = key_place(self.name, seed, N_OPTIONS)
        scene = rng.choice(SCENES)
        question = rng.choices(tuple(QUESTIONS), tuple(QUESTIONS.values()))[0]
        problem = draw(question, scene.has, correct, rng)
        turned = tuple(rng.random() < 0.35 for _ in problem.rules)
        radicals = radicals_of(problem, turned)
        model = DIFFICULTY[question]
        if not wanted[0] <= model.prior(radicals) <= wanted[1]:
            return None
        things = _named(problem, scene, correct, rng)
        return single_choice(
            self,
            seed,
            domain="logika",
            stem=_stem(problem, scene, things, turned).text(),
            options=[option.text() for option in _options(problem, scene, things, rng)],
            correct=correct,
            model=model,
            radicals=radicals,
            tags=_tags(problem, scene, radicals),
            template=f"{question} {problem.n} {' '.join(sorted(rule.kind for rule in problem.rules))}",
        )


def radicals_of(problem: Problem, turned: Sequence[bool]) -> Mapping[str, float]:
    """What the difficulty depends on, by the names of the models' weights."""
    can_turn = {"before", "just_before"}
    return {
        "things": problem.n - FEWEST_THINGS,
        "rules": len(problem.rules),
        "complexity": sum(COMPLEXITY[rule.kind] for rule in problem.rules),
        "models": log2(problem.allowed.bit_count()),
        "turned": sum(
            is_turned and rule.kind in can_turn for rule, is_turned in zip(problem.rules, turned, strict=True)
        ),
        "apart in text": _apart_in_text(problem.rules),
        "condition": problem.condition is not None,
    }


def _apart_in_text(rules: Sequence[Rule]) -> int:
    """How many rules speak of things none of which was spoken of before: they must be kept in mind."""
    seen: set[int] = set(rules[0].things)
    n = 0
    for rule in rules[1:]:
        n += seen.isdisjoint(rule.things)
        seen.update(rule.things)
    return n


def _named(problem: Problem, scene: Scene, correct: int, rng: Random) -> tuple[Words, ...]:
    """A name for each thing; options stand by the alphabet, so the key's name is that of its place."""
    names = sorted(rng.sample(scene.things, problem.n), key=lambda words: words.id)
    if problem.question != "place":
        rng.shuffle(names)
        return tuple(names)
    key = problem.options[correct]
    offered = sorted(rng.sample(names, N_OPTIONS), key=lambda words: words.id)
    name_of = {key: offered.pop(correct)}
    for options, spare in (
        ([thing for thing in problem.options if thing != key], offered),
        ([thing for thing in range(problem.n) if thing not in problem.options], names),
    ):
        free = [name for name in spare if name not in name_of.values()]
        rng.shuffle(free)
        name_of.update(zip(options, free, strict=False))
    return tuple(name_of[thing] for thing in range(problem.n))


def _stem(problem: Problem, scene: Scene, things: tuple[Words, ...], turned: Sequence[bool]) -> Words:
    by_alphabet = sorted(things, key=lambda words: words.id)
    introduction = scene.introduction.filled(number=count(problem.n).sentence(), things=listed(by_alphabet))
    if not scene.introduction.id.startswith("{number}"):
        introduction = scene.introduction.filled(number=count(problem.n), things=listed(by_alphabet))
    rules = [
        _stated(scene.said(rule, things, is_turned=is_turned))
        for rule, is_turned in zip(problem.rules, turned, strict=True)
    ]
    asked = {
        "place": scene.who_is_at.filled(place=scene.place(problem.place, problem.n)),
        "order": scene.which_order,
        "must": MUST,
        "cannot": CANNOT,
        "could": COULD,
    }
    question = asked[problem.question]
    if problem.condition is not None:
        question = CONDITION.filled(condition=scene.said(problem.condition, things), question=question)
    return paragraphs(introduction, lines(rules), question.sentence())


def _options(problem: Problem, scene: Scene, things: tuple[Words, ...], rng: Random) -> Sequence[Words]:
    is_turned = rng.random() < 0.35
    match problem.question:
        case "place":
            chosen = sorted((things[thing] for thing in problem.options), key=lambda words: words.id)
            return [words.sentence() for words in chosen]
        case "order":
            return [_in_a_row([things[thing] for thing in order]).sentence() for order in problem.orders]
        case _:
            return [_stated(scene.said(rule, things, is_turned=is_turned)) for rule in problem.statements]


def _stated(phrase: Words) -> Words:
    return Words("{phrase}.", "{phrase}.").filled(phrase=phrase.sentence())


def _in_a_row(words: Sequence[Words]) -> Words:
    return Words(
        " – ".join(each.id for each in words), " – ".join(each.en.removeprefix("the ") for each in words)
    )


def _tags(problem: Problem, scene: Scene, radicals: Mapping[str, float]) -> Sequence[str]:
    return (
        f"question-{problem.question}",
        f"things-{problem.n}",
        *dict.fromkeys(f"rule-{rule.kind.replace('_', '-')}" for rule in problem.rules),
        f"orders-{problem.allowed.bit_count()}",
        *(f"{name.replace(' ', '-')}-{int(radicals[name])}" for name in ("turned", "apart in text")),
        *(["condition"] if problem.condition else []),
        f"scene-{scene.name}",
    )
