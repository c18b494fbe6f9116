"""Marking: the response and the key give a category. What a response is: `responses`."""

from item_bank.kinds import KINDS
from item_bank.kinds.kind import Markable
from item_bank.responses import Response, read_response

__all__ = ["mark", "read_response"]


def mark(item: Markable, response: Response) -> int:
    """The category of a response, 0 the lowest.

    Raises:
        ValueError: the response does not fit the item.
    """
    return KINDS[item.kind].mark(item, response)
