"""Statements of a forced-choice questionnaire, and the blocks in which they are compared; no probabilities.

A statement's utility to a person is mean + loading * trait + error, the error normal with the variance
`uniqueness`; of two statements the one of higher utility is preferred (Thurstone, 1927; Brown &
Maydeu-Olivares, 2011, EPM 71, 460-502). The threshold of a pair is gamma_ik = mean_k - mean_i, so that
statements calibrated with means can be put into new pairs and blocks.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, read_only, read_only_integers

SMALLEST_UNIQUENESS, LARGEST_UNIQUENESS = 0.04, 4.0
"""Range of uniquenesses, in which ranking probabilities keep their accuracy."""

SMALLEST_BLOCK, LARGEST_BLOCK = 2, 4

Block: TypeAlias = tuple[int, ...]
"""Two to four different statements, by their places in the bank, that a person ranks by preference."""


@dataclass(frozen=True)
class Statement:
    """One statement: the trait that it measures, by number, and how its utility depends on it.

    `loading` is in SDs of utility per SD of the trait and negative if agreeing speaks against the trait;
    `keyed` is the sign that its author intended. `mean` and `uniqueness` (error variance) are of its utility.
    `desirability` is its rated social desirability, in units that all statements of a bank share.

    Raises:
        ValueError: a number is not finite or out of range.
    """

    trait: int
    loading: float
    mean: float = 0.0
    uniqueness: float = 0.5
    desirability: float = 0.0
    keyed: Literal[1, -1] = 1

    def __post_init__(self) -> None:
        if self.trait < 0:
            raise ValueError(f"trait must be 0 or more, got {self.trait!r}")
        for name in ("loading", "mean", "uniqueness", "desirability"):
            if not math.isfinite(getattr(self, name)):
                raise ValueError(f"{name} must be finite, got {getattr(self, name)!r}")
        if not SMALLEST_UNIQUENESS <= self.uniqueness <= LARGEST_UNIQUENESS:
            raise ValueError(
                f"uniqueness must lie between {SMALLEST_UNIQUENESS} and {LARGEST_UNIQUENESS}, "
                f"got {self.uniqueness!r}"
            )
        if self.keyed not in {1, -1}:
            raise ValueError(f"keyed must be 1 or -1, got {self.keyed!r}")


@dataclass(frozen=True)
class StatementBank:
    """Statements in a fixed order, their numbers as arrays (n_statements,); made by `StatementBank.of`."""

    statements: tuple[Statement, ...]
    n_traits: int
    traits: Integers = field(compare=False, repr=False)
    loadings: Floats = field(compare=False, repr=False)
    means: Floats = field(compare=False, repr=False)
    uniquenesses: Floats = field(compare=False, repr=False)
    desirabilities: Floats = field(compare=False, repr=False)
    keys: Integers = field(compare=False, repr=False)

    @classmethod
    def of(cls, statements: Sequence[Statement], *, n_traits: int | None = None) -> Self:
        """The bank of these statements, of as many traits as they name unless more are asked for.

        Raises:
            ValueError: there are no statements, or one names a trait beyond `n_traits`.
        """
        kept = tuple(statements)
        if not kept:
            raise ValueError("statements must hold at least one statement, got none")
        named = max(statement.trait for statement in kept) + 1
        if n_traits is not None and n_traits < named:
            raise ValueError(f"n_traits must be {named} or more for these statements, got {n_traits!r}")
        return cls(
            statements=kept,
            n_traits=named if n_traits is None else n_traits,
            traits=read_only_integers(np.array([s.trait for s in kept])),
            loadings=read_only(np.array([s.loading for s in kept])),
            means=read_only(np.array([s.mean for s in kept])),
            uniquenesses=read_only(np.array([s.uniqueness for s in kept])),
            desirabilities=read_only(np.array([s.desirability for s in kept])),
            keys=read_only_integers(np.array([s.keyed for s in kept])),
        )

    @property
    def n_statements(self) -> int:
        """Number of statements."""
        return len(self.statements)

    def with_parameters(
        self, loadings: ArrayLike, means: ArrayLike, uniquenesses: ArrayLike
    ) -> "StatementBank":
        """The same statements with other parameters, each (n_statements,).

        Raises:
            ValueError: an array has another shape, or a parameter is out of range.
        """
        arrays = {"loadings": loadings, "means": means, "uniquenesses": uniquenesses}
        kept = {name: np.asarray(array, dtype=np.float64) for name, array in arrays.items()}
        for name, array in kept.items():
            if array.shape != (self.n_statements,):
                raise ValueError(f"{name} must have shape ({self.n_statements},), got {array.shape}")
        changed = [
            replace(statement, loading=loading, mean=mean, uniqueness=uniqueness)
            for statement, loading, mean, uniqueness in zip(
                self.statements, *(array.tolist() for array in kept.values()), strict=True
            )
        ]
        return StatementBank.of(changed, n_traits=self.n_traits)

    def loading_matrix(self, block: Sequence[int]) -> Floats:
        """Loadings of these statements on all traits, (n_statements of the block, n_traits)."""
        places = np.asarray(block, dtype=np.int64)
        matrix = np.zeros((places.size, self.n_traits))
        matrix[np.arange(places.size), self.traits[places]] = self.loadings[places]
        return matrix

    def is_mixed(self, block: Sequence[int]) -> bool:
        """Whether the block has statements keyed for and statements keyed against their traits."""
        return len({self.statements[place].keyed for place in block}) > 1

    def repeats_trait(self, block: Sequence[int]) -> bool:
        """Whether two statements of the block measure one trait; of a pair: whether it is unidimensional."""
        return len({self.statements[place].trait for place in block}) < len(block)


def checked_blocks(bank: StatementBank, blocks: Sequence[Sequence[int]]) -> tuple[Block, ...]:
    """The blocks as tuples.

    Raises:
        ValueError: there are none, or one does not name two to four different statements of the bank.
    """
    kept = tuple(tuple(int(place) for place in block) for block in blocks)
    if not kept:
        raise ValueError("blocks must hold at least one block, got none")
    for number, block in enumerate(kept):
        if not SMALLEST_BLOCK <= len(block) <= LARGEST_BLOCK or len(set(block)) != len(block):
            raise ValueError(
                f"blocks must name {SMALLEST_BLOCK} to {LARGEST_BLOCK} different statements each, "
                f"got {block!r} for block {number}"
            )
        if min(block) < 0 or max(block) >= bank.n_statements:
            raise ValueError(
                f"blocks must name statements 0 to {bank.n_statements - 1}, got {block!r} for block {number}"
            )
    return kept


def checked_points(bank: StatementBank, traits: ArrayLike) -> Floats:
    """Trait levels as (n_points, n_traits).

    Raises:
        ValueError: they are not finite numbers of that shape.
    """
    points = np.asarray(traits, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != bank.n_traits or not np.isfinite(points).all():  # noqa: PLR2004
        raise ValueError(
            f"traits must be finite numbers of shape (n_points, {bank.n_traits}), got shape {points.shape}"
        )
    return points
