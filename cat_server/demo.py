"""A demo programme: an agency, a hall laid out as a lab, plainly fictitious people, staff for each role."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection

from cat_server import access
from cat_server.banks.files import plans_by_id, read_file
from cat_server.programme import Booked, book
from cat_server.publishing import publish
from cat_server.rehearsal import Card
from cat_server.server import Server
from cat_server.sitting.screens import Person
from cat_server.storage import people
from cat_server.storage.people import Seat, StaffMember

BANK = Path(__file__).resolve().parent.parent / "item_bank" / "demo"
AGENCY = "Badan Kepegawaian Contoh"
PROGRAMME = "Pemetaan Potensi Contoh"
HALL = "Lab Komputer 1"
ROWS, COLUMNS = 4, 6
SPARES = ("C1", "C2")
"""Spare computers (cadangan), for whoever's own breaks down."""

_NAMES = (
    "Contoh Anggrek", "Contoh Bangau", "Contoh Cemara", "Contoh Dahlia", "Contoh Elang", "Contoh Flamboyan",
    "Contoh Gelatik", "Contoh Honje", "Contoh Ilalang", "Contoh Jalak", "Contoh Kenanga", "Contoh Lawe",
    "Contoh Melati", "Contoh Nuri", "Contoh Oyong", "Contoh Pinus", "Contoh Rajawali", "Contoh Sawo",
    "Contoh Teratai", "Contoh Ulin", "Contoh Vanili", "Contoh Waru", "Contoh Yudistira", "Contoh Zaitun",
)  # fmt: skip
_POSTS = ("Kepala Bidang", "Analis Kebijakan Ahli Muda", "Kepala Subbagian", "Perencana Ahli Muda")
_OFFICES = (
    "Dinas Pendidikan Contoh",
    "Dinas Kesehatan Contoh",
    "Dinas Pekerjaan Umum Contoh",
    "Sekretariat Contoh",
)
_STAFF = (
    ("pengawas", "Pengawas Contoh", (access.PROCTOR,)),
    ("admin", "Admin Contoh", (access.ADMIN,)),
    ("penelaah", "Penelaah Contoh", (access.ADMIN,)),
    ("asesor", "Asesor Contoh", (access.ASSESSOR,)),
)
_WORDS = (
    "kopi",
    "padi",
    "laut",
    "awan",
    "batu",
    "daun",
    "ombak",
    "senja",
    "pagi",
    "hutan",
    "sungai",
    "bukit",
)


@dataclass(frozen=True, slots=True)
class Demo:
    """What a newcomer needs to know, as it is written beside the database."""

    hall_id: str
    hall_pin: str
    release_digest: str
    passwords: dict[str, str]
    cards: tuple[Card, ...]

    def write(self, path: Path) -> None:
        """Keep it where only the owner of the account can read it."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(self), file, ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, path: Path) -> Demo:
        """What was written."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            kept["hall_id"],
            kept["hall_pin"],
            kept["release_digest"],
            kept["passwords"],
            tuple(Card(**card) for card in kept["cards"]),
        )


def prepare(server: Server, file: Path) -> Demo:
    """The demo of this database, made if there is none yet."""
    if file.exists() and server.halls.all():
        return Demo.read(file)
    digest = publish(server, BANK, BANK / "plans" / "lengkap.toml", by="demo")
    passwords = {login: _password() for login, _, _ in _STAFF}
    programme_id, hall_id = secrets.token_hex(8), secrets.token_hex(8)
    seats = [
        Seat(f"{row * COLUMNS + column + 1:02d}", row + 1, column + 1)
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]
    spares = [Seat(label, ROWS + 1, column) for column, label in enumerate(SPARES, start=1)]

    def write(connection: Connection) -> None:
        people.add_programme(connection, programme_id, AGENCY, PROGRAMME, digest)
        people.add_hall(connection, hall_id, programme_id, HALL, [*seats, *spares])
        for login, name, roles in _STAFF:
            if people.staff_member(connection, login) is None:
                password_hash = access.hash_password(passwords[login])
                people.add_staff(connection, StaffMember(login, name, roles, password_hash, True, ""))  # noqa: FBT003

    server.database.write(write)
    _keep_bank(server)
    cards = [
        book(server, programme_id, hall_id, seat.label, _person(number, name), language="id")
        for number, (seat, name) in enumerate(zip(seats, _NAMES, strict=True), start=1)
    ]
    hall = server.halls.prepare(hall_id, by="demo")
    if isinstance(hall, str):
        raise RuntimeError(hall)  # noqa: TRY004 - a refusal here is a bug
    demo = Demo(hall_id, hall.state.pin, digest, passwords, tuple(_card(booked) for booked in cards))
    demo.write(file)
    return demo


def _keep_bank(server: Server) -> None:
    """The demo bank with its plans in the server, where it can be read, edited and reviewed."""
    found = read_file(BANK)
    if found.bank is None:
        raise RuntimeError(f"the demo bank has errors: {[each.render() for each in found.findings]}")
    intake = server.banks.plan_intake(found.bank, takes_states=True, plans=plans_by_id(found.plans))
    if intake.changes_anything:
        server.banks.take_in(intake, found.bank.media, by="demo")


def _card(booked: Booked) -> Card:
    return Card(booked.number, booked.card_pin, booked.hall_id, booked.seat)


def _person(number: int, name: str) -> Person:
    month, day = (number - 1) % 12 + 1, (number * 7) % 27 + 1
    nip = f"19{70 + number % 20}{month:02d}{day:02d}2005{month:02d}{number % 2 + 1}{900 + number:03d}"
    return Person(
        number=f"P{number:03d}",
        name=name,
        nip=nip,
        post=_POSTS[number % len(_POSTS)],
        office=_OFFICES[number % len(_OFFICES)],
    )


def _password() -> str:
    return "-".join(secrets.choice(_WORDS) for _ in range(3)) + f"-{secrets.randbelow(90) + 10}"
