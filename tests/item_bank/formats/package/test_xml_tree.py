"""XML is read as a tree with lines; what expands, loads or nests without end is left out with a reason."""

import pytest

from item_bank.findings import Finding
from item_bank.formats.package import Node, read_xml
from tests.item_bank.formats.package import hostile


def read(text: str | bytes, most_elements: int = 1_000) -> tuple[Node | None, list[Finding]]:
    report: list[Finding] = []
    root = read_xml(
        text if isinstance(text, bytes) else text.encode(), "item.xml", report, most_elements=most_elements
    )
    assert all(each.render("id") and each.severity == "warning" for each in report)
    return root, report


@pytest.mark.parametrize(
    "text",
    [
        hostile.EXTERNAL_ENTITY,
        hostile.BILLION_LAUGHS,
        hostile.QUADRATIC,
        hostile.EXTERNAL_DTD,
        hostile.PARAMETER_ENTITY,
    ],
)
def test_a_document_type_is_refused_whatever_it_declares(text: str) -> None:
    root, report = read(text)
    assert root is None
    assert [each.code for each in report] == ["xml-doctype"]


@pytest.mark.parametrize("text", [hostile.DEEP, hostile.WIDE])
def test_what_no_author_writes_is_refused(text: str) -> None:
    root, report = read(text)
    assert root is None
    assert [each.code for each in report] == ["xml-too-much"]


def test_malformed_xml_is_told_with_its_line_and_column() -> None:
    root, report = read("<a>\n  <b>\n</a>")
    assert root is None
    assert [(each.line, dict(each.arguments)["column"]) for each in report] == [(3, 3)]


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"<?xml version='1.0' encoding='klingon'?><a/>", b"\xff<a/>"]
)
def test_what_is_no_xml_is_told(content: bytes) -> None:
    root, report = read(content)
    assert root is None
    assert [each.code for each in report] == ["xml-malformed"]


def test_a_tree_has_names_without_prefixes_texts_and_lines() -> None:
    root, report = read(
        '<q:a xmlns:q="urn:q" q:id="x">satu<b n="1">dua</b>\n'
        '<q:b n="2"><c/>tiga</q:b>empat<![CDATA[<lima>]]></q:a>'
    )
    assert report == []
    assert root is not None
    assert (root.name, root.attributes, root.line) == ("a", {"id": "x"}, 1)
    assert [(each.get("n"), each.line, each.text) for each in root.all("b")] == [
        ("1", 1, "dua"),
        ("2", 2, "tiga"),
    ]
    assert root.text == "satudua\ntigaempat<lima>"
    assert root.first("c") is root.inner("b")[1].elements[0]
    assert root.first("d") is None
