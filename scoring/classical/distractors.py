"""How the options of choice items work: who chooses which."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from scoring.answers import MISSING
from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.classical.response_sheet import read_categories, rest_scores
from scoring.pairwise_correlations import paired_correlations

OptionCode: TypeAlias = Literal["key_not_discriminating", "distractor_discriminating", "option_unused"]
"""A key that the able do not choose (or nobody), a distractor that they do, an option hardly ever chosen."""


class OptionFinding(NamedTuple):
    """An option that does not do its work."""

    item: int
    option: int
    code: OptionCode


@dataclass(frozen=True, eq=False)
class OptionTable:
    """The options of every item, (n_items, n_options); NaN where there is nothing to compute.

    `shares` are among those who chose an option. `point_biserials` are correlations of choosing the option
    with the criterion, `mean_criteria` its mean among those who chose it. `n_missing` (n_items,) chose none.
    """

    keys: Integers
    counts: Integers
    shares: Floats
    point_biserials: Floats
    mean_criteria: Floats
    n_missing: Integers
    findings: tuple[OptionFinding, ...]


def option_table(
    choices: ArrayLike,
    keys: ArrayLike,
    *,
    n_options: ArrayLike | None = None,
    criterion: ArrayLike | None = None,
    least_share: float = 0.05,
    fewest_persons: int = 30,
) -> OptionTable:
    """Choice shares, point-biserials and mean criterion of every option.

    `choices` (n_persons, n_items) are places of options, -1 or NaN where missing; `keys` (n_items,) those of
    the right ones. `n_options`, one number or (n_items,), None is the most that came. `criterion` is each
    person's ability, (n_persons,), and must be given for adaptive data; None is the share of right answers
    among the other items answered. Items with fewer than `fewest_persons` choices have no findings.

    Raises:
        ValueError: a choice is no option, or a shape or number is out of its range.
    """
    given = read_categories(choices, "choices")
    n_persons, n_items = given.shape
    right = np.asarray(keys)
    if right.shape != (n_items,) or right.dtype.kind not in "iu" or (right < 0).any():
        raise ValueError(f"keys must be {n_items} places of options, 0 or more, got {keys!r}")
    numbers = _numbers(n_options, given, right)
    values = _criterion(criterion, given, right)
    is_there = given != MISSING
    most = int(numbers.max())
    is_option = np.arange(most) < numbers[:, None]
    counts = np.zeros((n_items, most), dtype=np.int64)
    point_biserials, means = np.full((n_items, most), np.nan), np.full((n_items, most), np.nan)
    for option in range(most):
        chosen = given == option
        counts[:, option] = chosen.sum(axis=0)
        point_biserials[:, option] = paired_correlations(np.where(is_there, chosen, np.nan), values)
        known = chosen & np.isfinite(values)
        total = np.where(known, values, 0.0).sum(axis=0)
        means[:, option] = np.divide(
            total, known.sum(axis=0), out=np.full(n_items, np.nan), where=known.any(axis=0)
        )
    answered = is_there.sum(axis=0)
    with np.errstate(invalid="ignore"):
        shares = np.where(is_option, counts / np.where(answered > 0, answered, np.nan)[:, None], np.nan)
    findings = [
        finding
        for item in range(n_items)
        if answered[item] >= fewest_persons
        for finding in _findings(
            item,
            int(right[item]),
            shares[item, : numbers[item]],
            point_biserials[item, : numbers[item]],
            least_share,
        )
    ]
    return OptionTable(
        keys=read_only_integers(right.astype(np.int64)),
        counts=read_only_integers(counts),
        shares=read_only(shares),
        point_biserials=read_only(point_biserials),
        mean_criteria=read_only(means),
        n_missing=read_only_integers(n_persons - answered),
        findings=tuple(findings),
    )


def _numbers(n_options: ArrayLike | None, given: Integers, keys: Integers) -> Integers:
    needed = np.maximum(given.max(axis=0, initial=0), keys) + 1
    if n_options is None:
        return np.full(needed.shape, needed.max())
    numbers = np.asarray(n_options)
    if numbers.shape not in {(), needed.shape} or (numbers < needed).any():
        raise ValueError(
            f"n_options must be one number or {needed.size}, none below the options there, got {n_options!r}"
        )
    return np.broadcast_to(numbers, needed.shape).astype(np.int64)


def _criterion(criterion: ArrayLike | None, given: Integers, keys: Integers) -> Floats:
    if criterion is None:
        return rest_scores(np.where(given == MISSING, np.nan, given == keys))
    values = np.asarray(criterion, dtype=np.float64)
    if values.shape != (len(given),):
        raise ValueError(f"criterion must have shape ({len(given)},), got {values.shape}")
    return np.broadcast_to(np.where(np.isfinite(values), values, np.nan)[:, None], given.shape)


def _findings(
    item: int, key: int, shares: Floats, point_biserials: Floats, least_share: float
) -> list[OptionFinding]:
    found: list[OptionFinding] = []
    for option, (share, correlation) in enumerate(zip(shares, point_biserials, strict=True)):
        if option == key:
            # A key that everybody chose correlates with nothing, which is no fault of it; one of nobody is.
            if correlation <= 0.0 or share == 0.0:
                found.append(OptionFinding(item, option, "key_not_discriminating"))
        elif correlation > 0.0 and share >= least_share:
            found.append(OptionFinding(item, option, "distractor_discriminating"))
        elif share < least_share:
            found.append(OptionFinding(item, option, "option_unused"))
    return found
