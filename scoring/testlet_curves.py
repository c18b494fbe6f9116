"""A pool with sets of items as a test in progress sees it: curves move with what was answered of the set.

Before anything of a set is answered, each of its items has its marginal curve, the factor averaged over its
distribution. Afterwards the items that are left have their predictive curves given the answers. All of them
are items as good as any other, so that every criterion that reads curves of single items takes them: the
expected posterior variance, for one, is exact. Criteria that look at the answers before or at items to come
one by one do not, and are refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats, Integers
from scoring.item_models import SetOfItems
from scoring.item_models.specific_factor import integrals
from scoring.parameters import AnyItemParameters, ItemPool
from scoring.probability_grid import N_DICHOTOMOUS, ProbabilityGrid
from scoring.selection.rules import RULES, RuleName, Selection
from scoring.selection.standing import Standing
from scoring.stopping import ResponseLikelihood
from scoring.testlets import (
    SpecificFactor,
    answered_of,
    check_factors,
    item_given,
    joint_items,
    set_of_items,
)

WITHOUT_CURVES = frozenset({"a_stratified", "random"})
"""Rules that read no curves, to which it is all the same."""

NOT_OF_SETS = MappingProxyType(
    {
        "mei": "it adds the information of all answers, one by one",
        "two_step_mepv": "its second item does not know of the answer to the first",
    }
)
"""Rules that items of a set do not suit, and why."""


@dataclass(frozen=True, eq=False)
class OpenItems:
    """Items left of the sets of which something was answered, and their curves as they now stand.

    `items` (n_open,) are their places in the pool; those of `grid` are in this order.
    """

    items: Integers
    grid: ProbabilityGrid


@dataclass(frozen=True, eq=False)
class TestletCurves:
    """A pool whose items of these sets share factors; `grid` has the marginal curves of all items.

    Raises:
        ValueError: an item has two factors or none in the pool.
    """

    __test__ = False  # it is no test of pytest's

    pool: ItemPool
    factors: tuple[SpecificFactor, ...]
    grid: ProbabilityGrid = field(init=False, repr=False)
    _set_of: dict[int, int] = field(init=False, repr=False)
    _sets: tuple[SetOfItems, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        check_factors(self.pool, self.factors)
        items: list[AnyItemParameters] = list(self.pool.items)
        set_of: dict[int, int] = {}
        for place, factor in enumerate(self.factors):
            for item in factor.items:
                items[item] = item_given(self.pool, factor, item, None, ())
                set_of[item] = place
        object.__setattr__(self, "grid", ProbabilityGrid.of(ItemPool.of(items)))
        object.__setattr__(self, "_set_of", set_of)
        sets = tuple(set_of_items(self.pool, factor) for factor in self.factors)
        object.__setattr__(self, "_sets", sets)

    def log_likelihood(self, administered: Sequence[int], categories: Sequence[int]) -> Floats:
        """Log likelihood of these responses at every node of `GRID`, (121,).

        Raises:
            ValueError: as `ProbabilityGrid.log_likelihood`.
        """
        apart = self.grid.log_likelihood(administered, categories)
        answers = dict(zip(administered, categories, strict=True))
        several = [
            (factor, own, answered)
            for factor, own in zip(self.factors, self._sets, strict=True)
            if len(answered := answered_of(factor, answers)) > 1
        ]
        if not several:  # of one item the marginal curve is all there is
            return apart
        joint = {factor.items[place] for factor, _, answered in several for place in answered}
        alone = [item for item in answers if item not in joint]
        logs = self.grid.log_likelihood(alone, [answers[item] for item in alone])
        for _, own, answered in several:
            patterns = np.array([list(answered.values())])
            logs = logs + own.part(answered).of_patterns(patterns, GRID, derivatives=False).logs[0]
        return logs

    def open_items(self, administered: Sequence[int], categories: Sequence[int]) -> OpenItems | None:
        """The items left of sets that were begun, or None where there are none."""
        answers = dict(zip(administered, categories, strict=True))
        places: list[int] = []
        items: list[AnyItemParameters] = []
        rows: list[Floats] = []
        for factor, own in zip(self.factors, self._sets, strict=True):
            answered = answered_of(factor, answers)
            left = [place for place in range(len(factor.items)) if place not in answered]
            if not answered or not left:
                continue
            before, given = own.part(answered), tuple(answered.values())
            integrand = before.integrands(given, GRID, own.nodes, derivatives=False)[0]
            without = integrals(integrand).logs
            for place in left:
                item = factor.items[place]
                places.append(item)
                items.append(item_given(self.pool, factor, item, before, given))
                logs = own.members[place].log_probabilities(GRID, own.nodes)[:-1]
                rows.append(integrals(logs + integrand).logs - without)
        return OpenItems(np.array(places), grid_of_rows(ItemPool.of(items), rows)) if items else None

    def values(self, name: RuleName, selection: Selection, values: Floats, standing: Standing) -> Floats:
        """The values of a rule, (n_items,), where sets that were begun count as they stand.

        `values` are those by the marginal curves; `standing` is of one person, or of several, who then have
        values (n_persons, n_items).
        """
        if name in WITHOUT_CURVES:
            return values
        if values.ndim > 1:
            each = zip(values, standing.each(), strict=True)
            return np.array([self.values(name, selection, own, one) for own, one in each])
        opened = self.open_items(standing.administered.tolist(), standing.categories.tolist())
        if opened is None:
            return values
        found = values.copy()
        those = replace(standing, eligible=standing.eligible[opened.items])
        found[opened.items] = RULES[name].valuation(opened.grid, selection)(those)
        return found

    def check_standing(self, standing: Standing) -> None:
        """Refuse persons whose log likelihoods were added up as if the items of sets were independent.

        The first person who answered two items of a set is looked at.

        Raises:
            ValueError: the log likelihood is not that of the answers.
        """
        for person, given in enumerate(standing.administered.tolist()):
            sets = [self._set_of[item] for item in given if item in self._set_of]
            if len(set(sets)) < len(sets):
                own = self.log_likelihood(given, standing.categories[person].tolist())
                if not np.allclose(standing.log_likelihood[person], own, rtol=1e-7, atol=1e-7):
                    raise ValueError(
                        "standing must have the log likelihoods of answers to sets as a whole, which the "
                        f"rows of `curves_each` add up to, got another for person {person}"
                    )
                return

    def response_likelihood(
        self, administered: Sequence[int], categories: Sequence[int]
    ) -> ResponseLikelihood:
        """The log likelihood of these responses at any abilities."""
        row = np.full((1, self.pool.n_items), -1)
        row[0, list(administered)] = categories
        pool, joint = joint_items(self.pool, row, self.factors, every_pattern=False)
        answered = np.flatnonzero(joint[0] >= 0)
        return ResponseLikelihood(pool, answered.tolist(), joint[0, answered].tolist())

    def as_seen(
        self, administered: Integers, categories: Integers, chosen: Integers
    ) -> tuple[ProbabilityGrid, Integers]:
        """One item of each person as it stands after its answers: curves, and their places, (n_persons,).

        `administered` and `categories` are (n_persons, n_administered), `chosen` (n_persons,).
        """
        items: list[AnyItemParameters] = []
        begun: dict[tuple[int, tuple[tuple[int, int], ...]], SetOfItems] = {}
        rows = zip(administered.tolist(), categories.tolist(), chosen.tolist(), strict=True)
        for given, answers, item in rows:
            place = self._set_of.get(item)
            factor = None if place is None else self.factors[place]
            answered = {} if factor is None else answered_of(factor, dict(zip(given, answers, strict=True)))
            if factor is None or place is None or not answered:
                items.append(self.grid.pool.items[item])
                continue
            key = place, tuple(answered.items())
            if key not in begun:  # those with equal answers are computed together
                begun[key] = self._sets[place].part(answered)
            items.append(item_given(self.pool, factor, item, begun[key], tuple(answered.values())))
        return ProbabilityGrid.of(ItemPool.of(items)), np.arange(chosen.size)


def grid_of_rows(pool: ItemPool, rows: Sequence[Floats]) -> ProbabilityGrid:
    """The tables of `ProbabilityGrid.of` from log probabilities, (n_categories, 121) of each item."""
    sizes = pool.n_categories
    log_rows = np.concatenate(rows)
    starts = np.cumsum(sizes) - sizes
    is_dichotomous = sizes == N_DICHOTOMOUS
    polytomous = np.flatnonzero(~is_dichotomous)
    own = np.repeat(~is_dichotomous, sizes)
    return ProbabilityGrid(
        first_rows=tuple(starts.tolist()),
        n_categories=tuple(sizes.tolist()),
        log_rows=log_rows,
        dichotomous=np.flatnonzero(is_dichotomous),
        right=np.exp(log_rows[starts[is_dichotomous] + 1]).T,
        polytomous=polytomous,
        starts=np.cumsum(sizes[polytomous]) - sizes[polytomous],
        categories=np.exp(log_rows[own]).T,
        pool=pool,
    )


def check_rule(rule: str) -> None:
    """Refuse a rule that items of a set do not suit.

    Raises:
        ValueError: the rule is one of them.
    """
    if rule in NOT_OF_SETS:
        raise ValueError(f"selection must not have the rule {rule} with testlets: {NOT_OF_SETS[rule]}")
