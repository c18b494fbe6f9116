"""`cat-server generate` as a shell calls it: into a new bank, into one that is there, onto a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from cat_server.cli import main
from item_bank.bank import Bank
from item_bank.formats.folder import read_bank
from item_bank.generators.registry import GENERATORS
from tests.item_bank.small_bank import BANK, sound_files, write_files

SCALE = '[scale]\nmetric = "logit"\nD = 1.0\n'


def bank_in(folder: Path) -> Bank:
    bank, findings = read_bank(folder)
    assert bank is not None, findings
    return bank


def files_in(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is told when a command is refused."""
    code: object
    try:
        code = main(["generate", *arguments])
    except SystemExit as stopped:
        code = stopped.code
    told = capsys.readouterr()
    assert code == 2
    assert told.out == ""
    assert "Traceback" not in told.err
    return told.err


def test_a_new_bank_is_written_and_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "bank-baru"
    assert main(["generate", "syllogisms", "--count", "20", "--out", str(folder)]) == 0
    bank = bank_in(folder)
    assert (bank.id, len(bank.items)) == ("bank-baru", 20)
    assert {item.state for item in bank.items} == {"draft"}
    assert set(files_in(folder)) == {"bank.toml", "items/generated/syllogisms.toml"}
    told = capsys.readouterr().out
    assert "20 items of syllogisms, from seeds 1 to " in told
    assert "logits, mean" in told
    assert "Keys: A 4, B 4, C 4, D 4, E 4." in told


def test_the_same_command_writes_the_same_bytes(tmp_path: Path) -> None:
    for place in ("here", "there"):
        arguments = [
            "linear_ordering",
            "--count",
            "6",
            "--seed",
            "40",
            "--out",
            str(tmp_path / place / "bank"),
        ]
        assert main(["generate", *arguments]) == 0
    assert files_in(tmp_path / "here") == files_in(tmp_path / "there")


def test_a_range_domain_state_and_seed_are_kept_to(tmp_path: Path) -> None:
    arguments = ["--difficulty", "-1..0.5", "--seed", "300", "--domain", "nalar", "--state", "pretest"]
    assert main(["generate", "linear_ordering", "--count", "12", *arguments, "--out", str(tmp_path)]) == 0
    bank = bank_in(tmp_path)
    assert set(bank.domains) == {"nalar"}
    assert {item.state for item in bank.items} == {"pretest"}
    assert all(-1 <= getattr(item.parameters, "b", (9,))[0] <= 0.5 for item in bank.items)
    assert all(int(item.id.rsplit("-", 1)[1]) >= 300 for item in bank.items)


def test_a_bank_that_is_there_gets_one_file_and_keeps_all_others(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "kecil", sound_files())
    before = files_in(folder)
    assert main(["generate", "matrices", "--count", "3", "--out", str(folder)]) == 0
    after = files_in(folder)
    assert {name: after[name] for name in before} == before
    added = set(after) - set(before)
    assert {name for name in added if name.endswith(".toml")} == {"items/generated/matrices.toml"}
    assert sum(name.endswith(".svg") for name in added) == 3 * 7
    assert len(bank_in(folder).items) == len(bank_in(write_files(tmp_path / "own", sound_files())).items) + 3


def test_nothing_is_written_over_unless_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["matrices", "--count", "3", "--out", str(tmp_path)]
    assert main(["generate", *arguments]) == 0
    capsys.readouterr()
    before = files_in(tmp_path)
    assert "items/generated/matrices.toml is there already" in refused(arguments, capsys)
    assert files_in(tmp_path) == before
    assert main(["generate", *arguments, "--seed", "50", "--replace"]) == 0
    after = files_in(tmp_path)
    assert len(bank_in(tmp_path).items) == 3
    assert sum(name.endswith(".svg") for name in after) == 3 * 7  # the old drawings are gone
    assert main(["generate", *arguments, "--replace"]) == 0
    assert files_in(tmp_path) == before


