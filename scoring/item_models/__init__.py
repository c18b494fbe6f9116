"""Item response models, one module per family: its rules for parameters, probabilities, score functions.

Every family works on arrays of items that share a number of categories and knows nothing of pools or tests. A
new model is one module here and one entry in `MODELS`; everything else in `scoring` reads probabilities and
score functions and does not ask which model they came from.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from scoring.arrays import Floats
from scoring.item_models.graded import GRADED_MODELS
from scoring.item_models.logistic import LOGISTIC_MODELS
from scoring.item_models.parameter_arrays import ParameterArrays


class ResponseModel(Protocol):
    """What a response model must answer."""

    @property
    def family(self) -> str:
        """The name under which items are computed together; models of one family share their formulas."""

    def problem(self, a: float, b: tuple[float, ...], c: float, d: float) -> str | None:
        """What is wrong with the finite parameters of one item, as a clause; None when they are valid."""

    def log_probabilities(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Natural logarithm of each category's probability, (n_items, n_steps + 1, n_abilities)."""

    def score_functions(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Derivative of `log_probabilities` with respect to ability, same shape."""


MODELS: Mapping[str, ResponseModel] = MappingProxyType({**LOGISTIC_MODELS, **GRADED_MODELS})

__all__ = ["MODELS", "ParameterArrays", "ResponseModel"]
