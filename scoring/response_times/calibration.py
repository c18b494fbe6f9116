"""Item parameters of the lognormal model from recorded times, by marginal maximum likelihood.

Times may be missing by design, as in adaptive tests. Standard errors are in `calibration_errors`. Times that
were no work on the item (see `thresholds`) are the caller's to leave out.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, Mask, read_only, read_only_integers
from scoring.response_times.calibration_errors import standard_errors
from scoring.response_times.factor_model import (
    SMALLEST_VARIANCE,
    FactorModel,
    log_likelihood,
    person_moments,
)
from scoring.response_times.log_times import LogTimes, read_seconds
from scoring.response_times.parameters import ResponseTimeParameters, ResponseTimes

ItemProblem = Literal["no_times", "few_times", "constant_times"]
"""Why an item has no parameters: nobody's time, times of too few persons, or one time for all."""

TOLERANCE = 1e-8
"""Largest change of any parameter in a step at which the iteration ends."""

MOST_ITERATIONS = 2000

FEWEST_ITEMS = 2
"""Below that nothing tells the spread of persons from that of times."""


class _ItemSums(NamedTuple):
    """Number of times of each item, sum of logs and of their squares, (n_items,)."""

    n: Floats
    logs: Floats
    squares: Floats


class _Fit(NamedTuple):
    model: FactorModel
    n_iterations: int
    is_converged: bool


@dataclass(frozen=True, eq=False)
class TimeCalibration:
    """Fitted items and the spread of speed among the persons; arrays are (n_items,).

    `items` is None, and the arrays NaN, where `problems` says why. Speed has mean 0 in the persons of the
    calibration and the SD `speed_sd`; sensitivities, where they were fitted, have the mean 1. Errors are by
    the observed information, those of sensitivities 0 where they were not fitted, and infinite where the
    data do not tell (`is_at_bound`: hardly any variance is left for the item itself).
    """

    items: tuple[ResponseTimeParameters | None, ...]
    problems: tuple[ItemProblem | None, ...]
    n_times: Integers
    intensity_errors: Floats
    discrimination_errors: Floats
    sensitivity_errors: Floats
    is_at_bound: Mask
    speed_sd: float
    speed_sd_error: float
    log_likelihood: float
    n_persons: int
    n_iterations: int
    is_converged: bool

    @property
    def response_times(self) -> ResponseTimes:
        """The items as a pool's response times.

        Raises:
            ValueError: an item has no parameters.
        """
        kept = [item for item in self.items if item is not None]
        if len(kept) < len(self.items):
            place = self.items.index(None)
            raise ValueError(f"every item must have parameters, got {self.problems[place]} for item {place}")
        return ResponseTimes.of(kept)


def calibrate_response_times(
    seconds: ArrayLike, *, has_sensitivities: bool = False, fewest_times: int = 20
) -> TimeCalibration:
    """Intensities, discriminations and, if asked for, sensitivities from `seconds` (n_persons, n_items).

    Times are NaN where missing, and positive. The model is that of van der Linden (2006) with speed normal in
    the persons, which for logarithms of times is a model of one factor (Klein Entink, Fox & van der Linden,
    2009, Psychometrika 74): it is fitted by EM with expanded parameters (Liu, Rubin & Wu, 1998, Biometrika
    85, 755-770), which is monotone and needs few steps. What is missing must not depend on speed beyond the
    recorded times, which holds for adaptive tests, and does not for items that time ran out on.

    Raises:
        ValueError: a time is not positive, `fewest_times` is below 3, or too few items or persons are left.
    """
    if fewest_times < 3:  # noqa: PLR2004
        raise ValueError(f"fewest_times must be 3 or more, got {fewest_times!r}")
    given = read_seconds(seconds)
    problems = _problems(given, fewest_times)
    usable = np.flatnonzero([problem is None for problem in problems])
    has_times = ~np.isnan(given[:, usable]).all(axis=1)
    several = (~np.isnan(given[:, usable])).sum(axis=1) >= FEWEST_ITEMS
    if usable.size < FEWEST_ITEMS or np.count_nonzero(several) < FEWEST_ITEMS:
        raise ValueError(
            f"seconds must hold {FEWEST_ITEMS} or more items with {fewest_times} times, and persons with "
            f"times on several of them, got {usable.size} such items "
            f"and {np.count_nonzero(several)} such persons"
        )
    entries = LogTimes.of(given[has_times][:, usable])
    fit = _fit(entries, has_sensitivities=has_sensitivities)
    errors = standard_errors(entries, fit.model, has_sensitivities=has_sensitivities)
    speed_sd = float(fit.model.loadings.mean())
    # Exactly 1 where they are not fitted, so that the items are those of the model without.
    sensitivities = fit.model.loadings / speed_sd if has_sensitivities else np.ones(usable.size)
    items: list[ResponseTimeParameters | None] = [None] * len(problems)
    for column, place in enumerate(usable.tolist()):
        items[place] = ResponseTimeParameters(
            intensity=float(fit.model.intercepts[column]),
            discrimination=float(fit.model.residuals[column] ** -0.5),
            sensitivity=float(sensitivities[column]),
        )
    is_at_bound = np.zeros(len(problems), dtype=np.bool_)
    is_at_bound[usable] = fit.model.residuals <= SMALLEST_VARIANCE
    return TimeCalibration(
        items=tuple(items),
        problems=problems,
        n_times=read_only_integers((~np.isnan(given)).sum(axis=0)),
        intensity_errors=_at(usable, errors.intensities, len(problems)),
        discrimination_errors=_at(usable, errors.discriminations, len(problems)),
        sensitivity_errors=_at(usable, errors.sensitivities, len(problems)),
        is_at_bound=is_at_bound,
        speed_sd=speed_sd,
        speed_sd_error=errors.speed_sd,
        log_likelihood=log_likelihood(entries, fit.model),
        n_persons=entries.n_persons,
        n_iterations=fit.n_iterations,
        is_converged=fit.is_converged,
    )


