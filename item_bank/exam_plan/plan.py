"""The parts of an exam plan: sections, items, timing, selection, stopping and reporting."""

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from item_bank.exam_plan.blueprint import Blueprint
from item_bank.items import Text
from item_bank.later_fields import LATER
from item_bank.toml_source import NO_SOURCE, TomlSource
from scoring.reporting_scale import ReportingScale
from scoring.selection import Selection

SectionKind = Literal["adaptive", "fixed"]
ExposureRule = Literal["progressive_restricted", "restricted", "item_eligibility", "sympson_hetter"]
AbilityMethod = Literal["eap", "map", "ml", "wle"]
Unanswered = Literal["not_administered", "wrong", "lowest"]
PretestMatching = Literal["random", "d_optimal"]


@dataclass(frozen=True, slots=True)
class EarlierSection:
    """A section before this one, and how its ability correlates with this one's in the population.

    `others` are its correlations with sections that stand before it in the same list.
    """

    section: str
    correlation: float
    others: tuple[tuple[str, float], ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True)
class AbilityPlan:
    """How ability is estimated: the prior in logits, and the method of the final estimate.

    While a section runs, ability is the posterior mean ("eap") whatever the method. With `prior_from` the
    prior of a participant is the normal distribution of the ability given the results of these sections;
    `prior_mean` and `prior_sd` are then those of the population.
    """

    prior_mean: float = 0.0
    prior_sd: float = 1.0
    method: AbilityMethod = "eap"
    prior_from: tuple[EarlierSection, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True)
class ExposurePlan:
    """How often at most an item of an adaptive section may be seen, as a share of the sittings.

    "restricted" keeps an item from sittings while its rate is at the limit; "progressive_restricted" says
    that the section's selection is progressive, too. "item_eligibility" draws items ineligible with
    probabilities that hold the rate in every segment of ability between `cuts` (logits); counts fade by
    `fading` with every sitting. "sympson_hetter" accepts an item with a probability that is found, when the
    release is made, by `n_simulated` simulated participants a round, drawn by `seed`.

    With `avoids_seen_items` a participant is not given what earlier sittings of the same person had.
    """

    rule: ExposureRule = "progressive_restricted"
    max_rate: float = 1.0
    cuts: tuple[float, ...] = field(default=(-1.5, -0.9, -0.3, 0.3, 0.9, 1.5), metadata=LATER)
    fading: float = field(default=0.999, metadata=LATER)
    seed: int = field(default=1, metadata=LATER)
    n_simulated: int = field(default=1000, metadata=LATER)
    avoids_seen_items: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True)
class StoppingTerm:
    """A rule of the stopping tree with its numbers by name, or "any" or "all" of further `terms`."""

    rule: str
    values: tuple[tuple[str, tuple[float, ...]], ...] = field(default=(), metadata=LATER)
    terms: tuple["StoppingTerm", ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True)
class StoppingPlan:
    """When an adaptive section ends: by length or by precision (standard error in logits; None: never).

    `tree` ends it as well, between the two lengths.
    """

    min_items: int
    max_items: int
    standard_error: float | None
    tree: StoppingTerm | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class PretestPlan:
    """Items on trial in an adaptive section: they are answered like all others and never count.

    A sitting gets `items_per_sitting` of them, at positions that are drawn for it from `first_position` to
    `last_position` (counted from 1 over all items that are shown; None: the last one at which the shortest
    section holds them all and ends with an item that counts). "random" gives the item with the fewest
    responses, "d_optimal" the one whose parameters an answer at this ability tells most about. An item that
    was given `max_responses` times rests.

    With `share` the number follows from it (`of_share`), when the plan is read: the release holds both.
    """

    items_per_sitting: int
    first_position: int = 2
    last_position: int | None = None
    matching: PretestMatching = "random"
    max_responses: int = 2000
    share: float | None = field(default=None, metadata=LATER)

    @property
    def number_field(self) -> str:
        """The field that tells how many items there are, where a finding about the number stands."""
        return "items_per_sitting" if self.share is None else "share"

    @staticmethod
    def of_share(share: float, shortest: int) -> int:
        """The items on trial that make up `share` (0 to 0.5) of all items shown in the shortest section.

        With `shortest` items that count there are n with n = share / (1 - share) * shortest, to the nearest
        whole number, halves up, and at least one. The shortest section decides, because only its length is
        certain when the positions are drawn: every sitting meets them all, and a longer one has a smaller
        share, so that nobody gives more of the time to items that do not count. The share is taken as the
        decimal that stands in the plan: 0.2 of 10 shown items is 2 on every computer.
        """
        exact = Fraction(str(share))
        return max(1, math.floor(exact / (1 - exact) * shortest + Fraction(1, 2)))


@dataclass(frozen=True, slots=True)
class TraitsPlan:
    """The traits that a section of forced choice measures, by their names in its statements, with titles.

    In the population each has mean 0 and SD 1; `correlation` is the one between any two of them.
    """

    titles: tuple[tuple[str, Text], ...]
    correlation: float = 0.0


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section (subtest).

    `selection`, `exposure`, `stopping`, `content` and `pretest` belong to adaptive sections only, `traits` to
    fixed ones of forced choice.
    """

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
    content: Blueprint | None = field(default=None, metadata=LATER)
    pretest: PretestPlan | None = field(default=None, metadata=LATER)
    traits: TraitsPlan | None = field(default=None, metadata=LATER)

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
