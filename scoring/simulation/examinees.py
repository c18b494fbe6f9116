"""Simulated examinees: their true abilities and speeds, the answers they give and the time these take."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, read_numbers, read_only
from scoring.parameters import ItemGroup, ItemPool


@dataclass(frozen=True, eq=False)
class Examinees:
    """True abilities (logits) and speeds (log units, 0 the average), both (n_examinees,).

    Raises:
        ValueError: there are none, or an ability or a speed is not finite, or they differ in number.
    """

    abilities: Floats
    speeds: Floats

    def __post_init__(self) -> None:
        if self.abilities.ndim != 1 or not self.abilities.size or not np.isfinite(self.abilities).all():
            raise ValueError(
                f"abilities must be a one-dimensional array of at least one ability, got {self.abilities!r}"
            )
        if self.speeds.shape != self.abilities.shape or not np.isfinite(self.speeds).all():
            raise ValueError(
                f"speeds must be finite numbers of shape {self.abilities.shape}, got {self.speeds!r}"
            )

    @classmethod
    def of(cls, abilities: ArrayLike, speeds: ArrayLike | None = None) -> Self:
        """Examinees of these abilities, and of average speed where none is given.

        Raises:
            ValueError: as the class.
        """
        own = read_only(read_numbers(abilities, "abilities"))
        return cls(own, np.zeros(own.shape) if speeds is None else read_only(np.asarray(speeds, float)))

    @classmethod
    def drawn(
        cls,
        n_examinees: int,
        *,
        rng: Generator,
        mean: float = 0.0,
        sd: float = 1.0,
        speed_sd: float = 0.3,
        correlation: float = 0.0,
    ) -> Self:
        """Examinees drawn from a normal population, ability and speed bivariate normal.

        As at the second level of the hierarchical model (van der Linden, 2007, Psychometrika 72, 287-308).

        Raises:
            ValueError: there are none, an SD is negative, or the correlation is not within -1 and 1.
        """
        if sd < 0.0 or speed_sd < 0.0 or not -1.0 <= correlation <= 1.0:
            raise ValueError(
                "sd and speed_sd must be 0 or more and correlation within -1 and 1, "
                f"got {sd!r}, {speed_sd!r} and {correlation!r}"
            )
        first, second = rng.standard_normal((2, n_examinees))
        speeds = speed_sd * (correlation * first + np.sqrt(1.0 - correlation**2) * second)
        return cls.of(mean + sd * first, speeds)

    @property
    def n_examinees(self) -> int:
        """Number of examinees."""
        return int(self.abilities.size)


def answers(pool: ItemPool, items: Integers, abilities: Floats, uniforms: Floats) -> Integers:
    """The category that each person answers to an item of its own, all (n_persons,).

    A response is drawn from the item's probabilities at the person's ability, by a uniform on [0, 1).
    """
    if len(pool.groups) == 1:
        return _group_answers(pool.groups[0], items, abilities, uniforms)
    categories = np.zeros(items.size, dtype=np.int64)
    for group in pool.groups:
        places = np.full(pool.n_items, -1)
        places[group.indexes] = np.arange(group.indexes.size)
        persons = np.flatnonzero(places[items] >= 0)
        categories[persons] = _group_answers(
            group, places[items[persons]], abilities[persons], uniforms[persons]
        )
    return categories


def _group_answers(group: ItemGroup, places: Integers, abilities: Floats, uniforms: Floats) -> Integers:
    logs = group.model.log_probabilities(group.parameters.at(places), abilities[:, None])[:, :, 0]
    # Probabilities may sum to a little less than 1; a draw above the sum belongs to the last category.
    passed = uniforms[:, None] >= np.exp(logs[:, :-1]).cumsum(axis=1)
    counted: Integers = np.count_nonzero(passed, axis=1)
    return counted
