"""Drawings: what is hostile is refused with its reason and line, what is harmless stays as it was drawn."""

import pytest
import resvg_py
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from item_bank.svg import MOST_ELEMENTS, sanitised
from tests.item_bank.small_bank import CIRCLE, PATTERN


def drawing(body: str, attributes: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"{attributes}>\n{body}\n</svg>'


def problems(source: str) -> list[tuple[str, int]]:
    found = sanitised(source)
    assert (found.svg == "") == bool(found.problems)
    return [(problem.code, problem.line) for problem in found.problems]


HOSTILE = [
    ("<script>alert(1)</script>", "svg-active"),
    ('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', "svg-active"),
    ("<foreignObject><div/></foreignObject>", "svg-active"),
    ("<metadata><script>alert(1)</script></metadata>", "svg-active"),
    ('<set attributeName="onclick" to="alert(1)"/>', "svg-active"),
    ('<rect><animate attributeName="href" values="javascript:alert(1)"/></rect>', "svg-active"),
    ("<iframe/>", "svg-active"),
    ("<?xml-stylesheet href='x.css'?>", "svg-active"),
    ('<circle r="1" onload="alert(1)"/>', "svg-event-handler"),
    ('<circle r="1" ONLOAD="alert(1)"/>', "svg-event-handler"),
    ('<circle r="1" onfuturething="alert(1)"/>', "svg-event-handler"),
    ('<image href="https://example.org/x.png"/>', "svg-external"),
    ('<a href="#x"><circle r="1"/></a>', "svg-external"),
    ('<use href="https://example.org/x.svg#y"/>', "svg-external"),
    ('<use xlink:href="data:image/svg+xml,x" xmlns:xlink="http://www.w3.org/1999/xlink"/>', "svg-external"),
    ('<use href="other.svg#y"/>', "svg-external"),
    ('<circle r="1" fill="url(https://example.org/x.svg#y)"/>', "svg-external"),
    ('<circle r="1" fill="url(&#35;a) url(//example.org)"/>', "svg-external"),
    ('<circle r="1" fill="java&#115;cript:alert(1)"/>', "svg-external"),
    ('<circle r="1" fill="u\\72l(//example.org)"/>', "svg-external"),
    ('<circle r="1" xml:base="https://example.org/"/>', "svg-external"),
    ('<g xmlns="http://www.w3.org/1999/xhtml"/>', "svg-external"),
    ('<rect filter="url(#f)"/><filter id="f"><feImage href="//example.org"/></filter>', "svg-external"),
    ("<style>circle { fill: red }</style>", "svg-style"),
    ('<circle r="1" style="fill: red"/>', "svg-style"),
    ("<div/>", "svg-element-not-allowed"),
    ("<svg/>", "svg-element-not-allowed"),
    ('<circle r="1" mix-blend-mode="multiply"/>', "svg-attribute-not-allowed"),
    ('<circle id="a" r="1"/><circle id="a" r="2"/>', "svg-id-repeated"),
    ('<use href="#nothing"/>', "svg-reference-missing"),
    ('<g id="a"><use href="#a"/></g>', "svg-use-nested"),
    ('<g id="a"><circle r="1"/></g><g id="b"><use href="#a"/></g><use href="#b"/>', "svg-use-nested"),
    ("<g/>" * (MOST_ELEMENTS + 1), "svg-too-many-elements"),
]


@pytest.mark.parametrize(("body", "code"), HOSTILE)
def test_what_could_run_load_or_style_is_refused_with_its_line(body: str, code: str) -> None:
    assert (code, 2) in problems(drawing(body))


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ('<!DOCTYPE svg SYSTEM "http://example.org/x.dtd">\n' + CIRCLE, "svg-dtd", 1),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n' + drawing("<text>&a;</text>"),
            "svg-dtd",
            1,
        ),
        ('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n' + drawing("<text>&b;</text>"), "svg-dtd", 1),
        (drawing("<text>&a;</text>"), "svg-malformed", 2),
        (drawing("<g>"), "svg-malformed", 3),
        ("", "svg-malformed", 1),
        ("not a drawing", "svg-malformed", 1),
        (drawing("", ' onload="alert(1)"'), "svg-event-handler", 1),
        ("<svg viewBox='0 0 1 1'/>", "svg-root", 1),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>', "svg-root", 1),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "svg-view-box", 1),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 wide 1"/>', "svg-view-box", 1),
        (drawing("<!-- " + "x" * 300_000 + " -->"), "svg-too-large", 1),
    ],
)
def test_a_file_that_is_no_plain_drawing_is_refused(source: str, code: str, line: int) -> None:
    assert (code, line) in problems(source)


def test_every_problem_is_told_not_only_the_first() -> None:
    source = drawing('<script/>\n<circle style="x" onload="y"/>\n<image/>')
    assert problems(source) == [
        ("svg-active", 2),
        ("svg-event-handler", 3),
        ("svg-style", 3),
        ("svg-external", 4),
    ]


def test_names_and_comments_that_could_tell_the_key_are_dropped() -> None:
    found = sanitised(
        drawing(
            "<!-- the key is A --><title>key A</title><desc>key A</desc><metadata><key>A</key></metadata>"
            '<g id="key-A" class="key-A" data-key="A" aria-label="key A" inkscape:label="key A"'
            ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"><circle r="1"/></g>'
            '<inkscape:key xmlns:inkscape="x">A</inkscape:key><use href="#key-A"/>'
        )
    )
    assert found.problems == ()
    assert "key" not in found.svg
    assert found.svg.count("#f") == 1


def test_references_inside_the_drawing_follow_the_renamed_ids() -> None:
    svg = sanitised(PATTERN).svg
    renamed = svg[svg.index('<clipPath id="') + len('<clipPath id="') :].split('"')[0]
    assert f'clip-path="url(#{renamed})"' in svg
    assert "kunci" not in svg


def test_two_drawings_on_a_page_do_not_share_ids() -> None:
    one = sanitised(drawing('<circle id="a" r="1"/>')).svg
    two = sanitised(drawing('<circle id="a" r="2"/>')).svg
    ids = {svg.split(' id="')[1].split('"')[0] for svg in (one, two)}
    assert len(ids) == 2


def test_a_drawing_says_nothing_to_a_screen_reader_by_itself() -> None:
    opening = '<svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">'
    assert sanitised(CIRCLE).svg == f'{opening}<circle cx="5" cy="5" r="4"></circle></svg>'


def test_a_sanitised_drawing_looks_as_before() -> None:
    svg = sanitised(PATTERN).svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    assert resvg_py.svg_to_bytes(svg_string=svg) == resvg_py.svg_to_bytes(svg_string=PATTERN)


def test_a_declared_encoding_is_not_believed() -> None:
    source = '\ufeff<?xml version="1.0" encoding="shift_jis"?>' + CIRCLE
    assert sanitised(source).problems == ()


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_cannot_become_markup(words: str, font: str) -> None:
    svg = sanitised(drawing(f"<text>{words}</text>", f' font-family="{font}"')).svg
    assert {element.tag for element in fromstring(svg).iter()} <= _DRAWN if svg else True


@given(st.from_regex(r"<[a-zA-Z:!?/]{1,8}[ =\"'a-z:#(]{0,20}/?>", fullmatch=True))
def test_nothing_unknown_passes(tag: str) -> None:
    svg = sanitised(drawing(tag)).svg
    assert {element.tag for element in fromstring(svg).iter()} <= _DRAWN if svg else True


_DRAWN = {"svg", "g", "path", "rect", "text", "line", "use", "defs", "mask", "stop", "tspan"}
