"""`cat-server generate`: items from a generator's seeds, into a bank's folder and onto a page to look at.

A bank that is there gets one file of items and its drawings, and nothing else in it is touched. What the
checks of a bank would refuse is not written.
"""

from __future__ import annotations

import argparse
import re
import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from item_bank.bank import Bank
    from item_bank.findings import Finding
    from item_bank.generators.generator import Generated
    from item_bank.items import Item

MOST_ITEMS = 20_000
MOST_FINDINGS = 20
_RANGE = re.compile(r"([+-]?\d+(?:\.\d+)?)\.\.([+-]?\d+(?:\.\d+)?)")
_NEGATIVE = re.compile(r"-\.?\d")


class CannotGenerateError(ValueError):
    """What was asked for cannot be made or written; the message says why."""


def add_parser(commands: Any, run_it: Callable[[argparse.Namespace], int]) -> None:
    """Add the command to the command line's; `run_it` is what carries it out."""
    parser = commands.add_parser("generate", help="make items from a generator, for a bank or to look at")
    parser.add_argument("name", help="of the generator, such as syllogisms; a wrong one lists them all")
    parser.add_argument("--count", type=_count, default=200, help="how many items (200)")
    parser.add_argument(
        "--difficulty", type=_range, help="only priors in this range of logits, such as -1..2"
    )
    parser.add_argument("--seed", type=int, default=1, help="first seed; the same seeds, the same items (1)")
    parser.add_argument("--domain", help="domain of the items (the generator's own)")
    parser.add_argument("--state", default="draft", help="state of the items (draft)")
    parser.add_argument("--out", type=Path, help="folder of a new bank, or of one that gets these items, too")
    parser.add_argument("--sheet", type=Path, help="an HTML page that shows the items with their keys")
    parser.add_argument("--replace", action="store_true", help="write over what an earlier run wrote")
    # A range may begin with a minus sign, which would be taken for an option.
    parser._negative_number_matcher = _NEGATIVE  # noqa: SLF001
    parser.set_defaults(run=run_it)


def run(options: argparse.Namespace) -> tuple[int, list[str]]:
    """Make and write what is asked for; the exit code and the lines to print."""
    try:
        items = _generated(options)
        told = _told(options.name, items)
        if options.sheet is not None:
            _refuse_to_overwrite(options.sheet, may_replace=options.replace)
        if options.out is not None:
            told += _write_bank(options, items)
        if options.sheet is not None:
            told.append(_write_sheet(options, items))
    except CannotGenerateError as error:
        return 2, [str(error)]
    except OSError as error:
        return 2, [f"{error.filename} cannot be written: {error.strerror}."]
    if options.out is None and options.sheet is None:
        told.append("Nothing was written: name a folder with --out, or a page with --sheet.")
    return 0, told


def _generated(options: argparse.Namespace) -> list[Generated]:
    from item_bank.generators.registry import GENERATORS, series_of  # noqa: PLC0415
    from item_bank.items import STATES  # noqa: PLC0415
    from item_bank.table_reader import IDENTIFIER  # noqa: PLC0415

    generator = GENERATORS.get(options.name)
    if generator is None:
        known = ", ".join(sorted(GENERATORS))
        raise CannotGenerateError(f"There is no generator named {options.name!r}. There are: {known}.")
    if options.state not in STATES:
        raise CannotGenerateError(f"--state must be one of {', '.join(STATES)}, got {options.state!r}.")
    if options.domain is not None and not IDENTIFIER.fullmatch(options.domain):
        raise CannotGenerateError(f"--domain must be a short name without spaces, got {options.domain!r}.")
    series = series_of(generator, options.count, first_seed=options.seed, difficulty=options.difficulty)
    try:
        return [
            replace(
                made,
                item=replace(made.item, state=options.state, domain=options.domain or made.item.domain),
            )
            for made in series
        ]
    except ValueError as error:
        raise CannotGenerateError(f"{str(error)[:1].upper()}{str(error)[1:]}") from error


