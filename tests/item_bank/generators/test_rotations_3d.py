import re
from collections import Counter
from functools import cache
from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from item_bank.generators import drawing, isometric, isometric_drawing, polycube, rotations_3d
from item_bank.generators.generator import Generated
from item_bank.generators.polycube import Cell, Cells
from item_bank.generators.rotation_items import N_OPTIONS
from item_bank.generators.rotations_3d import Rotation3D, Rotations3D, describe, generate
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.svg import sanitised
from tests.item_bank.generators.generated_bank import findings_of
from tests.item_bank.generators.raster import picture

GENERATOR = Rotations3D()


@cache
def made() -> tuple[Generated, ...]:
    """What the registry gives for the first seeds."""
    return tuple(GENERATOR.generate(seed) for seed in range(1, 31))


def item_of(seed: int) -> Rotation3D:
    """One of many items, its features going through all that there are."""
    cubes, arms = ((7, 4), (8, 4), (9, 4), (9, 5), (10, 4), (10, 5), (11, 4), (11, 5))[seed % 8]
    return generate(
        seed,
        cubes=cubes,
        arms=arms,
        turns=1 + seed // 8 % 3,
        design="mirrored" if seed // 24 % 2 else "altered",
        is_occluded=seed // 48 % 3 > 0,
        correct=seed % N_OPTIONS,
    )


@cache
def items() -> tuple[Rotation3D, ...]:
    """Items with all features."""
    return tuple(item_of(seed) for seed in range(96))


def along_the_way(cells: Cells) -> NDArray[np.int_]:
    """The middles of the cubes in the order in which they hang together, from either end."""
    left = set(cells)
    here = next(cell for cell in sorted(cells) if n_beside(cell, cells) == 1)
    order = [here]
    left.remove(here)
    while left:
        here = next(cell for cell in left if sum(abs(a - b) for a, b in zip(cell, here, strict=True)) == 1)
        order.append(here)
        left.remove(here)
    return np.array(order)


def n_beside(cell: Cell, cells: Cells) -> int:
    return sum(sum(abs(a - b) for a, b in zip(cell, other, strict=True)) == 1 for other in cells)


def can_be_turned_into(one: Cells, other: Cells) -> bool:
    """Whether some turn in space, by any angle at all, takes one figure to the other.

    Cubes must go to cubes in the order of the way or against it. Then lengths and angles between the cubes'
    places must agree, and whatever fills space must do so with the same hand: no matrices are tried.
    """
    ours, theirs = along_the_way(one), along_the_way(other)
    for way in (theirs, theirs[::-1]):
        a, b = ours - ours[0], way - way[0]
        if (a @ a.T == b @ b.T).all():
            corner = next(t for t in combinations(range(len(a)), 3) if abs(np.linalg.det(a[list(t)])) > 0.5)
            if np.linalg.det(a[list(corner)]) * np.linalg.det(b[list(corner)]) > 0:
                return True
    return False


def test_exactly_one_option_is_the_figure_turned() -> None:
    for item in items():
        turned = [can_be_turned_into(item.target, option) for option in item.options]
        assert turned.index(True) == item.correct
        assert sum(turned) == 1


def test_no_two_options_are_the_same_figure_and_the_key_is_not_drawn_as_the_figure() -> None:
    for item in items():
        forms = {polycube.oriented_form(option) for option in item.options}
        assert len(forms) == N_OPTIONS
        assert item.target not in item.options


def test_the_24_turns_find_the_same_key() -> None:
    for item in items():
        fitting = [bool(polycube.turns_between(item.target, option)) for option in item.options]
        assert [place for place, fits in enumerate(fitting) if fits] == [item.correct]


def test_mirrored_designs_show_each_figure_with_its_mirror_image_and_altered_ones_show_none() -> None:
    for item in items():
        forms = Counter(polycube.free_form(option) for option in item.options)
        assert set(forms.values()) == ({2} if item.design == "mirrored" else {1})
        assert {len(option) for option in item.options} == {item.n_cubes}
        assert all(polycube.is_chiral(option) for option in item.options)


def test_every_view_can_be_read_in_one_way_and_shows_a_whole_face_of_each_cube() -> None:
    for item in items():
        for view in (item.target, *item.options):
            readings = isometric.readings(isometric.picture_of(view))
            assert [polycube.moved(cells) for cells in readings] == [view]
            faces = Counter(isometric.nearest(view).values())
            assert {cell for (cell, _), shown in faces.items() if shown == 2} == view


