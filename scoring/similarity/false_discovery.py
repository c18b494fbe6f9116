"""Control of false discoveries among many p values."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, read_only

Procedure = Literal["by", "bh"]
"""Benjamini and Yekutieli's, for p values that depend in any way, or Benjamini and Hochberg's."""


def adjusted_p_values(p_values: ArrayLike, procedure: Procedure = "by") -> Floats:
    """Adjusted p values in the shape given: those below q are findings with a false share of q at most.

    min over j >= i of n p_(j) / j (Benjamini & Hochberg, 1995, JRSS B 57, 289-300), times 1 + 1/2 + … + 1/n
    by "by" (Benjamini & Yekutieli, 2001, Annals of Statistics 29, 1165-1188). Pairs that share a person are
    not independent, so that "by" is the one that holds for them whatever else. NaN is no test: it stays, and
    is not counted.

    Raises:
        ValueError: a p value is not within 0 and 1, or the procedure is unknown.
    """
    if procedure not in {"by", "bh"}:
        raise ValueError(f"procedure must be 'by' or 'bh', got {procedure!r}")
    given = np.asarray(p_values, dtype=np.float64)
    is_test = ~np.isnan(given)
    known = given[is_test]
    if not ((known >= 0.0) & (known <= 1.0)).all():
        raise ValueError("p_values must lie within 0 and 1")
    adjusted = np.full(given.shape, np.nan)
    if known.size:
        ranks = np.arange(1, known.size + 1)
        factor = known.size * (np.sum(1.0 / ranks) if procedure == "by" else 1.0)
        order = np.argsort(known, kind="stable")
        steps = np.minimum.accumulate((factor * known[order] / ranks)[::-1])[::-1]
        values = np.empty(known.size)
        values[order] = np.minimum(steps, 1.0)
        adjusted[is_test] = values
    return read_only(adjusted)
