"""Item parameters and pools of items. Their meaning is in `item_models`; nothing is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Self, TypeAlias, get_args

import numpy as np

from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.item_models import MODELS, NOMINAL, ParameterArrays, ResponseModel

ModelName = Literal["1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "rsm"]

LARGEST = 1e6
"""Largest size of any parameter: far beyond every real item, and safe in every formula."""


@dataclass(frozen=True)
class ItemParameters:
    """The parameters of one item on the logit metric (D = 1), abilities about N(0, 1).

    `a` is the slope, `b` the difficulty of a logistic item, the rising thresholds of a graded one or the
    steps, in any order, of a partial credit one, `c` and `d` the lower and upper asymptotes.

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
        _check_numbers(named)
        problem = MODELS[self.model].problem(self.a, self.b, self.c, self.d)
        if problem is not None:
            raise ValueError(f"{self.model}: {problem}")

    @property
    def n_categories(self) -> int:
        """Number of response categories; categories are 0 .. n_categories - 1."""
        return len(self.b) + 1


@dataclass(frozen=True)
class NominalParameters:
    """The parameters of one item of the nominal model on the logit metric (D = 1).

    The probability of category k is proportional to exp(a scores[k] ability + intercepts[k]).

    Raises:
        ValueError: a parameter is not a number, or the model does not allow it.
    """

    a: float
    scores: tuple[float, ...]
    intercepts: tuple[float, ...]

    def __post_init__(self) -> None:
        for name in ("scores", "intercepts"):
            values = getattr(self, name)
            if not isinstance(values, tuple):
                raise ValueError(f"{name} must be a tuple of numbers, got {values!r}")  # noqa: TRY004
            _check_numbers([(name, value) for value in values])
        _check_numbers([("a", self.a)])
        problem = NOMINAL.problem(self.a, self.scores, self.intercepts)
        if problem is not None:
            raise ValueError(f"nominal: {problem}")

    @property
    def model(self) -> Literal["nominal"]:
        """The model's name."""
        return "nominal"

    @property
    def n_categories(self) -> int:
        """Number of response categories; categories are 0 .. n_categories - 1."""
        return len(self.scores)


@dataclass(frozen=True, eq=False)
class DerivedItem:
    """An item whose curves are worked out from those of others, as `testlets` makes them.

    `arrays` are of this one item; `b` are the difficulties shown in a pool, none where nobody would ask.
    """

    response_model: ResponseModel
    arrays: ParameterArrays
    b: tuple[float, ...] = ()

    @property
    def model(self) -> Literal["derived"]:
        """The model's name."""
        return "derived"

    @property
    def a(self) -> float:
        """The slope."""
        return float(self.arrays.a[0])

    @property
    def n_categories(self) -> int:
        """Number of response categories; categories are 0 .. n_categories - 1."""
        return int(self.arrays.scores.shape[1])


AnyItemParameters: TypeAlias = ItemParameters | NominalParameters | DerivedItem


def rating_scale_items(
    locations: Sequence[float], steps: Sequence[float], *, a: float = 1.0
) -> tuple[ItemParameters, ...]:
    """Items of the rating scale model (Andrich, 1978): one for each location, all with the same steps.

    Raises:
        ValueError: a value is not a number, there is no step, or `a` is not positive.
    """
    _check_numbers([("locations", value) for value in locations])
    _check_numbers([("steps", value) for value in steps])
    return tuple(
        ItemParameters("rsm", a, tuple(float(location) + float(step) for step in steps))
        for location in locations
    )


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
    item's own, and for nominal items. Made by `ItemPool.of`. Pools of equal items are equal.
    """

    items: tuple[AnyItemParameters, ...]
    n_categories: Integers = field(compare=False, repr=False)
    a: Floats = field(compare=False, repr=False)
    b: Floats = field(compare=False, repr=False)
    c: Floats = field(compare=False, repr=False)
    d: Floats = field(compare=False, repr=False)
    groups: tuple[ItemGroup, ...] = field(compare=False, repr=False)

    @classmethod
    def of(cls, items: Sequence[AnyItemParameters]) -> Self:
        """The pool of these items, in this order.

        Raises:
            ValueError: there are no items.
        """
        kept = tuple(items)
        if not kept:
            raise ValueError("items must hold at least one item, got none")
        n_categories = np.array([item.n_categories for item in kept])
        steps = np.full((len(kept), int(n_categories.max()) - 1), np.nan)
        asymptotes = np.array([(0.0, 1.0)] * len(kept))
        for index, item in enumerate(kept):
            if not isinstance(item, NominalParameters):
                steps[index, : len(item.b)] = item.b
            if isinstance(item, ItemParameters):
                asymptotes[index] = item.c, item.d
        return cls(
            items=kept,
            n_categories=read_only_integers(n_categories),
            a=read_only(np.array([item.a for item in kept])),
            b=read_only(steps),
            c=read_only(asymptotes[:, 0]),
            d=read_only(asymptotes[:, 1]),
            groups=_groups(kept),
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


def _check_numbers(named: Sequence[tuple[str, object]]) -> None:
    for name, value in named:
        if not _is_usable_number(value):
            raise ValueError(f"{name} must be a number from -{LARGEST:.0f} to {LARGEST:.0f}, got {value!r}")


def _is_usable_number(value: object) -> bool:
    """Whether this is a number neither NaN nor too large (a whole number can be larger than any float)."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _groups(items: tuple[AnyItemParameters, ...]) -> tuple[ItemGroup, ...]:
    places: dict[tuple[str, int], list[int]] = {}
    for index, item in enumerate(items):
        places.setdefault((model_of(item).family, item.n_categories), []).append(index)
    return tuple(
        ItemGroup(
            model=model_of(items[indexes[0]]),
            indexes=read_only_integers(np.array(indexes)),
            parameters=_arrays([items[index] for index in indexes]),
        )
        for indexes in places.values()
    )


def model_of(item: AnyItemParameters) -> ResponseModel:
    """The response model of an item."""
    if isinstance(item, ItemParameters):
        return MODELS[item.model]
    return NOMINAL if isinstance(item, NominalParameters) else item.response_model


class _Numbers(NamedTuple):
    """The numbers of one item, as its response model reads them."""

    a: float
    b: Sequence[float]
    c: float
    d: float
    scores: Sequence[float]
    loading: float | None = None


def _arrays(items: Sequence[AnyItemParameters]) -> ParameterArrays:
    """The parameters of items of one family and number of categories."""
    each = [_numbers(item) for item in items]
    loadings = [one.loading for one in each if one.loading is not None]
    return ParameterArrays(
        a=read_only(np.array([one.a for one in each])),
        b=read_only(np.array([one.b for one in each])),
        c=read_only(np.array([one.c for one in each])),
        d=read_only(np.array([one.d for one in each])),
        scores=read_only(np.array([one.scores for one in each])),
        loadings=read_only(np.array(loadings)) if loadings else None,
    )


def _numbers(item: AnyItemParameters) -> _Numbers:
    if isinstance(item, ItemParameters):
        return _Numbers(item.a, item.b, item.c, item.d, range(item.n_categories))
    if isinstance(item, NominalParameters):
        return _Numbers(item.a, np.diff(item.intercepts).tolist(), 0.0, 1.0, item.scores)
    own = item.arrays
    loading = None if own.loadings is None else float(own.loadings[0])
    return _Numbers(
        item.a, own.b[0].tolist(), float(own.c[0]), float(own.d[0]), own.scores[0].tolist(), loading
    )


def arrays_of(item: AnyItemParameters) -> ParameterArrays:
    """The parameters of one item as arrays, as its response model reads them."""
    return _arrays([item])
