from __future__ import annotations

from pathlib import Path

import pytest

from cat_server.web.bank_import.ask import Ask, ask_of_form


def test_what_a_form_leaves_open_is_what_is_usual(tmp_path: Path) -> None:
    ask = ask_of_form({}, "soal.csv", "ani")
    assert ask == Ask("soal.csv", "ani")
    assert (ask.takes_states, ask.defaults.scale, ask.defaults.languages) == (None, None, ("id",))
    ask.write(tmp_path)
    assert Ask.read(tmp_path) == ask


def test_a_metric_is_said_with_a_comma_or_a_point() -> None:
    ask = ask_of_form({"metric": "normal", "mean": "500", "sd": "99,5", "states": "file"}, "s.csv", "ani")
    assert ask is not None
    scale = ask.defaults.scale
    assert scale is not None
    assert (scale.metric, scale.D, scale.mean, scale.sd) == ("normal", 1.702, 500.0, 99.5)
    assert ask.takes_states is True
    assert ask_of_form({"states": "drafts"}, "s", "a").takes_states is False  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "form",
    [
        {"metric": "odd"},
        {"states": "all"},
        {"sd": "0"},
        {"D": "-1"},
        {"mean": "much"},
        {"mean": "1e9"},
        {"sd": "nan"},
        {"into": "a b"},
        {"domain": "ä"},
        {"languages": ""},
    ],
)
def test_an_impossible_answer_is_no_answer(form: dict[str, str]) -> None:
    assert ask_of_form(form, "soal.csv", "ani") is None
