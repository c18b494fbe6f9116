"""Pools that the tests of scoring share, and Hypothesis strategies for items of every model."""

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from scoring import ItemParameters, ItemPool, NominalParameters
from scoring.arrays import Integers
from scoring.multidimensional import MultidimensionalItem, MultidimensionalPool
from scoring.parameters import ModelName

_REFERENCE = Path(__file__).parents[1] / "reference"

PUBLISHED: dict[str, Any] = tomllib.loads((_REFERENCE / "published_scoring.toml").read_text(encoding="utf-8"))
EXACT: dict[str, Any] = json.loads((_REFERENCE / "exact_scoring.json").read_text(encoding="utf-8"))
EXACT_MODELS: dict[str, Any] = json.loads((_REFERENCE / "exact_models.json").read_text(encoding="utf-8"))

BANK_O = ItemPool.of(
    [
        ItemParameters("3pl", a, (b,), c)
        for a, b, c in zip(*(PUBLISHED["bank_o"][name] for name in "abc"), strict=True)
    ]
)


def pool_of(items: list[dict[str, Any]]) -> ItemPool:
    """The pool that these stored tables describe."""
    return ItemPool.of([_item(item) for item in items])


def _item(table: dict[str, Any]) -> ItemParameters | NominalParameters:
    if table["model"] == "nominal":
        return NominalParameters(table["a"], tuple(table["scores"]), tuple(table["intercepts"]))
    return ItemParameters(**{**table, "b": tuple(table["b"])})


EXACT_POOL = pool_of(EXACT["items"])


def three_parameter_pool(n_items: int, seed: int) -> ItemPool:
    """A pool like those of operational tests."""
    rng = np.random.default_rng(seed)
    slopes = rng.lognormal(0.1, 0.3, n_items)
    difficulties = rng.normal(0.0, 1.1, n_items)
    guessing = rng.beta(5, 17, n_items)
    return ItemPool.of(
        [
            ItemParameters("3pl", float(a), (float(b),), float(c))
            for a, b, c in zip(slopes, difficulties, guessing, strict=True)
        ]
    )


def mixed_pool(n_items: int, seed: int) -> ItemPool:
    """A pool in which dichotomous and graded items alternate."""
    rng = np.random.default_rng(seed)
    items = []
    for place in range(n_items):
        a, b = float(rng.lognormal(0.1, 0.3)), float(rng.normal())
        if place % 2:
            items.append(ItemParameters("grm", a, (b - 1.2, b, b + 0.9)))
        else:
            items.append(ItemParameters("2pl", a, (b,)))
    return ItemPool.of(items)


@st.composite
def item_parameters(draw: st.DrawFn, largest_slope: float = 10.0) -> ItemParameters:
    """An item of any model of ordered categories, valid, as steep and as extreme as items ever are."""
    model: ModelName = draw(st.sampled_from(["1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "rsm"]))
    a = draw(st.floats(0.05, largest_slope))
    if model in {"gpcm", "pcm", "rsm"}:
        return ItemParameters(model, a, tuple(draw(st.lists(st.floats(-4.0, 4.0), min_size=1, max_size=5))))
    if model == "grm":
        first = draw(st.floats(-5.0, 3.0))
        steps = draw(st.lists(st.floats(0.01, 2.0), min_size=0, max_size=5))
        return ItemParameters(model, a, tuple(np.cumsum([first, *steps]).tolist()))
    b = draw(st.floats(-6.0, 6.0))
    c = draw(st.floats(0.0, 0.5)) if model in {"3pl", "4pl"} else 0.0
    d = draw(st.floats(0.6, 1.0)) if model == "4pl" else 1.0
    return ItemParameters(model, a, (b,), c, d)


@st.composite
def nominal_parameters(draw: st.DrawFn, largest_slope: float = 10.0) -> NominalParameters:
    """An item of the nominal model, valid, its categories in any order."""
    a = draw(st.floats(0.05, largest_slope))
    hundredths = draw(st.lists(st.integers(-200, 200), min_size=2, max_size=6, unique=True))
    scores = [each / 100.0 for each in hundredths]
    intercepts = draw(st.lists(st.floats(-3.0, 3.0), min_size=len(scores), max_size=len(scores)))
    return NominalParameters(a, tuple(scores), tuple(intercepts))


def pools(min_items: int = 1, max_items: int = 8, largest_slope: float = 10.0) -> st.SearchStrategy[ItemPool]:
    """Pools of any mixture of models of ordered categories."""
    items = st.lists(item_parameters(largest_slope), min_size=min_items, max_size=max_items)
    return items.map(ItemPool.of)


def pools_of_every_model(
    min_items: int = 1, max_items: int = 8, largest_slope: float = 10.0
) -> st.SearchStrategy[ItemPool]:
    """Pools of any mixture of models, the nominal one among them."""
    item = item_parameters(largest_slope) | nominal_parameters(largest_slope)
    return st.lists(item, min_size=min_items, max_size=max_items).map(ItemPool.of)


@st.composite
def responses(draw: st.DrawFn, pool: ItemPool) -> tuple[list[int], list[int]]:
    """Items of this pool in any order, none twice, with a category each."""
    order = draw(st.permutations(range(pool.n_items)))
    administered = order[: draw(st.integers(0, pool.n_items))]
    categories = [draw(st.integers(0, int(pool.n_categories[item]) - 1)) for item in administered]
    return list(administered), categories


@st.composite
def answer_sheets(
    draw: st.DrawFn, pool: ItemPool, min_persons: int = 1, max_persons: int = 4, *, is_complete: bool = False
) -> Integers:
    """Responses of some persons to this pool, (n_persons, n_items), -1 where missing."""
    lowest = 0 if is_complete else -1
    persons = st.tuples(*(st.integers(lowest, highest - 1) for highest in pool.n_categories.tolist()))
    return np.array(draw(st.lists(persons, min_size=min_persons, max_size=max_persons)), dtype=np.int64)


@st.composite
def multidimensional_pools(
    draw: st.DrawFn, n_dimensions: int | None = None, largest_slope: float = 4.0
) -> MultidimensionalPool:
    """Some items on one to three dimensions, each measuring at least the first."""
    n = draw(st.integers(1, 3)) if n_dimensions is None else n_dimensions
    other = st.floats(-largest_slope / 2.0, largest_slope)
    slopes = st.tuples(st.floats(0.1, largest_slope), *[other] * (n - 1))
    items = st.builds(MultidimensionalItem, slopes, st.floats(-3.0, 3.0))
    return MultidimensionalPool.of(draw(st.lists(items, min_size=1, max_size=5)))


def multidimensional_sheets(pool: MultidimensionalPool) -> st.SearchStrategy[Integers]:
    """Responses of one to three persons, -1 where missing."""
    rows = st.tuples(*[st.integers(-1, 1)] * pool.n_items)
    return st.lists(rows, min_size=1, max_size=3).map(lambda sheet: np.array(sheet, dtype=np.int64))
