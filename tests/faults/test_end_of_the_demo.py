"""The demo ends whole: no server is left behind on its port."""

from __future__ import annotations

import socket
from pathlib import Path

from scripts.demo_hall import demo_hall


def test_whoever_ends_the_command_ends_its_server(tmp_path: Path) -> None:
    with demo_hall(tmp_path, n_bots=1) as hall:
        assert hall.terminate() == 0
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", hall.port)) != 0
