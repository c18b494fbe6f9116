"""Programmes, halls, participants, sittings and staff: the frame around the journals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from cat_server.sitting.screens import Person
from cat_server.storage import tables as t


@dataclass(frozen=True, slots=True)
class Seat:
    """A numbered place in a hall; row and column are where it stands in the lab."""

    label: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall with the programme it belongs to."""

    id: str
    name: str
    agency: str
    programme: str
    programme_id: str
    release_digest: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant with everything that check-in needs."""

    id: str
    programme_id: str
    person: Person
    card_pin_hash: str


@dataclass(frozen=True, slots=True)
class Booking:
    """Which participant sits where, with which release."""

    sitting_id: str
    hall_id: str
    participant_id: str
    release_digest: str


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who may log in."""

    login: str
    name: str
    roles: tuple[str, ...]
    password_hash: str
    is_active: bool
    login_token: str


_HALL = select(
    t.halls.c.id,
    t.halls.c.name,
    t.halls.c.seats,
    t.halls.c.programme_id,
    t.programmes.c.agency,
    t.programmes.c.title,
    t.programmes.c.release_digest,
).join_from(t.halls, t.programmes)


def halls(connection: Connection) -> tuple[Hall, ...]:
    """All halls, by programme and name."""
    return tuple(
        _hall(row) for row in connection.execute(_HALL.order_by(t.programmes.c.title, t.halls.c.name))
    )


def hall(connection: Connection, hall_id: str) -> Hall | None:
    """One hall."""
    row = connection.execute(_HALL.where(t.halls.c.id == hall_id)).first()
    return _hall(row) if row else None


def _hall(row: Any) -> Hall:
    seats = tuple(Seat(**seat) for seat in row.seats)
    return Hall(row.id, row.name, row.agency, row.title, row.programme_id, row.release_digest, seats)


def participant(connection: Connection, participant_id: str) -> Participant | None:
    """One participant."""
    row = connection.execute(select(t.participants).where(t.participants.c.id == participant_id)).first()
    return _participant(row) if row else None


def participant_in_hall(
    connection: Connection, hall_id: str, number_or_nip: str
) -> tuple[Participant, str] | None:
    """The participant of a hall with this number or NIP, and the id of the sitting."""
    wanted = number_or_nip
    if not wanted:  # many people have no NIP, and nobody is meant by nothing
        return None
    row = connection.execute(
        select(t.participants, t.sittings.c.id.label("sitting_id"))
        .join(t.sittings, t.sittings.c.participant_id == t.participants.c.id)
        .where(
            t.sittings.c.hall_id == hall_id,
            or_(t.participants.c.number == wanted, t.participants.c.nip == wanted),
        )
    ).first()
    return (_participant(row), row.sitting_id) if row else None


def _participant(row: Any) -> Participant:
    person = Person(row.number, row.name, row.nip, row.post, row.office)
    return Participant(row.id, row.programme_id, person, row.card_pin_hash)


def booking(connection: Connection, sitting_id: str) -> Booking | None:
    """The booking of one sitting."""
    row = connection.execute(select(t.sittings).where(t.sittings.c.id == sitting_id)).first()
    return Booking(row.id, row.hall_id, row.participant_id, row.release_digest) if row else None


def bookings(connection: Connection, hall_id: str | None = None) -> tuple[Booking, ...]:
    """The bookings of a hall, or of all halls."""
    query = select(t.sittings).order_by(t.sittings.c.id)
    if hall_id is not None:
        query = query.where(t.sittings.c.hall_id == hall_id)
    return tuple(
        Booking(row.id, row.hall_id, row.participant_id, row.release_digest)
        for row in connection.execute(query)
    )


def staff_member(connection: Connection, login: str) -> StaffMember | None:
    """The account of this login name."""
    row = connection.execute(select(t.staff).where(t.staff.c.login == login)).first()
    if row is None:
        return None
    return StaffMember(
        row.login, row.name, tuple(row.roles), row.password_hash, row.is_active, row.login_token
    )


def set_login_token(connection: Connection, login: str, token: str) -> None:
    """Give an account a new token, which ends every session and socket that holds the old one."""
    connection.execute(update(t.staff).where(t.staff.c.login == login).values(login_token=token))


# --- writing the frame ---------------------------------------------------------------------------------


def add_programme(
    connection: Connection, programme_id: str, agency: str, title: str, release_digest: str
) -> None:
    """Add a programme that uses a published release."""
    connection.execute(
        insert(t.programmes).values(
            id=programme_id, agency=agency, title=title, release_digest=release_digest
        )
    )


def add_hall(
    connection: Connection, hall_id: str, programme_id: str, name: str, seats: Sequence[Seat]
) -> None:
    """Add a hall with its seats."""
    layout = [{"label": seat.label, "row": seat.row, "column": seat.column} for seat in seats]
    connection.execute(insert(t.halls).values(id=hall_id, programme_id=programme_id, name=name, seats=layout))


def add_participant(connection: Connection, added: Participant) -> None:
    """Add a participant to a programme."""
    person = added.person
    connection.execute(
        insert(t.participants).values(
            id=added.id,
            programme_id=added.programme_id,
            number=person.number,
            nip=person.nip,
            name=person.name,
            post=person.post,
            office=person.office,
            card_pin_hash=added.card_pin_hash,
        )
    )


def add_booking(connection: Connection, added: Booking) -> None:
    """Add a sitting of a participant in a hall; its journal starts with `OpenSitting`."""
    connection.execute(
        insert(t.sittings).values(
            id=added.sitting_id,
            hall_id=added.hall_id,
            participant_id=added.participant_id,
            release_digest=added.release_digest,
        )
    )


def add_staff(connection: Connection, member: StaffMember) -> None:
    """Add an account."""
    values = {name: getattr(member, name) for name in StaffMember.__slots__}
    connection.execute(insert(t.staff).values(values | {"roles": list(member.roles)}))


def note(connection: Connection, at: datetime, actor: str, action: str, details: Mapping[str, Any]) -> None:
    """Write a line into the audit of what staff did outside sittings."""
    json.dumps(details)  # a detail that is not JSON must fail here, at its cause
    connection.execute(
        insert(t.audit).values(at=at.isoformat(), actor=actor, action=action, details=dict(details))
    )
