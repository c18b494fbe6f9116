"""Results of estimating many persons: abilities, with standard errors that say what they are.

The methods themselves are in `estimation` and `sum_scores`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from scoring.ability import GRID, Estimate, EstimationMethod, clamped
from scoring.answers import Answers, Tables, tables_at
from scoring.arrays import Floats, Integers, Mask
from scoring.estimating_equations import EstimatingEquation, highest_tops, nodes_between

StandardErrorKind = Literal[
    "posterior_sd",
    "laplace_expected",
    "laplace_observed",
    "expected_information",
    "observed_information",
    "sandwich",
]
"""What a standard error is: the SD of the posterior; its curvature at the mode (Laplace), with the expected
or the observed information; 1 / sqrt of either information alone; or the sandwich of a weighted equation."""

Information: TypeAlias = Literal["expected", "observed"]
"""Information that a standard error is made of."""

EquationOf: TypeAlias = Callable[[Answers, Tables, slice], EstimatingEquation]
"""The equation of the persons at these places, whose answers are given."""

PrecisionOf: TypeAlias = Callable[[Answers, Floats, slice], Floats]
"""1 / variance of the estimates of the persons at these places, (n_persons,)."""

BLOCK = 1000
"""Persons computed together, so that memory does not grow with their number."""


@dataclass(frozen=True, eq=False)
class AbilityEstimates:
    """Abilities and their standard errors, logits, (n_persons,).

    `n_answered` counts the responses, `is_at_bound` marks abilities held at an end of the range because the
    equation points beyond it, as it does for all-right answers under maximum likelihood.
    """

    abilities: Floats
    standard_errors: Floats
    n_answered: Integers
    is_at_bound: Mask
    method: EstimationMethod
    standard_error_kind: StandardErrorKind

    @property
    def n_persons(self) -> int:
        """Number of persons."""
        return self.abilities.size

    @property
    def reliability(self) -> float:
        """Empirical reliability, which says how well these persons are told apart.

        var(EAP) / (var(EAP) + mean posterior SD^2) for posterior means; otherwise 1 - mean SE^2 /
        var(estimates), of persons with a finite standard error. NaN for fewer than two persons.
        """
        is_known = np.isfinite(self.standard_errors)
        if np.count_nonzero(is_known) < 2:  # noqa: PLR2004
            return float("nan")
        between = float(np.var(self.abilities[is_known], ddof=1))
        within = float(np.square(self.standard_errors[is_known]).mean())
        if self.standard_error_kind == "posterior_sd":
            return between / (between + within)
        return 1.0 - within / between if between > 0.0 else float("nan")

    def estimate(self, person: int) -> Estimate:
        """The estimate of one person."""
        return Estimate(float(self.abilities[person]), float(self.standard_errors[person]), self.method)


def estimates_of_posteriors(
    weights: Floats, n_answered: Integers, method: EstimationMethod
) -> AbilityEstimates:
    """Means and SDs of distributions on `GRID`, (n_persons, 121), each summing to 1."""
    means = weights @ GRID
    deviations = GRID - means[:, None]
    return frozen(
        AbilityEstimates(
            abilities=clamped(means),
            standard_errors=np.sqrt(np.einsum("pq,pq,pq->p", weights, deviations, deviations)),
            n_answered=n_answered,
            is_at_bound=np.zeros(len(weights), dtype=np.bool_),
            method=method,
            standard_error_kind="posterior_sd",
        )
    )


def estimates_of_equations(
    answers: Answers,
    bounds: tuple[float, float],
    equation_of: EquationOf,
    precision_of: PrecisionOf,
    *,
    method: EstimationMethod,
    kind: StandardErrorKind,
    own_answers: Answers | None = None,
    n_answered: Integers | None = None,
) -> AbilityEstimates:
    """Solutions of an estimating equation between the bounds, and standard errors 1 / sqrt(precision).

    `own_answers` are those that count in the precision, where answers were made up for the equation.
    `n_answered` is told in the result, where sets of items stand for their items.
    """
    own = answers if own_answers is None else own_answers
    tables = tables_at(answers.pool, nodes_between(*bounds, answers.pool))
    abilities, precisions = np.empty(answers.n_persons), np.empty(answers.n_persons)
    is_at_bound = np.zeros(answers.n_persons, dtype=np.bool_)
    for places in blocks(answers.n_persons):
        tops = highest_tops(equation_of(answers.of_persons(places), tables, places))
        abilities[places], is_at_bound[places] = tops.abilities, tops.is_at_bound
        is_known = ~np.isnan(tops.abilities)
        found = precision_of(own.of_persons(places), np.where(is_known, tops.abilities, 0.0), places)
        precisions[places] = np.where(is_known, found, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        standard_errors = np.where(precisions > 0.0, precisions**-0.5, np.inf)
    counts = own.n_answered if n_answered is None else n_answered
    return frozen(AbilityEstimates(abilities, standard_errors, counts, is_at_bound, method, kind))


def information_at(block: Answers, abilities: Floats, information: Information) -> Floats:
    """Expected or observed information of each person's answers at its own ability, (n_persons,)."""
    everybody = np.arange(block.n_persons)
    if information == "expected":
        return block.moments_at(everybody, abilities).information
    return block.scores_at(everybody, abilities)[1]


def check_information(information: str) -> None:
    """Refuse a kind of information that is not known.

    Raises:
        ValueError: it is neither "expected" nor "observed".
    """
    if information not in {"expected", "observed"}:
        raise ValueError(f"information must be 'expected' or 'observed', got {information!r}")


def joined(parts: Sequence[tuple[Integers, AbilityEstimates]], n_persons: int) -> AbilityEstimates:
    """The estimates of several groups, each with the places of its persons, as those of all persons."""
    of_first = parts[0][1]
    together = AbilityEstimates(
        abilities=np.full(n_persons, np.nan),
        standard_errors=np.full(n_persons, np.inf),
        n_answered=np.zeros(n_persons, dtype=np.int64),
        is_at_bound=np.zeros(n_persons, dtype=np.bool_),
        method=of_first.method,
        standard_error_kind=of_first.standard_error_kind,
    )
    for places, part in parts:
        together.abilities[places] = part.abilities
        together.standard_errors[places] = part.standard_errors
        together.n_answered[places] = part.n_answered
        together.is_at_bound[places] = part.is_at_bound
    return frozen(together)


def blocks(n_persons: int) -> Iterator[slice]:
    """Places of the persons that are computed together."""
    for first in range(0, n_persons, BLOCK):
        yield slice(first, min(first + BLOCK, n_persons))


def frozen(estimates: AbilityEstimates) -> AbilityEstimates:
    """The same estimates, their arrays closed to writing."""
    for array in (
        estimates.abilities,
        estimates.standard_errors,
        estimates.n_answered,
        estimates.is_at_bound,
    ):
        array.setflags(write=False)
    return estimates
