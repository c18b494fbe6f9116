"""Round trip: a bank that is written as a workbook reads as an equal bank."""

from pathlib import Path

from hypothesis import given, settings

from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.findings import has_errors
from item_bank.formats.folder import read_bank
from item_bank.formats.spreadsheet import read_spreadsheet, write_xlsx
from tests.item_bank.formats.test_round_trip import banks
from tests.item_bank.small_bank import sound_bank

DEMO = Path(__file__).resolve().parents[4] / "item_bank" / "demo"


@settings(max_examples=40)
@given(banks())
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


def test_the_sound_bank_comes_back_equal_and_without_findings(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    again, findings = read_spreadsheet(write_xlsx(bank), "bank.xlsx", media=bank.media)
    assert findings == []
    assert again == bank


def test_the_demo_bank_comes_back_equal() -> None:
    bank, _ = read_bank(DEMO)
    assert bank is not None
    again, findings = read_spreadsheet(write_xlsx(bank), "bank.xlsx", media=bank.media)
    assert not has_errors(findings)
    assert again == bank
