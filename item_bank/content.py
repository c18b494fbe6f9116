"""Content: Markdown becomes sanitised HTML, a drawing becomes a figure with words that stand for it."""

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from html import escape
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS: Final = frozenset(
    "p br em strong s ul ol li blockquote pre code hr table thead tbody tr th td sub sup h2 h3 h4".split()  # noqa: SIM905
)
_ATTRIBUTES: Final = {"ol": {"start"}}
_CELL_CLASSES: Final = {tag: {"align-left", "align-center", "align-right"} for tag in ("th", "td")}
# Links and images would lead out of the hall; HTML in Markdown stays text.
_NOT_SUPPORTED: Final = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|<https?:|</?[A-Za-z][^<>\n]*>")

# Private characters that no text of a bank has; they go through Markdown and sanitiser as they are.
_MARK_OPEN: Final = "\ue000"
_MARK_CLOSE: Final = "\ue001"
_MARKED: Final = re.compile(f"{_MARK_OPEN}(\\d+){_MARK_CLOSE}")


def document_html(markdown: str) -> str:
    """A notice or instructions as HTML blocks; its headings start below the page's own."""
    return _clean(_renderer(has_headings=True).render(markdown))


def block_html(markdown: str, marks: Sequence[str] = ()) -> str:
    """A stem as HTML blocks, without headings.

    Where it holds `[[id]]` for one of the `marks`, there is an empty span with its place among them.
    """
    for place, mark in enumerate(marks):
        markdown = markdown.replace(f"[[{mark}]]", f"{_MARK_OPEN}{place}{_MARK_CLOSE}")
    html = _clean(_renderer(has_headings=False).render(markdown))
    return _MARKED.sub(r'<span data-mark="\1"></span>', html) if marks else html


def inline_html(markdown: str) -> str:
    """The text of an option as HTML inside a line."""
    return _clean(_renderer(has_headings=False).renderInline(markdown))


def figure_html(svg: str, alt: str) -> str:
    """A sanitised drawing with the words that a screen reader says instead."""
    return f'<figure role="img" aria-label="{escape(alt)}">{svg}</figure>'


def unsupported_markup(markdown: str) -> str | None:
    """The first link, image or HTML tag of a text, all of which would be shown as they are written."""
    found = _NOT_SUPPORTED.search(markdown)
    return found[0] if found else None


def _clean(html: str) -> str:
    return nh3.clean(
        html.strip(),
        tags=set(_TAGS),
        attributes=dict(_ATTRIBUTES),
        allowed_classes=_CELL_CLASSES,
        link_rel=None,
    )


@cache
def _renderer(*, has_headings: bool) -> MarkdownIt:
    renderer = (
        MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink"])
    )
    if not has_headings:
        renderer.disable(["heading", "lheading"])
    renderer.add_render_rule("heading_open", _lowered_heading)
    renderer.add_render_rule("heading_close", _lowered_heading)
    renderer.add_render_rule("th_open", _aligned_cell)
    renderer.add_render_rule("td_open", _aligned_cell)
    return renderer


def _lowered_heading(
    _self: object, tokens: Sequence[Token], index: int, _options: object, _env: MutableMapping[str, Any]
) -> str:
    token = tokens[index]
    slash = "/" if token.nesting < 0 else ""
    return f"<{slash}h{min(int(token.tag[1]) + 1, 4)}>"


def _aligned_cell(
    _self: object, tokens: Sequence[Token], index: int, _options: object, _env: MutableMapping[str, Any]
) -> str:
    # A style attribute would need a hole in the page's content security policy.
    token = tokens[index]
    alignment = str(token.attrGet("style") or "").removeprefix("text-align:")
    return f'<{token.tag} class="align-{alignment}">' if alignment else f"<{token.tag}>"
