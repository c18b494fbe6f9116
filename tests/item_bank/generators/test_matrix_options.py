from random import Random

import pytest

from item_bank.generators.figures import Attribute, nominal
from item_bank.generators.matrix_options import (
    N_OPTIONS,
    Design,
    alternatives,
    choose_options,
    distance,
    is_balanced,
    shared_attributes,
    smallest_isolating_set,
)

LETTERS = nominal(*"abcdef")


def options_of(design: Design, n_channels: int, seed: int) -> tuple[tuple[str | int, ...], ...]:
    wrong = dict.fromkeys(range(n_channels), tuple("bcdef"))
    key = ("a",) * n_channels
    made = choose_options(key, wrong, [LETTERS] * n_channels, design=design, rng=Random(seed))
    assert made is not None
    return made


DESIGNS: list[tuple[Design, int]] = [("minimal", n) for n in range(1, 6)] + [
    ("paired", n) for n in range(2, 6)
]


@pytest.mark.parametrize(("design", "n_channels"), DESIGNS)
def test_six_different_options_change_every_channel_and_hide_the_key(design: Design, n_channels: int) -> None:
    for seed in range(10):
        options = options_of(design, n_channels, seed)
        assert len(set(options)) == len(options) == N_OPTIONS
        assert all(any(option[channel] != "a" for option in options) for channel in range(n_channels))
        assert is_balanced(options, [LETTERS] * n_channels)


@pytest.mark.parametrize("n_channels", range(1, 6))
def test_minimal_distractors_need_as_many_rules_as_there_are_up_to_three(n_channels: int) -> None:
    assert smallest_isolating_set(options_of("minimal", n_channels, 1)) == min(n_channels, 3)


@pytest.mark.parametrize("n_channels", range(3, 6))
def test_paired_options_have_one_near_partner_each(n_channels: int) -> None:
    options = options_of("paired", n_channels, 1)
    for one in options:
        near = [other for other in options if distance(one, other) == 1]
        assert len(near) == 1


def test_the_typical_option_is_found_from_the_options_alone() -> None:
    options = (("a", "a"), ("a", "b"), ("b", "a"), ("c", "a"), ("a", "c"), ("d", "a"))
    shares = shared_attributes(options, [LETTERS, LETTERS])
    assert max(shares) == shares[0]
    assert not is_balanced(options, [LETTERS, LETTERS])


def test_wrong_values_leave_out_the_right_one_and_start_with_what_is_seen() -> None:
    grid = ("a", "b", "c", "b", "c", "a", "c", "a", "b")
    wrong = alternatives(grid, LETTERS, Random(1))
    assert "b" not in wrong
    assert wrong[:2] == ["a", "c"]


def test_wrong_sets_are_neither_empty_nor_the_key() -> None:
    grid = (3, 5, 6, 9, 3, 10, 12, 6, 10)
    wrong = alternatives(grid, Attribute("mask", 4), Random(1))
    assert len(set(wrong)) == len(wrong) >= 3
    assert not {0, 10} & set(wrong)
