"""Scores for tests: item response models, ability, and the decisions of an adaptive test.

Pure numbers: arrays in, frozen results out; no clock, no files, no hidden randomness. Whoever calls passes
the uniform draws or the generator, so that a decision can be made again, exactly, from what was recorded.

- `ItemParameters` describe an item (`NominalParameters` one without ordered categories); an `ItemPool` holds
  items of any mixture of models in a fixed order. An item is named by its place in the pool, a response by
  its category, 0 .. n_categories - 1.
- `category_probabilities` with its derivatives, `item_information` (expected), `observed_information` and
  `expected_item_scores` are the items' curves, `characteristic_curve` and `information_curve` the pool's. The
  formulas are in `item_models`, one module per family, the only place to add a model.
- Ability is estimated on one published `GRID` of 121 nodes; an `Estimate` is an ability and its standard
  error.
- `AdaptiveTest` answers the three questions of a test in progress: what is the ability (`estimate`), is it
  time to end (`stop_reason`), which item is next (`choose`). It holds no state of the test: the responses
  are arguments.
- `restricted` turns exposure counts into the items the next examinee may not be given.
- `ReportingScale` turns logits into the scores that people read.
- `simulate` runs whole tests on examinees of known ability.

Conventions: logit metric with D = 1, abilities about N(0, 1) unless a bank says otherwise, float64, sums of
probabilities in the log domain. A wrong argument is a `ValueError` that says which, what was expected and
what came.
"""

from scoring.ability import GRID, Estimate, Posterior, eap, normal_prior, posterior
from scoring.adaptive_test import AdaptiveTest, Choice, Criterion
from scoring.exposure import restricted
from scoring.parameters import (
    AnyItemParameters,
    ItemParameters,
    ItemPool,
    ModelName,
    NominalParameters,
    rating_scale_items,
)
from scoring.probability_grid import ProbabilityGrid
from scoring.reporting_scale import ReportingScale, ScoreBand
from scoring.response_models import (
    Derivatives,
    category_probabilities,
    characteristic_curve,
    expected_item_scores,
    information_curve,
    item_information,
    log_category_probabilities,
    observed_information,
    probability_derivatives,
    score_functions,
)
from scoring.selection import Candidate, expected_posterior_variance, variance_reduction
from scoring.simulation import Simulation, simulate
from scoring.stopping import StoppingRule, StopReason

__all__ = [
    "GRID",
    "AdaptiveTest",
    "AnyItemParameters",
    "Candidate",
    "Choice",
    "Criterion",
    "Derivatives",
    "Estimate",
    "ItemParameters",
    "ItemPool",
    "ModelName",
    "NominalParameters",
    "Posterior",
    "ProbabilityGrid",
    "ReportingScale",
    "ScoreBand",
    "Simulation",
    "StopReason",
    "StoppingRule",
    "category_probabilities",
    "characteristic_curve",
    "eap",
    "expected_item_scores",
    "expected_posterior_variance",
    "information_curve",
    "item_information",
    "log_category_probabilities",
    "normal_prior",
    "observed_information",
    "posterior",
    "probability_derivatives",
    "rating_scale_items",
    "restricted",
    "score_functions",
    "simulate",
    "variance_reduction",
]