def _problems(given: Floats, fewest_times: int) -> tuple[ItemProblem | None, ...]:
    problems: list[ItemProblem | None] = []
    for column in given.T:
        own = column[~np.isnan(column)]
        if not own.size:
            problems.append("no_times")
        elif own.size < fewest_times:
            problems.append("few_times")
        elif np.ptp(own) == 0.0:
            problems.append("constant_times")
        else:
            problems.append(None)
    return tuple(problems)


def _fit(entries: LogTimes, *, has_sensitivities: bool) -> _Fit:
    sums = _ItemSums(
        n=entries.by_item(np.ones(entries.logs.size)),
        logs=entries.by_item(entries.logs),
        squares=entries.by_item(entries.logs**2),
    )
    means = sums.logs / sums.n
    variances = np.maximum(sums.squares / sums.n - means**2, 2.0 * SMALLEST_VARIANCE)
    # Half of the variance to the persons and half to the items is right within a factor for real tests.
    start = np.full(entries.n_items, np.sqrt(0.5 * float(np.median(variances))))
    model = FactorModel(means, start, 0.5 * variances)
    for iteration in range(1, MOST_ITERATIONS + 1):
        following = _step(entries, sums, model, has_sensitivities=has_sensitivities)
        change = max(float(np.abs(new - old).max()) for new, old in zip(following, model, strict=True))
        model = following
        if change < TOLERANCE:
            return _Fit(model, iteration, is_converged=True)
    return _Fit(model, MOST_ITERATIONS, is_converged=False)


def _step(entries: LogTimes, sums: _ItemSums, model: FactorModel, *, has_sensitivities: bool) -> FactorModel:
    """One EM step, with the mean and variance of the factor free and then taken into the items."""
    means, variances = person_moments(entries, model)
    mean = means.mean()
    sd = np.sqrt(np.mean((means - mean) ** 2 + variances))
    own = means[entries.persons]
    factor = entries.by_item(own)
    factor_squares = entries.by_item(own**2 + variances[entries.persons])
    products = entries.by_item(own * entries.logs)
    n, logs, squares = sums
    if has_sensitivities:
        spread = factor_squares - factor**2 / n
        loadings = -(products - factor * logs / n) / spread
        loadings = loadings * np.sign(loadings.sum())
    else:
        loadings = model.loadings
    intercepts = (logs + loadings * factor) / n
    # Sum of E(y - beta + lambda z)^2, from the sums of y, z and their squares and products.
    total = squares + n * intercepts**2 + loadings**2 * factor_squares
    total += 2.0 * (loadings * products - intercepts * logs - intercepts * loadings * factor)
    residuals = np.maximum(total / n, SMALLEST_VARIANCE)
    return FactorModel(intercepts - loadings * mean, loadings * sd, residuals)


def _at(places: Integers, values: Floats, n_items: int) -> Floats:
    """The values at these places of an array (n_items,), NaN elsewhere."""
    whole = np.full(n_items, np.nan)
    whole[places] = values
    return read_only(whole)
