"""Tests assembled to a content plan: constraints in the plan's own words, a solver underneath.

- `ItemAttributes` hold what is known of the items; conditions such as `Labelled` and `Between` pick items.
- The constraints: `Count`, `Proportion`, `Total`, `Mean`, `KeyBalance` on what a test holds; `Sets`,
  `SetCount`, `SetTotal`, `Enemies`, `AllOrNone`, `Order` on how its items hang together.
- A `ContentPlan` is the constraints compiled for a pool. `violations` checks a test against it.
- `ShadowTests` keep an adaptive test within the plan, item by item; `priority_index` tries to, cheaply.
- `assemble_forms` makes fixed forms that are parallel.
- `examine` says why a plan cannot be fulfilled.

No constraint is ever dropped: what cannot be fulfilled is refused with `NoTestError`.
"""

from scoring.assembly.attributes import NO_LABEL, ItemAttributes
from scoring.assembly.conditions import (
    EVERY_ITEM,
    Among,
    Between,
    Both,
    Condition,
    Either,
    EveryItem,
    Labelled,
    Not,
)
from scoring.assembly.constraints import Count, KeyBalance, Mean, Proportion, Total
from scoring.assembly.feasibility import Diagnosis, Shortfall, examine
from scoring.assembly.integer_programme import NO_LIMITS, Limits
from scoring.assembly.parallel_forms import ParallelForms, assemble_forms
from scoring.assembly.plan import ContentPlan, Demand, Violation
from scoring.assembly.priority_index import PriorityIndexTests, priority_index
from scoring.assembly.rows import Constraint
from scoring.assembly.shadow_test import NoTestError, ShadowTest, ShadowTests
from scoring.assembly.structure import AllOrNone, Enemies, Order, SetCount, Sets, SetTotal

__all__ = [
    "EVERY_ITEM",
    "NO_LABEL",
    "NO_LIMITS",
    "AllOrNone",
    "Among",
    "Between",
    "Both",
    "Condition",
    "Constraint",
    "ContentPlan",
    "Count",
    "Demand",
    "Diagnosis",
    "Either",
    "Enemies",
    "EveryItem",
    "ItemAttributes",
    "KeyBalance",
    "Labelled",
    "Limits",
    "Mean",
    "NoTestError",
    "Not",
    "Order",
    "ParallelForms",
    "PriorityIndexTests",
    "Proportion",
    "SetCount",
    "SetTotal",
    "Sets",
    "ShadowTest",
    "ShadowTests",
    "Shortfall",
    "Total",
    "Violation",
    "assemble_forms",
    "examine",
    "priority_index",
]
