"""The scores that a composite item can give, and the levels that make categories of them.

All answers are tried where there are few of them; else the empty and the right one, each part varied on its
own, and a fixed sample of answers drawn at random.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise, permutations, product
from typing import Final

from item_bank.interactions import Choose, ChooseSeveral, FillGaps, Order, Pair, Part, Several, Write
from item_bank.kinds.composite_marking import Scoring
from item_bank.kinds.composite_tree import Rule
from item_bank.kinds.composite_values import (
    NUMBERS,
    Container,
    Declaration,
    Value,
    container,
    members,
    number_of,
)
from item_bank.responses import Response

MOST_ANSWERS: Final = 1_200
MOST_OF_A_PART: Final = 300
N_DRAWN: Final = 250
MOST_LEVELS: Final = 20
COARSE: Final = 10
NEAR: Final = 1e-6

_MAXIMUM: Final = ("MAXSCORE", "MAX_SCORE")
_NONSENSE: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Levels:
    """Scores that are categories; `is_coarse` when some scores lie between them.

    `is_complete` says that every answer was tried; of written ones, all that the rules tell apart as far as
    their constants show.
    """

    values: tuple[float, ...]
    is_complete: bool
    is_coarse: bool = False


def levels_of(scoring: Scoring, several: Several) -> Levels:
    """The levels of an item.

    Raises:
        ValueError: the rules cannot be run.
    """
    scores, is_complete = _scores(scoring, several)
    if any(isinstance(part.interaction, Write) for part in several.parts):
        told = _told_scores(scoring)  # no list of texts is sure to hold one for every rule
        is_complete = is_complete and told <= scores
        scores |= told
    found = sorted({round(score, 9) + 0.0 for score in scores if math.isfinite(score)})
    if not is_complete:
        found = _without_gaps(found)
    if len(found) <= MOST_LEVELS:
        return Levels(tuple(found), is_complete)
    return Levels(_coarse(found), is_complete, is_coarse=True)


def _without_gaps(scores: list[float]) -> list[float]:
    """The scores with those between them, in the largest steps that all of them fit; the same if too many."""
    thousandths = [round(score * 1_000) for score in scores]
    if any(abs(score * 1_000 - whole) > NEAR for score, whole in zip(scores, thousandths, strict=True)):
        return scores
    low, high = thousandths[0], thousandths[-1]
    step = math.gcd(*(whole - low for whole in thousandths))
    if step == 0 or (high - low) // step >= 2 * MOST_LEVELS:
        return scores
    return [whole / 1_000 for whole in range(low, high + 1, step)]


def _told_scores(scoring: Scoring) -> set[float]:
    """The constants that rules give as the score or add to it, and the largest score that is declared."""
    constants = [
        value.text
        for rule in scoring.rules.everything()
        if rule.name == "set-outcome-value" and rule.get("identifier") == scoring.outcome and rule.children
        for value in (rule.children[0], *_added(rule.children[0], scoring.outcome))
        if value.name == "base-value"
    ]
    found = {float(text) for text in constants if _is_number(text)}
    declared = (scoring.declarations.get(name) for name in _MAXIMUM)
    most = [number_of(own.default) for own in declared if own is not None]
    return found | {each for each in most if each is not None and math.isfinite(each) and found}


def _added(rule: Rule, outcome: str) -> tuple[Rule, ...]:
    """What a sum adds to the score there is so far."""
    is_addition = rule.name == "sum" and any(
        each.name == "variable" and each.get("identifier") == outcome for each in rule.children
    )
    return rule.children if is_addition else ()


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _coarse(scores: Sequence[float]) -> tuple[float, ...]:
    low, high = scores[0], scores[-1]
    first, last = math.ceil(low), math.floor(high)
    if 3 <= last - first < MOST_LEVELS:  # noqa: PLR2004 - fewer whole points would lose too much
        return tuple(sorted({low, *map(float, range(first, last + 1)), high}))
    return tuple(round(low + (high - low) * step / COARSE, 9) for step in range(COARSE + 1))


def _scores(scoring: Scoring, several: Several) -> tuple[set[float], bool]:
    names = [scoring.variable(part.id) for part in several.parts]
    answers = [_answers(scoring, part) for part in several.parts]
    n_all = math.prod(len(own) for own, _ in answers)
    if n_all <= MOST_ANSWERS and all(is_whole for _, is_whole in answers):
        tried: Iterator[Sequence[Value]] = product(*(own for own, _ in answers))
        is_complete = True
    else:
        tried = _some([own for own, _ in answers], [_right(scoring, name) for name in names])
        is_complete = False
    return {scoring.score(dict(zip(names, each, strict=True))) for each in tried}, is_complete


def _some(answers: Sequence[Sequence[Value]], right: Sequence[Value]) -> Iterator[Sequence[Value]]:
    chance = random.Random(20_260)  # noqa: S311 - the same draws for the same item, no secret
    empty: list[Value] = [None] * len(answers)
    yield empty
    yield right
    for base in (empty, right):
        for place, own in enumerate(answers):
            for value in own[: max(20, 2 * MOST_ANSWERS // max(1, len(answers)) // 4)]:
                yield [*base[:place], value, *base[place + 1 :]]
    for _ in range(N_DRAWN):
        yield [chance.choice(own) for own in answers]
    for _ in range(N_DRAWN):
        keeps = [chance.random() < 0.5 for _ in answers]  # noqa: PLR2004 - as often as not
        both = zip(keeps, right, answers, strict=True)
        yield [each if kept else chance.choice(own) for kept, each, own in both]


def _right(scoring: Scoring, name: str) -> Value:
    own = scoring.declarations.get(name)
    if own is None:
        return None
    if own.correct is None and own.mapping and own.mapping.entries:
        best = [entry.key for entry in own.mapping.entries if entry.worth > 0.0]
        worths = sorted(own.mapping.entries, key=lambda entry: -entry.worth)
        return worths[0].key if own.cardinality == "single" else container(own.cardinality, best)
    return own.correct


def _answers(scoring: Scoring, part: Part) -> tuple[list[Value], bool]:
    """The values that a part's variable may have, and whether these are all."""
    own = scoring.declarations.get(scoring.variable(part.id))
    if own is None:
        return [None], True
    right = [_right(scoring, own.identifier)]
    if isinstance(part.interaction, Write):
        return [None, *_texts(scoring, own)], True
    found: dict[Value, None] = {None: None}
    for number, response in enumerate(responses_of(part)):
        if number >= MOST_OF_A_PART:
            return [*found, *right, *_parts_of(right[0])], False
        found[scoring.value(part, response)] = None
    return list(found), True


