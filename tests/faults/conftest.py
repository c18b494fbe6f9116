"""Halls with a real server process."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator

import pytest

from tests.cat_server.exams import release_bytes
from tests.faults.running_hall import RunningHall


@pytest.fixture(scope="module")
def new_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., RunningHall]]:
    """Makes halls for so many people, each with a server of its own that ends with the tests of the file."""
    halls: list[RunningHall] = []

    def make(n_people: int, content: bytes | None = None) -> RunningHall:
        hall = RunningHall(tmp_path_factory.mktemp("hall"), n_people, content or release_bytes())
        hall.prepare()
        halls.append(hall)
        hall.start()
        return hall

    yield make
    for hall in halls:
        hall.kill()
    with warnings.catch_warnings():
        # The client library leaves the sockets of connections that a kill has cut to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
