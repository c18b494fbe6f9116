"""Whatever people do to a bank in whatever order, nobody passes their own work; nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cat_server.banks.proof import differences
from cat_server.banks.reading import ItemHistory
from item_bank.items import STATES
from item_bank.review import FORWARD, IN_USE
from tests.cat_server.banks.conftest import Shelf
from tests.cat_server.banks.small import reworded, small_bank

BANK = small_bank()
PEOPLE = st.sampled_from(["ani", "budi", "citra"])
ITEMS = st.sampled_from(["deret-1", "latihan-1"])
STALE = st.sampled_from([0, 0, 0, 1])
"""How many versions behind somebody is."""

ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), PEOPLE, ITEMS, STALE),
        st.tuples(st.sampled_from(STATES), PEOPLE, ITEMS, STALE),
    ),
    max_size=14,
)


def in_order(history: ItemHistory) -> ItemHistory:
    return ItemHistory(history.versions[::-1], history.states[::-1])


@given(ACTIONS, st.sampled_from(["", "karena"]))
@settings(max_examples=40)
def test_rules_hold_and_rows_stay(
    quick_shelf: Shelf, actions: list[tuple[str, str, str, int]], note: str
) -> None:
    service, bank_id = quick_shelf.service, quick_shelf.fresh_id()
    quick_shelf.take_in(replace(BANK, id=bank_id), by="ani", takes_states=False)
    seen = {item: in_order(service.history(bank_id, item)) for item in ("deret-1", "latihan-1")}
    for number, (action, by, item, stale) in enumerate(actions):
        stored = service.stored(bank_id).items[item]
        version = stored.version - stale
        if action == "edit":
            edited = reworded(stored.item, f"Words {number}")
            outcome = service.edit_item(bank_id, edited, seen_version=version, by=by)
            assert outcome.is_done == (stale == 0)
        else:
            outcome = service.change_state(bank_id, item, action, seen_version=version, by=by, note=note)
            assert not (outcome.is_done and stale)
        now = in_order(service.history(bank_id, item))
        before = seen[item]
        # What was there is there still, to the letter, and exactly what was said to be done came after it.
        assert now.versions[: len(before.versions)] == before.versions
        assert now.states[: len(before.states)] == before.states
        assert len(now.states) - len(before.states) == outcome.is_done
        assert len(now.versions) - len(before.versions) == (outcome.is_done and action == "edit")
        seen[item] = now
    for history in seen.values():
        authors = {row.version: row.made_by for row in history.versions}
        passed: set[tuple[int, str]] = set()
        last = ""
        for row in history.states:
            if row.cause == "review" and row.state in FORWARD[last] and row.state in {"reviewed", "approved"}:
                assert row.made_by != authors[row.version]
                passed.add((row.version, row.state))
            if row.state in IN_USE:
                assert {(row.version, "reviewed"), (row.version, "approved")} <= passed
            last = row.state
    with quick_shelf.database.read() as connection:
        assert [each for each in differences(connection) if bank_id in each[0]] == []
