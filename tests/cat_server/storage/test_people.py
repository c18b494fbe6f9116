from __future__ import annotations

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from cat_server.sitting.screens import Person
from cat_server.storage import people
from cat_server.storage.database import Database
from cat_server.storage.people import Booking, Participant, StaffMember
from tests.cat_server.frame import HALL, PROGRAMME, SEATS, add_frame, person
from tests.cat_server.sitting import story as s


def test_a_participant_is_found_in_the_hall_by_number_or_nip(database: Database) -> None:
    add_frame(database, 3)
    with database.read() as connection:
        for wanted in ("P-002", person(2).nip):
            found = people.participant_in_hall(connection, HALL, wanted)
            assert found is not None
            assert (found[0].id, found[1], found[0].person) == ("person-2", "sitting-2", person(2))
        for nobody in ("P-009", "p-002", "", "P-002 "):
            assert people.participant_in_hall(connection, HALL, nobody) is None
        assert people.participant_in_hall(connection, "another-hall", "P-002") is None


def test_nothing_means_nobody_not_the_first_person_without_a_nip(database: Database) -> None:
    sittings = add_frame(database)
    without = Person("P-777", "Tanpa NIP", "", "", "")

    def write(connection: Connection) -> None:
        people.add_participant(connection, Participant("person-777", PROGRAMME, without, ""))
        digest = people.booking(connection, sittings[0])
        assert digest is not None
        people.add_booking(connection, Booking("sitting-777", HALL, "person-777", digest.release_digest))

    database.write(write)
    with database.read() as connection:
        assert people.participant_in_hall(connection, HALL, "") is None
        assert people.participant_in_hall(connection, HALL, "P-777") is not None


def test_a_hall_comes_with_its_programme_and_seats(database: Database) -> None:
    add_frame(database)
    with database.read() as connection:
        (hall,) = people.halls(connection)
        assert hall == people.hall(connection, HALL)
        assert (hall.name, hall.agency, hall.programme, hall.seats) == ("Ruang 1", "BKN", "Uji", SEATS)
        assert people.hall(connection, "another") is None


def test_bookings_of_a_hall_and_of_all(database: Database) -> None:
    sittings = add_frame(database, 3)
    with database.read() as connection:
        assert tuple(each.sitting_id for each in people.bookings(connection)) == sittings
        assert len(people.bookings(connection, HALL)) == 3
        assert people.bookings(connection, "another") == ()
        assert people.booking(connection, "sitting-1") in people.bookings(connection)
        assert people.booking(connection, "nobody") is None


def test_a_number_is_given_once_in_a_programme(database: Database) -> None:
    add_frame(database)
    twin = Participant("person-9", PROGRAMME, person(1), "")
    with pytest.raises(IntegrityError):
        database.write(lambda connection: people.add_participant(connection, twin))


def test_nobody_is_booked_into_a_hall_that_is_not_there(database: Database) -> None:
    add_frame(database)
    with pytest.raises(IntegrityError):
        database.write(
            lambda connection: people.add_booking(
                connection, Booking("x", "no hall", "person-1", "no release")
            )
        )


def test_an_account_comes_back_and_its_token_changes(database: Database) -> None:
    member = StaffMember("pengawas", "Made", ("proctor",), "hash", is_active=True, login_token="one")
    database.write(lambda connection: people.add_staff(connection, member))
    database.write(lambda connection: people.set_login_token(connection, "pengawas", "two"))
    with database.read() as connection:
        found = people.staff_member(connection, "pengawas")
        assert found is not None
        assert (found.name, found.roles, found.is_active, found.login_token) == (
            "Made", ("proctor",), True, "two",
        )  # fmt: skip
        assert people.staff_member(connection, "nobody") is None


def test_an_audit_detail_that_is_not_json_fails_at_its_cause(database: Database) -> None:
    with pytest.raises(TypeError):
        database.write(lambda connection: people.note(connection, s.START, "x", "y", {"z": object()}))
    database.write(lambda connection: people.note(connection, s.START, "x", "y", {"z": 1}))
