"""A document's first sections as lines for a terminal: facts, notices, sentences and tables, no drawings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from cat_server.reports.document import GLYPHS, Cell, Chip, DataTable, Document, Facts, Notice, Paragraph

WIDTH = 100
MOST_ROWS = 25
WIDEST_CELL = 60


def as_lines(document: Document, *, n_sections: int = 2) -> Iterator[str]:
    """The head of a document and its first sections."""
    yield document.title
    yield document.subtitle
    for section in document.sections[:n_sections]:
        yield ""
        yield section.heading
        for block in section.blocks:
            match block:
                case Facts():
                    width = max((len(name) for name, _ in block.lines), default=0)
                    yield from (f"  {name:<{width}}  {value}" for name, value in block.lines)
                case Notice():
                    yield from _wrapped(f"{GLYPHS[block.tone]} {block.words}")
                case Paragraph():
                    yield from _wrapped(block.words)
                case DataTable():
                    yield from _table(block)
                case _:
                    pass


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _table(block: DataTable) -> Iterator[str]:
    """The rows as columns; a last column of sentences goes on as long as it is."""
    rows = [[_cell(cell) for cell in row] for row in block.rows[:MOST_ROWS]]
    heads = [column.name for column in block.columns]
    widths = [min(WIDEST_CELL, max(len(row[place]) for row in [heads, *rows])) for place in range(len(heads))]
    for row in [heads, *rows]:
        yield "  " + "  ".join(_laid_out(row, widths, block)).rstrip()
    if len(block.rows) > MOST_ROWS:
        yield f"  … {len(block.rows) - MOST_ROWS}"


def _laid_out(row: Sequence[str], widths: Sequence[int], block: DataTable) -> Iterator[str]:
    for place, (told, width, column) in enumerate(zip(row, widths, block.columns, strict=True)):
        if column.is_number:
            yield f"{told:>{width}}"
        else:
            yield told if place == len(row) - 1 else f"{told:<{width}}"


def _cell(cell: Cell) -> str:
    return f"{GLYPHS[cell.tone]} {cell.words}" if isinstance(cell, Chip) else cell
