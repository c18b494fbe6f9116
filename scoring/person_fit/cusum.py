"""Stretches of a test with more, or fewer, right answers than ability tells: cumulative sums of residuals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, read_only
from scoring.parameters import ItemPool
from scoring.person_fit.evidence import Evidence, EvidenceCode, FitProblem
from scoring.person_fit.records import ItemSequence, OrderStatistic, check_records, simulated_fit
from scoring.response_models import expected_item_scores

FEWEST_RESPONSES = 5

CODES: tuple[EvidenceCode, EvidenceCode] = ("more_right_than_expected", "fewer_right_than_expected")


@dataclass(frozen=True, eq=False)
class CumulativeSums:
    """The largest C+ and the smallest C- of each record, with p values and cut-offs from simulations.

    All are (n_persons,), NaN where `problems` gives a reason. A cut-off is for half of the level, as
    there are two sides.
    """

    highest: Floats
    lowest: Floats
    upper_p_values: Floats
    lower_p_values: Floats
    upper_cut_offs: Floats
    lower_cut_offs: Floats
    abilities: Floats
    n_responses: Integers
    problems: tuple[FitProblem | None, ...]
    level: float

    def evidence(self) -> tuple[Evidence, ...]:
        """The records beyond a cut-off with a p value of half the level at most, the least first.

        Half, because there are two sides.
        """
        sides = zip(
            CODES,
            (self.highest, self.lowest),
            (self.upper_cut_offs, self.lower_cut_offs),
            (self.upper_p_values, self.lower_p_values),
            strict=True,
        )
        found = [
            Evidence(
                code=code,
                person=person,
                figure=float(figures[person]),
                bound=float(bounds[person]),
                p_value=float(p_values[person]),
                n_responses=int(self.n_responses[person]),
            )
            for code, figures, bounds, p_values in sides
            for person in np.flatnonzero(np.nan_to_num(p_values, nan=1.0) <= 0.5 * self.level).tolist()
        ]
        return tuple(sorted(found, key=lambda each: (each.p_value, each.person)))


def cumulative_sums(
    pool: ItemPool, items: Sequence[int], categories: Sequence[int], ability: float
) -> tuple[Floats, Floats]:
    """C+ and C- after every response of one record, both (n_responses,), to be drawn.

    Residuals are T = (x - E x) / (largest category n), at the one ability; C+ = max(0, C+ + T) and C- =
    min(0, C- + T), from 0 (van Krimpen-Stoop & Meijer, 2000, in van der Linden & Glas; 2002, APM 26,
    164-180).

    Raises:
        ValueError: the record is not of this pool.
    """
    check_records(pool, [items], [categories])
    if not len(items):
        return read_only(np.empty(0)), read_only(np.empty(0))
    own = ItemPool.of([pool.items[item] for item in items])
    upper, lower = _courses(own, np.array([categories], dtype=np.int64), np.array([ability]))
    return read_only(upper[:, 0]), read_only(lower[:, 0])


def cusum(
    pool: ItemPool,
    administered: Sequence[Sequence[int]],
    categories: Sequence[Sequence[int]],
    *,
    rng: Generator,
    n_simulations: int = 499,
    level: float = 0.01,
    log_prior: ArrayLike | None = None,
) -> CumulativeSums:
    """Largest cumulative sums of records, in the order of administration, against simulated ones.

    `administered` names each person's items in order and `categories` the responses. Ability is EAP with this
    prior, (121,) logarithms of weights on `GRID`, None the standard normal.

    Raises:
        ValueError: a record is not of this pool, or a number is out of its range.
    """
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must lie between 0 and 1, got {level!r}")
    found = simulated_fit(
        pool,
        administered,
        categories,
        OrderStatistic(_extremes, n_figures=2, fewest_responses=FEWEST_RESPONSES),
        rng=rng,
        n_simulations=n_simulations,
        level=0.5 * level,
        log_prior=log_prior,
    )
    return CumulativeSums(
        highest=read_only(found.figures[:, 0]),
        lowest=read_only(-found.figures[:, 1]),
        upper_p_values=read_only(found.p_values[:, 0]),
        lower_p_values=read_only(found.p_values[:, 1]),
        upper_cut_offs=read_only(found.cut_offs[:, 0]),
        lower_cut_offs=read_only(-found.cut_offs[:, 1]),
        abilities=read_only(found.abilities),
        n_responses=found.n_responses,
        problems=tuple(
            "too_few_responses" if n < FEWEST_RESPONSES else None for n in found.n_responses.tolist()
        ),
        level=level,
    )


def _extremes(items: ItemSequence, categories: Integers, abilities: Floats) -> Floats:
    upper, lower = _courses(items.pool, categories, abilities)
    return np.column_stack([upper.max(axis=0), -lower.min(axis=0)])


def _courses(pool: ItemPool, categories: Integers, abilities: Floats) -> tuple[Floats, Floats]:
    """C+ and C- of records (n_records, n_items) of these items, both (n_items, n_records)."""
    largest = (pool.n_categories - 1)[:, None] * pool.n_items
    residuals = (categories.T - expected_item_scores(pool, abilities)) / largest
    upper, lower = np.empty(residuals.shape), np.empty(residuals.shape)
    high, low = np.zeros(abilities.size), np.zeros(abilities.size)
    for place, residual in enumerate(residuals):
        high, low = np.maximum(0.0, high + residual), np.minimum(0.0, low + residual)
        upper[place], lower[place] = high, low
    return upper, lower
