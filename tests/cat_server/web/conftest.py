"""One server for the tests of a file, with four people in every state that matters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cat_server.sitting import commands as c
from tests.cat_server.web.staff_site import StaffSite, open_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaffSite]:
    """P001 has finished, P002 was stopped, P003 works on the second item, P004 never came."""
    opened = open_site(tmp_path_factory.mktemp("site"))
    opened.enter("P001")
    opened.sit_adaptive("P001", 0, lambda position: position % 3 != 0)
    opened.sit_adaptive("P001", 1, lambda _position: False)
    opened.sit_fixed("P001", 2, lambda _position: 2)
    opened.enter("P002")
    opened.start("P002", 0)
    opened.answer("P002", is_right=True)
    opened.do("P002", c.ReportFocusLost, lost_ms=42_000)
    opened.staff("P002", c.PauseSitting, category="power", reason="listrik padam")
    opened.staff("P002", c.ResumeSitting, category="power", reason="menyala lagi")
    opened.staff("P002", c.GiveTime, category="power", reason="", seconds=300)
    opened.answer("P002", is_right=False)
    opened.staff("P002", c.NoteIncident, category="illness", reason="peserta pusing")
    opened.staff("P002", c.StopSitting, category="illness", reason="dibawa ke klinik")
    opened.enter("P003")
    opened.start("P003", 0)
    opened.answer("P003", is_right=True)
    yield opened
    opened.server.database.close()
