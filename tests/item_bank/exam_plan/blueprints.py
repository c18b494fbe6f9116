"""Plans with a blueprint for the small exam of the server's tests, written, read and released."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from item_bank.bank import Bank
from item_bank.exam_plan import ExamPlan, read_plan
from item_bank.findings import Finding
from item_bank.formats.folder import read_bank
from item_bank.release import Release, build_release
from tests.cat_server import exams

STOPPING = "[section.stopping]\nmin_items = 3\nmax_items = 6\nstandard_error = 0.45\n"


def constraint(**fields: object) -> str:
    """One constraint as TOML; a text is written as it is."""
    lines = [f"{name} = {value}" for name, value in fields.items()]
    return "\n".join(["[[section.content.constraint]]", *lines, ""])


def with_content(*constraints: str, head: str = "") -> str:
    """The plan of the small exam whose first section has these constraints."""
    content = "\n".join([f"[section.content]\n{head}\n", *constraints])
    return exams.PLAN.replace(STOPPING, STOPPING + content, 1)


def bank_with(text: str, **files: str) -> tuple[Bank, ExamPlan | None, list[Finding]]:
    """The bank, the plan of this text if it is sound, and the findings on the plan."""
    with TemporaryDirectory() as folder:
        bank_path, plan_path = exams.write(Path(folder))
        for name, old in files.items():
            path = bank_path / "items" / f"{name}.toml"
            path.write_text(old, encoding="utf-8")
        bank, findings = read_bank(bank_path, shown_as="")
        assert bank is not None, findings
        plan_path.write_text(text, encoding="utf-8")
        plan, found = read_plan(plan_path, bank, shown_as="plan.toml")
        return bank, plan, found


@cache
def released_bytes(text: str) -> bytes:
    """The bytes of the release of a plan without errors."""
    bank, plan, findings = bank_with(text)
    assert plan is not None, [each.render() for each in findings]
    return build_release(bank, plan)


def released(text: str) -> Release:
    """The release of a plan without errors."""
    return Release.load(released_bytes(text))
