"""The selection rules by name, as an exam plan asks for them: a criterion, what chance adds, the first items.

A new rule is a function in one of the other modules here, one entry in `RULES` and its name in `RuleName`.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import numpy as np

from scoring.ability import Posterior
from scoring.arrays import Floats
from scoring.probability_grid import ProbabilityGrid
from scoring.response_times import ResponseTimes
from scoring.selection.chance import Chance, ChanceName
from scoring.selection.expected_information import expected_information
from scoring.selection.look_ahead import N_EXAMINED, two_step_variance_reduction
from scoring.selection.point_criteria import (
    REACH,
    fisher_information,
    kullback_leibler_information,
    locations,
    nearness,
    posterior_kullback_leibler_information,
)
from scoring.selection.posterior_criteria import (
    mutual_information,
    normalised_likelihood,
    variance_reduction,
    weighted_information,
)
from scoring.selection.standing import Standing
from scoring.selection.stratified import strata, stratified_values

RuleName = Literal[
    "mepv",
    "mutual_information",
    "mfi",
    "mpwi",
    "mlwi",
    "mei",
    "kl",
    "klp",
    "two_step_mepv",
    "a_stratified",
    "random",
]
"""What an item is chosen by; `RULES` says what each is."""

FirstName = Literal["as_others", "random", "information", "difficulty"]
"""How the first items are chosen: by the rule like all others; any eligible item; or one of the few that tell
most at the starting ability, or whose difficulty is nearest to it."""

Valuation: TypeAlias = Callable[[Standing], Floats]
"""Values of all items at a standing, (n_items,) or (n_persons, n_items); the largest is best."""


@dataclass(frozen=True)
class Selection:
    """How the next item is chosen.

    `chance` None is what suits the rule: "progressive" if its values are amounts of information, else "none".
    `acceleration` is the k of the progressive and the proportional method: a larger one leaves more to chance
    for longer. `n_best` is the number of items that the randomesque method chooses from.

    `first` says how the first `n_first` items are chosen, one of the `n_first_best` best by it at
    `first_ability` (None: the prior's mean). The rule's own options are `n_strata` of "a_stratified", `reach`
    of "kl" and `n_examined` of "two_step_mepv". With `is_per_time` values are divided by the seconds that an
    item is expected to take (Fan, Wang, Chang & Douglas, 2012, JEBS 37, 655-670); the speed of a person, a
    factor of all of them, does not matter.

    Raises:
        ValueError: a name is unknown, a number is out of its range, or chance or time does not suit the rule.
    """

    rule: RuleName = "mepv"
    chance: ChanceName | None = None
    _: KW_ONLY
    acceleration: float = 1.0
    n_best: int = 5
    first: FirstName = "as_others"
    n_first: int = 1
    n_first_best: int = 5
    first_ability: float | None = None
    n_strata: int = 4
    reach: float = REACH
    n_examined: int = N_EXAMINED
    is_per_time: bool = False

    def __post_init__(self) -> None:
        for name, names in (("rule", RuleName), ("chance", ChanceName), ("first", FirstName)):
            value = getattr(self, name)
            if value not in get_args(names) and (name, value) != ("chance", None):
                raise ValueError(f"{name} must be one of {', '.join(get_args(names))}, got {value!r}")
        if self.chance_applied not in RULES[self.rule].chances:
            raise ValueError(
                f"chance must be one of {', '.join(RULES[self.rule].chances)} with the rule {self.rule}, "
                f"got {self.chance!r}"
            )
        for name in ("acceleration", "reach"):
            if not 0.0 < getattr(self, name) < math.inf:
                raise ValueError(f"{name} must be finite and greater than 0, got {getattr(self, name)!r}")
        for name in ("n_best", "n_first", "n_first_best", "n_strata", "n_examined"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be 1 or more, got {getattr(self, name)!r}")
        if self.first_ability is not None and not math.isfinite(self.first_ability):
            raise ValueError(f"first_ability must be None or a finite number, got {self.first_ability!r}")
        if self.is_per_time and not RULES[self.rule].is_amount:
            raise ValueError(f"is_per_time must be False with the rule {self.rule}, got True")

    @property
    def chance_applied(self) -> ChanceName:
        """The chance that takes part when `chance` leaves it to the rule."""
        return RULES[self.rule].chances[0] if self.chance is None else self.chance


@dataclass(frozen=True)
class Rule:
    """A rule: its values for a pool, made ready once, and the chance that may take part, the usual one first.

    `is_amount`: values are amounts of information or variance, 0 for nothing; they can be mixed and divided.
    """

    valuation: Callable[[ProbabilityGrid, Selection], Valuation]
    chances: tuple[ChanceName, ...]
    is_amount: bool


@dataclass(frozen=True)
class Stage:
    """How items are chosen at one stage of a test: the rule's name, its values, and chance."""

    rule: str
    values: Valuation
    chance: Chance


def stages(
    grid: ProbabilityGrid,
    selection: Selection,
    *,
    prior_mean: float,
    max_items: int,
    response_times: ResponseTimes | None = None,
) -> tuple[Stage, Stage]:
    """The stages of the first items and of all others; the same one where the first are like the others.

    Raises:
        ValueError: the rule does not suit the pool, or it needs response times that are not given.
    """
    values = RULES[selection.rule].valuation(grid, selection)
    if selection.is_per_time:
        if response_times is None:
            raise ValueError("response_times must be given to choose items per time, got None")
        values = _per_second(values, response_times.expected_seconds())
    chance = Chance(selection.chance_applied, n_best=selection.n_best, length=max_items)
    later = Stage(selection.rule, values, chance)
    if selection.first == "as_others":
        return later, later
    start = prior_mean if selection.first_ability is None else selection.first_ability
    first = _always(_first_values(grid, selection.first, start))
    few = Chance("none" if selection.first == "random" else "randomesque", n_best=selection.n_first_best)
    return Stage(f"first_{selection.first}", first, few), later


def _first_values(grid: ProbabilityGrid, first: FirstName, start: float) -> Floats:
    match first:
        case "information":
            return fisher_information(grid.pool, start)
        case "difficulty":
            return nearness(locations(grid.pool), start)
        case _:
            return np.zeros(grid.n_items)


def _always(values: Floats) -> Valuation:
    return lambda standing: np.broadcast_to(values, standing.eligible.shape)


def _per_second(values: Valuation, seconds: Floats) -> Valuation:
    return lambda standing: values(standing) / seconds


def _mepv(grid: ProbabilityGrid, _: Selection) -> Valuation:
    return lambda standing: variance_reduction(grid, standing.distribution)


def _mutual_information(grid: ProbabilityGrid, _: Selection) -> Valuation:
    return lambda standing: mutual_information(grid, standing.distribution.weights)


def _mfi(grid: ProbabilityGrid, _: Selection) -> Valuation:
    return lambda standing: fisher_information(grid.pool, standing.distribution.mean, standing.workspace)


def _mpwi(grid: ProbabilityGrid, _: Selection) -> Valuation:
    return lambda standing: weighted_information(grid, standing.distribution.weights)


def _mlwi(grid: ProbabilityGrid, _: Selection) -> Valuation:
    return lambda standing: weighted_information(grid, normalised_likelihood(standing.log_likelihood))


def _mei(grid: ProbabilityGrid, _: Selection) -> Valuation:
    def values(one: Standing) -> Floats:
        found = expected_information(
            grid, one.distribution.weights, one.administered.tolist(), one.categories.tolist()
        )
        return found - min(float(found.min()), 0.0)  # so that no weight is negative; the order stays

    return lambda standing: _of_each(standing, values)


def _kl(grid: ProbabilityGrid, selection: Selection) -> Valuation:
    return lambda standing: kullback_leibler_information(
        grid, standing.distribution.mean, standing.n_administered, reach=selection.reach
    )


def _klp(grid: ProbabilityGrid, _: Selection) -> Valuation:
    return lambda standing: posterior_kullback_leibler_information(
        grid, standing.distribution.weights, standing.distribution.mean
    )


def _two_step_mepv(grid: ProbabilityGrid, selection: Selection) -> Valuation:
    def values(one: Standing) -> Floats:
        if one.n_left < 2:  # noqa: PLR2004
            return variance_reduction(grid, one.posterior)
        return two_step_variance_reduction(grid, one.posterior, one.eligible, n_examined=selection.n_examined)

    return lambda standing: _of_each(standing, values)


def _a_stratified(grid: ProbabilityGrid, selection: Selection) -> Valuation:
    stratum_of, difficulties = strata(grid.pool, selection.n_strata), locations(grid.pool)
    return lambda standing: stratified_values(
        stratum_of,
        nearness(difficulties, standing.distribution.mean),
        standing.n_administered,
        standing.max_items,
    )


def _random(_: ProbabilityGrid, __: Selection) -> Valuation:
    """Nothing to choose by: all items tie, and ties are left to chance."""
    return lambda standing: np.zeros(standing.eligible.shape)


def _of_each(standing: Standing, values: Callable[[Standing], Floats]) -> Floats:
    """The values of a criterion that takes one person, for one person or for each of several."""
    if isinstance(standing.distribution, Posterior):
        return values(standing)
    return np.array([values(one) for one in standing.each()]).reshape(standing.eligible.shape)


_MIXED: tuple[ChanceName, ...] = ("progressive", "none", "proportional", "randomesque")
_RANKED: tuple[ChanceName, ...] = ("none", "randomesque")

RULES: Mapping[RuleName, Rule] = MappingProxyType(
    {
        "mepv": Rule(_mepv, _MIXED, is_amount=True),
        "mutual_information": Rule(_mutual_information, _MIXED, is_amount=True),
        "mfi": Rule(_mfi, _MIXED, is_amount=True),
        "mpwi": Rule(_mpwi, _MIXED, is_amount=True),
        "mlwi": Rule(_mlwi, _MIXED, is_amount=True),
        "mei": Rule(_mei, _RANKED, is_amount=False),
        "kl": Rule(_kl, _MIXED, is_amount=True),
        "klp": Rule(_klp, _MIXED, is_amount=True),
        "two_step_mepv": Rule(_two_step_mepv, _MIXED, is_amount=True),
        "a_stratified": Rule(_a_stratified, _RANKED, is_amount=False),
        "random": Rule(_random, ("none",), is_amount=False),
    }
)
"""Every rule by its name."""
