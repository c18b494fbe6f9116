"""An exam with items on trial for a whole story: its bank, its people, and what is true of its items."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from cat_server.storage import people
from cat_server.storage.people import Booking, Participant
from scoring.parameters import ItemParameters, ItemPool
from scoring.response_models import category_probabilities
from tests.cat_server import frame
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.sitting import story as s

N_SITTINGS, N_DAYS = 300, 3
N_SCORED, N_TRIED = 12, 3
SECTION = "angka"
TRUE_TRIALS = {
    "coba-1": ItemParameters("2pl", 1.3, (-0.8,)),
    "coba-2": ItemParameters("2pl", 1.6, (0.0,)),
    "coba-3": ItemParameters("2pl", 1.1, (0.7,)),
    "coba-4": ItemParameters("2pl", 1.0, (0.0,)),
    "coba-5": ItemParameters("2pl", 1.4, (0.3,)),
}
WRONG_KEY = "coba-4"
"""The author gave it a wrong key: the able answer it "right" less often than others."""

BANK = """format = 1
id = "cerita"
title = { id = "Cerita", en = "Story" }
languages = ["id", "en"]
notice = { id = "Uji.", en = "Test." }
[scale]
metric = "logit"
D = 1.0
mean = 0.0
sd = 1.0
"""
PLAN = f"""format = 1
id = "cerita"
title = {{ id = "Cerita", en = "Story" }}
languages = ["id", "en"]
notice = {{ id = "Tata tertib.", en = "Rules." }}
[[section]]
id = "{SECTION}"
kind = "adaptive"
title = {{ id = "Angka", en = "Numbers" }}
instructions = {{ id = "Pilih.", en = "Choose." }}
domains = ["angka"]
time_limit_seconds = 3600
[section.selection]
rule = "mfi"
[section.exposure]
rule = "progressive_restricted"
max_rate = 0.8
[section.stopping]
min_items = {N_SCORED}
max_items = {N_SCORED}
[section.pretest]
share = 0.2
first_position = 3
"""


def item(name: str, state: str, values: ItemParameters | None) -> str:
    options = "\n".join(
        f'[[item.options]]\nid = "{letter}"\ntext = {{ id = "{name} {letter}", en = "{name} {letter}" }}'
        for letter in "AB"
    )
    known = "" if values is None else f'[item.parameters]\nmodel = "2pl"\na = {values.a}\nb = {values.b[0]}\n'
    return (
        f'[[item]]\nid = "{name}"\nkind = "single_choice"\ndomain = "angka"\nstate = "{state}"\n'
        f'stem = {{ id = "Soal {name}?", en = "Item {name}?" }}\n{options}\n'
        f'[item.key]\ncorrect = "A"\n{known}'
    )


def operational() -> dict[str, ItemParameters]:
    rng = random.Random(3)
    return {
        f"angka-{n}": ItemParameters("2pl", round(rng.uniform(1.0, 1.9), 3), (round(-2.0 + n * 0.1, 3),))
        for n in range(1, 41)
    }


TRUTH = {**operational(), **TRUE_TRIALS}
SECONDS = {name: 15.0 + 5.0 * (place % 5) for place, name in enumerate(TRUTH)}
"""Median times."""


def write_bank(folder: Path) -> tuple[Path, Path]:
    bank = folder / "bank"
    (bank / "items").mkdir(parents=True)
    (bank / "plans").mkdir()
    (bank / "bank.toml").write_text(BANK, encoding="utf-8")
    tables = [item(name, "operational", values) for name, values in operational().items()]
    # The authors guess: about right, far off, and of two items nothing at all.
    guesses = {"coba-1": (1.0, -0.5), "coba-2": (1.0, 1.2), "coba-4": (1.0, 0.5)}
    for name in TRUE_TRIALS:
        guess = guesses.get(name)
        values = None if guess is None else ItemParameters("2pl", guess[0], (guess[1],))
        tables.append(item(name, "pretest", values))
    (bank / "items" / "angka.toml").write_text("\n".join(tables), encoding="utf-8")
    plan = bank / "plans" / "cerita.toml"
    plan.write_text(PLAN, encoding="utf-8")
    return bank, plan


def book(exam: ExamServer, digest: str, numbers: range) -> list[str]:
    """Opened sittings of this release."""
    sittings = [f"sitting-{number}" for number in numbers]

    def write(connection: Any) -> None:
        if numbers.start == 1:
            people.add_programme(connection, frame.PROGRAMME, "BKN", "Uji", digest)
            people.add_hall(connection, frame.HALL, frame.PROGRAMME, "Ruang 1", frame.SEATS)
        for number, sitting in zip(numbers, sittings, strict=True):
            person = Participant(f"person-{number}", frame.PROGRAMME, frame.person(number), "no PIN")
            people.add_participant(connection, person)
            people.add_booking(connection, Booking(sitting, frame.HALL, person.id, digest))

    exam.server.database.write(write)
    for number, sitting in zip(numbers, sittings, strict=True):
        command = s.open_sitting(
            participant_id=f"person-{number}",
            hall_id=frame.HALL,
            release_digest=digest,
            seed=f"{number:032x}",
        )
        exam.does(sitting, command)
    return sittings


def sit(exam: ExamServer, sitting: str, rng: random.Random, truth: Mapping[str, float]) -> None:
    """The whole exam, each item answered right with the probability that it truly has for this person.

    The times are drawn apart, so that the answers are the same whatever the times are.
    """
    times = random.Random(sitting)
    exam.arrive(sitting)
    exam.start(sitting, 0)
    while (current := exam.server.sittings.remembered(sitting).state.current) is not None:
        seconds = round(times.lognormvariate(math.log(SECONDS[current.items[-1]]), 0.3), 3)
        exam.wait(seconds)
        chosen = "A" if rng.random() < truth[current.items[-1]] else "B"
        place = current.option_orders[-1].index(chosen)
        exam.does(sitting, s.submit(len(current.items), place, shown_ms=round(1000 * seconds)))


def chances(ability: float) -> dict[str, float]:
    """How probably somebody of this ability chooses what the key says, by item."""
    pool = ItemPool.of(list(TRUTH.values()))
    right = category_probabilities(pool, np.array([ability]))[:, 1, 0]
    found = dict(zip(TRUTH, right.tolist(), strict=True))
    return found | {WRONG_KEY: 1.0 - found[WRONG_KEY]}
