"""A place in the test from which ability is another: hurry at the end, a late start, known items."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from scoring.ability import GRID
from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.parameters import ItemPool
from scoring.person_fit.evidence import Evidence, FitProblem
from scoring.person_fit.records import ItemSequence, OrderStatistic, simulated_fit

NODES = slice(20, 101)
"""The nodes of `GRID` from -4 to 4, over which likelihoods are at their highest here."""

SHORTEST_PART = 5
"""Fewest responses before and after the change: of fewer the likelihood says next to nothing."""


@dataclass(frozen=True, eq=False)
class ChangePoints:
    """The place in each record where two abilities explain it best, and how much better than one does.

    `statistics` are twice the gain in log likelihood, `positions` the number of responses before the place,
    `abilities_before` and `abilities_after` the abilities of the two parts by maximum likelihood on the
    nodes from -4 to 4; all (n_persons,), NaN (position -1) where `problems` gives a reason.
    """

    statistics: Floats
    p_values: Floats
    cut_offs: Floats
    positions: Integers
    abilities_before: Floats
    abilities_after: Floats
    n_responses: Integers
    problems: tuple[FitProblem | None, ...]
    level: float

    def evidence(self) -> tuple[Evidence, ...]:
        """The records with a p value of the level at most, the least first."""
        known = np.nan_to_num(self.p_values, nan=1.0)
        order = np.argsort(known, kind="stable")
        return tuple(
            Evidence(
                code="change_of_ability",
                person=person,
                figure=float(self.statistics[person]),
                bound=float(self.cut_offs[person]),
                p_value=float(known[person]),
                n_responses=int(self.n_responses[person]),
                position=int(self.positions[person]),
            )
            for person in order[known[order] <= self.level].tolist()
        )


def change_points(
    pool: ItemPool,
    administered: Sequence[Sequence[int]],
    categories: Sequence[Sequence[int]],
    *,
    rng: Generator,
    shortest_part: int = SHORTEST_PART,
    n_simulations: int = 499,
    level: float = 0.01,
    log_prior: ArrayLike | None = None,
) -> ChangePoints:
    """The likelihood ratio of a change, the largest over the places where it may be, against simulated ones.

    max over j of 2 [l(theta1; 1..j) + l(theta2; j+1..n) - l(theta0; 1..n)] (Sinharay, 2016, JEBS 41,
    521-549), with at least `shortest_part` responses on either side. `administered` names each person's items
    in order. The prior, None the standard normal, serves only the ability at which records are simulated.

    Raises:
        ValueError: a record is not of this pool, or a number is out of its range.
    """
    if shortest_part < 1:
        raise ValueError(f"shortest_part must be 1 or more, got {shortest_part!r}")
    found = simulated_fit(
        pool,
        administered,
        categories,
        _largest_ratio(shortest_part),
        rng=rng,
        n_simulations=n_simulations,
        level=level,
        log_prior=log_prior,
    )
    details = np.full((3, len(administered)), np.nan)
    details[0] = -1.0
    for person, (items, own) in enumerate(zip(administered, categories, strict=True)):
        if len(items) >= 2 * shortest_part:
            sequence = ItemSequence(ItemPool.of([pool.items[item] for item in items]), np.zeros(GRID.size))
            details[:, person] = _change(sequence, own, shortest_part)
    return ChangePoints(
        statistics=read_only(found.figures[:, 0]),
        p_values=read_only(found.p_values[:, 0]),
        cut_offs=read_only(found.cut_offs[:, 0]),
        positions=read_only_integers(details[0].astype(np.int64)),
        abilities_before=read_only(details[1]),
        abilities_after=read_only(details[2]),
        n_responses=found.n_responses,
        problems=tuple(
            "too_few_responses" if n < 2 * shortest_part else None for n in found.n_responses.tolist()
        ),
        level=level,
    )


def _largest_ratio(shortest_part: int) -> OrderStatistic:
    def largest(items: ItemSequence, categories: Integers, _: Floats) -> Floats:
        highest: Floats = _ratios(items, categories, shortest_part).max(axis=0)
        return highest[:, None]

    return OrderStatistic(largest, n_figures=1, fewest_responses=2 * shortest_part)


def _ratios(items: ItemSequence, categories: Integers, shortest_part: int) -> Floats:
    """Twice the gain in log likelihood by a change after j responses, (n_places, n_records)."""
    tables = items.tables[:, :, NODES]
    total = np.zeros((len(categories), tables.shape[2]))
    for table, own in zip(tables, categories.T, strict=True):
        total += table[own]
    last = len(tables) - shortest_part
    before = np.zeros(total.shape)
    gains = []
    for place, (table, own) in enumerate(zip(tables[:last], categories.T[:last], strict=True), 1):
        before += table[own]
        if place >= shortest_part:
            gains.append(before.max(axis=1) + (total - before).max(axis=1))
    ratios: Floats = 2.0 * (np.array(gains) - total.max(axis=1))
    return ratios


def _change(items: ItemSequence, categories: Sequence[int], shortest_part: int) -> tuple[float, float, float]:
    """Position of the likeliest change in one record, and the abilities before and after it."""
    record = np.array([categories], dtype=np.int64)
    position = shortest_part + int(np.argmax(_ratios(items, record, shortest_part)[:, 0]))
    logs = items.tables[np.arange(record.size), record[0], NODES]
    nodes = GRID[NODES]
    before, after = logs[:position].sum(axis=0), logs[position:].sum(axis=0)
    return float(position), float(nodes[int(before.argmax())]), float(nodes[int(after.argmax())])
