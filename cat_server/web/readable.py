"""Numbers, durations and instants as a reader of a language writes them; filters of the staff's pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import current_app, has_app_context

from cat_server.reports import numbers
from cat_server.texts import text

SHORT_DIGEST = 12
_SECONDS_PER_MINUTE = 60
_SECONDS_PER_HOUR = 3600

number = numbers.number
"""A number with so many decimals and the language's decimal sign."""


def plain_number(language: str, value: float) -> str:
    """A number with at most two decimals, and none where it needs none."""
    digits = next((digits for digits in (0, 1) if abs(value - round(value, digits)) < 1e-9), 2)  # noqa: PLR2004
    return number(language, value, digits)


def duration(language: str, seconds: float) -> str:
    """A duration in words: hours and minutes, or minutes and seconds."""
    whole = round(max(0.0, seconds))
    hours, rest = divmod(whole, _SECONDS_PER_HOUR)
    minutes, left = divmod(rest, _SECONDS_PER_MINUTE)
    parts = [("hours", hours), ("minutes", minutes), ("seconds", 0 if hours else left)]
    words = [text(language, f"span-{name}", n=n) for name, n in parts if n]
    return " ".join(words) or text(language, "span-seconds", n=0)


def short_seconds(language: str, seconds: float) -> str:
    """A response time: with a decimal while it is short."""
    digits = 1 if seconds < 10 else 0  # noqa: PLR2004
    return text(language, "response-seconds", n=number(language, seconds, digits))


def instant(language: str, at: datetime | str) -> str:
    """Date and time of day in the server's time zone, which is named."""
    moment = _local(at)
    return text(
        language,
        "instant",
        day=f"{moment.day}",
        month=text(language, f"month-{moment.month}"),
        year=f"{moment.year}",
        time=f"{moment:%H:%M:%S}",
        zone=_zone(moment),
    )


def time_of_day(at: datetime | str) -> str:
    """The time of day in the server's time zone."""
    return f"{_local(at):%H:%M:%S}"


def in_language(language: str, words: Mapping[str, str]) -> str:
    """A text of a release in this language, or in its own first one."""
    return words[language] if language in words else next(iter(words.values()), "")


def short_digest(digest: str) -> str:
    """The beginning of a digest, enough to tell releases apart."""
    return digest[:SHORT_DIGEST]


def _local(at: datetime | str) -> datetime:
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.astimezone(current_app.extensions["server"].zone if has_app_context() else UTC)


def _zone(moment: datetime) -> str:
    minutes = round((moment.utcoffset() or moment - moment).total_seconds()) // 60
    sign = "+" if minutes >= 0 else numbers.MINUS
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "UTC"


FILTERS = {
    "duration": lambda seconds, language: duration(language, seconds),
    "in_language": lambda words, language: in_language(language, words),
    "instant": lambda at, language: instant(language, at),
    "number": lambda value, language, digits=1: number(language, value, digits),
    "plain_number": lambda value, language: plain_number(language, value),
    "response_time": lambda seconds, language: short_seconds(language, seconds),
    "short_digest": short_digest,
    "time_of_day": time_of_day,
}
"""What templates call: the value first, the language after it."""
