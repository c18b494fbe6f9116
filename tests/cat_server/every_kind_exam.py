"""An exam with every kind of item for tests: a fixed section of all that are marked, and forced choice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from item_bank.exam_plan import read_plan
from item_bank.formats.folder import read_bank
from item_bank.release import build_release
from tests.cat_server import mixed_exam
from tests.item_bank.kinds.test_kinds import CASES, HEAD
from tests.item_bank.small_bank import BANK, write_files

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
LIKERT = mixed_exam.item(
    "z-sikap", "likert",
    'response_scale = "setuju4"\nparameters = { model = "grm", a = 1.0, b = [-1.0, 0.0, 1.0] }\n'
    'key = { keyed = "negative" }\n',
)  # fmt: skip


def _item(number: int, name: str) -> str:
    case = CASES[name]
    own = HEAD % (case.stem or f"baru {number}", case.stem or f"new {number}")
    own = own.replace('"baru-1"', f'"baru-{number}"').replace('"integritas"', '"campuran"')
    return f'{own}kind = "{name.split(maxsplit=1)[0]}"\n{case.own}'


@cache
def content() -> bytes:
    """The bytes of the release."""
    marked = [_item(number, name) for number, name in enumerate(CASES) if name != "forced_choice"]
    items = {
        "items/campuran.toml": mixed_exam.ITEMS + "\n" + LIKERT,
        "items/lain.toml": "\n".join(marked),
        "items/pilihan.toml": mixed_exam.BLOCKS,
    }
    with TemporaryDirectory() as folder:
        path = write_files(Path(folder), {"bank.toml": BANK, "media/deret/segi.svg": SQUARE, **items})
        bank, findings = read_bank(path)
        assert bank is not None, [each.render() for each in findings]
        (path / "rencana.toml").write_text(mixed_exam.PLAN, encoding="utf-8")
        plan, found = read_plan(path / "rencana.toml", bank)
        assert plan is not None, [each.render() for each in found]
        return build_release(bank, plan)
