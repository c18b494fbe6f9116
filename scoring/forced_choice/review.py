"""What a calibration has to say beside its estimates: statements, links and numbers that deserve a look."""

import numpy as np

from scoring.arrays import Mask
from scoring.forced_choice.findings import CalibrationCode, Finding
from scoring.forced_choice.identification import Identification, joined
from scoring.forced_choice.marginal_likelihood import ROUNDS, Fit
from scoring.forced_choice.rankings import Rankings
from scoring.forced_choice.statements import StatementBank

FEWEST_COMPARISONS = 200
"""Comparisons of a statement below which its estimates are uncertain however small the model."""

SMALLEST_EFFECTIVE_SHARE = 0.1


def calibration_findings(
    bank: StatementBank, rankings: Rankings, anchors: Mask, plan: Identification, fit: Fit
) -> tuple[Finding, ...]:
    """The findings in the order of `CalibrationCode`; `bank` holds the estimates."""
    preferred, refused = rankings.wins(bank.n_statements)
    compared = preferred + refused
    shown = compared > 0
    n = bank.n_statements
    sizes: list[tuple[CalibrationCode, Mask]] = [
        ("never_shown", ~shown),
        ("never_preferred", shown & (preferred == 0)),
        ("always_preferred", shown & (refused == 0)),
    ]
    found = [
        Finding(code, {"n_statements": float(mask.sum())}, _places(mask))
        for code, mask in sizes
        if mask.any()
    ]
    few = shown & ~anchors & (compared < FEWEST_COMPARISONS)
    if few.any():
        figures = {"fewest": float(compared[few].min()), "wanted": float(FEWEST_COMPARISONS)}
        found.append(Finding("few_comparisons", figures, _places(few)))
    found += _links(bank, rankings, plan, shown)
    errors = np.nan_to_num(fit.standard_errors[:n], nan=np.inf)
    against: Mask = plan.has_loading & (bank.keys * fit.model.loadings < -2.0 * errors)
    if against.any():
        worst = float((bank.keys * fit.model.loadings)[against].min())
        found.append(Finding("loading_against_key", {"least": worst}, _places(against)))
    at_bound = fit.at_bound[: 3 * n].reshape(3, n)
    if at_bound.any():
        names = ("loadings", "means", "uniquenesses")
        figures = {f"n_{name}": float(row.sum()) for name, row in zip(names, at_bound, strict=True)}
        found.append(Finding("parameter_at_bound", figures, _places(np.asarray(at_bound.any(axis=0)))))
    if fit.n_weak:
        figures = {
            "n_directions": float(fit.n_weak),
            "n_flat": float(fit.n_flat),
            "least_share": fit.least_eigenvalue_share,
        }
        found.append(Finding("weakly_identified", figures))
    rough = fit.effective_shares < SMALLEST_EFFECTIVE_SHARE
    if rough.any():
        figures = {"n_persons": float(rough.sum()), "least_share": float(fit.effective_shares.min())}
        found.append(Finding("rough_integration", figures))
    if not fit.is_converged:
        found.append(Finding("not_converged", {"decrement": fit.decrement, "wanted": ROUNDS[-1]}))
    return tuple(found)


def _links(bank: StatementBank, rankings: Rankings, plan: Identification, shown: Mask) -> list[Finding]:
    found = []
    groups = np.unique(plan.groups[shown])
    if groups.size > 1:
        found.append(Finding("unlinked_statements", {"n_groups": float(groups.size)}))
    seen = np.unique(bank.traits[shown])
    of_traits = joined(
        tuple(tuple(bank.traits[list(block)].tolist()) for block in rankings.blocks), bank.n_traits
    )
    n_groups = np.unique(of_traits[seen]).size
    if n_groups > 1:
        found.append(Finding("unlinked_traits", {"n_groups": float(n_groups)}, traits=tuple(seen.tolist())))
    return found


def _places(mask: Mask) -> tuple[int, ...]:
    return tuple(np.flatnonzero(mask).tolist())
