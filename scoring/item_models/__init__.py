"""Item response models, one module per family: its rules for parameters, probabilities, their derivatives.

Every family works on arrays of items that share a number of categories and knows nothing of pools or tests. A
new model is one module here and one entry in `MODELS`; everything else in `scoring` reads probabilities,
score functions and curvatures and does not ask which model they came from. `specific_factor` makes models of
models: items that share a factor besides ability.
"""

from collections.abc import Mapping
from types import MappingProxyType

from scoring.item_models.graded import GRADED_MODELS
from scoring.item_models.logistic import LOGISTIC_MODELS
from scoring.item_models.nominal import NOMINAL
from scoring.item_models.parameter_arrays import ParameterArrays
from scoring.item_models.partial_credit import PARTIAL_CREDIT_MODELS
from scoring.item_models.response_model import ResponseModel, StepModel
from scoring.item_models.specific_factor import JointPatterns, Member, SetOfItems, SharingFactor

MODELS: Mapping[str, StepModel] = MappingProxyType(
    {**LOGISTIC_MODELS, **GRADED_MODELS, **PARTIAL_CREDIT_MODELS}
)

__all__ = [
    "MODELS",
    "NOMINAL",
    "JointPatterns",
    "Member",
    "ParameterArrays",
    "ResponseModel",
    "SetOfItems",
    "SharingFactor",
    "StepModel",
]
