"""The curves of items that share a factor besides ability, as in testlets: the factor is integrated out.

Given ability and the factor gamma ~ N(0, 1) the items of a set are independent, and an item sees the ability
theta + loading gamma. Two things are made of that here. `SetOfItems` gives the likelihood of answer patterns
to the set, each one integral over gamma (Gibbons & Hedeker, 1992, Psychometrika 57, 423-436); its
`JointPatterns` are a response model whose categories are patterns. `SharingFactor` is the response model of
single items of a set, given what was answered of the set before: P(x | theta, before) is the quotient of two
such integrals, the predictive probability with gamma averaged over what the answers before told of it.

Derivatives are moments under the distribution of gamma given ability and answers: with h the log of the
integrand, the log of the integral has the slope E[h'] and the curvature E[h''] + Var[h'].
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple, Self

import numpy as np

from scoring.arrays import Floats, Integers
from scoring.item_models.parameter_arrays import ParameterArrays
from scoring.item_models.response_model import ResponseModel

REACH = 10.0
"""The factor is integrated from -10 to 10 SDs: an answer that hardly anybody gives moves it far out."""

WIDEST_STEP = 0.4
"""Distance of the factor's nodes, SDs: sums over the normal density are exact to the last digit."""

STEP_BY_SLOPE = 0.5
"""The same times steepness: sums over products of logistic curves are then true to about twelve digits."""

MOST_NODES = 801
"""The limit for slopes and loadings that no real item has."""

NUMBERS_AT_ONCE = 400_000
"""Size of the arrays that patterns, abilities and nodes make together."""


class Integrals(NamedTuple):
    """Logarithms of integrals over the factor, and their first and second derivatives in ability."""

    logs: Floats
    first: Floats
    second: Floats


@dataclass(frozen=True, eq=False)
class Member:
    """One item of a set: its own model, its parameters (arrays of one item) and its loading on the factor.

    Its last log probabilities are remembered, for tests in progress ask for the same ones again and again.
    """

    model: ResponseModel
    parameters: ParameterArrays
    loading: float
    _last: dict[tuple[bytes, int], Floats] = field(default_factory=dict, init=False, repr=False)

    @property
    def steepness(self) -> float:
        """How fast the item's curves turn along the factor, 1 / SDs."""
        return steepness(self.parameters, np.array([self.loading]))

    def tables(self, abilities: Floats, nodes: Floats, *, derivatives: bool) -> tuple[Floats, ...]:
        """Log probabilities, and their derivatives, (n_categories + 1, n_abilities, n_nodes).

        The last category is a missing response, which -1 finds: zeros.
        """
        seen = (abilities[:, None] + self.loading * nodes).ravel()
        nothing = np.zeros((1, abilities.size, nodes.size))
        models = [self.model.score_functions, self.model.curvatures] if derivatives else []
        found = [each(self.parameters, seen)[0].reshape(-1, *nothing.shape[1:]) for each in models]
        logs = self.log_probabilities(abilities, nodes)
        return (logs, *(np.concatenate((each, nothing)) for each in found))

    def log_probabilities(self, abilities: Floats, nodes: Floats) -> Floats:
        """The first of the tables."""
        key = abilities.tobytes(), nodes.size
        found = self._last.get(key)
        if found is None:
            seen = (abilities[:, None] + self.loading * nodes).ravel()
            logs = self.model.log_probabilities(self.parameters, seen)[0]
            nothing = np.zeros((1, abilities.size, nodes.size))
            found = np.concatenate((logs.reshape(-1, *nothing.shape[1:]), nothing))
            self._last.clear()
            self._last[key] = found
        return found


