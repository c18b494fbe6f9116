"""Calibration of statements from rankings: maximum marginal likelihood with the likelihood of whole rankings.

The likelihood of pairs and of blocks of three and four is the same function here, gaps and adaptive designs
need no care, and statements may appear in several blocks: reasons to prefer full information to the
thresholds and tetrachoric correlations of fixed forms (Brown & Maydeu-Olivares, 2011, EPM 71, 460-502).
Traits are integrated out on quasi-random nodes about everybody's posterior mode (importance sampling;
Pinheiro & Bates, 1995, JCGS 4, 12-35); with the nodes held, the likelihood is a smooth function, which Newton
steps with the cross-product of persons' scores climb (Berndt, Hall, Hall & Hausman, 1974, Annals of Economic
and Social Measurement 3, 653-665), under the constraints of `identification`.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from scoring.arrays import Floats, Integers, Mask
from scoring.forced_choice.findings import Finding
from scoring.forced_choice.identification import Identification, identified
from scoring.forced_choice.information import checked_covariance
from scoring.forced_choice.likelihood import UtilityModel
from scoring.forced_choice.marginal_likelihood import TYPICAL_UNIQUENESS, Fit, Population, Task, maximised
from scoring.forced_choice.rankings import Rankings
from scoring.forced_choice.review import calibration_findings
from scoring.forced_choice.statements import LARGEST_UNIQUENESS, SMALLEST_UNIQUENESS, StatementBank
from scoring.forced_choice.trait_estimates import check_nodes

TYPICAL_LOADING = 0.7
"""Where estimation starts: with the typical uniqueness, utilities have a variance of 1."""

PopulationKind = Literal["standardised", "free", "given"]
"""What is estimated of the traits' distribution: correlations; means and covariances; nothing."""


@dataclass(frozen=True, eq=False)
class TraitPopulation:
    """What is estimated of the traits' distribution, and from where (or what it is, if nothing).

    `means` (n_traits,) and `covariance` are 0 and independent traits of variance 1 if None.
    """

    kind: PopulationKind = "standardised"
    means: ArrayLike | None = None
    covariance: ArrayLike | None = None


@dataclass(frozen=True, eq=False)
class Calibration:
    """Statements with estimated parameters, and how well they are known.

    Standard errors (n_statements,), from the cross-product of scores, are NaN where nothing was estimated.
    `trait_means` and `trait_covariance` are the population's. Statements of one group in `groups`
    (n_statements,) share origin and unit of utility and can be put into new blocks together.
    """

    bank: StatementBank
    loading_errors: Floats
    mean_errors: Floats
    uniqueness_errors: Floats
    trait_means: Floats
    trait_covariance: Floats
    covariance_errors: Floats
    groups: Integers
    log_likelihood: float
    n_steps: int
    is_converged: bool
    findings: tuple[Finding, ...]


def calibrate(
    bank: StatementBank,
    rankings: Rankings,
    *,
    fixed: ArrayLike | None = None,
    population: TraitPopulation | None = None,
    uniquenesses: Literal["estimated", "given"] = "estimated",
    uniqueness_prior_sd: float | None = 1.0,
    n_nodes: int = 64,
    most_steps: int = 100,
) -> Calibration:
    """Estimate the parameters of the statements in `bank` from these rankings.

    The bank says which trait each statement measures and how it is keyed; where `fixed` (n_statements,) is
    true its parameters are anchors that stay. Uniquenesses are "estimated" where blocks of three or four tell
    them, and as the bank has them otherwise. Their logarithms have a normal prior about log 0.5, wide enough
    to matter only to those that would drift to nothing (Heywood cases); None is without. A `population` that
    is "free" needs an anchor of every trait. `identification` says what is laid down to identify the model.

    Nothing that is wrong with the data stops the estimation: see `findings`.

    Raises:
        ValueError: nobody answered anything, or an argument has another shape or is out of range.
    """
    check_nodes(n_nodes)
    if uniqueness_prior_sd is not None and not 0.0 < uniqueness_prior_sd < np.inf:
        raise ValueError(f"uniqueness_prior_sd must be None or greater than 0, got {uniqueness_prior_sd!r}")
    anchors = _anchors(bank, fixed)
    asked = population or TraitPopulation()
    at_first = _population(bank, asked, anchors)
    if not rankings.preferences.size:
        raise ValueError("rankings must hold at least one answer, got none")
    preferred, refused = rankings.wins(bank.n_statements)
    held = ((preferred == 0) | (refused == 0)) & ~anchors
    plan = identified(
        rankings,
        bank.n_statements,
        fixed=anchors,
        held=held,
        estimates_uniquenesses=uniquenesses == "estimated",
    )
    task = Task(
        rankings,
        plan,
        estimates_means=asked.kind == "free",
        estimates_variances=asked.kind == "free",
        estimates_correlations=asked.kind != "given",
        n_traits=bank.n_traits,
        uniqueness_prior_sd=uniqueness_prior_sd,
        n_nodes=n_nodes,
        most_steps=most_steps,
    )
    start = plan.normalised(_start(bank, rankings, anchors, plan))
    fit = maximised(task, start, at_first)
    return _result(bank, rankings, anchors, plan, fit)


