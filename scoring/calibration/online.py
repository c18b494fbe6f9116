"""Calibration of new items among operational ones, in one go or batch by batch, with evidence for decisions.

The operational items carry the scale: their parameters are fixed, but their new responses count. `seeding`
says which new item to give to whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Self, TypeAlias

import numpy as np

from scoring.calibration.calibrating import Options, calibrate
from scoring.calibration.families import CalibrationItem, CalibrationModel
from scoring.calibration.populations import Population
from scoring.calibration.priors import ItemPriors
from scoring.calibration.residual_fit import ResidualFit, residual_fit
from scoring.calibration.responses import Responses
from scoring.calibration.result import CalibratedItem, Calibration
from scoring.calibration.screening import ItemModel

OnlineMethod: TypeAlias = Literal["fipc", "mem", "oem"]
Decision: TypeAlias = Literal["promote", "hold", "retire"]
ReasonCode: TypeAlias = Literal[
    "few_responses",
    "no_parameters",
    "low_slope",
    "unsure_slope",
    "slope_error",
    "difficulty_error",
    "misfit",
    "precise",
    "not_precise_enough",
]


def calibrate_pretest(
    responses: Responses,
    operational: Mapping[int, CalibrationItem],
    models: CalibrationModel | Sequence[CalibrationModel | ItemModel],
    *,
    method: OnlineMethod = "fipc",
    population: Population | None = None,
    starts: Mapping[int, CalibrationItem] | None = None,
    options: Options | None = None,
) -> Calibration:
    """Parameters of the items that are not `operational`, on the scale of those that are.

    "fipc" is fixed parameter calibration with multiple weights updating and multiple EM cycles (Kim, 2006,
    JEM 43, 355-381): the distribution of ability is estimated again in every cycle and never standardised.
    "mem" (Ban et al., 2001, JEM 38, 191-212) keeps the distribution that `population` gives; "oem" (Wainer &
    Mislevy, 1990) does one cycle whose E-step sees the operational items only. Items whose model says
    nothing of priors have those of `ItemPriors.for_new_items`.

    Raises:
        ValueError: the method is unknown, no item is operational, or as `calibrate`.
    """
    if method not in {"fipc", "mem", "oem"}:
        raise ValueError(f"method must be 'fipc', 'mem' or 'oem', got {method!r}")
    if not operational:
        raise ValueError("operational must hold at least one item with its parameters, got none")
    given = (models,) * responses.n_items if isinstance(models, str) else models
    named = [ItemModel(each) if isinstance(each, str) else each for each in given]
    new = [each if each.priors else replace(each, priors=ItemPriors.for_new_items()) for each in named]
    population = Population() if population is None else population
    options = Options() if options is None else options
    return calibrate(
        responses,
        new,
        population=replace(population, is_estimated=method == "fipc"),
        fixed=operational,
        starts=starts,
        options=replace(options, is_one_cycle=method == "oem"),
    )


@dataclass(frozen=True)
class PromotionRule:
    """When a new item is known well enough, and when it is not worth more responses.

    Promoted is an item with `min_responses` or more, standard errors of every b of at most `difficulty_error`
    and of a of at most `slope_error` times a, a slope of `least_slope` or more, and fit. Retired is one whose
    slope is below `least_slope` by 1.645 standard errors or more, that misfits (`misfit` or more and a
    p-value below `fit_p_value`), or that has `max_responses` and is still not promoted. All others are held.

    Raises:
        ValueError: a number is out of its range.
    """

    min_responses: int = 200
    max_responses: int = 2000
    difficulty_error: float = 0.2
    slope_error: float = 0.25
    least_slope: float = 0.4
    misfit: float = 0.08
    fit_p_value: float = 0.001

    def __post_init__(self) -> None:
        if not 1 <= self.min_responses <= self.max_responses:
            raise ValueError(
                "min_responses must be at least 1 and at most max_responses, "
                f"got {self.min_responses!r} and {self.max_responses!r}"
            )
        for name in ("difficulty_error", "slope_error", "least_slope", "misfit", "fit_p_value"):
            if not 0.0 < getattr(self, name) < np.inf:
                raise ValueError(f"{name} must be a positive number, got {getattr(self, name)!r}")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item is promoted, held or retired: a code, a clause in English, and what is compared.

    `value` is what was found and `limit` what the rule asks for; NaN where there is none.
    """

    code: ReasonCode
    words: str
    value: float = float("nan")
    limit: float = float("nan")


@dataclass(frozen=True, eq=False)
class PretestItem:
    """What is known of a new item so far: its estimate, its fit, and what follows by the rule, with reasons.

    `fit` is None while the item has no estimate.
    """

    item: CalibratedItem
    fit: ResidualFit | None
    decision: Decision
    reasons: tuple[Reason, ...]

    @property
    def n_responses(self) -> float:
        """How many answered it."""
        return self.item.n_responses


