from __future__ import annotations

import pytest

from cat_server import access
from cat_server.programme import CARD_PIN_DIGITS, book
from cat_server.sitting.state import Status
from cat_server.storage import people
from cat_server.verification import verify
from tests.cat_server import frame
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.frame import HALL, PROGRAMME


def test_a_booked_person_has_a_card_and_an_opened_sitting(exam: ExamServer) -> None:
    frame.add_frame(exam.server.database, 0)
    card = book(exam.server, PROGRAMME, HALL, "A-07", frame.person(7), language="en", time_multiplier=1.5)
    assert (card.hall_id, card.number, card.seat) == (HALL, "P-007", "A-07")
    assert len(card.card_pin) == CARD_PIN_DIGITS
    state = exam.load(card.sitting_id).state
    assert (state.status, state.seat, state.language, state.time_multiplier) == (
        Status.BOOKED, "A-07", "en", 1.5,
    )  # fmt: skip
    assert verify(exam.server).differences == ()


def test_the_card_pin_is_kept_as_a_hash_only(exam: ExamServer) -> None:
    frame.add_frame(exam.server.database, 0)
    card = book(exam.server, PROGRAMME, HALL, "A-07", frame.person(7), language="id")
    with exam.server.database.read() as connection:
        found = people.participant_in_hall(connection, HALL, "P-007")
    assert found is not None
    assert card.card_pin not in found[0].card_pin_hash
    assert access.is_right(found[0].card_pin_hash, card.card_pin)


def test_every_sitting_has_a_seed_of_its_own(exam: ExamServer) -> None:
    frame.add_frame(exam.server.database, 0)
    cards = [
        book(exam.server, PROGRAMME, HALL, f"A-0{n}", frame.person(n), language="id") for n in range(1, 6)
    ]
    assert len({exam.load(card.sitting_id).state.seed for card in cards}) == 5
    assert len({card.sitting_id for card in cards}) == 5


def test_a_number_is_booked_once(exam: ExamServer) -> None:
    frame.add_frame(exam.server.database, 0)
    book(exam.server, PROGRAMME, HALL, "A-07", frame.person(7), language="id")
    with pytest.raises(Exception, match=r"(?i)unique"):
        book(exam.server, PROGRAMME, HALL, "A-08", frame.person(7), language="id")
