"""Every example of docs/scoring.md is run, in order, and gives what the guide says; its pictures are made."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from cat_server.reports.plots import as_file
from scoring.selection import RULES
from scripts import scoring_pictures

GUIDE = Path(__file__).parents[2] / "docs" / "scoring.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
N_PICTURES = 5


def test_every_example_gives_what_the_guide_says() -> None:
    blocks = list(BLOCK.finditer(TEXT))
    assert len(blocks) > 15
    space: dict[str, object] = {}
    for block in blocks:
        assert ">>>" in block[1]
        line = TEXT.count("\n", 0, block.start(1))
        example = doctest.DocTestParser().get_doctest(block[1], space, "docs/scoring.md", str(GUIDE), line)
        runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.REPORT_NDIFF)
        told: list[str] = []
        runner.run(example, out=told.append, clear_globs=False)
        assert not runner.failures, "".join(told)
        space = example.globs


def test_the_guide_tells_of_every_rule() -> None:
    assert [rule for rule in RULES if f"`{rule}`" not in TEXT] == []


def test_the_guide_shows_five_pictures_that_are_there() -> None:
    shown = re.findall(r"\]\((pictures/scoring-[a-z]+\.svg)\)", TEXT)
    assert len(set(shown)) == N_PICTURES
    for name in shown:
        assert (GUIDE.parent / name).read_text(encoding="utf-8").startswith("<svg xmlns=")


@pytest.mark.parametrize(("name", "drawn"), list(scoring_pictures.pictures(30)))
def test_the_script_draws_them(name: str, drawn: str) -> None:
    assert f"pictures/scoring-{name}.svg" in TEXT
    assert "nan" not in str(drawn)
    assert fromstring(as_file(drawn)) is not None  # type: ignore[arg-type]
