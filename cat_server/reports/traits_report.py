"""The traits that a section of forced choice measures, as values without words."""

from __future__ import annotations

from dataclasses import dataclass

from cat_server.sitting.state import SectionState
from item_bank.items import Text
from item_bank.release import SectionContent


@dataclass(frozen=True, slots=True)
class TraitReport:
    """One trait of a section of forced choice on the reporting scale, with its 95 % interval."""

    name: str
    title: Text
    score: float
    standard_error: float
    lower: float
    upper: float


def traits_of(section: SectionState, content: SectionContent) -> tuple[TraitReport, ...]:
    """The traits in the plan's order; none before the end, and none of a section with an ability."""
    if section.result is None or content.plan.traits is None:
        return ()
    scale, titles = content.reporting_scale, dict(content.plan.traits.titles)
    reports = []
    for found in section.result.traits:
        band = scale.band(found.estimate, found.standard_error)
        error = scale.standard_error(found.standard_error)
        reports.append(
            TraitReport(found.trait, titles[found.trait], found.score, error, band.lower, band.upper)
        )
    return tuple(reports)
