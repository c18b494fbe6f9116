"""Where the estimation of items begins: shares of the categories, and correlations with the other items."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import expit

from scoring.arrays import Floats
from scoring.calibration.families import SHARED_SLOPE, CalibrationItem
from scoring.calibration.priors import Beta
from scoring.calibration.problem import family_of
from scoring.calibration.responses import Responses
from scoring.calibration.screening import ScreenedItem, category_counts
from scoring.parameters import NominalParameters

LEAST_SLOPE, MOST_SLOPE = 0.5, 2.5
USUAL_GUESSING = 0.18


def starting_parameters(
    responses: Responses,
    items: Sequence[ScreenedItem],
    starts: Mapping[int, CalibrationItem],
    common_slope: float | None,
) -> list[Floats]:
    """Working parameters to begin from, one array for each item; of fixed items they are empty."""
    counts = category_counts(responses) if items else np.zeros((0, 0))
    slopes = _slopes(responses, counts)
    sharing = [k for k, item in enumerate(items) if item.fixed is None and item.model in SHARED_SLOPE]
    if common_slope is not None:
        slopes[sharing] = common_slope
    elif sharing:
        slopes[sharing] = slopes[sharing].mean()
    found = []
    for place, item in enumerate(items):
        if item.fixed is not None:
            found.append(np.zeros(0))
            continue
        n_categories = len(item.categories)
        family = family_of(item.model, n_categories)
        shares = counts[place, :n_categories] + 0.5
        own = slice(place, place + 1)
        working = family.start((shares / shares.sum())[None], slopes[own], _guessing(item))[0]
        given = starts.get(item.place)
        if given is not None and given.n_categories == n_categories and _is_alike(item, given):
            wished = family.working(given)
            working = wished if family.is_valid(wished[None]).all() else working
        if item.model in SHARED_SLOPE:
            # One slope for all: a start of its own would be scaled anew.
            working = np.concatenate((slopes[own], working[1:]))
        found.append(working)
    return found


def _is_alike(item: ScreenedItem, given: CalibrationItem) -> bool:
    return (item.model == "nominal") == isinstance(given, NominalParameters)


def _guessing(item: ScreenedItem) -> float:
    """A lower asymptote to begin from: the prior's."""
    lower = item.priors.lower
    if lower is None:
        return USUAL_GUESSING
    if isinstance(lower, Beta):
        return float(np.clip(lower.alpha / (lower.alpha + lower.beta), 0.02, 0.4))
    return float(np.clip(expit(lower.mean), 0.02, 0.4))


def _slopes(responses: Responses, counts: Floats) -> Floats:
    """Slopes from correlations of each item with the mean of a person's other items, both standardised.

    For a normal ability a correlation r of an answer with it means a slope of about 1.7 r / sqrt(1 - r^2);
    the mean of other items is not the ability, but it is near enough to begin.
    """
    if not responses.items.size:
        return np.ones(responses.n_items)
    categories = np.arange(counts.shape[1])
    sizes = np.maximum(counts.sum(axis=1), 1.0)
    means = counts @ categories / sizes
    variances = np.maximum(counts @ categories**2 / sizes - means**2, 1e-6)
    z = (responses.categories - means[responses.items]) / np.sqrt(variances)[responses.items]
    persons, weights = responses.persons, responses.weights
    sums = np.bincount(persons, z, responses.n_persons)[persons] - z
    others = responses.n_answered[persons] - 1
    is_usable = others > 0
    items = responses.items[is_usable]
    rest = sums[is_usable] / np.sqrt(others[is_usable])
    weight, z = weights[is_usable], z[is_usable]
    n = responses.n_items
    total = np.maximum(np.bincount(items, weight, n), 1.0)
    centre = np.bincount(items, weight * rest, n) / total
    spread = np.maximum(np.bincount(items, weight * rest**2, n) / total - centre**2, 1e-6)
    own = np.bincount(items, weight * z, n) / total
    correlations = (np.bincount(items, weight * z * rest, n) / total - own * centre) / np.sqrt(spread)
    correlations = np.clip(correlations, 0.0, 0.9)
    return np.clip(1.7 * correlations / np.sqrt(1.0 - correlations**2), LEAST_SLOPE, MOST_SLOPE)
