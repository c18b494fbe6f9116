"""Classical test theory: items and sum scores without a response model.

- `item_statistics`: difficulty, corrected point-biserial, biserial; `option_table`: how the options of choice
  items work.
- `reliability`: alpha with its interval, lambda-2, the standard error of measurement; `omega_total`,
  `split_half`.
- `polychoric` and `one_factor` are what omega stands on.

Responses are categories 0, 1, 2, ..., (n_persons, n_items), -1 or NaN where missing; a `MissingPolicy` says
what a gap counts as. Sums compare persons who had the same items: for adaptive tests only `option_table` with
abilities as criterion.
"""

from scoring.classical.distractors import OptionCode, OptionFinding, OptionTable, option_table
from scoring.classical.item_analysis import ItemReason, ItemStatistics, item_statistics
from scoring.classical.one_factor import FactorReason, OneFactor, one_factor
from scoring.classical.polychoric import PolychoricCorrelations, bivariate_normal, polychoric
from scoring.classical.reliability import (
    Omega,
    Reliability,
    ReliabilityReason,
    SplitHalf,
    covariances,
    omega_total,
    reliability,
    split_half,
    standard_error_of_measurement,
)
from scoring.classical.response_sheet import MissingPolicy, read_categories

__all__ = [
    "FactorReason",
    "ItemReason",
    "ItemStatistics",
    "MissingPolicy",
    "Omega",
    "OneFactor",
    "OptionCode",
    "OptionFinding",
    "OptionTable",
    "PolychoricCorrelations",
    "Reliability",
    "ReliabilityReason",
    "SplitHalf",
    "bivariate_normal",
    "covariances",
    "item_statistics",
    "omega_total",
    "one_factor",
    "option_table",
    "polychoric",
    "read_categories",
    "reliability",
    "split_half",
    "standard_error_of_measurement",
]