def responses_of(part: Part) -> Iterator[Response]:  # noqa: C901 - one case per interaction
    match part.interaction:
        case Choose():
            yield from ({"option": option} for option in part.options)
        case ChooseSeveral(most=most):
            for size in range(1, most + 1):
                yield from ({"options": list(each)} for each in combinations(part.options, size))
        case Order():
            yield from ({"order": list(each)} for each in permutations(part.options))
        case Pair() as own:
            sources = [each for each in part.options if each not in own.targets]
            pairs = list(product(sources, own.targets))
            sizes = range(1, len(pairs) + 1)
            if own.most_targets == 1:
                for chosen in product([None, *own.targets], repeat=len(sources)):
                    joined = [[s, t] for s, t in zip(sources, chosen, strict=True) if t is not None]
                    if joined and _is_allowed([pair[1] for pair in joined], own.uses):
                        yield {"pairs": joined}
                return
            for size in sizes:
                yield from ({"pairs": [list(pair) for pair in each]} for each in combinations(pairs, size))
        case FillGaps() as own:
            for filled in product(*([None, *gap.options] for gap in own.gaps)):
                gaps = {gap.id: each for gap, each in zip(own.gaps, filled, strict=True) if each is not None}
                if gaps and _is_allowed(list(gaps.values()), own.uses):
                    yield {"gaps": gaps}


def _is_allowed(used: list[str], most: int) -> bool:
    return not most or all(used.count(each) <= most for each in set(used))


def _parts_of(value: Value) -> list[Value]:
    """The first, and the last, of the members of a right answer, more and more of them."""
    if not isinstance(value, Container):
        return []
    sizes = range(1, len(value.members))
    heads = [container(value.kind, value.members[:size]) for size in sizes]
    return heads + [container(value.kind, value.members[size:]) for size in sizes]


def _texts(scoring: Scoring, own: Declaration) -> list[Value]:
    """What might be written: all that the rules speak of, what lies between numbers, and something else."""
    mapped = own.mapping.entries if own.mapping else ()
    spoken: list[Value] = [own.correct, *(entry.key for entry in mapped)]
    constants = [
        each.text
        for each in islice(scoring.rules.everything(), 5_000)
        if each.name == "base-value" and each.text
    ]
    tables = [each.table for each in scoring.declarations.values() if each.table is not None]
    constants += [entry.get("source-value") for table in tables for entry in table.children]
    if own.base_type in NUMBERS:
        numbers = {number_of(each) for value in spoken for each in members(value)}
        numbers |= {float(text) for text in constants if _is_number(text)}
        known = sorted(each for each in numbers if each is not None and math.isfinite(each))[:40]
        between = [(low + high) / 2 for low, high in pairwise(known)]
        outer = [known[0] - 1.0, known[-1] + 1.0, known[-1] * 100 + 1e6] if known else [1.0]
        found: list[Value] = [*known, *between, *outer]
        if own.base_type == "integer":
            found = [int(each) for each in found if isinstance(each, float) and each.is_integer()]
    else:
        found = [each for value in spoken for each in members(value)]
        found += [text for text in constants[:40] if own.base_type == "string"]
        found.append(_NONSENSE)
    if own.cardinality in {"multiple", "ordered"}:
        found = [container(own.cardinality, members(each)) for each in found]
    return list(dict.fromkeys(found))
