"""Answers by the identifiers of QTI as responses to the items that they became."""

from typing import Any

from item_bank.interactions import (
    Choose,
    ChooseSeveral,
    FillGaps,
    Interaction,
    Order,
    Pair,
    Several,
    Write,
    marks,
)
from item_bank.items import Item
from item_bank.kinds.composite_marking import CompositeKey
from item_bank.numerals import read_number
from item_bank.responses import Response


def response_to(item: Item, answers: dict[str, Any]) -> Response:
    """The response to an item; what is not answered is left away."""
    if isinstance(item.interaction, Several):
        assert isinstance(item.key, CompositeKey)
        variables = dict(item.key.responses)
        parts = {}
        for part in item.interaction.parts:
            variable = variables.get(part.id, part.id)
            if variable in answers:
                names = {*part.options, *marks(part.interaction)}
                ids = {
                    identifier: name
                    for name, identifier in item.key.names
                    if name in names and not name.startswith("to-")
                }
                parts[part.id] = _answer(part.interaction, answers[variable], ids)
        return {"parts": parts}
    if isinstance(item.interaction, FillGaps) and item.kind == "inline_choice":
        # Options of a later gap have longer ids where an earlier one has taken theirs.
        by_gap = {gap.id: gap.options for gap in item.interaction.gaps}
        return {
            "gaps": {
                gap: min(each for each in by_gap[gap] if each.startswith(answer))
                for gap, answer in answers.items()
            }
        }
    (answer,) = answers.values()
    return _answer(item.interaction, answer, {})


def _answer(interaction: Interaction, answer: Any, ids: dict[str, str]) -> Response:
    match interaction:
        case Choose():
            return {"option": ids.get(answer, answer)}
        case ChooseSeveral():
            return {"options": sorted(ids.get(each, each) for each in answer)}
        case Order():
            return {"order": [ids.get(each, each) for each in answer]}
        case Pair():
            return {"pairs": [[ids.get(each, each) for each in pair] for pair in answer]}
        case FillGaps() as own:
            if answer and isinstance(answer[0], str):
                return {"gaps": {gap.id: each for gap, each in zip(own.gaps, answer, strict=False)}}
            return {"gaps": {gap: option for option, gap in answer}}
        case Write():
            number = read_number(answer, "id") if interaction.answer == "number" else None
            return {"text": answer} if number is None else {"text": answer, "number": number}
    raise AssertionError(interaction)
