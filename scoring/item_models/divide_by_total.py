"""What the models share whose probabilities are P_k = exp(z_k) / sum_j exp(z_j), with z_k linear in ability.

Thissen and Steinberg (1986, Psychometrika 51) named them so. The slope of z_k in ability is a s_k, where s_k
is what category k counts. The models themselves, which say what z_k is, are `partial_credit` and `nominal`.
"""

import numpy as np

from scoring.arrays import Floats
from scoring.item_models.parameter_arrays import ParameterArrays


def log_probabilities_from_steps(steps: Floats) -> Floats:
    """Logarithms of the category probabilities, (n_items, n_steps + 1, n_abilities).

    `steps` (n_items, n_steps, n_abilities) are the differences z_k - z_{k-1} of neighbouring categories. With
    the sum of all positive steps taken off, z_k is the negative steps up to k less the positive ones beyond:
    nothing cancels, however many categories there are and however far the ability is.
    """
    n_items, n_steps, n_abilities = steps.shape
    logs = np.zeros((n_items, n_steps + 1, n_abilities))
    logs[:, 1:] += np.minimum(steps, 0.0).cumsum(axis=1)
    logs[:, :-1] -= np.maximum(steps, 0.0)[:, ::-1].cumsum(axis=1)[:, ::-1]
    highest = logs.argmax(axis=1)[:, None]
    logs -= np.take_along_axis(logs, highest, axis=1)
    others = np.exp(logs)
    np.put_along_axis(others, highest, 0.0, axis=1)
    logs -= np.log1p(others.sum(axis=1, keepdims=True))
    return logs


def score_functions_from(items: ParameterArrays, log_probabilities: Floats) -> Floats:
    """P_k'/P_k = a (s_k - sum_j s_j P_j), same shape as `log_probabilities`.

    It is summed as a sum of (s_k - s_j) P_j, so that a category of probability near 1 keeps its digits.
    """
    differences = items.scores[:, :, None] - items.scores[:, None, :]
    scores: Floats = (items.a[:, None, None] * differences) @ np.exp(log_probabilities)
    return scores


def curvatures_from(items: ParameterArrays, log_probabilities: Floats) -> Floats:
    """The derivative of P_k'/P_k: for every category the same, minus the variance of a s_k; same shape."""
    scores = score_functions_from(items, log_probabilities)
    variance = np.einsum("ikq,ikq,ikq->iq", np.exp(log_probabilities), scores, scores)
    return np.repeat(-variance[:, None], log_probabilities.shape[1], axis=1)
