"""Rows that sittings stand on: a published release, a programme, a hall of seats, people booked into them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from cat_server.sitting.screens import Person
from cat_server.storage import people
from cat_server.storage.database import Database
from cat_server.storage.people import Booking, Participant, Seat
from cat_server.storage.releases import ReleaseStore
from tests.cat_server.exams import release_bytes

HALL = "hall-1"
PROGRAMME = "programme-1"
PUBLISHED_AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SEATS = tuple(Seat(f"A-{number:02}", (number - 1) // 6 + 1, (number - 1) % 6 + 1) for number in range(1, 25))


def person(number: int) -> Person:
    return Person(f"P-{number:03}", f"Peserta {number}", f"19900101201503{number:04}", "Analis", "Biro Umum")


def add_frame(database: Database, n_people: int = 1, content: bytes | None = None) -> tuple[str, ...]:
    """The ids of sittings that are booked and not yet opened, of the small exam or another release."""
    digest = ReleaseStore(database).publish(content or release_bytes(), now=PUBLISHED_AT, by="test").digest
    sittings = tuple(f"sitting-{number}" for number in range(1, n_people + 1))

    def write(connection: Connection) -> None:
        people.add_programme(connection, PROGRAMME, "BKN", "Uji", digest)
        people.add_hall(connection, HALL, PROGRAMME, "Ruang 1", SEATS)
        for number, sitting_id in enumerate(sittings, start=1):
            participant = Participant(f"person-{number}", PROGRAMME, person(number), "no PIN")
            people.add_participant(connection, participant)
            people.add_booking(connection, Booking(sitting_id, HALL, participant.id, digest))

    database.write(write)
    return sittings
