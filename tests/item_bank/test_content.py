"""Content as HTML: Markdown is kept, everything that could act or lead out is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.content import (
    block_html,
    document_html,
    figure_html,
    inline_html,
    marks_in,
    media_in,
    unsupported_markup,
)


def test_a_stem_becomes_paragraphs_lists_and_tables() -> None:
    html = block_html("Baca **teks** ini.\n\n- satu\n- dua\n\n| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert "<p>Baca <strong>teks</strong> ini.</p>" in html
    assert "<ul>\n<li>satu</li>" in html
    assert '<th class="align-left">a</th>' in html
    assert '<td class="align-right">2</td>' in html


def test_no_element_has_a_style() -> None:
    assert "style" not in block_html("| a |\n|:-:|\n| 1 |")


def test_an_option_stays_inside_its_line() -> None:
    assert inline_html("*dua* puluh") == "<em>dua</em> puluh"
    assert inline_html("3. kali") == "3. kali"


def test_headings_of_a_notice_stand_below_the_page_title() -> None:
    assert document_html("# Aturan\n\n##### Kecil") == "<h2>Aturan</h2><h4>Kecil</h4>"


def test_a_stem_has_no_headings() -> None:
    assert block_html("# 5 soal") == "<p># 5 soal</p>"


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "<https://example.org>",
        "<svg onload=alert(1)>",
        "`<script>`",
        "&lt;script&gt;",
    ],
)
def test_what_could_act_or_load_is_shown_as_text(markdown: str) -> None:
    for html in (block_html(markdown), inline_html(markdown), document_html(markdown)):
        assert not re.search(r"<(?!/?(p|code)>)", html)


@given(st.text(alphabet="<>\"'=/ab:()[]!&;#*_`|-\n onscript", max_size=60))
def test_only_known_elements_and_attributes_come_out(markdown: str) -> None:
    for html in (block_html(markdown), inline_html(markdown), document_html(markdown)):
        for tag in re.findall(r"<[^>]*>", html):
            assert re.fullmatch(r'</?[a-z0-9]+( (start="\d+"|class="align-[a-z]+"))?>', tag), tag


def test_a_figure_says_its_words_and_nothing_else() -> None:
    assert figure_html("<svg></svg>", 'Kotak "besar" & <kecil>') == (
        '<figure role="img" aria-label="Kotak &quot;besar&quot; &amp; &lt;kecil&gt;"><svg></svg></figure>'
    )


@pytest.mark.parametrize(
    ("markdown", "markup"),
    [
        ("lihat ![x](https://a.example/x.svg)", "![x](https://a.example/x.svg)"),
        ("lihat ![x](media/x.svg)", None),
        ("[x](y)", "[x](y)"),
        ("<b>x</b>", "<b>"),
        ("a < b dan 3 > 2", None),
        ("**tebal** [1] (lihat)", None),
    ],
)
def test_markup_that_will_not_work_is_found(markdown: str, markup: str | None) -> None:
    assert unsupported_markup(markdown) == markup


def file_html(name: str, words: str) -> str:
    return f'<img src="{name}" alt="{words}">'


def test_a_mark_inside_a_formula_or_the_words_of_a_file_stays_text() -> None:
    markdown = "[[g1]] $x_{[[g1]]}$ ![kata [[g1]]](media/a.png)"
    html = block_html(markdown, ["g1"], file_html)
    assert html.count('<span data-mark="0"></span>') == 1
    assert 'alt="kata [[g1]]"' in html
    assert 'alttext="x_{[[g1]]}"' in html
    assert marks_in(markdown) == ["g1"]
    assert marks_in("$[[g1]]$") == []


def test_a_mark_may_stand_in_code_emphasis_and_tables() -> None:
    markdown = "`[[a]]` **[[b]]**\n\n| x |\n|---|\n| [[c]] |\n\n[[a]]"
    assert marks_in(markdown) == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    "markdown",
    [
        "![a](media/z.png)",
        "![a][x]\n\n[x]: media/z.png",
        '![a](media/z.png "judul")',
        "![a](<media/z.png>)",
        "![a [b] c](media/z.png)",
        "![a\nb](media/z.png)",
        "`![a](media/z.png)`",
        "![a](https://example.org/z.png)",
        "- ![a](media/z.png) ![b](media/y.png)",
    ],
)
def test_the_files_that_are_told_are_those_that_are_shown(markdown: str) -> None:
    shown = []

    def media(name: str, words: str) -> str:
        shown.append((name, words))
        return ""

    block_html(markdown, (), media)
    assert media_in(markdown) == shown
