"""The arguments of `cat-server calibrate | link | fit | dif | security`. Not here: what they do."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

HELP = {
    "calibrate": "estimate item parameters from responses; writes a calibration file beside the bank",
    "link": "bring a calibration to the scale of an older one or of a release",
    "fit": "compare responses with the item parameters, item by item",
    "dif": "find items that differ between groups of like ability",
    "security": "find records, times and pairs that a person should look at",
}


def add_parsers(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Add the five commands to the command line's; `run` is what carries them out."""
    for kind, told in HELP.items():
        parser = commands.add_parser(kind, help=told)
        parser.set_defaults(run=run, kind=kind)
        if kind == "link":
            parser.add_argument("new", type=Path, help="the calibration file to bring over")
            parser.add_argument("old", help="calibration file, or digest of the release, with the old scale")
        else:
            parser.add_argument(
                "source",
                nargs="?",
                default="journal",
                help="a csv or parquet file; the journal where none is",
            )
            parser.add_argument(
                "--blanks-wrong",
                action="store_true",
                help="blanks of a file count as wrong: for a form that everybody was given whole",
            )
            parser.add_argument("--programme", help="only sittings of this programme, by its id")
            parser.add_argument("--known", type=Path, help="calibration file with known parameters")
            parser.add_argument("--items", type=_names, default=(), help="only these items, by comma")
        parser.add_argument("--release", help="release whose sittings and parameters are used, by its digest")
        parser.add_argument("--section", default="", help="id of the section; the first where none is named")
        parser.add_argument(
            "--bank", default="", help="id of the bank; that of the release where there is one"
        )
        parser.add_argument("--date", default="", help="day to date the result with (today)")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same result (1)")
        parser.add_argument("--out", type=Path, help="folder of the files (analysis-<kind>-<digest>)")
        parser.add_argument("--language", choices=("id", "en"), default="en", help="of the summary (en)")
        _add_options(parser, kind)


def _add_options(parser: argparse.ArgumentParser, kind: str) -> None:
    if kind in ("calibrate", "link"):
        parser.add_argument(
            "--anchors",
            type=_names,
            default=(),
            help="items that carry the scale, by comma; '*' is all known",
        )
    if kind == "link":
        methods = ("stocking_lord", "haebara", "mean_sigma", "mean_mean")
        parser.add_argument("--method", choices=methods, default="stocking_lord")
        parser.add_argument(
            "--keep-drift", dest="removes_drift", action="store_false", help="keep anchors that changed"
        )
        return
    parser.add_argument(
        "--model", choices=("1pl", "2pl", "3pl", "4pl"), default="2pl", help="of right-or-wrong items"
    )
    parser.add_argument(
        "--polytomous", choices=("grm", "gpcm", "pcm", "nominal"), default="grm", help="of other items"
    )
    if kind == "calibrate":
        parser.add_argument("--priors", choices=("usual", "new_items", "known"), default="usual")
        parser.add_argument("--group", default="", help="column of groups with distributions of their own")
        parser.add_argument("--population", choices=("normal", "histogram"), default="normal")
        parser.add_argument("--times", dest="has_times", action="store_true", help="response times, too")
        parser.add_argument(
            "--without-rapid",
            dest="leaves_out_rapid",
            action="store_true",
            help="leave out answers faster than a tenth of the item's mean time",
        )
        parser.add_argument(
            "--known-models",
            dest="keeps_models",
            action="store_true",
            help="items with known parameters keep their models",
        )
        _add_online(parser)
    elif kind == "fit":
        parser.add_argument("--draws", dest="n_draws", type=int, default=10, help="plausible values (10)")
    elif kind == "dif":
        parser.add_argument("--group", required=True, help="column of the groups")
        parser.add_argument("--reference", default="", help="the group to compare with; the largest")
    elif kind == "security":
        parser.add_argument("--level", type=_level, default=0.01, help="share of chance findings (0.01)")
        parser.add_argument("--pairs", choices=("hall", "all"), default="hall")
        parser.add_argument("--simulations", dest="n_simulations", type=int, default=499)


def _add_online(parser: argparse.ArgumentParser) -> None:
    """What `calibrate --online` has besides; None is the usual value."""
    parser.add_argument(
        "--online", action="store_true", help="items on trial only, on the scale of the release's others"
    )
    online = parser.add_argument_group("with --online")
    online.add_argument(
        "--method", choices=("fipc", "mem"), help="population estimated anew, or held at the prior (fipc)"
    )
    online.add_argument(
        "--earlier",
        action="append",
        default=[],
        help="also the sittings of this release of the same bank, by its digest; may be repeated",
    )
    online.add_argument("--min-responses", type=int, help="before anything is proposed (200)")
    online.add_argument("--max-responses", type=int, help="after which an item is given up (2,000)")
    online.add_argument("--difficulty-error", type=float, help="largest SE of b to promote an item (0.2)")
    online.add_argument("--slope-error", type=float, help="largest SE of a, as a share of a (0.25)")


def _names(told: str) -> tuple[str, ...]:
    return tuple(name for part in told.split(",") if (name := part.strip()))


def _level(told: str) -> float:
    level = float(told)
    if not 0.0 < level < 0.5:  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"must be above 0 and below 0.5, got {told}")
    return level
