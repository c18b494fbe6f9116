"""What marks an item of this bank, kind by kind, as declarations and response processing of QTI 3."""

from collections.abc import Mapping, Sequence
from typing import Final

from item_bank.formats.qti import written_rules as rules
from item_bank.interactions import BestWorst, Choose, Order, Rate
from item_bank.items import Item
from item_bank.kinds.composite_marking import CompositeKey
from item_bank.kinds.forced_choice import ForcedChoiceKey
from item_bank.kinds.hotspot import HotspotKey
from item_bank.kinds.inline_choice import GapsKey
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.matching import MatchingKey
from item_bank.kinds.multiple_choice import MultipleChoiceKey
from item_bank.kinds.ordering import OrderingKey
from item_bank.kinds.short_answer import ShortAnswerKey
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.kinds.situational_judgement import SituationalJudgementKey

RESPONSE: Final = "RESPONSE"


def scoring_of_item(item: Item) -> tuple[list[str], str]:  # noqa: C901, PLR0911, PLR0912 - one case per kind
    """The declarations of an item and its response processing, empty where nothing marks it."""
    key, ids = item.key, item.option_ids
    match key:
        case CompositeKey():
            return [rules.prefixed(each) for each in key.declarations], rules.prefixed(key.rules)
        case SingleChoiceKey():
            return [_single([key.correct]), rules.SCORE], rules.MATCH
        case HotspotKey() if isinstance(item.interaction, Choose):
            worths = dict.fromkeys(key.correct, 1.0)
            return [_single(key.correct[:1], worths), rules.SCORE], rules.MAP
        case MultipleChoiceKey() | HotspotKey():
            worths = {each: 1.0 if each in key.correct else -1.0 for each in ids}
            return _whole_or_each("multiple", "identifier", key.correct, worths, key.scoring)
        case LikertKey():
            places = ids if key.keyed == "positive" else ids[::-1]
            worths = {f"C{each}": float(place) for place, each in enumerate(places)}
            return [_single([f"C{places[-1]}"], worths), rules.SCORE], rules.MAP
        case OrderingKey(scoring="pairs"):
            declared = rules.declaration(RESPONSE, "ordered", "identifier", key.order)
            return [declared, rules.SCORE], rules.pairs_in_order(RESPONSE, key.order)
        case OrderingKey():
            return [
                rules.declaration(RESPONSE, "ordered", "identifier", key.order),
                rules.SCORE,
            ], rules.MATCH
        case MatchingKey():
            pairs = [" ".join(pair) for pair in key.pairs]
            worths = dict.fromkeys(pairs, 1.0)
            return _whole_or_each("multiple", "directedPair", pairs, worths, key.scoring, default=-1.0)
        case GapsKey() if item.kind == "gap_match":
            pairs = [f"{option} {gap}" for gap, option in key.correct]
            worths = dict.fromkeys(pairs, 1.0)
            return _whole_or_each("multiple", "directedPair", pairs, worths, key.scoring)
        case GapsKey():
            declared_all = [
                rules.declaration(gap, "single", "identifier", [option]) for gap, option in key.correct
            ]
            names = [gap for gap, _ in key.correct]
            each = rules.processing(*(rules.added(rules.is_right(name)) for name in names))
            return [*declared_all, rules.SCORE], rules.all_right(names) if key.scoring == "all" else each
        case ShortAnswerKey(value=float() as value):
            declared = rules.declaration(RESPONSE, "single", "float", [repr(value)])
            return [declared, rules.SCORE], rules.number(RESPONSE, value, key.tolerance)
        case ShortAnswerKey():
            declared = rules.declaration(RESPONSE, "single", "string", key.accepted[:1])
            same = rules.texts(RESPONSE, key.accepted, is_case_sensitive="case" not in key.ignores)
            return [declared, rules.SCORE], same
        case SituationalJudgementKey():
            return _judgement(item, key)
        case ForcedChoiceKey():
            return _ranked(item), ""
    return [], ""


def _single(correct: Sequence[str], worths: Mapping[str, float] | None = None) -> str:
    return rules.declaration(RESPONSE, "single", "identifier", correct, worths)


def _whole_or_each(
    cardinality: str,
    base_type: str,
    correct: Sequence[str],
    worths: Mapping[str, float],
    scoring: str,
    *,
    default: float = 0.0,
) -> tuple[list[str], str]:
    if scoring == "all":
        return [rules.declaration(RESPONSE, cardinality, base_type, correct), rules.SCORE], rules.MATCH
    declared = rules.declaration(RESPONSE, cardinality, base_type, correct, worths, default=default)
    return [declared, rules.SCORE], rules.MAP


def _judgement(item: Item, key: SituationalJudgementKey) -> tuple[list[str], str]:
    if isinstance(item.interaction, Rate):
        n_labels = len(item.interaction.labels)
        worths = {
            f"{option} P{place}": 2.0 if place == expert else 1.0
            for option, expert in key.ratings
            for place in range(max(1, expert - 1), min(n_labels, expert + 1) + 1)
        }
        right = [f"{option} P{expert}" for option, expert in key.ratings]
        declared = rules.declaration(RESPONSE, "multiple", "directedPair", right, worths)
        return [declared, rules.SCORE], rules.MAP
    if key.order:
        declared = rules.declaration(RESPONSE, "ordered", "identifier", key.order)
        return [declared, rules.SCORE], rules.pairs_in_order(RESPONSE, key.order)
    both = [
        rules.declaration(name, "single", "identifier", [right])
        for name, right in (("BEST", key.best), ("WORST", key.worst))
    ]
    return [*both, rules.SCORE], rules.best_and_worst(key.best, key.worst)


def _ranked(item: Item) -> list[str]:
    """Responses that nothing marks: what a ranking says is estimated from many of them."""
    if isinstance(item.interaction, BestWorst):
        return [rules.declaration(name, "single", "identifier") for name in ("BEST", "WORST")]
    cardinality = "ordered" if isinstance(item.interaction, Order) else "single"
    return [rules.declaration(RESPONSE, cardinality, "identifier")]
