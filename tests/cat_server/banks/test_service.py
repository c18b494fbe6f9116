"""A bank in the database: taken in, edited, judged and read back, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cat_server.banks.reading import UnknownBankError
from cat_server.banks.service import Outcome
from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.item_tables import BankHead, item_fields
from item_bank.items import Figure, Text
from tests.cat_server.banks.conftest import Shelf
from tests.cat_server.banks.small import reworded, small_bank, with_items
from tests.item_bank.small_bank import CIRCLE, SQUARE


def code(outcome: Outcome) -> str:
    return "" if outcome.refusal is None else str(outcome.refusal.code)


def edit(shelf: Shelf, english: str, *, seen: int, by: str = "ani", item: str = "deret-1") -> Outcome:
    there = shelf.service.stored("kecil").items[item].item
    return shelf.service.edit_item("kecil", reworded(there, english), seen_version=seen, by=by, note="kata")


def step(shelf: Shelf, target: str, *, by: str, seen: int = 1, note: str = "", item: str = "deret-1") -> str:
    return code(shelf.service.change_state("kecil", item, target, seen_version=seen, by=by, note=note))


def test_a_bank_that_is_taken_in_is_read_back_equal(shelf: Shelf) -> None:
    bank = small_bank()
    assert shelf.take_in(bank) == Outcome(version=1)
    assert shelf.service.bank("kecil") == bank
    assert check(shelf.service.bank("kecil")) == check(bank)
    (line,) = shelf.service.all()
    assert (line.id, line.version, line.made_by, line.n_items) == ("kecil", 1, "ani", len(bank.items))
    assert line.counts == {"operational": 5, "practice": 1}
    assert shelf.audit() == ["take_in_bank"]


def test_another_process_reads_the_same(shelf: Shelf) -> None:
    shelf.take_in()
    shelf.service.bank("kecil")
    edit(shelf, "Continue:", seen=1)
    assert Shelf(shelf.database).service.bank("kecil") == shelf.service.bank("kecil")


def test_taking_the_same_in_again_changes_nothing(shelf: Shelf) -> None:
    shelf.take_in()
    assert code(shelf.take_in(takes_states=True)) == "nothing-changed"
    assert code(shelf.take_in()) == "nothing-changed"
    assert len(shelf.audit()) == 1


def test_an_edit_is_a_draft_and_the_old_version_stays(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(bank)
    assert edit(shelf, "Go on: 2, 4, 6", seen=1).version == 2
    stored = shelf.service.stored("kecil").items["deret-1"]
    assert (stored.version, stored.state, stored.written_by, stored.note) == (2, "draft", "ani", "kata")
    old = shelf.service.version("kecil", "deret-1", 1)
    assert replace(old.items[0], state="operational") == bank.by_id["deret-1"]
    (change,) = shelf.service.difference("kecil", "deret-1", 1, 2)
    assert (change.name, change.after) == ("stem.en", "Go on: 2, 4, 6")
    history = shelf.service.history("kecil", "deret-1")
    assert [row.version for row in history.versions] == [2, 1]
    assert [(row.state, row.cause) for row in history.states] == [
        ("draft", "edit"),
        ("operational", "import"),
    ]


def test_two_people_who_edit_the_same_version_do_not_overwrite_each_other(shelf: Shelf) -> None:
    shelf.take_in()
    assert edit(shelf, "First", seen=1).is_done
    late = edit(shelf, "Second", seen=1, by="budi")
    assert (code(late), late.version) == ("changed-meanwhile", 0)
    assert shelf.service.stored("kecil").items["deret-1"].item.prompt.stem["en"] == "First"


def test_two_processes_that_write_at_once_are_both_heard(shelf: Shelf) -> None:
    shelf.take_in()
    other = Shelf(shelf.database)
    other.service.stored("kecil")  # what it remembers is old by the time it writes
    assert edit(shelf, "First", seen=1).is_done
    assert edit(other, "Second", seen=1, item="deret-2").is_done
    items = shelf.service.stored("kecil").items
    assert (items["deret-1"].version, items["deret-2"].version) == (2, 2)


def test_the_way_of_an_edit_into_use(shelf: Shelf) -> None:
    shelf.take_in()
    edit(shelf, "Go on:", seen=1)
    assert step(shelf, "reviewed", by="ani", seen=2) == "own-version"
    assert step(shelf, "reviewed", by="budi", seen=2) == ""
    assert step(shelf, "approved", by="ani", seen=2) == "own-version"
    assert step(shelf, "approved", by="citra", seen=2) == ""
    assert step(shelf, "operational", by="ani", seen=2) == ""
    assert step(shelf, "draft", by="ani", seen=2) == "note-missing"
    assert step(shelf, "retired", by="ani", seen=1) == "changed-meanwhile"
    assert step(shelf, "retired", by="ani", seen=2) == ""
    states = [row.state for row in shelf.service.history("kecil", "deret-1").states]
    assert states == ["retired", "operational", "approved", "reviewed", "draft", "operational"]
    assert shelf.audit() == ["take_in_bank", "edit_item", *["change_item_state"] * 4]


def test_what_lacks_parameters_is_not_made_operational(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(with_items(bank, replace(bank.by_id["latihan-1"], state="approved")))
    refused = shelf.service.change_state("kecil", "latihan-1", "operational", seen_version=1, by="budi")
    assert code(refused) == "not-ready"
    assert [each.code for each in refused.findings] == ["parameters-missing"]
    steps = {each.target: each.refusal for each in shelf.service.steps("kecil", "latihan-1", by="budi")}
    assert steps["practice"] is None
    assert steps["operational"] == refused.refusal


def test_many_items_are_judged_at_once_and_each_by_itself(shelf: Shelf) -> None:
    shelf.take_in(takes_states=False)
    edit(shelf, "By budi", seen=1, by="budi")
    seen = dict.fromkeys(("deret-1", "deret-2", "jujur-1", "tidak-ada"), 1) | {"deret-1": 2}
    outcomes = shelf.service.change_states("kecil", seen, "reviewed", by="budi")
    assert {item: code(outcome) for item, outcome in outcomes.items()} == {
        "deret-1": "own-version",
        "deret-2": "",
        "jujur-1": "",
        "tidak-ada": "unknown-item",
    }
    assert shelf.service.all()[0].counts == {"draft": 4, "reviewed": 2}


def test_an_unsound_item_is_refused_with_what_is_wrong(shelf: Shelf) -> None:
    shelf.take_in()
    item = small_bank().by_id["deret-1"]
    outcome = shelf.service.edit_item("kecil", replace(item, enemies=("x-9",)), seen_version=1, by="ani")
    assert code(outcome) == "unsound"
    assert [each.code for each in outcome.findings] == ["enemy-unknown"]
    fields = item_fields(item) | {"key": {"correct": "Q"}}
    read, findings = shelf.service.read_fields("kecil", fields)
    assert (read, [each.code for each in findings]) == (None, ["key-not-an-option"])


def test_a_new_item_comes_into_a_bank_as_a_draft(shelf: Shelf) -> None:
    shelf.take_in()
    item = replace(reworded(small_bank().by_id["deret-1"], "Quite new"), id="deret-9")
    assert code(shelf.service.edit_item("kecil", item, seen_version=3, by="ani")) == "unknown-item"
    assert shelf.service.edit_item("kecil", item, seen_version=0, by="ani").version == 1
    assert code(shelf.service.edit_item("kecil", item, seen_version=0, by="ani")) == "id-taken"
    assert shelf.service.stored("kecil").items["deret-9"].state == "draft"


def test_another_drawing_is_another_version(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(bank)
    item = bank.by_id["gambar-1"]
    assert item.prompt.figure is not None
    new = {"media/pola.svg": CIRCLE.replace("4", "3")}
    assert code(shelf.service.edit_item("kecil", item, seen_version=1, by="ani")) == "nothing-changed"
    assert shelf.service.edit_item("kecil", item, seen_version=1, by="ani", media=new).version == 2
    assert shelf.service.bank("kecil").media["media/pola.svg"] == new["media/pola.svg"]
    (change,) = shelf.service.difference("kecil", "gambar-1", 1, 2)
    assert change.path == ("uses", "media/pola.svg")
    old = shelf.service.version("kecil", "gambar-1", 1)
    assert old.media == bank.media
    assert shelf.service.part("kecil", ["gambar-1"]).media["media/pola.svg"] == new["media/pola.svg"]
    assert shelf.service.part("kecil", ["deret-1"]).media == {}


def test_a_drawing_that_others_show_is_not_changed_behind_their_backs(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(bank)
    figure = Figure("media/bulat.svg", Text({"id": "Lingkaran", "en": "Circle"}))
    item = bank.by_id["deret-1"]
    changed = replace(item, prompt=replace(item.prompt, figure=figure))
    media = {"media/bulat.svg": SQUARE}
    outcome = shelf.service.edit_item("kecil", changed, seen_version=1, by="ani", media=media)
    assert code(outcome) == "media-taken"
    assert shelf.service.edit_item("kecil", changed, seen_version=1, by="ani").version == 2


def test_pictures_and_sounds_come_back_as_bytes(shelf: Shelf) -> None:
    bank = small_bank()
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    media: dict[str, str | bytes] = {**bank.media, "media/foto.png": png}
    shelf.take_in(replace(bank, media=media))
    assert shelf.service.bank("kecil").media == media


def head_of(bank: Bank) -> BankHead:
    return BankHead(bank.id, bank.title, bank.languages, bank.notice, bank.scale, bank.response_scales)


def test_another_head_is_another_version_of_the_bank(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(bank)
    title = Text({"id": "Nama baru", "en": "New name"})
    head = replace(head_of(bank), title=title)
    assert shelf.service.edit_shared("kecil", head=head, seen_version=1, by="budi").version == 2
    assert shelf.service.bank("kecil") == replace(bank, title=title)
    assert (
        code(shelf.service.edit_shared("kecil", head=head, seen_version=1, by="budi")) == "changed-meanwhile"
    )
    assert [row.made_by for row in shelf.service.head_history("kecil")] == ["budi", "ani"]


def test_other_labels_of_a_scale_make_drafts_of_the_items_that_show_them(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(bank)
    *labels, last = bank.response_scales["setuju4"]
    scale = (*labels, Text({**last, "en": "Fully agree"}))
    head = replace(head_of(bank), response_scales={"setuju4": scale})
    assert shelf.service.edit_shared("kecil", head=head, seen_version=1, by="budi").is_done
    items = shelf.service.stored("kecil").items
    assert {item.id for item in items.values() if item.state == "draft"} == {"jujur-1", "jujur-2"}
    assert items["jujur-1"].item.prompt.options[-1].text == scale[-1]
    assert shelf.service.version("kecil", "jujur-1", 1).items[0].prompt.options[-1].text == last
    assert Shelf(shelf.database).service.bank("kecil") == shelf.service.bank("kecil")


def test_a_head_that_breaks_items_is_refused(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(bank)
    outcome = shelf.service.edit_shared(
        "kecil", head=replace(head_of(bank), response_scales={}), seen_version=1, by="budi"
    )
    assert code(outcome) == "unsound"
    assert {each.code for each in outcome.findings} == {"response-scale-unknown"}


def test_what_is_not_there_is_told_so(shelf: Shelf) -> None:
    with pytest.raises(UnknownBankError):
        shelf.service.bank("lain")
    item = small_bank().by_id["deret-1"]
    assert code(shelf.service.edit_item("lain", item, seen_version=0, by="ani")) == "unknown-bank"
    shelf.take_in()
    for ask in (
        lambda: shelf.service.version("kecil", "deret-1", 7),
        lambda: shelf.service.part("kecil", ["x"]),
        lambda: shelf.service.history("kecil", "x"),
        lambda: shelf.service.plan("kecil", "x"),
    ):
        with pytest.raises(UnknownBankError):
            ask()


def test_a_note_is_kept_without_what_a_database_cannot_hold(shelf: Shelf) -> None:
    shelf.take_in()
    note = "baris satu\nbaris\x00 dua\u202e " + "x" * 5_000
    assert step(shelf, "draft", by="budi", note=note) == ""
    kept = shelf.service.stored("kecil").items["deret-1"].state_note
    assert kept.startswith("baris satu\nbaris dua x")
    assert len(kept) == 2_000
    assert step(shelf, "reviewed", by="citra", note="\x00") == ""


def test_a_note_of_nothing_visible_is_none(shelf: Shelf) -> None:
    shelf.take_in()
    assert step(shelf, "draft", by="budi", note="\x00\u200b") == "note-missing"
