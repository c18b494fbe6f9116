"""A document as PDF by typst; texts are handed over as data, so that nothing in them is a command.

Only fonts that come with typst are used and no date is written, so that a document has one PDF everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from cat_server.reports import plots
from cat_server.reports.document import (
    GLYPHS,
    Block,
    Cell,
    Chip,
    DataTable,
    Document,
    Drawing,
    DrawingGrid,
    Facts,
    Notice,
    Paragraph,
)
from cat_server.reports.drawing_style import DRAWING_STYLE

_TEMPLATE = Path(__file__).resolve().parent / "typst" / "report.typ"
_SIGNS = {**GLYPHS, "danger": "×"}
"""The fonts at hand have no cross of their own."""
_FONT = '.chart { font-family: "Libertinus Serif"; } .chart-text { font-size: 14px; }'


def as_pdf(document: Document) -> bytes:
    """The bytes of the PDF; equal documents give equal bytes."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        writing = _Writing(folder)
        plain = {
            "language": document.language,
            "title": document.title,
            "subtitle": document.subtitle,
            "sections": [
                {"heading": each.heading, "blocks": [writing.block(block) for block in each.blocks]}
                for each in document.sections
            ],
            "origin": [list(line) for line in document.origin],
            "foot": document.foot,
        }
        (folder / "document.json").write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        (folder / "report.typ").write_bytes(_TEMPLATE.read_bytes())
        made_pdf: bytes = typst.compile(
            str(folder / "report.typ"), root=str(folder), ignore_system_fonts=True, timestamp=0
        )
        return made_pdf


class _Writing:
    """The blocks as plain values; drawings are written into the folder as they come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._n_drawings = 0

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"kind": "paragraph", "words": block.words, "is_soft": block.is_soft}
            case Notice():
                return {
                    "kind": "notice",
                    "tone": block.tone,
                    "words": block.words,
                    "glyph": _SIGNS[block.tone],
                }
            case Facts():
                return {"kind": "facts", "lines": [list(line) for line in block.lines]}
            case DataTable():
                return _table(block)
            case Drawing():
                return {"kind": "drawings", "files": [self._file(block)], "across": 1}
            case DrawingGrid():
                return {"kind": "drawings", "files": self._files(block.drawings), "across": 2}

    def _files(self, drawings: Sequence[Drawing]) -> list[dict[str, str]]:
        return [self._file(each) for each in drawings]

    def _file(self, drawing: Drawing) -> dict[str, str]:
        self._n_drawings += 1
        name = f"drawing-{self._n_drawings}.svg"
        text = plots.as_file(drawing.svg).replace("</style>", f"{DRAWING_STYLE}{_FONT}</style>", 1)
        (self._folder / name).write_text(text, encoding="utf-8")
        return {"file": name, "words": drawing.words}


def _table(block: DataTable) -> dict[str, Any]:
    return {
        "kind": "table",
        "heads": [column.name for column in block.columns],
        "is_number": [column.is_number for column in block.columns],
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
    }


def _cell(cell: Cell) -> str:
    return f"{_SIGNS[cell.tone]} {cell.words}" if isinstance(cell, Chip) else cell
