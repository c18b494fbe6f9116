"""The sheets of a workbook that hold the head of a bank and its response scales."""

from collections.abc import Mapping, Sequence
from typing import Any

from item_bank.findings import Position
from item_bank.formats.spreadsheet.cells import is_blank, number_of, text_of, words_of
from item_bank.formats.spreadsheet.sheets import Sheet
from item_bank.item_tables import BankHead
from item_bank.toml_source import Path, TomlSource


class PlacedSource(TomlSource):
    """Stands for the sheets that hold the head of a bank."""

    def __init__(self, file: str, places: Mapping[Path, Position]) -> None:
        super().__init__(file, "")
        self._places = places

    def position(self, *path: str | int) -> Position:
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                return self._places[path[:length]]
        return Position(self.file, 1)


_WORDS = ("id", "metric")
_TEXTS = ("title", "notice", "reference_group")
_NUMBERS = {"d": "D", "mean": "mean", "sd": "sd"}
_BANK_NAMES = {
    "judul": "title", "nama": "title", "name": "title", "pemberitahuan": "notice", "catatan": "notice",
    "bahasa": "languages", "metrik": "metric", "rata_rata": "mean", "rerata": "mean", "simpangan_baku": "sd",
    "kelompok_acuan": "reference_group", "kode": "id",
}  # fmt: skip


def bank_fields(sheet: Sheet) -> tuple[dict[str, Any], dict[Path, Position]]:
    """The head of a bank from a sheet with a name and a value in each row."""
    fields: dict[str, Any] = {}
    places: dict[Path, Position] = {}
    for number, cells in sheet.rows:
        if len(cells) < 2 or is_blank(cells[0]) or is_blank(cells[1]):  # noqa: PLR2004 - name and value
            continue
        label = text_of(cells[0]).strip().casefold().replace(" ", "_")
        base, _, language = label.rpartition("_")
        name = _BANK_NAMES.get(label, label)
        text_name = _BANK_NAMES.get(base, base)
        position = sheet.position(number, 1)
        if text_name in _TEXTS:
            fields.setdefault(text_name, {})[language] = text_of(cells[1])
            places[text_name, language] = places[text_name,] = position
        elif name in _WORDS:
            fields[name] = text_of(cells[1]).strip()
            places[name,] = position
        elif name == "languages":
            fields[name] = [
                word.lower() for part in words_of(cells[1]) for word in part.replace(",", " ").split()
            ]
            places[name,] = position
        elif name in _NUMBERS:
            value = number_of(cells[1])
            fields[_NUMBERS[name]] = text_of(cells[1]) if value is None else value
            places["scale", _NUMBERS[name]] = position
    scale = {
        name: fields.pop(name) for name in ("metric", "D", "mean", "sd", "reference_group") if name in fields
    }
    if scale:
        fields["scale"] = scale
        for name in ("metric", "reference_group"):
            if (name,) in places:
                places["scale", name] = places.pop((name,))
    return fields, places


def scale_fields(
    sheet: Sheet | None, languages: Sequence[str]
) -> tuple[dict[str, Any], dict[Path, Position]]:
    """The response scales of a sheet with the columns scale and label_<language>, a label in each row."""
    if sheet is None or not sheet.rows:
        return {}, {}
    (_, header), *rows = sheet.rows
    columns: dict[int, str] = {}
    for place, cell in enumerate(header[1:], start=1):
        base, _, language = text_of(cell).strip().casefold().replace(" ", "_").rpartition("_")
        columns[place] = language if base else languages[0]
    scales: dict[str, Any] = {}
    places: dict[Path, Position] = {}
    name = ""
    for number, cells in rows:
        name = text_of(cells[0]).strip() or name
        labels = {
            language: text_of(cells[place])
            for place, language in columns.items()
            if place < len(cells) and not is_blank(cells[place])
        }
        listed = scales.setdefault(name, {"labels": []})["labels"]
        places["response_scales", name, "labels", len(listed)] = sheet.position(number)
        places.setdefault(("response_scales", name), sheet.position(number))
        listed.append(labels)
    return scales, places


def plain_scale(head: BankHead) -> dict[str, Any]:
    scale = head.scale
    group = {"reference_group": scale.reference_group} if scale.reference_group else {}
    return {"metric": scale.metric, "D": scale.D, "mean": scale.mean, "sd": scale.sd, **group}
