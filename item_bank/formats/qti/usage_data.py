"""Usage data of a package: IRT parameters by the names that are customary; there is no fixed vocabulary."""

import re
from collections.abc import Iterator
from typing import Final

from item_bank.formats.package import Node
from item_bank.formats.qti.package_files import QtiFiles

NAMES: Final = {
    "aparm": "a", "aparameter": "a", "aparam": "a", "irta": "a", "discrimination": "a",
    "bparm": "b", "bparameter": "b", "bparam": "b", "irtb": "b",
    "cparm": "c", "cparameter": "c", "cparam": "c", "irtc": "c", "guessing": "c",
}  # fmt: skip

_NOT_LETTERS = re.compile(r"[^a-z]+")


def read_numbers(files: QtiFiles) -> tuple[dict[str, dict[str, float]], set[str]]:
    """Parameters by item identifier, where there is a difficulty; and the names of what is not carried."""
    found: dict[str, dict[str, float]] = {}
    others: set[str] = set()
    for _, root in files.usage_data():
        for statistic in root.all("ordinary-statistic", "categorized-statistic"):
            name = NAMES.get(_NOT_LETTERS.sub("", statistic.get("name").lower()))
            if name is None or statistic.name != "ordinary-statistic":
                others.add(statistic.get("name")[:40])
                continue
            value = _number(statistic)
            for target in _targets(statistic):
                if value is not None:
                    found.setdefault(target, {})[name] = value
    return {item: numbers for item, numbers in found.items() if "b" in numbers}, others


def _targets(statistic: Node) -> Iterator[str]:
    for target in statistic.all("target-object"):
        yield target.get("identifier")


def _number(statistic: Node) -> float | None:
    value = statistic.first("value")
    try:
        return float(value.text) if value is not None else None
    except ValueError:
        return None
