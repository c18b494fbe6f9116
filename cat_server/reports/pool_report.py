"""How much a section's items can tell at each ability, on the section's reporting scale.

Not here: how often items were used, and how they behaved; that needs sittings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from item_bank.release import SectionContent
from scoring.parameters import ItemParameters
from scoring.response_models import item_information

FARTHEST_SD = 3.0
N_NODES = 61


@dataclass(frozen=True, slots=True)
class PoolInformation:
    """Curves over the reporting scale; information is in 1 / logits squared.

    `longest_test` is the information of the best items that one participant can get at that ability: the
    most that the section can reach. `needed` is what the plan's standard error asks of the responses, the
    prior's own precision taken away; None where the plan asks for no precision.
    """

    scores: tuple[float, ...]
    whole_pool: tuple[float, ...]
    longest_test: tuple[float, ...]
    needed: float | None
    difficulties: tuple[float, ...]

    @property
    def reached_from_to(self) -> tuple[float, float] | None:
        """The scores between which the longest test reaches what is needed; None where it nowhere does."""
        if self.needed is None:
            return None
        inside = [
            score
            for score, reached in zip(self.scores, self.longest_test, strict=True)
            if reached >= self.needed
        ]
        return (inside[0], inside[-1]) if inside else None


def pool_information(content: SectionContent) -> PoolInformation:
    """The curves of a section, from its prior mean less to its prior mean plus three standard deviations."""
    plan, scale = content.plan, content.reporting_scale
    reach = FARTHEST_SD * plan.ability.prior_sd
    ability = np.linspace(plan.ability.prior_mean - reach, plan.ability.prior_mean + reach, N_NODES)
    information = item_information(content.pool, ability)
    best_first = -np.sort(-information, axis=0)
    stopping = plan.stopping
    target = stopping.standard_error if stopping else None
    thresholds = (
        b for item in content.items if isinstance(item.parameters, ItemParameters) for b in item.parameters.b
    )
    return PoolInformation(
        scores=tuple(float(value) for value in scale.mean + scale.sd * ability),
        whole_pool=tuple(float(value) for value in information.sum(axis=0)),
        longest_test=tuple(float(value) for value in best_first[: content.max_items].sum(axis=0)),
        needed=None if target is None else max(0.0, target**-2 - plan.ability.prior_sd**-2),
        difficulties=tuple(sorted(scale.mean + scale.sd * b for b in thresholds)),
    )
