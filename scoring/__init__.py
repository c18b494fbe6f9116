"""Scores for tests: item response models, ability, and the decisions of an adaptive test.

Pure numbers: arrays in, frozen results out; no clock, no files, no hidden randomness. Whoever calls passes
the uniform draws or the generator, so that a decision can be made again, exactly, from what was recorded.
`docs/scoring.md` is the guide, with examples. The names here are those that most people need; everything
else is in the modules named below, in reading order.

**Items.** `ItemParameters` describe an item (`NominalParameters` one without ordered categories); an
`ItemPool` holds items of any mixture of models in a fixed order. An item is named by its place in the pool, a
response by its category, 0 .. n_categories - 1. `category_probabilities`, `item_information` and
`information_curve` are curves by ability; `response_models` has the others, with derivatives. The formulas
are in `item_models`, one module per family, the only place to add a model.

**Ability** is estimated on one published `GRID` of 121 nodes; an `Estimate` is an ability and its standard
error. `estimate_eap`, `estimate_map`, `estimate_ml` and `estimate_wle` take the responses of many persons,
gaps allowed, and name the method and the kind of standard error in their result; `estimation` has the others
(fences, Jeffreys, robust). Priors are logarithms of weights on the grid: `normal_prior`, and in `priors`
uniform and empirical ones and what earlier sections told. `sum_score_eap` is for fixed forms (`sum_scores`).
A `SpecificFactor` is what the items of a set share besides ability (`testlets`): they enter together.
`multidimensional` and `multidimensional_ability` are of items that measure several abilities at once,
`multidimensional_test` is an adaptive test of them.

**An adaptive test.** `AdaptiveTest` answers the three questions of a test in progress: what is the ability
(`estimate`), is it time to end (`stop`), which item is next (`choose`, which gives a `Choice`). It holds no
state of the test: the responses are arguments; the same questions ending in `_each` are for many persons at
once. `Selection` says how the next item is chosen; the rules and their criteria are in `selection`. A
`ContentPlan` of items with `ItemAttributes` is what every test must hold, in the constraints of `assembly`:
`ShadowTests` keep an adaptive test to it, `assemble_forms` makes parallel fixed forms. A `StoppingRule`, or a
tree of the rules in `stopping`, ends a test with a reason. `restricted`, `ItemEligibility` and
`SympsonHetter` (`exposure`) turn counts into the items that the next examinee may not be given.
`ResponseTimes` (`response_times`) are how long items take.

**Simulation.** `simulate` has `Examinees` of known ability take whole tests in lock step; a `Simulation`
tells how well they were measured and how the pool was used.

**Reporting.** `ReportingScale` turns logits into the scores that people read, a `NormTable` into ranks in a
dated group, and `CutScores` into a decision with the probability that it is wrong; `classification` says how
good decisions are.

**Banks.** Packages by themselves, of which nothing is imported here: `calibration` estimates item parameters,
`linking` puts them on one scale, `fit` and `dif` judge items, `classical` counts, `person_fit` and
`similarity` judge responses, `forced_choice` scores comparisons of statements.

Conventions: logit metric with D = 1, abilities about N(0, 1) unless a bank says otherwise, float64, sums of
probabilities in the log domain. A wrong argument is a `ValueError` that says which, what was expected and
what came.
"""

from scoring.ability import GRID, Estimate, normal_prior
from scoring.adaptive_test import AdaptiveTest, Choice
from scoring.assembly import ContentPlan, ItemAttributes, ShadowTests, assemble_forms
from scoring.decisions import CutScores
from scoring.estimation import estimate_eap, estimate_map, estimate_ml, estimate_wle
from scoring.exposure import ItemEligibility, SympsonHetter, restricted
from scoring.norms import NormTable
from scoring.parameters import ItemParameters, ItemPool, NominalParameters
from scoring.reporting_scale import ReportingScale
from scoring.response_models import category_probabilities, information_curve, item_information
from scoring.response_times import ResponseTimes
from scoring.selection import Selection
from scoring.simulation import Examinees, Simulation, simulate
from scoring.stopping import StoppingRule
from scoring.sum_scores import sum_score_eap
from scoring.testlets import SpecificFactor

__all__ = [  # noqa: RUF022  in reading order
    "ItemParameters",
    "NominalParameters",
    "ItemPool",
    "category_probabilities",
    "item_information",
    "information_curve",
    "GRID",
    "Estimate",
    "normal_prior",
    "estimate_eap",
    "estimate_map",
    "estimate_ml",
    "estimate_wle",
    "sum_score_eap",
    "SpecificFactor",
    "AdaptiveTest",
    "Choice",
    "Selection",
    "ContentPlan",
    "ItemAttributes",
    "ShadowTests",
    "assemble_forms",
    "StoppingRule",
    "restricted",
    "ItemEligibility",
    "SympsonHetter",
    "ResponseTimes",
    "simulate",
    "Examinees",
    "Simulation",
    "ReportingScale",
    "NormTable",
    "CutScores",
]
