"""An exam of all kinds, sat and derived again: pages, sets, answers taken back, traits of forced choice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.screens import paper, participant_screen
from cat_server.verification import verify
from item_bank.kinds.forced_choice import ForcedChoiceKey
from item_bank.release import Release
from tests.cat_server import mixed_exam
from tests.cat_server.exam_server import ExamServer, new_server
from tests.cat_server.sitting import story as s

MIXED, CHOICES = 0, 1
SITTING = "sitting-1"


@pytest.fixture
def exam(sqlite_with_tables: Path, tmp_path: Path) -> Iterator[ExamServer]:
    """Somebody who is about to start the first section."""
    server = new_server(tmp_path, sqlite_with_tables)
    server.book(content=mixed_exam.content())
    server.arrive(SITTING)
    yield server
    server.close()


def answer(exam: ExamServer, section: int, position: int, response: dict[str, Any]) -> None:
    exam.wait(3)
    command = s.by_participant(
        c.SubmitResponse, section=section, position=position, response=response, shown_ms=2_000
    )
    exam.does(SITTING, command)


def positions(exam: ExamServer) -> dict[str, int]:
    current = exam.load(SITTING).state.current
    assert current is not None
    return {item: place for place, item in enumerate(current.items, start=1)}


def shown(exam: ExamServer, item: str, *options: str) -> list[int]:
    """The places of options on the screen."""
    current = exam.load(SITTING).state.current
    assert current is not None
    order = current.option_orders[positions(exam)[item] - 1]
    return [order.index(option) for option in options]


def test_pages_come_before_their_set_and_a_set_stays_together(exam: ExamServer) -> None:
    exam.start(SITTING, MIXED)
    assert list(positions(exam)) == [
        "a-pengantar", "c-halaman", "b-bacaan-1", "f-bacaan-2", "d-beberapa", "e-urutan", "g-angka",
        "h-dilema", "i-rumpang",
    ]  # fmt: skip
    sitting = exam.load(SITTING)
    assert sitting.state.current is not None
    assert sitting.state.current.pages == {1, 2}
    items = (paper(sitting.state, sitting.release) or {})["items"]
    assert [item["interaction"]["type"] for item in items[:3]] == ["read", "read", "choose"]
    assert items[1]["stimulus"]["html"] == items[3]["stimulus"]["html"]
    assert "stimulus" not in items[4]


def test_every_kind_is_answered_kept_shown_again_and_marked(exam: ExamServer) -> None:
    exam.start(SITTING, MIXED)
    at = positions(exam)
    given: dict[str, tuple[dict[str, Any], int]] = {
        "b-bacaan-1": ({"choice": shown(exam, "b-bacaan-1", "B")[0]}, 1),
        "d-beberapa": ({"choices": sorted(shown(exam, "d-beberapa", "A", "D"))}, 2),
        "e-urutan": ({"order": shown(exam, "e-urutan", "D", "C", "B", "A")}, 1),
        "g-angka": ({"text": "1.250"}, 1),
        "h-dilema": (dict(zip(("best", "worst"), shown(exam, "h-dilema", "A", "C"), strict=True)), 4),
        "i-rumpang": ({"gaps": shown(exam, "i-rumpang", "A", "B")}, 1),
    }
    for item, (response, category) in given.items():
        answer(exam, MIXED, at[item], response)
        state = exam.load(SITTING).state
        assert state.current is not None
        assert state.current.answers[at[item]].category == category
    sitting = exam.load(SITTING)
    screen = participant_screen(sitting.state, sitting.release, sitting.person, exam.clock.now())
    assert screen["responses"] == {str(at[item]): response for item, (response, _) in given.items()}
    exam.does(SITTING, s.finish(MIXED))
    result = exam.load(SITTING).state.sections[MIXED].result
    assert result is not None
    assert (result.n_items, result.n_responses) == (7, 6)
    assert verify(exam.server).differences == ()


def test_an_answer_can_be_unfinished_and_taken_back(exam: ExamServer) -> None:
    exam.start(SITTING, MIXED)
    place = positions(exam)["g-angka"]
    answer(exam, MIXED, place, {"text": " "})
    answer(exam, MIXED, place, {"text": "12"})
    answer(exam, MIXED, place, {"text": ""})
    dilemma = positions(exam)["h-dilema"]
    answer(exam, MIXED, dilemma, {"best": 1})
    state = exam.load(SITTING).state
    assert state.current is not None
    assert place not in state.current.answers
    assert dilemma in state.current.answers
    kinds = [type(entry.event) for entry in exam.entries(SITTING)]
    assert kinds[-3:] == [e.ResponseRecorded, e.ResponseTakenBack, e.ResponseRecorded]
    exam.does(SITTING, s.finish(MIXED))
    assert verify(exam.server).differences == ()


def test_a_page_takes_no_answer(exam: ExamServer) -> None:
    exam.start(SITTING, MIXED)
    command = s.by_participant(
        c.SubmitResponse, section=MIXED, position=1, response={"choice": 0}, shown_ms=1
    )
    assert exam.handle(SITTING, command).refusal is not None


def brute_force_mode(release: Release, responses: dict[str, dict[str, str]]) -> np.ndarray[Any, Any]:
    """Means and variances of the traits on a grid, each ranking by its middle utility."""
    grid = np.linspace(-4, 4, 41)
    points = np.array(list(itertools.product(grid, repeat=3)))
    prior = stats.multivariate_normal(np.zeros(3), 0.7 * np.eye(3) + 0.3).logpdf(points)
    total = prior.copy()
    for item, response in responses.items():
        key = release.item(item).key
        assert isinstance(key, ForcedChoiceKey)
        by_id = dict(key.statements)
        middle = ({"A", "B", "C"} - set(response.values())).pop()
        ranked = [by_id[each] for each in (response["best"], middle, response["worst"])]
        traits = [mixed_exam.TRAITS.index(each.trait) for each in ranked]
        means = (
            np.array([each.mean for each in ranked])
            + np.array([each.loading for each in ranked]) * points[:, traits]
        )
        nodes, weights = np.polynomial.hermite_e.hermegauss(41)
        # P(U1 > U2 > U3) = E over U2 of P(U1 > u) P(U3 < u), since utilities are independent given traits.
        sd = 0.6
        u = means[:, 1:2] + sd * nodes
        likelihood = (stats.norm.sf((u - means[:, :1]) / sd) * stats.norm.cdf((u - means[:, 2:]) / sd)) @ (
            weights / weights.sum()
        )
        total += np.log(likelihood)
    density = np.exp(total - total.max())
    density /= density.sum()
    mean = density @ points
    return np.array([mean, density @ (points - mean) ** 2])


def test_traits_are_those_of_the_rankings(exam: ExamServer) -> None:
    exam.start(SITTING, MIXED)
    exam.does(SITTING, s.finish(MIXED))
    exam.start(SITTING, CHOICES)
    at = positions(exam)
    chosen = {
        "blok-1": {"best": "A", "worst": "C"},
        "blok-2": {"best": "A", "worst": "B"},
        "blok-3": {"best": "B", "worst": "C"},
    }
    for item, response in chosen.items():
        best, worst = shown(exam, item, response["best"], response["worst"])
        answer(exam, CHOICES, at[item], {"best": best, "worst": worst})
    answer(exam, CHOICES, at["blok-4"], {"best": 0})  # unfinished: it tells nothing
    exam.does(SITTING, s.finish(CHOICES))

    sitting = exam.load(SITTING)
    result = sitting.state.sections[CHOICES].result
    assert result is not None
    assert (result.ability, result.score, result.n_items) == (None, None, 4)
    assert [each.trait for each in result.traits] == list(mixed_exam.TRAITS)
    expected = brute_force_mode(sitting.release, chosen)
    # A mode is not a mean, but for nearly normal posteriors they lie close together.
    assert [each.estimate for each in result.traits] == pytest.approx(expected[0], abs=0.06)
    assert [each.standard_error**2 for each in result.traits] == pytest.approx(expected[1], abs=0.08)
    assert all(each.score == pytest.approx(50 + 10 * each.estimate) for each in result.traits)
    assert sitting.state.is_over
    assert verify(exam.server).differences == ()
