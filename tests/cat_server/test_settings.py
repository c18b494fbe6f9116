from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from cat_server.settings import Settings, SettingsError, load


def test_without_anything_the_defaults_hold() -> None:
    assert load(environment={}) == Settings()


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('port = 8080\nhost = "0.0.0.0"\nis_https = true\n', encoding="utf-8")
    found = load(file, {"CAT_SERVER_PORT": "9000", "PORT": "1", "HOME": "/"})
    assert (found.port, found.host, found.is_https) == (9000, "0.0.0.0", True)


@pytest.mark.parametrize(("word", "value"), [("true", True), ("1", True), ("No", False), ("FALSE", False)])
def test_yes_and_no_may_be_written_in_several_ways(word: str, value: bool) -> None:
    assert load(environment={"CAT_SERVER_IS_HTTPS": word}).is_https is value


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"CAT_SERVER_PROT": "1"}, "There is no setting 'prot'. The settings are: database_url,"),
        ({"CAT_SERVER_PORT": "eight"}, "The setting port must be a whole number, and it is 'eight'."),
        ({"CAT_SERVER_IS_HTTPS": "maybe"}, "The setting is_https must be true or false, and it is 'maybe'."),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_a_sentence(
    environment: dict[str, str], sentence: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        load(environment=environment)
    assert str(raised.value).startswith(sentence)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("port = ", encoding="utf-8")
    for file in (broken, tmp_path / "missing.toml"):
        with pytest.raises(SettingsError, match=f"The settings file {file} cannot be read"):
            load(file, {})


def test_a_file_with_an_unknown_name_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("grace_seconds = 60\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="no setting 'grace_seconds'"):
        load(file, {})


def test_no_setting_sounds_as_if_it_changed_a_result() -> None:
    about_results = ("grace", "time_limit", "seed", "exposure", "score", "standard_error", "stop", "plan")
    assert not [field.name for field in fields(Settings) if any(word in field.name for word in about_results)]
