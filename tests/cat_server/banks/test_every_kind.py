"""Banks of every kind, with stimuli and media of every type, are kept and handed on as they are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from cat_server.banks import checking
from cat_server.storage.banks_codec import packed, unpacked
from item_bank.bank import Bank
from item_bank.item_difference import item_difference
from item_bank.items import Stimulus, Text
from tests.cat_server.banks.conftest import Shelf
from tests.cat_server.banks.small import small_bank
from tests.item_bank.formats.spreadsheet.random_banks import MEDIA, banks
from tests.item_bank.small_bank import CIRCLE, SQUARE


@given(banks())
@settings(max_examples=25)
def test_a_bank_is_read_back_and_handed_on_equal(quick_shelf: Shelf, bank: Bank) -> None:
    brought = replace(bank, id=quick_shelf.fresh_id())
    assert unpacked(packed(brought)) == brought
    assert quick_shelf.take_in(brought).is_done
    stored = quick_shelf.service.bank(brought.id)
    assert stored == brought
    assert not quick_shelf.service.plan_intake(stored, takes_states=True).changes_anything
    for item in brought.items:
        assert item_difference(item, stored.by_id[item.id]) == ()
        part = quick_shelf.service.part(brought.id, [item.id])
        assert part.items == (item,)
        assert {figure.media for figure in item.figures} & set(MEDIA) <= set(part.media)
        assert [each.id for each in part.stimuli] == [item.item_set] * bool(item.item_set)


STIMULUS = Stimulus(
    "bacaan", Text({"id": "Teks ![pola](media/pola.svg)", "en": "Text ![pattern](media/pola.svg)"})
)


def with_set(bank: Bank) -> Bank:
    items = [replace(item, item_set="bacaan" if item.id == "deret-1" else "") for item in bank.items]
    return replace(bank, items=tuple(items), stimuli=(STIMULUS,))


def test_another_passage_makes_drafts_of_the_items_about_it(shelf: Shelf) -> None:
    bank = with_set(small_bank())
    shelf.take_in(bank)
    longer = replace(STIMULUS, text=Text({**STIMULUS.text, "en": "Longer ![pattern](media/pola.svg)"}))
    outcome = shelf.service.edit_shared("kecil", stimuli=[longer], seen_version=1, by="budi")
    assert outcome.is_done
    items = shelf.service.stored("kecil").items
    assert {item.id for item in items.values() if item.state == "draft"} == {"deret-1"}
    assert shelf.service.part("kecil", ["deret-1"]).stimuli == (longer,)
    old = shelf.service.version("kecil", "deret-1", 1)
    assert (old.stimuli, set(old.media)) == ((STIMULUS,), {"media/pola.svg"})
    (change,) = shelf.service.difference("kecil", "deret-1", 1, 2)
    assert change.path == ("uses", "stimulus/bacaan")


def test_another_drawing_of_a_passage_makes_drafts_too(shelf: Shelf) -> None:
    bank = with_set(small_bank())
    shelf.take_in(bank)
    outcome = shelf.service.edit_shared(
        "kecil", stimuli=[STIMULUS], media={"media/pola.svg": SQUARE}, seen_version=1, by="budi"
    )
    assert outcome.is_done
    items = shelf.service.stored("kecil").items
    assert {item.id for item in items.values() if item.state == "draft"} == {"deret-1", "gambar-1"}
    assert shelf.service.bank("kecil").media["media/pola.svg"] == SQUARE
    assert shelf.service.version("kecil", "deret-1", 1).media == {
        "media/pola.svg": bank.media["media/pola.svg"]
    }
    assert shelf.service.version("kecil", "deret-1", 2).media == {"media/pola.svg": SQUARE}


def test_an_item_may_not_change_the_drawing_of_a_passage(shelf: Shelf) -> None:
    shelf.take_in(with_set(small_bank()))
    item = shelf.service.stored("kecil").items["gambar-1"].item
    media = {"media/pola.svg": CIRCLE}
    outcome = shelf.service.edit_item("kecil", item, seen_version=1, by="ani", media=media)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "media-taken"
    assert (
        checking.findings_of_item(shelf.service.stored("kecil"), item, shelf.service.bank("kecil").media)
        == []
    )
