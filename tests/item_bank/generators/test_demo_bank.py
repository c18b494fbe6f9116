from pathlib import Path

from item_bank.generators.demo_bank import DEMO_BANK, generated_files, write


def test_the_committed_files_are_what_the_generators_write_byte_for_byte() -> None:
    for name, content in generated_files().items():
        assert (DEMO_BANK / name).read_bytes() == content.encode(), f"{name}: run the generators again"


def test_the_bank_holds_no_generated_file_that_is_no_longer_made() -> None:
    made = set(generated_files())
    for folder in ("items/generated", "media"):
        found = {path.relative_to(DEMO_BANK).as_posix() for path in (DEMO_BANK / folder).rglob("*.*")}
        assert found <= made


def test_writing_removes_old_generated_files_and_leaves_those_of_people(tmp_path: Path) -> None:
    old, own = tmp_path / "items/generated/old.toml", tmp_path / "items/own.toml"
    old.parent.mkdir(parents=True)
    old.write_text("")
    own.write_text("")
    assert write(tmp_path) == len(generated_files())
    assert not old.exists()
    assert own.exists()
