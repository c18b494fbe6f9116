"""Responses of simulated people with known truths: which item differs, who copied, who hurried."""

from __future__ import annotations

from functools import cache

import numpy as np

from cat_server.responses.builder import Cells, PersonFacts, table_of
from cat_server.responses.table import ResponseTable
from scoring.parameters import ItemParameters, ItemPool
from scoring.response_models import category_probabilities

N_PERSONS, N_ITEMS = 400, 16
DIFFERING = 4
COPIERS = ("P001", "P002")
HURRIED = "P003"


def pool() -> ItemPool:
    rng = np.random.default_rng(11)
    slopes, places = rng.uniform(0.9, 1.8, N_ITEMS), np.linspace(-1.8, 1.8, N_ITEMS)
    return ItemPool.of(
        [ItemParameters("2pl", float(a), (float(b),)) for a, b in zip(slopes, places, strict=True)]
    )


def item(place: int) -> str:
    return f"soal-{place + 1}"


@cache
def table(*, has_gaps: bool = False) -> ResponseTable:
    """People in halls of 25; item 5 is harder for one group; P001 and P002 sit beside each other."""
    rng = np.random.default_rng(12)
    abilities = rng.normal(size=N_PERSONS)
    abilities[:2] = -1.5
    is_focal = rng.random(N_PERSONS) < 0.5
    right = category_probabilities(pool(), abilities)[:, 1, :].T
    harder = category_probabilities(pool(), abilities - 1.2)[DIFFERING, 1]
    right[:, DIFFERING] = np.where(is_focal, harder, right[:, DIFFERING])
    answers = (rng.random(right.shape) < right).astype(int)
    options = np.where(answers == 1, 0, rng.integers(1, 4, answers.shape))
    seconds = np.exp(3.0 + rng.normal(0, 0.3, (N_PERSONS, 1)) + rng.normal(0, 0.4, answers.shape))
    answers[1], options[1] = answers[0], options[0]
    seconds[2] = 1.0
    is_there = rng.random(answers.shape) < (0.7 if has_gaps else 2.0)
    cells = Cells()
    facts = []
    for person in range(N_PERSONS):
        hall, seat = divmod(person, 25)
        row, column = divmod(seat, 5)
        facts.append(
            PersonFacts(
                hall=f"Lab {hall + 1}",
                day="2026-11-20",
                seat=f"{row + 1}-{column + 1}",
                seat_row=row + 1,
                seat_column=column + 1,
                groups=(("kantor", "Biro" if is_focal[person] else "Dinas"),),
            )
        )
        for place in np.flatnonzero(is_there[person]).tolist():
            cells.persons.append(person)
            cells.items.append(place)
            cells.categories.append(int(answers[person, place]))
            cells.options.append("ABCD"[options[person, place]])
            cells.seconds.append(float(seconds[person, place]))
            cells.positions.append(place + 1)
            cells.is_pretest.append(False)
    persons = [f"P{person + 1:03}" for person in range(N_PERSONS)]
    return table_of(persons, [item(place) for place in range(N_ITEMS)], facts, cells)
