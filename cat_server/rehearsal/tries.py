"""Any response that an interaction takes, drawn at random: complete, by places on the screen."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

Raw = dict[str, Any]


def any_response(asked: Mapping[str, Any], rng: random.Random) -> Raw:  # noqa: PLR0911 - one line per interaction
    """A complete response to an item or a part, as its view shows it; what is written is nonsense."""
    interaction, n = asked["interaction"], len(asked["options"])
    match interaction["type"]:
        case "choose":
            return {"choice": rng.randrange(n)}
        case "choose_several":
            number = rng.randint(max(1, interaction["least"]), min(n, interaction["most"]))
            return {"choices": sorted(rng.sample(range(n), number))}
        case "order":
            return {"order": rng.sample(range(n), n)}
        case "best_worst":
            best, worst = rng.sample(range(n), 2)
            return {"best": best, "worst": worst}
        case "rate":
            return {"ratings": [rng.randrange(len(interaction["labels"])) for _ in range(n)]}
        case "pair":
            return {"pairs": _pairs(interaction, n, rng)}
        case "fill_gaps":
            return {"gaps": _gaps(interaction, rng)}
        case "write":
            is_number = interaction["answer"] == "number"
            return {"text": str(rng.randrange(100)) if is_number else "entah"[: interaction["longest"]]}
        case "several":
            return {"parts": [any_response(part, rng) for part in interaction["parts"]]}
    raise ValueError(f"asked must want a response, got {interaction['type']!r}")


def _pairs(interaction: Mapping[str, Any], n: int, rng: random.Random) -> list[list[int]]:
    free = _Stock(interaction["targets"], interaction["uses"])
    sources = [place for place in range(n) if place not in interaction["targets"]]
    rng.shuffle(sources)
    pairs = []
    for source in sources:
        for target in rng.sample(interaction["targets"], rng.randint(1, interaction["most_targets"])):
            taken = free.take([target, *rng.sample(interaction["targets"], len(interaction["targets"]))])
            if taken is not None and [source, taken] not in pairs:
                pairs.append([source, taken])
    return pairs


def _gaps(interaction: Mapping[str, Any], rng: random.Random) -> list[int | None]:
    free = _Stock({place for gap in interaction["gaps"] for place in gap}, interaction["uses"])
    return [free.take(rng.sample(gap, len(gap))) for gap in interaction["gaps"]]


class _Stock:
    """How often each place may still be used; `uses` 0: any number."""

    def __init__(self, places: set[int] | Sequence[int], uses: int) -> None:
        self._left = dict.fromkeys(places, uses or None)

    def take(self, wanted: Sequence[int]) -> int | None:
        """The first of these that is left."""
        for place in wanted:
            left = self._left[place]
            if left is None:
                return place
            if left > 0:
                self._left[place] = left - 1
                return place
        return None
