"""Rules for ending an adaptive test, each with the reason that is recorded.

- `StoppingRule`: on precision between a least and a greatest length, what most tests need.
- A tree of any rules: leaves such as `Precise` or `MaxItems`, joined by `AnyOf` and `AllOf`. `stopped` asks
  it about a test's `Progress` and gives the `Stop` to record.
- Rules that classify (`ConfidenceInterval`, `SequentialRatio`, `GeneralizedRatio`) name the category too.
"""

from scoring.stopping.classification import ConfidenceInterval, GeneralizedRatio, SequentialRatio
from scoring.stopping.progress import Progress, ResponseLikelihood
from scoring.stopping.rules import (
    ContentMet,
    LittleGain,
    MaxItems,
    MinItems,
    NoInformation,
    PoolEmpty,
    Precise,
    TimeShort,
)
from scoring.stopping.stopping_rule import StoppingRule, StopReason
from scoring.stopping.tree import AllOf, AnyOf, Rule, Stop, stopped

__all__ = [
    "AllOf",
    "AnyOf",
    "ConfidenceInterval",
    "ContentMet",
    "GeneralizedRatio",
    "LittleGain",
    "MaxItems",
    "MinItems",
    "NoInformation",
    "PoolEmpty",
    "Precise",
    "Progress",
    "ResponseLikelihood",
    "Rule",
    "SequentialRatio",
    "Stop",
    "StopReason",
    "StoppingRule",
    "TimeShort",
    "stopped",
]
