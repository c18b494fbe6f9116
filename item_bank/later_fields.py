"""Fields that were added to records after some had been written.

Such a field is left out of what is written while it holds its default, so that what was written before keeps
its bytes, and with them its digest or hash. Its default is what an older record means.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any, Final

import msgspec

LATER: Final[Mapping[str, bool]] = MappingProxyType({"is_later": True})
"""Metadata of a later field: `field(default=None, metadata=LATER)`."""


def without_later(plain: Any, value: object) -> Any:
    """`plain`, what `value` was turned into, without the later fields of it that hold their default."""
    if is_dataclass(value) and isinstance(plain, dict):
        own = {each.name: each for each in fields(value)}
        return {
            name: without_later(inner, getattr(value, name))
            for name, inner in plain.items()
            if not (own[name].metadata.get("is_later") and getattr(value, name) == own[name].default)
        }
    if isinstance(value, msgspec.Struct) and isinstance(plain, dict):
        later: frozenset[str] = getattr(value, "LATER_FIELDS", frozenset())
        usual = {each.name: each.default for each in msgspec.structs.fields(value) if each.name in later}
        return {
            name: without_later(inner, getattr(value, name, None))  # the tag is no attribute
            for name, inner in plain.items()
            if name not in usual or getattr(value, name) != usual[name]
        }
    if isinstance(value, tuple | list) and isinstance(plain, tuple | list):
        return [without_later(inner, each) for inner, each in zip(plain, value, strict=True)]
    return plain
