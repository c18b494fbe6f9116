"""Another kind of item is one module and one entry: everything else works on it unchanged."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pytest

from item_bank import checks, item_tables, marking, release_record, section_content
from item_bank.exam_plan import content_check
from item_bank.formats.folder import read_bank, write_bank
from item_bank.items import Key, Option, Prompt, Text
from item_bank.kinds import KINDS, Kind
from item_bank.kinds.kind import Fields, Frame, Layout, Markable
from item_bank.marking import mark, read_response
from item_bank.release import Release, build_release
from item_bank.responses import Response
from item_bank.table_reader import Table
from tests.item_bank.small_bank import line_of, places, sound_bank, sound_files, sound_plan, write_files

ITEM = """\
[[item]]
id = "benar-1"
kind = "true_false"
domain = "deret"
state = "operational"
stem = { id = "7 lebih besar dari 5.", en = "7 is more than 5." }
key.is_true = true
parameters = { model = "2pl", a = 1.0, b = -1.0 }
"""


@dataclass(frozen=True, slots=True)
class TrueFalseKey(Key):
    is_true: bool


@dataclass(frozen=True, slots=True)
class TrueFalse:
    name: str = "true_false"
    models: tuple[str, ...] = ("1pl", "2pl")
    key_type: type[Key] = TrueFalseKey
    may_shuffle_options: bool = False

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        options = (
            Option("false", Text({"id": "Salah", "en": "False"})),
            Option("true", Text({"id": "Benar", "en": "True"})),
        )
        key = table.table("key")
        return Prompt(frame.stem, options, frame.figure), TrueFalseKey(
            key.boolean("is_true", default=False) if key else False
        )

    def prompt_fields(self, _prompt: Prompt) -> Fields:
        return {}

    def key_fields(self, key: Key) -> Fields:
        return asdict(key)

    def n_categories(self, _item: Markable) -> int:
        return 2

    def layout(self, _prompt: Prompt) -> Layout:
        return "list"

    def mark(self, item: Markable, response: Response) -> int:
        assert isinstance(item.key, TrueFalseKey)
        return int((response["option"] == "true") == item.key.is_true)

    def key_place(self, item: Markable) -> int | None:
        assert isinstance(item.key, TrueFalseKey)
        return int(item.key.is_true)


@pytest.fixture(autouse=True)
def with_another_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    kind: Kind = TrueFalse()
    kinds = MappingProxyType({**KINDS, kind.name: kind})
    for module in (checks, content_check, item_tables, marking, release_record, section_content):
        monkeypatch.setattr(module, "KINDS", kinds)


def test_an_item_of_another_kind_is_read_written_released_shown_and_marked(tmp_path: Path) -> None:
    sound_bank(tmp_path)
    bank, findings = read_bank(write_files(tmp_path, {"items/benar.toml": ITEM}))
    assert findings == []
    assert bank is not None
    write_bank(bank, tmp_path / "copy")
    assert read_bank(tmp_path / "copy")[0] == bank

    released = Release.load(build_release(bank, sound_plan(tmp_path, bank)))
    item = released.item("benar-1")
    assert item.key == TrueFalseKey(is_true=True)
    order = released.section(0).option_order(item.id, [0.9, 0.1])
    shown = released.participant_item(item.id, "id", order)
    assert [option["html"] for option in shown["options"]] == ["Salah", "Benar"]
    assert [mark(item, read_response(item, {"choice": choice}, order)) for choice in (0, 1)] == [0, 1]


def test_its_own_fields_are_checked_like_any_other(tmp_path: Path) -> None:
    text = ITEM.replace("true\n", '"yes"\n').replace("2pl", "grm")
    files = sound_files() | {"items/benar.toml": text}
    _, findings = read_bank(write_files(tmp_path, files), shown_as="")
    assert places(findings) == [
        ("items/benar.toml", line_of(text, "is_true"), "wrong-type"),
        ("items/benar.toml", line_of(text, "grm"), "model-not-for-kind"),
    ]


def test_a_key_of_another_kind_cannot_be_written(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    item = replace(bank.by_id["deret-1"], key=TrueFalseKey(is_true=True))
    changed = replace(bank, items=(item, *(each for each in bank.items if each.id != item.id)))
    assert [each.code for each in checks.check(changed)][:1] == ["field-missing"]
