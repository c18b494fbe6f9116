"""The parameters of several items of one model family and one number of categories, as arrays."""

from dataclasses import dataclass
from typing import Self

from scoring.arrays import Floats, Integers


@dataclass(frozen=True, eq=False)
class ParameterArrays:
    """Slopes `a`, asymptotes `c`, `d` (n_items,); difficulties, thresholds or steps `b` (n_items, n_steps).

    `scores` (n_items, n_steps + 1) is what each category counts: 0, 1, 2, ... of all models but the nominal
    one, whose `b` are the rises of its intercepts from one category to the next. `loadings` (n_items,) are
    those on a factor that a set of items shares, None where there is none.
    """

    a: Floats
    b: Floats
    c: Floats
    d: Floats
    scores: Floats
    loadings: Floats | None = None

    def at(self, places: Integers) -> Self:
        """The items at these places, in this order; a place may come again."""
        return type(self)(
            a=self.a[places],
            b=self.b[places],
            c=self.c[places],
            d=self.d[places],
            scores=self.scores[places],
            loadings=None if self.loadings is None else self.loadings[places],
        )
