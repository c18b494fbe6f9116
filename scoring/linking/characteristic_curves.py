"""Links that make curves agree: of every category (Haebara), of the expected sum score (Stocking-Lord).

Both are least squares in two unknowns, solved with exact derivatives of the curves.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import least_squares

from scoring.ability import GRID, normal_prior
from scoring.arrays import Floats
from scoring.linking.moments import check_same_items, has_locations, mean_locations, mean_mean, mean_sigma
from scoring.linking.transformation import ScaleTransformation
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities, probability_derivatives

CLOSEST = 1e-15
"""Relative change of slope and intercept, and of the criterion, at which the search ends."""


def haebara(
    source: ItemPool,
    target: ItemPool,
    *,
    weights: ArrayLike | None = None,
    source_weights: ArrayLike | None = None,
    is_symmetric: bool = True,
    fixed_slope: float | None = None,
) -> ScaleTransformation:
    """The change of scale that makes every category's curve agree (Haebara, 1980, Jap. Psych. Research 22).

    It minimises the weighted mean over abilities of the squared differences, summed over items and
    categories; for right-or-wrong items both categories differ alike. `weights` (121,) are those of the
    nodes of `GRID` on the target scale, `source_weights` on the source scale, the standard normal where None.
    With `is_symmetric`, as Haebara has it, the mean over the source scale of the inverse change is added.
    `fixed_slope` holds the slope, as where all slopes are 1 on both scales.

    Raises:
        ValueError: the pools do not hold the same items, or weights or slope are out of their range.
    """
    return _linked(
        _Curves(source, target, is_summed=False),
        _weights(weights, source_weights, is_symmetric=is_symmetric),
        fixed_slope,
    )


def stocking_lord(
    source: ItemPool,
    target: ItemPool,
    *,
    weights: ArrayLike | None = None,
    source_weights: ArrayLike | None = None,
    is_symmetric: bool = False,
    fixed_slope: float | None = None,
) -> ScaleTransformation:
    """The change of scale that makes the characteristic curves agree (Stocking & Lord, 1983, APM 7, 201-210).

    The curve is the expected sum of the categories, which needs categories in an order. The arguments are
    those of `haebara`; Stocking and Lord compare on the target scale only.

    Raises:
        ValueError: as `haebara`, or an item is nominal.
    """
    for name, pool in (("source", source), ("target", target)):
        if not has_locations(pool):
            raise ValueError(
                f"{name} must hold items with ordered categories, got a nominal one, whose sum score means "
                "nothing; use haebara, which compares probabilities"
            )
    return _linked(
        _Curves(source, target, is_summed=True),
        _weights(weights, source_weights, is_symmetric=is_symmetric),
        fixed_slope,
    )


class _Curves:
    """Differences between the target's curves and those of the source brought to the target's scale."""

    def __init__(self, source: ItemPool, target: ItemPool, *, is_summed: bool) -> None:
        check_same_items(source, target)
        self.source, self.target = source, target
        self._is_summed = is_summed
        self._at_nodes = {
            id(pool): self._curves(category_probabilities(pool, GRID)) for pool in (source, target)
        }

    def differences(self, fixed: ItemPool, moved: ItemPool, slope: float, intercept: float) -> Floats:
        """Curves of `fixed` less those of `moved` after this change of its scale, (n_curves, 121)."""
        here = (GRID - intercept) / slope
        return self._at_nodes[id(fixed)] - self._curves(category_probabilities(moved, here))

    def derivatives(self, moved: ItemPool, slope: float, intercept: float) -> tuple[Floats, Floats]:
        """The differences' derivatives in slope and intercept, both (n_curves, 121)."""
        here = (GRID - intercept) / slope
        rises = self._curves(probability_derivatives(moved, here).first)
        return rises * here / slope, rises / slope

    def _curves(self, by_category: Floats) -> Floats:
        if self._is_summed:
            categories = np.arange(by_category.shape[1], dtype=np.float64)
            summed: Floats = np.einsum("k,ikq->q", categories, by_category)[None, :]
            return summed
        return by_category.reshape(-1, by_category.shape[2])


