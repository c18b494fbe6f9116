"""Sets of items that share a factor besides ability, as on one passage: testlet and bifactor models.

Given ability the items of a set are not independent. Their factor is integrated out, so that a set enters
the posterior of ability as one (Gibbons & Hedeker, 1992, Psychometrika 57, 423-436). An item of any model
takes part: the factor shifts the ability that it sees. The integrals are in `item_models.specific_factor`;
here they are put into pools and responses:

- `grid_log_likelihood` is the likelihood on `GRID`, for posteriors and EAP;
- `joint_items` makes of every set one item, whose categories are its patterns, for modes and roots;
- `item_given` is an item of a set as it stands after others of the set were answered, for choosing it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID
from scoring.answers import MISSING, Answers, log_probability_rows, read_responses
from scoring.arrays import Floats, Integers
from scoring.item_models import JointPatterns, Member, ParameterArrays, SetOfItems, SharingFactor
from scoring.item_models.specific_factor import log_weights
from scoring.parameters import DerivedItem, ItemParameters, ItemPool, arrays_of, model_of
from scoring.response_models import category_probabilities

MOST_PATTERNS = 1024
"""Patterns of a set that sums over all of them, as in its expected information, may run over."""


@dataclass(frozen=True)
class SpecificFactor:
    """A factor of some items of a pool: it shifts ability by an item's loading times a standard normal.

    In the testlet model all loadings are the SD of the testlet's effect (`of_testlet`). In the bifactor model
    the loading of an item is its slope on the specific factor over its slope on the general one.

    Raises:
        ValueError: there are no items, one comes twice, or the loadings are not finite, one for each.
    """

    items: tuple[int, ...]
    loadings: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.items or len(set(self.items)) != len(self.items) or min(self.items) < 0:
            raise ValueError(f"items must name one item or more, none twice, got {self.items!r}")
        if len(self.loadings) != len(self.items) or not np.isfinite(self.loadings).all():
            raise ValueError(
                f"loadings must be finite numbers, one for each of {len(self.items)} items, "
                f"got {self.loadings!r}"
            )

    @classmethod
    def of_testlet(cls, items: Sequence[int], sd: float) -> Self:
        """The factor of a testlet: a (theta - b - gamma) with gamma ~ N(0, sd^2) for all its items.

        Bradlow, Wainer and Wang (1999, Psychometrika 64, 153-168).

        Raises:
            ValueError: the items make no set, or `sd` is negative or not finite.
        """
        if not 0.0 <= sd < np.inf:
            raise ValueError(f"sd must be finite and 0 or more, got {sd!r}")
        return cls(tuple(items), (float(sd),) * len(items))


def factor_log_likelihood(pool: ItemPool, factor: SpecificFactor, patterns: ArrayLike) -> Floats:
    """Log likelihood of response patterns to a set of items, its factor integrated out, (n_patterns, 121).

    `patterns` (n_patterns, n_items of the set) are categories in the order of `factor.items`, -1 or NaN where
    missing.

    Raises:
        ValueError: an item is not in the pool, or a response is not a category of its item.
    """
    check_factors(pool, [factor])
    given = read_responses(ItemPool.of([pool.items[item] for item in factor.items]), patterns)
    distinct, places = np.unique(given, axis=0, return_inverse=True)
    found = set_of_items(pool, factor).of_patterns(distinct, GRID, derivatives=False)
    return found.logs[places.reshape(-1)]


def grid_log_likelihood(
    pool: ItemPool, responses: ArrayLike, specific_factors: Sequence[SpecificFactor] = ()
) -> Floats:
    """Log likelihood of responses (n_persons, n_items) at the nodes of `GRID`, (n_persons, 121).

    Items of no specific factor are independent given ability; those of one enter together.

    Raises:
        ValueError: a response is not a category of its item, or an item has two factors or none in the pool.
    """
    given = read_responses(pool, responses)
    check_factors(pool, specific_factors)
    alone = given.copy()
    alone[:, [item for factor in specific_factors for item in factor.items]] = MISSING
    answers = Answers.of(pool, alone)
    logs = answers.over_responses(log_probability_rows(answers.pool, GRID))
    for factor in specific_factors:
        logs += factor_log_likelihood(pool, factor, given[:, list(factor.items)])
    return logs


def joint_items(
    pool: ItemPool,
    responses: ArrayLike,
    specific_factors: Sequence[SpecificFactor],
    *,
    every_pattern: bool,
) -> tuple[ItemPool, Integers]:
    """The same responses to a pool in which every set is one item, whose categories are patterns.

    The categories are the patterns that somebody gave, which serves likelihoods and their derivatives. With
    `every_pattern` they are all the patterns of the items that a person answered of the set, so that
    probabilities sum to 1 and expectations, such as expected information, can be taken.

    Raises:
        ValueError: a response is not a category of its item, an item has two factors or none in the pool, or
            every pattern is asked for and a person answered so much of a set that it has too many.
    """
    given = read_responses(pool, responses)
    check_factors(pool, specific_factors)
    if not specific_factors:
        return pool, given
    in_sets = {item for factor in specific_factors for item in factor.items}
    alone = [item for item in range(pool.n_items) if item not in in_sets]
    items = [pool.items[item] for item in alone]
    columns = [given[:, item] for item in alone]
    for factor in specific_factors:
        own, answered = set_of_items(pool, factor), given[:, list(factor.items)]
        for patterns, column in _pattern_columns(pool, factor, answered, every_pattern=every_pattern):
            items.append(_joint_item(own, patterns))
            columns.append(column)
    if not items:  # nobody answered anything
        return pool, given
    return ItemPool.of(items), np.stack(columns, axis=1)


def item_given(
    pool: ItemPool, factor: SpecificFactor, item: int, before: SetOfItems | None, categories: tuple[int, ...]
) -> DerivedItem:
    """An item of a set as it stands for who gave these answers to items of it `before` (None: to none).

    Its probabilities are predictive: the factor is averaged over what the answers told of it, at every
    ability. Its information is what it adds to that of the answers before.
    """
    base = pool.items[item]
    arrays = arrays_of(base)
    loading = factor.loadings[factor.items.index(item)]
    return DerivedItem(
        SharingFactor(model_of(base), before, categories),
        ParameterArrays(arrays.a, arrays.b, arrays.c, arrays.d, arrays.scores, np.array([loading])),
        base.b if isinstance(base, ItemParameters) else (),
    )


def set_of_items(pool: ItemPool, factor: SpecificFactor) -> SetOfItems:
    """The items of a factor, in its order, with what their integrals need."""
    return SetOfItems.of(
        tuple(
            Member(model_of(pool.items[item]), arrays_of(pool.items[item]), loading)
            for item, loading in zip(factor.items, factor.loadings, strict=True)
        )
    )


def factor_curves(pool: ItemPool, factor: SpecificFactor, abilities: Floats) -> tuple[Floats, Floats]:
    """Category probabilities of the items of a set at every ability and node of the factor, and node weights.

    They are (n_items of the set, max_categories, n_abilities * n_nodes) and (n_nodes,).
    """
    nodes = set_of_items(pool, factor).nodes
    curves = np.zeros((len(factor.items), pool.max_categories, abilities.size * nodes.size))
    for place, (item, loading) in enumerate(zip(factor.items, factor.loadings, strict=True)):
        seen = (abilities[:, None] + loading * nodes).ravel()
        own = category_probabilities(ItemPool.of([pool.items[item]]), seen)[0]
        curves[place, : len(own)] = own
    return curves, np.exp(log_weights(nodes))


def answered_of(factor: SpecificFactor, answers: Mapping[int, int]) -> dict[int, int]:
    """The answers, categories by item, that are to items of this factor, by places in it."""
    return {place: answers[item] for place, item in enumerate(factor.items) if item in answers}


def check_factors(pool: ItemPool, factors: Sequence[SpecificFactor]) -> None:
    """Refuse factors that do not fit the pool.

    Raises:
        ValueError: an item is not in the pool, or has two factors.
    """
    items = [item for factor in factors for item in factor.items]
    if items and max(items) >= pool.n_items:
        raise ValueError(f"specific_factors must name items 0 to {pool.n_items - 1}, got {max(items)}")
    if len(set(items)) != len(items):
        raise ValueError("specific_factors must not name an item twice")


def _pattern_columns(
    pool: ItemPool, factor: SpecificFactor, answered: Integers, *, every_pattern: bool
) -> list[tuple[Integers, Integers]]:
    """Patterns, (n_patterns, n_items of the set), and which of them each person gave, -1 for none of them."""
    if not every_pattern:
        nothing = np.full((1, len(factor.items)), MISSING)  # comes first, so that its place is 0
        patterns, places = np.unique(np.concatenate((nothing, answered)), axis=0, return_inverse=True)
        column = places.reshape(-1)[1:]
        return [(patterns, np.where(column == 0, MISSING, column))] if len(patterns) > 1 else []
    found = []
    for is_there in np.unique(answered != MISSING, axis=0):
        here = np.flatnonzero(is_there)
        sizes = pool.n_categories[[factor.items[place] for place in here]].tolist()
        if not here.size:
            continue
        if prod(sizes) > MOST_PATTERNS:
            raise ValueError(
                f"specific_factors must have sets of at most {MOST_PATTERNS} answer patterns where all of "
                f"them are summed over, got {prod(sizes)}; EAP has no limit, nor have MAP and ML with "
                "information='observed'"
            )
        patterns = np.full((prod(sizes), len(factor.items)), MISSING)
        patterns[:, here] = np.stack(np.unravel_index(np.arange(prod(sizes)), sizes), axis=1)
        who = ((answered != MISSING) == is_there).all(axis=1)
        column = np.full(len(answered), MISSING)
        column[who] = np.ravel_multi_index(tuple(answered[who][:, here].T), sizes)
        found.append((patterns, column))
    return found


def _joint_item(own: SetOfItems, patterns: Integers) -> DerivedItem:
    slopes = [
        float((member.parameters.a * np.abs(np.diff(member.parameters.scores)).max(axis=1)).max())
        for member in own.members
    ]
    n_patterns = len(patterns)
    arrays = ParameterArrays(
        a=np.array([max(slopes)]),
        b=np.zeros((1, n_patterns - 1)),
        c=np.zeros(1),
        d=np.ones(1),
        scores=np.arange(n_patterns, dtype=np.float64)[None],
    )
    return DerivedItem(JointPatterns(own, patterns), arrays)
