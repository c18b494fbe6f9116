"""Scores for tests: item response models, ability, and the decisions of an adaptive test.

Pure numbers: arrays in, frozen results out; no clock, no files, no hidden randomness. Whoever calls passes
the uniform draws or the generator, so that a decision can be made again, exactly, from what was recorded.

- `ItemParameters` describe an item; an `ItemPool` holds items of any mixture of models in a fixed order.
  An item is named by its place in the pool, a response by its category, 0 .. n_categories - 1.
- `category_probabilities`, `item_information` and `score_functions` are the pool's curves. The formulas are
  in `item_models`, one module per family, the only place to add a model.
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
from scoring.parameters import ItemParameters, ItemPool, ModelName
from scoring.probability_grid import ProbabilityGrid
from scoring.reporting_scale import ReportingScale, ScoreBand
from scoring.response_models import (
    category_probabilities,
    item_information,
    log_category_probabilities,
    score_functions,
)
from scoring.selection import Candidate, expected_posterior_variance, variance_reduction
from scoring.simulation import Simulation, simulate
from scoring.stopping import StoppingRule, StopReason

__all__ = [
    "GRID",
    "AdaptiveTest",
    "Candidate",
    "Choice",
    "Criterion",
    "Estimate",
    "ItemParameters",
    "ItemPool",
    "ModelName",
    "Posterior",
    "ProbabilityGrid",
    "ReportingScale",
    "ScoreBand",
    "Simulation",
    "StopReason",
    "StoppingRule",
    "category_probabilities",
    "eap",
    "expected_posterior_variance",
    "item_information",
    "log_category_probabilities",
    "normal_prior",
    "posterior",
    "restricted",
    "score_functions",
    "simulate",
    "variance_reduction",
]
