"""What of a view is a secret: ids of items and options, and names that only keys and results have."""

from __future__ import annotations

import json
from collections.abc import Iterator

from item_bank.release import Release

NAMES_OF_SECRETS = (
    "correct", "keyed", "parameter", "ability", "standard_error", "score", "marked", "candidate", "rule",
    "seed", "option_order", "exposure", "ineligible", "calibration", "enemies", "domain", "digest", "item_id",
    "pretest", "tried",
)  # fmt: skip


def ids(release: Release) -> set[str]:
    """Every item id and every option id that no other text could contain by chance."""
    items = release.by_id.values()
    options = {option for item in items if item.kind != "likert" for option in item.option_ids}
    return {item.id for item in items} | options


def told_secrets(view: object, release: Release) -> list[str]:
    """The secrets that a JSON-able view tells."""
    text = json.dumps(view, ensure_ascii=False)
    told = [secret for secret in ids(release) if f'"{secret}"' in text or f"'{secret}'" in text]
    return told + [name for name in _names(view) for secret in NAMES_OF_SECRETS if secret in name]


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner)
