"""Differential item functioning: whether an item is another one for persons of another group.

`is_focal` is a mask of the persons of the focal group; all others are of the reference group.

- Matched by sums, for fixed forms: `mantel_haenszel` with the classes of ETS and P-DIF; `mantel`, with the
  generalised test, for several categories; `logistic_dif`, uniform and nonuniform. Given `matching`, such as
  `ability_strata`, they are for adaptive data too.
- Matched by the model, whoever answered what: `rdif` by residuals at estimated abilities, `model_dif` by
  likelihood ratio and Wald tests of an item fitted to each group.
- `flagged` controls the false flags among many tests (`scoring.false_discovery`); `purified` repeats any
  analysis with the items that were not flagged as anchors.

A test that cannot be made is NaN, with a `DifReason`. Sizes are numbers and classes A, B, C: what they are
called is the caller's.
"""

from scoring.dif.decisions import Control, Purification, StopCode, flagged, purified
from scoring.dif.logistic import LogisticDif, logistic_dif
from scoring.dif.mantel import MantelDif, mantel
from scoring.dif.mantel_haenszel import (
    CommonOdds,
    MantelHaenszelDif,
    common_odds,
    ets_class,
    mantel_haenszel,
)
from scoring.dif.matching import DifClass, DifReason, ability_strata
from scoring.dif.model_based import ModelDif, group_prior, model_dif
from scoring.dif.residual import ResidualDif, rdif

__all__ = [
    "CommonOdds",
    "Control",
    "DifClass",
    "DifReason",
    "LogisticDif",
    "MantelDif",
    "MantelHaenszelDif",
    "ModelDif",
    "Purification",
    "ResidualDif",
    "StopCode",
    "ability_strata",
    "common_odds",
    "ets_class",
    "flagged",
    "group_prior",
    "logistic_dif",
    "mantel",
    "mantel_haenszel",
    "model_dif",
    "purified",
    "rdif",
]