def _told(name: str, items: Sequence[Generated]) -> list[str]:
    """What was made, in lines."""
    from item_bank.kinds import KINDS  # noqa: PLC0415

    difficulties = [made.difficulty for made in items]
    places = Counter(KINDS[made.item.kind].key_place(made.item) for made in items)
    templates = Counter(made.template for made in items)
    seeds = f"{min(made.seed for made in items)} to {max(made.seed for made in items)}"
    keys = ", ".join(
        f"{chr(ord('A') + place)} {number}"
        for place, number in sorted((place, number) for place, number in places.items() if place is not None)
    )
    mean, doubt = sum(difficulties) / len(items), f"priors with sd {items[0].item.prior_sd or 0:g}"
    return [
        f"{len(items)} items of {name}, from seeds {seeds}.",
        f"Difficulty: {min(difficulties):.2f} to {max(difficulties):.2f} logits, mean {mean:.2f}; {doubt}.",
        *([f"Keys: {keys}."] if keys else []),
        f"{len(templates)} templates, at most {max(templates.values())} items of one.",
    ]


def _write_bank(options: argparse.Namespace, items: Sequence[Generated]) -> list[str]:
    """Write the items into a bank's folder, new or not, after checking them as part of it."""
    from item_bank.formats.toml_writer import toml_text  # noqa: PLC0415
    from item_bank.item_tables import BankHead, head_fields, item_fields  # noqa: PLC0415

    folder: Path = options.out
    name = f"items/generated/{options.name.replace('_', '-')}.toml"
    bank, is_new = _bank_at(folder)
    replaced = [] if is_new else _items_in(bank, folder / name)
    if (folder / name).exists() and not options.replace:
        raise CannotGenerateError(f"{folder / name} is there already. Write over it with --replace.")
    ours = _in_languages(items, bank.languages, folder)
    kept = [item for item in bank.items if item.id not in {old.id for old in replaced}]
    kept_ids, kept_media = {item.id for item in kept}, {f.media for item in kept for f in item.figures}
    media = {path: svg for made in items for path, svg in made.media.items()}
    for taken in sorted({item.id for item in ours} & kept_ids) or sorted(set(media) & kept_media):
        raise CannotGenerateError(f"The bank in {folder} has its own {taken}. Choose another --seed.")
    stale = {figure.media for old in replaced for figure in old.figures} - kept_media - set(media)
    drawings = {path: svg for path, svg in bank.media.items() if path not in stale} | media
    _refuse_errors(replace(bank, items=(*kept, *ours), media=drawings))
    asked = _asked_again(options)
    files = {
        name: f"# Written by `{asked}`; a change here is lost with the next run.\n\n"
        + toml_text({"item": [item_fields(item) for item in ours]}),
        **media,
    }
    if is_new:
        head = BankHead(bank.id, bank.title, bank.languages, bank.notice, bank.scale, bank.response_scales)
        files["bank.toml"] = toml_text(head_fields(head))
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")
    for path in stale:
        (folder / path).unlink(missing_ok=True)
    return [f"Written into the bank in {folder}: {name} and {len(media)} drawings."]


def _bank_at(folder: Path) -> tuple[Bank, bool]:
    """The bank of a folder, or a new one where there is nothing."""
    from item_bank.bank import Bank  # noqa: PLC0415
    from item_bank.formats.folder import read_bank  # noqa: PLC0415
    from item_bank.items import Text  # noqa: PLC0415
    from item_bank.table_reader import IDENTIFIER  # noqa: PLC0415

    if (folder / "bank.toml").exists():
        bank, findings = read_bank(folder)
        if bank is None:
            n_errors = sum(found.severity == "error" for found in findings)
            errors = "1 error" if n_errors == 1 else f"{n_errors} errors"
            raise CannotGenerateError(
                f"The bank in {folder} has {errors}. See with `cat-server check {folder}`, and mend first."
            )
        return bank, False
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotGenerateError(
            f"{folder} is neither a bank nor an empty folder. Name the folder of a bank, or a new one."
        )
    own_id = folder.resolve().name
    return (
        Bank(
            id=own_id if IDENTIFIER.fullmatch(own_id) else "generated",
            title=Text({"id": "Bank soal buatan generator", "en": "Bank of generated items"}),
            languages=("id", "en"),
            notice=Text(
                {
                    "id": "Soal buatan generator. Parameter butir adalah perkiraan awal, belum dikalibrasi.",
                    "en": "Items made by generators. Item parameters are priors, not calibrated.",
                }
            ),
            items=(),
        ),
        True,
    )


