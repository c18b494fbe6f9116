"""How well a form tells absolute levels of traits, not only which of a person's traits is higher than which.

If every statement is keyed for its trait, raising all traits together hardly changes any preference: what a
form measures then is differences, and levels come from the prior (Brown & Maydeu-Olivares, 2011, EPM 71,
460-502, on designs; Clemans, 1966, on ipsative scores). The Fisher information of the whole blocks shows how
much of that there is: its part along (1, ..., 1) beside its part along everything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats
from scoring.forced_choice.findings import Finding
from scoring.forced_choice.identification import joined
from scoring.forced_choice.information import block_information, checked_covariance
from scoring.forced_choice.statements import StatementBank, checked_blocks


@dataclass(frozen=True)
class IpsativityLimits:
    """From where on something is worth a warning.

    Beside them `all_positively_keyed` (or all negatively) and `traits_not_compared` warn of themselves.
    Chosen from practice: designs of few traits or without mixed keys recover levels badly (Brown &
    Maydeu-Olivares, 2011; Buerkner, Schulte & Holling, 2019, EPM 79, 827-854).
    """

    least_mixed_share: float = 0.3
    fewest_traits: int = 5
    least_level_reliability: float = 0.7


@dataclass(frozen=True, eq=False)
class Ipsativity:
    """What a form tells about the level of the traits together, and about their profile.

    Information is averaged over the points. `level_information` is its quadratic form along (1, ..., 1) /
    sqrt(n_traits), `profile_information` the mean along the directions at right angles to that (NaN of one
    trait); their ratio is near 0 where scores are ipsative. `level_reliability` and `profile_reliability` are
    the shares of the prior variance of the mean of the traits, and of their deviations from it, that the form
    takes away: data against prior. `eigenvalues` are those of the information in units of the prior's
    precision, ascending: below 1 the prior knows more than the form. `weakest_direction` (n_traits,) is the
    unit vector of the least one, and `weakest_is_level` the absolute cosine of its angle to (1, ..., 1).
    """

    mixed_share: float
    level_information: float
    profile_information: float
    level_reliability: float
    profile_reliability: float
    eigenvalues: Floats
    weakest_direction: Floats
    weakest_is_level: float
    findings: tuple[Finding, ...]


def ipsativity(
    bank: StatementBank,
    blocks: Sequence[Sequence[int]],
    *,
    correlations: ArrayLike,
    points: ArrayLike | None = None,
    limits: IpsativityLimits | None = None,
) -> Ipsativity:
    """Review a form, or the blocks that one person was given.

    `correlations` (n_traits, n_traits) is the prior's covariance; `points` (n_points, n_traits) are where
    information is averaged, by default the prior's mean 0.

    Raises:
        ValueError: a block is not of the bank, or an argument has another shape.
    """
    form = checked_blocks(bank, blocks)
    prior = checked_covariance(correlations, bank.n_traits)
    at = np.zeros((1, bank.n_traits)) if points is None else points
    each = block_information(bank, form, at).sum(axis=0)
    information = each.mean(axis=0)
    posterior = np.linalg.inv(np.linalg.inv(prior) + each).mean(axis=0)
    n = bank.n_traits
    level = np.full(n, 1.0 / np.sqrt(n))
    across = np.eye(n) - np.outer(level, level)
    level_information = float(level @ information @ level)
    root = np.linalg.cholesky(prior)
    values, vectors = np.linalg.eigh(root.T @ information @ root)
    weakest = root @ vectors[:, 0]
    weakest /= np.linalg.norm(weakest)
    mixed_share = float(np.mean([bank.is_mixed(block) for block in form]))
    profile_information = profile_reliability = np.nan
    if n > 1:
        profile_information = (float(np.trace(information)) - level_information) / (n - 1)
        profile_reliability = 1.0 - float(np.trace(across @ posterior) / np.trace(across @ prior))
    review = Ipsativity(
        mixed_share=mixed_share,
        level_information=level_information,
        profile_information=profile_information,
        level_reliability=1.0 - float(level @ posterior @ level) / float(level @ prior @ level),
        profile_reliability=profile_reliability,
        eigenvalues=values,
        weakest_direction=weakest,
        weakest_is_level=float(abs(weakest @ level)),
        findings=(),
    )
    return replace(review, findings=_findings(bank, form, review, limits or IpsativityLimits()))


def _findings(
    bank: StatementBank, form: Sequence[tuple[int, ...]], review: Ipsativity, limits: IpsativityLimits
) -> tuple[Finding, ...]:
    found = []
    shown = sorted({place for block in form for place in block})
    keys = set(bank.keys[shown].tolist())
    share = {"mixed_share": review.mixed_share, "wanted": limits.least_mixed_share}
    if len(keys) == 1:
        found.append(
            Finding("all_positively_keyed", {"key": float(keys.pop()), "n_blocks": float(len(form))})
        )
    elif review.mixed_share < limits.least_mixed_share:
        found.append(Finding("few_mixed_blocks", share))
    seen = np.unique(bank.traits[shown])
    if seen.size < limits.fewest_traits:
        figures = {"n_traits": float(seen.size), "wanted": float(limits.fewest_traits)}
        found.append(Finding("few_traits", figures, traits=tuple(seen.tolist())))
    if not review.level_reliability >= limits.least_level_reliability:
        figures = {
            "level_reliability": review.level_reliability,
            "profile_reliability": review.profile_reliability,
            "level_information": review.level_information,
            "profile_information": review.profile_information,
            "least_eigenvalue": float(review.eigenvalues[0]),
            "wanted": limits.least_level_reliability,
        }
        found.append(Finding("weak_absolute_location", figures))
    groups = joined(tuple(tuple(bank.traits[list(block)].tolist()) for block in form), bank.n_traits)
    n_groups = np.unique(groups).size
    if n_groups > 1:
        unseen = tuple(trait for trait in range(bank.n_traits) if trait not in seen)
        figures = {"n_groups": float(n_groups), "n_without_statements": float(len(unseen))}
        found.append(Finding("traits_not_compared", figures, traits=unseen))
    return tuple(found)