@dataclass(frozen=True, eq=False)
class SetOfItems:
    """Items that share a factor. A pattern holds categories in the order of the items, -1 where missing."""

    members: tuple[Member, ...]
    nodes: Floats

    @classmethod
    def of(cls, members: tuple[Member, ...]) -> Self:
        """The set of these items, with nodes of the factor that suit the steepest of them."""
        return cls(members, factor_nodes(max(member.steepness for member in members)))

    def part(self, places: Iterable[int]) -> Self:
        """Some of the items, with the same nodes."""
        return type(self)(tuple(self.members[place] for place in places), self.nodes)

    def of_patterns(self, patterns: Integers, abilities: Floats, *, derivatives: bool) -> Integrals:
        """The integrals of every pattern at every ability, (n_patterns, n_abilities)."""
        shape = (len(patterns), abilities.size)
        found = Integrals(*(np.empty(shape) for _ in Integrals._fields))
        nodes = self.nodes
        at_once = max(1, NUMBERS_AT_ONCE // (nodes.size * 8))
        for first in range(0, abilities.size, at_once):
            some = slice(first, first + at_once)
            here = abilities[some]
            tables = self._tables(here, nodes, derivatives=derivatives)
            rows = max(1, NUMBERS_AT_ONCE // (nodes.size * here.size))
            for begin in range(0, len(patterns), rows):
                block = slice(begin, begin + rows)
                places = np.arange(here.size)[None, :]
                sums = self._sums(tables, patterns[block, None, :], places, nodes)
                for target, values in zip(found, integrals(*sums), strict=True):
                    target[block, some] = values
        return found

    def of_responses(self, patterns: Integers, abilities: Floats) -> Integrals:
        """The integrals of pattern after pattern, each at its own ability, (n_patterns,)."""
        found = Integrals(*(np.empty(abilities.size) for _ in Integrals._fields))
        nodes = self.nodes
        at_once = max(1, NUMBERS_AT_ONCE // (nodes.size * 8))
        for first in range(0, abilities.size, at_once):
            some = slice(first, first + at_once)
            tables = self._tables(abilities[some], nodes, derivatives=True)
            places = np.arange(abilities[some].size)
            sums = self._sums(tables, patterns[some], places, nodes)
            for target, values in zip(found, integrals(*sums), strict=True):
                target[some] = values
        return found

    def integrands(
        self, categories: Sequence[int], abilities: Floats, nodes: Floats, *, derivatives: bool
    ) -> tuple[Floats, ...]:
        """Logs of the integrand of one pattern and their derivatives, (n_abilities, n_nodes)."""
        tables = self._tables(abilities, nodes, derivatives=derivatives)
        return self._sums(tables, np.array(categories, dtype=np.int64), np.arange(abilities.size), nodes)

    def _tables(self, abilities: Floats, nodes: Floats, *, derivatives: bool) -> list[tuple[Floats, ...]]:
        return [member.tables(abilities, nodes, derivatives=derivatives) for member in self.members]

    def _sums(
        self, tables: list[tuple[Floats, ...]], patterns: Integers, places: Integers, nodes: Floats
    ) -> tuple[Floats, ...]:
        """Sums over the members; the last axis of `patterns` names their categories."""
        n_tables = len(tables[0])
        chosen = [
            [table[patterns[..., member], places] for table in tables[member]]
            for member in range(len(self.members))
        ]
        sums = [sum(each[place] for each in chosen) for place in range(n_tables)]
        return (np.asarray(sums[0]) + log_weights(nodes), *(np.asarray(each) for each in sums[1:]))


@dataclass(frozen=True, eq=False)
class JointPatterns:
    """The response model of a set taken as one item, whose categories are these patterns of answers.

    Where they are not all the patterns of the items they name, the probabilities do not sum to 1: it is then
    a likelihood with its derivatives and nothing else.
    """

    items: SetOfItems
    patterns: Integers

    @property
    def family(self) -> str:
        """A name of its own: no other item is computed together with this one."""
        return f"joint patterns {id(self)}"

    def log_probabilities(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Logarithms of the patterns' probabilities, (n_items, n_patterns, n_abilities)."""
        return self._shaped(items, ability, "logs")

    def score_functions(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Derivative of `log_probabilities` with respect to ability, same shape."""
        return self._shaped(items, ability, "first")

    def curvatures(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Second derivative of `log_probabilities` with respect to ability, same shape."""
        return self._shaped(items, ability, "second")

    def of_responses(self, categories: Integers, ability: Floats) -> tuple[Floats, Floats]:
        """First and second derivative of the log probability of each answer at its own ability."""
        found = self.items.of_responses(self.patterns[categories], ability)
        return found.first, found.second

    def _shaped(self, items: ParameterArrays, ability: Floats, which: str) -> Floats:
        rows = np.atleast_2d(ability)
        found = self.items.of_patterns(self.patterns, rows.ravel(), derivatives=which != "logs")
        values: Floats = getattr(found, which).reshape(len(self.patterns), *rows.shape)
        values = np.swapaxes(values, 0, 1)
        return np.broadcast_to(values, (items.a.size, *values.shape[1:]))


@dataclass(frozen=True, eq=False)
class SharingFactor:
    """The response model of items of one set, each by itself, given the answers `before` to others of it.

    Items are of the model `base`, and their parameters' `loadings` say how the factor shifts them. With
    nothing before, items of several sets may be computed together.
    """

    base: ResponseModel
    before: SetOfItems | None = None
    categories: tuple[int, ...] = ()

    @property
    def family(self) -> str:
        """Items are computed together that have the base and, if any, the same answers before them."""
        given = "" if self.before is None else f" given {id(self.before)}"
        return f"sharing a factor, {self.base.family}{given}"

    def log_probabilities(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Logarithms of the category probabilities, (n_items, n_categories, n_abilities)."""
        return self._integrals(items, ability, derivatives=False).logs

    def score_functions(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Derivative of `log_probabilities` with respect to ability, same shape."""
        return self._integrals(items, ability, derivatives=True).first

    def curvatures(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Second derivative of `log_probabilities` with respect to ability, same shape."""
        return self._integrals(items, ability, derivatives=True).second

    def _integrals(self, items: ParameterArrays, ability: Floats, *, derivatives: bool) -> Integrals:
        if items.loadings is None:
            raise ValueError("items must have loadings to share a factor, got none")
        n_items, n_abilities = items.a.size, ability.shape[-1]
        steepest = steepness(items, items.loadings)
        if self.before is not None:
            steepest = max(steepest, *(member.steepness for member in self.before.members))
        nodes = factor_nodes(steepest)
        shape = (n_items, items.scores.shape[1], n_abilities)
        found = Integrals(*(np.empty(shape) for _ in Integrals._fields))
        for rows in _blocks(n_items, shape[1] * nodes.size * min(n_abilities, 128)):
            for some in _blocks(n_abilities, shape[1] * nodes.size * (rows.stop - rows.start)):
                here = ability[..., some] if ability.ndim == 1 else ability[rows, some]
                values = self._block(items.at(np.arange(n_items)[rows]), here, nodes, derivatives=derivatives)
                for target, each in zip(found, values, strict=True):
                    target[rows, :, some] = each
        return found

    def _block(
        self, items: ParameterArrays, ability: Floats, nodes: Floats, *, derivatives: bool
    ) -> Integrals:
        rows = np.atleast_2d(ability)
        loadings = np.zeros(items.a.size) if items.loadings is None else items.loadings
        seen = rows[:, :, None] + loadings[:, None, None] * nodes
        flat = seen.reshape(items.a.size, -1)
        curves = [self.base.log_probabilities(items, flat)]
        if derivatives:
            curves += [self.base.score_functions(items, flat), self.base.curvatures(items, flat)]
        of_item = [each.reshape(*each.shape[:2], *seen.shape[1:]) for each in curves]
        if self.before is None:
            return integrals(of_item[0] + log_weights(nodes), *of_item[1:])
        given = self.before.integrands(self.categories, rows.ravel(), nodes, derivatives=derivatives)
        before = [each.reshape(*rows.shape, -1)[:, None] for each in given]
        with_item = integrals(*(own + other for own, other in zip(of_item, before, strict=True)))
        without = integrals(*before)
        return Integrals(*(own - other for own, other in zip(with_item, without, strict=True)))


def integrals(logs: Floats, first: Floats | None = None, second: Floats | None = None) -> Integrals:
    """The integrals over the last axis, whose integrands have these logs and derivatives."""
    highest = logs.max(axis=-1, keepdims=True)
    weights = np.exp(logs - highest)
    total = weights.sum(axis=-1, keepdims=True)
    found: Floats = (highest + np.log(total))[..., 0]
    if first is None or second is None:
        return Integrals(found, np.zeros_like(found), np.zeros_like(found))
    weights /= total
    slope = (weights * first).sum(axis=-1, keepdims=True)
    curvature = (weights * (second + np.square(first - slope))).sum(axis=-1)
    return Integrals(found, slope[..., 0], curvature)


def factor_nodes(steepest: float) -> Floats:
    """Equally spaced nodes of the factor from -10 to 10 SDs, for items no steeper along it than this."""
    step = min(WIDEST_STEP, STEP_BY_SLOPE / steepest if steepest > 0.0 else WIDEST_STEP)
    return np.linspace(-REACH, REACH, min(2 * ceil(REACH / step) + 1, MOST_NODES))


def log_weights(nodes: Floats) -> Floats:
    """Logarithms of standard normal weights at the nodes, which sum to 1."""
    logs = -0.5 * nodes**2
    weights: Floats = logs - np.log(np.exp(logs).sum())
    return weights


def steepness(items: ParameterArrays, loadings: Floats) -> float:
    """How fast the curves of the steepest of these items turn along the factor, 1 / SDs.

    It is pi over the distance of their poles from the real line: a logistic curve has them at i pi, one of K
    categories whose steps coincide at 2 i pi / K.
    """
    widest = np.ptp(items.scores, axis=1) + np.abs(np.diff(items.scores)).max(axis=1)
    return float((0.5 * items.a * widest * np.abs(loadings)).max())


def _blocks(n: int, numbers_each: int) -> Iterator[slice]:
    at_once = max(1, NUMBERS_AT_ONCE // max(1, numbers_each))
    for first in range(0, n, at_once):
        yield slice(first, min(first + at_once, n))
