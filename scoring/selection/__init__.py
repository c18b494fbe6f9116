"""Choosing the next item: what each item would tell, how much chance to mix in, and which item wins.

A criterion gives every item of a pool a value, for one person or for many at once. `posterior_criteria`
judge by the whole posterior, `point_criteria` at the estimate, `expected_information` and `look_ahead` work
out what every answer would lead to, `stratified` goes by slopes, `multidimensional` by covariances. `chance`
turns values into weights, `ranking` finds the largest. `rules` gives all that names, which exam plans use.
"""

from scoring.selection.chance import (
    Chance,
    ChanceName,
    best_weights,
    fixed_length_share,
    progressive_weights,
    proportional_weights,
    randomesque_weights,
    variable_length_share,
    weighed,
)
from scoring.selection.expected_information import expected_information
from scoring.selection.look_ahead import two_step_variance_reduction
from scoring.selection.multidimensional import a_optimal_gain, composite_optimal_gain, d_optimal_gain
from scoring.selection.point_criteria import (
    fisher_information,
    kullback_leibler_information,
    locations,
    posterior_kullback_leibler_information,
)
from scoring.selection.posterior_criteria import (
    expected_posterior_variance,
    mutual_information,
    normalised_likelihood,
    variance_reduction,
    variance_reduction_of,
    weighted_information,
)
from scoring.selection.ranking import NEVER, TIE, Candidate, best, best_of_each
from scoring.selection.rules import RULES, FirstName, Rule, RuleName, Selection, Stage, stages
from scoring.selection.standing import Posteriors, Standing, posteriors
from scoring.selection.stratified import strata, stratified_values

__all__ = [
    "NEVER",
    "RULES",
    "TIE",
    "Candidate",
    "Chance",
    "ChanceName",
    "FirstName",
    "Posteriors",
    "Rule",
    "RuleName",
    "Selection",
    "Stage",
    "Standing",
    "a_optimal_gain",
    "best",
    "best_of_each",
    "best_weights",
    "composite_optimal_gain",
    "d_optimal_gain",
    "expected_information",
    "expected_posterior_variance",
    "fisher_information",
    "fixed_length_share",
    "kullback_leibler_information",
    "locations",
    "mutual_information",
    "normalised_likelihood",
    "posterior_kullback_leibler_information",
    "posteriors",
    "progressive_weights",
    "proportional_weights",
    "randomesque_weights",
    "stages",
    "strata",
    "stratified_values",
    "two_step_variance_reduction",
    "variable_length_share",
    "variance_reduction",
    "variance_reduction_of",
    "weighed",
    "weighted_information",
]
