"""A server of its own for the tests of analyses, where three people have finished the exam."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cat_server.web.staff_site import StaffSite, open_site


def _sit(site: StaffSite, number: str, place: int) -> None:
    """The whole exam, answered by a pattern of this person's own."""
    site.enter(number)
    site.sit_adaptive(number, 0, lambda position: (position + place) % 3 != 0)
    site.sit_adaptive(number, 1, lambda position: (position + place) % 2 == 0)
    site.sit_fixed(number, 2, lambda position: (position + place) % 4)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaffSite]:
    """P001 to P003 have finished; P004 never came."""
    opened = open_site(tmp_path_factory.mktemp("site"))
    for place, number in enumerate(("P001", "P002", "P003")):
        _sit(opened, number, place)
    yield opened
    opened.server.database.close()
