"""Wrong options for a matrix: near enough to tempt, and balanced so that options alone do not tell the key.

An option is a value for every channel. The key keeps the right ones; a distractor changes some. Of two
designs known from research on open banks, minimal-difference distractors mostly change one or two values of
the key; paired-difference distractors come in pairs, alike within a pair and less so between pairs: easier.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random
from typing import Literal

from item_bank.generators.figures import Attribute, Value
from item_bank.generators.matrix_rules import Grid

Design = Literal["minimal", "paired"]
KeyRole = Literal["first", "any"]
"""Which row of the table of differences is the key.

Any row: people who see only the options cannot know which, by whatever they compare. The first row stands
closest to the others in many tables, which they could learn; it is kept for items that were made so.
"""
Option = tuple[Value, ...]

N_OPTIONS = 6
_ATTEMPTS = 60


def alternatives(grid: Grid, attribute: Attribute, rng: Random) -> list[Value]:
    """Wrong values for the ninth cell, tempting ones first: seen in the matrix, half-right, a slip."""
    key = grid[8]
    if attribute.scale == "mask":
        return _wrong_sets(grid, attribute, rng)
    seen = [value for value in dict.fromkeys((grid[7], grid[5], grid[6], grid[2], *grid[:8])) if value != key]
    if attribute.scale in ("count", "cyclic"):
        slips = [
            (int(key) + slip) % attribute.size if attribute.scale == "cyclic" else int(key) + slip
            for slip in (1, -1)
        ]
        seen = [*(slip for slip in slips if slip in attribute.values), *seen]
    unseen = [value for value in attribute.values if value != key and value not in seen]
    rng.shuffle(unseen)
    return list(dict.fromkeys([*seen, *unseen]))[:5]


def _wrong_sets(grid: Grid, attribute: Attribute, rng: Random) -> list[Value]:
    key, x, y = int(grid[8]), int(grid[6]), int(grid[7])
    wrong_rules = [x | y, x ^ y, x & y, x & ~y, y & ~x, x, y]
    slips = [key ^ 1 << bit for bit in rng.sample(range(attribute.size), min(4, attribute.size))]
    rng.shuffle(wrong_rules)
    mixed = [mask for pair in zip(slips, wrong_rules, strict=False) for mask in pair] + wrong_rules
    wrong: list[Value] = [mask for mask in dict.fromkeys(mixed) if mask and mask != key]
    return wrong[:5]


def choose_options(
    key: Option,
    wrong: Mapping[int, Sequence[Value]],
    attributes: Sequence[Attribute],
    *,
    design: Design,
    rng: Random,
    key_role: KeyRole = "first",
) -> tuple[Option, ...] | None:
    """The key followed by five distractors of the design, or None where the channels allow none.

    `wrong` gives the wrong values of each channel that may change; each of these is changed somewhere.
    """
    codes = (_CODES if key_role == "first" else _EVEN_CODES)[design].get(len(wrong))
    if codes is None:
        return None
    for _ in range(_ATTEMPTS):
        code = rng.choice(codes)
        if key_role == "any":
            code = seen_from(rng.randrange(N_OPTIONS), ("0" * len(wrong), *code))
        channels = rng.sample(sorted(wrong), len(wrong))
        ranked = {channel: _tempting_order(wrong[channel], rng) for channel in channels}
        if any(
            int(digit) > len(ranked[channel])
            for row in code
            for channel, digit in zip(channels, row, strict=True)
        ):
            continue
        options = [key]
        for row in code:
            changes = {
                channel: ranked[channel][int(digit) - 1]
                for channel, digit in zip(channels, row, strict=True)
                if digit != "0"
            }
            options.append(tuple(changes.get(channel, value) for channel, value in enumerate(key)))
        # Among three values or more of a channel the right one may lie in the middle; of two, none does.
        has_middles = any(digit > "1" for row in code for digit in row)
        if (key_role == "any" and not has_middles) or is_balanced(options, attributes):
            return tuple(options)
    return None


# One row per distractor, one digit per changing channel: 0 keeps the key's value, 1 and up are wrong values.
# Out of all such tables these are ones in which the key is not the option with most in common with the
# others, as many rules as possible must be solved before the key stands alone (`smallest_isolating_set`), and
# changes are small.
_CODES: dict[Design, dict[int, tuple[tuple[str, ...], ...]]] = {
    "minimal": {
        1: (("1", "2", "3", "4", "5"),),
        2: (("01", "10", "11", "20", "21"),),
        3: (("001", "010", "100", "110", "111"),),
        4: (("0010", "0100", "1000", "1100", "1101"),),
        5: (("00100", "01000", "10000", "11001", "11010"), ("00110", "01000", "10000", "11000", "11001")),
    },
    # The first digit tells the two of a pair apart, the others the three pairs.
    "paired": {
        2: (("10", "01", "11", "02", "12"),),
        3: (("100", "011", "111", "022", "122"),),
        4: (("1000", "0110", "1110", "0101", "1101"),),
        5: (("10000", "01110", "11110", "01201", "11201"),),
    },
}


# Tables in which every row can be the key: no value of a channel stands in one row only, so that at least two
# rules must be solved whichever row it is.
_EVEN_CODES: dict[Design, dict[int, tuple[tuple[str, ...], ...]]] = {
    "minimal": {
        1: _CODES["minimal"][1],
        2: _CODES["minimal"][2],
        3: (("001", "010", "011", "100", "101"), ("001", "010", "011", "100", "111")),
        4: (("0001", "0010", "0101", "1011", "1100"), ("0011", "0100", "0111", "1001", "1010")),
        5: (("00001", "00110", "01011", "10101", "11000"),),
    },
    "paired": _CODES["paired"],
}


def seen_from(row: int, table: Sequence[str]) -> tuple[str, ...]:
    """The other rows of a table of digits, written so that the given row is all zeros."""
    own = table[row]
    seen = []
    for place, other in enumerate(table):
        if place != row:
            # The digit of the own row and 0 change places.
            swapped = ({own[k]: "0", "0": own[k]}.get(digit, digit) for k, digit in enumerate(other))
            seen.append("".join(swapped))
    return tuple(seen)


def _tempting_order(values: Sequence[Value], rng: Random) -> list[Value]:
    """The wrong values with the more tempting ones mostly first."""
    return [
        value
        for _, value in sorted((place + rng.expovariate(0.7), value) for place, value in enumerate(values))
    ]


def distance(one: Option, other: Option) -> int:
    """The number of channels in which two options differ."""
    return sum(a != b for a, b in zip(one, other, strict=True))


def smallest_isolating_set(options: Sequence[Option]) -> int:
    """The fewest channels that must be solved before the key, options[0], is the only option left."""
    channels = range(len(options[0]))
    for size in range(1, len(options[0]) + 1):
        for subset in combinations(channels, size):
            if not any(all(option[c] == options[0][c] for c in subset) for option in options[1:]):
                return size
    raise ValueError(
        "options: every option must differ from the key in some channel, but one is equal to it."
    )


def shared_attributes(options: Sequence[Option], attributes: Sequence[Attribute]) -> tuple[float, ...]:
    """How much each option has in common with the others: a clue that needs no look at the matrix."""
    return tuple(
        sum(_likeness(option, other, attributes) for place, other in enumerate(options) if place != own)
        for own, option in enumerate(options)
    )


def _likeness(one: Option, other: Option, attributes: Sequence[Attribute]) -> float:
    total = 0.0
    for a, b, attribute in zip(one, other, attributes, strict=True):
        total += (
            1 - (int(a) ^ int(b)).bit_count() / attribute.size if attribute.scale == "mask" else float(a == b)
        )
    return total


def is_balanced(options: Sequence[Option], attributes: Sequence[Attribute]) -> bool:
    """Whether options[0] is not alone, nor one of two, as the most typical option or as the odd one out."""
    shares = [round(share, 6) for share in shared_attributes(options, attributes)]
    if shares[0] == min(shares) and shares.count(shares[0]) < 3:
        return False
    return shares[0] < max(shares) or shares.count(shares[0]) >= 3
