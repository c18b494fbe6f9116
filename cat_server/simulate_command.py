"""`cat-server simulate`: a published release taken by simulated participants, printed and drawn.

The same release, number and seed give the same files and lines, byte by byte, on machines of the same kind.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from cat_server.reports import plots, simulation_report
from cat_server.storage.releases import ReleaseStore

SHOWN_DIGITS = 12
BAR = 30


class UnknownReleaseError(LookupError):
    """No release, or more than one, begins with the digits that were given."""


def run(
    releases: ReleaseStore, digest: str, *, n_participants: int, seed: int, folder: Path | None
) -> list[str]:
    """The lines to print; drawings are written into the folder, `simulation-…` where none is named.

    Raises:
        UnknownReleaseError: the release is not known.
    """
    release = releases.get(_whole(releases, digest))
    language = release.plan.languages[0]
    place = Path(f"simulation-{release.digest[:SHOWN_DIGITS]}") if folder is None else folder
    place.mkdir(parents=True, exist_ok=True)
    taken: dict[str, simulation_report.SectionSimulation] = {}
    found = [f"{release.plan.title[language]}, release {release.digest[:SHOWN_DIGITS]}"]
    for index, content in enumerate(release.sections):
        if content.forced_choice is not None:
            found += ["", f"{content.plan.title[language]}: forced choice is not simulated."]
            continue
        report = simulation_report.simulated(
            content,
            n_participants,
            seed=seed,
            section=index,
            earlier=taken,
            progress=_bar(sys.stderr, f"{index + 1}/{len(release.sections)}", n_participants),
        )
        taken[content.plan.id] = report
        found += ["", *simulation_report.lines(report, language)]
        for name, drawn in simulation_report.drawings(report, language).items():
            file = place / f"{index + 1}-{content.plan.id}-{name}.svg"
            file.write_text(plots.as_file(drawn), encoding="utf-8")
    return [*found, "", f"The drawings are in {place}/."]


def _whole(releases: ReleaseStore, digest: str) -> str:
    """The whole digest of the one release that begins with these digits."""
    known = [each.digest for each in releases.published() if each.digest.startswith(digest.lower())]
    if len(known) != 1 or not digest:
        listed = ", ".join(each.digest[:SHOWN_DIGITS] for each in releases.published()) or "none"
        found = "More than one" if known else "No"
        raise UnknownReleaseError(f"{found} release begins with {digest!r}. Published here: {listed}.")
    return known[0]


def _bar(stream: TextIO, section: str, total: int) -> Callable[[int], None] | None:
    """A line that fills while a section is simulated; nothing where nobody watches."""
    if not stream.isatty():
        return None

    def show(done: int) -> None:
        filled = BAR * done // total
        line = f"\rSection {section}  [{'#' * filled}{'.' * (BAR - filled)}] {done:,} of {total:,}"
        stream.write(line + ("\n" if done >= total else ""))
        stream.flush()

    return show
