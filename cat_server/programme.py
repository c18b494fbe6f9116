"""Booking people into a hall's seats: the frame rows, the card PIN and the first event of each sitting."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from cat_server import access
from cat_server.server import Server
from cat_server.sitting import commands as c
from cat_server.sitting.screens import Person
from cat_server.storage import people
from cat_server.storage.people import Booking, Participant

CARD_PIN_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Booked:
    """What goes onto the participant's card; the PIN is shown once and kept only as a hash."""

    sitting_id: str
    hall_id: str
    number: str
    card_pin: str
    seat: str


def book(
    server: Server,
    programme_id: str,
    hall_id: str,
    seat: str,
    person: Person,
    *,
    language: str,
    time_multiplier: float = 1.0,
) -> Booked:
    """The card of a person who is now booked into a seat."""
    release_digest = server.halls.load(hall_id).hall.release_digest
    sitting_id, participant_id = secrets.token_hex(8), secrets.token_hex(8)
    card_pin = "".join(secrets.choice("0123456789") for _ in range(CARD_PIN_DIGITS))

    def write(connection: Connection) -> None:
        people.add_participant(
            connection, Participant(participant_id, programme_id, person, access.hash_card_pin(card_pin))
        )
        people.add_booking(connection, Booking(sitting_id, hall_id, participant_id, release_digest))

    server.database.write(write)
    command = c.OpenSitting(
        command_id=secrets.token_urlsafe(16),
        release_digest=release_digest,
        seed=secrets.token_hex(16),
        participant_id=participant_id,
        hall_id=hall_id,
        seat=seat,
        language=language,
        time_multiplier=time_multiplier,
    )
    server.sittings.handle(sitting_id, command, actor="booking")
    return Booked(sitting_id, hall_id, person.number, card_pin, seat)
