"""What is wrong with an item of a stored bank, judged by the rules of the native format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cat_server.banks.intake import Intake
from cat_server.banks.stored import StoredBank
from cat_server.storage.banks_codec import Media, bank_of
from item_bank.bank import Bank
from item_bank.checks import check_content
from item_bank.findings import Finding, in_reading_order
from item_bank.item_tables import (
    head_fields,
    item_fields,
    read_head,
    read_item,
    read_stimulus,
    stimulus_fields,
)
from item_bank.items import Item
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE

_OF_MEDIA = frozenset({"media-missing", "media-path"})


def read_fields(stored: StoredBank, fields: Mapping[str, Any]) -> tuple[Item | None, list[Finding]]:
    """The item of fields as an author writes them, or None, and what is wrong with them."""
    head = stored.shared.head
    report: list[Finding] = []
    table = Table(fields, NO_SOURCE, report, languages=head.languages)
    return read_item(table, head.response_scales), report


def findings_of_item(stored: StoredBank, item: Item, media: Mapping[str, Media]) -> list[Finding]:
    """What is wrong with an item by itself and among the ids of the bank; `media` are what it may show."""
    again, report = read_fields(stored, item_fields(item))
    if again is None:
        return report
    bank = bank_of(stored.shared, [again], media)
    known_ids = {*stored.items, item.id}
    found = check_content(bank, known_ids=known_ids, is_whole=False)
    return in_reading_order([*report, *(each for each in found if each.item in {"", item.id})])


def findings_of_state(stored: StoredBank, item: Item, state: str) -> list[Finding]:
    """What an item lacks to be in a state, such as parameters; nothing where it may be."""
    return read_fields(stored, {**item_fields(item), "state": state})[1]


def findings_of_shared(stored: StoredBank, intake: Intake) -> list[Finding]:
    """What another head or other stimuli break, in themselves and in the items that show what has changed."""
    head = intake.shared.head
    report: list[Finding] = []
    read_head(Table(head_fields(head), NO_SOURCE, report))
    for stimulus in intake.shared.stimuli:
        read_stimulus(Table(stimulus_fields(stimulus), NO_SOURCE, report, languages=head.languages))
    concerns_all = head.languages != stored.shared.head.languages or head.scale != stored.shared.head.scale
    for each in intake.items if concerns_all else intake.by_standing["changed"]:
        fields = {**item_fields(each.after), "state": each.before.state if each.before else each.after.state}
        table = Table(fields, NO_SOURCE, report, languages=head.languages, item=each.id)
        read_item(table, head.response_scales)
    return in_reading_order(report)


def findings_of_intake(intake: Intake) -> list[Finding]:
    """What is wrong between what a file brings and what is here already, such as copies under other ids.

    What is wrong in the file by itself, its reader has said.
    """
    touched = {each.id for each in intake.items if each.is_written}
    bank = intake.bank
    report: list[Finding] = []
    if intake.is_new_bank or not (touched or intake.is_head_written):
        return report
    for each in intake.items:
        # What was sound under the file's head may not be under the bank's, and the other way round.
        if each.is_written or (intake.is_head_written and each.standing == "kept"):
            _read_under(bank, each.after, report)
    if touched and not touched >= set(bank.by_id):
        found = check_content(bank, known_ids=bank.by_id.keys(), is_whole=False)
        report += [each for each in found if _is_between(each, touched)]
    return in_reading_order(report)


def _read_under(bank: Bank, item: Item, report: list[Finding]) -> None:
    source, path = bank.positions.table(item.id)
    table = Table(item_fields(item), source, report, path=path, languages=bank.languages, item=item.id)
    read_item(table, bank.response_scales)


def _is_between(found: Finding, touched: Iterable[str]) -> bool:
    others = {str(value) for name, value in found.arguments if name in {"first", "enemy"}}
    return found.code not in _OF_MEDIA and bool(others) and not {*others, found.item}.isdisjoint(touched)
