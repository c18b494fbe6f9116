"""Fit of items to their models, for fixed forms and for adaptive tests.

- `s_x2` compares answers by sum score, for forms that everybody answered whole; `SumScoreExpectations` are
  computed once for a form.
- `pv_q1` compares answers by groups of `plausible_values`, whoever answered what.
- `mean_squares` are infit and outfit, `local_dependence` Yen's Q3, both at estimates of ability.
- `empirical_curves` are observed curves with bands beside the model's, `curve_distances` RMSD and mean
  deviation.

A test that cannot be made is NaN, with a `FitReason`; all other items are computed.
"""

from scoring.fit.empirical_curves import (
    CurveDistances,
    EmpiricalCurves,
    curve_distances,
    empirical_curves,
    expected_counts,
)
from scoring.fit.item_fit import FitReason, ItemFit, n_item_parameters
from scoring.fit.local_dependence import DependentPair, LocalDependence, local_dependence
from scoring.fit.mean_squares import MeanSquares, mean_squares
from scoring.fit.plausible_values import plausible_values, pv_q1
from scoring.fit.residuals import Residuals
from scoring.fit.sum_score_fit import SumScoreExpectations, SumScoreFit, s_x2

__all__ = [
    "CurveDistances",
    "DependentPair",
    "EmpiricalCurves",
    "FitReason",
    "ItemFit",
    "LocalDependence",
    "MeanSquares",
    "Residuals",
    "SumScoreExpectations",
    "SumScoreFit",
    "curve_distances",
    "empirical_curves",
    "expected_counts",
    "local_dependence",
    "mean_squares",
    "n_item_parameters",
    "plausible_values",
    "pv_q1",
    "s_x2",
]
