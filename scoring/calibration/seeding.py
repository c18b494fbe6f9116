"""Which new item to give to whom: the D-optimal design of van der Linden and Ren (2015, Psychometrika 80).

An answer of a person of ability theta to an item adds the information matrix I(theta) = sum over k of P_k u_k
u_k', u_k the derivative of log P_k by the item's parameters, to the precision of the item's posterior. The
gain is what it adds to the logarithm of the determinant of that precision, averaged over the person's
posterior.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats, read_only
from scoring.calibration.families import CalibrationItem, CalibrationModel
from scoring.calibration.problem import family_of
from scoring.parameters import ItemParameters


def information_matrices(item: CalibrationItem, nodes: Floats = GRID) -> Floats:
    """What one answer tells about an item's parameters at every ability, (n_nodes, n_par, n_par).

    The parameters are a and every b, c and d of the models that have them; scores and intercepts beyond the
    first category of a nominal item.
    """
    model: CalibrationModel = "nominal"
    if isinstance(item, ItemParameters):
        model = "gpcm" if item.model == "rsm" else item.model
    family = family_of(model, item.n_categories)
    working = family.working(item)[None]
    to_metric = np.linalg.inv(family.jacobian(working)[0])
    scores = np.einsum("jm,jkq->mkq", to_metric, family.scores(working, nodes)[0])
    probabilities = np.exp(family.log_probabilities(working, nodes)[0])
    information: Floats = np.einsum("kq,akq,bkq->qab", probabilities, scores, scores)
    return information


@dataclass(frozen=True, eq=False)
class SeedingDesign:
    """New items with what is known of them: parameters and their covariances, as `CalibratedItem` has them.

    `gains` (n_items, 121) is the gain of an answer at every node of `scoring.GRID`. Made by `of`.
    """

    items: tuple[CalibrationItem, ...]
    covariances: tuple[Floats, ...]
    gains: Floats

    @classmethod
    def of(cls, items: Sequence[CalibrationItem], covariances: Sequence[Floats]) -> Self:
        """The design for these items; a covariance is (n_parameters, n_parameters), of the prior at first.

        Raises:
            ValueError: there are not as many covariances, or one is no covariance of the item's parameters.
        """
        if len(items) != len(covariances) or not items:
            raise ValueError(
                f"covariances must be one for each item, got {len(covariances)} for {len(items)}"
            )
        kept, gains = [], []
        for place, (item, covariance) in enumerate(zip(items, covariances, strict=True)):
            information = information_matrices(item)
            given = np.asarray(covariance, dtype=np.float64)
            if given.shape != information.shape[1:]:
                raise ValueError(
                    f"the covariance of item {place} must have shape {information.shape[1:]}, "
                    f"got {given.shape}"
                )
            if not np.isfinite(given).all() or np.linalg.eigvalsh(given)[0] < -1e-9 * np.trace(given):
                raise ValueError(
                    f"the covariance of item {place} must be finite and not negative, got {given!r}"
                )
            kept.append(read_only(given))
            # log det(C^-1 + I) - log det(C^-1) = log det(1 + C I)
            gains.append(np.linalg.slogdet(np.eye(len(given)) + given @ information)[1])
        return cls(tuple(items), tuple(kept), read_only(np.array(gains)))

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.items)

    def expected_gains(self, posteriors: Floats) -> Floats:
        """Gains for persons with these posteriors on `GRID`: (n_persons, 121) gives (n_persons, n_items).

        Raises:
            ValueError: the posteriors have another shape.
        """
        given = np.atleast_2d(np.asarray(posteriors, dtype=np.float64))
        if given.ndim != 2 or given.shape[1] != GRID.size:  # noqa: PLR2004
            raise ValueError(
                f"posteriors must have shape (n_persons, {GRID.size}), got {np.shape(posteriors)}"
            )
        gains: Floats = given @ self.gains.T
        return gains

    def after(self, place: int, posterior: Floats) -> Self:
        """The design after a person of this posterior (121,) has answered an item, its parameters unchanged.

        Raises:
            ValueError: there is no such item.
        """
        if not 0 <= place < self.n_items:
            raise ValueError(f"place must lie in 0 to {self.n_items - 1}, got {place!r}")
        information = np.tensordot(posterior, information_matrices(self.items[place]), axes=1)
        before = self.covariances[place]
        updated = np.linalg.solve(np.eye(len(before)) + before @ information, before)
        covariances = list(self.covariances)
        covariances[place] = 0.5 * (updated + updated.T)
        return type(self).of(self.items, covariances)