def test_items_have_the_features_that_were_asked_for() -> None:
    for seed, item in enumerate(items()):
        assert item.quarter_turns == 1 + seed // 8 % 3
        assert item.is_occluded == (seed // 48 % 3 > 0)
        assert item.correct == seed % N_OPTIONS
        assert all((isometric.hidden_triangles(view) > 1) == item.is_occluded for view in item.options)


def test_people_who_see_only_the_options_do_no_better_than_by_chance() -> None:
    hits = {"most hidden": 0.0, "widest": 0.0, "most spread": 0.0, "most alike": 0.0, "least alike": 0.0}
    for item in items():
        hidden = [float(isometric.hidden_triangles(view)) for view in item.options]
        widths = [isometric_drawing.extent(view)[0] for view in item.options]
        spread = [float(np.array(sorted(view)).var(axis=0).sum().round(9)) for view in item.options]
        alike = [sum(likeness(one, other) for other in item.options) for one in item.options]
        for name, values, best in (
            ("most hidden", hidden, max(hidden)),
            ("widest", widths, max(widths)),
            ("most spread", spread, max(spread)),
            ("most alike", alike, max(alike)),
            ("least alike", alike, min(alike)),
        ):
            hits[name] += (values[item.correct] == best) / values.count(best)
    chance = 1 / N_OPTIONS
    limit = chance + 3 * sqrt(chance * (1 - chance) / len(items()))
    assert all(hit / len(items()) < limit for hit in hits.values()), hits


def likeness(one: Cells, other: Cells) -> float:
    """How far the arms of two figures agree, from either end."""
    ours = [length for _, length in polycube.arms_of(one)]
    theirs = [length for _, length in polycube.arms_of(other)]
    return float(max(sum(a == b for a, b in zip(ours, way, strict=True)) for way in (theirs, theirs[::-1])))


def test_the_same_seed_gives_the_same_bytes_and_no_two_items_show_the_same() -> None:
    assert [GENERATOR.generate(seed) for seed in range(1, 4)] == list(made()[:3])
    assert len({tuple(each.media.values()) for each in made()}) == len(made())
    assert len({(item.target, frozenset(item.options)) for item in items()}) == len(items())


def test_nearly_every_item_asks_about_another_figure() -> None:
    assert len({item.template for item in items()}) >= 0.8 * len(items())


def test_keys_stand_equally_often_in_every_place() -> None:
    keys = [each.item.key for each in made()]
    places = Counter(key.correct for key in keys if isinstance(key, SingleChoiceKey))
    assert len(places) == N_OPTIONS
    assert max(places.values()) - min(places.values()) <= 2


def test_a_bank_of_the_items_passes_every_check() -> None:
    assert findings_of(made()) == []


def test_options_look_different_in_grey_at_the_size_of_a_thumb() -> None:
    for each in made()[:16]:
        options = [each.media[o.figure.media] for o in each.item.prompt.options if o.figure]
        pictures = [picture(svg, 53).astype(int) for svg in options]
        for one, other in combinations(pictures, 2):
            assert (abs(one - other) > 64).sum() >= 30


def test_drawings_keep_off_the_edge_and_cubes_are_large_enough_to_see() -> None:
    assert all(rotations_3d.edge_of(item) >= 11 for item in items())
    for each in made()[:12]:
        for svg in each.media.values():
            ink = picture(svg, 70) < 200
            assert not (ink[[0, -1]].any() | ink[:, [0, -1]].any())
            assert not sanitised(svg).problems


def test_faces_differ_in_tone_and_lines_stand_out_from_each_tone() -> None:
    tones = [int(tone[1:3], 16) for tone in isometric_drawing.TONES.values()]
    assert min(abs(one - other) for one, other in combinations(tones, 2)) >= 50
    assert min(tones) - int(drawing.INK[1:3], 16) >= 100


@pytest.mark.parametrize("language", ["id", "en"])
def test_people_who_hear_an_item_hear_six_different_options(language: str) -> None:
    for each in made():
        heard = [option.figure.alt[language] for option in each.item.prompt.options if option.figure]
        assert len(set(heard)) == N_OPTIONS


def test_the_figure_can_be_built_from_its_words() -> None:
    for item in items()[:80]:
        for view in (item.target, *item.options):
            assert built(describe(view)[1]) == view


def built(words: str) -> Cells:
    axes: dict[str, Cell] = {
        "to the front right": (1, 0, 0),
        "to the back left": (-1, 0, 0),
        "to the front left": (0, 1, 0),
        "to the back right": (0, -1, 0),
        "up": (0, 0, 1),
        "down": (0, 0, -1),
    }
    arms = [
        (axes[way], int(length)) for length, way in re.findall(r"(\d+) ((?:to the|up|down)[a-z ]*)", words)
    ]
    return polycube.moved(polycube.along(arms))


def test_difficulty_follows_the_directions_found_in_research() -> None:
    prior = rotations_3d.difficulty_prior
    base = prior(8, 4, 1, "altered", is_occluded=False)
    assert prior(10, 4, 1, "altered", is_occluded=False) > base
    assert prior(8, 4, 3, "altered", is_occluded=False) > base
    assert prior(8, 4, 1, "altered", is_occluded=True) < base
    assert prior(8, 4, 1, "mirrored", is_occluded=False) < base


def test_items_are_tagged_so_that_differences_between_women_and_men_can_be_watched() -> None:
    assert all("watch-dif-sex" in each.item.tags for each in made())
    assert all(any(tag.startswith("cubes-") for tag in each.item.tags) for each in made())


def test_a_range_of_difficulty_is_kept() -> None:
    for low, high in ((-1.4, -0.9), (0.0, 0.4), (1.0, 1.6)):
        one = GENERATOR.generate(7, difficulty=(low, high))
        assert low <= one.difficulty <= high
        assert GENERATOR.generate(one.seed) == one


@pytest.mark.parametrize(
    ("name", "wrong"), [("cubes", 6), ("cubes", 12), ("arms", 3), ("turns", 4), ("correct", -1)]
)
def test_numbers_that_cannot_be_drawn_are_refused(name: str, wrong: int) -> None:
    numbers = {"cubes": 8, "arms": 4, "turns": 1, "correct": 0, name: wrong}
    with pytest.raises(ValueError, match=f"^{name}: expected"):
        generate(
            1,
            cubes=numbers["cubes"],
            arms=numbers["arms"],
            turns=numbers["turns"],
            design="mirrored",
            is_occluded=True,
            correct=numbers["correct"],
        )


def test_five_arms_need_nine_cubes() -> None:
    with pytest.raises(ValueError, match=r"^arms: expected 4, or 5 with nine cubes or more, got 5 with 8"):
        generate(1, cubes=8, arms=5, turns=1, design="altered", is_occluded=False)
