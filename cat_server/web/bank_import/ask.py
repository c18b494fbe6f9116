"""What somebody says about an upload: into which bank, with which states, in which metric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from item_bank.bank import Scale
from item_bank.formats.defaults import Defaults
from item_bank.table_reader import IDENTIFIER

METRICS: Mapping[str, float] = {"logit": 1.0, "normal": 1.702}
"""The metrics of parameters, with the constant D that is usual in each."""

STATES = ("", "drafts", "file")
"""What becomes of review states: as is usual, all that is new or changed a draft, or those of the file."""

_LARGEST = 1e6
_FILE = "ask.json"


@dataclass(frozen=True, slots=True)
class Ask:
    """`bank` is '' for the one that the file names; `languages` and what follows hold where it says nothing.

    `metric` is '' while nobody has said in which metric foreign parameters are.
    """

    filename: str
    by: str
    bank: str = ""
    states: str = ""
    domain: str = ""
    languages: tuple[str, ...] = ("id",)
    metric: str = ""
    D: float = 1.0
    mean: float = 0.0
    sd: float = 1.0

    @property
    def takes_states(self) -> bool | None:
        """Whether the file's states are taken over; None for what is usual."""
        return {"drafts": False, "file": True}.get(self.states)

    @property
    def defaults(self) -> Defaults:
        """What holds where the file says nothing."""
        scale = None
        if self.metric in METRICS:
            scale = Scale(
                metric="normal" if self.metric == "normal" else "logit", D=self.D, mean=self.mean, sd=self.sd
            )
        return Defaults(self.languages, scale, self.domain, self.bank)

    def write(self, folder: Path) -> None:
        """Put it beside the upload."""
        (folder / _FILE).write_bytes(msgspec.json.encode(self))

    @classmethod
    def read(cls, folder: Path) -> Ask:
        """What was said about the upload in this folder."""
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=cls)


def ask_of_form(form: Mapping[str, str], filename: str, by: str) -> Ask | None:
    """What a form says; None when something in it cannot be."""
    metric, states = form.get("metric", ""), form.get("states", "")
    languages = tuple(dict.fromkeys(each for each in form.get("languages", "id").replace(",", " ").split()))
    names = (form.get("into", "").strip(), form.get("domain", "").strip())
    numbers = [
        _number(form.get(name, ""), default)
        for name, default in (("D", METRICS.get(metric, 1.0)), ("mean", 0.0), ("sd", 1.0))
    ]
    constant, mean, sd = numbers
    if constant is None or mean is None or sd is None or constant <= 0 or sd <= 0 or not languages:
        return None
    if metric not in {"", *METRICS} or states not in STATES:
        return None
    if any(name and not IDENTIFIER.fullmatch(name) for name in names):
        return None
    return Ask(filename, by, names[0], states, names[1], languages, metric, constant, mean, sd)


def _number(text: str, default: float) -> float | None:
    """A number as people write it, with a decimal comma or point; None when it is none."""
    if not text.strip():
        return default
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= _LARGEST else None
