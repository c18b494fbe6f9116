import cmath
from collections import Counter
from functools import cache
from itertools import combinations
from math import sqrt

import pytest

from item_bank.generators import polyomino, rotations_2d
from item_bank.generators.generator import Generated
from item_bank.generators.polyomino import Figure
from item_bank.generators.rotation_items import N_OPTIONS
from item_bank.generators.rotations_2d import Rotation2D, Rotations2D, describe, generate
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.svg import sanitised
from tests.item_bank.generators.generated_bank import findings_of
from tests.item_bank.generators.raster import picture

GENERATOR = Rotations2D()


@cache
def made() -> tuple[Generated, ...]:
    """What the registry gives for the first seeds."""
    return tuple(GENERATOR.generate(seed) for seed in range(1, 601))


def item_of(seed: int) -> Rotation2D:
    """The item behind what the registry gives for a seed, made again from its tags."""
    facts = dict(tag.rsplit("-", 1) for tag in made()[seed - 1].item.tags)
    key = made()[seed - 1].item.key
    assert isinstance(key, SingleChoiceKey)
    return generate(
        seed,
        squares=int(facts["squares"]),
        marks=int(facts["marks"]),
        angle=int(facts["angle"]),
        design="mirrored" if facts["distractors"] == "mirrored" else "altered",
        correct="ABCDEF".index(key.correct),
    )


@cache
def items() -> tuple[Rotation2D, ...]:
    """The same items without their words."""
    return tuple(item_of(seed) for seed in range(1, 601))


def can_be_turned_into(one: Figure, other: Figure) -> bool:
    """Whether some turn, by any angle at all, takes one figure to the other: found from its middles."""

    def around_middle(figure: Figure) -> list[tuple[complex, int]]:
        middle = sum(complex(x, y) for x, y, _ in figure) / len(figure)
        return [(complex(x, y) - middle, mark) for x, y, mark in figure]

    ours, theirs = around_middle(one), around_middle(other)
    far = max(ours, key=lambda point: abs(point[0]))
    for goal, mark in theirs:
        if mark != far[1] or abs(abs(goal) - abs(far[0])) > 1e-9:
            continue
        turn = goal / far[0]
        images = [(place * turn, mark) for place, mark in ours]
        if all(any(abs(image - at) < 1e-9 and a == b for at, b in theirs) for image, a in images):
            return True
    return False


def test_exactly_one_option_is_the_figure_turned_by_any_angle() -> None:
    for item in items():
        turned = [can_be_turned_into(item.target, option.figure) for option in item.options]
        assert turned.index(True) == item.correct
        assert sum(turned) == 1


def test_the_key_is_drawn_turned_by_the_angle_of_the_item() -> None:
    for item in items()[:200]:
        key = item.options[item.correct]
        assert key.figure == item.target
        assert abs(key.degrees) == item.angle
        # Each option is at the same angle to the squares of the page, whichever figure it is.
        assert {abs(option.degrees) for option in item.options} == {item.angle}


def test_options_differ_from_each_other_however_they_are_turned() -> None:
    for item in items():
        for one, other in combinations(item.options, 2):
            assert not can_be_turned_into(one.figure, other.figure)


def test_mirrored_designs_show_each_figure_with_its_mirror_image_and_altered_ones_show_none() -> None:
    for item in items():
        forms = Counter(polyomino.free_form(option.figure) for option in item.options)
        assert set(forms.values()) == ({2} if item.design == "mirrored" else {1})


def test_figures_differ_in_one_square_or_one_mark() -> None:
    for item in items()[:60]:
        for one, other in combinations(item.options, 2):
            assert overlap(one.figure, other.figure) >= len(item.target) - 2


def overlap(one: Figure, other: Figure) -> int:
    """The most squares that two figures can have in common when they may be turned and mirrored."""
    best = 0
    for figure in (other, polyomino.mirrored(other)):
        for quarters in range(4):
            turned = polyomino.turned(figure, quarters)
            shifts = Counter((a - x, b - y) for x, y, m in turned for a, b, n in one if m == n)
            best = max(best, *shifts.values())
    return best


def test_people_who_see_only_the_options_do_no_better_than_by_chance() -> None:
    hits = {"most alike": 0.0, "least alike": 0.0, "most spread": 0.0}
    for item in items()[:240]:
        figures = [option.figure for option in item.options]
        alike = [sum(overlap(one, other) for other in figures) for one in figures]
        spread = [sum(x * x + y * y for x, y, _ in figure) for figure in figures]
        for name, values, best in (
            ("most alike", alike, max(alike)),
            ("least alike", alike, min(alike)),
            ("most spread", spread, max(spread)),
        ):
            hits[name] += (values[item.correct] == best) / values.count(best)
    chance = 1 / N_OPTIONS
    limit = chance + 3 * sqrt(chance * (1 - chance) / 240)
    assert all(hit / 240 < limit for hit in hits.values()), hits


