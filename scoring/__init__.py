"""Scores for tests: item response models, ability, and the decisions of an adaptive test.

Pure numbers: arrays in, frozen results out; no clock, no files, no hidden randomness. Whoever calls passes
the uniform draws or the generator, so that a decision can be made again, exactly, from what was recorded.
`docs/scoring.md` is the guide, with examples; in reading order:

- `ItemParameters` describe an item (`NominalParameters` one without ordered categories); an `ItemPool` holds
  items of any mixture of models in a fixed order. An item is named by its place in the pool, a response by
  its category, 0 .. n_categories - 1.
- `category_probabilities` with its derivatives, `item_information` (expected), `observed_information` and
  `expected_item_scores` are the items' curves, `characteristic_curve` and `information_curve` the pool's. The
  formulas are in `item_models`, one module per family, the only place to add a model.
- Ability is estimated on one published `GRID` of 121 nodes; an `Estimate` is an ability and its standard
  error. `estimate_eap`, `estimate_map`, `estimate_ml`, `estimate_wle` and the others take the responses of
  many persons, gaps allowed, and give `AbilityEstimates` that name the method and the kind of standard error.
  Priors are logarithms of weights on the grid: `normal_prior`, `uniform_prior`, `empirical_prior`, and
  `conditional_prior` for what earlier sections told. `sum_score_eap` is for fixed forms.
- A `SpecificFactor` is what the items of a set share besides ability (testlets, bifactor): they enter a
  posterior together.
- `MultidimensionalItem` measures several abilities at once; `estimate_multidimensional_map` and `..._eap`
  give them jointly, and `updated_covariance` what one more item would add.
- `AdaptiveTest` answers the three questions of a test in progress: what is the ability (`estimate`), is it
  time to end (`stop_reason`), which item is next (`choose`). It holds no state of the test: the responses
  are arguments; the same questions ending in `_each` are for many persons at once.
- `Selection` says how the next item is chosen: by one of eleven rules, with chance or without, the first
  items in their own way. The criteria themselves are in `scoring.selection`, for several abilities too.
- A `ContentPlan` is what every test from a pool must hold, in the constraints of `scoring.assembly`.
  `ShadowTests` keep an adaptive test to it, `priority_index` cheaply and without guarantee; `assemble_forms`
  makes parallel fixed forms; `examine` says why a plan cannot be fulfilled.
- `restricted`, `ItemEligibility`, `SympsonHetter` and `retest_ineligible` (`scoring.exposure`) turn counts
  into the items the next examinee may not be given.
- A `StoppingRule`, or a tree of the rules in `scoring.stopping` asked by `stopped`, ends a test with a
  reason; `classification_quality` says how good decisions at cuts are.
- `ResponseTimes` are how long items take, for choosing by information per time and for simulations.
- `simulate` has `Examinees` of known ability take whole tests in lock step; a `Simulation` tells how well
  they were measured and how the pool was used.
- `ReportingScale` turns logits into the scores that people read, a `NormTable` into ranks in a dated group,
  and `CutScores` into a `Decision` with the probability that it is wrong.

Conventions: logit metric with D = 1, abilities about N(0, 1) unless a bank says otherwise, float64, sums of
probabilities in the log domain. A wrong argument is a `ValueError` that says which, what was expected and
what came.
"""

