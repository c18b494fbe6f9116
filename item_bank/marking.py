"""Marking: the displayed choice gives a response, the response and the key give a category."""

from collections.abc import Mapping, Sequence
from typing import Any

from item_bank.kinds import KINDS
from item_bank.kinds.kind import Markable, Response


def read_response(item: Markable, raw: Mapping[str, Any], option_order: Sequence[str]) -> Response:
    """The response behind what a browser sent; `option_order`: the option ids as they were shown.

    Raises:
        ValueError: what came is not an answer to this item.
    """
    return KINDS[item.kind].read_response(item, raw, option_order)


def mark(item: Markable, response: Response) -> int:
    """The category of a response, 0 the lowest.

    Raises:
        ValueError: the response does not fit the item.
    """
    return KINDS[item.kind].mark(item, response)
