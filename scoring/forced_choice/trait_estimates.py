"""Traits of persons from their rankings: mode or mean of the posterior, standard errors of whole blocks."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers
from scoring.forced_choice.information import block_information, checked_covariance
from scoring.forced_choice.likelihood import UtilityModel
from scoring.forced_choice.posterior import laid_nodes, posterior_modes, posterior_moments, weighed
from scoring.forced_choice.rankings import Rankings
from scoring.forced_choice.statements import Block, StatementBank

NODES = 512
"""Nodes about each posterior mode for the mean: errors of a hundredth of a standard error in five traits."""

InformationKind = Literal["observed_information", "expected_information", "posterior"]
"""Where standard errors come from: curvature of the log posterior at the mode, prior precision and expected
information of the blocks there, or the posterior's own covariance.
"""


@dataclass(frozen=True, eq=False)
class TraitEstimates:
    """Traits (n_persons, n_traits) in SDs of the calibrated population, and everybody's covariance matrix."""

    traits: Floats
    covariances: Floats
    n_answered: Integers
    method: Literal["map", "eap"]
    standard_error_kind: InformationKind

    @property
    def standard_errors(self) -> Floats:
        """Standard error of every trait, (n_persons, n_traits): posterior SDs or their approximations."""
        return np.sqrt(np.diagonal(self.covariances, axis1=1, axis2=2))

    def empirical_reliabilities(self) -> Floats:
        """var(estimates) / (var(estimates) + mean squared standard error), (n_traits,).

        Raises:
            ValueError: there are fewer than two persons.
        """
        if len(self.traits) < 2:  # noqa: PLR2004
            raise ValueError(f"a reliability needs at least 2 persons, got {len(self.traits)}")
        variances = self.traits.var(axis=0)
        reliabilities: Floats = variances / (variances + (self.standard_errors**2).mean(axis=0))
        return reliabilities

    def marginal_reliabilities(self, prior_variances: ArrayLike = 1.0) -> Floats:
        """1 - mean squared standard error over the prior's variance, (n_traits,)."""
        return np.asarray(1.0 - (self.standard_errors**2).mean(axis=0) / np.asarray(prior_variances))


def estimate_traits_map(
    bank: StatementBank,
    rankings: Rankings,
    *,
    correlations: ArrayLike,
    mean: ArrayLike | None = None,
    standard_errors: Literal["observed_information", "expected_information"] = "observed_information",
) -> TraitEstimates:
    """The mode of everybody's joint posterior, and the inverse of prior precision plus information there.

    `correlations` (n_traits, n_traits) is the prior's covariance, `mean` its mean, None for 0. Information is
    of whole rankings (Frick, 2023, Psychometrika 88, 1556-1589): "observed" minus the Hessian of their
    log-likelihood, "expected" their Fisher information; the former takes partial rankings as they are, the
    latter counts them as full ones.

    Raises:
        ValueError: the prior is no distribution of the bank's traits, or the kind is unknown.
    """
    if standard_errors not in {"observed_information", "expected_information"}:
        raise ValueError(
            "standard_errors must be 'observed_information' or 'expected_information', "
            f"got {standard_errors!r}"
        )
    centre, covariance = _prior(bank, mean, correlations)
    modes = posterior_modes(UtilityModel.of(bank), rankings, centre, covariance)
    precisions = modes.precisions
    if standard_errors == "expected_information":
        precisions = np.linalg.inv(covariance) + _expected_information(bank, rankings, modes.traits)
    covariances = np.asarray(np.linalg.inv(precisions), dtype=np.float64)
    return _estimates(modes.traits, covariances, rankings.n_answered, "map", standard_errors)


def estimate_traits_eap(
    bank: StatementBank,
    rankings: Rankings,
    *,
    correlations: ArrayLike,
    mean: ArrayLike | None = None,
    n_nodes: int = NODES,
) -> TraitEstimates:
    """The mean and covariance of everybody's joint posterior, by quasi-random nodes about its mode.

    The nodes are the same in every call. The other arguments are those of `estimate_traits_map`.

    Raises:
        ValueError: as `estimate_traits_map`, or `n_nodes` is not an even number of 16 or more.
    """
    check_nodes(n_nodes)
    centre, covariance = _prior(bank, mean, correlations)
    model = UtilityModel.of(bank)
    nodes = laid_nodes(posterior_modes(model, rankings, centre, covariance), n_nodes)
    means, covariances = posterior_moments(nodes, weighed(model, rankings, nodes, centre, covariance)[1])
    return _estimates(means, covariances, rankings.n_answered, "eap", "posterior")


def check_nodes(n_nodes: int) -> None:
    """Refuse what cannot be laid about a mode.

    Raises:
        ValueError: `n_nodes` is not an even number of 16 or more.
    """
    if n_nodes < 16 or n_nodes % 2:  # noqa: PLR2004
        raise ValueError(f"n_nodes must be an even number of 16 or more, got {n_nodes!r}")


def _prior(bank: StatementBank, mean: ArrayLike | None, correlations: ArrayLike) -> tuple[Floats, Floats]:
    centre = np.zeros(bank.n_traits) if mean is None else np.asarray(mean, dtype=np.float64)
    if centre.shape != (bank.n_traits,) or not np.isfinite(centre).all():
        raise ValueError(f"mean must be finite numbers of shape ({bank.n_traits},), got {mean!r}")
    return centre, checked_covariance(correlations, bank.n_traits)


def _expected_information(bank: StatementBank, rankings: Rankings, traits: Floats) -> Floats:
    found = np.zeros((len(traits), bank.n_traits, bank.n_traits))
    for group in rankings.groups:
        blocks = np.sort(group.orders[group.starts[:-1]], axis=1)
        for block in np.unique(blocks, axis=0).tolist():
            persons = group.persons[(blocks == block).all(axis=1)]
            distinct: Block = tuple(block)
            np.add.at(found, persons, block_information(bank, [distinct], traits[persons])[0])
    return found


def _estimates(
    traits: Floats,
    covariances: Floats,
    n_answered: Integers,
    method: Literal["map", "eap"],
    kind: InformationKind,
) -> TraitEstimates:
    for array in (traits, covariances, n_answered):
        array.setflags(write=False)
    return TraitEstimates(traits, covariances, n_answered, method, kind)
