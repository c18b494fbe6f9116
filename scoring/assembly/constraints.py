"""The constraints on what a test holds: counts, shares, sums and means, and the balance of keys.

Those on how items hang together (sets, enemies, order) are in `structure`.
"""

import math
from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass

import numpy as np

from scoring.arrays import Mask
from scoring.assembly.conditions import EVERY_ITEM, Condition
from scoring.assembly.rows import (
    ROUNDING,
    Frame,
    Row,
    bounds_in_words,
    check_bounds,
    counted,
    summed,
)


@dataclass(frozen=True)
class Count:
    """The number of items that fulfil `where` lies within bounds.

    `Count(Labelled("domain", "figural"), at_least=4, at_most=6)`.

    Raises:
        ValueError: the bounds bound nothing, or nothing fulfils them.
    """

    where: Condition
    _: KW_ONLY
    at_least: int = 0
    at_most: float = math.inf

    def __post_init__(self) -> None:
        check_bounds(self.at_least, self.at_most)

    def in_words(self) -> str:
        return f"{bounds_in_words(self.at_least, self.at_most)} {_items(self.where)}"

    def rows(self, frame: Frame) -> Iterable[Row]:
        yield counted(self.where.mask(frame.attributes), self.at_least, self.at_most, _items(self.where))


@dataclass(frozen=True)
class Proportion:
    """The share of the items fulfilling `where`, among those fulfilling `of`, lies within bounds (0 to 1).

    Raises:
        ValueError: the bounds bound nothing, nothing fulfils them, or they are no shares.
    """

    where: Condition
    _: KW_ONLY
    at_least: float = 0.0
    at_most: float = 1.0
    of: Condition = EVERY_ITEM

    def __post_init__(self) -> None:
        if not 0.0 <= self.at_least <= self.at_most <= 1.0 or self.at_most - self.at_least == 1.0:
            raise ValueError(
                "at_least and at_most must be shares from 0 to 1 that bound something, "
                f"got {self.at_least!r} and {self.at_most!r}"
            )

    def in_words(self) -> str:
        bounds = bounds_in_words(100.0 * self.at_least, 100.0 * self.at_most)
        return f"{bounds} % {_items(self.where)} of all {_items(self.of)}"

    def rows(self, frame: Frame) -> Iterable[Row]:
        whole = self.of.mask(frame.attributes)
        part = self.where.mask(frame.attributes) & whole
        words = f"% {_items(self.where)} of all {_items(self.of)}"
        if frame.is_fixed_length and whole.all():
            # Whole numbers are exact, and a tighter programme than the shares themselves.
            yield Row(
                columns=np.flatnonzero(part),
                amounts=np.ones(int(part.sum())),
                at_least=math.ceil(self.at_least * frame.longest - ROUNDING),
                at_most=math.floor(self.at_most * frame.longest + ROUNDING),
                at_least_words=f"at least {100.0 * self.at_least:g} {words}",
                at_most_words=f"at most {100.0 * self.at_most:g} {words}",
            )
            return
        if self.at_least > 0.0:
            yield _share(part, whole, self.at_least, 0.0, math.inf, words)
        if self.at_most < 1.0:
            yield _share(part, whole, self.at_most, -math.inf, 0.0, words)


@dataclass(frozen=True)
class Total:
    """The sum of a number, such as words or expected seconds, over the items fulfilling `where`.

    Raises:
        ValueError: the bounds bound nothing, or nothing fulfils them.
    """

    attribute: str
    _: KW_ONLY
    at_least: float = 0.0
    at_most: float = math.inf
    where: Condition = EVERY_ITEM

    def __post_init__(self) -> None:
        check_bounds(self.at_least, self.at_most)

    def in_words(self) -> str:
        return f"{bounds_in_words(self.at_least, self.at_most)} {self._counted()}"

    def rows(self, frame: Frame) -> Iterable[Row]:
        columns = np.flatnonzero(self.where.mask(frame.attributes))
        amounts = frame.attributes.numbers_of(self.attribute)[columns]
        # A sum that may be negative has no lower bound unless one is given.
        at_least = -math.inf if self.at_least == 0.0 and (amounts < 0.0).any() else self.at_least
        yield summed(columns, amounts, at_least, self.at_most, self._counted(), unit=self.attribute)

    def _counted(self) -> str:
        return f"{self.attribute} in all{_of_items(self.where)}"


