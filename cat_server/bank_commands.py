"""`cat-server import | export | template`: banks between files and the database; a report before writing."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from cat_server.banks import checking, files
from cat_server.banks.adoption import defaults_for
from cat_server.banks.intake import Intake, IntakeItem
from cat_server.banks.reading import UnknownBankError
from cat_server.banks.sentences import sentence, state_name
from cat_server.banks.service import BankService
from item_bank.bank import Bank, Scale
from item_bank.findings import Finding
from item_bank.formats.defaults import Defaults
from item_bank.formats.spreadsheet import template_xlsx
from item_bank.item_difference import FieldChange

DONE, HAS_ERRORS, NOT_CONFIRMED = 0, 1, 3
BAR = 30
MOST_FINDINGS = 200
MOST_ITEMS = 40
LONGEST_SHOWN = 60


def run(service: BankService, options: argparse.Namespace, *, by: str) -> int:
    """The exit code of one command: 0 done, 1 errors stood against it, 3 nobody said yes."""
    commands = {"import": run_import, "export": run_export}
    return commands[options.kind](service, options, by=by, say=sys.stdout)


def write_template(out: Path, languages: str, headers: str) -> int:
    """Write the template, over nothing that is there."""
    try:
        content = template_xlsx(_names(languages), headers="en" if headers == "en" else "id")
        with out.open("xb") as file:
            file.write(content)
    except FileExistsError:
        print(f"There is a {out} already, and nothing is written over it.", file=sys.stderr)
        return HAS_ERRORS
    except ValueError as error:
        print(error, file=sys.stderr)
        return HAS_ERRORS
    return DONE


def run_export(service: BankService, options: argparse.Namespace, *, by: str, say: TextIO) -> int:
    """Write a bank into a file or folder that is not there yet."""
    del by
    out: Path = options.out
    try:
        bank = service.bank(options.bank)
    except UnknownBankError:
        known = ", ".join(line.id for line in service.all()) or "none"
        print(f"There is no bank {options.bank!r} in this database. Known: {known}.", file=sys.stderr)
        return HAS_ERRORS
    plans = {row.id: row.body for row in service.plans(options.bank)}
    kind = next((each for each, ending in files.ENDINGS.items() if out.name.lower().endswith(ending)), None)
    try:
        if kind is not None:
            content = files.exported(bank, plans, kind)
            with out.open("xb") as file:
                file.write(content)
        else:
            files.write_folder(bank, plans, out)
    except FileExistsError:
        print(f"There is a {out} already, and nothing is written over it.", file=sys.stderr)
        return HAS_ERRORS
    except ValueError as error:
        print(error, file=sys.stderr)
        return HAS_ERRORS
    print(f"{out}: {len(bank.items)} items, {len(bank.media)} media, {len(plans)} exam plans.", file=say)
    if kind == "xlsx" and (bank.media or plans or bank.stimuli):
        print(
            "A workbook holds no drawings, stimuli or plans; a .zip or a folder holds everything.", file=say
        )
    return DONE


def run_import(service: BankService, options: argparse.Namespace, *, by: str, say: TextIO) -> int:
    """Report what taking a file in would do, and do it when somebody says yes."""
    started = time.perf_counter()
    defaults = _defaults(options)
    stored = service.stored(options.bank) if options.bank in {line.id for line in service.all()} else None
    if stored is not None:
        defaults = defaults_for(stored, defaults)
    line = _Line(sys.stderr)
    read = files.read_file(options.source, defaults=defaults, on_progress=line.progress)
    line.end()
    _print_findings(read.findings, say, shows_all=options.all)
    n_items = len(read.bank.items) if read.bank else 0
    print(
        f"{options.source}: {read.format}, {_number(n_items, 'item')}, {_counted(read.findings)}.", file=say
    )
    if read.bank is None:
        print("Nothing was written: mend the errors above first.", file=say)
        return HAS_ERRORS
    bank = replace(read.bank, id=options.bank) if options.bank else read.bank
    intake = service.plan_intake(
        bank,
        takes_states=True if options.states else False if options.drafts else None,
        keeps_head=not read.has_own_head,
        plans=files.plans_by_id(read.plans),
    )
    found = checking.findings_of_intake(intake)
    _print_findings(found, say, shows_all=options.all)
    _print_intake(intake, say, shows_all=options.all)
    print(f"Read and compared in {time.perf_counter() - started:.1f} s.", file=say)
    if any(each.severity == "error" for each in found):
        print("Nothing was written: mend the errors above first.", file=say)
        return HAS_ERRORS
    if options.dry_run or not intake.changes_anything:
        print("Nothing was written." if options.dry_run else "There is nothing to write.", file=say)
        return DONE
    if not options.yes and not _says_yes(intake, say):
        print("Nothing was written.", file=say)
        return NOT_CONFIRMED
    return _write(service, intake, bank, options, by=by, say=say)


def _write(
    service: BankService,
    intake: Intake,
    bank: Bank,
    options: argparse.Namespace,
    *,
    by: str,
    say: TextIO,
) -> int:
    started = time.perf_counter()
    outcome = service.take_in(intake, bank.media, by=by, note=options.note or f"import {options.source.name}")
    if outcome.refusal is not None:
        print(sentence(outcome.refusal, "en"), file=sys.stderr)
        return HAS_ERRORS
    print(f"Written into the bank {bank.id} in {time.perf_counter() - started:.1f} s.", file=say)
    return DONE


def _defaults(options: argparse.Namespace) -> Defaults:
    scale = None
    if options.metric is not None:
        constant = options.D or (1.702 if options.metric == "normal" else 1.0)
        scale = Scale(metric=options.metric, D=constant, mean=options.mean, sd=options.sd)
    return Defaults(_names(options.languages), scale, options.domain, options.bank, options.title)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for each in text.split(",") if (name := each.strip()))


def _says_yes(intake: Intake, say: TextIO) -> bool:
    if not sys.stdin.isatty():
        print("Nobody is there to be asked; --yes writes without asking.", file=say)
        return False
    print(f"Write this into the bank {intake.bank.id}? [y/N] ", file=say, end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "ya"}


# --- the report ----------------------------------------------------------------------------------------


def _print_findings(found: Sequence[Finding], say: TextIO, *, shows_all: bool) -> None:
    errors_first = sorted(found, key=lambda each: each.severity != "error")
    shown = errors_first if shows_all else errors_first[:MOST_FINDINGS]
    for each in shown:
        print(each.render(), file=say)
    if len(shown) < len(found):
        print(f"… and {len(found) - len(shown)} more; --all prints them.", file=say)


def _counted(found: Sequence[Finding]) -> str:
    n_errors = sum(each.severity == "error" for each in found)
    left_out = sum(each.code == "question-left-out" for each in found)
    told = f"{_number(n_errors, 'error')}, {_number(len(found) - n_errors, 'warning')}"
    return f"{told}, {_number(left_out, 'question')} left out" if left_out else told


def _number(n: int, thing: str) -> str:
    return f"{n:,} {thing}" if n == 1 else f"{n:,} {thing}s"


def _print_intake(intake: Intake, say: TextIO, *, shows_all: bool) -> None:
    counts = intake.counts
    where = f"a new bank {intake.bank.id}" if intake.is_new_bank else f"the bank {intake.bank.id}"
    told = ", ".join(f"{number} {_STANDINGS[standing]}" for standing, number in counts.items())
    print(f"Into {where}: {told}.", file=say)
    if intake.is_head_written and not intake.is_new_bank:
        print("  what its items share:", file=say)
        _print_changes(intake.head_difference, say)
    listed = [] if intake.is_new_bank else [*intake.by_standing["new"], *intake.by_standing["changed"]]
    other_state = [each for each in intake.by_standing["unchanged"] if each.gets_state]
    listed += other_state
    for each in listed if shows_all else listed[:MOST_ITEMS]:
        _print_item(each, say)
    if not shows_all and len(listed) > MOST_ITEMS:
        print(f"  … and {len(listed) - MOST_ITEMS} more items; --all prints them.", file=say)
    for plan in intake.plans:
        print(f"  exam plan {plan.id}: {plan.standing}, version {plan.version}", file=say)
    if intake.takes_states and not intake.is_new_bank:
        print("The states of the file are taken over; nobody here has judged them.", file=say)


_STANDINGS = {"new": "new", "changed": "changed", "unchanged": "unchanged", "kept": "kept (not in the file)"}


def _print_item(item: IntakeItem, say: TextIO) -> None:
    state = state_name(item.after.state, "en").lower()
    print(f"  {item.standing:<9} {item.id}: version {item.version}, {state}", file=say)
    if item.standing == "changed":
        _print_changes(item.difference, say)


def _print_changes(changes: Sequence[FieldChange], say: TextIO) -> None:
    for change in changes:
        print(f"            {change.name}: {_short(change.before)} -> {_short(change.after)}", file=say)


def _short(value: str | None) -> str:
    if value is None:
        return "–"
    one_line = "".join(sign if sign.isprintable() else " " for sign in value)
    return f"“{one_line[:LONGEST_SHOWN]}{'…' if len(one_line) > LONGEST_SHOWN else ''}”"


class _Line:
    """A line that fills while rows are read, where somebody is looking."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_seen = stream.isatty()

    def progress(self, done: int, total: int) -> None:
        """Draw how far it is."""
        if self._is_seen and total:
            filled = BAR * done // total
            bar = "█" * filled + "░" * (BAR - filled)
            told = f"{done:,} / {total:,}" if done < total else f"{total:,} rows; now they are checked"
            self._stream.write(f"\r\x1b[Kreading  {bar}  {told}")
            self._stream.flush()

    def end(self) -> None:
        """Leave an empty line behind."""
        if self._is_seen:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
