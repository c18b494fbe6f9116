"""The native format: a folder with `bank.toml`, `items/**/*.toml` and `media/**/*.svg`, made for reading differences."""

from pathlib import Path

from item_bank.bank import Bank
from item_bank.findings import Finding


def read_bank(path: Path, *, shown_as: str | None = None) -> tuple[Bank | None, list[Finding]]:
    """The bank, or None when it has an error, and every problem in it; `shown_as` names the folder in findings."""
    raise NotImplementedError


def write_bank(bank: Bank, path: Path) -> None:
    """Write a bank into a new or empty folder, so that reading it gives an equal bank."""
    raise NotImplementedError
