"""Item parameters and pools of items. Their meaning is in `item_models`; nothing is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Self, get_args

import numpy as np

from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.item_models import MODELS, ParameterArrays, ResponseModel

ModelName = Literal["1pl", "2pl", "3pl", "4pl", "grm"]

LARGEST = 1e6
"""Largest size of any parameter: far beyond every real item, and safe in every formula."""


@dataclass(frozen=True)
class ItemParameters:
    """The parameters of one item on the logit metric (D = 1), abilities about N(0, 1).

    `a` is the slope, `b` the difficulty of a logistic item or the rising thresholds of a graded one, `c` and
    `d` the lower and upper asymptotes.

    Raises:
        ValueError: the model is unknown, a parameter is not a number, or the model does not allow it.
    """

    model: ModelName
    a: float
    b: tuple[float, ...]
    c: float = 0.0
    d: float = 1.0

    def __post_init__(self) -> None:
        if self.model not in tuple(MODELS):
            known = ", ".join(get_args(ModelName))
            raise ValueError(f"model must be one of {known}, got {self.model!r}")
        if not isinstance(self.b, tuple):  # a list could be changed later
            raise ValueError(f"b must be a tuple of numbers, got {self.b!r}")  # noqa: TRY004
        named = [
            ("a", self.a),
            *(("b", step) for step in self.b),
            ("c", self.c),
            ("d", self.d),
        ]
        for name, value in named:
            if not _is_usable_number(value):
                raise ValueError(
                    f"{name} must be a number from -{LARGEST:.0f} to {LARGEST:.0f}, got {value!r}"
                )
        problem = MODELS[self.model].problem(self.a, self.b, self.c, self.d)
        if problem is not None:
            raise ValueError(f"{self.model}: {problem}")

    @property
    def n_categories(self) -> int:
        """Number of response categories; categories are 0 .. n_categories - 1."""
        return len(self.b) + 1


@dataclass(frozen=True, eq=False)
class ItemGroup:
    """The items of a pool that one response model computes together: one family, one number of categories."""

    model: ResponseModel
    indexes: Integers
    parameters: ParameterArrays

    @property
    def n_categories(self) -> int:
        """Number of response categories of every item of the group."""
        n_steps: int = self.parameters.b.shape[1]
        return n_steps + 1


@dataclass(frozen=True)
class ItemPool:
    """Items in a fixed order, of any mixture of models; an item is named by its place, 0 .. n_items - 1.

    `n_categories`, `a`, `c`, `d` are (n_items,); `b` is (n_items, max_categories - 1) with NaN beyond an
    item's own. Made by `ItemPool.of`. Pools of equal items are equal.
    """

    items: tuple[ItemParameters, ...]
    n_categories: Integers = field(compare=False, repr=False)
    a: Floats = field(compare=False, repr=False)
    b: Floats = field(compare=False, repr=False)
    c: Floats = field(compare=False, repr=False)
    d: Floats = field(compare=False, repr=False)
    groups: tuple[ItemGroup, ...] = field(compare=False, repr=False)

    @classmethod
    def of(cls, items: Sequence[ItemParameters]) -> Self:
        """The pool of these items, in this order.

        Raises:
            ValueError: there are no items.
        """
        kept = tuple(items)
        if not kept:
            raise ValueError("items must hold at least one item, got none")
        steps = np.full((len(kept), max(len(item.b) for item in kept)), np.nan)
        for index, item in enumerate(kept):
            steps[index, : len(item.b)] = item.b
        a = read_only(np.array([item.a for item in kept]))
        b = read_only(steps)
        c = read_only(np.array([item.c for item in kept]))
        d = read_only(np.array([item.d for item in kept]))
        return cls(
            items=kept,
            n_categories=read_only_integers(np.array([item.n_categories for item in kept])),
            a=a,
            b=b,
            c=c,
            d=d,
            groups=_groups(kept, a, b, c, d),
        )

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.items)

    @property
    def max_categories(self) -> int:
        """The largest number of categories of any item."""
        n_steps: int = self.b.shape[1]
        return n_steps + 1


def _is_usable_number(value: object) -> bool:
    """Whether this is a number neither NaN nor too large (a whole number can be larger than any float)."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _groups(
    items: tuple[ItemParameters, ...], a: Floats, b: Floats, c: Floats, d: Floats
) -> tuple[ItemGroup, ...]:
    places: dict[tuple[str, int], list[int]] = {}
    for index, item in enumerate(items):
        places.setdefault((MODELS[item.model].family, len(item.b)), []).append(index)
    return tuple(
        ItemGroup(
            model=MODELS[items[indexes[0]].model],
            indexes=read_only_integers(np.array(indexes)),
            parameters=ParameterArrays(
                a=read_only(a[indexes]),
                b=read_only(b[indexes, :n_steps]),
                c=read_only(c[indexes]),
                d=read_only(d[indexes]),
            ),
        )
        for (_, n_steps), indexes in places.items()
    )
