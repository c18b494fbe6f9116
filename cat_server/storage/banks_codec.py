"""Banks as what the tables hold: JSON of heads and items, and digests. The tables are `storage.banks`'.

What an item is, is more than its fields: drawings, the passage of its set, the labels of its response scale,
the metric of its parameters. Their digests are the item's `uses`, and its digest covers them, so that another
drawing makes another version.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from types import MappingProxyType
from typing import Any

import msgspec

from item_bank.bank import Bank
from item_bank.findings import Finding, has_errors
from item_bank.formats.package.sniffing import type_of
from item_bank.item_tables import (
    BankHead,
    head_fields,
    item_fields,
    read_head,
    read_item,
    read_stimulus,
    stimulus_fields,
)
from item_bank.items import Item, Stimulus
from item_bank.kinds.kind import ResponseScales
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE

Media = str | bytes
"""A drawing as its text, or an image or sound as its bytes."""

SVG = "image/svg+xml"
SCALE = "scale"
"""The name of the metric of parameters among what an item uses."""

_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_MEDIA_NAME = re.compile(r"media/[\w./-]*\w")

_as_written = partial(msgspec.json.encode, enc_hook=dict)
_canonical = partial(msgspec.json.encode, enc_hook=dict, order="sorted")


@dataclass(frozen=True, slots=True)
class SharedContent:
    """What the items of a bank share; `media` are names with digests."""

    head: BankHead
    stimuli: tuple[Stimulus, ...] = ()
    media: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemContent:
    """One item without its state: JSON of its fields, digests of what it shows beside them, and of both."""

    body: str
    uses: Mapping[str, str]
    digest: str

    @property
    def media(self) -> dict[str, str]:
        """The names of its media with their digests."""
        return {name: digest for name, digest in self.uses.items() if name.startswith("media/")}


class _Shared(msgspec.Struct):
    head: dict[str, Any]
    stimuli: list[dict[str, Any]]
    media: dict[str, str]


# --- media -------------------------------------------------------------------------------------------------


def media_bytes(content: Media) -> bytes:
    """What is stored of a drawing, image or sound."""
    return content.encode() if isinstance(content, str) else content


def media_digest(content: Media) -> str:
    """The name of a drawing, image or sound."""
    return hashlib.sha256(media_bytes(content)).hexdigest()


def media_type(content: Media) -> str:
    """The type of a drawing, image or sound; only a drawing is a text."""
    if isinstance(content, str):
        return SVG
    found = type_of(content)
    return _TYPES.get(found, f"{found}/*" if found in {"audio", "video"} else "application/octet-stream")


def media_of(media_kind: str, body: bytes) -> Media:
    """What was stored, as a bank holds it."""
    return body.decode() if media_kind == SVG else body


# --- what items share --------------------------------------------------------------------------------------


def shared_of(bank: Bank, media: Mapping[str, str]) -> SharedContent:
    """What the items of a bank share; `media` are the names and digests of all its media."""
    head = BankHead(**{each.name: getattr(bank, each.name) for each in fields(BankHead)})
    return SharedContent(head, tuple(bank.stimuli), media)


def shared_body(shared: SharedContent) -> str:
    """The JSON of what items share."""
    return _as_written(_plain_shared(shared)).decode()


def shared_digest(shared: SharedContent) -> str:
    """The digest of what items share, whatever the order of names."""
    return hashlib.sha256(_canonical(_plain_shared(shared))).hexdigest()


def read_shared(body: str) -> SharedContent:
    """What items share, from its JSON.

    Raises:
        ValueError: it was written by a version whose banks are others.
    """
    read = msgspec.json.decode(body, type=_Shared)
    report: list[Finding] = []
    head = read_head(Table(read.head, NO_SOURCE, report))
    stimuli = [read_stimulus(Table(each, NO_SOURCE, report)) for each in read.stimuli]
    _expect_sound(report, "the stored bank", str(read.head.get("id")))
    return SharedContent(head, tuple(each for each in stimuli if each), MappingProxyType(read.media))


def digests_to_use(shared: SharedContent) -> dict[str, str]:
    """Everything that an item may use beside its fields, by name: media, stimuli, response scales, metric."""
    found = dict(shared.media)
    for stimulus in shared.stimuli:
        content = stimulus_fields(stimulus)
        own = {name: shared.media[name] for name in _media_names(content) if name in shared.media}
        found[f"stimulus/{stimulus.id}"] = hashlib.sha256(_canonical([content, own])).hexdigest()
    for name, labels in shared.head.response_scales.items():
        found[f"response_scale/{name}"] = hashlib.sha256(_canonical(list(labels))).hexdigest()
    scale = shared.head.scale
    found[SCALE] = hashlib.sha256(_canonical([scale.D, scale.mean, scale.sd])).hexdigest()
    return found


def stimulus_media(stimuli: Iterable[Stimulus]) -> set[str]:
    """The names of the media that stimuli show."""
    return {name for stimulus in stimuli for name in _media_names(stimulus_fields(stimulus))}


# --- items -------------------------------------------------------------------------------------------------


def item_content(item: Item, digests: Mapping[str, str]) -> ItemContent:
    """The content of an item among `digests_to_use`."""
    written = {name: value for name, value in item_fields(item).items() if name != "state"}
    names = [
        *_media_names(written),
        f"stimulus/{item.item_set}",
        f"response_scale/{item.prompt.response_scale}",
    ]
    if item.parameters is not None:  # the same numbers in another metric are another item
        names.append(SCALE)
    uses = {name: digests[name] for name in dict.fromkeys(names) if name in digests}
    digest = hashlib.sha256(_canonical([written, uses])).hexdigest()
    return ItemContent(_as_written(written).decode(), MappingProxyType(uses), digest)


def read_stored_item(body: str, state: str, scales: ResponseScales) -> Item:
    """The item of its JSON in a state.

    Raises:
        ValueError: it was written by a version whose items are others.
    """
    read = msgspec.json.decode(body, type=dict[str, Any])
    report: list[Finding] = []
    # A draft asks for the least. In which languages and states an item may be, the rules say when it changes.
    item = read_item(Table({**read, "state": "draft"}, NO_SOURCE, report), scales)
    if item is None:
        _expect_sound(report, "the stored item", str(read.get("id")))
        raise ValueError(f"the stored item {read.get('id')} cannot be read")
    return replace(item, state=state)


def with_scales(item: Item, scales: ResponseScales) -> Item:
    """The item with the labels that its response scale has now; as it is when the scale is gone."""
    if item.prompt.response_scale not in scales:
        return item
    return read_stored_item(item_content(item, {}).body, item.state, scales)


def item_fields_of(body: str) -> dict[str, Any]:
    """The fields of an item from its JSON, unread: texts are tables by language."""
    return msgspec.json.decode(body, type=dict[str, Any])


def version_digest(body: str, uses: str) -> str:
    """The digest that a stored version calls for."""
    content = [msgspec.json.decode(body), msgspec.json.decode(uses)]
    return hashlib.sha256(_canonical(content)).hexdigest()


def body_digest(body: str) -> str:
    """The digest that stored JSON calls for, whatever the order of names."""
    return hashlib.sha256(_canonical(msgspec.json.decode(body))).hexdigest()


def uses_text(uses: Mapping[str, str]) -> str:
    """The JSON of an item's `uses`."""
    return _canonical(dict(uses)).decode()


