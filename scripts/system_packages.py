"""Installs packages of Debian or Ubuntu where this process may; says the command to type where it may not.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence


class CannotInstallError(Exception):
    """Why nothing was installed and what the person can type, as sentences."""


def install_system_packages(packages: Sequence[str], *, why: str) -> None:
    """Install `packages` with apt-get.

    Raises CannotInstallError when there is no apt-get, when this is not root, or when apt-get fails.
    """
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        message = f"{names} (as Debian calls it) must be installed first: {why}. There is no apt-get here."
        raise CannotInstallError(message)
    if os.geteuid() != 0:
        message = f"{names} must be installed first: {why}. As root, or with sudo: apt-get install -y {names}"
        raise CannotInstallError(message)
    print(f"Setting up: {names} from the system's packages ...", flush=True)
    started = time.monotonic()
    _apt_get(["update"], f"apt-get update failed, so {names} could not be installed")
    _apt_get(["install", "-y", "--no-install-recommends", *packages], f"apt-get could not install {names}")
    print(f"            done in {time.monotonic() - started:.0f} s", flush=True)


def _apt_get(arguments: Sequence[str], complaint: str) -> None:
    # The time-out lets another apt-get, such as the nightly update, finish first.
    command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *arguments]
    result = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_MODE": "l"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode != 0:
        print("\n".join(result.stdout.splitlines()[-25:]), file=sys.stderr)
        message = f"{complaint}. The lines above say why."
        raise CannotInstallError(message)
