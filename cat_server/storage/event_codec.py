"""Events as canonical JSON and back. The text is hashed, so it must never depend on a library's mood."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from cat_server import hall
from cat_server.sitting import events as sitting_events
from item_bank.later_fields import without_later

AnyEvent = sitting_events.Event

_CLASSES: dict[str, type[AnyEvent]] = {
    name: value
    for module in (sitting_events, hall)
    for name, value in vars(module).items()
    if isinstance(value, type)
    and issubclass(value, AnyEvent)
    and value not in (sitting_events.Event, sitting_events.StaffEvent)
}


def encode(event: AnyEvent) -> tuple[str, str]:
    """The event's type and body: JSON with sorted keys and no white space."""
    plain = without_later(msgspec.to_builtins(event), event)
    body = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return type(event).__name__, body


def decode(type_name: str, body: str) -> AnyEvent:
    """The event that `encode` made the body of; `ValueError` if there is no such type or it does not fit."""
    kind = _CLASSES.get(type_name)
    if kind is None:
        message = f"the journal holds an event of type {type_name!r}, which this version does not know"
        raise ValueError(message)
    fields: Any = json.loads(body)
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        message = f"the journal's {type_name} cannot be read: {error}"
        raise ValueError(message) from error


def event_types() -> tuple[type[AnyEvent], ...]:
    """Every event that the journal may hold."""
    return tuple(_CLASSES.values())
