"""How a simulated participant answers: the one part that knows more than a browser, the release."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from cat_server.rehearsal.tries import Raw, any_response
from item_bank.kinds.forced_choice import ForcedChoiceKey
from item_bank.kinds.short_answer import ShortAnswerKey
from item_bank.marking import mark, read_response
from item_bank.release import Release, ReleasedItem
from item_bank.responses import is_empty
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities

MOST_TRIES = 300
View = Mapping[str, Any]

_FACES: dict[str, Mapping[str, ReleasedItem]] = {}
"""The items of each release by their looks: hundreds of participants know the same exam."""


class Mind:
    """Answers items of a release as somebody of this ability would.

    Items that are scored are answered with a response whose category the item's model has drawn; blocks of
    statements by the utilities of Thurstonian IRT, on traits that this mind has; all others anyhow.
    """

    def __init__(self, release: Release, ability: float, rng: random.Random) -> None:
        self._ability = ability
        self._rng = rng
        self._release = release
        self._traits: dict[str, float] = {}
        if release.digest not in _FACES:
            _FACES[release.digest] = _faces(release)
        self._items = _FACES[release.digest]

    def answer(self, view: View, language: str) -> Raw | None:
        """The response as a browser sends it; None to a page that asks for nothing."""
        if view["interaction"]["type"] == "read":
            return None
        item = self._items.get(_face(view))
        if item is None:
            return any_response(view, self._rng)
        order = self._order(item, view, language)
        if isinstance(item.key, ForcedChoiceKey):
            return self._ranked(item.key, view, order)
        if item.parameters is None:
            return any_response(view, self._rng)
        pool = ItemPool.of([item.parameters])
        chances = category_probabilities(pool, np.array([self._ability]))[0, :, 0]
        category = self._rng.choices(range(len(chances)), weights=[float(chance) for chance in chances])[0]
        return self._fitting(item, view, order, category, language)

    def _fitting(
        self, item: ReleasedItem, view: View, order: Sequence[str], category: int, language: str
    ) -> Raw:
        """The first response of this category that comes to mind, or the nearest one."""
        nearest, distance = any_response(view, self._rng), float("inf")
        for raw in self._tries(item, view, language):
            response = read_response(item, raw, order, language=language)
            if is_empty(response):
                continue
            found = abs(mark(item, response) - category)
            if found < distance:
                nearest, distance = raw, found
            if found == 0:
                break
        return nearest

    def _tries(self, item: ReleasedItem, view: View, language: str) -> Iterator[Raw]:
        for _ in range(MOST_TRIES):
            yield any_response(view, self._rng)
            if isinstance(item.key, ShortAnswerKey):
                yield {"text": _right_text(item.key, language)}

    def _ranked(self, key: ForcedChoiceKey, view: View, order: Sequence[str]) -> Raw:
        """The statements by their utilities, which are drawn anew for each block (Thurstone's case)."""
        utility = {}
        for option_id, own in key.statements:
            trait = self._traits.setdefault(own.trait, self._rng.gauss(0.0, 1.0))
            utility[option_id] = own.mean + own.loading * trait + self._rng.gauss(0.0, own.uniqueness**0.5)
        places = sorted(range(len(order)), key=lambda place: -utility[order[place]])
        match view["interaction"]["type"]:
            case "choose":
                return {"choice": places[0]}
            case "best_worst":
                return {"best": places[0], "worst": places[-1]}
        return {"order": places}

    def _order(self, item: ReleasedItem, view: View, language: str) -> list[str]:
        """The ids of the options in the order shown, found by their looks."""
        plain = self._release.participant_item(item.id, language, item.option_ids, position=1)
        ids = list(item.option_ids)
        if view["interaction"]["type"] == "several":
            return _order_of_parts(item, plain, view)
        return _matched(plain, ids, view)


def _faces(release: Release) -> Mapping[str, ReleasedItem]:
    return {
        _face(release.participant_item(item.id, language, item.option_ids, position=1)): item
        for item in release.by_id.values()
        for language in release.plan.languages
    }


def _face(view: View) -> str:
    """What an item looks like, whatever the order of its options."""
    interaction = view["interaction"]
    parts = [
        [part["html"], sorted(option["html"] for option in part["options"])]
        for part in interaction.get("parts", ())
    ]
    options = sorted(option["html"] for option in view["options"])
    stimulus = (view.get("stimulus") or {}).get("html", "")
    looks = [view["stem_html"], view.get("figure_html") or "", stimulus, interaction["type"], options, parts]
    return json.dumps(looks, sort_keys=True)


def _matched(plain: View, ids: Sequence[str], view: View) -> list[str]:
    """The ids of what is shown, by looks and by where it may be used: gaps may offer the same word."""
    left = list(zip(_looks(plain), ids, strict=True))
    found = []
    for looks in _looks(view):
        place = next(index for index, (each, _) in enumerate(left) if each == looks)
        found.append(left.pop(place)[1])
    return found


def _looks(asked: View) -> list[tuple[Any, ...]]:
    interaction = asked["interaction"]
    targets = set(interaction.get("targets", ()))
    gaps = interaction.get("gaps", ())
    return [
        (option["html"], place in targets, tuple(index for index, gap in enumerate(gaps) if place in gap))
        for place, option in enumerate(asked["options"])
    ]


def _order_of_parts(item: ReleasedItem, plain: View, view: View) -> list[str]:
    """Part after part: only the order within a part is seen, and only that is needed."""
    order: list[str] = []
    both = zip(plain["interaction"]["parts"], view["interaction"]["parts"], strict=True)
    for part, (plain_part, shown_part) in zip(item.interaction.parts, both, strict=True):  # type: ignore[union-attr]
        order += _matched(plain_part, part.options, shown_part)
    return order


def _right_text(key: ShortAnswerKey, language: str) -> str:
    if key.value is None:
        return key.accepted[0]
    number = f"{key.value:.10g}"
    return number.replace(".", ",") if language == "id" else number
