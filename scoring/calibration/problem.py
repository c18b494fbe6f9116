"""One calibration as a problem in one vector: which entries are whose parameters, and what items are fixed.

The vector holds the working parameters of the free items, block by block, and then the state of the groups.
Items that share a slope share its entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scoring.arrays import Floats, Integers, Mask
from scoring.calibration.asymptote_family import AsymptoteFamily
from scoring.calibration.families import SHARED_SLOPE, CalibrationItem, CalibrationModel, Family
from scoring.calibration.graded_family import GradedFamily
from scoring.calibration.likelihood import Expectation, PatternMatrix
from scoring.calibration.linear_family import LinearFamily
from scoring.calibration.populations import Groups
from scoring.calibration.priors import ItemPriors, PriorArrays
from scoring.parameters import ItemPool
from scoring.response_models import log_category_probabilities


class ItemSpec(NamedTuple):
    """One item of the problem: free with a model and priors, or `fixed`."""

    model: CalibrationModel
    n_categories: int
    priors: ItemPriors
    fixed: CalibrationItem | None
    slope_is_held: bool = False


@dataclass(frozen=True, eq=False)
class ItemBlock:
    """Free items of one family and number of categories.

    `items` are their places in the problem, `rows` (n_items, n_categories) their rows in the table of all
    categories, `index` (n_items, n_parameters) their entries in the vector. `has_shared_slope` says that the
    first parameter of all of them is one entry.
    """

    family: Family
    models: tuple[CalibrationModel, ...]
    items: Integers
    rows: Integers
    index: Integers
    priors: PriorArrays
    has_shared_slope: bool


@dataclass(frozen=True, eq=False)
class Problem:
    """What is fitted to what; `lower` and `upper` are the bounds of the vector's entries."""

    matrix: PatternMatrix
    nodes: Floats
    blocks: tuple[ItemBlock, ...]
    fixed_rows: Floats
    groups: Groups
    n_item_entries: int
    lower: Floats
    upper: Floats
    is_held: Mask
    n_items: int

    @classmethod
    def of(cls, matrix: PatternMatrix, items: Sequence[ItemSpec], nodes: Floats, groups: Groups) -> "Problem":
        """The problem of these items; the rows of the table are theirs in this order."""
        n_categories = np.array([item.n_categories for item in items], dtype=np.int64)
        first_rows = np.cumsum(n_categories) - n_categories
        fixed_rows = np.zeros((int(n_categories.sum()), nodes.size))
        members: dict[tuple[Family, bool], list[int]] = {}
        for place, item in enumerate(items):
            if item.fixed is None:
                key = (family_of(item.model, item.n_categories), item.model in SHARED_SLOPE)
                members.setdefault(key, []).append(place)
        _fill_fixed(fixed_rows, first_rows, items, nodes)
        n_sharing = sum(len(places) for (_, shares), places in members.items() if shares)
        blocks: list[ItemBlock] = []
        lower, upper, held = [], [], []
        n_entries = 0
        shared_entry = -1
        for (family, shares), places in members.items():
            n_parameters = len(family.names)
            index = np.empty((len(places), n_parameters), dtype=np.int64)
            lows, highs = family.bounds()
            if shares:
                if shared_entry < 0:
                    shared_entry, n_entries = n_entries, n_entries + 1
                    lower.append(lows[:1])
                    upper.append(highs[:1])
                    held.append(np.array([any(items[place].slope_is_held for place in places)]))
                index[:, 0] = shared_entry
            own = n_parameters - int(shares)
            index[:, int(shares) :] = n_entries + np.arange(own * len(places)).reshape(-1, own)
            n_entries += own * len(places)
            lower.append(np.tile(lows[int(shares) :], len(places)))
            upper.append(np.tile(highs[int(shares) :], len(places)))
            held.append(np.zeros(own * len(places), dtype=np.bool_))
            n_asymptotes = 1 + int(family.has_upper) if isinstance(family, AsymptoteFamily) else 0
            is_nominal = isinstance(family, LinearFamily) and family.is_nominal
            blocks.append(
                ItemBlock(
                    family=family,
                    models=tuple(items[place].model for place in places),
                    items=np.array(places),
                    rows=first_rows[places][:, None] + np.arange(family.n_categories),
                    index=index,
                    priors=PriorArrays.of(
                        [ItemPriors.none() if is_nominal else items[place].priors for place in places],
                        n_steps=family.n_categories - 1,
                        n_asymptotes=n_asymptotes,
                        slope_weight=1.0 / n_sharing if shares else 1.0,
                    ),
                    has_shared_slope=shares,
                )
            )
        is_held = np.concatenate((*held, ~groups.is_free_entry))
        return cls(
            matrix=matrix,
            nodes=nodes,
            blocks=tuple(blocks),
            fixed_rows=fixed_rows,
            groups=groups,
            n_item_entries=n_entries,
            lower=np.concatenate((*lower, np.full(groups.size, -np.inf))),
            upper=np.concatenate((*upper, np.full(groups.size, np.inf))),
            is_held=is_held,
            n_items=len(items),
        )

    @property
    def size(self) -> int:
        """Length of the vector."""
        return self.n_item_entries + self.groups.size

    def log_rows(self, vector: Floats) -> Floats:
        """Log probabilities of all categories at the nodes, (n_rows, n_nodes)."""
        rows = self.fixed_rows.copy()
        for block in self.blocks:
            logs = block.family.log_probabilities(vector[block.index], self.nodes)
            rows[block.rows] = logs
        return rows

    def log_prior(self, vector: Floats) -> float:
        """Log density of the priors, up to a constant."""
        return sum(
            block.priors.log_density(vector[block.index])
            for block in self.blocks
            if not block.priors.is_empty
        )

    def expectation(self, vector: Floats, *, only_fixed: bool = False) -> Expectation:
        """The E-step at this vector; with `only_fixed` the posteriors rest on the fixed items alone."""
        log_rows = self.fixed_rows if only_fixed else self.log_rows(vector)
        return self.matrix.expectation(log_rows, self.groups.log_weights(vector[self.n_item_entries :]))

    def expected_log_likelihood(self, vector: Floats, expectation: Expectation) -> float:
        """The complete-data log likelihood of the free items, for the M-step by itself."""
        return sum(
            float(
                (
                    expectation.counts[block.rows]
                    * block.family.log_probabilities(vector[block.index], self.nodes)
                ).sum()
            )
            for block in self.blocks
        )

    def is_valid(self, vector: Floats) -> bool:
        """Whether every item has probabilities."""
        return bool(np.isfinite(vector).all()) and all(
            block.family.is_valid(vector[block.index]).all() for block in self.blocks
        )

    def projected(self, vector: Floats) -> Floats:
        """The vector within its bounds, the groups' state a state."""
        projected = np.clip(vector, self.lower, self.upper)
        projected[self.n_item_entries :] = self.groups.projected(projected[self.n_item_entries :])
        return projected

    def oriented(self, vector: Floats) -> Floats:
        """The vector with ability the right way round: most slopes positive.

        The likelihood is the same with ability, and so all slopes and means, mirrored; fixed items decide,
        and nominal items do not.
        """
        ordered = [
            block
            for block in self.blocks
            if not (isinstance(block.family, LinearFamily) and block.family.is_nominal)
        ]
        has_anchors = sum(len(block.items) for block in self.blocks) < self.n_items
        if has_anchors or sum(float(vector[block.index[:, 0]].sum()) for block in ordered) >= 0.0:
            return vector
        mirrored = vector.copy()
        for block in self.blocks:
            n_slopes = block.index.shape[1] // 2 if block not in ordered else 1
            slopes = block.index[:, :n_slopes].ravel()
            mirrored[slopes] = -vector[slopes]
        mirrored[self.n_item_entries :] = self.groups.mirrored(vector[self.n_item_entries :])
        return mirrored


def family_of(model: CalibrationModel, n_categories: int) -> Family:
    """The family that estimates items of this model."""
    if model == "grm" and n_categories > 2:  # noqa: PLR2004  with two categories it is the 2PL
        return GradedFamily(n_categories)
    if model in {"3pl", "4pl"}:
        return AsymptoteFamily(has_upper=model == "4pl")
    return LinearFamily(n_categories, is_nominal=model == "nominal")


def _fill_fixed(rows: Floats, first_rows: Integers, items: Sequence[ItemSpec], nodes: Floats) -> None:
    fixed = [(place, item.fixed) for place, item in enumerate(items) if item.fixed is not None]
    if not fixed:
        return
    pool = ItemPool.of([item for _, item in fixed])
    logs = log_category_probabilities(pool, nodes)
    for (place, item), curves in zip(fixed, logs, strict=True):
        rows[first_rows[place] : first_rows[place] + item.n_categories] = curves[: item.n_categories]
