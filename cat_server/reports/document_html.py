"""A document as HTML: a part of a staff page in the house's classes, or a file that stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from markupsafe import Markup

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
    Section,
)
from cat_server.reports.svg import element

_STYLES = Path(__file__).resolve().parents[2] / "static" / "styles"
_STYLE_FILES = ("tokens.css", "base.css", "charts.css", "staff.css", "analyses.css")


def as_part(document: Document) -> Markup:
    """The sections for a page that has its own head; styles are those of `static/styles`."""
    sections = [_section(section, place) for place, section in enumerate(document.sections, start=1)]
    return Markup("\n").join([*sections, _origin(document)])


def as_file(document: Document) -> str:
    """A whole HTML file with its styles in it."""
    head = element(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", document.title),
        element("style", Markup(_styles())),  # noqa: S704 - this project's own files
    )
    main = element(
        "main",
        element(
            "div",
            element("h1", document.title),
            element("p", document.subtitle, class_="soft"),
            class_="page-head",
        ),
        as_part(document),
        class_="staff-main",
    )
    body = element("body", main, data_page="staff")
    return f"<!doctype html>\n{element('html', head, body, lang=document.language)}\n"


@cache
def _styles() -> str:
    return "\n".join((_STYLES / name).read_text(encoding="utf-8") for name in _STYLE_FILES)


def _section(section: Section, place: int) -> Markup:
    name = f"part-{place}"
    parts = [part for block in section.blocks for part in _BLOCKS[type(block)](block)]
    if section.is_folded:
        fold = element("details", element("summary", section.heading), *parts, class_="fold")
        return element("section", fold, class_="card stack report-part")
    heading = element("h2", section.heading, id=name)
    return element("section", heading, *parts, class_="card stack report-part", aria_labelledby=name)


def _paragraph(block: Paragraph) -> Iterator[Markup]:
    yield element("p", block.words, class_="soft" if block.is_soft else None)


def _notice(block: Notice) -> Iterator[Markup]:
    glyph = element("span", GLYPHS[block.tone], class_="glyph", aria_hidden="true")
    yield element("div", glyph, element("p", block.words), class_=f"notice is-{block.tone}")


def _facts(block: Facts) -> Iterator[Markup]:
    lines = (element("dt", name) + element("dd", value) for name, value in block.lines)
    yield element("dl", *lines, class_="facts")


def _table(block: DataTable) -> Iterator[Markup]:
    heads = [
        element("th", column.name, scope="col", class_="numeric" if column.is_number else None)
        for column in block.columns
    ]
    rows = []
    for row in block.rows:
        cells = [
            element("td", _cell(cell), class_="numeric" if column.is_number else None)
            for cell, column in zip(row[1:], block.columns[1:], strict=True)
        ]
        rows.append(element("tr", element("th", _cell(row[0]), scope="row"), *cells))
    table = element(
        "table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="table is-dense"
    )
    yield element("div", table, class_="table-scroll", role="group", tabindex="0", aria_label=block.name)


def _cell(cell: Cell) -> Markup | str:
    if not isinstance(cell, Chip):
        return cell
    glyph = element("span", GLYPHS[cell.tone], class_="chip-glyph", aria_hidden="true")
    tone = "" if cell.tone == "plain" else f" is-{cell.tone}"
    return element("span", glyph, cell.words, class_=f"chip{tone}")


def _drawing(block: Drawing) -> Iterator[Markup]:
    words = element("figcaption", block.words, class_="small soft") if block.words else Markup("")
    yield element("figure", block.svg, words, class_="chart-scroll report-drawing")


def _grid(block: DrawingGrid) -> Iterator[Markup]:
    yield element("div", *(part for each in block.drawings for part in _drawing(each)), class_="report-grid")


def _origin(document: Document) -> Markup:
    lines = [element("dt", name) + element("dd", value, class_="code") for name, value in document.origin]
    foot = element("p", document.foot, class_="soft small")
    return element(
        "section", element("dl", *lines, class_="facts is-origin"), foot, class_="card stack report-part"
    )


_BLOCKS: dict[type[Block], Callable[..., Iterator[Markup]]] = {
    Paragraph: _paragraph,
    Notice: _notice,
    Facts: _facts,
    DataTable: _table,
    Drawing: _drawing,
    DrawingGrid: _grid,
}
