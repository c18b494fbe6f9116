"""The parts of an exam plan: sections, items, timing, selection, stopping and reporting."""

from dataclasses import dataclass, field
from typing import Literal

from item_bank.items import Text
from item_bank.toml_source import NO_SOURCE, TomlSource
from scoring.reporting_scale import ReportingScale
from scoring.selection import Selection

SectionKind = Literal["adaptive", "fixed"]
ExposureRule = Literal["progressive_restricted", "restricted"]
Unanswered = Literal["not_administered", "wrong", "lowest"]


@dataclass(frozen=True, slots=True)
class AbilityPlan:
    """How ability is estimated: the prior in logits, and the method."""

    prior_mean: float = 0.0
    prior_sd: float = 1.0
    method: Literal["eap"] = "eap"


@dataclass(frozen=True, slots=True)
class ExposurePlan:
    """How often at most an item of an adaptive section may be seen, as a share of the sittings.

    Both rules keep an item from sittings while its rate is at the limit; "progressive_restricted" says that
    the section's selection is progressive, too.
    """

    rule: ExposureRule = "progressive_restricted"
    max_rate: float = 1.0


@dataclass(frozen=True, slots=True)
class StoppingPlan:
    """When an adaptive section ends: by length or by precision (standard error in logits; None: never)."""

    min_items: int
    max_items: int
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section (subtest). `selection`, `exposure` and `stopping` belong to adaptive sections only."""

    id: str
    kind: SectionKind
    title: Text
    instructions: Text
    domains: tuple[str, ...]
    time_limit_seconds: int
    unanswered: Unanswered = "not_administered"
    ability: AbilityPlan = field(default_factory=AbilityPlan)
    reporting: ReportingScale = field(default_factory=ReportingScale)
    selection: Selection | None = None
    exposure: ExposurePlan | None = None
    stopping: StoppingPlan | None = None
    shuffle_items: bool = False
    shuffle_options: bool = False

    @property
    def is_adaptive(self) -> bool:
        return self.kind == "adaptive"


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What a sitting goes through, in order; its first language is the default one."""

    id: str
    title: Text
    languages: tuple[str, ...]
    notice: Text
    sections: tuple[SectionPlan, ...]
    practice: tuple[str, ...] = ()
    practice_note: Text | None = None
    grace_seconds: float = 5.0
    source: TomlSource = field(default=NO_SOURCE, compare=False, repr=False)