@dataclass(frozen=True)
class Mean:
    """The mean of a number over the items of the test that fulfil `where`; a test without any fulfils it.

    Raises:
        ValueError: the bounds bound nothing, or nothing fulfils them.
    """

    attribute: str
    _: KW_ONLY
    at_least: float = -math.inf
    at_most: float = math.inf
    where: Condition = EVERY_ITEM

    def __post_init__(self) -> None:
        if not self.at_least <= self.at_most:
            raise ValueError(f"at_least must not exceed at_most, got {self.at_least!r} and {self.at_most!r}")
        if math.isinf(self.at_least) and math.isinf(self.at_most):
            raise ValueError("at_least or at_most must be given, got neither")

    def in_words(self) -> str:
        lower = f"at least {self.at_least:g}" if math.isfinite(self.at_least) else ""
        upper = f"at most {self.at_most:g}" if math.isfinite(self.at_most) else ""
        return f"{' and '.join(filter(None, (lower, upper)))} {self._counted()}"

    def rows(self, frame: Frame) -> Iterable[Row]:
        columns = np.flatnonzero(self.where.mask(frame.attributes))
        amounts = frame.attributes.numbers_of(self.attribute)[columns]
        for bound, at_least, at_most in (
            (self.at_least, 0.0, math.inf),
            (self.at_most, -math.inf, 0.0),
        ):
            if math.isfinite(bound):
                distances = amounts - bound
                yield Row(
                    columns=columns,
                    amounts=distances,
                    at_least=at_least,
                    at_most=at_most,
                    at_least_words=f"at least {bound:g} {self._counted()}",
                    at_most_words=f"at most {bound:g} {self._counted()}",
                    unit=f"{self.attribute}, summed",
                    one_item=float(np.abs(distances).mean()) or 1.0 if distances.size else 1.0,
                )

    def _counted(self) -> str:
        return f"{self.attribute} on average{_of_items(self.where)}"


@dataclass(frozen=True)
class KeyBalance:
    """Every label of an attribute, such as the place of the key, is borne by nearly the same number of items.

    That number is within `tolerance` of the number of labelled items divided by the number of labels.

    Raises:
        ValueError: the tolerance is negative.
    """

    attribute: str
    _: KW_ONLY
    tolerance: float = 1.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.tolerance < math.inf:
            raise ValueError(f"tolerance must be 0 or more items, got {self.tolerance!r}")

    def in_words(self) -> str:
        return f"every {self.attribute} within {self.tolerance:g} items of its equal part"

    def rows(self, frame: Frame) -> Iterable[Row]:
        groups = frame.attributes.groups_of(self.attribute)
        if not groups:
            raise ValueError(f"{self.attribute} must be borne by an item, got no label")
        n_labelled = sum(len(items) for items in groups.values())
        for label, items in sorted(groups.items()):
            mask = np.zeros(frame.attributes.n_items, dtype=np.bool_)
            mask[list(items)] = True
            words = f"items with {self.attribute} {label}"
            if frame.is_fixed_length and n_labelled == frame.attributes.n_items:
                part = frame.longest / len(groups)
                yield counted(
                    mask,
                    max(0, math.ceil(part - self.tolerance - ROUNDING)),
                    math.floor(part + self.tolerance + ROUNDING),
                    words,
                )
                continue
            labelled = np.concatenate([np.array(each) for each in groups.values()])
            labelled.sort()
            yield Row(
                columns=labelled,
                amounts=mask[labelled] - 1.0 / len(groups),
                at_least=-self.tolerance,
                at_most=self.tolerance,
                at_least_words=f"{words} at most {self.tolerance:g} below their equal part",
                at_most_words=f"{words} at most {self.tolerance:g} above their equal part",
            )


def _share(part: Mask, whole: Mask, share: float, at_least: float, at_most: float, words: str) -> Row:
    """Number of the part minus this share of the whole, against 0."""
    columns = np.flatnonzero(whole)
    amounts = np.where(part[columns], 1.0 - share, -share)
    return Row(
        columns=columns,
        amounts=amounts,
        at_least=at_least,
        at_most=at_most,
        at_least_words=f"at least {100.0 * share:g} {words}",
        at_most_words=f"at most {100.0 * share:g} {words}",
    )


def _items(where: Condition) -> str:
    return " ".join(filter(None, ("items", where.in_words())))


def _of_items(where: Condition) -> str:
    return f" of items {words}" if (words := where.in_words()) else ""
