"""Sets up everything that running or testing needs, inside this folder; does nothing when nothing changed.

Runs before anything is installed, so it uses the standard library only. Each step is remembered with a digest
of its inputs in `.venv/set-up.json`: the entry is removed before the step begins and written after it has
succeeded, so that an interrupted set-up heals itself the next time.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.system_packages import CannotInstallError, install_system_packages

ROOT: Final = Path(__file__).resolve().parent.parent
ENVIRONMENT: Final = ROOT / ".venv"
RECORD: Final = ENVIRONMENT / "set-up.json"
PYTHON: Final = ENVIRONMENT / "bin" / "python"
PURPOSES: Final = ("run", "test")

PIP: Final = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")

GO_ON: Final = "Then run the same command again; it goes on where it stopped."


class SetUpError(Exception):
    """What stopped the set-up, as sentences for the person who started it."""


def set_up(purpose: str) -> None:
    """Install what `purpose` ("run" or "test") needs and is not there yet."""
    with _one_at_a_time():
        _make_environment()
        record = Record(RECORD)
        _install_python_packages(record, purpose)
        _install_this_folder(record)
        _install_browser_packages(record, purpose)
        _lay_out_browser_libraries(record)
        if record.has_worked:
            print("Set-up is complete.", flush=True)


class Record:
    """What has been done, by step: the digest of the inputs that it was done with."""

    def __init__(self, file: Path) -> None:
        self.has_worked = False
        self._file = file
        try:
            self._done: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._done = {}

    def is_done(self, step: str, digest: str) -> bool:
        return self._done.get(step) == digest

    def do(
        self, step: str, digest: str, what: str, action: Callable[[], None], *, undoes: Sequence[str] = ()
    ) -> None:
        """Carry out `action`, which completes `step` and replaces whatever the steps in `undoes` had made."""
        print(f"Setting up: {what} ...", flush=True)
        started = time.monotonic()
        self.has_worked = True
        for old in (step, *undoes):
            self._done.pop(old, None)
        self._write()
        action()
        self._done[step] = digest
        self._write()
        print(f"            done in {time.monotonic() - started:.0f} s", flush=True)

    def _write(self) -> None:
        unfinished = self._file.with_suffix(".new")
        unfinished.write_text(json.dumps(self._done, indent=1), encoding="utf-8")
        unfinished.replace(self._file)


def _make_environment() -> None:
    # The folder's own path is part of the identity: an environment cannot be moved, its programs name it.
    identity = f"{ENVIRONMENT} {sys.version_info.major}.{sys.version_info.minor}"
    marker = ENVIRONMENT / "made-with"
    runs_inside = Path(sys.prefix).resolve() == ENVIRONMENT
    made_with = marker.read_text(encoding="utf-8") if marker.exists() else None
    if made_with == identity and (runs_inside or _pip_works()):
        return
    if made_with is None and runs_inside and _pip_works():
        marker.write_text(identity, encoding="utf-8")  # made by hand, and in order
        return
    base = Path(sys.executable)
    if runs_inside:
        # This process must not delete the Python that runs it: the one it was made from does the work.
        base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    print(f"Setting up: the folder .venv with Python {sys.version.split()[0]} ...", flush=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    _ensure_it_can_make_environments(base)
    _run([str(base), "-m", "venv", str(ENVIRONMENT)], "Python could not make the folder .venv.")
    marker.write_text(identity, encoding="utf-8")


def _ensure_it_can_make_environments(python: Path) -> None:
    """Get ensurepip, which Debian keeps in a package of its own, where we may; say the command where not."""
    attempt = subprocess.run([str(python), "-c", "import ensurepip"], capture_output=True, check=False)
    if attempt.returncode == 0:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    try:
        install_system_packages([package], why="this Python cannot make a virtual environment without it")
    except CannotInstallError as error:
        raise SetUpError(str(error)) from error


def _pip_works() -> bool:
    command = [str(PYTHON), "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _install_python_packages(record: Record, purpose: str) -> None:
    locks = {each: ROOT / "requirements" / f"{each}.txt" for each in PURPOSES}
    if any(record.is_done(_python_step(each), _digest(locks[each])) for each in _enough_for(purpose)):
        return

    def install() -> None:
        _run(
            [*PIP, "--require-hashes", "--only-binary", ":all:", "--requirement", str(locks[purpose])],
            f"The Python packages could not be installed. {_most_often('package index', 'pip')}",
        )

    record.do(
        _python_step(purpose),
        _digest(locks[purpose]),
        f"Python packages to {purpose}, from requirements/{purpose}.txt (a minute or two)",
        install,
        undoes=[_python_step(each) for each in PURPOSES],
    )


def _install_this_folder(record: Record) -> None:
    digest = _digest(ROOT / "pyproject.toml")
    if record.is_done("cat-server", digest) and (ENVIRONMENT / "bin" / "cat-server").exists():
        return

    def install() -> None:
        _run(
            [*PIP, "--no-build-isolation", "--no-deps", "--no-index", "--editable", str(ROOT)],
            "The command cat-server could not be installed into the folder .venv; the lines above say why.",
        )

    record.do("cat-server", digest, "the command cat-server", install)


def _install_browser_packages(record: Record, purpose: str) -> None:
    digest = _digest(ROOT / "package.json", ROOT / "package-lock.json")
    is_there = (ROOT / "node_modules").is_dir()
    if is_there and any(record.is_done(_browser_step(each), digest) for each in _enough_for(purpose)):
        return
    without_tools = ["--omit=dev"] if purpose == "run" else []

    def install() -> None:
        _run(
            [str(ENVIRONMENT / "bin" / "npm"), "ci", "--no-progress", "--loglevel=error", *without_tools],
            f"The browser's libraries could not be installed. {_most_often('npm registry', 'npm')}",
        )

    record.do(
        _browser_step(purpose),
        digest,
        "the browser's libraries, from package-lock.json",
        install,
        undoes=[_browser_step(each) for each in PURPOSES],
    )


def _lay_out_browser_libraries(record: Record) -> None:
    digest = _digest(ROOT / "package-lock.json", ROOT / "scripts" / "vendor.mjs")
    if record.is_done("static/vendor", digest) and (ROOT / "static" / "vendor").is_dir():
        return

    def copy() -> None:
        _run(
            [str(ENVIRONMENT / "bin" / "node"), "scripts/vendor.mjs"],
            "The browser's libraries could not be copied to static/vendor; the lines above say why. "
            f"Remove the folder node_modules. {GO_ON}",
        )

    record.do("static/vendor", digest, "the folder static/vendor", copy)


def _enough_for(purpose: str) -> Sequence[str]:
    """The purposes whose installation serves `purpose` too: tests need all that running needs, and more."""
    return PURPOSES[PURPOSES.index(purpose) :]


def _python_step(purpose: str) -> str:
    return f"python packages to {purpose}"


def _browser_step(purpose: str) -> str:
    return f"browser packages to {purpose}"


def _most_often(registry: str, program: str) -> str:
    return (
        f"The lines above say why; most often the computer has no way to the {registry} "
        f"(internet connection, proxy settings of {program}). {GO_ON}"
    )


def _run(command: Sequence[str], complaint: str) -> None:
    """Run quietly; when it fails, show the end of what it printed and raise with `complaint`."""
    path = f"{ENVIRONMENT / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    result = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode != 0:
        print("\n".join(result.stdout.splitlines()[-25:]), file=sys.stderr)
        raise SetUpError(complaint)


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one set-up work in this folder at a time; the lock is on a folder that always exists."""
    handle = os.open(ROOT / "requirements", os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is at work in this folder; waiting for it to finish.", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def main() -> int:
    """The exit code of `python -m scripts.set_up run|test`."""
    parser = argparse.ArgumentParser(description="Set up this folder.")
    parser.add_argument("purpose", choices=PURPOSES)
    purpose: str = parser.parse_args().purpose
    try:
        set_up(purpose)
    except SetUpError as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nSet-up interrupted. {GO_ON}", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
