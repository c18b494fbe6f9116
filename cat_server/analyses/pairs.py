"""Pairs of records that are more alike than abilities explain, hall by hall, and whether seats matter."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cat_server.analyses.prepared import Prepared
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import SecurityOptions
from cat_server.responses.table import ResponseTable, in_natural_order
from scoring.false_discovery import adjusted_p_values
from scoring.similarity import (
    PairSimilarities,
    compare_pairs,
    probabilities_of_categories,
    probabilities_of_options,
    seating_effect,
    wrong_option_shares,
)

MOST_TOGETHER = 1500
NEAR = 1.5
MOST_PAIRS = 100
FEWEST_TOGETHER = 2
TWO = 2

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that match more often than expected; `adjusted_p` is over all pairs of all halls."""

    first: str
    second: str
    first_seat: str
    second_seat: str
    hall: str
    day: str
    n_common: int
    n_matches: int
    expected_matches: float
    n_same_wrong: int | None
    p_value: float
    adjusted_p: float
    omega: float
    distance: float
    is_near: bool


@dataclass(frozen=True, slots=True)
class Seating:
    """Whether neighbours in one hall are more alike than others; NaN where it cannot be told."""

    hall: str
    day: str
    n_persons: int
    n_near: int
    near_mean: float
    far_mean: float
    p_value: float


@dataclass(frozen=True, slots=True)
class PairsResult:
    """Pairs to look at, among how many; `answers` says what was compared: options, or marks only."""

    answers: Literal["options", "categories"]
    n_compared: int
    pairs: tuple[Pair, ...]
    n_noted: int
    seating: tuple[Seating, ...]


