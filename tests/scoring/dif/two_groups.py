"""Two groups of persons that differ in ability, for the tests of differential item functioning."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from scoring import ItemParameters, ItemPool
from scoring.arrays import Floats, Integers, Mask
from tests.scoring.drawn_responses import drawn_responses


class Sheet(NamedTuple):
    """Responses, who is of the focal group, and true abilities."""

    responses: Integers
    is_focal: Mask
    abilities: Floats


def two_parameter_pool(n_items: int) -> ItemPool:
    """Items of moderate slopes, difficulties from -1.5 to 1.5."""
    slopes = np.random.default_rng(n_items).lognormal(0.1, 0.2, n_items).tolist()
    difficulties = np.linspace(-1.5, 1.5, n_items).tolist()
    return ItemPool.of([ItemParameters("2pl", a, (b,)) for a, b in zip(slopes, difficulties, strict=True)])


def shifted(pool: ItemPool, shifts: dict[int, float], slopes: dict[int, float] | None = None) -> ItemPool:
    """The pool with some items harder by these logits, or steeper by these factors."""
    items = []
    for place, item in enumerate(pool.items):
        assert isinstance(item, ItemParameters)
        slope = item.a * (slopes or {}).get(place, 1.0)
        steps = tuple(step + shifts.get(place, 0.0) for step in item.b)
        items.append(ItemParameters(item.model, slope, steps, item.c, item.d))
    return ItemPool.of(items)


def drawn_sheet(
    pool: ItemPool,
    rng: Generator,
    *,
    for_focal: ItemPool | None = None,
    n_each: int = 300,
    impact: float = -0.5,
) -> Sheet:
    """Answers of as many persons of each group, the focal one of another mean ability."""
    reference, focal = rng.normal(size=n_each), rng.normal(size=n_each) + impact
    responses = [drawn_responses(pool, reference, rng), drawn_responses(for_focal or pool, focal, rng)]
    return Sheet(
        np.concatenate(responses),
        np.repeat([False, True], n_each),
        np.concatenate((reference, focal)),
    )
