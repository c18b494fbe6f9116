"""Ability made robust against careless or lucky answers: a score equation that weighs far answers less.

The estimate solves sum of w(r) (log P_x)' = 0 with Huber's weights (Schuster & Yuan, 2011, JEBS 36, 720-735)
or Tukey's biweight (Mislevy & Bock, 1982, Educational and Psychological Measurement 42, 725-737). Of a
right-or-wrong item r = a (theta - b) logits: the item is far, whatever was answered. Of an item of more
ordered categories r is the standardised residual (x - E x) / SD x of the category (Filonczuk & Cheng, 2025,
Behavior Research Methods 57:55, for the graded model): the answer is far. The weights then depend on the
answers, so that the equation's mean is not exactly 0 even where nobody is careless.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np

from scoring.answers import Answers, Tables, rows_by_category
from scoring.arrays import Floats, Integers
from scoring.estimating_equations import EstimatingEquation, areas
from scoring.item_models import ParameterArrays, ResponseModel
from scoring.parameters import ItemParameters, ItemPool

RobustKind = Literal["huber", "tukey"]

TUNING: Mapping[str, float] = MappingProxyType({"huber": 1.0, "tukey": 4.0})
"""The tuning constants usual in the literature, logits or SDs."""

SMALLEST_VARIANCE = 1e-300
"""A variance that has a square root and a reciprocal, in place of none."""


class Residuals(NamedTuple):
    """Residuals of categories and their slopes in ability, (n_items, n_categories, n_abilities)."""

    values: Floats
    slopes: Floats


@dataclass(frozen=True)
class RobustWeights:
    """Weights of responses: Huber's 1 within `tuning` and tuning / |r| beyond, or Tukey's biweight.

    The biweight is (1 - (r / tuning)^2)^2 within and 0 beyond.

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
        """The weights at these residuals, same shape."""
        sizes = np.abs(residuals)
        if self.kind == "huber":
            return self.tuning / np.maximum(sizes, self.tuning)
        return np.square(1.0 - np.square(np.minimum(sizes / self.tuning, 1.0)))

    def slopes(self, residuals: Floats) -> Floats:
        """The derivatives of the weights, same shape."""
        if self.kind == "huber":
            beyond = np.maximum(np.abs(residuals), self.tuning)
            found = -self.tuning * np.sign(residuals) / beyond / beyond
            return np.where(np.abs(residuals) > self.tuning, found, 0.0)
        shares = np.clip(residuals / self.tuning, -1.0, 1.0)
        return -4.0 * shares * (1.0 - np.square(shares)) / self.tuning


def check_ordered(pool: ItemPool) -> None:
    """Refuse a pool with items for which no residual is defined.

    Raises:
        ValueError: the categories of an item have no order.
    """
    for place, item in enumerate(pool.items):
        if not isinstance(item, ItemParameters):
            raise ValueError(  # noqa: TRY004  a wrong argument, not a wrong type of program
                "pool must hold items whose categories have an order for robust estimation, "
                f"got one of the model {item.model} at item {place}"
            )


def robust_equation(answers: Answers, tables: Tables, weights: RobustWeights) -> EstimatingEquation:
    """The weighted score equation.

    Of right-or-wrong items its height is the area below it, for weights move with ability. Where weights
    depend on the answers that area is not a likelihood of any kind: far from most answers next to nothing
    weighs, and the few that do point outwards. There the root nearest to the maximum likelihood is taken, as
    by iterations that start at it.
    """
    nodes = tables.nodes
    by_category = rows_by_category(
        answers.pool,
        nodes,
        lambda group: weights.of(_residuals(group.model, group.parameters, nodes).values),
    )
    values = answers.over_responses(tables.scores * by_category)

    def at(persons: Integers, abilities: Floats) -> tuple[Floats, None]:
        total = np.zeros(persons.size)
        for part in answers.parts(persons):
            ability = abilities[part.owners][:, None]
            weighted = part.model.score_functions(part.parameters, ability) * weights.of(
                _residuals(part.model, part.parameters, ability).values
            )
            chosen = weighted[np.arange(part.categories.size), part.categories, 0]
            total += np.bincount(part.owners, chosen, persons.size)
        return total, None

    if (answers.pool.n_categories == 2).all():  # noqa: PLR2004
        return EstimatingEquation(nodes, values, areas(nodes, values), at)
    most_likely = nodes[answers.log_likelihood(tables).argmax(axis=1)]
    return EstimatingEquation(nodes, values, -np.abs(nodes - most_likely[:, None]), at)


def robust_precision(answers: Answers, abilities: Floats, weights: RobustWeights) -> Floats:
    """1 / variance of the estimates by the sandwich A^2 / B, (n_persons,).

    A is minus the mean slope of the equation and B the variance of its value, both by the model at the
    estimate; of right-or-wrong items they are the sums of w I and of w^2 I.
    """
    persons = np.arange(answers.n_persons)
    bread, filling = np.zeros(persons.size), np.zeros(persons.size)
    for part in answers.parts(persons):
        ability = abilities[part.owners][:, None]
        probabilities = np.exp(part.model.log_probabilities(part.parameters, ability))[:, :, 0]
        scores = part.model.score_functions(part.parameters, ability)[:, :, 0]
        curvatures = part.model.curvatures(part.parameters, ability)[:, :, 0]
        residuals = _residuals(part.model, part.parameters, ability)
        weight = weights.of(residuals.values)[:, :, 0]
        moved = (weights.slopes(residuals.values) * residuals.slopes)[:, :, 0]
        slopes = (probabilities * (moved * scores + weight * curvatures)).sum(axis=1)
        means = (probabilities * weight * scores).sum(axis=1)
        squares = (probabilities * np.square(weight * scores)).sum(axis=1)
        bread -= np.bincount(part.owners, slopes, persons.size)
        filling += np.bincount(part.owners, squares - means**2, persons.size)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((bread > 0.0) & (filling > 0.0), bread**2 / filling, 0.0)


def _residuals(model: ResponseModel, items: ParameterArrays, ability: Floats) -> Residuals:
    """How far the categories of items are at these abilities."""
    logs = model.log_probabilities(items, ability)
    if logs.shape[1] == 2:  # noqa: PLR2004
        distances = items.a[:, None] * (ability - items.b)
        return Residuals(
            np.repeat(distances[:, None], 2, axis=1),
            np.broadcast_to(items.a[:, None, None], (*logs.shape[:2], distances.shape[1])),
        )
    probabilities, scores = np.exp(logs), model.score_functions(items, ability)
    places = np.arange(logs.shape[1], dtype=np.float64)
    # Sums of (k - j) P_j, so that a category of probability near 1 keeps its digits.
    above = (places[:, None] - places) @ probabilities
    variance = np.maximum((probabilities * np.square(above)).sum(axis=1, keepdims=True), SMALLEST_VARIANCE)
    rise = (probabilities * scores * above).sum(axis=1, keepdims=True)
    # Var' is the mean of (k - E)^2 (log P_k)', for the mean of k - E is 0.
    spread = (probabilities * scores * np.square(above)).sum(axis=1, keepdims=True)
    residuals = above / np.sqrt(variance)
    return Residuals(residuals, -rise / np.sqrt(variance) - 0.5 * residuals * (spread / variance))
