"""The small sound bank of the tests of `item_bank`, in memory."""

from __future__ import annotations

from dataclasses import replace

from item_bank.bank import Bank, Positions
from item_bank.formats.folder import read_bank_package
from item_bank.items import Item, Text
from tests.item_bank.small_bank import sound_files


def small_files() -> dict[str, bytes]:
    """The files of the bank by their paths."""
    return {name: each.encode() if isinstance(each, str) else each for name, each in sound_files().items()}


def small_bank() -> Bank:
    """The bank."""
    bank, findings = read_bank_package(small_files())
    assert bank is not None, findings
    return replace(bank, positions=Positions())


def reworded(item: Item, english: str) -> Item:
    """The item with another English stem."""
    stem = Text({**item.prompt.stem, "en": english})
    return replace(item, prompt=replace(item.prompt, stem=stem))


def with_items(bank: Bank, *items: Item) -> Bank:
    """The bank with these in place of the items of their ids."""
    return replace(bank, items=tuple({**bank.by_id, **{item.id: item for item in items}}.values()))
