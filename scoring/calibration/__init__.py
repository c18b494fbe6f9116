"""Calibration: item parameters and distributions of ability from responses, by marginal maximum likelihood.

Bock and Aitkin's EM (1981), accelerated and safeguarded, for all models of `scoring.item_models` in one fit:
1PL, 2PL, 3PL, 4PL, graded, (generalized) partial credit and nominal items; with priors, several groups, fixed
items, and data missing by design, of which only the responses that are there take memory.

- `calibrate` gives a `Calibration`: items with standard errors and covariances, ready for an `ItemPool`,
  groups, log likelihood and criteria, abilities on demand. What is wrong with an item or the design is a
  `Finding`, and the rest is calibrated.
- `Responses` hold data, `ItemModel` says how an item is modelled, `ItemPriors` what is known before, a
  `Population` how ability is distributed, `Options` how it is computed.
- `global_fit` is M2 (C2 with more categories), `residual_fit` is of single items, for any design.
- `calibrate_pretest` puts new items on the scale of operational ones; `OnlineCalibration` does so batch by
  batch and says which items to promote, hold or retire; a `SeedingDesign` which new item to give to whom.

How it works, in reading order: `screening` looks at the data, `problem` makes one vector of everything free,
`likelihood` has the E-step, `maximisation` the M-step with one module per family of models, `em` the
iterations, `standard_errors` the observed information, `reporting` the result.
"""

from scoring.calibration.calibrating import Options, calibrate
from scoring.calibration.families import CalibrationModel
from scoring.calibration.findings import Finding, FindingCode
from scoring.calibration.global_fit import GlobalFit, global_fit
from scoring.calibration.online import (
    OnlineCalibration,
    PretestItem,
    PromotionRule,
    Reason,
    calibrate_pretest,
)
from scoring.calibration.populations import Population
from scoring.calibration.priors import Beta, ItemPriors, Normal
from scoring.calibration.residual_fit import ResidualFit, residual_fit
from scoring.calibration.responses import Responses
from scoring.calibration.result import CalibratedGroup, CalibratedItem, Calibration
from scoring.calibration.screening import ItemModel
from scoring.calibration.seeding import SeedingDesign, information_matrices

__all__ = [
    "Beta",
    "CalibratedGroup",
    "CalibratedItem",
    "Calibration",
    "CalibrationModel",
    "Finding",
    "FindingCode",
    "GlobalFit",
    "ItemModel",
    "ItemPriors",
    "Normal",
    "OnlineCalibration",
    "Options",
    "Population",
    "PretestItem",
    "PromotionRule",
    "Reason",
    "ResidualFit",
    "Responses",
    "SeedingDesign",
    "calibrate",
    "calibrate_pretest",
    "global_fit",
    "information_matrices",
    "residual_fit",
]