@dataclass(frozen=True, eq=False)
class OnlineCalibration:
    """Batches of responses to operational and new items; every batch gives a new `OnlineCalibration`.

    All responses so far are kept and fitted together, beginning from the estimates before, so that the order
    of the batches does not matter. `calibration` is None before the first batch.
    """

    operational: Mapping[int, CalibrationItem]
    models: tuple[CalibrationModel | ItemModel, ...]
    rule: PromotionRule = field(default_factory=PromotionRule)
    method: OnlineMethod = "fipc"
    population: Population = field(default_factory=Population)
    options: Options = field(default_factory=Options)
    responses: Responses | None = None
    calibration: Calibration | None = None

    def with_batch(self, responses: Responses) -> Self:
        """The calibration after these responses as well.

        Raises:
            ValueError: the responses are not to as many items, or as `calibrate_pretest`.
        """
        everything = responses if self.responses is None else self.responses.joined(responses)
        starts = {}
        if self.calibration is not None:
            starts = {
                item.place: item.parameters
                for item in self.calibration.items
                if item.parameters is not None and not item.is_fixed
            }
        found = calibrate_pretest(
            everything,
            self.operational,
            self.models,
            method=self.method,
            population=self.population,
            starts=starts,
            options=self.options,
        )
        return replace(self, responses=everything, calibration=found)

    @property
    def items(self) -> tuple[PretestItem, ...]:
        """The new items with their decisions, in order; empty before the first batch."""
        if self.calibration is None:
            return ()
        fits = {fit.place: fit for fit in residual_fit(self.calibration)}
        return tuple(
            PretestItem(item, fits.get(item.place), *decided(item, fits.get(item.place), self.rule))
            for item in self.calibration.items
            if item.place not in self.operational
        )

    @property
    def open_items(self) -> tuple[int, ...]:
        """Places of the new items that need more responses; before the first batch all."""
        if self.calibration is None:
            return tuple(place for place in range(len(self.models)) if place not in self.operational)
        return tuple(each.item.place for each in self.items if each.decision == "hold")


def decided(
    item: CalibratedItem, fit: ResidualFit | None, rule: PromotionRule
) -> tuple[Decision, tuple[Reason, ...]]:
    """What to do with a new item, and why."""
    n = item.n_responses
    if n < rule.min_responses:
        words = f"{n:g} of at least {rule.min_responses} responses"
        return "hold", (Reason("few_responses", words, n, rule.min_responses),)
    if item.parameters is None:
        return "retire", (Reason("no_parameters", "it has no valid parameters, with enough responses"),)
    against, wanting = _about_slope(item, rule)
    difficulties = [
        error
        for name, error in zip(item.names, item.standard_errors.tolist(), strict=True)
        if name.startswith("b")
    ]
    if not all(error <= rule.difficulty_error for error in difficulties):
        largest = max(difficulties)
        words = f"the SE of b is {largest:.2f}, of at most {rule.difficulty_error:g}"
        wanting.append(Reason("difficulty_error", words, largest, rule.difficulty_error))
    if fit is not None and fit.misfit >= rule.misfit and fit.p_value < rule.fit_p_value:
        words = f"answers are off by {fit.misfit:.2f} of the range (p = {fit.p_value:.1e})"
        against.append(Reason("misfit", words, fit.misfit, rule.misfit))
    if against:
        return "retire", tuple(against)
    if not wanting:
        return "promote", (Reason("precise", f"standard errors reached with {n:g} responses", n),)
    if n >= rule.max_responses:
        words = f"{n:g} responses were not enough"
        return "retire", (Reason("not_precise_enough", words, n, rule.max_responses), *wanting)
    return "hold", tuple(wanting)


def _about_slope(item: CalibratedItem, rule: PromotionRule) -> tuple[list[Reason], list[Reason]]:
    """What the slope says against the item, and what is still wanting of it."""
    if "a" not in item.names:
        return [], []
    against, wanting = [], []
    slope = float(item.estimates[item.names.index("a")])
    error = item.standard_error("a")
    if slope + 1.645 * error < rule.least_slope:
        words = f"a slope of {slope:.2f} (SE {error:.2f}) is below {rule.least_slope:g}"
        against.append(Reason("low_slope", words, slope, rule.least_slope))
    elif slope < rule.least_slope:
        words = f"a slope of {slope:.2f} is not yet known to be below {rule.least_slope:g}"
        wanting.append(Reason("unsure_slope", words, slope, rule.least_slope))
    if not error <= rule.slope_error * slope:
        words = f"the SE of the slope is {error:.2f}, of at most {rule.slope_error * slope:.2f}"
        wanting.append(Reason("slope_error", words, error, rule.slope_error * slope))
    return against, wanting
