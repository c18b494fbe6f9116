"""What a calibration gives: items with standard errors, groups, fit, findings, and abilities on demand."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scoring.ability import GRID, normal_prior
from scoring.ability_estimates import AbilityEstimates, estimates_of_posteriors
from scoring.arrays import Floats
from scoring.calibration.families import CalibrationItem, CalibrationModel
from scoring.calibration.findings import Finding
from scoring.calibration.likelihood import PatternMatrix
from scoring.calibration.problem import Problem
from scoring.calibration.responses import Patterns, Responses
from scoring.calibration.screening import ScreenedItem, recoded
from scoring.parameters import ItemPool
from scoring.response_models import log_category_probabilities


@dataclass(frozen=True, eq=False)
class CalibratedItem:
    """One item: its parameters, ready for a pool, or None with a finding that says why not.

    `names` are of `estimates`, `standard_errors` (n_parameters,) and `covariance` (n_parameters,
    n_parameters): a, b or b1, b2, ..., c, d on the logit metric. Of a parameter that is fixed the standard
    error is 0, of one that the responses do not determine NaN. `categories` are the observed categories in
    the order of the fitted ones.
    """

    place: int
    model: CalibrationModel
    parameters: CalibrationItem | None
    names: tuple[str, ...]
    estimates: Floats
    standard_errors: Floats
    covariance: Floats
    categories: tuple[int, ...]
    n_responses: float
    is_fixed: bool

    def standard_error(self, name: str) -> float:
        """The standard error of the parameter of this name.

        Raises:
            ValueError: the item has no such parameter.
        """
        if name not in self.names:
            raise ValueError(f"name must be one of {', '.join(self.names)}, got {name!r}")
        return float(self.standard_errors[self.names.index(name)])


@dataclass(frozen=True, eq=False)
class CalibratedGroup:
    """The distribution of ability in one group; standard errors are 0 where held, NaN of a histogram.

    `weights` are at `nodes`, both (n_nodes,).
    """

    label: Hashable
    mean: float
    sd: float
    mean_standard_error: float
    sd_standard_error: float
    n_persons: float
    is_estimated: bool
    nodes: Floats = field(repr=False)
    weights: Floats = field(repr=False)

    def log_prior(self, *, is_normal: bool) -> Floats:
        """Logarithms of the weights on `scoring.GRID`, (121,): for estimating these persons' abilities."""
        if is_normal:
            return normal_prior(self.mean, self.sd)
        logs = np.full(GRID.size, -np.inf)
        logs[:: (GRID.size - 1) // (self.nodes.size - 1)] = np.log(np.maximum(self.weights, 1e-300))
        return logs


@dataclass(frozen=True, eq=False)
class Calibration:
    """Item parameters by marginal maximum likelihood (with priors: the posterior mode).

    `items` are in the order of the responses' columns. `log_likelihood` is without `log_prior`, the log
    density of the priors. `n_parameters` counts free ones. `history` has the objective, log likelihood plus
    log prior, after every iteration; it never falls.
    """

    items: tuple[CalibratedItem, ...]
    groups: tuple[CalibratedGroup, ...]
    findings: tuple[Finding, ...]
    has_converged: bool
    n_iterations: int
    log_likelihood: float
    log_prior: float
    n_parameters: int
    n_persons: float
    history: tuple[float, ...] = field(repr=False)
    is_normal: bool = field(repr=False)
    fitted: "Fitted | None" = field(repr=False)

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return 2.0 * self.n_parameters - 2.0 * self.log_likelihood

    @property
    def bic(self) -> float:
        """Schwarz's criterion, for the number of persons."""
        return self._criterion(max(self.n_persons, 1.0))

    @property
    def adjusted_bic(self) -> float:
        """Schwarz's criterion for (n + 2) / 24 persons (Sclove, 1987, Psychometrika 52)."""
        return self._criterion((self.n_persons + 2.0) / 24.0)

    def _criterion(self, n: float) -> float:
        return float(np.log(n)) * self.n_parameters - 2.0 * self.log_likelihood

    @property
    def parameters(self) -> tuple[CalibrationItem | None, ...]:
        """Parameters of all items, None of those that have none."""
        return tuple(item.parameters for item in self.items)

    def pool(self) -> ItemPool:
        """The items that have parameters, in order.

        Raises:
            ValueError: no item has.
        """
        return ItemPool.of([item.parameters for item in self.items if item.parameters is not None])

    def abilities(self, responses: Responses, groups: Sequence[Hashable] | None = None) -> AbilityEstimates:
        """EAP on the published grid, each person's prior being the group's distribution.

        Items without parameters are passed over.

        Raises:
            ValueError: the responses are to another number of items, a response is not a category of its
                item, or a group is unknown.
        """
        if responses.n_items != len(self.items):
            raise ValueError(f"responses must be to {len(self.items)} items, got {responses.n_items}")
        known = [item for item in self.items if item.parameters is not None]
        logs = np.array([group.log_prior(is_normal=self.is_normal) for group in self.groups])
        members = self._members(groups, responses.n_persons)
        usable = recoded(
            responses.of_items([item.place for item in known]),
            [item.categories for item in known],
        )
        weights = np.exp(logs - logs.max(axis=1, keepdims=True))[members]
        weights /= weights.sum(axis=1, keepdims=True)
        if known:
            pool = ItemPool.of([item.parameters for item in known if item.parameters is not None])
            first_rows = np.cumsum(pool.n_categories) - pool.n_categories
            patterns = Patterns.of(usable, first_rows, members, len(self.groups))
            matrix = PatternMatrix.of(patterns, first_rows, pool.n_categories)
            curves = log_category_probabilities(pool, GRID)
            is_own = np.arange(pool.max_categories) < pool.n_categories[:, None]
            posteriors = np.empty((patterns.n_patterns, GRID.size))
            for block in matrix.blocks(curves[is_own], logs):
                posteriors[block.places] = block.posteriors
            answered = patterns.pattern_of >= 0
            weights[answered] = posteriors[patterns.pattern_of[answered]]
        return estimates_of_posteriors(weights, usable.n_answered, "eap")

    def _members(self, groups: Sequence[Hashable] | None, n_persons: int) -> np.ndarray:
        labels = [group.label for group in self.groups]
        if groups is None:
            if len(labels) > 1:
                raise ValueError(f"groups must name the group of each person, of {labels!r}")
            return np.zeros(n_persons, dtype=np.int64)
        places = {label: place for place, label in enumerate(labels)}
        unknown = [label for label in groups if label not in places]
        if unknown or len(groups) != n_persons:
            raise ValueError(
                f"groups must name for {n_persons} persons one of {labels!r}, got {len(groups)} names"
                + (f" with {unknown[0]!r}" if unknown else "")
            )
        return np.array([places[label] for label in groups], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Fitted:
    """The problem that was solved, for what is computed from it later; `covariance` None if not asked for."""

    problem: Problem
    vector: Floats
    covariance: Floats | None
    items: tuple[ScreenedItem, ...]
