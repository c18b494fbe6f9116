"""What calibration and the review of a form report beside their numbers: codes with figures, no sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

CalibrationCode = Literal[
    "never_shown",
    "never_preferred",
    "always_preferred",
    "few_comparisons",
    "unlinked_statements",
    "unlinked_traits",
    "loading_against_key",
    "parameter_at_bound",
    "weakly_identified",
    "rough_integration",
    "not_converged",
]
"""What calibration notices.

- `never_shown`: statements without a decided comparison; they keep the parameters they came with.
- `never_preferred`, `always_preferred`: their means have no finite estimate. They are held where a correction
  of one half puts them and have no standard errors.
- `few_comparisons`: compared `fewest` times, below `wanted`.
- `unlinked_statements`: `n_groups` groups of statements that no block joins. The means, and where
  uniquenesses are estimated the units of loadings too, of different groups can be compared only on trust in
  the convention that they average to the same.
- `unlinked_traits`: `n_groups` groups of traits that no block compares. How high one group is against another
  is left to the prior.
- `loading_against_key`: the estimate has the sign opposite to `keyed`, by more than two standard errors.
- `parameter_at_bound`: a loading, mean or uniqueness ended at the edge of what is allowed.
- `weakly_identified`: `n_directions` combinations of parameters of which the answers tell next to nothing, as
  when few blocks or keys of one sign leave the level of traits open; `least_share` is the least eigenvalue of
  the information, scaled to a diagonal of 1, over the largest. `n_flat` of them are flat: the parameters
  concerned have no standard errors.
- `rough_integration`: the nodes of `n_persons` persons carry the weight of less than a tenth of them.
- `not_converged`: `decrement` (twice the rise that one more step promises) is above what was asked for.
"""

IpsativityCode = Literal[
    "all_positively_keyed",
    "few_mixed_blocks",
    "few_traits",
    "weak_absolute_location",
    "traits_not_compared",
]
"""What the review of a form notices; `ipsativity` explains the figures."""

FindingCode: TypeAlias = CalibrationCode | IpsativityCode


@dataclass(frozen=True)
class Finding:
    """One thing that was noticed, whom it concerns, and the figures that show it."""

    code: FindingCode
    figures: Mapping[str, float] = field(default_factory=dict)
    statements: tuple[int, ...] = ()
    traits: tuple[int, ...] = ()