def _anchors(bank: StatementBank, fixed: ArrayLike | None) -> Mask:
    anchors = np.zeros(bank.n_statements, dtype=np.bool_) if fixed is None else np.asarray(fixed)
    if anchors.shape != (bank.n_statements,) or anchors.dtype != np.bool_:
        raise ValueError(f"fixed must be a mask of shape ({bank.n_statements},), got {fixed!r}")
    return anchors


def _population(bank: StatementBank, asked: TraitPopulation, anchors: Mask) -> Population:
    n = bank.n_traits
    means = np.zeros(n) if asked.means is None else np.asarray(asked.means, dtype=np.float64)
    if means.shape != (n,) or not np.isfinite(means).all():
        raise ValueError(
            f"means of the population must be finite numbers of shape ({n},), got {asked.means!r}"
        )
    covariance = checked_covariance(np.eye(n) if asked.covariance is None else asked.covariance, n)
    if asked.kind not in {"standardised", "free", "given"}:
        raise ValueError(f"kind of population must be 'standardised', 'free' or 'given', got {asked.kind!r}")
    missing = set(range(n)) - set(bank.traits[anchors].tolist())
    if asked.kind == "free" and missing:
        raise ValueError(
            f"a free population needs a fixed statement of every trait, got none of {sorted(missing)}"
        )
    if asked.kind == "standardised" and (means.any() or not np.allclose(np.diagonal(covariance), 1.0)):
        raise ValueError("a standardised population has means 0 and variances 1, got others to start from")
    return Population(means, covariance)


def _start(bank: StatementBank, rankings: Rankings, anchors: Mask, plan: Identification) -> UtilityModel:
    """Typical loadings, and means by least squares from how often which statement was preferred."""
    estimated = plan.has_loading
    loadings = np.where(estimated, TYPICAL_LOADING * bank.keys, bank.loadings)
    uniquenesses = np.where(plan.has_uniqueness, TYPICAL_UNIQUENESS, bank.uniquenesses)
    n = bank.n_statements
    counts = np.zeros((n, n))
    winners, losers, times = rankings.preferences.T
    counts[winners, losers] = times
    first, second = np.nonzero(np.triu(counts + counts.T))
    ahead, behind = counts[first, second], counts[second, first]
    variances = loadings**2 + uniquenesses
    distances = ndtri((ahead + 0.5) / (ahead + behind + 1.0)) * np.sqrt(variances[first] + variances[second])
    weights = ahead + behind
    design = np.zeros((n, n))
    np.add.at(design, (first, first), weights)
    np.add.at(design, (second, second), weights)
    np.add.at(design, (first, second), -weights)
    np.add.at(design, (second, first), -weights)
    target = np.zeros(n)
    np.add.at(target, first, weights * distances)
    np.add.at(target, second, -weights * distances)
    # Anchors are known; a little weight on 0 settles the origin of groups without any.
    design[np.arange(n), np.arange(n)] += 1e-6 + 1e9 * anchors
    means = np.linalg.solve(design, target + 1e9 * anchors * bank.means)
    is_kept = anchors | (counts.sum(axis=0) + counts.sum(axis=1) == 0)
    return UtilityModel(bank.traits, loadings, np.where(is_kept, bank.means, means), uniquenesses)


def _result(
    bank: StatementBank, rankings: Rankings, anchors: Mask, plan: Identification, fit: Fit
) -> Calibration:
    estimated = bank.with_parameters(
        fit.model.loadings,
        fit.model.means,
        np.clip(fit.model.uniquenesses, SMALLEST_UNIQUENESS, LARGEST_UNIQUENESS),
    )
    n = bank.n_statements
    errors = fit.standard_errors
    n_traits = bank.n_traits
    return Calibration(
        bank=estimated,
        loading_errors=errors[:n],
        mean_errors=errors[n : 2 * n],
        uniqueness_errors=errors[2 * n : 3 * n] * fit.model.uniquenesses,
        trait_means=fit.population.means,
        trait_covariance=fit.population.covariance,
        covariance_errors=_square(errors[3 * n + n_traits :], n_traits),
        groups=plan.groups,
        log_likelihood=fit.log_likelihood,
        n_steps=fit.n_steps,
        is_converged=fit.is_converged,
        findings=calibration_findings(estimated, rankings, anchors, plan, fit),
    )


def _square(errors: Floats, n_traits: int) -> Floats:
    square = np.full((n_traits, n_traits), np.nan)
    rows, columns = np.triu_indices(n_traits)
    square[rows, columns] = square[columns, rows] = errors
    return square