from scoring.ability import (
    GRID,
    Estimate,
    EstimationMethod,
    Posterior,
    eap,
    normal_prior,
    posterior,
)
from scoring.ability_estimates import (
    AbilityEstimates,
    StandardErrorKind,
)
from scoring.adaptive_test import AdaptiveTest, Choice, Criterion
from scoring.assembly import (
    ContentPlan,
    ItemAttributes,
    NoTestError,
    ShadowTest,
    ShadowTests,
    assemble_forms,
    examine,
    priority_index,
)
from scoring.classification import ClassificationQuality, classification_quality
from scoring.decisions import CutScores, Decision
from scoring.estimation import (
    estimate_eap,
    estimate_jeffreys,
    estimate_map,
    estimate_ml,
    estimate_ml_with_fences,
    estimate_robust,
    estimate_wle,
    posterior_weights,
)
from scoring.exposure import (
    EligibilityCounts,
    ExposedTest,
    ItemEligibility,
    SympsonHetter,
    calibrate_sympson_hetter,
    overlap_rate,
    restricted,
    retest_ineligible,
)
from scoring.multidimensional import (
    MultidimensionalItem,
    MultidimensionalPool,
    information_matrices,
    information_weights,
    right_probabilities,
    updated_covariance,
)
from scoring.multidimensional_ability import (
    MultidimensionalEstimates,
    estimate_multidimensional_eap,
    estimate_multidimensional_map,
)
from scoring.norms import NormTable
from scoring.parameters import (
    AnyItemParameters,
    ItemParameters,
    ItemPool,
    ModelName,
    NominalParameters,
    rating_scale_items,
)
from scoring.priors import (
    ConditionalNormal,
    LikelihoodSummary,
    conditional_grid_prior,
    conditional_prior,
    empirical_prior,
    normal_priors,
    regression_prior,
    uniform_prior,
    without_prior,
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
from scoring.response_time import ResponseTimeParameters, ResponseTimes
from scoring.selection import Candidate, Selection, expected_posterior_variance, variance_reduction
from scoring.simulation import Examinees, Simulation, simulate
from scoring.stopping import Progress, Stop, StoppingRule, StopReason, stopped
from scoring.sum_scores import (
    SumScoreTable,
    estimate_sum_score_eap,
    sum_score_distribution,
    sum_score_eap,
)
from scoring.testlets import (
    SpecificFactor,
    factor_log_likelihood,
    grid_log_likelihood,
)

__all__ = [
    "GRID",
    "AbilityEstimates",
    "AdaptiveTest",
    "AnyItemParameters",
    "Candidate",
    "Choice",
    "ClassificationQuality",
    "ConditionalNormal",
    "ContentPlan",
    "Criterion",
    "CutScores",
    "Decision",
    "Derivatives",
    "EligibilityCounts",
    "Estimate",
    "EstimationMethod",
    "Examinees",
    "ExposedTest",
    "ItemAttributes",
    "ItemEligibility",
    "ItemParameters",
    "ItemPool",
    "LikelihoodSummary",
    "ModelName",
    "MultidimensionalEstimates",
    "MultidimensionalItem",
    "MultidimensionalPool",
    "NoTestError",
    "NominalParameters",
    "NormTable",
    "Posterior",
    "ProbabilityGrid",
    "Progress",
    "ReportingScale",
    "ResponseTimeParameters",
    "ResponseTimes",
    "ScoreBand",
    "Selection",
    "ShadowTest",
    "ShadowTests",
    "Simulation",
    "SpecificFactor",
    "StandardErrorKind",
    "Stop",
    "StopReason",
    "StoppingRule",
    "SumScoreTable",
    "SympsonHetter",
    "assemble_forms",
    "calibrate_sympson_hetter",
    "category_probabilities",
    "characteristic_curve",
    "classification_quality",
    "conditional_grid_prior",
    "conditional_prior",
    "eap",
    "empirical_prior",
    "estimate_eap",
    "estimate_jeffreys",
    "estimate_map",
    "estimate_ml",
    "estimate_ml_with_fences",
    "estimate_multidimensional_eap",
    "estimate_multidimensional_map",
    "estimate_robust",
    "estimate_sum_score_eap",
    "estimate_wle",
    "examine",
    "expected_item_scores",
    "expected_posterior_variance",
    "factor_log_likelihood",
    "grid_log_likelihood",
    "information_curve",
    "information_matrices",
    "information_weights",
    "item_information",
    "log_category_probabilities",
    "normal_prior",
    "normal_priors",
    "observed_information",
    "overlap_rate",
    "posterior",
    "posterior_weights",
    "priority_index",
    "probability_derivatives",
    "rating_scale_items",
    "regression_prior",
    "restricted",
    "retest_ineligible",
    "right_probabilities",
    "score_functions",
    "simulate",
    "stopped",
    "sum_score_distribution",
    "sum_score_eap",
    "uniform_prior",
    "updated_covariance",
    "variance_reduction",
    "without_prior",
]
