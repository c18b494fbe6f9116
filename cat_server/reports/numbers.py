"""Numbers as a reader of a language writes them."""

from __future__ import annotations

import math

MINUS = "−"
MISSING = "–"


def number(language: str, value: float, digits: int = 1) -> str:
    """A number with this many decimals and the language's decimal sign."""
    written = f"{abs(value):,.{digits}f}"
    if language == "id":
        written = written.translate(str.maketrans(",.", ".,"))
    is_zero = not any(sign in "123456789" for sign in written)
    return written if value >= 0 or is_zero else f"{MINUS}{written}"


def known_number(language: str, value: float | None, digits: int = 2) -> str:
    """A number, or a dash where there is none."""
    if value is None or not math.isfinite(value):
        return MISSING
    return number(language, value, digits)


def p_value(language: str, value: float | None) -> str:
    """A probability: three decimals, or that it is smaller."""
    if value is None or not math.isfinite(value):
        return MISSING
    return f"< {number(language, 0.001, 3)}" if value < 0.001 else number(language, value, 3)  # noqa: PLR2004
