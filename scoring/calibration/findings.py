"""What a calibration has to say beside its numbers: about an item, a group, or the whole."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

FindingCode = Literal[
    "no_items",
    "no_responses",
    "constant",
    "wrong_categories",
    "empty_categories",
    "few_responses",
    "extreme_scores",
    "silent_persons",
    "unconnected_group",
    "unconnected_persons",
    "silent_group",
    "group_at_bound",
    "beyond_nodes",
    "not_converged",
    "negative_slope",
    "at_bound",
    "not_determined",
    "no_standard_errors",
]
"""What a finding is about; the message has the figures."""


@dataclass(frozen=True)
class Finding:
    """A finding; `item` is the place of the item it is about, `group` the label of the group, if any.

    `is_excluding` says that the item has no estimate because of it.
    """

    code: FindingCode
    message: str
    item: int | None = None
    group: Hashable = None
    is_excluding: bool = False
