"""Responses: what a browser sends becomes option ids, and back again for the screen.

A browser knows options by their place on the screen and nothing else. A response may be unfinished: in a
fixed section each step is kept. An empty one takes an answer back.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from item_bank.interactions import (
    BestWorst,
    Choose,
    ChooseSeveral,
    FillGaps,
    Interaction,
    Order,
    Pair,
    Rate,
    Several,
    Write,
)
from item_bank.numerals import read_number

Response = Mapping[str, Any]


class Answerable(Protocol):
    """What reading a response needs of an item."""

    @property
    def interaction(self) -> Interaction: ...
    @property
    def option_ids(self) -> tuple[str, ...]: ...


def read_response(
    item: Answerable, raw: Mapping[str, Any], option_order: Sequence[str], *, language: str = "id"
) -> Response:
    """The response behind what a browser sent; `option_order`: the option ids as they were shown.

    Raises:
        ValueError: what came is not an answer to this item.
    """
    if sorted(option_order) != sorted(item.option_ids):
        raise ValueError(f"option_order must hold this item's options once each, got {list(option_order)!r}")
    return _read(item.interaction, raw, tuple(option_order), language)


def shown_response(item: Answerable, response: Response, option_order: Sequence[str]) -> dict[str, Any]:
    """What `read_response` read, for the same order of options."""
    return _shown(item.interaction, response, tuple(option_order))


def is_empty(response: Response) -> bool:
    """Whether a response holds no answer: nothing chosen, nothing written."""
    values = [value for name, value in response.items() if name != "number"]
    return all(value is None or (not _is_content(value)) for value in values)


def _is_content(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return any(_is_content(each) for each in value.values())
    if isinstance(value, Sequence):
        return len(value) > 0
    return value is not None


def _read(  # noqa: PLR0911 - one line per interaction
    interaction: Interaction, raw: Mapping[str, Any], order: tuple[str, ...], language: str
) -> Response:
    match interaction:
        case Choose():
            _expect(raw, "choice")
            return {"option": order[_place(raw["choice"], len(order), "choice")]}
        case ChooseSeveral():
            _expect(raw, "choices")
            chosen = _places(raw["choices"], len(order), "choices")
            if len(chosen) > interaction.most:
                raise ValueError(f"choices must be at most {interaction.most}, got {len(chosen)}")
            return {"options": sorted(order[place] for place in chosen)}
        case Order():
            _expect(raw, "order")
            return {"order": [order[place] for place in _places(raw["order"], len(order), "order")]}
        case BestWorst():
            return _best_worst(raw, order)
        case Rate():
            _expect(raw, "ratings")
            return {"ratings": _ratings(raw["ratings"], order, len(interaction.labels))}
        case Pair():
            _expect(raw, "pairs")
            return {"pairs": _pairs(raw["pairs"], order, interaction)}
        case FillGaps():
            _expect(raw, "gaps")
            return {"gaps": _gaps(raw["gaps"], order, interaction)}
        case Write():
            return _written(raw, interaction, language)
        case Several():
            return {"parts": _parts(raw, order, interaction, language)}
    raise ValueError("this item is read and asks for nothing")


def _shown(interaction: Interaction, response: Response, order: tuple[str, ...]) -> dict[str, Any]:  # noqa: PLR0911 - one line per interaction
    match interaction:
        case Choose():
            return {"choice": order.index(response["option"])}
        case ChooseSeveral():
            return {"choices": sorted(order.index(option) for option in response["options"])}
        case Order():
            return {"order": [order.index(option) for option in response["order"]]}
        case BestWorst():
            return {name: order.index(option) for name, option in response.items()}
        case Rate():
            return {"ratings": [response["ratings"].get(option) for option in order]}
        case Pair():
            return {
                "pairs": [[order.index(first), order.index(second)] for first, second in response["pairs"]]
            }
        case FillGaps():
            given = response["gaps"]
            return {
                "gaps": [order.index(given[gap.id]) if gap.id in given else None for gap in interaction.gaps]
            }
        case Write():
            return {"text": response["text"]}
        case Several():
            return {
                "parts": [
                    _shown(part.interaction, response["parts"][part.id], _of_part(part.options, order))
                    if part.id in response["parts"]
                    else None
                    for part in interaction.parts
                ]
            }
    raise ValueError("this item is read and asks for nothing")


def _of_part(options: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    """The options of a part in the order in which they are shown."""
    own = set(options)
    return tuple(option for option in order if option in own)


def _expect(raw: Mapping[str, Any], name: str) -> None:
    if set(raw) != {name}:
        raise ValueError(f"a response to this item must be an object with {name} only, got {sorted(raw)}")


def _place(value: Any, n: int, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{name} must be a whole number, got {value!r}")  # noqa: TRY004 - foreign input
    if not 0 <= value < n:
        raise ValueError(f"{name} must lie between 0 and {n - 1}, got {value}")
    return value


def _places(value: Any, n: int, name: str) -> list[int]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{name} must be a list, got {value!r}")  # noqa: TRY004 - foreign input
    places = [_place(each, n, name) for each in value]
    if len(set(places)) < len(places):
        raise ValueError(f"{name} must not repeat a place, got {places}")
    return places


def _best_worst(raw: Mapping[str, Any], order: tuple[str, ...]) -> Response:
    if not set(raw) <= {"best", "worst"}:
        raise ValueError(f"a response to this item must hold best and worst only, got {sorted(raw)}")
    found = {
        name: order[_place(raw[name], len(order), name)]
        for name in ("best", "worst")
        if raw.get(name) is not None
    }
    if len(found) > len(set(found.values())):
        raise ValueError("best and worst must be different options")
    return found


def _ratings(value: Any, order: tuple[str, ...], n_labels: int) -> dict[str, int]:
    if not isinstance(value, list | tuple) or len(value) != len(order):
        raise ValueError(f"ratings must be a list of {len(order)}, got {value!r}")
    given = zip(order, value, strict=True)
    return {option: _place(each, n_labels, "ratings") for option, each in sorted(given) if each is not None}


def _pairs(value: Any, order: tuple[str, ...], interaction: Pair) -> list[list[str]]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, list | tuple) for each in value):
        raise ValueError(f"pairs must be a list of pairs, got {value!r}")
    targets = set(interaction.targets)
    pairs: set[tuple[str, str]] = set()
    for each in value:
        if len(each) != 2:  # noqa: PLR2004 - a pair
            raise ValueError(f"pairs must hold two places each, got {each!r}")
        source, target = (order[_place(place, len(order), "pairs")] for place in each)
        if source in targets or target not in targets:
            raise ValueError("pairs must join an option with a target")
        pairs.add((source, target))
    _check_uses([source for source, _ in pairs], interaction.most_targets, "an option")
    _check_uses([target for _, target in pairs], interaction.uses, "a target")
    return [list(pair) for pair in sorted(pairs)]


def _gaps(value: Any, order: tuple[str, ...], interaction: FillGaps) -> dict[str, str]:
    if not isinstance(value, list | tuple) or len(value) != len(interaction.gaps):
        raise ValueError(f"gaps must be a list of {len(interaction.gaps)}, got {value!r}")
    found: dict[str, str] = {}
    for gap, place in zip(interaction.gaps, value, strict=True):
        if place is None:
            continue
        option = order[_place(place, len(order), "gaps")]
        if option not in gap.options:
            raise ValueError("gaps must hold options of their own")
        found[gap.id] = option
    _check_uses(list(found.values()), interaction.uses, "an option")
    return found


def _written(raw: Mapping[str, Any], interaction: Write, language: str) -> Response:
    _expect(raw, "text")
    text = raw["text"]
    if not isinstance(text, str) or len(text) > interaction.longest:
        raise ValueError(f"text must be a text of at most {interaction.longest} characters")
    if interaction.answer == "text":
        return {"text": text}
    number = read_number(text, language)
    return {"text": text} if number is None else {"text": text, "number": number}


def _parts(
    raw: Mapping[str, Any], order: tuple[str, ...], interaction: Several, language: str
) -> dict[str, Response]:
    _expect(raw, "parts")
    value = raw["parts"]
    if not isinstance(value, list | tuple) or len(value) != len(interaction.parts):
        raise ValueError(f"parts must be a list of {len(interaction.parts)}, got {value!r}")
    found: dict[str, Response] = {}
    for part, each in zip(interaction.parts, value, strict=True):
        if each is None:
            continue
        if not isinstance(each, Mapping):
            raise ValueError(f"parts must hold objects, got {each!r}")  # noqa: TRY004 - foreign input
        response = _read(part.interaction, each, _of_part(part.options, order), language)
        if not is_empty(response):
            found[part.id] = response
    return found


def _check_uses(used: list[str], most: int, what: str) -> None:
    if most and any(used.count(each) > most for each in set(used)):
        raise ValueError(f"{what} must be used at most {most} times")
