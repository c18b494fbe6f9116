"""A report as blocks, without a look: the same document becomes a page, a file that stands alone, and a PDF.

Sentences come from the caller, in one language. Not here: how blocks look (`document_html`, `document_pdf`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from markupsafe import Markup

Tone = Literal["good", "info", "warn", "danger", "plain"]

GLYPHS: dict[Tone, str] = {"good": "✓", "info": "i", "warn": "!", "danger": "✕", "plain": "·"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few."""

    words: str
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Sentences that must not be overlooked."""

    tone: Tone
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """A word with a tone, never told by colour alone."""

    tone: Tone
    words: str


Cell: TypeAlias = str | Chip


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    name: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows under heads; the first cell of a row names it."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing over the whole width."""

    svg: Markup
    words: str = ""


@dataclass(frozen=True, slots=True)
class DrawingGrid:
    """Small drawings beside each other."""

    drawings: Sequence[Drawing]


Block: TypeAlias = Paragraph | Notice | Facts | DataTable | Drawing | DrawingGrid


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading; a folded one opens when it is wanted, and stands open in print."""

    heading: str
    blocks: Sequence[Block]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report; `origin` is what it can be made again from, for its end and every page's foot."""

    language: str
    title: str
    subtitle: str
    sections: Sequence[Section]
    origin: Sequence[tuple[str, str]] = field(default=())
    foot: str = ""
