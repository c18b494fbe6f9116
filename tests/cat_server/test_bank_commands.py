"""`import`, `export` and `template` as a shell calls them: a report first, then one transaction."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cat_server import bank_commands
from cat_server.cli import main
from item_bank.formats.folder import read_bank, write_bank
from item_bank.formats.spreadsheet import write_xlsx
from scoring.parameters import ItemParameters
from tests.cat_server.banks.small import reworded, small_bank, small_files, with_items
from tests.cat_server.exam_server import ExamServer

Shell = Callable[..., tuple[int, str, str]]
BANK = small_bank()

GIFT = "::Tambah::Berapa 1 + 2? { =3 ~4 ~5 }\n\n::Kurang::Berapa 5 - 2? { =3 ~1 ~2 }\n"


@pytest.fixture
def shell(
    exam: ExamServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    """A shell in a folder of its own, on a database of its own: exit code, what was told, what was wrong."""
    monkeypatch.setenv("CAT_SERVER_DATABASE_URL", exam.url)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def write_small(folder: Path) -> None:
    for name, content in small_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_a_folder_goes_in_and_comes_out_equal(shell: Shell, exam: ExamServer, tmp_path: Path) -> None:
    write_small(tmp_path / "kecil")
    code, told, _ = shell("import", "kecil", "--dry-run")
    assert code == 0
    assert "Into a new bank kecil: 6 new" in told
    assert "exam plan rencana: new, version 1" in told
    assert exam.server.banks.all() == ()
    assert shell("import", "kecil", "--yes")[0] == 0
    assert exam.server.banks.bank("kecil") == BANK
    (line,) = exam.server.banks.all()
    assert line.made_by.startswith("shell:")
    for out in ("keluar", "kecil.zip"):
        assert shell("export", "kecil", "--out", out)[0] == 0
    assert read_bank(tmp_path / "keluar")[0] == BANK
    assert (tmp_path / "keluar/plans/rencana.toml").read_bytes() == small_files()["plans/rencana.toml"]
    code, told, _ = shell("import", "kecil.zip", "--states", "--yes")
    assert (code, "There is nothing to write" in told) == (0, True)
    assert "exam plan rencana: unchanged" in told


def test_a_zip_of_the_same_bank_has_the_same_bytes(shell: Shell, tmp_path: Path) -> None:
    write_small(tmp_path / "kecil")
    shell("import", "kecil", "--yes")
    shell("export", "kecil", "--out", "a.zip")
    shell("export", "kecil", "--out", "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_nothing_is_written_over(shell: Shell, tmp_path: Path) -> None:
    write_small(tmp_path / "kecil")
    shell("import", "kecil", "--yes")
    (tmp_path / "there.zip").write_bytes(b"mine")
    code, _, wrong = shell("export", "kecil", "--out", "there.zip")
    assert (code, "nothing is written over it" in wrong) == (1, True)
    assert shell("export", "kecil", "--out", "kecil")[0] == 1
    assert shell("template", "--out", "there.zip")[0] == 1
    assert (tmp_path / "there.zip").read_bytes() == b"mine"
    code, _, wrong = shell("export", "lain", "--out", "x.zip")
    assert (code, wrong) == (1, "There is no bank 'lain' in this database. Known: kecil.\n")


def test_errors_are_told_by_row_and_column_and_nothing_is_written(
    shell: Shell, exam: ExamServer, tmp_path: Path
) -> None:
    text = "id,kind,domain,stem,A,B,key\ns1,single_choice,d,Berapa?,1,2,A\ns2,single_choice,d,Apa?,1,2,Z\n"
    (tmp_path / "soal.csv").write_text(text, encoding="utf-8")
    code, told, _ = shell("import", "soal.csv", "--yes")
    assert code == 1
    assert "soal.csv:3:G (key): error: " in told
    assert "soal.csv: csv, 0 items, 1 error, 0 warnings." in told
    assert "Nothing was written" in told
    assert exam.server.banks.all() == ()


def test_what_would_change_is_shown_before_somebody_says_yes(
    shell: Shell, exam: ExamServer, tmp_path: Path
) -> None:
    write_bank(BANK, tmp_path / "first")
    write_bank(with_items(BANK, reworded(BANK.by_id["deret-1"], "Go on: 2")), tmp_path / "second")
    shell("import", "first", "--yes")
    code, told, _ = shell("import", "second")
    assert code == 3
    assert "changed   deret-1: version 2, draft" in told
    assert "stem.en: “Continue: 2, 4, 6, **?**” -> “Go on: 2”" in told
    assert "Nobody is there to be asked" in told
    assert exam.server.banks.stored("kecil").items["deret-1"].version == 1
    code, told, _ = shell("import", "second", "--states", "--yes", "--note", "koreksi")
    assert (code, "nobody here has judged them" in told) == (0, True)
    item = exam.server.banks.stored("kecil").items["deret-1"]
    assert (item.version, item.state, item.note) == (2, "operational", "koreksi")


def test_questions_of_a_foreign_file_go_into_a_bank_and_leave_its_head_alone(
    shell: Shell, exam: ExamServer, tmp_path: Path
) -> None:
    write_bank(BANK, tmp_path / "kecil")
    shell("import", "kecil", "--yes")
    (tmp_path / "soal.gift").write_text(GIFT, encoding="utf-8")
    code, told, _ = shell("import", "soal.gift", "--bank", "kecil", "--domain", "hitung", "--yes")
    assert code == 0, told
    assert "Into the bank kecil: 2 new, 0 changed, 0 unchanged, 6 kept" in told
    bank = exam.server.banks.bank("kecil")
    assert (bank.title, bank.languages, len(bank.items)) == (BANK.title, BANK.languages, 8)
    assert exam.server.banks.stored("kecil").head.version == 1
    assert {item.state for item in bank.domains["hitung"]} == {"draft"}


def test_parameters_of_a_sheet_are_asked_for_their_metric_and_brought_to_the_banks(
    shell: Shell, exam: ExamServer, tmp_path: Path
) -> None:
    write_bank(BANK, tmp_path / "kecil")
    shell("import", "kecil", "--yes")
    header = "id,kind,domain,state,stem_id,stem_en,A_id,A_en,B_id,B_en,key,model,a,b\n"
    row = "s1,single_choice,d,approved,Apa?,What?,1,1,2,2,A,2pl,0.01,600\n"
    (tmp_path / "p.csv").write_text(header + row, encoding="utf-8")
    code, told, _ = shell("import", "p.csv", "--bank", "kecil", "--yes")
    assert (code, "[metric-unknown]" in told) == (1, True)
    code, told, _ = shell(
        "import", "p.csv", "--bank", "kecil", "--yes", "--metric", "logit", "--mean", "500", "--sd", "100"
    )
    assert code == 0, told
    parameters = exam.server.banks.bank("kecil").by_id["s1"].parameters
    assert isinstance(parameters, ItemParameters)
    assert (parameters.a, *parameters.b) == pytest.approx((1.0, 1.0))


def test_a_workbook_comes_out_and_goes_in_again(shell: Shell, exam: ExamServer, tmp_path: Path) -> None:
    bank = replace(
        BANK, items=tuple(item for item in BANK.items if item.domain == "deret"), media={}, response_scales={}
    )
    (tmp_path / "b.xlsx").write_bytes(write_xlsx(bank))
    assert shell("import", "b.xlsx", "--yes")[0] == 0
    assert shell("export", "kecil", "--out", "out.xlsx")[0] == 0
    code, told, _ = shell("import", "out.xlsx", "--states", "--dry-run")
    assert (code, "0 new, 0 changed, 3 unchanged" in told) == (0, True)
    assert exam.server.banks.bank("kecil") == bank


def test_the_template_is_a_workbook_without_items(shell: Shell, tmp_path: Path) -> None:
    assert shell("template", "--out", "t.xlsx")[0] == 0
    code, told, _ = shell("import", "t.xlsx")
    assert (code, "sheet-without-rows" in told) == (1, True)


def test_a_line_fills_where_somebody_looks_and_nowhere_else() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    seen, piped = Terminal(), io.StringIO()
    for stream in (seen, piped):
        line = bank_commands._Line(stream)
        line.progress(2_500, 5_000)
        line.progress(5_000, 5_000)
        line.end()
    assert "███████████████░░░░░░░░░░░░░░░  2,500 / 5,000" in seen.getvalue()
    assert "5,000 rows; now they are checked" in seen.getvalue()
    assert piped.getvalue() == ""
