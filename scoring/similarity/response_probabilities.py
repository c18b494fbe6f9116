"""How probably each person gives each answer: what indices of similarity compare matches with.

The answers may be categories of any model, options of the nominal model, or options of right-or-wrong items
with the shares of the wrong options. The finer the answers the more a match says: that two people choose the
same wrong option is rarer than that both are wrong.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scoring.answers import MISSING, read_responses
from scoring.arrays import Floats, Integers, read_numbers, read_only
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities

N_DICHOTOMOUS = 2

PRIOR_COUNT = 1.0
"""Made-up choices of every wrong option: without them one that nobody chose would be impossible."""


def probabilities_of_categories(pool: ItemPool, abilities: ArrayLike) -> Floats:
    """Probability of every category of every item for every person, (n_persons, n_items, max_categories).

    With `NominalParameters` the categories are the options themselves.

    Raises:
        ValueError: the abilities are not finite numbers in one dimension.
    """
    curves = category_probabilities(pool, read_numbers(abilities, "abilities"))
    return read_only(np.moveaxis(curves, 2, 0))


def wrong_option_shares(options: ArrayLike, keys: ArrayLike, n_options: ArrayLike) -> Floats:
    """Shares of the wrong options of every item among wrong answers, (n_items, most options); 0 for the key.

    `options` (n_persons, n_items) are choices 0 .. n_options - 1, -1 or NaN where missing, of the trial or of
    earlier sittings if there are any: a wrong option that spread through the hall would excuse itself. `keys`
    (n_items,) are the right ones; `n_options` is one number for all items or (n_items,).

    Raises:
        ValueError: an option or a key is none of the options, or the shapes do not match.
    """
    right = np.asarray(keys)
    if right.ndim != 1:
        raise ValueError(f"keys must have shape (n_items,), got {right.shape}")
    sizes = np.asarray(n_options)
    if sizes.shape not in {(), right.shape} or sizes.dtype.kind not in "iu" or (sizes < N_DICHOTOMOUS).any():
        raise ValueError(f"n_options must be whole numbers of 2 or more, got {n_options!r}")
    sizes = np.broadcast_to(sizes, right.shape)
    _check_keys(right, sizes)
    given = read_responses(_Options(sizes), options)
    every = np.arange(int(sizes.max(initial=N_DICHOTOMOUS)))
    counts = np.array([(given == option).sum(axis=0) for option in every]).T + PRIOR_COUNT
    counts[every >= sizes[:, None]] = 0.0
    counts[np.arange(right.size), right] = 0.0
    return read_only(counts / counts.sum(axis=1, keepdims=True))


def probabilities_of_options(
    pool: ItemPool, abilities: ArrayLike, keys: ArrayLike, shares: ArrayLike
) -> Floats:
    """Probability of every option for every person, (n_persons, n_items, n_options), of right-or-wrong items.

    The key has the model's probability of a right answer, and the wrong options what is left in these
    `shares` (n_items, n_options), the same for all abilities. The nominal model, which knows how the wrong
    options depend on ability, is better where it has been fitted.

    Raises:
        ValueError: an item has more than two categories, or the shapes or the shares do not match.
    """
    if not (pool.n_categories == N_DICHOTOMOUS).all():
        raise ValueError("pool must be of right-or-wrong items, got items of more categories")
    split, right = np.asarray(shares, dtype=np.float64), np.asarray(keys)
    if split.ndim != 2 or len(split) != pool.n_items or right.shape != (pool.n_items,):  # noqa: PLR2004
        raise ValueError(
            f"shares and keys must be of {pool.n_items} items, as the pool, "
            f"got {split.shape} and {right.shape}"
        )
    _check_keys(right, np.full(right.shape, split.shape[1]))
    items = np.arange(pool.n_items)
    if not (split >= 0.0).all() or not np.allclose(split.sum(axis=1), 1.0) or split[items, right].any():
        raise ValueError("shares must be 0 or more, sum to 1 for every item, and be 0 for its key")
    curves = category_probabilities(pool, read_numbers(abilities, "abilities"))
    chances = curves[:, 0].T[:, :, None] * split
    chances[:, items, right] = curves[:, 1].T
    return read_only(chances)


def _check_keys(keys: Integers, sizes: Integers) -> None:
    if keys.dtype.kind not in "iu" or not ((keys >= 0) & (keys < sizes)).all():
        raise ValueError(f"keys must be options of their items, 0 or more, got {keys.tolist()!r}")


class _Options(NamedTuple):
    """Items by their numbers of options, (n_items,), as far as `read_responses` needs them."""

    n_categories: Integers

    @property
    def n_items(self) -> int:
        return self.n_categories.size


def read_answers(responses: ArrayLike, probabilities: ArrayLike) -> tuple[Integers, Floats]:
    """The answers (n_persons, n_items), -1 where missing, and their probabilities, checked.

    Raises:
        ValueError: the shapes do not match, an answer is not one of its item's, a probability is not within
            0 and 1, or those of an answered item do not sum to 1.
    """
    chances = np.asarray(probabilities, dtype=np.float64)
    if chances.ndim != 3:  # noqa: PLR2004
        raise ValueError(
            f"probabilities must have shape (n_persons, n_items, n_options), got {chances.shape}"
        )
    given = read_responses(_Options(np.full(chances.shape[1], chances.shape[2])), responses)
    if len(given) != len(chances):
        raise ValueError(f"responses must be of {len(chances)} persons, got {len(given)}")
    answered = given != MISSING
    sums = chances.sum(axis=2)[answered]
    if not ((chances >= 0.0) & (chances <= 1.0)).all() or not np.allclose(sums, 1.0, atol=1e-6):
        raise ValueError("probabilities must lie within 0 and 1 and sum to 1 over the answers of an item")
    return given, chances
