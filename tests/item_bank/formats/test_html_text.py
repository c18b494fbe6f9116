"""HTML becomes Markdown that shows the same; what no author writes costs no time."""

import pytest

from item_bank.content import block_html
from item_bank.formats.html_text import escaped_markdown, markdown_of_html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("satu", "satu"),
        ("<p>satu</p><p>dua<br>tiga</p>", "satu\n\ndua\\\ntiga"),
        ("<b>a</b> dan <i>b</i>", "**a** dan *b*"),
        ("<ol><li>a</li><li><p>b</p><p>c</p></li></ol>", "1. a\n2. b\n\n   c"),
        ("<table><tr><th>x</th></tr><tr><td>1|2</td></tr></table>", "| x |\n| --- |\n| 1\\|2 |"),
        ("H<sub>2</sub>O, 10<sup>-3</sup>, x<sup>a</sup>", "H₂O, 10⁻³, x^(a)"),
        ("1. bukan daftar", "1\\. bukan daftar"),
        ("a &amp;lt; b", "a \\&lt; b"),
        ("</b><p>tak <b>tertutup", "tak **tertutup**"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of_html(html).text == markdown


@pytest.mark.parametrize(
    "text", ["# 5", "- 3", "> 2", "1. a", "a*b*c", "_x_", "`y`", "[a](b)", "&lt;", "+ 1", "\\"]
)
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    shown = block_html(escaped_markdown(text))
    assert shown == f"<p>{text.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;')}</p>"


def test_what_is_no_text_is_named() -> None:
    found = markdown_of_html("a<script>x()</script><img src='a.svg'><a href='b'>c</a>")
    assert (found.text, found.dropped, [each.name for each in found.media]) == (
        "ac",
        ["script", "a"],
        ["img"],
    )


def test_thousands_of_tags_without_an_end_are_text() -> None:
    assert markdown_of_html("<a " * 200_000).text.startswith("\\<a")
