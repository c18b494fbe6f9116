"""How sure a link is: its errors from those of the item parameters, and from the choice of the items."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike
from scipy.linalg import block_diag

from scoring.arrays import Floats, read_only
from scoring.linking.transformation import ScaleTransformation
from scoring.parameters import ItemParameters, ItemPool

Method: TypeAlias = Callable[[ItemPool, ItemPool], ScaleTransformation]
"""A method of linking a source to a target, such as `haebara`, its options bound."""

Covariances: TypeAlias = Sequence[ArrayLike] | Floats
"""A covariance matrix for each item, or one array of two dimensions for all items together."""

STEP = 1e-4
"""Half the distance over which a derivative is taken, logits: its error is about 1e-8 of the derivative."""

N_ASYMPTOTES = {"3pl": 1, "4pl": 2}

FEWEST_REPLICATIONS = 2
FEWEST_ANCHORS = 3


@dataclass(frozen=True, eq=False)
class LinkingErrors:
    """Standard errors of slope and intercept and their covariance matrix, (2, 2); `kind` says of what.

    "parameters": the items are fixed and their parameters were estimated. "items": the items are a sample of
    those that could have been anchors.
    """

    slope: float
    intercept: float
    covariance: Floats
    kind: Literal["parameters", "items"]

    def of_abilities(self, source: ArrayLike) -> Floats:
        """The error that the link alone adds to abilities, given on the source scale; same shape."""
        at = np.asarray(source, dtype=np.float64)
        (slope, joint), (_, intercept) = self.covariance
        return np.asarray(np.sqrt(at * at * slope + 2.0 * at * joint + intercept))


def delta_errors(
    source: ItemPool,
    target: ItemPool,
    *,
    method: Method,
    source_covariances: Covariances | None,
    target_covariances: Covariances | None,
) -> LinkingErrors:
    """Errors from those of the item parameters, by the delta method (Ogasawara, 2000, Economic Review 51).

    Each item has a covariance matrix of its estimates in the order a, b_1, b_2, ..., with asymptotes c and d
    after them, or neither; rows of asymptotes that the model does not have must be 0. Items are then taken as
    independent of each other, which leaves out the error that they share: that the persons of a calibration
    are a sample, and so its 0 and 1. In a trial with 800 persons a group the errors of the items alone made
    two thirds of the intercept's SD. One matrix of the estimates of all items, item after item, holds both.
    None says that a pool's parameters are known. Derivatives are central differences, so that every method is
    served alike.

    Raises:
        ValueError: an item is nominal, or a covariance matrix has another shape.
    """
    covariance = np.zeros((2, 2))
    for place, given in enumerate((source_covariances, target_covariances)):
        if given is None:
            continue
        pool = (source, target)[place]
        joint, sizes = _joint_covariance(pool, given)
        gradients = []
        for item, size in enumerate(sizes):
            for parameter in range(size):
                (up, high), (down, low) = (_moved(pool, item, parameter, step) for step in (STEP, -STEP))
                above, below = (method(*_replaced(source, target, place, each)) for each in (high, low))
                gap = np.array([above.slope - below.slope, above.intercept - below.intercept])
                gradients.append(gap / (up - down))
        gradient = np.array(gradients)
        covariance += gradient.T @ joint @ gradient
    return _errors(covariance, "parameters")


def bootstrap_errors(
    source: ItemPool, target: ItemPool, *, method: Method, rng: Generator, n_replications: int = 200
) -> LinkingErrors:
    """Errors from the choice of the anchor items: links of samples of them with replacement.

    They are what another set of anchors would have changed (Kolen & Brennan, 2014, section 7.2), and are
    there where no errors of the parameters are known.

    Raises:
        ValueError: there are fewer than three items, or fewer than two replications.
    """
    if source.n_items < FEWEST_ANCHORS:
        raise ValueError(
            f"source must hold at least {FEWEST_ANCHORS} items to resample, got {source.n_items}"
        )
    if n_replications < FEWEST_REPLICATIONS:
        raise ValueError(f"n_replications must be {FEWEST_REPLICATIONS} or more, got {n_replications!r}")
    found: list[tuple[float, float]] = []
    while len(found) < n_replications:
        chosen = rng.integers(source.n_items, size=source.n_items)
        if np.unique(chosen).size < FEWEST_REPLICATIONS:
            continue  # one item alone does not tell a slope from an intercept
        link = method(*(ItemPool.of([pool.items[place] for place in chosen]) for pool in (source, target)))
        found.append((link.slope, link.intercept))
    return _errors(np.cov(np.array(found).T), "items")


def _errors(covariance: Floats, kind: Literal["parameters", "items"]) -> LinkingErrors:
    slope, intercept = np.sqrt(np.diag(covariance)).tolist()
    return LinkingErrors(slope, intercept, read_only(covariance), kind)


def _joint_covariance(pool: ItemPool, given: Covariances) -> tuple[Floats, list[int]]:
    """The covariance matrix of all items' parameters, and how many of them each item has."""
    if not (isinstance(given, np.ndarray) and given.ndim == 2):  # noqa: PLR2004
        blocks = _checked_covariances(pool, list(given))
        return block_diag(*blocks), [len(block) for block in blocks]
    sizes = [
        item.n_categories + N_ASYMPTOTES.get(item.model, 0)
        if given.shape[0] != int(pool.n_categories.sum())
        else item.n_categories
        for item in pool.items
    ]
    if given.shape != (sum(sizes), sum(sizes)):
        raise ValueError(
            f"the covariance matrix of all items must have {sum(sizes)} rows and columns, got {given.shape}"
        )
    return given, sizes


