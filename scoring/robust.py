"""Ability made robust against careless or lucky answers: a weighted score equation, for right-or-wrong items.

A response weighs less the further its item is from the ability, r = a (theta - b) logits: Huber's weights
(Schuster & Yuan, 2011, JEBS 36, 720-735) and Tukey's biweight (Mislevy & Bock, 1982, Educational and
Psychological Measurement 42, 725-737). The estimate solves sum of w(r) P' (x - P) / (P Q) = 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from scoring.answers import Answers, Tables
from scoring.arrays import Floats, Integers
from scoring.estimating_equations import EstimatingEquation, areas
from scoring.item_models import ParameterArrays
from scoring.parameters import ItemPool

RobustKind = Literal["huber", "tukey"]

TUNING: Mapping[str, float] = MappingProxyType({"huber": 1.0, "tukey": 4.0})
"""The tuning constants usual in the literature, logits."""

DICHOTOMOUS = frozenset({"1pl", "2pl", "3pl", "4pl"})


@dataclass(frozen=True)
class RobustWeights:
    """Weights of responses: Huber's 1 within `tuning` logits and tuning / |r| beyond, or Tukey's.

    Tukey's biweight is (1 - (r / tuning)^2)^2 within and 0 beyond.

    Raises:
        ValueError: the kind is unknown, or the tuning is not finite and positive.
    """

    kind: RobustKind
    tuning: float

    def __post_init__(self) -> None:
        if self.kind not in TUNING:
            raise ValueError(f"weights must be one of {', '.join(TUNING)}, got {self.kind!r}")
        if not 0.0 < self.tuning < np.inf:
            raise ValueError(f"tuning must be finite and greater than 0, got {self.tuning!r}")

    def of(self, residuals: Floats) -> Floats:
        """The weights at these residuals a (theta - b), same shape."""
        sizes = np.abs(residuals)
        if self.kind == "huber":
            return self.tuning / np.maximum(sizes, self.tuning)
        return np.square(1.0 - np.square(np.minimum(sizes / self.tuning, 1.0)))


def check_dichotomous(pool: ItemPool) -> None:
    """Refuse a pool with items for which no residual a (theta - b) is defined.

    Raises:
        ValueError: an item is not of a logistic model.
    """
    for place, item in enumerate(pool.items):
        if item.model not in DICHOTOMOUS:
            raise ValueError(
                f"pool must hold items of the models {', '.join(sorted(DICHOTOMOUS))} for robust estimation, "
                f"got {item.model} at item {place}"
            )


def robust_equation(answers: Answers, tables: Tables, weights: RobustWeights) -> EstimatingEquation:
    """The weighted score equation; the height is the area below it, for weights move with ability."""
    pool, nodes = answers.pool, tables.nodes
    by_item = weights.of(pool.a[:, None] * (nodes - pool.b[:, :1]))
    values = answers.over_responses(tables.scores * np.repeat(by_item, 2, axis=0))

    def at(persons: Integers, abilities: Floats) -> tuple[Floats, None]:
        total = np.zeros(persons.size)
        for part in answers.parts(persons):
            ability = abilities[part.owners][:, None]
            scores = part.model.score_functions(part.parameters, ability)
            chosen = scores[np.arange(part.categories.size), part.categories, 0]
            total += np.bincount(
                part.owners, chosen * _weights_at(weights, part.parameters, ability), persons.size
            )
        return total, None

    return EstimatingEquation(nodes, values, areas(nodes, values), at)


def robust_precision(answers: Answers, abilities: Floats, weights: RobustWeights) -> Floats:
    """1 / variance of the estimates by the sandwich, (sum of w I)^2 / sum of w^2 I, (n_persons,)."""
    persons = np.arange(answers.n_persons)
    bread, filling = np.zeros(persons.size), np.zeros(persons.size)
    for part in answers.parts(persons):
        ability = abilities[part.owners][:, None]
        probabilities = np.exp(part.model.log_probabilities(part.parameters, ability))
        scores = part.model.score_functions(part.parameters, ability)
        information = np.einsum("ik,ik,ik->i", probabilities[:, :, 0], scores[:, :, 0], scores[:, :, 0])
        weight = _weights_at(weights, part.parameters, ability)
        bread += np.bincount(part.owners, weight * information, persons.size)
        filling += np.bincount(part.owners, weight**2 * information, persons.size)
    with np.errstate(invalid="ignore"):
        return bread**2 / filling


def _weights_at(weights: RobustWeights, items: ParameterArrays, ability: Floats) -> Floats:
    return weights.of(items.a[:, None] * (ability - items.b))[:, 0]
