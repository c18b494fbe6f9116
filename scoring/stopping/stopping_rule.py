"""Rules for ending an adaptive test, each with the reason that is recorded."""

from dataclasses import dataclass
from typing import Literal

from scoring.ability import Estimate

StopReason = Literal["precise", "max_items", "pool_empty"]
"""Why a test ended: the estimate is precise enough, the test at its longest, or no item is left."""


@dataclass(frozen=True)
class StoppingRule:
    """Stop on precision, but not before `min_items`; stop in any case at `max_items` or when no item is left.

    `target_standard_error` None means that precision does not stop the test.

    Raises:
        ValueError: a limit is out of its range.
    """

    max_items: int
    min_items: int = 0
    target_standard_error: float | None = None

    def __post_init__(self) -> None:
        if self.max_items < 1:
            raise ValueError(f"max_items must be 1 or more, got {self.max_items!r}")
        if not 0 <= self.min_items <= self.max_items:
            raise ValueError(
                f"min_items must lie between 0 and max_items ({self.max_items}), got {self.min_items!r}"
            )
        if self.target_standard_error is not None and not self.target_standard_error > 0.0:
            raise ValueError(
                f"target_standard_error must be greater than 0, got {self.target_standard_error!r}"
            )

    def reason(self, estimate: Estimate, n_administered: int, n_left: int) -> StopReason | None:
        """Why the test ends now, or None when it goes on; of several reasons, precision is named first."""
        is_precise = (
            self.target_standard_error is not None and estimate.standard_error <= self.target_standard_error
        )
        if is_precise and n_administered >= self.min_items:
            return "precise"
        if n_administered >= self.max_items:
            return "max_items"
        if n_left <= 0:
            return "pool_empty"
        return None
