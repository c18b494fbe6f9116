"""Settings of the server: environment over TOML over default. None can change a participant's result."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PREFIX = "CAT_SERVER_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, one sentence each; the environment names them `CAT_SERVER_<NAME>`."""

    database_url: str = "sqlite:///var/cat.sqlite"
    """SQLAlchemy URL of the database: SQLite for one machine, `postgresql+psycopg://…` for more."""

    secret_key_file: str = "var/secret-key"  # noqa: S105 - a path
    """File with the key that signs staff sessions; made at the first start, readable by its owner only."""

    host: str = "127.0.0.1"
    """Address to listen on; `0.0.0.0` lets the hall's computers in."""

    port: int = 8000
    """Port to listen on."""

    worker: str = "gevent"
    """Worker model: `gevent` for halls, `gthread` for debugging."""

    largest_hall: int = 2000
    """Connections that the worker accepts; more than there are seats, because those beyond it would hang."""

    time_zone: str = "Asia/Jakarta"
    """Zone of the halls' wall clocks, as every page shows them; the journal is in UTC."""

    is_https: bool = False
    """Whether browsers reach the server by HTTPS; cookies are then marked Secure."""

    log_level: str = "info"
    """How much is logged: debug, info, warning or error."""


def zone_of(settings: Settings) -> ZoneInfo:
    """The zone of the halls' wall clocks; `SettingsError` if there is none of this name."""
    try:
        return ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        message = (
            f"There is no time zone {settings.time_zone!r}. Name one such as Asia/Jakarta or Asia/Jayapura."
        )
        raise SettingsError(message) from None


class SettingsError(ValueError):
    """A setting that cannot be used, in a sentence."""


def load(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: the file or a variable has an unknown name or a value of another type.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, str | int | bool] = {}
    if file is not None:
        try:
            values |= tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            message = f"The settings file {file} cannot be read: {error}."
            raise SettingsError(message) from error
    values |= {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }
    known = {field.name: field.type for field in fields(Settings)}
    unknown = sorted(values.keys() - known.keys())
    if unknown:
        message = f"There is no setting {unknown[0]!r}. The settings are: {', '.join(known)}."
        raise SettingsError(message)
    return Settings(**{name: _typed(name, str(known[name]), value) for name, value in values.items()})  # type: ignore[arg-type]


def _typed(name: str, kind: str, value: object) -> object:
    if kind == "int":
        try:
            return int(str(value))
        except ValueError:
            message = f"The setting {name} must be a whole number, and it is {value!r}."
            raise SettingsError(message) from None
    if kind == "bool":
        words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        if str(value).lower() not in words:
            message = f"The setting {name} must be true or false, and it is {value!r}."
            raise SettingsError(message)
        return words[str(value).lower()]
    return str(value)
