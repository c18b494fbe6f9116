"""Every sentence that a person reads, from the Fluent catalogues that server and browser share."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

STATIC = Path(__file__).resolve().parent.parent / "static"
CATALOGUES = STATIC / "catalogues"
LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((CATALOGUES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def text(language: str, key: str, **arguments: str | float) -> str:
    """The sentence of this key; `KeyError` if the catalogue has none, so that a gap is found by tests."""
    bundle = _bundle(language if language in LANGUAGES else DEFAULT_LANGUAGE)
    message = bundle.get_message(key)
    if message.value is None:
        raise KeyError(key)
    value, errors = bundle.format_pattern(message.value, arguments)
    if errors:
        problem = f"{key} in {language}: {errors}"
        raise KeyError(problem)
    return str(value)


def has(language: str, key: str) -> bool:
    """Whether the catalogue of this language has the key."""
    return bool(_bundle(language).has_message(key))
