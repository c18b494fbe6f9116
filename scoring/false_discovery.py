"""Control of false discoveries among many p-values."""

from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import false_discovery_control

from scoring.arrays import Floats, read_only

Procedure: TypeAlias = Literal["by", "bh"]
"""Benjamini and Yekutieli's, for p-values that depend in any way, or Benjamini and Hochberg's."""


def adjusted_p_values(p_values: ArrayLike, procedure: Procedure) -> Floats:
    """Adjusted p-values in the shape given: those at most q are findings with a false share of q at most.

    min over j >= i of n p_(j) / j by "bh" (Benjamini & Hochberg, 1995, JRSS B 57, 289-300), for independent
    tests and most that are not; times 1 + 1/2 + … + 1/n by "by" (Benjamini & Yekutieli, 2001, Annals of
    Statistics 29, 1165-1188), which holds for tests that depend on each other in any way, such as those of
    pairs that share a person. NaN is no test: it stays, and is not counted.

    Raises:
        ValueError: a p-value is not within 0 and 1, or the procedure is unknown.
    """
    if procedure not in get_args(Procedure):
        raise ValueError(f"procedure must be 'by' or 'bh', got {procedure!r}")
    given = np.asarray(p_values, dtype=np.float64)
    is_test = ~np.isnan(given)
    known = given[is_test]
    if not ((known >= 0.0) & (known <= 1.0)).all():
        raise ValueError("p_values must lie within 0 and 1, or be NaN where there is no test")
    adjusted = np.full(given.shape, np.nan)
    if known.size:
        adjusted[is_test] = false_discovery_control(known, method=procedure)
    return read_only(adjusted)
