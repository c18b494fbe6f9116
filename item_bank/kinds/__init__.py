"""Kinds of items, one module each: everything that depends on the kind of an item is there."""

from collections.abc import Mapping
from types import MappingProxyType

from item_bank.kinds import likert, single_choice
from item_bank.kinds.kind import Kind

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in (single_choice.KIND, likert.KIND)})

__all__ = ["KINDS", "Kind"]
