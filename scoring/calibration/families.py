"""What estimating the parameters of a response model needs; one module per family of models.

While they are estimated, items are described by working parameters in which the complete-data likelihood is
as near to a quadratic as it gets: the slope itself, which may be negative, intercepts in place of
difficulties (d = -a b), and logits of the asymptotes. An item's row is (slope, intercepts, ...); arrays are
(n_items, n_parameters) for items of one family and one number of categories.
"""

from typing import Literal, NamedTuple, Protocol, TypeAlias, get_args

from scoring.arrays import Floats, Mask
from scoring.parameters import ItemParameters, NominalParameters

CalibrationModel = Literal["1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "nominal"]

CalibrationItem: TypeAlias = ItemParameters | NominalParameters
"""Parameters that a calibration can give, or begin from, or be given as fixed."""

MODEL_NAMES: tuple[CalibrationModel, ...] = get_args(CalibrationModel)

SHARED_SLOPE: frozenset[CalibrationModel] = frozenset({"1pl", "pcm"})
"""The models of Rasch's kind: in one calibration all their items have one slope."""

DICHOTOMOUS: frozenset[CalibrationModel] = frozenset({"1pl", "2pl", "3pl", "4pl"})


class Step(NamedTuple):
    """Gradient (n_items, n_parameters) of a log likelihood and an information, minus its curvature."""

    gradient: Floats
    information: Floats


class Family(Protocol):
    """A family of models, for items of one number of categories.

    `counts` are expected counts of the categories at the nodes, (n_items, n_categories, n_nodes).
    """

    @property
    def n_categories(self) -> int:
        """Number of categories of every item."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of an item's parameters in the metric of the results: a, b, ..."""

    def log_probabilities(self, parameters: Floats, nodes: Floats) -> Floats:
        """Natural logarithms, (n_items, n_categories, n_nodes)."""

    def scores(self, parameters: Floats, nodes: Floats) -> Floats:
        """Derivatives of the log probabilities, (n_items, n_parameters, n_categories, n_nodes)."""

    def step(self, parameters: Floats, nodes: Floats, counts: Floats) -> Step:
        """Gradient of sum of counts * log P, and an information that is never negative: for a Newton step."""

    def curvature(self, parameters: Floats, nodes: Floats, counts: Floats) -> Floats:
        """Minus the exact second derivatives of sum of counts * log P, (n_items, n_par, n_par)."""

    def is_valid(self, parameters: Floats) -> Mask:
        """Whether each item's probabilities are positive, (n_items,)."""

    def bounds(self) -> tuple[Floats, Floats]:
        """Least and largest values of an item's parameters, both (n_parameters,)."""

    def start(self, shares: Floats, slopes: Floats, guessing: float) -> Floats:
        """Where to begin, from shares of the categories (n_items, n_categories) and rough slopes."""

    def to_metric(self, parameters: Floats) -> Floats:
        """The same items in the metric of the results, (n_items, n_parameters)."""

    def jacobian(self, parameters: Floats) -> Floats:
        """Derivatives of `to_metric`, [i, j, k] of result j by working parameter k."""

    def item(self, model: CalibrationModel, metric: Floats) -> CalibrationItem:
        """The item with these values (n_parameters,).

        Raises:
            ValueError: there is no such item, because its slope is not positive.
        """

    def working(self, item: CalibrationItem) -> Floats:
        """The working parameters of an item of this family, (n_parameters,)."""


LARGEST_SLOPE = 20.0
LARGEST_INTERCEPT = 60.0
LARGEST_LOGIT = 9.0
"""Bounds of the working parameters; the last is an asymptote within 0.00012 of 0 or 1."""