@dataclass(frozen=True, eq=False)
class _Weights:
    """Square roots of the weights of the nodes, summing to 1 on each scale; `backward` where both count."""

    forward: Floats
    backward: Floats | None


def _linked(curves: _Curves, weights: _Weights, fixed_slope: float | None) -> ScaleTransformation:
    """The best of the solutions from the starts that the items' moments give."""
    if fixed_slope is not None and not 0.0 < fixed_slope < np.inf:
        raise ValueError(f"fixed_slope must be finite and greater than 0, got {fixed_slope!r}")

    def unpacked(point: Floats) -> tuple[float, float]:
        if fixed_slope is None:
            return float(np.exp(point[0])), float(point[1])
        return fixed_slope, float(point[0])

    def residuals(point: Floats) -> Floats:
        slope, intercept = unpacked(point)
        parts = [curves.differences(curves.target, curves.source, slope, intercept) * weights.forward]
        if weights.backward is not None:
            back = curves.differences(curves.source, curves.target, 1.0 / slope, -intercept / slope)
            parts.append(back * weights.backward)
        return np.concatenate([part.ravel() for part in parts])

    def jacobian(point: Floats) -> Floats:
        slope, intercept = unpacked(point)
        in_slope, in_intercept = curves.derivatives(curves.source, slope, intercept)
        columns = [slope * in_slope * weights.forward], [in_intercept * weights.forward]
        if weights.backward is not None:
            back_slope, back_intercept = curves.derivatives(curves.target, 1.0 / slope, -intercept / slope)
            # The inverse's slope is 1 / A and its intercept -B / A; the first column is in log A.
            in_log_slope = (-back_slope + intercept * back_intercept) / slope
            columns[0].append(in_log_slope * weights.backward)
            columns[1].append(-back_intercept / slope * weights.backward)
        both = np.column_stack([np.concatenate([part.ravel() for part in column]) for column in columns])
        return both if fixed_slope is None else both[:, 1:]

    solutions = []
    for start in _starts(curves.source, curves.target):
        point = [np.log(start.slope), start.intercept] if fixed_slope is None else [start.intercept]
        solutions.append(
            least_squares(
                residuals, point, jac=jacobian, method="lm", xtol=CLOSEST, ftol=CLOSEST, gtol=CLOSEST
            )
        )
    best = min(solutions, key=lambda solution: float(solution.cost))
    return ScaleTransformation(*unpacked(best.x))


def _starts(source: ItemPool, target: ItemPool) -> list[ScaleTransformation]:
    """Where to begin: far starts may end in another valley, so all that the items offer are tried."""
    by_slopes = float(source.a.mean() / target.a.mean())
    if not (has_locations(source) and has_locations(target)):
        return [ScaleTransformation(by_slopes, 0.0), ScaleTransformation(1.0, 0.0)]
    starts = [mean_mean(source, target)]
    if min(source.b[~np.isnan(source.b)].std(), target.b[~np.isnan(target.b)].std()) > 0.0:
        starts.append(mean_sigma(source, target))
    shift = float(np.median(mean_locations(target)) - by_slopes * np.median(mean_locations(source)))
    return [*starts, ScaleTransformation(by_slopes, shift)]


def _weights(forward: ArrayLike | None, backward: ArrayLike | None, *, is_symmetric: bool) -> _Weights:
    if backward is not None and not is_symmetric:
        raise ValueError("source_weights must be None unless is_symmetric, got weights that would not count")
    return _Weights(
        forward=_roots("weights", forward),
        backward=_roots("source_weights", backward) if is_symmetric else None,
    )


def _roots(name: str, weights: ArrayLike | None) -> Floats:
    if weights is None:
        given: Floats = np.exp(normal_prior(0.0, 1.0))
    else:
        given = np.asarray(weights, dtype=np.float64)
    if given.shape != GRID.shape:
        raise ValueError(f"{name} must have shape {GRID.shape}, got {given.shape}")
    if not np.isfinite(given).all() or given.min() < 0.0 or given.max() <= 0.0:
        raise ValueError(f"{name} must be finite, 0 or more and not all 0")
    roots: Floats = np.sqrt(given / given.sum())
    return roots
