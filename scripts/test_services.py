"""Makes sure that the tests find PostgreSQL and a Chromium here; installs what is missing where it may.

The tests start private copies of both by themselves (`tests/services`); nothing here starts a service.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.chromium import use_own_node
from scripts.programs import find_chromium, find_postgresql
from scripts.system_packages import CannotInstallError, install_system_packages

WHY: Final = "the tests run against a real PostgreSQL and a real Chromium"
PLAYWRIGHT: Final = Path(__file__).resolve().parent.parent / ".venv" / "bin" / "playwright"
NO_MAIN_CLUSTER: Final = Path("/etc/postgresql-common/createcluster.d/no-main-cluster-for-tests.conf")


def prepare() -> None:
    """Install what is missing. Raises CannotInstallError."""
    packages = []
    if find_postgresql() is None:
        packages.append("postgresql")
    # Ubuntu's package of Chromium is a stub that asks for a snap; there Playwright's own browser serves.
    has_chromium_package = _distribution() == "debian"
    is_chromium_missing = find_chromium() is None
    if is_chromium_missing and has_chromium_package:
        packages += ["chromium", "fonts-liberation"]
    if packages:
        with _no_main_cluster():
            install_system_packages(packages, why=WHY)
    if is_chromium_missing and not has_chromium_package:
        _install_playwrights_own()
    _complain_about_what_is_still_missing()


@contextmanager
def _no_main_cluster() -> Iterator[None]:
    """Keep Debian from starting a database server of the system's own when the package is installed."""
    is_ours = os.geteuid() == 0 and not NO_MAIN_CLUSTER.exists()
    if is_ours:
        NO_MAIN_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
        NO_MAIN_CLUSTER.write_text("create_main_cluster = false\n", encoding="utf-8")
    try:
        yield
    finally:
        if is_ours:
            NO_MAIN_CLUSTER.unlink(missing_ok=True)


def _install_playwrights_own() -> None:
    print("Setting up: a Chromium of Playwright's ...", flush=True)
    use_own_node()
    with_libraries = ["--with-deps"] if os.geteuid() == 0 else []
    result = subprocess.run(
        [str(PLAYWRIGHT), "install", *with_libraries, "chromium"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode != 0:
        print("\n".join(result.stdout.splitlines()[-25:]), file=sys.stderr)


def _complain_about_what_is_still_missing() -> None:
    if find_postgresql() is None:
        message = "PostgreSQL's programs initdb and postgres were not found. Please install its server."
        raise CannotInstallError(message)
    if find_chromium() is None:
        message = (
            "No Chromium that starts was found. Please install Chromium or Google Chrome "
            f"(or run: sudo {PLAYWRIGHT} install --with-deps chromium), "
            "or name one: CHROMIUM=/path/to/chromium make test"
        )
        raise CannotInstallError(message)


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def main() -> int:
    """The exit code of `python -m scripts.test_services`."""
    try:
        prepare()
    except CannotInstallError as error:
        print(f"The tests cannot run yet: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
