"""A whole server for tests of the staff's pages: a real database, a hall of four, and people who sit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Connection

from cat_server import access
from cat_server.app import Application, create_application, create_server
from cat_server.programme import book
from cat_server.server import Server
from cat_server.settings import Settings
from cat_server.sitting import commands as c
from cat_server.sitting.screens import Person
from cat_server.sitting_service import Sitting
from cat_server.storage import people
from cat_server.storage.people import Seat, StaffMember
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.release import ReleasedItem
from tests.cat_server.exams import release_bytes
from tests.cat_server.sitting.story import by_participant, by_staff

PASSWORD = "kopi-padi-laut-41"
STAFF = {
    "admin": ("Admin Uji", (access.ADMIN,)),
    "asesor": ("Asesor Uji", (access.ASSESSOR,)),
    "pengawas": ("Pengawas Uji", (access.PROCTOR,)),
}
NAMES = ("Uji Anggrek", "Uji Bangau", "Uji <b>Cemara</b>", "Uji Dahlia")
HALL = "lab-uji"
MOST_ITEMS = 60

Answer = Callable[[int], bool]


@dataclass
class StaffSite:
    """The server, what is in it, and hands for those who sit and those who look."""

    server: Server
    application: Application
    digest: str
    sittings: dict[str, str] = field(default_factory=dict)
    _clients: dict[str, FlaskClient] = field(default_factory=dict)

    def visitor(self) -> FlaskClient:
        """A browser that nobody has logged in."""
        return self.application.flask.test_client()

    def of(self, login: str) -> FlaskClient:
        """The browser of a member of staff, logged in through the page."""
        if login not in self._clients:
            client = self.visitor()
            answer = self.post(
                client, "/staff/login", {"login": login, "password": PASSWORD}, from_page="/staff/login"
            )
            assert answer.status_code == 302, answer.text
            self._clients[login] = client
        return self._clients[login]

    def post(self, client: FlaskClient, path: str, data: dict[str, Any], *, from_page: str) -> Any:
        """What a form on a page sends, its token included."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(from_page).text)
        assert found is not None
        return client.post(path, data=data | {"csrf_token": found[1]}, content_type="multipart/form-data")

    def audit(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Who did what outside sittings, in order."""
        with self.server.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT actor, action, details FROM audit ORDER BY id")
            return [(row.actor, row.action, row.details) for row in rows]

    # --- sitting the exam ------------------------------------------------------------------------------

    def load(self, number: str) -> Sitting:
        return self.server.sittings.load(self.sittings[number])

    def do(self, number: str, kind: type[c.ParticipantCommand], **fields: Any) -> Sitting:
        """One command of the participant, which must hold."""
        return self._handle(number, by_participant(kind, place=f"place-{number}", **fields))

    def staff(self, number: str, kind: type[c.StaffCommand], **fields: Any) -> Sitting:
        """One command of a proctor, which must hold."""
        return self._handle(number, by_staff(kind, **fields))

    def enter(self, number: str) -> None:
        """Everything from check-in to the opened hall."""
        seat = self.load(number).state.seat
        self.do(number, c.CheckIn, seat=seat, is_pin_right=True)
        for kind in (c.ConfirmIdentity, c.AcceptNotice, c.FinishPractice):
            self.do(number, kind)
        self.do(number, c.EnterHall, is_hall_open=True, is_pin_right=True)

    def start(self, number: str, section: int) -> None:
        counts, n_examinees = self.server.sittings.exposure(self.load(number), section)
        self.do(number, c.StartSection, section=section, exposure_counts=counts, n_examinees=n_examinees)

    def answer(self, number: str, *, is_right: bool, shown_ms: int = 4_200) -> Sitting:
        """The answer to the item of an adaptive section that is on the screen."""
        sitting = self.load(number)
        section = sitting.state.current
        assert section is not None
        position = len(section.items)
        place = _place(sitting.release.item(section.items[-1]), section.option_orders[-1], is_right=is_right)
        return self.do(
            number,
            c.SubmitResponse,
            section=section.index,
            position=position,
            response={"choice": place},
            shown_ms=shown_ms,
        )

    def sit_adaptive(self, number: str, section: int, answers: Answer) -> None:
        """A whole adaptive section; `answers` says for each position whether the answer is right."""
        self.start(number, section)
        for position in range(1, MOST_ITEMS):
            self.answer(number, is_right=answers(position))
            current = self.load(number).state.current
            if current is None or current.index != section:
                return

    def sit_fixed(self, number: str, section: int, choice: Callable[[int], int | None]) -> None:
        """A whole fixed section; `choice` gives the displayed option of each position, None for no answer."""
        self.start(number, section)
        current = self.load(number).state.current
        assert current is not None
        for position in range(1, len(current.items) + 1):
            chosen = choice(position)
            if chosen is not None:
                self.do(
                    number,
                    c.SubmitResponse,
                    section=section,
                    position=position,
                    response={"choice": chosen},
                    shown_ms=2_000,
                )
        self.do(number, c.FinishSection, section=section)

    def _handle(self, number: str, command: c.Command) -> Sitting:
        outcome = self.server.sittings.handle(self.sittings[number], command, actor="test")
        assert outcome.refusal is None, outcome.refusal
        return outcome.sitting


def open_site(folder: Path, content: bytes | None = None) -> StaffSite:
    """A server with the small exam or another release, a hall, staff of each role and four people booked."""
    server = create_server(
        Settings(
            database_url=f"sqlite:///{folder / 'cat.sqlite'}", secret_key_file=str(folder / "var" / "key")
        )
    )
    release = server.releases.publish(content or release_bytes(), now=server.clock.now(), by="test")
    seats = [Seat(f"A-{number:02}", 1, number) for number in range(1, len(NAMES) + 1)]
    password_hash = access.hash_password(PASSWORD)

    def write(connection: Connection) -> None:
        people.add_programme(connection, "program", "Badan Uji", "Pemetaan Uji", release.digest)
        people.add_hall(connection, HALL, "program", "Lab Uji", seats)
        for login, (name, roles) in STAFF.items():
            people.add_staff(connection, StaffMember(login, name, roles, password_hash, True, ""))

    server.database.write(write)
    site = StaffSite(server, create_application(server), release.digest)
    for number, (name, seat) in enumerate(zip(NAMES, seats, strict=True), start=1):
        person = Person(f"P{number:03}", name, "199001012015032001", "Analis", "Biro Umum")
        booked = book(server, "program", HALL, seat.label, person, language="id")
        site.sittings[person.number] = booked.sitting_id
    server.halls.prepare(HALL, by="test")
    return site


def _place(item: ReleasedItem, order: tuple[str, ...], *, is_right: bool) -> int:
    assert isinstance(item.key, SingleChoiceKey)
    right = order.index(item.key.correct)
    return right if is_right else (right + 1) % len(order)
