"""What is the same for everybody who takes an adaptive test of several abilities: arguments, checked.

The questions of a test in progress are in `multidimensional_test`.
"""

import math
from dataclasses import KW_ONLY, dataclass, field
from typing import Literal, get_args

import numpy as np

from scoring.arrays import Floats, Integers, Mask, read_only, read_only_integers
from scoring.multidimensional import MultidimensionalPool
from scoring.multidimensional_ability import normal_prior_of
from scoring.multidimensional_quadrature import Prior
from scoring.selection.chance import Chance, ChanceName, fixed_length_share, variable_length_share
from scoring.stopping import StoppingRule

CriterionName = Literal["d", "a", "composite"]
"""What an item is to make small: the covariance's determinant, the sum of the variances, or the variance of a
weighted sum."""


@dataclass(frozen=True, eq=False)
class MultidimensionalDesign:
    """The arguments of a `MultidimensionalTest`, where they are described, and what is made ready of them."""

    pool: MultidimensionalPool
    _: KW_ONLY
    prior_mean: Floats
    prior_covariance: Floats
    max_items: int
    min_items: int
    target_standard_errors: tuple[float | None, ...] = ()
    target_composite_error: float | None = None
    criterion: CriterionName = "d"
    weights: Floats | None = None
    chance: ChanceName = "none"
    acceleration: float = 1.0
    n_best: int = 5
    enemies: tuple[tuple[int, ...], ...] = ()
    items_per_ability: tuple[tuple[int, int], ...] = ()
    ability_of_item: Integers = field(init=False, repr=False)
    _prior: Prior = field(init=False, repr=False)
    _stopping: StoppingRule = field(init=False, repr=False)
    _chance: Chance = field(init=False, repr=False)
    _composite: Floats = field(init=False, repr=False)
    """The weights, or zeros."""
    _targets: tuple[tuple[Floats, float, float], ...] = field(init=False, repr=False)
    """Directions (n_dimensions,) whose standard errors have targets, with these and the prior's own."""

    def __post_init__(self) -> None:
        if not isinstance(self.pool, MultidimensionalPool):
            raise ValueError(f"pool must be a MultidimensionalPool, got {self.pool!r}")  # noqa: TRY004
        mean, covariance = read_only(self.prior_mean), read_only(self.prior_covariance)
        prior = normal_prior_of(self.pool, mean, covariance, prefix="prior_")
        stopping = StoppingRule(max_items=self.max_items, min_items=self.min_items)
        for name, known in (("criterion", CriterionName), ("chance", ChanceName)):
            if getattr(self, name) not in get_args(known):
                raise ValueError(
                    f"{name} must be one of {', '.join(get_args(known))}, got {getattr(self, name)!r}"
                )
        if not 0.0 < self.acceleration < math.inf:
            raise ValueError(f"acceleration must be finite and greater than 0, got {self.acceleration!r}")
        if self.n_best < 1:
            raise ValueError(f"n_best must be 1 or more, got {self.n_best!r}")
        ability_of_item = np.abs(self.pool.slopes).argmax(axis=1)
        set_ = object.__setattr__
        set_(self, "prior_mean", mean)
        set_(self, "prior_covariance", covariance)
        set_(self, "ability_of_item", read_only_integers(ability_of_item))
        set_(self, "_prior", prior)
        set_(self, "_stopping", stopping)
        set_(self, "_chance", Chance(self.chance, n_best=self.n_best, length=self.max_items))
        weights = self._checked_weights()
        set_(self, "weights", weights)
        set_(self, "_composite", np.zeros(self.pool.n_dimensions) if weights is None else weights)
        set_(self, "_targets", self._checked_targets())
        self._check_enemies()
        self._check_bounds()

    def _shares(self, covariances: Floats, n_administered: int) -> Floats:
        """The share left to the criterion, (n_persons, 1): as far as the target that is farthest from."""
        n_persons = len(covariances)
        if not self._chance.has_share:
            return np.ones((n_persons, 1))
        length, pace = self.max_items, self.acceleration
        if not self._targets:
            share = fixed_length_share(n_administered=n_administered, max_items=length, acceleration=pace)
            return np.full((n_persons, 1), share)
        # What the responses told is the precision that they added to the prior's, as for one ability.
        progress = np.min(
            [
                (1.0 / variances(covariances, along) - before**-2) / (target**-2 - before**-2)
                for along, target, before in self._targets
            ],
            axis=0,
        )
        shares = [
            variable_length_share(
                n_administered=n_administered,
                max_items=length,
                information=own,
                information_to_stop=1.0,
                acceleration=pace,
            )
            for own in progress.tolist()
        ]
        return np.array(shares)[:, None]

    def _is_precise(self, covariances: Floats) -> Mask:
        """Whether each person's errors are all at their targets, of which there must be one."""
        is_there = np.full(len(covariances), bool(self._targets))
        for along, target, _ in self._targets:
            is_there &= np.sqrt(variances(covariances, along)) <= target
        return is_there

    def _checked_weights(self) -> Floats | None:
        if self.weights is None:
            for name, is_asked in (
                ("criterion 'composite'", self.criterion == "composite"),
                ("target_composite_error", self.target_composite_error is not None),
            ):
                if is_asked:
                    raise ValueError(f"weights must be given with {name}, got None")
            return None
        n, weights = self.pool.n_dimensions, read_only(self.weights)
        if weights.shape != (n,) or not np.isfinite(weights).all() or not weights.any():
            raise ValueError(f"weights must hold {n} finite numbers, not all 0, got {self.weights!r}")
        return weights

    def _checked_targets(self) -> tuple[tuple[Floats, float, float], ...]:
        n, of_abilities = self.pool.n_dimensions, self.target_standard_errors
        if len(of_abilities) not in {0, n}:
            raise ValueError(
                f"target_standard_errors must have a number or None for each of {n} abilities, or be (), "
                f"got {of_abilities!r}"
            )
        asked = [
            ("target_standard_errors", along, target)
            for along, target in zip(np.eye(n), of_abilities, strict=False)
        ]
        asked.append(("target_composite_error", self._composite, self.target_composite_error))
        targets = []
        for name, along, target in asked:
            if target is None:
                continue
            before = math.sqrt(float(variances(self._prior.covariance[None], along)[0]))
            if not 0.0 < target < before:
                raise ValueError(
                    f"{name} must be greater than 0 and below the prior's own, {before:.4f}, got {target!r}"
                )
            targets.append((along, float(target), before))
        return tuple(targets)

    def _check_enemies(self) -> None:
        n_items = self.pool.n_items
        if len(self.enemies) not in {0, n_items}:
            raise ValueError(
                f"enemies must be named for each of the pool's {n_items} items or for none, "
                f"got {len(self.enemies)}"
            )
        for item, others in enumerate(self.enemies):
            if not all(0 <= other < n_items and other != item for other in others):
                raise ValueError(
                    f"enemies of item {item} must be other items, 0 to {n_items - 1}, got {others!r}"
                )

    def _check_bounds(self) -> None:
        bounds, n = self.items_per_ability, self.pool.n_dimensions
        if not bounds:
            return
        if len(bounds) != n or not all(0 <= least <= most for least, most in bounds):
            raise ValueError(
                f"items_per_ability must have a least and a most number for each of {n} abilities, "
                f"got {bounds!r}"
            )
        if not sum(least for least, _ in bounds) <= self.max_items <= sum(most for _, most in bounds):
            raise ValueError(
                f"items_per_ability must allow a test of max_items, {self.max_items}, got {bounds!r}"
            )
        there = np.bincount(self.ability_of_item, minlength=n).tolist()
        for ability, ((least, _), n_there) in enumerate(zip(bounds, there, strict=True)):
            if n_there < least:
                raise ValueError(
                    f"items_per_ability must not ask for more items than there are: of ability {ability} "
                    f"the pool has {n_there}, got at least {least}"
                )


def variances(covariances: Floats, along: Floats) -> Floats:
    """Variance of the sum of weight times ability by these covariances, (n_persons,)."""
    found: Floats = covariances @ along @ along
    return found
