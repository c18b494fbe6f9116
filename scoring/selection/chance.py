"""How much chance to mix into a choice, so that pools are used evenly and the same item is not always next.

A criterion gives a value to every item; here values become weights, of which the largest wins. Arrays are
(n_items,), or (n_persons, n_items) for several persons who are decided for at once.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from scoring.arrays import Floats, Mask
from scoring.selection.ranking import NEVER, TIE
from scoring.selection.workspace import Workspace

ChanceName = Literal["progressive", "proportional", "randomesque", "none"]
"""How chance takes part in a choice; the functions of these names are below."""


@dataclass(frozen=True)
class Chance:
    """How chance takes part: by the name of a method, with what the method needs to know.

    `n_best` is of the randomesque method, `length`, the largest number of items of the test, of the
    proportional one.
    """

    name: ChanceName
    n_best: int = 1
    length: int = 1

    @property
    def has_share(self) -> bool:
        """Whether the part of chance grows less during the test."""
        return self.name in {"progressive", "proportional"}


def weighed(
    chance: Chance,
    values: Floats,
    draws: Floats,
    share: float | Floats,
    eligible: Mask,
    workspace: Workspace | None = None,
) -> Floats:
    """The weights that rank the items, the largest best, and `NEVER` for those that are not eligible.

    With a workspace the weights are in it, until it is used again.
    """
    match chance.name:
        case "progressive":
            return progressive_weights(values, draws, share, eligible, workspace)
        case "proportional":
            return proportional_weights(values, draws, chance.length * share, eligible)
        case "randomesque":
            return randomesque_weights(values, draws, chance.n_best, eligible)
        case "none":
            return best_weights(values, eligible, workspace)


def variable_length_share(
    *,
    n_administered: int,
    max_items: int,
    information: float,
    information_to_stop: float,
    acceleration: float,
) -> float:
    """The share s of the criterion against chance when a test stops on precision, from 0 (all chance) to 1.

    s = max(I / I_stop, q / (M - 1)) ^ k, held within 0 and 1 (Magis & Barrada, 2017, Journal of Statistical
    Software 76, Code Snippet 1). q items have been administered, M is `max_items`, k is `acceleration`, I is
    the information that the responses have brought and I_stop the information that ends the test. So s is 0
    before the first item, and 1 when the last possible item is chosen or the precision is reached (a test may
    go on for its least length). A test of one item is left to chance.
    """
    by_length = n_administered / (max_items - 1) if max_items > 1 else 0.0
    by_information = information / information_to_stop
    progress = min(max(by_length, by_information, 0.0), 1.0)
    return float(progress**acceleration)


@cache
def fixed_length_share(*, n_administered: int, max_items: int, acceleration: float) -> float:
    """The share s of the criterion against chance when only length ends a test, from 0 (all chance) to 1.

    s = sum_{f=1..q} (f - 1)^k / sum_{f=1..Q} (f - 1)^k at position q of Q, which is 0 at the first position
    and 1 at the last (Barrada, Olea, Ponsoda & Abad, 2008, BJMSP 61, 493-513). Here q is `n_administered`
    + 1, Q is `max_items` and k `acceleration`. A test of one item is left to chance.
    """
    if n_administered == 0:
        return 0.0
    terms = np.arange(max_items) ** acceleration
    return float(min(terms[: n_administered + 1].sum() / terms.sum(), 1.0))


def best_weights(values: Floats, eligible: Mask, workspace: Workspace | None = None) -> Floats:
    """The values themselves, so that the best eligible item wins: nothing but ties is left to chance."""
    if workspace is None:
        return np.where(eligible, values, NEVER)
    weights = workspace.floats("weights", values.shape)
    np.copyto(weights, values)
    np.copyto(weights, NEVER, where=workspace.without(eligible))
    return weights


def progressive_weights(
    values: Floats,
    draws: Floats,
    share: float | Floats,
    eligible: Mask,
    workspace: Workspace | None = None,
) -> Floats:
    """W_i = (1 - s) R_i + s I_i, (n_items,), with `NEVER` for items that are not eligible.

    The progressive method (Revuelta & Ponsoda, 1998, JEM 35, 311-327): R_i is uniform between 0 and the
    largest I of an eligible item. `values` are the I, not negative; `draws` are uniforms on [0, 1). For
    several persons the share is (n_persons, 1).
    """
    if workspace is None:  # of one person, for whom arrays are small
        allowed = values * eligible
        largest = np.maximum.reduce(allowed, axis=-1, keepdims=True)
        allowed *= share
        allowed += ((1.0 - share) * largest) * draws
        np.copyto(allowed, NEVER, where=~eligible)
        return allowed
    allowed, by_chance = (workspace.floats(name, draws.shape) for name in ("weights", "by chance"))
    np.multiply(values, eligible, out=allowed)
    np.multiply(draws, (1.0 - share) * allowed.max(axis=-1, keepdims=True), out=by_chance)
    allowed *= share
    allowed += by_chance
    np.copyto(allowed, NEVER, where=workspace.without(eligible))
    return allowed


def proportional_weights(values: Floats, draws: Floats, power: float | Floats, eligible: Mask) -> Floats:
    """Weights of which the largest belongs to item i with probability I_i^h / sum_j I_j^h.

    The proportional method (Segall, 2004, Encyclopedia of Social Measurement 1, 429-438; Barrada, Olea,
    Ponsoda & Abad, 2008, BJMSP 61, 493-513). `power` is the h, which rises from 0, where every eligible item
    is equally probable, to the length of the test. Exponential times -log(u) / w race; the first is item i
    with probability w_i / sum_j w_j. The weight w / (w - log u) is larger the sooner the time, from 0 to 1.
    """
    allowed = np.where(eligible, values, 0.0)
    largest = allowed.max(axis=-1, keepdims=True)
    relative = np.divide(allowed, largest, out=np.ones_like(allowed), where=largest > 0.0)
    chances = relative**power
    with np.errstate(divide="ignore"):
        weights: Floats = chances / (chances - np.log(draws))
    weights[~eligible] = NEVER
    return weights


def randomesque_weights(values: Floats, draws: Floats, n_best: int, eligible: Mask) -> Floats:
    """The draws of the `n_best` best eligible items, and `NEVER` for all others: each is equally probable.

    The randomesque method (Kingsbury & Zara, 1989, Applied Measurement in Education 2, 359-375). Items whose
    values tie with the last of the best take part too, whatever their place in the pool.
    """
    allowed = best_weights(values, eligible)
    place = max(allowed.shape[-1] - n_best, 0)
    last = np.partition(allowed, place, axis=-1)[..., place : place + 1]
    is_among = eligible & (allowed >= last - TIE)
    return np.where(is_among, draws, NEVER)