def _checked_covariances(pool: ItemPool, given: Sequence[ArrayLike]) -> list[Floats]:
    if len(given) != pool.n_items:
        raise ValueError(
            f"covariances must hold one matrix for each of {pool.n_items} items, got {len(given)}"
        )
    matrices = [np.asarray(matrix, dtype=np.float64) for matrix in given]
    for item, matrix in enumerate(matrices):
        n_own = int(pool.n_categories[item])
        n_free = n_own + N_ASYMPTOTES.get(pool.items[item].model, 0)
        if (
            matrix.shape == (n_own + 2, n_own + 2)
            and not matrix[n_free:].any()
            and not matrix[:, n_free:].any()
        ):
            matrices[item] = matrix = matrix[:n_free, :n_free]  # noqa: PLW2901
        sizes = {n_own, n_free}
        if matrix.shape not in {(size, size) for size in sizes}:
            raise ValueError(
                f"the covariance matrix of item {item} must have {' or '.join(map(str, sorted(sizes)))} rows "
                f"and columns, got {matrix.shape}"
            )
    return matrices


def _moved(pool: ItemPool, item: int, parameter: int, step: float) -> tuple[float, ItemPool]:
    """The change that there was, and the pool with one parameter of one item changed by this step.

    Asymptotes stay within 0 and 1, so that their step may be shorter.
    """
    own = pool.items[item]
    if not isinstance(own, ItemParameters):
        raise ValueError(f"items must have a and b for the delta method, got the nominal item {item}")  # noqa: TRY004
    values = [own.a, *own.b, own.c, own.d]
    before = values[parameter]
    is_asymptote = parameter >= int(pool.n_categories[item])
    values[parameter] = min(max(before + step, 0.0), 1.0) if is_asymptote else before + step
    a, *steps, c, d = values
    moved = ItemParameters(own.model, a, tuple(steps), c, d)
    return values[parameter] - before, ItemPool.of([*pool.items[:item], moved, *pool.items[item + 1 :]])


def _replaced(source: ItemPool, target: ItemPool, place: int, moved: ItemPool) -> tuple[ItemPool, ItemPool]:
    return (moved, target) if place == 0 else (source, moved)
