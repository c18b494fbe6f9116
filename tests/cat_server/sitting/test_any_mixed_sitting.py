"""Any sitting of an exam with every kind of item: answers of every shape, unfinished, changed, taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.screens import board_row, paper, participant_screen
from cat_server.sitting.state import SittingState, Status
from item_bank.interactions import FillGaps, Pair, Read
from item_bank.kinds import KINDS
from item_bank.marking import mark
from item_bank.release import Release, ReleasedItem
from item_bank.responses import is_empty, read_response, shown_response
from tests.cat_server import every_kind_exam, mixed_exam
from tests.cat_server.sitting.story import GRACE, PERSON, Story, by_participant
from tests.cat_server.sitting.test_any_sitting import AnySitting

RELEASE = Release.load(every_kind_exam.content())
TEXTS = ("", " ", "1.250", "0,2", "tanah  AIR!", "\u0661", "9" * 40, "\u202edua\u200b")

Numbers = Sequence[int]
FITTING: dict[str, Callable[[Numbers, int], dict[str, Any]]] = {
    "choose": lambda n, size: {"choice": n[0] % size},
    "choose_several": lambda n, size: {"choices": sorted({each % size for each in n[: n[0]]})},
    "order": lambda n, size: {"order": list(dict.fromkeys(each % size for each in n))[: n[0]]},
    "best_worst": lambda n, size: {"best": n[0] % size, "worst": None if n[1] % 3 else n[2] % size},
    "rate": lambda n, size: {"ratings": [None if n[k % 6] > 3 else n[k % 6] for k in range(size)]},
    "write": lambda n, _size: {"text": TEXTS[n[0] % len(TEXTS)]},
}
WHAT_DOES_NOT_FIT: tuple[dict[str, Any], ...] = (
    {}, {"choice": 9}, {"choices": [0, 0]}, {"order": [9]}, {"best": 1, "worst": 1}, {"ratings": [0]},
    {"pairs": [[0, 0]]}, {"gaps": []}, {"text": "x" * 4000}, {"parts": []}, {"best": None, "worst": None},
)  # fmt: skip


def of_shape(item: ReleasedItem, numbers: Numbers, is_fitting: bool) -> dict[str, Any]:
    """A response that mostly fits the item, or one that mostly does not."""
    size = max(1, len(item.option_ids))
    match item.interaction if is_fitting else None:
        case Pair(targets=targets):
            # Groups keep their places whatever the order among them: targets stand behind the others.
            first = size - len(targets)
            pairs = [[n % first, first + n // 2 % len(targets)] for n in numbers[:3]]
            return {"pairs": pairs[: numbers[4] % 4]}
        case FillGaps(gaps=gaps):
            filled = [
                item.option_ids.index(gap.options[n % len(gap.options)])
                for n, gap in zip(numbers, gaps, strict=False)
            ]
            return {"gaps": [None if numbers[3 + k] > 3 else each for k, each in enumerate(filled)]}
    tag = str(type(item.interaction).__struct_config__.tag)
    if not is_fitting or tag not in FITTING:
        return WHAT_DOES_NOT_FIT[sum(numbers) % len(WHAT_DOES_NOT_FIT)]
    return FITTING[tag](numbers, size)


class AnyMixedSitting(AnySitting):
    """One sitting of the exam with every kind."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story(RELEASE)

    @initialize(
        stage=st.sampled_from([0, 0, 0, 1, "running"]),
        multiplier=st.sampled_from([1.0, 2.0]),
        language=st.sampled_from(["id", "en"]),
        seed=st.integers(0, 10_000),
    )
    def open(self, stage: str | int, multiplier: float, language: str, seed: int) -> None:
        super().open(stage, multiplier, language, seed)

    @rule(
        answers=st.lists(
            st.tuples(
                st.integers(0, 100_000), st.booleans(), st.lists(st.integers(0, 5), min_size=6, max_size=6)
            ),
            min_size=6,
            max_size=16,
        ),
        age_ms=st.sampled_from([0, 0, 3000, 200_000]),
    )
    def the_participant_answers_anything(
        self, answers: list[tuple[int, bool, list[int]]], age_ms: int
    ) -> None:
        for position, is_fitting, numbers in answers:
            section = self.story.state.current
            if section is None:
                return
            place = 1 + position % len(section.items)
            item = RELEASE.item(section.items[place - 1])
            command = by_participant(
                c.SubmitResponse,
                self.place(),
                section=section.index,
                position=place,
                response=of_shape(item, numbers, is_fitting or numbers[0] > 1),
                shown_ms=1,
                age_ms=age_ms,
            )
            self.do(command)
            if numbers[1] > 3:
                flag = by_participant(
                    c.FlagItem, self.place(), section=section.index, position=place, is_flagged=numbers[2] > 2
                )
                self.do(flag)

    def _account(self, state: SittingState, event: e.Event, command: c.Command) -> None:
        if not isinstance(event, e.ResponseTakenBack):
            super()._account(state, event, command)
            return
        assert self.clock is not None
        assert isinstance(command, c.SubmitResponse)
        over_ms = self.clock.worked_ms - self.clock.allowed_ms
        assert over_ms < GRACE * 1000
        assert event.is_in_grace is (over_ms >= 0)
        assert over_ms <= command.age_ms
        assert state.sections[-1].items[event.position - 1] == event.item
        del self.answers[event.section, event.position]

    @invariant()
    def what_is_stored_is_what_was_answered(self) -> None:
        for section in self.story.state.sections:
            of_section = {position for index, position in self.answers if index == section.index}
            assert set(section.answers) == of_section
            assert not section.pages & of_section
            for position, answer in section.answers.items():
                item, order = RELEASE.item(section.items[position - 1]), section.option_orders[position - 1]
                assert sorted(order) == sorted(item.option_ids)
                assert not is_empty(answer.response)
                assert answer.category == mark(item, answer.response)
                assert 0 <= answer.category < KINDS[item.kind].n_categories(item)
                shown = json.loads(json.dumps(shown_response(item, answer.response, order)))
                for language in {"id", self.story.state.language} if "number" not in answer.response else ():
                    assert read_response(item, shown, order, language=language) == answer.response

    @invariant()
    def everybody_counts_the_same(self) -> None:
        state = self.story.state
        if not state.sections:
            return
        newest = state.sections[-1]
        asking = [each for each in newest.items if not isinstance(RELEASE.item(each).interaction, Read)]
        row = board_row(state, RELEASE, PERSON)
        assert (row["answered"], row["total"]) == (len(newest.answers), len(asking))
        screen = participant_screen(state, RELEASE, PERSON, self.story.now)
        if state.status is Status.FINISHED:
            assert screen["finish"]["answered"] == len(self.answers)
        told = json.dumps([screen, paper(state, RELEASE)])
        assert not any(f'"{name}"' in told for name in mixed_exam.TRAITS)
        assert not any(word in told for word in ("Kejujuran", "Honesty", "loading", "desirab", "uniqueness"))


AnyMixedSitting.TestCase.settings = settings(
    max_examples=max(1, settings().max_examples // 2), stateful_step_count=25
)
TestAnyMixedSitting = AnyMixedSitting.TestCase
