"""The arguments of `cat-server import | export | template`. Not here: what they do."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any


def add_parsers(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Add the three commands to the command line's; `run` is what carries them out."""
    taking = commands.add_parser(
        "import", help="take a file or folder of any format into a bank, after a report of what it would do"
    )
    taking.add_argument("source", type=Path, help="folder, zip, QTI package, xlsx, csv, GIFT or Aiken file")
    taking.add_argument("--bank", default="", help="id of the bank to take it into; that of the file if not")
    taking.add_argument("--dry-run", action="store_true", help="report only")
    taking.add_argument("--yes", action="store_true", help="write without asking")
    states = taking.add_mutually_exclusive_group()
    states.add_argument("--states", action="store_true", help="take the states of the file over, too")
    states.add_argument("--drafts", action="store_true", help="what is new or changed becomes a draft")
    taking.add_argument("--note", default="", help="why, for the items' history")
    taking.add_argument("--all", action="store_true", help="print every problem and every item")
    told = taking.add_argument_group("what a file without a head of its own does not say")
    told.add_argument("--title", default="", help="title of the bank")
    told.add_argument("--languages", default="id", help="languages of its texts, by comma (id)")
    told.add_argument("--domain", default="", help="domain of questions that name none")
    told.add_argument("--metric", choices=("logit", "normal"), help="metric of its parameters; asked for")
    told.add_argument("--D", type=float, help="scaling constant (1 for logit, 1.702 for normal)")
    told.add_argument("--mean", type=float, default=0.0, help="mean of the reference group (0)")
    told.add_argument("--sd", type=float, default=1.0, help="its standard deviation (1)")
    taking.set_defaults(run=run, kind="import")
    giving = commands.add_parser("export", help="write a stored bank as a folder, zip, workbook or QTI 3.0")
    giving.add_argument("bank", help="id of the bank")
    giving.add_argument(
        "--out", type=Path, required=True, help="FILE.zip, FILE.xlsx, FILE.qti.zip or a new folder"
    )
    giving.set_defaults(run=run, kind="export")
    empty = commands.add_parser("template", help="write an empty workbook for a bank, with explanations")
    empty.add_argument("--out", type=Path, required=True, help="FILE.xlsx")
    empty.add_argument("--languages", default="id,en", help="languages of its texts, by comma (id,en)")
    empty.add_argument("--headers", choices=("id", "en"), default="id", help="language of its headers (id)")
    empty.set_defaults(run=run, kind="template")
