"""How a simulated participant answers: the one part that knows more than a browser, the release."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import Any

import numpy as np

from item_bank.marking import mark
from item_bank.release import Release, ReleasedItem
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities


class Mind:
    """Answers items of a release as somebody of this ability would."""

    def __init__(self, release: Release, ability: float, rng: random.Random) -> None:
        self._ability = ability
        self._rng = rng
        self._items: dict[str, ReleasedItem] = {}
        for item in release.by_id.values():
            for language in release.plan.languages:
                view = release.participant_item(item.id, language, item.option_ids, position=1)
                self._items[_face(view)] = item
        self._release = release

    def choose(self, view: Mapping[str, Any], language: str) -> int:
        """The place of the option to choose among those shown."""
        item = self._items.get(_face(view))
        n_options = len(view["options"])
        if item is None or item.parameters is None:
            return self._rng.randrange(n_options)
        pool = ItemPool.of([item.parameters])
        chances = category_probabilities(pool, np.array([self._ability]))[0, :, 0]
        category = self._rng.choices(range(len(chances)), weights=[float(chance) for chance in chances])[0]
        fitting = [
            place
            for place, option_id in enumerate(self._order(item, view, language))
            if _category(item, option_id) == category
        ]
        return self._rng.choice(fitting or list(range(n_options)))

    def _order(self, item: ReleasedItem, view: Mapping[str, Any], language: str) -> list[str]:
        """The ids of the options in the order shown, found by their looks."""
        plain = self._release.participant_item(item.id, language, item.option_ids, position=1)
        by_looks = {
            option["html"]: option_id
            for option, option_id in zip(plain["options"], item.option_ids, strict=True)
        }
        return [by_looks[option["html"]] for option in view["options"]]


def _category(item: ReleasedItem, option_id: str) -> int:
    return mark(item, {"option": option_id})


def _face(view: Mapping[str, Any]) -> str:
    options = sorted(option["html"] for option in view["options"])
    return json.dumps([view["stem_html"], view.get("figure_html") or "", options], sort_keys=True)
