"""Every example of the guide to items is a sound item, and every kind that people write has one."""

import re
from pathlib import Path

from item_bank.formats.folder import read_bank
from item_bank.kinds import KINDS
from item_bank.preview import preview
from tests.architecture.sources import ROOT
from tests.cat_server.exams import BANK
from tests.item_bank.small_bank import write_files

GUIDE = (ROOT / "docs" / "items.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
ROOM = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30"><rect width="100" height="30"/></svg>'


def test_every_example_is_read_without_a_word_and_can_be_shown(tmp_path: Path) -> None:
    files = {f"items/contoh-{place}.toml": text for place, text in enumerate(EXAMPLES)}
    bank, findings = read_bank(write_files(tmp_path, {"bank.toml": BANK, "media/denah.svg": ROOM, **files}))
    assert [each.render() for each in findings] == []
    assert bank is not None
    for item in bank.items:
        assert preview(bank, item, "id")["kind"] == item.kind
    assert {item.kind for item in bank.items} == set(KINDS) - {"composite"}


def test_every_kind_stands_in_the_table() -> None:
    table = GUIDE.split("|---|---|---|")[1].split("\n\n")[0]
    assert set(
        re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in table.splitlines() if line))
    ) == set(KINDS)
