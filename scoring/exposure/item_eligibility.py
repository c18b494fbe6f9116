"""Conditional item eligibility: items drawn ineligible at random, with probabilities that adapt."""

from dataclasses import KW_ONLY, dataclass
from typing import Literal, Self

import numpy as np

from scoring.arrays import Floats, Mask, read_only

SEVEN_SEGMENTS = (-1.5, -0.9, -0.3, 0.3, 0.9, 1.5)
"""Bounds of the default segments of ability, logits."""


@dataclass(frozen=True, eq=False)
class EligibilityCounts:
    """What has happened so far, by segment of the final ability; older tests count less when it fades.

    `examinees` and `feasible` (n_segments,) are examinees, and those whose tests fulfilled the content plan
    without the ineligible items. `administered` and `eligible` (n_segments, n_items) are how many of them
    were given an item, and for how many it was eligible.
    """

    examinees: Floats
    feasible: Floats
    administered: Floats
    eligible: Floats

    @classmethod
    def none(cls, n_segments: int, n_items: int) -> Self:
        """The counts before the first examinee."""
        if n_segments < 1 or n_items < 1:
            raise ValueError(f"n_segments and n_items must be 1 or more, got {n_segments!r} and {n_items!r}")
        of_segments, of_items = np.zeros(n_segments), np.zeros((n_segments, n_items))
        return cls(*(read_only(each) for each in (of_segments, of_segments, of_items, of_items)))


@dataclass(frozen=True, eq=False)
class ExposedTest:
    """What one examinee's test adds to the counts.

    `administered` are the items in order and `segments` the segment of the ability at which each was chosen;
    `ineligible` (n_segments, n_items) is what was drawn. `is_feasible` says that the content plan was
    fulfilled without ineligible items.
    """

    administered: tuple[int, ...]
    segments: tuple[int, ...]
    final_segment: int
    ineligible: Mask
    is_feasible: bool = True


