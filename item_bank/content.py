"""Content: Markdown becomes sanitised HTML with formulas and media; a drawing becomes a figure with words."""

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import cache
from html import escape
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from item_bank.formulas import formula_html, is_formula

MARK: Final = re.compile(r"\[\[([A-Za-z0-9][A-Za-z0-9._-]{0,63})\]\]")
"""A place in a text where an interaction stands."""

MediaHtml = Callable[[str, str], str]
"""The HTML of a file of the bank, by its path and the words that stand for it."""

_TAGS: Final = frozenset(
    "p br em strong s ul ol li blockquote pre code hr table thead tbody tr th td sub sup h2 h3 h4".split()  # noqa: SIM905
)
_ATTRIBUTES: Final = {"ol": {"start"}}
_CELL_CLASSES: Final = {tag: {"align-left", "align-center", "align-right"} for tag in ("th", "td")}
# Links and images from elsewhere would lead out of the hall; HTML in Markdown stays text.
_NOT_SUPPORTED: Final = re.compile(
    r"!\[[^\]\n]*\]\((?!media/)[^)\n]*\)|(?<!!)\[[^\]\n]*\]\([^)\n]*\)|<https?:|</?[A-Za-z][^<>\n]*>"
)
_MATHML: Final = re.compile(r"\$<math[\s>].*?</math>\$", re.DOTALL)
# Private characters, taken out of every text; they go through Markdown and sanitiser as they are.
_MARK_OPEN, _MARK_CLOSE = "\ue000", "\ue001"
_MARKED: Final = re.compile(f"{_MARK_OPEN}(\\d+){_MARK_CLOSE}")
_OPEN, _CLOSE = "\ue002", "\ue003"
_PRIVATE: Final = dict.fromkeys(map(ord, _MARK_OPEN + _MARK_CLOSE + _OPEN + _CLOSE))
_KEPT: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def document_html(markdown: str) -> str:
    """A notice or instructions as HTML blocks; its headings start below the page's own."""
    return _rendered(markdown.translate(_PRIVATE), has_headings=True)


def block_html(markdown: str, marks: Sequence[str] = (), media: MediaHtml | None = None) -> str:
    """A stem as HTML blocks, without headings.

    Where it holds `[[id]]` for one of the `marks`, there is an empty span with its place among them. Images
    and audio, `![words](media/name)`, are what `media` makes of them.
    """
    markdown = markdown.translate(_PRIVATE)
    for place, mark in enumerate(marks):
        markdown = markdown.replace(f"[[{mark}]]", f"{_MARK_OPEN}{place}{_MARK_CLOSE}")
    return _rendered(markdown, media=media, marks=marks)


def inline_html(markdown: str, media: MediaHtml | None = None) -> str:
    """The text of an option as HTML inside a line."""
    return _rendered(markdown.translate(_PRIVATE), is_inline=True, media=media)


def figure_html(svg: str, alt: str) -> str:
    """A sanitised drawing with the words that a screen reader says instead."""
    return f'<figure role="img" aria-label="{escape(alt)}">{svg}</figure>'


def media_in(markdown: str) -> list[tuple[str, str]]:
    """The files of the bank that a text shows, each with the words that stand for it."""
    if "![" not in markdown:  # parsing every text of thousands of items takes seconds
        return []
    tokens = _tokens(_renderer(has_headings=False, has_media=True).parse(markdown.translate(_PRIVATE)))
    shown = [(str(token.attrGet("src") or ""), token.content) for token in tokens if token.type == "image"]
    return [(name, words) for name, words in shown if name.startswith("media/")]


def marks_in(markdown: str) -> list[str]:
    """The marks `[[id]]` at which something can stand: not those in formulas and in the words of files."""
    found = list(dict.fromkeys(MARK.findall(markdown)))
    if not found:
        return []
    html = block_html(markdown, found, lambda _name, _words: "")
    return [found[int(place)] for place in re.findall(r'<span data-mark="(\d+)">', html)]


def unsupported_markup(markdown: str) -> str | None:
    """The first link, image from elsewhere or HTML tag of a text, which would be shown as it is written."""
    found = _NOT_SUPPORTED.search(_MATHML.sub("", markdown))
    return found[0] if found else None


def malformed_formula(markdown: str) -> str | None:
    """The first formula of a text that cannot be read."""
    if "$" not in markdown:  # parsing every text of thousands of items takes seconds
        return None
    for token in _tokens(_renderer(has_headings=False, has_media=False).parse(markdown)):
        if token.type.startswith("math") and not is_formula(token.content):
            return token.content
    return None


def _tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or ())


def _rendered(
    markdown: str,
    *,
    has_headings: bool = False,
    is_inline: bool = False,
    media: MediaHtml | None = None,
    marks: Sequence[str] = (),
) -> str:
    renderer = _renderer(has_headings=has_headings, has_media=media is not None)
    kept: list[str] = []
    env = {"kept": kept, "media": media, "marks": marks}
    html = renderer.renderInline(markdown, env) if is_inline else renderer.render(markdown, env)
    clean = nh3.clean(
        html.strip(),
        tags=set(_TAGS),
        attributes=dict(_ATTRIBUTES),
        allowed_classes=_CELL_CLASSES,
        link_rel=None,
    )
    if marks:
        clean = _MARKED.sub(r'<span data-mark="\1"></span>', clean)
    # Only what this module made is put back: formulas that are clean already, and files of the bank.
    return _KEPT.sub(lambda found: kept[int(found[1])], clean)


@cache
def _renderer(*, has_headings: bool, has_media: bool) -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["link", "autolink"])
    # In prose about money a digit beside the sign is no formula.
    dollarmath_plugin(renderer, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    if not has_media:
        renderer.disable("image")
    if not has_headings:
        renderer.disable(["heading", "lheading"])
    renderer.add_render_rule("heading_open", _lowered_heading)
    renderer.add_render_rule("heading_close", _lowered_heading)
    renderer.add_render_rule("th_open", _aligned_cell)
    renderer.add_render_rule("td_open", _aligned_cell)
    renderer.add_render_rule("image", _media)
    for name in ("math_inline", "math_inline_double", "math_block"):
        renderer.add_render_rule(name, _formula)
    return renderer


def _media(
    _self: object, tokens: Sequence[Token], index: int, _options: object, env: MutableMapping[str, Any]
) -> str:
    token = tokens[index]
    name = str(token.attrGet("src") or "")
    if not name.startswith("media/"):
        return escape(f"![{token.content}]({name})")
    return _keep(env, env["media"](name, _as_written(token.content, env)))


def _formula(
    _self: object, tokens: Sequence[Token], index: int, _options: object, env: MutableMapping[str, Any]
) -> str:
    token = tokens[index]
    latex = _as_written(token.content.strip(), env)
    return _keep(env, formula_html(latex, is_block=token.type != "math_inline"))


def _as_written(text: str, env: MutableMapping[str, Any]) -> str:
    """A text with its marks as their author wrote them: inside an attribute nothing can stand."""
    return _MARKED.sub(lambda found: f"[[{env['marks'][int(found[1])]}]]", text)


def _keep(env: MutableMapping[str, Any], html: str) -> str:
    env["kept"].append(html)
    return f"{_OPEN}{len(env['kept']) - 1}{_CLOSE}"


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
