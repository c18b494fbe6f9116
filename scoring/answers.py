"""Responses of many persons, and sums over the items that each of them answered: likelihood and derivatives.

A response is a category, missing is -1 or NaN. Sums are taken either at nodes that all persons share or at
each person's own ability; only answered items cost anything, so that the sparse responses of adaptive tests
are cheap. Nothing here estimates.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from scoring.arrays import Floats, Integers
from scoring.item_models import JointPatterns, ParameterArrays, ResponseModel
from scoring.parameters import ItemGroup, ItemPool

MISSING = -1
"""A missing response, wherever there are responses."""


class Categories(Protocol):
    """A pool, as far as reading responses needs it: how many categories each item has, (n_items,)."""

    @property
    def n_items(self) -> int:
        """Number of items."""

    @property
    def n_categories(self) -> Integers:
        """Number of categories of each item, (n_items,)."""


class Moments(NamedTuple):
    """Expected information I, J and the derivative I' of items or sums of items, arrays of one shape.

    I = sum_k P_k'^2 / P_k, J = sum_k P_k' P_k'' / P_k (Warm, 1989, Psychometrika 54, 427-450). I' differs
    from J for models with asymptotes.
    """

    information: Floats
    j: Floats
    slope: Floats


class Part(NamedTuple):
    """Answers to items of one group: whose they are among those asked for, parameters and categories."""

    owners: Integers
    model: ResponseModel
    parameters: ParameterArrays
    categories: Integers


class Tables(NamedTuple):
    """Curves of a pool at nodes: rows are the categories of one item after the other, or the items."""

    nodes: Floats
    log_probabilities: Floats
    scores: Floats
    moments: Moments


@dataclass(frozen=True, eq=False)
class Answers:
    """Responses to a pool, one entry for each response that is there, in the order of the persons.

    `items`, `categories` are (n_responses,); those of a person are from starts[person] to starts[person + 1].
    """

    pool: ItemPool
    items: Integers
    categories: Integers
    starts: Integers

    @classmethod
    def of(cls, pool: ItemPool, responses: ArrayLike) -> Self:
        """The answers in `responses` (n_persons, n_items), to the part of the pool that anybody answered.

        Raises:
            ValueError: the shape is another, or a response is not a category of its item.
        """
        given = read_responses(pool, responses)
        used = np.flatnonzero((given != MISSING).any(axis=0))
        if used.size == 0:
            used = np.array([0])  # a pool is never empty, even where nobody answered anything
        if used.size < pool.n_items:
            pool = ItemPool.of([pool.items[item] for item in used])
            given = given[:, used]
        persons, items = np.nonzero(given != MISSING)
        starts = np.searchsorted(persons, np.arange(given.shape[0] + 1))
        return cls(pool, items, given[persons, items], starts)

    @property
    def n_persons(self) -> int:
        """Number of persons."""
        return self.starts.size - 1

    @property
    def n_answered(self) -> Integers:
        """Number of items that each person answered, (n_persons,)."""
        return np.diff(self.starts)

    def of_persons(self, places: slice) -> Self:
        """The answers of the persons at these places, which follow each other."""
        starts = self.starts[places.start : places.stop + 1]
        begin, end = starts[0], starts[-1]
        starts = starts - begin
        return type(self)(self.pool, self.items[begin:end], self.categories[begin:end], starts)

    def log_likelihood(self, tables: Tables) -> Floats:
        """Log likelihood at every node, (n_persons, n_nodes); zeros for who answered nothing."""
        return self.over_responses(tables.log_probabilities)

    def scores(self, tables: Tables) -> Floats:
        """S, the derivative of the log likelihood, at every node, (n_persons, n_nodes)."""
        return self.over_responses(tables.scores)

    def moments(self, tables: Tables) -> Moments:
        """I, J and I' of each person's answered items at every node, (n_persons, n_nodes)."""
        return Moments(*(self.over_items(table) for table in tables.moments))

    def over_responses(self, rows: Floats) -> Floats:
        """Sums over each person's responses of rows of a table by category, (n_persons, n_nodes)."""
        first_rows = np.cumsum(self.pool.n_categories) - self.pool.n_categories
        return self._sums(first_rows[self.items] + self.categories, rows)

    def over_items(self, rows: Floats) -> Floats:
        """Sums over each person's answered items of rows of a table by item, (n_persons, n_nodes)."""
        return self._sums(self.items, rows)

    def parts(self, persons: Integers) -> Iterator[Part]:
        """The answers of these persons by group; `owners` are places in `persons`, which may repeat."""
        counts = self.n_answered[persons]
        owners = np.repeat(np.arange(persons.size), counts)
        within = np.arange(owners.size) - np.repeat(np.cumsum(counts) - counts, counts)
        entries = self.starts[persons][owners] + within
        items, categories = self.items[entries], self.categories[entries]
        for group in self.pool.groups:
            places = np.full(self.pool.n_items, -1)
            places[group.indexes] = np.arange(group.indexes.size)
            here = np.flatnonzero(places[items] >= 0)
            if here.size:
                parameters = group.parameters.at(places[items[here]])
                yield Part(owners[here], group.model, parameters, categories[here])

    def scores_at(self, persons: Integers, abilities: Floats) -> tuple[Floats, Floats]:
        """S and the observed information -S' of these persons, each at its own ability; (persons.size,)."""
        score, observed = np.zeros(persons.size), np.zeros(persons.size)
        for part in self.parts(persons):
            scores, curvatures = _of_responses(part, abilities[part.owners])
            score += np.bincount(part.owners, scores, persons.size)
            observed -= np.bincount(part.owners, curvatures, persons.size)
        return score, observed

    def moments_at(self, persons: Integers, abilities: Floats) -> Moments:
        """I, J and I' of the items that these persons answered, each at its own ability; (persons.size,)."""
        sums = [np.zeros(persons.size) for _ in Moments._fields]
        for part in self.parts(persons):
            moments = _moments(part.model, part.parameters, abilities[part.owners][:, None])
            for place, values in enumerate(moments):
                sums[place] += np.bincount(part.owners, values[:, 0], persons.size)
        return Moments(*sums)

    def _sums(self, columns: Integers, rows: Floats) -> Floats:
        """For each person the sum of the rows that its answers name."""
        shape = (self.n_persons, rows.shape[0])
        chosen = csr_array((np.ones(columns.size), columns, self.starts), shape=shape)
        return np.asarray(chosen @ rows)


