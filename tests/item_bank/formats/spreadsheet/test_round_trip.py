"""Round trip: a bank that is written as a workbook reads as an equal bank, whatever its items are."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from openpyxl import load_workbook

from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.findings import has_errors
from item_bank.formats.defaults import Defaults
from item_bank.formats.folder import read_bank
from item_bank.formats.importing import import_bytes
from item_bank.formats.qti import read_qti
from item_bank.formats.spreadsheet import read_spreadsheet, write_package, write_xlsx
from item_bank.formats.spreadsheet.columns import MORE
from item_bank.formats.spreadsheet.item_cells import item_cells
from item_bank.items import Item
from tests.item_bank.formats import test_round_trip as simple
from tests.item_bank.formats.package.hostile import png
from tests.item_bank.formats.qti.corpus import SAMPLES
from tests.item_bank.formats.qti.packages import package
from tests.item_bank.formats.spreadsheet.random_banks import banks
from tests.item_bank.kinds.test_kinds import CASES, bank_with
from tests.item_bank.small_bank import sound_bank

DEMO = Path(__file__).resolve().parents[4] / "item_bank" / "demo"


def has_json(item: Item) -> bool:
    return bool({(column.path, "") for column in MORE} & item_cells(item).keys())


@settings(max_examples=15)
@given(simple.banks())
def test_any_sound_bank_comes_back_equal(bank: Bank) -> None:
    again, findings = read_spreadsheet(write_xlsx(bank), "bank.xlsx", media=bank.media)
    codes = {each.code for each in findings if each.severity == "error"}
    assert codes <= {
        "content-repeated",
        "options-not-distinct",
        "parameters-invalid",
        "sheet-without-rows",
    }, [each.render() for each in findings]
    assert (has_errors(check(bank)) or not bank.items) == (again is None)
    if again is not None:
        assert again == bank


@settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # shrinking takes minutes
@given(banks())
def test_any_bank_with_items_of_all_kinds_comes_back_equal_with_its_media(bank: Bank) -> None:
    again, findings = import_bytes(write_package(bank), "bank.zip")
    expected = {each.code for each in check(bank) if each.severity == "error"}
    assert {each.code for each in findings if each.severity == "error"} == expected, [
        each.render() for each in findings
    ]
    if again is not None:
        assert again == bank


def test_the_sound_bank_comes_back_equal_and_without_findings(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    again, findings = read_spreadsheet(write_xlsx(bank), "bank.xlsx", media=bank.media)
    assert findings == []
    assert again == bank


@pytest.mark.parametrize("name", CASES)
def test_an_item_of_each_kind_has_a_column_for_everything(tmp_path: Path, name: str) -> None:
    bank = bank_with(tmp_path, name)
    assert not any(map(has_json, bank.items))
    again, findings = read_spreadsheet(write_xlsx(bank), "bank.xlsx", media=bank.media)
    assert [each for each in findings if each.severity == "error"] == []
    assert again == bank


def test_the_demo_bank_comes_back_equal() -> None:
    bank, _ = read_bank(DEMO)
    assert bank is not None
    assert not any(map(has_json, bank.items))
    again, findings = read_spreadsheet(write_xlsx(bank), "bank.xlsx", media=bank.media)
    assert not has_errors(findings)
    assert again == bank


def test_what_qti_brings_comes_back_equal_with_what_has_no_column() -> None:
    items = {f"items/{each.name}.xml": each.xml for each in SAMPLES}
    bank, _ = read_qti(package(items, others={"items/gambar/peta.png": png(20, 10)}), "p.zip")
    assert bank is not None
    repeated = {each.item for each in check(bank) if each.code == "content-repeated"}
    bank = replace(bank, items=tuple(item for item in bank.items if item.id not in repeated))
    parts = [item for item in bank.items if item.kind == "composite"]
    assert parts
    assert all(map(has_json, parts))
    again, findings = import_bytes(write_package(bank), "bank.zip")
    assert [each.render() for each in findings if each.severity == "error"] == []
    assert again == bank


def test_fields_without_a_column_go_into_as_many_cells_as_they_need(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    item = bank.items[0]
    long = replace(item, catalogue="<a>" + "x_x0041_y é " * 7_000 + "</a>")
    again, findings = read_spreadsheet(
        write_xlsx(replace(bank, items=(long, *bank.items[1:]))), "bank.xlsx", media=bank.media
    )
    assert [each for each in findings if each.severity == "error"] == []
    assert again is not None
    assert again.items[0] == long
    with pytest.raises(ValueError, match="must fit into 9 cells"):
        item_cells(replace(item, catalogue="x" * 300_000))


def test_the_sheet_of_items_says_the_same_as_csv(tmp_path: Path) -> None:
    for name in CASES:
        (tmp_path / name).mkdir()
        bank = bank_with(tmp_path / name, name)
        sheet = load_workbook(io.BytesIO(write_xlsx(bank)))["items"]
        out = io.StringIO()
        csv.writer(out).writerows(sheet.iter_rows(values_only=True))
        scales = {"response_scale"} & set(next(sheet.iter_rows(values_only=True)))
        again, findings = read_spreadsheet(
            out.getvalue().encode(), "bank.csv", defaults=Defaults(scale=bank.scale), media=bank.media
        )
        unknown = {each.code for each in findings if each.severity == "error"}
        assert unknown == ({"response-scale-unknown"} if scales else set()), [
            each.render() for each in findings
        ]
        assert again is None or again.items == bank.items