def test_an_id_that_the_bank_has_elsewhere_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", "syllogisms", "--count", "2", "--out", str(tmp_path)]) == 0
    capsys.readouterr()
    made = tmp_path / "items/generated/syllogisms.toml"
    made.rename(tmp_path / "items/own.toml")
    told = refused(["syllogisms", "--count", "2", "--out", str(tmp_path)], capsys)
    assert "has its own syllogisms-00000" in told
    assert "another --seed" in told
    assert not made.exists()


def test_a_bank_in_one_language_gets_that_language_only(tmp_path: Path) -> None:
    (tmp_path / "bank.toml").write_text(
        'format = 1\nid = "satu"\ntitle.id = "Satu bahasa"\nlanguages = ["id"]\nnotice.id = "Uji."\n' + SCALE,
        encoding="utf-8",
    )
    assert main(["generate", "number_series", "--count", "3", "--out", str(tmp_path)]) == 0
    assert {language for item in bank_in(tmp_path).items for language in item.prompt.stem} == {"id"}


def test_a_bank_in_another_language_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bank.toml").write_text(
        'format = 1\nid = "jawa"\ntitle.jv = "Jawa"\nlanguages = ["jv"]\nnotice.jv = "Uji."\n' + SCALE,
        encoding="utf-8",
    )
    assert "is in jv; items are made in en, id" in refused(["syllogisms", "--out", str(tmp_path)], capsys)


def test_a_bank_with_errors_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bank.toml").write_text(BANK.replace("format = 1", "format = 99"), encoding="utf-8")
    told = refused(["syllogisms", "--count", "2", "--out", str(tmp_path)], capsys)
    assert "has 1 error. See" in told
    assert "cat-server check" in told


def test_a_folder_that_is_no_bank_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    told = refused(["syllogisms", "--count", "2", "--out", str(tmp_path)], capsys)
    assert "neither a bank nor an empty folder" in told
    assert set(files_in(tmp_path)) == {"letter.txt"}


def test_a_page_shows_the_items_and_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "pages" / "sheet.html"
    arguments = ["quantitative_comparison", "--count", "4", "--sheet", str(sheet)]
    assert main(["generate", *arguments]) == 0
    page = sheet.read_text(encoding="utf-8")
    assert page.count("<article") == 4
    assert "4 items of quantitative_comparison" in page
    assert "it shows the keys" in capsys.readouterr().out
    assert "is there already" in refused(arguments, capsys)
    assert main(["generate", *arguments, "--replace"]) == 0


def test_without_a_folder_or_a_page_nothing_is_written_and_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["generate", "syllogisms", "--count", "1"]) == 0
    assert "Nothing was written: name a folder with --out" in capsys.readouterr().out


def test_an_unknown_generator_is_answered_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = refused(["riddles"], capsys)
    assert "There is no generator named 'riddles'." in told
    assert all(name in told for name in GENERATORS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--count", "0"], "must be a whole number from 1 to 20,000, got 0"),
        (["--count", "many"], "must be a whole number from 1 to 20,000, got many"),
        (["--difficulty", "2..1"], "must be two numbers that rise, such as -1..2, got 2..1"),
        (["--difficulty", "hard"], "must be two numbers that rise"),
        (["--difficulty", "8..9"], "Difficulty: expected a range that syllogisms can reach, got 8..9"),
        (["--seed", "-5"], "Seed: expected a whole number from 0 to 999,999,999, got -5"),
        (["--state", "secret"], "--state must be one of draft, reviewed"),
        (["--domain", "two words"], "--domain must be a short name without spaces"),
        (["--domain", "../../etc"], "--domain must be a short name without spaces"),
    ],
)
def test_a_wrong_argument_is_answered_with_a_sentence(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told in refused(["syllogisms", *arguments], capsys)


def test_a_folder_that_cannot_be_written_is_answered_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    told = refused(["syllogisms", "--count", "1", "--sheet", str(tmp_path / "file" / "x.html")], capsys)
    assert "cannot be written" in told