def _items_in(bank: Bank, file: Path) -> list[Item]:
    """The items that a bank reads from one of its files."""
    return [item for item in bank.items if Path(bank.positions.table(item.id)[0].file) == file]


def _in_languages(items: Sequence[Generated], languages: Sequence[str], folder: Path) -> list[Item]:
    """The items with texts in the languages of a bank only."""
    from item_bank.items import Figure, Text  # noqa: PLC0415

    made_in = set(items[0].item.prompt.stem)
    if not set(languages) <= made_in:
        own, ours = ", ".join(languages), ", ".join(sorted(made_in))
        raise CannotGenerateError(f"The bank in {folder} is in {own}; items are made in {ours}.")

    def text(words: Text) -> Text:
        return Text({language: words[language] for language in languages})

    def figure(drawing: Figure | None) -> Figure | None:
        return drawing and Figure(drawing.media, text(drawing.alt))

    found = []
    for made in items:
        prompt = made.item.prompt
        options = tuple(
            replace(option, text=option.text and text(option.text), figure=figure(option.figure))
            for option in prompt.options
        )
        spoken = replace(prompt, stem=text(prompt.stem), options=options, figure=figure(prompt.figure))
        found.append(replace(made.item, prompt=spoken))
    return found


def _refuse_errors(bank: Bank) -> None:
    """Raise CannotGenerateError where the bank would have errors."""
    from item_bank.checks import check  # noqa: PLC0415

    errors: list[Finding] = [found for found in check(bank, with_advice=False) if found.severity == "error"]
    if errors:
        listed = "\n".join(str(error) for error in errors[:MOST_FINDINGS])
        raise CannotGenerateError(
            f"Nothing was written, because the bank would have {len(errors)} errors:\n{listed}"
        )


def _write_sheet(options: argparse.Namespace, items: Sequence[Generated]) -> str:
    from item_bank.generators import contact_sheet  # noqa: PLC0415

    told = " ".join(_told(options.name, items))
    options.sheet.parent.mkdir(parents=True, exist_ok=True)
    content = contact_sheet.page(items, title=f"Generated items: {options.name}", told=told)
    options.sheet.write_text(content, encoding="utf-8", newline="\n")
    return f"The items can be looked at in {options.sheet}; it shows the keys."


def _refuse_to_overwrite(file: Path, *, may_replace: bool) -> None:
    if file.exists() and not may_replace:
        raise CannotGenerateError(f"{file} is there already. Write over it with --replace.")


def _asked_again(options: argparse.Namespace) -> str:
    """The command that makes the same items."""
    words = [
        "cat-server",
        "generate",
        options.name,
        "--count",
        str(options.count),
        "--seed",
        str(options.seed),
    ]
    if options.difficulty is not None:
        low, high = options.difficulty
        words += ["--difficulty", f"{low:g}..{high:g}"]
    if options.domain is not None:
        words += ["--domain", options.domain]
    return shlex.join([*words, "--state", options.state])


def _count(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if not 1 <= number <= MOST_ITEMS:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {MOST_ITEMS:,}, got {text}")
    return number


def _range(text: str) -> tuple[float, float]:
    found = _RANGE.fullmatch(text.replace("−", "-"))
    if found is None or float(found[1]) > float(found[2]):
        raise argparse.ArgumentTypeError(f"must be two numbers that rise, such as -1..2, got {text}")
    return float(found[1]), float(found[2])