def log_probability_rows(pool: ItemPool, nodes: Floats) -> Floats:
    """Log probabilities of all categories of one item after the other, (sum of n_categories, n_nodes)."""
    return rows_by_category(pool, nodes, lambda group: group.model.log_probabilities(group.parameters, nodes))


def tables_at(pool: ItemPool, nodes: Floats) -> Tables:
    """The curves of a pool at these nodes, for the sums of `Answers`."""
    moments = Moments(*(np.empty((pool.n_items, nodes.size)) for _ in Moments._fields))
    for group in pool.groups:
        for table, values in zip(moments, _moments(group.model, group.parameters, nodes), strict=True):
            table[group.indexes] = values
    return Tables(
        nodes=nodes,
        log_probabilities=log_probability_rows(pool, nodes),
        scores=rows_by_category(
            pool, nodes, lambda group: group.model.score_functions(group.parameters, nodes)
        ),
        moments=moments,
    )


def rows_by_category(pool: ItemPool, nodes: Floats, values: Callable[[ItemGroup], Floats]) -> Floats:
    """Values (n_items, n_categories, n_nodes) of every group as rows, in the order of the pool."""
    first_rows = np.cumsum(pool.n_categories) - pool.n_categories
    rows = np.empty((int(pool.n_categories.sum()), nodes.size))
    for group in pool.groups:
        rows[first_rows[group.indexes][:, None] + np.arange(group.n_categories)] = values(group)
    return rows


def read_responses(pool: Categories, responses: ArrayLike) -> Integers:
    """The categories in `responses`, (n_persons, n_items), with -1 where missing (-1 or NaN).

    Raises:
        ValueError: the shape is another, or a response is not a category of its item.
    """
    return read_categories(responses, n_items=pool.n_items, n_categories=pool.n_categories).astype(np.int64)


def read_categories(
    responses: ArrayLike,
    name: str = "responses",
    *,
    n_items: int | None = None,
    n_categories: Integers | int | None = None,
) -> NDArray[Any]:
    """The categories in `responses` (n_persons, n_items), in the type given, -1 where missing (-1 or NaN).

    Without `n_categories`, of each item or of all, any whole number of 0 or more is one.

    Raises:
        ValueError: the shape is another, or a response is no number or no category; it names the argument.
    """
    try:
        given = np.asarray(responses)
    except ValueError:  # what numpy says of rows of different lengths
        raise ValueError(f"{name} must be numbers, in rows of one length, got {responses!r}") from None
    columns = "n_items" if n_items is None else n_items
    if given.ndim != 2 or (n_items is not None and given.shape[1] != n_items):  # noqa: PLR2004
        raise ValueError(f"{name} must have shape (n_persons, {columns}), got {given.shape}")
    if given.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be numbers, got {given.dtype}")
    is_float = given.dtype.kind == "f"
    values = np.where(np.isnan(given), MISSING, given) if is_float else given
    is_wrong = values < MISSING
    if n_categories is not None:
        is_wrong |= values >= n_categories
    if is_float:
        is_wrong |= (values != np.floor(values)) | np.isinf(values)
    if is_wrong.any():
        person, item = np.argwhere(is_wrong)[0]
        known = "0, 1, 2, ..."
        if n_categories is not None:
            known = f"0 to {np.broadcast_to(n_categories, given.shape[1])[item] - 1}"
        raise ValueError(
            f"{name} must be categories {known} of item {item}, or -1 or NaN where missing, "
            f"got {float(given[person, item]):g} for person {person}"
        )
    return values


def n_answered(responses: Integers) -> Integers:
    """How many items each person answered, (n_persons,), of responses that were read."""
    counts: Integers = (responses != MISSING).sum(axis=1)
    return counts


def _moments(model: ResponseModel, items: ParameterArrays, ability: Floats) -> Moments:
    """I, J and I' of items, (n_items, n_abilities), from U = P_k'/P_k and U': P_k''/P_k is U^2 + U'."""
    probabilities = np.exp(model.log_probabilities(items, ability))
    scores = model.score_functions(items, ability)
    curvatures = model.curvatures(items, ability)
    weighted = probabilities * scores
    squares = scores * scores
    return Moments(
        information=(weighted * scores).sum(axis=1),
        j=(weighted * (curvatures + squares)).sum(axis=1),
        slope=(weighted * (2.0 * curvatures + squares)).sum(axis=1),
    )


def _of_responses(part: Part, abilities: Floats) -> tuple[Floats, Floats]:
    """First and second derivative of the log probability of every answer of a part, (n_answers,)."""
    if isinstance(part.model, JointPatterns):  # which has too many categories to work out all of them
        return part.model.of_responses(part.categories, abilities)
    chosen = np.arange(part.categories.size), part.categories, 0
    ability = abilities[:, None]
    scores = part.model.score_functions(part.parameters, ability)[chosen]
    return scores, part.model.curvatures(part.parameters, ability)[chosen]
