"""A sitting of an exam with every kind on a real database: what is stored can be derived again."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.verification import verify
from tests.cat_server import every_kind_exam
from tests.cat_server.exam_server import new_server
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.test_any_mixed_sitting import RELEASE, of_shape

TAKEN_BACK: tuple[dict[str, Any], ...] = (
    {"choices": []},
    {"order": []},
    {},
    {"pairs": []},
    {"text": " "},
    {"gaps": [None, None]},
)


def test_every_kind_answered_changed_taken_back_and_late_is_derived_again(tmp_path: Path) -> None:
    server = new_server(tmp_path)
    try:
        (sitting,) = server.book(1, every_kind_exam.content(), language="en")
        server.arrive(sitting)
        rng = random.Random(11)
        shown: tuple[str, ...] = ()
        for section in range(2):
            server.start(sitting, section)
            shown = server.load(sitting).state.sections[section].items
            for _ in range(6 * len(shown)):
                place = rng.randrange(len(shown))
                numbers = [rng.randrange(6) for _ in range(6)]
                response = of_shape(RELEASE.item(shown[place]), numbers, True)
                if rng.random() < 0.3:
                    response = rng.choice(TAKEN_BACK)
                server.wait(1)
                command = s.by_participant(
                    c.SubmitResponse,
                    section=section,
                    position=place + 1,
                    response=response,
                    shown_ms=1000,
                    age_ms=rng.choice([0, 900]),
                )
                server.handle(sitting, command)
                if rng.random() < 0.02:
                    server.does(sitting, s.by_staff(c.PauseSitting), s.by_staff(c.ResumeSitting))
            if section == 0:
                server.does(sitting, s.finish(section))
        # The last section ends by its deadline, with an answer that was under way.
        server.wait(300 - 6 * len(shown) + 2)
        late = s.by_participant(
            c.SubmitResponse, section=1, position=1, response={"best": 1, "worst": 0}, shown_ms=1, age_ms=4000
        )
        server.does(sitting, late)
        server.wait(20)
        server.does(sitting, s.sweep())
        kinds = {type(entry.event) for entry in server.entries(sitting)}
        assert {e.ResponseRecorded, e.ResponseChanged, e.ResponseTakenBack, e.SittingFinished} <= kinds
        assert server.load(sitting).state.is_over
        assert verify(server.server).differences == ()
    finally:
        server.close()
