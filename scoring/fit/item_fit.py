"""What the tests of item fit share: their result, cells too small for a chi-square, free parameters."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from scipy.stats import chi2

from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.parameters import ItemPool

FitReason: TypeAlias = Literal["no_responses", "too_few_persons", "no_degrees_of_freedom"]
"""Why an item has no test: nobody answered it, too few did, or no cells are left beyond its parameters."""

Cells: TypeAlias = tuple[Floats, Floats]
"""Observed and expected counts, (n_groups, n_categories)."""


@dataclass(frozen=True, eq=False)
class ItemFit:
    """A chi-square test of every item, all (n_items,); NaN where `reasons` says why, None where it is there.

    `rmsea` is sqrt(max(0, (statistic - degrees) / (degrees (n - 1)))), the misfit per degree of freedom
    whatever the number of persons.
    """

    statistics: Floats
    degrees: Floats
    p_values: Floats
    rmsea: Floats
    n_persons: Integers
    reasons: tuple[FitReason | None, ...]


def item_fit(
    statistics: Floats,
    degrees: Floats,
    n_persons: Integers,
    reasons: list[FitReason | None],
    p_values: Floats | None = None,
) -> ItemFit:
    """The result of these statistics, with p-values by chi-square or as given.

    Without a degree of freedom there is no test.
    """
    found: list[FitReason | None] = [
        "no_degrees_of_freedom" if reason is None and not own > 0.0 else reason
        for reason, own in zip(reasons, degrees.tolist(), strict=True)
    ]
    is_there = np.array([reason is None for reason in found])
    values, own = np.where(is_there, statistics, np.nan), np.where(is_there, degrees, np.nan)
    spare = np.maximum(values - own, 0.0) / (own * np.maximum(n_persons - 1.0, 1.0))
    probabilities = chi2.sf(values, own) if p_values is None else np.where(is_there, p_values, np.nan)
    return ItemFit(
        statistics=read_only(values),
        degrees=read_only(own),
        p_values=read_only(np.asarray(probabilities)),
        rmsea=read_only(np.asarray(np.sqrt(spare))),
        n_persons=read_only_integers(n_persons),
        reasons=tuple(found),
    )


def n_item_parameters(pool: ItemPool) -> Integers:
    """How many parameters each item has of its own, (n_items,): what a fit to the same responses uses up.

    A slope that all items share (`1pl`, `pcm`, `rsm`) and steps that they share (`rsm`) belong to no item;
    of a nominal item one slope and one intercept are fixed by the scale.

    Raises:
        ValueError: an item is derived from others.
    """
    counts = []
    for place, item in enumerate(pool.items):
        n_steps = item.n_categories - 1
        if item.model == "derived":
            raise ValueError(
                f"n_parameters must be given where items are derived from others, as item {place} is"
            )
        counts.append(
            {
                "1pl": 1,
                "2pl": 2,
                "3pl": 3,
                "4pl": 4,
                "grm": 1 + n_steps,
                "gpcm": 1 + n_steps,
                "pcm": n_steps,
                "rsm": 1,
                "nominal": 2 * n_steps,
            }[item.model]
        )
    return np.array(counts)


def checked_n_parameters(n_parameters: object, pool: ItemPool) -> Integers:
    """One number for each item, (n_items,); None is `n_item_parameters`.

    Raises:
        ValueError: the shape is another, or a number is negative.
    """
    if n_parameters is None:
        return n_item_parameters(pool)
    given = np.asarray(n_parameters, dtype=np.int64)
    if given.shape not in {(), (pool.n_items,)} or (given < 0).any():
        raise ValueError(
            f"n_parameters must be one number or {pool.n_items}, all 0 or more, got {n_parameters!r}"
        )
    return np.broadcast_to(given, pool.n_items).astype(np.int64)


def chi_square(observed: Floats, expected: Floats, least_expected: float) -> tuple[float, int]:
    """Pearson's statistic and its degrees of freedom, for groups (rows) of persons and categories (columns).

    Each group's total is fixed, so it has one degree less than cells. Cells expected to hold fewer than
    `least_expected` persons are joined: first neighbouring categories within a group; where that leaves one
    cell only, neighbouring groups, from both ends towards the middle, where most persons are.
    """
    statistic, degrees = 0.0, 0
    for group in _joined_groups(observed, expected, least_expected):
        cells = _joined_categories(*group, least_expected)
        statistic += sum((seen - due) ** 2 / due for seen, due in cells)
        degrees += len(cells) - 1
    return statistic, degrees


def _joined_groups(observed: Floats, expected: Floats, least: float) -> list[Cells]:
    totals = expected.sum(axis=1).cumsum()
    middle = int(np.searchsorted(totals, totals[-1] / 2.0)) if totals.size else 0
    rows = list(zip(observed, expected, strict=True))
    lower, upper = (_joined_inwards(side, least) for side in (rows[:middle], rows[middle:][::-1]))
    # The innermost of a side, which may be too thin, has the other side's innermost for its neighbour.
    for side, other in ((lower, upper), (upper, lower)):
        if side and other and not _is_enough(*side[-1], least):
            other[-1] = _together(other[-1], side.pop())
    return [group for group in (*lower, *upper) if _is_enough(*group, least)]


def _joined_inwards(rows: list[Cells], least: float) -> list[Cells]:
    """Neighbours of one side joined from its end inwards; only a side that is too thin has a thin group."""
    groups: list[Cells] = []
    is_closed = True
    for row in rows:
        if is_closed:
            groups.append(row)
        else:
            groups[-1] = _together(groups[-1], row)
        is_closed = _is_enough(*groups[-1], least)
    if not is_closed and len(groups) > 1:
        thin = groups.pop()
        groups[-1] = _together(groups[-1], thin)
    return groups


def _together(one: Cells, other: Cells) -> Cells:
    return one[0] + other[0], one[1] + other[1]


def _is_enough(observed: Floats, expected: Floats, least: float) -> bool:
    return len(_joined_categories(observed, expected, least)) > 1


def _joined_categories(observed: Floats, expected: Floats, least: float) -> list[tuple[float, float]]:
    cells: list[tuple[float, float]] = []
    seen = due = 0.0
    for own_seen, own_due in zip(observed.tolist(), expected.tolist(), strict=True):
        seen, due = seen + own_seen, due + own_due
        if due >= least:
            cells.append((seen, due))
            seen = due = 0.0
    if cells and due + seen > 0.0:
        cells[-1] = cells[-1][0] + seen, cells[-1][1] + due
    return cells
