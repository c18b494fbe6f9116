"""Whether the items of a section are enough, and good enough where people are, for what its plan asks."""

from collections.abc import Iterator

from item_bank.bank import Bank
from item_bank.exam_plan.demand_words import where_in_indonesian
from item_bank.exam_plan.plan import ExamPlan
from item_bank.exam_plan.pool_information import Gap, PoolInformation, section_information
from item_bank.findings import Finding, finding

LEAST_ITEMS = 20
"""A section of fewer items is being begun or tried out; what it lacks is no news."""

LARGEST_SHARE_IN_GAPS = 0.2
"""Some people at the ends of the scale are always measured less well; one in five is too many."""

EASY_AND_HARD_SD = 0.5
"""Easy and hard items lie so many SDs of the prior, at least, below and above its mean."""


def check_pool(plan: ExamPlan, index: int, bank: Bank) -> Iterator[Finding]:
    """Precision that many people cannot reach, and cells of the blueprint that are thin (warnings)."""
    section = plan.sections[index]
    if len(bank.operational(section.domains)) < LEAST_ITEMS:
        return
    mean, sd = section.ability.prior_mean, section.ability.prior_sd
    edges = [mean - EASY_AND_HARD_SD * sd, mean + EASY_AND_HARD_SD * sd]
    pool = section_information(plan, index, bank, band_edges=edges)
    if pool.share_in_gaps > LARGEST_SHARE_IN_GAPS and pool.models:
        yield _gap(plan, index, pool)
    constraints = section.content.constraints if section.content else ()
    for supply in pool.supplies:
        if not supply.words or supply.n_items < supply.at_least:
            continue  # all items, or no test at all: other checks say so
        position = plan.source.position("section", index, "content", "constraint", supply.constraint)
        in_indonesian = {"cell@id": where_in_indonesian(constraints[supply.constraint].where)}
        if supply.n_lacking:
            yield finding(
                "content-cell-small", position, section=section.id, cell=supply.words, items=supply.n_items,
                least=supply.at_least, lacking=supply.n_lacking,
                max_rate=f"{section.exposure.max_rate if section.exposure else 1.0:.2f}", **in_indonesian,
            )  # fmt: skip
        elif min(supply.n_by_band) < supply.at_least:
            easy, middle, hard = supply.n_by_band
            yield finding(
                "content-cell-thin", position, section=section.id, cell=supply.words,
                least=supply.at_least, easy=easy, middle=middle, hard=hard,
                low=f"{edges[0]:.1f}", high=f"{edges[1]:.1f}", **in_indonesian,
            )  # fmt: skip


def _gap(plan: ExamPlan, index: int, pool: PoolInformation) -> Finding:
    """One finding for all gaps of a section, with the one that most people are in."""
    gap: Gap = max(pool.gaps, key=lambda each: each.share)
    return finding(
        "precision-out-of-reach", plan.source.position("section", index, "stopping"), section=pool.section,
        percent=round(100.0 * pool.share_in_gaps), asked=f"{pool.standard_error:.2f}",
        max_items=pool.max_items, low=f"{gap.low:.1f}", high=f"{gap.high:.1f}",
        best=f"{gap.standard_error:.2f}", cause="pool" if gap.share_of_pool > gap.share / 2.0 else "length",
    )  # fmt: skip
