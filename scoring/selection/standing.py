"""Where one person, or each of several, stands in a test: all that a selection rule may look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np

from scoring.ability import GRID, Posterior, clamped
from scoring.arrays import Floats, Integers, Mask
from scoring.selection.workspace import Workspace


@dataclass(frozen=True, eq=False)
class Posteriors:
    """The distributions of ability of several persons, as `Posterior` is that of one.

    `weights` (n_persons, 121) sum to 1 in every row; `deviations` (n_persons, 121) are the distances of the
    nodes from the person's mean; `mean` (logits) and `variance` (logits squared) are (n_persons,).
    """

    weights: Floats
    deviations: Floats
    mean: Floats
    variance: Floats


Distribution: TypeAlias = Posterior | Posteriors


@dataclass(frozen=True, eq=False)
class Standing:
    """One person in a test, or several at the same position of it.

    `log_likelihood` (121,) is that of the responses alone, `administered` and `categories` (n_administered,)
    name items and answers in order, `eligible` (n_items,) marks the items that may come next: allowed, and
    not administered. Of several persons every array has a first axis more, (n_persons, ...). The values of a
    rule may be in the `workspace`.
    """

    distribution: Distribution
    log_likelihood: Floats
    administered: Integers
    categories: Integers
    eligible: Mask
    max_items: int
    workspace: Workspace | None = None

    @property
    def posterior(self) -> Posterior:
        """The distribution, where the standing is of one person."""
        if not isinstance(self.distribution, Posterior):
            raise ValueError(  # noqa: TRY004  a wrong argument, not a wrong type of program
                f"standing must be of one person, got that of {len(self.distribution.mean)}"
            )
        return self.distribution

    @property
    def n_administered(self) -> int:
        """Number of items administered so far."""
        return int(self.administered.shape[-1])

    @property
    def n_left(self) -> int:
        """How many items can still come, the next one among them."""
        return self.max_items - self.n_administered

    def of_persons(self, which: slice | Mask) -> Self:
        """The standing of these of several persons."""
        many = self.distribution
        return type(self)(
            distribution=Posteriors(
                weights=many.weights[which],
                deviations=many.deviations[which],
                mean=np.asarray(many.mean)[which],
                variance=np.asarray(many.variance)[which],
            ),
            log_likelihood=self.log_likelihood[which],
            administered=self.administered[which],
            categories=self.categories[which],
            eligible=self.eligible[which],
            max_items=self.max_items,
            workspace=self.workspace,
        )

    def each(self) -> Iterator[Self]:
        """The standings of several persons one by one."""
        many = self.distribution
        for person in range(self.eligible.shape[0]):
            yield type(self)(
                distribution=Posterior(
                    weights=many.weights[person],
                    deviations=many.deviations[person],
                    mean=float(np.asarray(many.mean)[person]),
                    variance=float(np.asarray(many.variance)[person]),
                ),
                log_likelihood=self.log_likelihood[person],
                administered=self.administered[person],
                categories=self.categories[person],
                eligible=self.eligible[person],
                max_items=self.max_items,
            )


def posteriors(log_posteriors: Floats, workspace: Workspace | None = None) -> Posteriors:
    """The distributions with these logarithms of weights on `GRID`, (n_persons, 121), each up to a constant.

    Each is the one that `scoring.posterior` gives, up to rounding. With a workspace its arrays are in it,
    until it is used again.
    """
    space, shape = workspace or Workspace(), (len(log_posteriors), GRID.size)
    highest = log_posteriors.max(axis=1, keepdims=True)
    weights = np.subtract(log_posteriors, highest, out=space.floats("posteriors", shape))
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=1, keepdims=True)
    mean = clamped(weights @ GRID)
    deviations = np.subtract(GRID, mean[:, None], out=space.floats("deviations", shape))
    variance = np.einsum("pq,pq,pq->p", weights, deviations, deviations)
    return Posteriors(weights=weights, deviations=deviations, mean=mean, variance=variance)
