"""Questions of foreign files become a bank: media of every type, stimuli, what falls with a missing file."""

from typing import Any

import pytest

from item_bank.bank import Bank
from item_bank.findings import Position
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import Defaults
from item_bank.items import Text
from tests.item_bank.small_bank import CIRCLE
from tests.item_bank.test_media import MP3, image

PLACE = Position("paket.zip/a.xml", 7)


def item(collector: Collector, stem: str, **own: Any) -> bool:
    options = [{"id": each, "text": {"id": each.lower()}} for each in "AB"]
    fields = {"id": collector.new_id("a"), "kind": "single_choice", "domain": "d", "stem": {"id": stem}}
    return collector.add({**fields, "options": options, "key": {"correct": "A"}, **own}, PLACE, stem)


def finished(collector: Collector) -> tuple[Bank | None, list[tuple[str, str]]]:
    bank, findings = collector.bank("paket.zip")
    assert all(each.render("id") and each.render("en") for each in findings)
    return bank, [(each.code, each.severity) for each in findings]


def test_images_and_audio_are_kept_as_they_are_when_something_shows_them() -> None:
    collector = Collector("paket.zip", Defaults())
    png = image("PNG")
    for name in ("media/stem.png", "media/option.png", "media/stimulus.png", "media/unused.png"):
        assert collector.file(name, png, PLACE)
    assert collector.file("media/sound.mp3", MP3, PLACE)
    assert collector.drawing("media/drawing.svg", CIRCLE, PLACE)
    stimulus = {"id": "s", "text": {"id": "![pola](media/stimulus.png)"}}
    assert collector.add_stimulus({**stimulus, "title": {"id": "Judul"}}, PLACE, "s")
    assert item(collector, "![papan](media/stem.png) dan ![suara](media/sound.mp3)", set="s")
    options = [{"id": "A", "text": {"id": "![ya](media/option.png)"}}, {"id": "B", "text": {"id": "b"}}]
    figure = {"figure": "media/drawing.svg", "figure_alt": {"id": "bulat"}}
    assert item(collector, "Pilih", options=options, **figure)
    bank, problems = finished(collector)
    assert bank is not None
    assert problems == []
    assert sorted(bank.media) == [
        "media/drawing.svg", "media/option.png", "media/sound.mp3", "media/stem.png", "media/stimulus.png",
    ]  # fmt: skip
    assert bank.media["media/stem.png"] == png
    assert bank.stimuli_by_id["s"].title == Text({"id": "Judul"})


@pytest.mark.parametrize("content", [b"GIF89a", MP3, b""])
def test_a_file_that_is_not_what_its_name_says_is_told_and_stops_nothing(content: bytes) -> None:
    collector = Collector("paket.zip", Defaults())
    assert not collector.file("media/a.png", content, PLACE)
    assert item(collector, "Pilih")
    bank, problems = finished(collector)
    assert bank is not None
    assert bank.media == {}
    assert [severity for _, severity in problems] == ["warning"]


def test_a_stimulus_that_cannot_be_shown_takes_its_items_with_it() -> None:
    collector = Collector("paket.zip", Defaults())
    assert collector.add_stimulus({"id": "s", "text": {"id": "![pola](media/hilang.png)"}}, PLACE, "s")
    assert not collector.add_stimulus({"id": "s", "text": {"id": "lagi"}}, PLACE, "s")
    assert not collector.add_stimulus({"id": "t", "text": {"id": " "}}, PLACE, "t")
    assert item(collector, "Pilih", set="s")
    assert item(collector, "Lainnya")
    bank, problems = finished(collector)
    assert bank is not None
    assert [each.prompt.stem["id"] for each in bank.items] == ["Lainnya"]
    assert bank.stimuli == ()
    assert {code for code, _ in problems} == {
        "stimulus-repeated", "empty-text", "media-missing", "question-left-out",
    }  # fmt: skip
