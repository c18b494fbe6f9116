"""Which parameters of statements rankings can tell, and what is laid down for the rest.

Only differences of utilities are seen, so that origin and unit of utility are free in every group of
statements that blocks join. They are laid down so:

- traits have mean 0 and variance 1 (unless the population is free, which needs anchors);
- origin: the means of a group average 0, unless it holds an anchor;
- unit: loading^2 + uniqueness averages 1 in a group, unless it holds an anchor or a uniqueness that is given.
  A statement's uniqueness can be told only from blocks of three or more (Brown & Maydeu-Olivares, 2011, EPM
  71, 460-502); in pairs it stays as given, by default 0.5 each, so that a pair has variance 1, their
  convention;
- sign: loadings start with the sign of the key.

Held are also statements whose mean has no finite estimate, because they always or never were preferred.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from scoring.arrays import Floats, Integers, Mask
from scoring.forced_choice.likelihood import UtilityModel
from scoring.forced_choice.rankings import Rankings
from scoring.forced_choice.statements import Block


@dataclass(frozen=True, eq=False)
class Identification:
    """Masks (n_statements,) of what is estimated, groups, and those whose origin or unit is laid down."""

    has_loading: Mask
    has_uniqueness: Mask
    groups: Integers
    origins: tuple[int, ...]
    units: tuple[int, ...]

    def normalised(self, model: UtilityModel) -> UtilityModel:
        """The same likelihood, with origins and units where they belong."""
        loadings, means = model.loadings.copy(), model.means.copy()
        uniquenesses = model.uniquenesses.copy()
        for group in self.units:
            members = self.groups == group
            free = members & self.has_uniqueness
            unit = np.sqrt((loadings[free] ** 2 + uniquenesses[free]).mean())
            loadings[members] /= unit
            means[members] /= unit
            uniquenesses[members] /= unit**2
        for group in self.origins:
            members = self.groups == group
            means[members] -= means[members & self.has_loading].mean()
        return UtilityModel(model.traits, loadings, means, uniquenesses)

    def constraint_rows(self, model: UtilityModel) -> Floats:
        """Gradients of the rules by loadings, means and log uniquenesses, (n_rules, 3 n_statements)."""
        n = model.loadings.size
        rows = np.zeros((len(self.origins) + len(self.units), 3, n))
        for row, group in zip(rows, self.origins, strict=False):
            row[1, (self.groups == group) & self.has_loading] = 1.0
        for row, group in zip(rows[len(self.origins) :], self.units, strict=True):
            free = (self.groups == group) & self.has_uniqueness
            row[0, free] = 2.0 * model.loadings[free]
            row[2, free] = model.uniquenesses[free]
        return rows.reshape(-1, 3 * n)


def identified(
    rankings: Rankings, n_statements: int, *, fixed: Mask, held: Mask, estimates_uniquenesses: bool
) -> Identification:
    """What is estimated, where `fixed` statements are anchors and `held` ones have no finite estimate."""
    shown, tellable = np.zeros(n_statements, dtype=np.bool_), np.zeros(n_statements, dtype=np.bool_)
    for block in rankings.blocks:
        shown[list(block)] = True
        if len(block) > 2:  # noqa: PLR2004
            tellable[list(block)] = True
    groups = joined(rankings.blocks, n_statements)
    free = shown & ~fixed & ~held
    has_uniqueness = free & tellable & estimates_uniquenesses
    # A group of one statement is of a statement that nobody saw.
    origins, units = [], []
    for group in np.unique(groups[free]).tolist():
        members = groups == group
        if not (members & fixed).any():
            origins.append(group)
            if has_uniqueness[members & free].all():
                units.append(group)
    return Identification(free, has_uniqueness, groups, tuple(origins), tuple(units))


def joined(blocks: tuple[Block, ...], n: int) -> Integers:
    """For each of n things the number of the group to which blocks of them join it, (n,)."""
    links = [(block[0], other) for block in blocks for other in block[1:]]
    rows, columns = np.array(links, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(rows.size), (rows, columns)), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)
