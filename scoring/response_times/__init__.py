"""How long people take: the lognormal model of response times, speed, and what times say about responses.

Pure numbers like the rest of `scoring`; times are seconds, (n_persons, n_items), NaN where none was recorded.

- `ResponseTimeParameters` describe an item, `ResponseTimes` those of a pool: expected time and its variance.
  `calibrate_response_times` fits them to recorded times, gaps allowed, with standard errors.
- `estimate_speed` and `estimate_speed_ml` give persons' speeds. `SpeedAndAbility` is how speed and ability go
  together in a population, `fit_population` estimates it, `estimate_jointly` uses both kinds of data, and
  `ability_given_times` and `speed_given_responses` make the one a prior of the other.
- `speededness` sums up how much a test hurries, for tests that shall be equally speeded.
- `normative_thresholds`, `common_thresholds` and `mixture_thresholds` say which responses are rapid,
  `response_time_effort` how many of a person's are not, and `effort_moderated_responses` leaves them out of
  the score. `time_residuals` finds times that are far from those expected.

Thresholds, effort and residuals are evidence for a person to look at. None of them decides anything.
"""

from scoring.response_times.calibration import TimeCalibration, calibrate_response_times
from scoring.response_times.effort import (
    ResponseTimeEffort,
    effort_moderated_responses,
    rapid_responses,
    response_time_effort,
)
from scoring.response_times.parameters import ResponseTimeParameters, ResponseTimes
from scoring.response_times.population import PopulationFit, fit_population
from scoring.response_times.residuals import TimeResiduals, UnusualTime, time_residuals
from scoring.response_times.speed import SpeedEstimates, SpeedPrior, estimate_speed, estimate_speed_ml
from scoring.response_times.speed_and_ability import (
    JointEstimates,
    SpeedAndAbility,
    ability_given_times,
    estimate_jointly,
    speed_given_responses,
)
from scoring.response_times.speededness import Speededness, speededness, speededness_parameters
from scoring.response_times.thresholds import (
    RapidThresholds,
    common_thresholds,
    mixture_thresholds,
    normative_thresholds,
)

__all__ = [
    "JointEstimates",
    "PopulationFit",
    "RapidThresholds",
    "ResponseTimeEffort",
    "ResponseTimeParameters",
    "ResponseTimes",
    "SpeedAndAbility",
    "SpeedEstimates",
    "SpeedPrior",
    "Speededness",
    "TimeCalibration",
    "TimeResiduals",
    "UnusualTime",
    "ability_given_times",
    "calibrate_response_times",
    "common_thresholds",
    "effort_moderated_responses",
    "estimate_jointly",
    "estimate_speed",
    "estimate_speed_ml",
    "fit_population",
    "mixture_thresholds",
    "normative_thresholds",
    "rapid_responses",
    "response_time_effort",
    "speed_given_responses",
    "speededness",
    "speededness_parameters",
    "time_residuals",
]