@dataclass(frozen=True, slots=True)
class HallPairs:
    """A hall for its map: labels with row and column, and the noted pairs by label."""

    hall: str
    day: str
    seats: tuple[tuple[str, int, int], ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class _Answers:
    """What is compared: answers (n_persons, n_items), and the right ones where options are."""

    kind: Literal["options", "categories"]
    given: Integers
    keys: Integers | None
    shares: Floats | None


@dataclass(frozen=True, eq=False)
class _Hall:
    name: tuple[str, str]
    persons: Integers
    similarities: PairSimilarities


def pairs_analysis(
    inputs: Prepared, options: SecurityOptions, rng: np.random.Generator
) -> tuple[PairsResult, tuple[HallPairs, ...]]:
    """The pairs of each hall and day, or of all together, with the maps of halls that have noted pairs.

    Raises:
        AnalysisRefusedError: more people would be compared with each other than can be.
    """
    answers = _answers(inputs)
    halls = [
        _Hall(name, persons, _compared(inputs, answers, persons))
        for name, persons in _together(inputs.table, options)
    ]
    p_values = np.concatenate([hall.similarities.gbt_p_values for hall in halls] or [np.zeros(0)])
    adjusted = adjusted_p_values(p_values, "by")
    pairs: list[Pair] = []
    start = 0
    for hall in halls:
        n = hall.similarities.first.size
        own = adjusted[start : start + n]
        start += n
        pairs += _noted(inputs.table, hall, own, options.level)
    pairs.sort(key=lambda each: (not each.is_near, each.p_value, each.first, each.second))
    result = PairsResult(
        answers=answers.kind,
        n_compared=int(np.isfinite(p_values).sum()),
        pairs=tuple(pairs[:MOST_PAIRS]),
        n_noted=len(pairs),
        seating=tuple(_seating(hall, rng) for hall in halls if inputs.table.has_seats),
    )
    return result, tuple(_maps(inputs.table, halls, pairs))


def _together(table: ResponseTable, options: SecurityOptions) -> Iterator[tuple[tuple[str, str], Integers]]:
    """Who is compared with whom: people of one hall and day, or everybody."""
    names = list(zip(table.halls, table.days, strict=True))
    if options.pairs == "all":
        names = [("", "")] * table.n_persons
    places: dict[tuple[str, str], list[int]] = {}
    for person, name in enumerate(names):
        places.setdefault(name, []).append(person)
    order = {name: place for place, name in enumerate(in_natural_order({hall for hall, _ in places}))}
    for name in sorted(places, key=lambda name: (order[name[0]], name[1])):
        if len(places[name]) > MOST_TOGETHER:
            raise AnalysisRefusedError("too-many-pairs", n=len(places[name]), most=MOST_TOGETHER)
        if len(places[name]) >= FEWEST_TOGETHER:
            yield name, np.array(places[name])


def _answers(inputs: Prepared) -> _Answers:
    table, pool = inputs.table, inputs.pool
    keys = _keys(table)
    answered = table.categories >= 0
    is_told = bool((table.options[answered] >= 0).all()) if answered.any() else False
    if keys is None or not is_told or not (pool.n_categories == TWO).all():
        return _Answers("categories", table.categories.astype(np.int64), None, None)
    given = table.options.astype(np.int64)
    n_options = max(TWO, *(len(ids) for ids in table.option_ids))
    return _Answers("options", given, keys, wrong_option_shares(given, keys, n_options))


def _keys(table: ResponseTable) -> Integers | None:
    """The right option of every item, as the one that is marked 1; None where one is not known."""
    keys = []
    for column in range(table.n_items):
        right = table.options[(table.categories[:, column] == 1) & (table.options[:, column] >= 0), column]
        if not right.size or np.ptp(right) > 0:
            return None
        keys.append(int(right[0]))
    return np.array(keys)


def _compared(inputs: Prepared, answers: _Answers, persons: Integers) -> PairSimilarities:
    abilities = inputs.abilities[persons]
    if answers.keys is not None and answers.shares is not None:
        chances = probabilities_of_options(inputs.pool, abilities, answers.keys, answers.shares)
    else:
        chances = probabilities_of_categories(inputs.pool, abilities)
    table = inputs.table
    rows, columns = table.seat_rows[persons].astype(float), table.seat_columns[persons].astype(float)
    is_known = (rows > 0) & (columns > 0)
    seats = np.where(is_known[:, None], np.column_stack([rows, columns]), np.nan)
    return compare_pairs(answers.given[persons], chances, keys=answers.keys, seats=seats)


def _noted(table: ResponseTable, hall: _Hall, adjusted: Floats, level: float) -> Iterator[Pair]:
    found = hall.similarities
    for pair in np.flatnonzero(np.nan_to_num(adjusted, nan=1.0) <= level).tolist():
        first, second = (int(hall.persons[each[pair]]) for each in (found.first, found.second))
        distance = math.nan if found.distances is None else float(found.distances[pair])
        yield Pair(
            first=table.persons[first],
            second=table.persons[second],
            first_seat=table.seats[first],
            second_seat=table.seats[second],
            hall=table.halls[first],
            day=table.days[first],
            n_common=int(found.n_common[pair]),
            n_matches=int(found.n_matches[pair]),
            expected_matches=float(found.expected_matches[pair]),
            n_same_wrong=None if found.n_same_wrong is None else int(found.n_same_wrong[pair]),
            p_value=float(found.gbt_p_values[pair]),
            adjusted_p=float(adjusted[pair]),
            omega=float(np.nanmax(found.omega[:, pair])),
            distance=distance,
            is_near=distance <= NEAR,
        )


def _seating(hall: _Hall, rng: np.random.Generator) -> Seating:
    effect = seating_effect(hall.similarities, rng=rng, near=NEAR)
    return Seating(
        hall=hall.name[0],
        day=hall.name[1],
        n_persons=hall.persons.size,
        n_near=effect.n_near,
        near_mean=effect.near_mean,
        far_mean=effect.far_mean,
        p_value=effect.p_value,
    )


def _maps(table: ResponseTable, halls: list[_Hall], pairs: list[Pair]) -> Iterator[HallPairs]:
    """Maps of halls that have noted pairs, drawn by where people sat; two at one place are told apart."""
    of_hall: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pair in pairs:
        of_hall.setdefault((pair.hall, pair.day), []).append((pair.first, pair.second))
    for hall in halls:
        own = of_hall.get(hall.name)
        if not own or hall.name == ("", ""):
            continue
        label = {
            table.persons[person]: table.seats[person] or table.persons[person] for person in hall.persons
        }
        seats = tuple(
            (label[table.persons[person]], int(table.seat_rows[person]), int(table.seat_columns[person]))
            for person in hall.persons
            if table.seat_rows[person] > 0 and table.seat_columns[person] > 0
        )
        if seats:
            yield HallPairs(*hall.name, seats, tuple((label[a], label[b]) for a, b in own))
