"""The linear change from one ability scale to another, applied to abilities, errors and items."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats
from scoring.parameters import AnyItemParameters, ItemParameters, ItemPool, NominalParameters


@dataclass(frozen=True)
class ScaleTransformation:
    """The change theta_target = slope theta_source + intercept; both scales in logits.

    The models are the same on both scales: a / slope and slope b + intercept give every category the
    probability it had (Kolen & Brennan, 2014, Test Equating, Scaling, and Linking, section 6.2).

    Raises:
        ValueError: the slope is not positive, or a number is not finite.
    """

    slope: float
    intercept: float

    def __post_init__(self) -> None:
        if not 0.0 < self.slope < np.inf:
            raise ValueError(f"slope must be finite and greater than 0, got {self.slope!r}")
        if not np.isfinite(self.intercept):
            raise ValueError(f"intercept must be finite, got {self.intercept!r}")

    def abilities(self, source: ArrayLike) -> Floats:
        """Abilities of the source scale on the target scale, of any shape."""
        transformed: Floats = self.slope * np.asarray(source, dtype=np.float64) + self.intercept
        return transformed

    def standard_errors(self, source: ArrayLike) -> Floats:
        """Standard errors of the source scale on the target scale; the link's own error is not in them."""
        transformed: Floats = self.slope * np.asarray(source, dtype=np.float64)
        return transformed

    def item(self, source: AnyItemParameters) -> AnyItemParameters:
        """The same item on the target scale.

        The nominal model's intercepts c_k become c_k - a s_k intercept / slope.

        Raises:
            ValueError: the item is derived from others.
        """
        if isinstance(source, NominalParameters):
            shift = source.a * self.intercept / self.slope
            pairs = zip(source.intercepts, source.scores, strict=True)
            return NominalParameters(
                source.a / self.slope, source.scores, tuple(own - score * shift for own, score in pairs)
            )
        if not isinstance(source, ItemParameters):
            raise ValueError("source must not be derived from others: change those instead")  # noqa: TRY004
        steps = tuple(self.slope * step + self.intercept for step in source.b)
        return ItemParameters(source.model, source.a / self.slope, steps, source.c, source.d)

    def items(self, source: Sequence[AnyItemParameters]) -> tuple[AnyItemParameters, ...]:
        """The same items on the target scale."""
        return tuple(self.item(each) for each in source)

    def pool(self, source: ItemPool) -> ItemPool:
        """The same pool on the target scale."""
        return ItemPool.of(self.items(source.items))

    @property
    def inverse(self) -> Self:
        """The change from the target scale to the source scale."""
        return type(self)(1.0 / self.slope, -self.intercept / self.slope)

    def then(self, later: "ScaleTransformation") -> Self:
        """This change and then a later one, in one: the links of a chain of calibrations."""
        return type(self)(later.slope * self.slope, later.slope * self.intercept + later.intercept)
