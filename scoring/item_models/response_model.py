"""What a response model must answer; the models themselves are the other modules here."""

from typing import Protocol

from scoring.arrays import Floats
from scoring.item_models.parameter_arrays import ParameterArrays


class ResponseModel(Protocol):
    """What a response model must answer.

    `ability` is (n_abilities,), the same for every item, or (n_items, n_abilities), each item's own.
    """

    @property
    def family(self) -> str:
        """The name under which items are computed together; models of one family share their formulas."""

    def log_probabilities(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Natural logarithm of each category's probability, (n_items, n_steps + 1, n_abilities)."""

    def score_functions(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Derivative of `log_probabilities` with respect to ability, same shape."""

    def curvatures(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Second derivative of `log_probabilities` with respect to ability, same shape."""


class StepModel(ResponseModel, Protocol):
    """A response model of items described by a slope, difficulties or steps, and asymptotes."""

    def problem(self, a: float, b: tuple[float, ...], c: float, d: float) -> str | None:
        """What is wrong with the finite parameters of one item, as a clause; None when they are valid."""
