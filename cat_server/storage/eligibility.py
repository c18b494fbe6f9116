"""Counts of exposure by segments of ability, and the items of earlier sittings of a person; from events.

Counts fade with every sitting that starts the section. So that nothing has to be written again for that, what
a sitting adds is kept as fading^-k, where k sittings had started before it, and the sum is multiplied by
fading^n when n have. k stands in the sitting's own events, so the sums do not depend on who was first to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from cat_server.sitting import events as e
from cat_server.sitting.exposure import EligibilityRow, eligibility_rows
from cat_server.sitting.state import SittingState
from cat_server.storage import event_codec
from cat_server.storage.event_codec import AnyEvent
from cat_server.storage.tables import eligibility, journal, participants, sittings
from item_bank.release import Release

Counted = tuple[str, int, int, str]
"""Release, section, segment and item; the item '' stands for the sittings that ended there."""

Sums = tuple[float, float]
"""How often administered and how often ineligible, weighed by fading."""

LEAST = 1e-9
"""What has faded below this is not told any more."""

_TELLING = (e.SectionStarted.__name__, e.ItemPresented.__name__)


def added(
    release: Release, state: SittingState, events: Sequence[AnyEvent]
) -> Iterator[tuple[Counted, Sums]]:
    """What these events, the newest of this state, add: the tests of the sections that ended."""
    for event in events:
        if isinstance(event, e.SectionFinished):
            section, content = state.sections[event.section], release.section(event.section)
            for segment, item, administered, ineligible in eligibility_rows(content, section):
                yield (release.digest, event.section, segment, item), (administered, ineligible)


def count(connection: Connection, release: Release, state: SittingState, events: Sequence[AnyEvent]) -> None:
    """Count the tests of the sections that these events ended."""
    rows = [
        {
            "release_digest": digest,
            "section": section,
            "segment": segment,
            "item": item,
            "administered": administered,
            "ineligible": ineligible,
        }
        for (digest, section, segment, item), (administered, ineligible) in sorted(
            added(release, state, events)
        )
    ]
    if rows:
        connection.execute(_ADD[connection.dialect.name], rows)


def counts(
    connection: Connection, release_digest: str, section: int, *, fading: float, n_examinees: int
) -> tuple[EligibilityRow, ...]:
    """The counts of a section as they are for the next sitting, after `n_examinees` have started it."""
    found = connection.execute(
        select(
            eligibility.c.segment, eligibility.c.item, eligibility.c.administered, eligibility.c.ineligible
        )
        .where(eligibility.c.release_digest == release_digest, eligibility.c.section == section)
        .order_by(eligibility.c.segment, eligibility.c.item)
    )
    faded = fading**n_examinees
    rows = ((int(row[0]), str(row[1]), float(row[2]) * faded, float(row[3]) * faded) for row in found)
    return tuple(row for row in rows if max(row[2], row[3]) >= LEAST)


def every_count(connection: Connection) -> dict[Counted, Sums]:
    """Every sum, for checking them against the journals."""
    return {
        (row.release_digest, row.section, row.segment, row.item): (row.administered, row.ineligible)
        for row in connection.execute(select(eligibility))
    }


def earlier_items(connection: Connection, sitting_id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each earlier sitting of the same person, the oldest first, its release and the items it was given.

    A person is known by the NIP, in whatever programme, and by the participant's own id.
    """
    own = connection.execute(
        select(participants.c.id, participants.c.nip)
        .join(sittings, sittings.c.participant_id == participants.c.id)
        .where(sittings.c.id == sitting_id)
    ).first()
    if own is None:
        return ()
    is_same = participants.c.id == own.id
    if own.nip:  # many people have no NIP, and nobody is meant by nothing
        is_same = or_(is_same, participants.c.nip == own.nip)
    others = connection.execute(
        select(sittings.c.id, sittings.c.release_digest)
        .join(participants, sittings.c.participant_id == participants.c.id)
        .where(is_same, sittings.c.id != sitting_id)
    ).all()
    tests = []
    for other in others:
        rows = connection.execute(
            select(journal.c.type, journal.c.body, journal.c.recorded_at)
            .where(journal.c.stream == other.id, journal.c.type.in_(_TELLING))
            .order_by(journal.c.version)
        ).all()
        items: list[str] = []
        for row in rows:
            event = event_codec.decode(row.type, row.body)
            if isinstance(event, e.SectionStarted):
                items += event.items
            elif isinstance(event, e.ItemPresented):
                items.append(event.item)
        if items:
            tests.append((str(rows[0].recorded_at), other.id, str(other.release_digest), tuple(items)))
    return tuple((digest, items) for _, _, digest, items in sorted(tests))


def _add(insert_into: Any) -> Any:
    statement = insert_into(eligibility)
    return statement.on_conflict_do_update(
        index_elements=["release_digest", "section", "segment", "item"],
        set_={
            name: eligibility.c[name] + statement.excluded[name] for name in ("administered", "ineligible")
        },
    )


# Made once: putting such a statement together costs more than running it.
_ADD = {
    name: _add(insert_into)
    for name, insert_into in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
