"""What came out of simulated tests, and the figures by which adaptive tests are judged."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers
from scoring.classification import ClassificationQuality, classification_quality


@dataclass(frozen=True)
class AbilityGroup:
    """Examinees whose true ability lies from `low` to below `high` (logits), and how well they were measured.

    Bias and RMSE are those of the estimates (logits), `coverage` the share whose interval holds the ability,
    `standard_error` the mean one. NaN where there is nobody.
    """

    low: float
    high: float
    n_examinees: int
    mean_ability: float
    bias: float
    rmse: float
    coverage: float
    standard_error: float
    mean_length: float


@dataclass(frozen=True, eq=False)
class Classification:
    """Decisions at cuts. `counts` (n_categories, n_categories): true category in rows, assigned in columns.

    `expected` is the quality that the estimates and their standard errors promise by themselves.
    """

    cuts: tuple[float, ...]
    counts: Integers
    expected: ClassificationQuality

    @property
    def accuracy(self) -> float:
        """The share of examinees who were assigned their true category."""
        return float(np.trace(self.counts) / self.counts.sum())

    @property
    def false_above(self) -> float:
        """The share who were assigned a category above their true one."""
        return float(np.triu(self.counts, 1).sum() / self.counts.sum())

    @property
    def false_below(self) -> float:
        """The share who were assigned a category below their true one."""
        return float(np.tril(self.counts, -1).sum() / self.counts.sum())


@dataclass(frozen=True, eq=False)
class Simulation:
    """Simulated tests.

    `abilities`, `estimates`, `standard_errors` (logits) and `stop_reasons` are (n_examinees,). `items` and
    `categories` (n_examinees, longest) are what was given and answered, in order, -1 beyond the end; an item
    that time ran out on has no category. `seconds` is what each answer took, NaN beyond the end, or None
    where no times were simulated. `violations` (n_examinees,) counts the demands of the content plan that
    a test does not meet, and the positions where it returns to a set or block that it had left; None without
    a plan.
    """

    n_items: int
    abilities: Floats
    estimates: Floats
    standard_errors: Floats
    items: Integers
    categories: Integers
    stop_reasons: tuple[str, ...]
    seconds: Floats | None = None
    violations: Integers | None = None

    @classmethod
    def joined(cls, parts: Sequence["Simulation"], members: Sequence[Integers]) -> "Simulation":
        """Simulations of groups of examinees as one; `members` are the places of each group's examinees.

        Raises:
            ValueError: there are no parts, or the places are not each examinee once.
        """
        order = np.concatenate(members) if members else np.zeros(0, dtype=np.int64)
        if len(parts) != len(members) or not parts or sorted(order.tolist()) != list(range(order.size)):
            raise ValueError(
                f"members must name every examinee of {len(parts)} parts once, got {order.size} places"
            )
        back = np.argsort(order)

        def sorted_back(arrays: Sequence[np.ndarray]) -> np.ndarray:
            return np.concatenate(arrays)[back]

        reasons = [reason for part in parts for reason in part.stop_reasons]
        seconds = [part.seconds for part in parts if part.seconds is not None]
        violations = [part.violations for part in parts if part.violations is not None]
        return cls(
            n_items=parts[0].n_items,
            abilities=sorted_back([part.abilities for part in parts]),
            estimates=sorted_back([part.estimates for part in parts]),
            standard_errors=sorted_back([part.standard_errors for part in parts]),
            items=sorted_back([part.items for part in parts]),
            categories=sorted_back([part.categories for part in parts]),
            stop_reasons=tuple(reasons[place] for place in back.tolist()),
            seconds=sorted_back(seconds) if len(seconds) == len(parts) else None,
            violations=sorted_back(violations) if len(violations) == len(parts) else None,
        )

    @property
    def n_examinees(self) -> int:
        """Number of examinees."""
        return int(self.abilities.size)

    # --- quality of the estimates ---------------------------------------------------------------------

    @cached_property
    def errors(self) -> Floats:
        """Estimate minus ability, (n_examinees,), logits."""
        return self.estimates - self.abilities

    @property
    def bias(self) -> float:
        """Mean of estimate minus ability, logits."""
        return float(self.errors.mean())

    @property
    def rmse(self) -> float:
        """Root mean square of estimate minus ability, logits."""
        return float(np.sqrt((self.errors**2).mean()))

    @property
    def reliability(self) -> float:
        """Squared correlation of estimates and abilities; NaN where either is the same for everybody."""
        if not (np.ptp(self.abilities) and np.ptp(self.estimates)):
            return float("nan")
        return float(np.corrcoef(self.abilities, self.estimates)[0, 1] ** 2)

    def coverage(self, level: float = 0.95) -> float:
        """The share of examinees whose ability lies within the interval estimate -/+ z standard errors.

        Raises:
            ValueError: the level is not between 0 and 1.
        """
        return float(self._is_covered(level).mean())

    def by_ability(
        self, edges: Sequence[float] = (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5), *, level: float = 0.95
    ) -> tuple[AbilityGroup, ...]:
        """The same for groups by true ability: below the first edge, between edges, above the last.

        Raises:
            ValueError: the edges do not rise, or the level is not between 0 and 1.
        """
        bounds = np.array(edges, dtype=np.float64)
        if not bounds.size or not np.isfinite(bounds).all() or (np.diff(bounds) <= 0.0).any():
            raise ValueError(f"edges must be one or more finite logits that rise, got {edges!r}")
        is_covered = self._is_covered(level)
        group_of = np.searchsorted(bounds, self.abilities, side="right")
        around = (-np.inf, *bounds.tolist(), np.inf)
        groups = []
        for place in range(bounds.size + 1):
            of_group = group_of == place
            groups.append(
                AbilityGroup(
                    low=around[place],
                    high=around[place + 1],
                    n_examinees=int(np.count_nonzero(of_group)),
                    mean_ability=_mean(self.abilities[of_group]),
                    bias=_mean(self.errors[of_group]),
                    rmse=float(np.sqrt(_mean(self.errors[of_group] ** 2))),
                    coverage=_mean(is_covered[of_group]),
                    standard_error=_mean(self.standard_errors[of_group]),
                    mean_length=_mean(self.lengths[of_group]),
                )
            )
        return tuple(groups)

    def classification(self, cuts: Sequence[float]) -> Classification:
        """How examinees were classified at these cuts (logits, rising); an ability at a cut belongs above it.

        Raises:
            ValueError: the cuts do not rise.
        """
        expected = classification_quality(self.estimates, self.standard_errors, cuts)
        bounds = np.array(cuts, dtype=np.float64)
        counts = np.zeros((bounds.size + 1, bounds.size + 1), dtype=np.int64)
        true, assigned = (
            np.searchsorted(bounds, values, side="right") for values in (self.abilities, self.estimates)
        )
        np.add.at(counts, (true, assigned), 1)
        return Classification(cuts=tuple(bounds.tolist()), counts=counts, expected=expected)

    # --- length and time ------------------------------------------------------------------------------

    @cached_property
    def lengths(self) -> Integers:
        """Number of items administered, (n_examinees,)."""
        lengths: Integers = np.count_nonzero(self.items >= 0, axis=1)
        return lengths

    @property
    def mean_length(self) -> float:
        """Mean number of items administered."""
        return float(self.lengths.mean())

    @property
    def stop_reason_counts(self) -> dict[str, int]:
        """How many tests ended for each reason."""
        return dict(Counter(self.stop_reasons))

    @cached_property
    def total_seconds(self) -> Floats | None:
        """How long each test took, (n_examinees,); None where no times were simulated."""
        return None if self.seconds is None else np.nansum(self.seconds, axis=1)

    # --- use of the pool ------------------------------------------------------------------------------

    @cached_property
    def counts(self) -> Integers:
        """How many examinees saw each item, (n_items,)."""
        return np.bincount(self.items[self.items >= 0], minlength=self.n_items)

    @property
    def administered(self) -> tuple[tuple[int, ...], ...]:
        """The items of each examinee, in order."""
        return tuple(
            tuple(items[:length].tolist()) for items, length in zip(self.items, self.lengths, strict=True)
        )

    @property
    def exposure_rates(self) -> Floats:
        """Share of examinees who saw each item, (n_items,)."""
        return self.counts / self.n_examinees

    @property
    def max_exposure(self) -> float:
        """The largest exposure rate of any item."""
        return float(self.exposure_rates.max())

    @property
    def unused_share(self) -> float:
        """Share of the pool that nobody saw."""
        return float((self.counts == 0).mean())

    @property
    def overlap(self) -> float:
        """Mean number of items that two examinees share, as a share of the mean length.

        Counted over all pairs of different examinees; for many of them it is sum_i r_i^2 / n, with r_i the
        exposure rates and n the mean length (Chen, Ankenmann & Spray, 2003, JEM 40). NaN for one examinee.
        """
        n = self.n_examinees
        if n == 1:
            return float("nan")
        shared = float((self.counts * (self.counts - 1)).sum()) / (n * (n - 1))
        return shared / self.mean_length

    @property
    def n_violating(self) -> int:
        """Number of tests that break the content plan; 0 without a plan."""
        return 0 if self.violations is None else int(np.count_nonzero(self.violations))

    def as_bytes(self) -> bytes:
        """Everything that was simulated; equal simulations have equal bytes, on machines of the same kind."""
        arrays: tuple[ArrayLike, ...] = (
            self.abilities,
            self.estimates,
            self.standard_errors,
            self.items,
            self.categories,
            () if self.seconds is None else self.seconds,
            () if self.violations is None else self.violations,
        )
        parts = [np.ascontiguousarray(each).astype("<f8").tobytes() for each in arrays]
        return b"".join([*parts, "\n".join(self.stop_reasons).encode()])

    def _is_covered(self, level: float) -> Floats:
        if not 0.0 < level < 1.0:
            raise ValueError(f"level must lie between 0 and 1, got {level!r}")
        reach = NormalDist().inv_cdf(0.5 + level / 2.0) * self.standard_errors
        return np.asarray(np.abs(self.errors) <= reach, dtype=np.float64)


def _mean(values: Floats | Integers) -> float:
    return float(values.mean()) if values.size else float("nan")
