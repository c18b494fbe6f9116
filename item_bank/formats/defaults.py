"""What a file does not say about the bank it makes: languages, metric, names. Whoever imports it says it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from item_bank.bank import Scale
from item_bank.findings import Finding, Position, finding
from item_bank.item_tables import BankHead
from item_bank.items import Text
from item_bank.table_reader import IDENTIFIER

LONGEST_IDENTIFIER = 64

_NOT_IDENTIFIER = re.compile(r"[^A-Za-z0-9._-]+")
_NOTICES = {
    "id": "Bank soal hasil impor. Periksa isi dan parameternya sebelum dipakai.",
    "en": "Imported item bank. Check its content and parameters before use.",
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a file says nothing.

    `scale` is the metric of parameters; None means that nobody has said it, and parameters are refused then.
    """

    languages: tuple[str, ...] = ("id",)
    scale: Scale | None = None
    domain: str = ""
    bank_id: str = ""
    title: str = ""

    def head(self, file: str, languages: Sequence[str] = ()) -> BankHead:
        """The head of a bank that is made of a file without one."""
        stem = file.rpartition("/")[2].partition(".")[0]
        known = tuple(languages) or self.languages
        return BankHead(
            id=self.bank_id or identifier_of(stem) or "bank",
            title=Text(dict.fromkeys(known, self.title or stem.strip() or "Bank")),
            languages=known,
            notice=Text({language: _NOTICES.get(language, _NOTICES["en"]) for language in known}),
            scale=self.scale or Scale(),
            response_scales={},
        )


def identifier_of(name: str) -> str:
    """The nearest name that may be an id: other signs become hyphens; empty when nothing is left."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return _NOT_IDENTIFIER.sub("-", plain).strip("-._")[:LONGEST_IDENTIFIER].rstrip("-._")


class Identifiers:
    """Names of a file turned into ids; each change is told once, no two names become one id."""

    def __init__(self, report: list[Finding]) -> None:
        self._report = report
        self._made: dict[tuple[str, str], str] = {}
        self._taken: dict[tuple[str, str], str] = {}

    def of(self, group: str, name: str, position: Position) -> str:
        """The id for a name of a group, such as the domains; the same name gives the same id."""
        made = self._made.get((group, name))
        if made is not None:
            return made
        made = name if IDENTIFIER.fullmatch(name) else identifier_of(name)
        base, number = made or group, 2
        while self._taken.get((group, made or group), name) != name:
            made = f"{base[: LONGEST_IDENTIFIER - 6]}-{number}"
            number += 1
        made = made or group
        self._made[group, name] = made
        self._taken[group, made] = name
        if made != name:
            self._report.append(finding("identifier-changed", position, field=group, name=name[:80], id=made))
        return made
