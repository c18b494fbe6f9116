"""Security as an analysis: records, times and pairs that a person should look at, without any accusation.

Every figure comes with what it rests on, and with how many such figures chance alone would bring.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.pairs import HallPairs, PairsResult, pairs_analysis
from cat_server.analyses.prepared import Prepared, is_nearly_whole, prepared
from cat_server.analyses.request import Request, SecurityOptions
from cat_server.responses.table import ResponseTable
from scoring.person_fit import (
    ChangePoints,
    CumulativeSums,
    Evidence,
    change_points,
    cusum,
    likelihood_fit,
)
from scoring.response_times import (
    calibrate_response_times,
    normative_thresholds,
    response_time_effort,
    time_residuals,
)

LOW_EFFORT = 0.9
FEWEST_TIMES = 5
MOST_UNUSUAL = 60
UNUSUAL_Z = 4.0
FEW_SIMULATIONS = 39
ORDINARY = 0.15
"""A record whose p-value of a few simulations is above it is not simulated further."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PersonFinding:
    """One finding about one record: a code with a sentence, the figure, its bound, and what it rests on."""

    code: str
    figure: float
    bound: float
    p_value: float | None
    n: int
    position: int | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One record with findings; `rapid_share` is the share of answers faster than can be work on the item.

    It holds no ability: whoever looks into security need not know anybody's result.
    """

    person: str
    hall: str
    day: str
    seat: str
    n_responses: int
    rapid_share: float
    findings: tuple[PersonFinding, ...]


@dataclass(frozen=True, slots=True)
class UnusualAnswerTime:
    """One time far from what the person's other times and the item let expect."""

    person: str
    item: str
    seconds: float
    expected_seconds: float
    z: float


@dataclass(frozen=True, slots=True)
class Index:
    """One index over all records: how many were tested, noted, and would be noted by chance at most."""

    name: Literal["pattern", "course", "change", "effort"]
    n_tested: int
    n_noted: int
    n_by_chance: float


@dataclass(frozen=True, slots=True)
class SecurityResult:
    """What is to be looked at: records, times, pairs; and how many were looked through for it."""

    level: float
    indices: tuple[Index, ...]
    records: tuple[PersonRecord, ...]
    unusual_times: tuple[UnusualAnswerTime, ...]
    n_times: int
    pairs: PairsResult
    is_estimated_here: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Secured:
    """The result and what its drawings need."""

    result: SecurityResult
    prepared: Prepared = field(repr=False)
    halls: tuple[HallPairs, ...] = field(repr=False)
    thresholds: Floats | None = field(repr=False)
    shares: Floats | None = field(repr=False)


def security_analysis(
    table: ResponseTable,
    options: SecurityOptions,
    known: KnownItems,
    request: Request,
    *,
    progress: Callable[[str], None] | None = None,
) -> Secured:
    """Records, times and pairs that deserve a look.

    Raises:
        AnalysisRefusedError: no item has parameters, or too many persons are to be compared at once.
    """
    tell = progress or (lambda _stage: None)
    # What somebody left out is no evidence of how somebody answers, whatever it does to the score.
    inputs = prepared(table.without_omitted(), known, model=options.model, polytomous=options.polytomous)
    rng = np.random.Generator(np.random.PCG64(request.seed))
    tell("records")
    found: dict[int, list[PersonFinding]] = {}
    indices = [*_pattern(inputs, options, found), *_order(inputs, options, found, rng)]
    tell("times")
    thresholds, shares = _effort(inputs, found, indices)
    unusual = _unusual(inputs)
    tell("pairs")
    pairs, halls = pairs_analysis(inputs, options, rng)
    records = tuple(
        _record(inputs, person, found[person], shares)
        for person in sorted(found, key=lambda each: (-len(found[each]), _least_p(found[each]), each))
    )
    result = SecurityResult(
        level=options.level,
        indices=tuple(indices),
        records=records,
        unusual_times=unusual,
        n_times=int(np.isfinite(inputs.table.seconds).sum()),
        pairs=pairs,
        is_estimated_here=inputs.calibration is not None,
        left_out=inputs.left_out,
    )
    return Secured(result, inputs, halls, thresholds, shares)


def _pattern(
    inputs: Prepared, options: SecurityOptions, found: dict[int, list[PersonFinding]]
) -> Iterable[Index]:
    """How probable whole records are; in adaptive tests it tells little, and is left out."""
    categories = inputs.table.categories
    if not is_nearly_whole(categories):
        return
    fit = likelihood_fit(inputs.pool, categories, inputs.abilities)
    noted = _note(fit.evidence(options.level), found)
    n_tested = sum(problem is None for problem in fit.problems)
    yield Index("pattern", n_tested, noted, options.level * n_tested)


