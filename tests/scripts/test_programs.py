from __future__ import annotations

from pathlib import Path

import pytest

from scripts.programs import find_chromium, find_postgresql
from scripts.system_packages import CannotInstallError, install_system_packages


def _program(path: Path, says: str) -> Path:
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_named_chromium_comes_before_every_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = _program(tmp_path / "my-browser", "Chromium 150.0.1 built on Debian")
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert find_chromium() == mine


def test_a_note_that_tells_to_install_a_snap_is_no_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = _program(tmp_path / "chromium-browser", "Please install the chromium snap: snap install chromium")
    monkeypatch.setenv("CHROMIUM", str(note))
    assert find_chromium() is None


def test_a_chromium_that_is_not_there_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "nowhere"))
    assert find_chromium() is None


def test_postgresql_is_found_with_both_of_its_programs() -> None:
    folder = find_postgresql()
    assert folder is not None
    assert (folder / "initdb").exists()
    assert (folder / "postgres").exists()


def test_without_apt_get_the_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        CannotInstallError, match=r"postgresql \(as Debian calls it\) must be installed first"
    ):
        install_system_packages(["postgresql"], why="the tests need it")
