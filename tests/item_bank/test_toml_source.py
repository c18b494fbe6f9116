"""Positions in TOML files, and what is said of files that cannot be read."""

import tomllib

import pytest

from item_bank.findings import Finding
from item_bank.toml_source import TomlSource, load_toml

DOCUMENT = '''\
title = "a # b"  # comment
"a.b" . 'c' = 1
text = """
[[item]]
not = "a field"
"quoted\\\\""""

[[item]]
id = "one"
list = [
  1, # ]
  "]",
  [2, 3],
]
after = 1

  [[item.options]]
  id = "A"
  [[item.options]]
  id = "B"
  text = { id = "x = 1", en = "y" }
[item.key]
correct = "A"

[[item]]
id = \'\'\'
[x]
it's''\'\'\'
stem.id = "x"
stem.en = "y"
[[item.options]]
id = "C"
[ other . "t\\u0065st" ]
deep.er = 1'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("a.b",), 2),
        (("a.b", "c"), 2),
        (("text",), 3),
        (("item", 0), 8),
        (("item", 0, "id"), 9),
        (("item", 0, "list"), 10),
        (("item", 0, "list", 2), 10),
        (("item", 0, "after"), 15),
        (("item", 0, "options", 0), 17),
        (("item", 0, "options", 1, "id"), 20),
        (("item", 0, "options", 1, "text", "en"), 21),
        (("item", 0, "key", "correct"), 23),
        (("item", 0, "missing"), 8),
        (("item", 1), 25),
        (("item", 1, "stem", "en"), 30),
        (("item", 1, "options", 0, "id"), 32),
        (("other", "test"), 33),
        (("other", "test", "deep", "er"), 34),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_a_field_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(DOCUMENT)
    position = TomlSource("f.toml", DOCUMENT).position(*path)
    assert (position.file, position.line) == ("f.toml", line)


def problem_of(content: bytes) -> Finding:
    report: list[Finding] = []
    assert load_toml("f.toml", content, report) is None
    assert len(report) == 1
    assert report[0].render("id")
    return report[0]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b'a = 1\nb = "open\nc = 2\n', 2, "10"),
        (b"a = 1\r\nb = \r\n", 2, "5"),
        (b"a = 1\na = 2\n", 2, "6"),
        (b"[[item]]\nid = 1\n\n[item]\nx = 1", 4, "6"),
        (b'a = """\nnever closed\n', 2, "13"),
        (b"a = [1, 2", 1, "10"),
    ],
)
def test_malformed_toml_is_told_with_line_and_column(content: bytes, line: int, column: str) -> None:
    found = problem_of(content)
    assert (found.code, found.line, dict(found.arguments)["column"]) == ("toml-malformed", line, column)
    assert f"column {column}" in found.message


def test_a_byte_that_is_not_utf8_is_told_with_its_line() -> None:
    found = problem_of(b'a = "x"\nb = "caf\xe9"\n')
    assert (found.code, found.line) == ("toml-not-utf8", 2)


@pytest.mark.parametrize("content", [b"a = " + b"[" * 20_000, b"a = " + b"9" * 10_000])
def test_a_file_made_to_break_the_reader_is_refused(content: bytes) -> None:
    assert problem_of(content).code == "toml-too-much"


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    report: list[Finding] = []
    loaded = load_toml("f.toml", b'\xef\xbb\xbfa = 1\r\nb = """x\r\ny"""\r\n', report)
    assert loaded is not None
    assert loaded[0] == {"a": 1, "b": "x\ny"}
    assert loaded[1].position("b").line == 2
    assert report == []