def _order(
    inputs: Prepared,
    options: SecurityOptions,
    found: dict[int, list[PersonFinding]],
    rng: np.random.Generator,
) -> Iterable[Index]:
    """Courses and changes within records, where the order of the items is known.

    Simulations cost most of the time. So a few are made for everybody first, and many only for records that
    these do not show to be ordinary; a record far out is never among the ordinary ones.
    """
    table = inputs.table
    if not (table.positions[table.categories >= 0] > 0).all():
        return
    items, answers = _in_order(table)

    def courses(persons: Sequence[int], n_simulations: int, level: float) -> CumulativeSums:
        return cusum(
            inputs.pool,
            [items[person] for person in persons],
            [answers[person] for person in persons],
            rng=rng,
            n_simulations=n_simulations,
            level=level,
            log_prior=inputs.log_prior,
        )

    def changes(persons: Sequence[int], n_simulations: int, level: float) -> ChangePoints:
        return change_points(
            inputs.pool,
            [items[person] for person in persons],
            [answers[person] for person in persons],
            rng=rng,
            n_simulations=n_simulations,
            level=level,
            log_prior=inputs.log_prior,
        )

    everybody = range(table.n_persons)
    # No fewer than let a p-value reach the level, which has two sides for courses.
    n_simulations = max(options.n_simulations, math.ceil(2.0 / options.level))
    first = courses(everybody, FEW_SIMULATIONS, 2.0 * ORDINARY)
    kept = _not_ordinary(np.fmin(first.upper_p_values, first.lower_p_values))
    evidence = courses(kept, n_simulations, options.level).evidence() if kept else ()
    noted = _note([replace(each, person=kept[each.person]) for each in evidence], found)
    n_tested = sum(problem is None for problem in first.problems)
    yield Index("course", n_tested, noted, options.level * n_tested)
    second = changes(everybody, FEW_SIMULATIONS, ORDINARY)
    kept = _not_ordinary(second.p_values)
    evidence = changes(kept, n_simulations, options.level).evidence() if kept else ()
    noted = _note([replace(each, person=kept[each.person]) for each in evidence], found)
    n_tested = sum(problem is None for problem in second.problems)
    yield Index("change", n_tested, noted, options.level * n_tested)


def _not_ordinary(p_values: Floats) -> list[int]:
    kept: list[int] = np.flatnonzero(np.nan_to_num(p_values, nan=1.0) <= ORDINARY).tolist()
    return kept


def _in_order(table: ResponseTable) -> tuple[list[list[int]], list[list[int]]]:
    items, answers = [], []
    for categories, positions in zip(table.categories, table.positions, strict=True):
        own = np.flatnonzero(categories >= 0)
        order = own[np.argsort(positions[own], kind="stable")]
        items.append(order.tolist())
        answers.append(categories[order].tolist())
    return items, answers


def _note(evidence: Sequence[Evidence], found: dict[int, list[PersonFinding]]) -> int:
    for each in evidence:
        found.setdefault(each.person, []).append(
            PersonFinding(each.code, each.figure, each.bound, each.p_value, each.n_responses, each.position)
        )
    return len({each.person for each in evidence})


def _effort(
    inputs: Prepared, found: dict[int, list[PersonFinding]], indices: list[Index]
) -> tuple[Floats | None, Floats | None]:
    """Records with many answers faster than the item's threshold; None where no times are known."""
    seconds = inputs.table.seconds
    if not np.isfinite(seconds).any():
        return None, None
    thresholds = normative_thresholds(seconds)
    effort = response_time_effort(seconds, thresholds)
    noted = 0
    is_low = (effort.shares < LOW_EFFORT) & (effort.n_times >= FEWEST_TIMES)
    for person in np.flatnonzero(is_low).tolist():
        noted += 1
        found.setdefault(person, []).append(
            PersonFinding(
                "rapid_answers",
                1.0 - float(effort.shares[person]),
                1.0 - LOW_EFFORT,
                None,
                int(effort.n_times[person]),
            )
        )
    indices.append(Index("effort", int((effort.n_times >= FEWEST_TIMES).sum()), noted, math.nan))
    return thresholds.seconds, 1.0 - effort.shares


def _unusual(inputs: Prepared) -> tuple[UnusualAnswerTime, ...]:
    """Times far from those expected, fast ones only where they are far below; the furthest first."""
    table = inputs.table
    try:
        fitted = calibrate_response_times(table.seconds)
    except ValueError:
        return ()
    usable = [place for place, item in enumerate(fitted.items) if item is not None]
    seconds = table.seconds[:, usable]
    from scoring.response_times import ResponseTimes  # noqa: PLC0415

    times = ResponseTimes.of([item for item in fitted.items if item is not None])
    residuals = time_residuals(times, seconds, sd=fitted.speed_sd)
    return tuple(
        UnusualAnswerTime(
            person=table.persons[each.person],
            item=table.items[usable[each.item]],
            seconds=each.seconds,
            expected_seconds=each.expected_seconds,
            z=each.z,
        )
        for each in residuals.unusual(UNUSUAL_Z)
        if each.code == "faster_than_expected"
    )[:MOST_UNUSUAL]


def _record(
    inputs: Prepared, person: int, findings: list[PersonFinding], shares: Floats | None
) -> PersonRecord:
    table = inputs.table
    return PersonRecord(
        person=table.persons[person],
        hall=table.halls[person],
        day=table.days[person],
        seat=table.seats[person],
        n_responses=int((table.categories[person] >= 0).sum()),
        rapid_share=math.nan if shares is None else float(shares[person]),
        findings=tuple(findings),
    )


def _least_p(findings: Sequence[PersonFinding]) -> float:
    return min((each.p_value for each in findings if each.p_value is not None), default=1.0)
