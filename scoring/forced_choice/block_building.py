"""Building pairs and blocks from a bank of statements, for one person as a test goes on or for a fixed form.

The next block is the one that takes most off the posterior of the traits, among those that the rules allow.
Rules that protect answers from faking and statements from wear are kept always: the gap in social
desirability, statements used too often, pairs that were together before, the largest share of blocks that
repeat a trait. Least shares keep pace with the test (Stark, Chernyshenko, Drasgow & White, 2012,
Organizational Research Methods 15, 463-487, for adaptive pairs). Chance comes in by draws that are passed in;
exposure by a mask of statements that may be used, such as `scoring.exposure.restricted` decides from counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from scoring.arrays import Floats, Integers, Mask
from scoring.forced_choice.information import (
    OptimalityName,
    checked_covariance,
    optimal_gains,
    utility_information,
)
from scoring.forced_choice.statements import (
    LARGEST_BLOCK,
    SMALLEST_BLOCK,
    Block,
    StatementBank,
    checked_blocks,
)
from scoring.selection.multidimensional import a_optimal_gain, d_optimal_gain

BEAM = 24
"""Best pairs (and triples) that are extended to larger blocks."""

TIE = 1e-12
MissedRule = Literal["least_mixed_share", "least_unidimensional_share"]


class NoBlockError(ValueError):
    """No block keeps the rules any more."""


@dataclass(frozen=True)
class BlockRules:
    """What blocks must be like.

    `largest_desirability_gap` is the most by which two statements of a block may differ in social
    desirability, None for any. `most_uses` is how often a statement may appear in one test. Shares are of the
    blocks of a test: with statements keyed either way (mixed), and with two statements of one trait (of
    pairs: unidimensional ones). `n_best` blocks of largest gain take part in the draw, 1 for the best alone.

    Raises:
        ValueError: a number is out of range.
    """

    size: int = 2
    largest_desirability_gap: float | None = 0.5
    most_uses: int = 1
    least_mixed_share: float = 0.5
    least_unidimensional_share: float = 0.0
    largest_unidimensional_share: float = 0.0
    optimality: OptimalityName = "d"
    n_best: int = 1

    def __post_init__(self) -> None:
        if not SMALLEST_BLOCK <= self.size <= LARGEST_BLOCK:
            raise ValueError(f"size must lie between {SMALLEST_BLOCK} and {LARGEST_BLOCK}, got {self.size!r}")
        if self.largest_desirability_gap is not None and not self.largest_desirability_gap >= 0.0:
            raise ValueError(
                f"largest_desirability_gap must be None or 0 or more, got {self.largest_desirability_gap!r}"
            )
        for name in ("most_uses", "n_best"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be 1 or more, got {getattr(self, name)!r}")
        for name in ("least_mixed_share", "least_unidimensional_share", "largest_unidimensional_share"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"{name} must lie between 0 and 1, got {getattr(self, name)!r}")
        if self.least_unidimensional_share > self.largest_unidimensional_share:
            raise ValueError(
                "least_unidimensional_share must not be above largest_unidimensional_share, "
                f"got {self.least_unidimensional_share!r} and {self.largest_unidimensional_share!r}"
            )
        if self.optimality not in {"d", "a"}:
            raise ValueError(f"optimality must be 'd' or 'a', got {self.optimality!r}")


@dataclass(frozen=True)
class BlockChoice:
    """A block, its statements in the order drawn for showing, and what it adds by the criterion.

    `missed` are the least shares that are behind and that it does not serve: no candidate did.
    """

    block: Block
    gain: float
    n_candidates: int
    missed: tuple[MissedRule, ...]


def next_block(
    bank: StatementBank,
    given: Sequence[Block],
    *,
    traits: ArrayLike,
    covariance: ArrayLike,
    rules: BlockRules,
    draws: ArrayLike,
    eligible: ArrayLike | None = None,
) -> BlockChoice:
    """The block to show after those `given`.

    `traits` (n_traits,), or (n_points, n_traits) to average the information over points, and `covariance` are
    the present posterior's. `draws` (n_statements,) are uniforms on [0, 1): they break ties, choose among the
    `n_best` and order the statements. `eligible` (n_statements,) are the statements that exposure control
    allows, None for all. Blocks of three and four are grown from the best pairs and need not be the best of
    all.

    Raises:
        NoBlockError: no block keeps the rules.
        ValueError: an argument has another shape or is out of range.
    """
    prior = checked_covariance(covariance, bank.n_traits)
    points = np.atleast_2d(np.asarray(traits, dtype=np.float64))
    if points.ndim != 2 or points.shape[1] != bank.n_traits or not np.isfinite(points).all():  # noqa: PLR2004
        raise ValueError(f"traits must be finite numbers, {bank.n_traits} a point, got shape {points.shape}")
    chance = np.asarray(draws, dtype=np.float64)
    if chance.shape != (bank.n_statements,) or not ((chance >= 0.0) & (chance < 1.0)).all():
        raise ValueError(f"draws must be {bank.n_statements} uniforms on [0, 1), got {draws!r}")
    allowed = np.ones(bank.n_statements, dtype=np.bool_) if eligible is None else np.asarray(eligible)
    if allowed.shape != (bank.n_statements,) or allowed.dtype != np.bool_:
        raise ValueError(f"eligible must be a mask of shape ({bank.n_statements},), got {eligible!r}")
    before = checked_blocks(bank, given) if given else ()
    search = _Search(bank, points, prior, rules, chance, *_shares_behind(bank, before, rules))
    together = _may_meet(bank, before, rules, allowed)
    pairs = np.argwhere(np.triu(together))
    candidates = search.grown(search.ranked(pairs), together)
    if not len(candidates):
        raise NoBlockError(
            f"no block of {rules.size} keeps the rules after {len(before)} blocks: {int(allowed.sum())} of "
            f"{bank.n_statements} statements are eligible, {len(pairs)} pairs may meet"
        )
    return search.chosen(candidates)


def build_form(
    bank: StatementBank,
    n_blocks: int,
    *,
    correlations: ArrayLike,
    points: ArrayLike,
    rules: BlockRules,
    draws: ArrayLike,
    eligible: ArrayLike | None = None,
) -> tuple[BlockChoice, ...]:
    """A fixed form, block by block, each the best addition to the information averaged over `points`.

    `correlations` is the prior's covariance, `draws` (n_statements,) as in `next_block`.

    Raises:
        NoBlockError: the rules cannot be kept for so many blocks.
        ValueError: as `next_block`, or `n_blocks` is less than 1.
    """
    if n_blocks < 1:
        raise ValueError(f"n_blocks must be 1 or more, got {n_blocks!r}")
    precision = np.linalg.inv(checked_covariance(correlations, bank.n_traits))
    chosen: list[BlockChoice] = []
    for _ in range(n_blocks):
        choice = next_block(
            bank,
            [earlier.block for earlier in chosen],
            traits=points,
            covariance=np.linalg.inv(precision),
            rules=rules,
            draws=draws,
            eligible=eligible,
        )
        at = np.atleast_2d(np.asarray(points, dtype=np.float64))
        precision = precision + mean_information(bank, np.array([choice.block]), at)[0]
        chosen.append(choice)
    return tuple(chosen)


def mean_information(bank: StatementBank, blocks: Integers, points: Floats) -> Floats:
    """Mean over points of what blocks (n_blocks, size) tell of the traits, (n_blocks, n_traits, n_traits)."""
    loadings = np.zeros((*blocks.shape, bank.n_traits))
    np.put_along_axis(loadings, bank.traits[blocks][..., None], bank.loadings[blocks][..., None], 2)
    inner = utility_information(bank, blocks, points).mean(axis=1)
    return np.asarray(np.swapaxes(loadings, 1, 2) @ inner @ loadings)


def _pair_slopes(bank: StatementBank, pairs: Integers) -> Floats:
    """loading_i e_a - loading_k e_b of every pair, (n_pairs, n_traits)."""
    slopes = np.zeros((len(pairs), bank.n_traits))
    rows = np.arange(len(pairs))
    for column, sign in enumerate((1.0, -1.0)):
        places = pairs[:, column]
        slopes[rows, bank.traits[places]] += sign * bank.loadings[places]
    return slopes


def _pair_weights(bank: StatementBank, pairs: Integers, points: Floats) -> Floats:
    """phi(z)^2 / (P Q sigma^2) of pairs, averaged over points."""
    utilities = bank.means[:, None] + bank.loadings[:, None] * points.T[bank.traits]
    variances = bank.uniquenesses[pairs].sum(axis=1)[:, None]
    z = (utilities[pairs[:, 0]] - utilities[pairs[:, 1]]) / np.sqrt(variances)
    z = np.clip(z, -30.0, 30.0)
    weights: Floats = np.exp(-(z**2)) / (2.0 * np.pi * ndtr(z) * ndtr(-z) * variances)
    return np.asarray(weights.mean(axis=1))


def _shares_behind(bank: StatementBank, before: Sequence[Block], rules: BlockRules) -> tuple[bool, bool]:
    """Whether the next block should be mixed, and whether it should repeat a trait."""
    n = len(before) + 1
    mixed = sum(bank.is_mixed(block) for block in before)
    repeating = sum(bank.repeats_trait(block) for block in before)
    wants_mixed = mixed < int(rules.least_mixed_share * n + TIE)
    return wants_mixed, repeating < int(rules.least_unidimensional_share * n + TIE)


def _may_meet(bank: StatementBank, before: Sequence[Block], rules: BlockRules, allowed: Mask) -> Mask:
    """Which two statements may be in the next block together, (n_statements, n_statements)."""
    uses = np.bincount([place for block in before for place in block], minlength=bank.n_statements)
    usable = allowed & (uses < rules.most_uses)
    may: Mask = usable[:, None] & usable & ~np.eye(bank.n_statements, dtype=np.bool_)
    if rules.largest_desirability_gap is not None:
        gaps = np.abs(bank.desirabilities[:, None] - bank.desirabilities)
        may &= gaps <= rules.largest_desirability_gap
    repeating = sum(bank.repeats_trait(block) for block in before)
    if repeating + 1 > rules.largest_unidimensional_share * (len(before) + 1) + TIE:
        may &= bank.traits[:, None] != bank.traits
    for block in before:
        places = np.array(block)
        may[places[:, None], places] = False
    return may


@dataclass(frozen=True, eq=False)
class _Search:
    """What one choice is made with."""

    bank: StatementBank
    points: Floats
    covariance: Floats
    rules: BlockRules
    draws: Floats
    wants_mixed: bool
    wants_repeated: bool

    def gains(self, blocks: Integers) -> Floats:
        if blocks.shape[1] == SMALLEST_BLOCK:
            gain = d_optimal_gain if self.rules.optimality == "d" else a_optimal_gain
            slopes = _pair_slopes(self.bank, blocks)
            return gain(slopes, _pair_weights(self.bank, blocks, self.points), self.covariance)
        information = mean_information(self.bank, blocks, self.points)
        return optimal_gains(information, self.covariance, self.rules.optimality)

    def ranked(self, blocks: Integers) -> Integers:
        """Blocks to grow, the most promising first: those that serve the shares, then by gain."""
        if len(blocks) == 0 or blocks.shape[1] == self.rules.size:
            return blocks
        missed = self._n_missed(blocks, final=False)
        return blocks[np.lexsort((self._chances(blocks), -self.gains(blocks), missed))]

    def grown(self, blocks: Integers, together: Mask) -> Integers:
        """The blocks of full size that grow from the most promising of these, or none."""
        if len(blocks) == 0 or blocks.shape[1] == self.rules.size:
            return blocks
        for first in range(0, len(blocks), BEAM):
            seeds = blocks[first : first + BEAM]
            seed, added = np.nonzero(together[seeds].all(axis=1))
            longer = np.sort(np.concatenate((seeds[seed], added[:, None]), axis=1), axis=1)
            if len(longer) == 0:
                continue
            found = self.grown(self.ranked(np.unique(longer, axis=0)), together)
            if len(found):
                return found
        return np.empty((0, self.rules.size), dtype=np.int64)

    def chosen(self, candidates: Integers) -> BlockChoice:
        missed = self._n_missed(candidates, final=True)
        serving = candidates[missed == missed.min()]
        gains = self.gains(serving)
        place = max(gains.size - self.rules.n_best, 0)
        last = np.partition(gains, place)[place]
        among = np.flatnonzero(gains >= last - TIE * max(1.0, abs(last)))
        best = int(among[self._chances(serving[among]).argmax()])
        places = serving[best]
        block = tuple(places[np.argsort(self.draws[places], kind="stable")].tolist())
        return BlockChoice(block, float(gains[best]), len(candidates), self._missed(block))

    def _missed(self, block: Block) -> tuple[MissedRule, ...]:
        missed: list[MissedRule] = []
        if self.wants_mixed and not self.bank.is_mixed(block):
            missed.append("least_mixed_share")
        if self.wants_repeated and not self.bank.repeats_trait(block):
            missed.append("least_unidimensional_share")
        return tuple(missed)

    def _n_missed(self, blocks: Integers, *, final: bool) -> Integers:
        """How much blocks miss of the shares that are behind; the mixed share weighs more."""
        keys = self.bank.keys[blocks]
        traits = np.sort(self.bank.traits[blocks], axis=1)
        is_mixed = (keys != keys[:, :1]).any(axis=1)
        repeats = (traits[:, 1:] == traits[:, :-1]).any(axis=1)
        missed = 2 * (self.wants_mixed & ~is_mixed) + (final and self.wants_repeated) * ~repeats
        return np.asarray(missed, dtype=np.int64)

    def _chances(self, blocks: Integers) -> Floats:
        """A uniform draw for every block, from those of its statements."""
        chances: Floats = self.draws[blocks].sum(axis=1) % 1.0
        return chances
