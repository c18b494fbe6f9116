"""Files of responses: what is read, that order and layout do not matter, and a sentence for each problem."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from cat_server.responses import BadResponsesError
from cat_server.responses.file_source import read_file
from cat_server.responses.table import ResponseTable

LONG = (
    "person,item,category,response,seconds,position,pretest,seat,row,column,hall,day,agency\n"
    "P2,soal-10,1,B,12.5,1,0,A-2,1,2,Lab,2026-11-01,Biro\n"
    "P2,soal-2,0,A,3,2,1,A-2,1,2,Lab,2026-11-01,Biro\n"
    "P10,soal-2,1,B,,1,,A-3,1,3,Lab,2026-11-01,Dinas\n"
)


def table(tmp_path: Path, content: str | bytes, name: str = "jawaban.csv") -> ResponseTable:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(path)


def problems(tmp_path: Path, content: str | bytes, name: str = "jawaban.csv") -> list[str]:
    with pytest.raises(BadResponsesError) as caught:
        table(tmp_path, content, name)
    for each in caught.value.problems:
        assert each.sentence("id") != each.sentence("en")
    return [str(each) for each in caught.value.problems]


def test_a_long_file_tells_everything_about_each_response(tmp_path: Path) -> None:
    read = table(tmp_path, LONG)
    assert (read.persons, read.items) == (("P2", "P10"), ("soal-2", "soal-10"))
    assert read.categories.tolist() == [[0, 1], [1, -1]]
    assert read.option_ids == (("A", "B"), ("B",))
    assert read.options.tolist() == [[0, 0], [1, -1]]
    assert read.seconds[0].tolist() == [3.0, 12.5]
    assert math.isnan(read.seconds[1, 0])
    assert read.positions.tolist() == [[2, 1], [1, 0]]
    assert read.is_pretest.tolist() == [[True, False], [False, False]]
    assert read.groups == {"agency": ("Biro", "Dinas")}
    assert (read.seats, read.seat_rows.tolist(), read.seat_columns.tolist()) == (
        ("A-2", "A-3"),
        [1, 1],
        [2, 3],
    )
    assert (read.halls, read.days, read.releases) == (("Lab", "Lab"), ("2026-11-01",) * 2, ("", ""))


def test_a_wide_file_is_the_same_table_as_a_long_one(tmp_path: Path) -> None:
    long = table(tmp_path, "person,item,category,agency\na,x,1,B\na,y,0,B\nb,y,2,C\n")
    wide = table(tmp_path, "y,group:agency,person,x\n2,C,b,\n0,B,a,1\n")
    assert wide.digest == long.digest
    assert wide.groups == {"agency": ("B", "C")}


def test_the_order_of_rows_changes_no_digest_and_any_value_does(tmp_path: Path) -> None:
    header, *rows = LONG.splitlines()
    turned = table(tmp_path, "\n".join([header, *reversed(rows)]))
    assert turned.digest == table(tmp_path, LONG).digest
    changes = [
        ("12.5", "12.6"),
        (",1,B,12", ",0,B,12"),
        ("Dinas", "Badan"),
        (",B,,1", ",C,,1"),
        ("1,3,Lab", "2,3,Lab"),
    ]
    digests = {table(tmp_path, LONG.replace(*change)).digest for change in changes}
    assert len(digests | {turned.digest}) == len(changes) + 1


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfperson;x;y\r\na;1;0\r\n",
        "person\tx\ty\na\t1\t0\n".encode("utf-16"),
        b'peserta,"x",y\n"a",1.0,0\n\n',
        b"PERSON, x ,y\n a ,1,0",
    ],
)
def test_what_spreadsheets_save_is_read(tmp_path: Path, content: bytes) -> None:
    assert table(tmp_path, content).digest == table(tmp_path, "person,x,y\na,1,0\n").digest


def test_gaps_are_not_answers(tmp_path: Path) -> None:
    read = table(tmp_path, "person,x,y,z\na,NA,,1\nb,-1,.,0\n")
    assert read.categories.tolist() == [[-1, -1, 1], [-1, -1, 0]]
    assert read.without_empty().items == ("z",)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "The file is empty."),
        ("x,y\n1,0\n", "Row 1: There is no column with the participant. Name it person."),
        ("person\na\n", "Row 1: There is no column with an item."),
        ("person,x,x\na,1,1\n", "Row 1, column x: This name stands twice in the header, again in column 3."),
        ("person,,x\na,1,1\n", "Row 1, column 2: This column has no name."),
        ("person,x\na,1\n,1\n", "Row 3, column person: The cell is empty."),
        ("person,x\na,1,2\n", "Row 2: The row has 3 cells, and the header has 2."),
        ("person,x\na,B\n", "Row 2, column x: “B” is no category."),
        ("person,x\na,1.5\n", "Row 2, column x: “1.5” is no category."),
        ("person,x\na,1e999\n", "Row 2, column x: “1e999” is no category."),
        ("person,x\na,50\n", "Row 2, column x: “50” is no category. Write a whole number from 0 to 49"),
        ("person,x\na,1\nb,1\na,0\n", "Row 4, column person: Participant a stands in row 2 already."),
        ("person,item,category\na,x,1\na,x,0\n", "Row 3, column item: This participant answered item x"),
        ("person,item,category,seconds\na,x,1,-4\n", "Row 2, column seconds: “-4” is no response time."),
        ("person,item,category,detik\na,x,1,cepat\n", "Row 2, column detik: “cepat” is no response time."),
        ("person,item,category,row\na,x,1,depan\n", "Row 2, column row: “depan” is no whole number"),
        ("person,item,category,pretest\na,x,1,mungkin\n", "Row 2, column pretest: “mungkin” is neither"),
        ("person,item,category,sex\na,x,1,L\na,y,1,P\n", "Row 3, column person: What is told of"),
        ("person,x\na,\n", "There is no response in the file."),
        ("person,x\n", "There is no response in the file."),
        ('person,x\na,"1\n', "Row 2: The csv cannot be read from here on"),
        (b"person,x\na,1\n\xff\xfe\xfa,1\n", "Row 3: This line is not UTF-8 text."),
        (f"person,x\n{'a' * 200},1\n", "Row 2, column person: A name must be printable"),
        ("person,x\na\x07b,1\n", "Row 2, column person: A name must be printable"),
    ],
)  # fmt: skip
def test_each_problem_is_one_sentence_with_its_place(
    tmp_path: Path, content: str | bytes, expected: str
) -> None:
    found = problems(tmp_path, content)
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_every_problem_is_told_at_once_and_the_first_ones_are_kept(tmp_path: Path) -> None:
    rows = "\n".join("p" for _ in range(500))
    (tmp_path / "x.csv").write_text(f"person,x\n{rows}\n", encoding="utf-8")
    with pytest.raises(BadResponsesError) as caught:
        read_file(tmp_path / "x.csv")
    assert (caught.value.n_problems, len(caught.value.problems)) == (500, 200)
    assert "Row 201" in str(caught.value.problems[-1])


def test_a_wrong_column_does_not_hide_the_other_problems(tmp_path: Path) -> None:
    rows = "\n".join(f"p{number},salah,{'x' if number == 450 else 1}" for number in range(500))
    (tmp_path / "x.csv").write_text(f"person,x,y\n{rows}\n", encoding="utf-8")
    with pytest.raises(BadResponsesError) as caught:
        read_file(tmp_path / "x.csv")
    assert caught.value.n_problems == 501
    assert [problem.column for problem in caught.value.problems] == [*("x" for _ in range(5)), "y"]


@pytest.mark.parametrize(("column", "named"), [("kelompok", ()), ("Group", ()), ("asal", ("asal",))])
def test_a_column_of_groups_needs_no_mark_where_its_name_says_so(
    tmp_path: Path, column: str, named: tuple[str, ...]
) -> None:
    (tmp_path / "x.csv").write_text(f"person,{column},x\na,Kota,1\nb,Desa,0\n", encoding="utf-8")
    table = read_file(tmp_path / "x.csv", groups=named)
    assert table.groups == {column: ("Kota", "Desa")}
    assert table.items == ("x",)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadResponsesError, match=r"The file tidak-ada\.csv cannot be read: No such file"):
        read_file(tmp_path / "tidak-ada.csv")


@settings(max_examples=60)
@given(
    content=st.one_of(
        st.binary(max_size=120), st.text(alphabet='person,item\n"1;x\t', max_size=80).map(str.encode)
    )
)
def test_no_file_gives_anything_but_a_table_or_sentences(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    for name in ("x.csv", "x.parquet"):
        path = tmp_path_factory.getbasetemp() / name
        path.write_bytes(content)
        try:
            read = read_file(path)
            told = bool(read.n_responses)
        except BadResponsesError as error:
            told = bool(error.problems) and all(problem.sentence("id") for problem in error.problems)
        assert told


# --- parquet --------------------------------------------------------------------------------------------


def test_a_parquet_file_is_the_same_table_as_a_csv_file(tmp_path: Path) -> None:
    columns = {
        "person": ["b", "a", "a"],
        "item": ["y", "x", "y"],
        "category": pa.array([2, 1, None], pa.int8()),
        "seconds": [float("nan"), 2.5, 1.0],
        "agency": ["C", "B", "B"],
    }
    parquet.write_table(pa.table(columns), tmp_path / "x.parquet")
    expected = table(tmp_path, "person,item,category,seconds,agency\na,x,1,2.5,B\na,y,,1,B\nb,y,2,,C\n")
    assert read_file(tmp_path / "x.parquet").digest == expected.digest


def test_a_broken_parquet_file_and_wrong_values_are_sentences(tmp_path: Path) -> None:
    assert problems(tmp_path, b"PAR1 kosong", "x.parquet")[0].startswith("This is no whole parquet file")
    parquet.write_table(pa.table({"person": ["a"], "x": ["B"]}), tmp_path / "y.parquet")
    with pytest.raises(BadResponsesError, match="Row 2, column x: “B” is no category"):
        read_file(tmp_path / "y.parquet")


def test_without_pyarrow_a_sentence_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    (told,) = problems(tmp_path, b"PAR1", "x.parquet")
    assert "needs the package pyarrow" in told


# --- the table -------------------------------------------------------------------------------------------


def test_a_part_of_a_table_keeps_what_belongs_together(tmp_path: Path) -> None:
    part = table(tmp_path, LONG).take(persons=[1], items=[0])
    assert (part.persons, part.items, part.groups) == (("P10",), ("soal-2",), {"agency": ("Dinas",)})
    assert np.array_equal(part.categories, [[1]])
    assert part.option_ids[0][part.options[0, 0]] == "B"
    with pytest.raises(KeyError):
        part.with_items(["soal-10"])


def test_parts_of_a_table_are_no_copies_where_they_are_the_whole(tmp_path: Path) -> None:
    read = table(tmp_path, LONG)
    assert read.without_empty() is read
    assert read.with_items(reversed(read.items)) is read
    assert read.with_items(read.items[:1]).without_empty().persons == read.persons
    assert read.with_items(read.items[1:]).without_empty().persons == read.persons[:1]


# --- files with a key ------------------------------------------------------------------------------------


KEYED = (
    "peserta,kantor,soal-1,soal-2,soal-3,sikap\n"
    "KUNCI,,B,D,A|C,\n"
    "P1,Biro,B,d,C,3\n"
    "P2,Dinas,b,A,AC,0\n"
    "P3,Biro,,*,a,1\n"
)


def test_options_are_marked_by_the_key_in_the_first_row(tmp_path: Path) -> None:
    """Right in any case; two at once, or no option at all, is wrong; an empty cell a gap; sikap has marks."""
    path = tmp_path / "pindaian.csv"
    path.write_text(KEYED, encoding="utf-8")
    read = read_file(path, groups=["kantor"])
    assert read.persons == ("P1", "P2", "P3")
    marks = dict(zip(read.items, read.categories.T.tolist(), strict=True))
    assert marks == {"soal-1": [1, 1, -1], "soal-2": [1, 0, 0], "soal-3": [1, 0, 1], "sikap": [3, 0, 1]}
    chosen = dict(zip(read.items, zip(read.option_ids, read.options.T.tolist(), strict=True), strict=True))
    assert chosen["soal-1"] == (("B",), [0, 0, -1])
    assert chosen["soal-2"] == (("*", "A", "D"), [2, 1, 0])
    assert chosen["sikap"] == ((), [-1, -1, -1])


def test_a_long_file_with_a_key_is_the_same_table(tmp_path: Path) -> None:
    rows = [line.split(",") for line in KEYED.splitlines()]
    long = ["person,item,response,group:kantor"]
    for person, office, *answers in rows[1:]:
        long += [f"{person},{item},{told},{office}" for item, told in zip(rows[0][2:], answers, strict=True)]
    path = tmp_path / "pindaian.csv"
    path.write_text(KEYED, encoding="utf-8")
    wide = read_file(path, groups=["kantor"])
    read = table(tmp_path, "\n".join(long))
    marked = [item != "sikap" for item in read.items]
    assert (read.categories == wide.categories).all()
    assert (read.options[:, marked] == wide.options[:, marked]).all()
    assert read.groups == wide.groups


def test_a_key_that_comes_late_or_twice_is_told(tmp_path: Path) -> None:
    late = "person,x,y\nP1,A,1\nkey,A,\n"
    letter, key = problems(tmp_path, late)
    assert letter.startswith("Row 2, column x: “A” is no category. Write a whole number from 0 to 49")
    assert letter.endswith("where the first row, with key as its participant, holds the right ones.")
    assert key == "Row 3, column person: This is the row of the key, which must come before all responses."
    twice = "person,x,y\nkey,A,B\nkey,B,\nP1,A,B\n"
    assert problems(tmp_path, twice) == ["Row 3: The item x has a right option in an earlier row. Keep one."]


def test_a_file_of_a_key_alone_has_no_responses(tmp_path: Path) -> None:
    assert problems(tmp_path, "person,x\nkey,A\n") == ["There is no response in the file."]
