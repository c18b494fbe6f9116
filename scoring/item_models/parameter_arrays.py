"""The parameters of several items of one model family and one number of categories, as arrays."""

from dataclasses import dataclass

from scoring.arrays import Floats


@dataclass(frozen=True, eq=False)
class ParameterArrays:
    """Slopes `a` and asymptotes `c`, `d` (n_items,); difficulties or thresholds `b` (n_items, n_steps)."""

    a: Floats
    b: Floats
    c: Floats
    d: Floats
