import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from item_bank.generators.demo_bank import DEMO_BANK, GENERATED_MEDIA, PARTS, generated_files, in_bands, write
from item_bank.generators.generator import Generated
from item_bank.generators.registry import GENERATORS, content_digest
from item_bank.kinds import KINDS


@cache
def items_of(part: str) -> list[Generated]:
    return in_bands(PARTS[part])


@pytest.fixture(scope="module")
def files() -> Mapping[str, str]:
    return generated_files()


def test_the_committed_files_are_what_the_generators_write_byte_for_byte(files: Mapping[str, str]) -> None:
    for name, content in files.items():
        assert (DEMO_BANK / name).read_bytes() == content.encode(), f"{name}: run the generators again"


def test_the_bank_holds_no_generated_file_that_is_no_longer_made(files: Mapping[str, str]) -> None:
    for folder in ("items/generated", *GENERATED_MEDIA):
        found = {path.relative_to(DEMO_BANK).as_posix() for path in (DEMO_BANK / folder).rglob("*.*")}
        assert found
        assert found <= set(files)


def test_writing_removes_old_generated_files_and_leaves_those_of_people(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    old, own = tmp_path / "items/generated/old.toml", tmp_path / "items/own.toml"
    drawn = tmp_path / "media/drawn-by-hand.svg"
    for each in (old, own, drawn):
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_text("")
    some = {name: content for name, content in files.items() if "matrices/" not in name}
    assert write(tmp_path, some) == len(some)
    assert not old.exists()
    assert own.exists()
    assert drawn.exists()
    assert (tmp_path / "items/generated/matrices.toml").read_text("utf-8") == some[
        "items/generated/matrices.toml"
    ]


@pytest.mark.parametrize("part", PARTS)
def test_difficulties_lie_in_their_bands_and_no_band_is_short(part: str) -> None:
    difficulties = [made.difficulty for made in items_of(part)]
    counted = {
        (low, high): sum(low <= each <= high for each in difficulties) for low, high in PARTS[part].bands
    }
    assert counted == PARTS[part].bands
    assert len(difficulties) == sum(counted.values())


@pytest.mark.parametrize("part", PARTS)
def test_keys_stand_about_equally_often_in_every_place(part: str) -> None:
    places = Counter(KINDS[made.item.kind].key_place(made.item) for made in items_of(part))
    assert len(places) == len(items_of(part)[0].item.prompt.options)
    assert max(places.values()) - min(places.values()) <= 3


@pytest.mark.parametrize("part", PARTS)
def test_no_two_items_show_the_same_and_few_are_clones(part: str) -> None:
    made = items_of(part)
    assert len({content_digest(each) for each in made}) == len(made)
    assert max(Counter(each.template for each in made).values()) <= max(2, len(made) / 10)


@pytest.mark.parametrize("part", PARTS)
def test_an_id_names_the_seed_that_makes_the_item_again(part: str) -> None:
    found = items_of(part)[len(items_of(part)) // 2]
    again = GENERATORS[PARTS[part].generator].generate(found.seed)
    assert again.item.id == found.item.id
    assert int(found.item.id.rsplit("-", 1)[1]) == found.seed
    assert content_digest(again) == content_digest(found)
    assert again.item.key == found.item.key


@pytest.mark.parametrize(("part", "tag"), [("syllogisms", "setting-"), ("orderings", "scene-")])
def test_two_items_are_enemies_exactly_when_their_setting_is_the_same(part: str, tag: str) -> None:
    settings = {
        made.item.id: next(each for each in made.item.tags if each.startswith(tag)) for made in items_of(part)
    }
    assert len(set(settings.values())) >= 8
    for made in items_of(part):
        own = settings[made.item.id]
        alike = {other for other, setting in settings.items() if setting == own} - {made.item.id}
        assert set(made.item.enemies) == alike


def test_drawings_are_compact(files: Mapping[str, str]) -> None:
    drawings = {name: len(content) for name, content in files.items() if name.endswith(".svg")}
    assert sum(drawings.values()) < 4_000_000
    assert max(drawings.values()) < 20_000
    assert all(re.fullmatch(r"media/[a-z0-9-]+/[a-z0-9-]+/[a-z-]+\.svg", name) for name in drawings)
