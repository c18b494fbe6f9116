"""Kinds of items, one module each: everything that depends on the kind of an item is there."""

from collections.abc import Mapping
from types import MappingProxyType

from item_bank.kinds import (
    composite,
    forced_choice,
    hotspot,
    information,
    inline_choice,
    likert,
    matching,
    multiple_choice,
    ordering,
    short_answer,
    single_choice,
    situational_judgement,
)
from item_bank.kinds.kind import Kind

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            single_choice.KIND,
            likert.KIND,
            multiple_choice.KIND,
            situational_judgement.KIND,
            forced_choice.KIND,
            ordering.KIND,
            matching.KIND,
            inline_choice.KIND,
            inline_choice.POOL_KIND,
            short_answer.KIND,
            hotspot.KIND,
            information.KIND,
            composite.KIND,
        )
    }
)

__all__ = ["KINDS", "Kind"]
