"""Marking: the displayed choice gives a response, the response and the key give a category."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from item_bank.items import Key

Response = Mapping[str, str]


class Markable(Protocol):
    """What marking needs of an item, whether it stands in a bank or in a release."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> Key: ...
    @property
    def option_ids(self) -> tuple[str, ...]: ...


def read_response(item: Markable, raw: Mapping[str, Any], option_order: Sequence[str]) -> Response:
    """The response behind what a browser sent; `option_order` holds the option ids in the order they were shown.

    Raises:
        ValueError: what came is not an answer to this item.
    """
    raise NotImplementedError


def mark(item: Markable, response: Response) -> int:
    """The category of a response, 0 the lowest.

    Raises:
        ValueError: the response does not fit the item.
    """
    raise NotImplementedError
