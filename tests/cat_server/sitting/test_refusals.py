from __future__ import annotations

import re
from pathlib import Path

import pytest

from cat_server import texts
from cat_server.sitting import answering, arrival, decide, ruling, supervision
from cat_server.sitting.refusals import RefusalCode
from tests.cat_server.sitting import story as s

ROOMS = (decide, arrival, answering, supervision, ruling)
RULES = "".join(Path(str(room.__file__)).read_text(encoding="utf-8") for room in ROOMS)
TRIED = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    if path.name != "test_refusals.py"
)


@pytest.mark.parametrize("code", RefusalCode)
def test_every_code_is_given_by_a_rule_and_reached_by_a_test(code: RefusalCode) -> None:
    assert f"RefusalCode.{code.name}" in RULES
    assert re.search(rf"RefusalCode\.{code.name}\b", TRIED), f"no test reaches {code}"


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("code", RefusalCode)
def test_every_code_has_a_sentence_in_each_language(code: RefusalCode, language: str) -> None:
    assert texts.has(language, f"error-{code}")


def test_the_arguments_of_a_refusal_fill_its_sentence() -> None:
    story = s.booked()
    refusal = story.when(s.check_in(seat="B-09")).refusal
    assert refusal is not None
    sentence = texts.text("id", f"error-{refusal.code}", **refusal.arguments)
    assert "A-01" in sentence
    assert "B-09" in sentence