@dataclass(frozen=True)
class ItemEligibility:
    """Exposure of `max_rate` at most in every segment of ability (van der Linden & Veldkamp, 2007, JEBS 32).

    Before a test starts, every item is drawn ineligible or not for each segment, with a probability by which
    its rate in that segment is expected to stay at the limit. Where the items of a set are given together the
    set is what is controlled: `ContentPlan.units` number sets as items.

    `cuts` are the bounds between segments, logits. Counts fade by the factor `fading` with every examinee, so
    that the probabilities follow a changing population. `exclusion` is that of the shadow tests: "soft" lets
    an ineligible item in when the content plan demands it, "hard" lifts ineligibility for that test.

    Early in a test the estimate passes through segments where it does not end, and the items given there
    would be counted where they do no harm: they are counted in the segments passed as well (`counts_visits`;
    after van der Linden & Choi, 2020, JEM 57). This controls more strictly than the limit says.

    The limit holds on average: until the counts have told, and by chance, an item may be above it for a
    while. Where that may not be, the items that are `restricted` are made ineligible too.

    Raises:
        ValueError: the rate or the factor is out of range, or the cuts do not rise.
    """

    max_rate: float = 0.25
    _: KW_ONLY
    cuts: tuple[float, ...] = SEVEN_SEGMENTS
    fading: float = 0.999
    exclusion: Literal["soft", "hard"] = "soft"
    counts_visits: bool = True

    def __post_init__(self) -> None:
        if not 0.0 < self.max_rate <= 1.0:
            raise ValueError(f"max_rate must be greater than 0 and at most 1, got {self.max_rate!r}")
        if not 0.0 < self.fading <= 1.0:
            raise ValueError(f"fading must be greater than 0 and at most 1, got {self.fading!r}")
        if not np.isfinite(self.cuts).all() or any(np.diff(self.cuts) <= 0.0):
            raise ValueError(f"cuts must be finite and rise, got {self.cuts!r}")

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return len(self.cuts) + 1

    def segment(self, ability: float) -> int:
        """The segment of this ability, from 0; a cut belongs to the segment above it."""
        return int(np.searchsorted(self.cuts, ability, side="right"))

    def probabilities(self, counts: EligibilityCounts) -> Floats:
        """The probability of being eligible for the next examinee, (n_segments, n_items).

        min{1, 1 - n / phi + (r rho_i / alpha_i) (n / phi)} with the counts of the segment: examinees n,
        feasible phi, eligible rho, administered alpha. With "soft" exclusion every test
        is feasible, phi = n, and min{1, r rho_i / alpha_i} is left. An item that nobody was given has 1.

        Raises:
            ValueError: the counts are of another number of segments.
        """
        if counts.examinees.shape != (self.n_segments,):
            raise ValueError(
                f"counts must be of {self.n_segments} segments, got those of {counts.examinees.size}"
            )
        allowed = np.full(counts.administered.shape, np.inf)
        np.divide(
            self.max_rate * counts.eligible,
            counts.administered,
            out=allowed,
            where=counts.administered > 0.0,
        )
        if self.exclusion == "hard":
            ratio = np.ones(self.n_segments)
            np.divide(counts.examinees, counts.feasible, out=ratio, where=counts.feasible > 0.0)
            allowed = 1.0 - ratio[:, None] + allowed * ratio[:, None]
        return np.asarray(np.clip(allowed, 0.0, 1.0))

    def ineligible(self, counts: EligibilityCounts, draws: Floats, *, keep_at_least: int = 0) -> Mask:
        """The items that the next examinee may not be given in each segment, (n_segments, n_items).

        `draws` are uniforms on [0, 1), one for each item, (n_items,), or one for each segment and item,
        (n_segments, n_items), as in the literature. The former is better: an item that is ineligible in one
        segment then does not get a new chance in the next. In every segment `keep_at_least` items stay
        eligible (all, in a smaller pool): those whose draws come nearest to their probabilities.

        Raises:
            ValueError: the draws have another shape, or the counts are of another number of segments.
        """
        probabilities = self.probabilities(counts)
        if draws.shape not in (probabilities.shape, probabilities.shape[1:]):
            raise ValueError(
                f"draws must have shape {probabilities.shape[1:]} or {probabilities.shape}, got {draws.shape}"
            )
        return drawn_ineligible(draws - probabilities, keep_at_least)

    def counted(self, counts: EligibilityCounts, test: ExposedTest) -> EligibilityCounts:
        """The counts with one more test; the older ones faded.

        Raises:
            ValueError: the test is of other segments or items than the counts.
        """
        shape = counts.administered.shape
        if test.ineligible.shape != shape or len(test.segments) != len(test.administered):
            raise ValueError(
                f"the test must have a segment for each item and a mask of shape {shape}, "
                f"got {len(test.segments)} for {len(test.administered)} and {test.ineligible.shape}"
            )
        if not all(0 <= segment < shape[0] for segment in (test.final_segment, *test.segments)):
            raise ValueError(f"segments must be 0 to {shape[0] - 1}, got {test.segments!r}")
        final = test.final_segment
        examinees, feasible = counts.examinees * self.fading, counts.feasible * self.fading
        administered, eligible = counts.administered * self.fading, counts.eligible * self.fading
        examinees[final] += 1.0
        feasible[final] += test.is_feasible
        was_eligible = ~test.ineligible[final]
        eligible[final] += was_eligible if test.is_feasible or self.exclusion == "soft" else 1.0
        exposed = {(final, item) for item in test.administered}
        if self.counts_visits:
            exposed |= set(zip(test.segments, test.administered, strict=True))
        for place in exposed:
            administered[place] += 1.0
        return EligibilityCounts(*(read_only(each) for each in (examinees, feasible, administered, eligible)))


def drawn_ineligible(excess: Floats, keep_at_least: int) -> Mask:
    """Which items are out, by how much their draws exceed their probabilities, both (..., n_items)."""
    is_out = excess >= 0.0
    n_kept = min(keep_at_least, excess.shape[-1])
    if n_kept:
        is_out &= excess > np.partition(excess, n_kept - 1, axis=-1)[..., n_kept - 1 : n_kept]
    return np.asarray(is_out)
