"""Linking of two ability scales by items that were calibrated on both, and the search for items that drifted.

`source` and `target` are pools of the same items in the same order, each with its own parameters;
theta_target = slope theta_source + intercept.

- `haebara` and `stocking_lord` make curves agree, `mean_mean` and `mean_sigma` moments of the parameters.
  Each gives a `ScaleTransformation`, which changes abilities, standard errors, items and pools.
- `delta_errors` and `bootstrap_errors` say how sure a link is.
- `link_without_drift` removes anchors whose parameters changed; `cusum_drift` follows one item over time.
"""

from scoring.linking.characteristic_curves import haebara, stocking_lord
from scoring.linking.drift import (
    AnchorCheck,
    AnchorDrift,
    DriftChart,
    cusum_drift,
    link_without_drift,
    robust_z,
)
from scoring.linking.errors import LinkingErrors, bootstrap_errors, delta_errors
from scoring.linking.moments import mean_mean, mean_sigma
from scoring.linking.transformation import ScaleTransformation

__all__ = [
    "AnchorCheck",
    "AnchorDrift",
    "DriftChart",
    "LinkingErrors",
    "ScaleTransformation",
    "bootstrap_errors",
    "cusum_drift",
    "delta_errors",
    "haebara",
    "link_without_drift",
    "mean_mean",
    "mean_sigma",
    "robust_z",
    "stocking_lord",
]