def test_the_same_seed_gives_the_same_bytes_and_no_two_items_show_the_same() -> None:
    assert [GENERATOR.generate(seed) for seed in range(1, 6)] == list(made()[:5])
    assert len({tuple(each.media.values()) for each in made()}) == len(made())
    assert len({each.item.id for each in made()}) == len(made())


def test_five_hundred_items_ask_about_five_hundred_figures() -> None:
    assert len({each.template for each in made()}) >= 500


def test_keys_stand_equally_often_in_every_place() -> None:
    places = Counter(item.correct for item in items())
    assert len(places) == N_OPTIONS
    assert max(places.values()) - min(places.values()) <= 2


def test_a_bank_of_the_items_passes_every_check() -> None:
    assert findings_of(made()[:500]) == []


def test_options_look_different_in_grey_at_the_size_of_a_thumb() -> None:
    for each in made()[:20]:
        options = [each.media[o.figure.media] for o in each.item.prompt.options if o.figure]
        pictures = [picture(svg, 53).astype(int) for svg in options]
        for one, other in combinations(pictures, 2):
            assert (abs(one - other) > 64).sum() >= 30


def test_drawings_keep_off_the_edge_and_squares_are_large_enough_to_see() -> None:
    for item, each in zip(items()[:16], made(), strict=False):
        assert rotations_2d.side_of(item) >= 13
        for svg in each.media.values():
            ink = picture(svg, 70) < 200
            assert ink.any()
            assert not (ink[[0, -1]].any() | ink[:, [0, -1]].any())
            assert not sanitised(svg).problems


@pytest.mark.parametrize("language", ["id", "en"])
def test_people_who_hear_an_item_hear_six_different_options(language: str) -> None:
    for each in made()[:200]:
        heard = [option.figure.alt[language] for option in each.item.prompt.options if option.figure]
        assert len(set(heard)) == N_OPTIONS


def test_words_and_drawing_agree_on_every_square() -> None:
    for item in items()[:100]:
        for option in item.options:
            assert squares_heard(describe(option.figure, option.degrees)[1]) == squares_seen(
                option.figure, option.degrees
            )


def squares_heard(words: str) -> set[tuple[int, int, bool]]:
    """Where the squares of a description are, in about tenths of a side, and whether they are dotted."""
    turn, squares = 0, []
    for part in words.split("; ")[1:]:
        if part.startswith("all turned"):
            angle, way = part.removeprefix("all turned ").split("° ")
            turn = int(angle) * (1 if way == "clockwise" else -1)
            continue
        row, columns = part.split(": ")
        for column in columns.split(" ", 1)[1].split(", "):
            number, _, dotted = column.partition(" ")
            squares.append((complex(int(number), int(row.removeprefix("row "))), bool(dotted)))
    return rounded(squares, turn)


def squares_seen(figure: Figure, degrees: int) -> set[tuple[int, int, bool]]:
    return rounded([(complex(x, y), bool(mark)) for x, y, mark in figure], degrees)


def rounded(squares: list[tuple[complex, bool]], degrees: float) -> set[tuple[int, int, bool]]:
    middle = sum(place for place, _ in squares) / len(squares)
    turn = cmath.exp(1j * degrees * cmath.pi / 180)
    turned = [((place - middle) * turn, mark) for place, mark in squares]
    return {(round(9.7 * place.real + 0.03), round(9.7 * place.imag + 0.03), mark) for place, mark in turned}


def test_difficulty_rises_with_angle_squares_and_mirror_images() -> None:
    prior = rotations_2d.difficulty_prior
    assert prior(6, 0, 90, "altered") < prior(8, 0, 90, "altered") < prior(8, 0, 180, "altered")
    assert prior(8, 0, 90, "altered") < prior(8, 0, 90, "mirrored")
    reach = [each.difficulty for each in made()]
    assert min(reach) < -1.2
    assert max(reach) > 0.9


def test_a_range_of_difficulty_is_kept() -> None:
    for low, high in ((-1.5, -1.0), (-0.5, 0.0), (0.6, 1.2)):
        one = GENERATOR.generate(7, difficulty=(low, high))
        assert low <= one.difficulty <= high
        assert GENERATOR.generate(one.seed) == one


@pytest.mark.parametrize(("name", "wrong"), [("squares", 5), ("marks", 3), ("angle", 100), ("correct", 6)])
def test_numbers_that_cannot_be_drawn_are_refused(name: str, wrong: int) -> None:
    numbers = {"squares": 7, "marks": 0, "angle": 90, "correct": 0, name: wrong}
    with pytest.raises(ValueError, match=f"^{name}: expected"):
        generate(
            1,
            squares=numbers["squares"],
            marks=numbers["marks"],
            angle=numbers["angle"],
            design="mirrored",
            correct=numbers["correct"],
        )