def read_uses(text: str) -> Mapping[str, str]:
    """An item's `uses` from its JSON."""
    return MappingProxyType(msgspec.json.decode(text, type=dict[str, str]))


# --- whole banks, handed from one process to another -------------------------------------------------------


class _PackedMedia(msgspec.Struct):
    type: str
    body: bytes


class _Packed(msgspec.Struct):
    shared: _Shared
    items: list[tuple[str, str]]
    media: dict[str, _PackedMedia]


def packed(bank: Bank) -> bytes:
    """A bank as bytes that only this program reads."""
    shared = _plain_shared(shared_of(bank, {}))
    items = [(item_content(item, {}).body, item.state) for item in bank.items]
    media = {name: _PackedMedia(media_type(each), media_bytes(each)) for name, each in bank.media.items()}
    return _as_written(_Packed(shared, items, media))


def unpacked(content: bytes) -> Bank:
    """The bank in bytes that `packed` made.

    Raises:
        ValueError: they are none.
    """
    read = msgspec.json.decode(content, type=_Packed)
    shared = read_shared(_as_written(read.shared).decode())
    items = [read_stored_item(body, state, shared.head.response_scales) for body, state in read.items]
    return bank_of(shared, items, {name: media_of(each.type, each.body) for name, each in read.media.items()})


def bank_of(shared: SharedContent, items: Iterable[Item], media: Mapping[str, Media]) -> Bank:
    """A bank of its parts."""
    head = {each.name: getattr(shared.head, each.name) for each in fields(BankHead)}
    return Bank(**head, items=tuple(items), media=media, stimuli=shared.stimuli)


def _plain_shared(shared: SharedContent) -> _Shared:
    stimuli = [stimulus_fields(each) for each in sorted(shared.stimuli, key=lambda each: each.id)]
    return _Shared(head_fields(shared.head), stimuli, dict(shared.media))


def _media_names(value: Any) -> Iterator[str]:
    """Every name of a medium in fields, in figures as well as in texts."""
    if isinstance(value, str):
        if "media/" in value:
            yield from _MEDIA_NAME.findall(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _media_names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _media_names(inner)


def _expect_sound(report: list[Finding], what: str, name: str) -> None:
    if has_errors(report):
        raise ValueError(f"{what} {name} cannot be read by this version: {report[0].message}")
