"""What a bank gives to each section of a plan: information by ability, against what precision asks for.

Numbers for pages and checks to show; nothing is drawn here. Where it is said how few items reach a precision,
the best items are taken whatever they are about: content, enemies and exposure only make tests longer. The
prior is the section's own; what earlier sections told of a person makes tests shorter.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np
from scipy.special import ndtr

from item_bank.bank import Bank
from item_bank.exam_plan.blueprint import EVERY_ITEM, ConstraintPlan
from item_bank.exam_plan.content import ItemFacts, is_told
from item_bank.exam_plan.content_check import facts_of
from item_bank.exam_plan.plan import ExamPlan, SectionPlan, StoppingPlan, StoppingTerm
from item_bank.items import Item
from item_bank.kinds import KINDS
from scoring.arrays import Floats, read_only
from scoring.parameters import ItemPool
from scoring.response_models import item_information

N_ABILITIES: Final = 25
WIDEST_SD: Final = 3.0
"""The usual abilities reach so many SDs of the section's prior to both sides of its mean."""

BAND_EDGES_SD: Final = (-1.5, -0.5, 0.5, 1.5)
"""Between them are the usual bands of difficulty, in SDs of the prior: very easy to very hard."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring abilities (logits) at which the precision is out of reach.

    `share` of the section's prior lies there; for `share_of_pool` of it even all items together do not reach
    the precision, for the rest a longer test would. At `worst` the best items leave the largest standard
    error, `standard_error`, and `lacking` information.
    """

    low: float
    high: float
    share: float
    share_of_pool: float
    worst: float
    standard_error: float
    lacking: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How many items of a subdomain there are, `n_by_band` in each band of difficulty."""

    domain: str
    subdomain: str
    n_items: int
    n_by_band: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Supply:
    """What a section has for one lower bound of its blueprint (`constraint` is its place there).

    Every test takes `at_least` of these `n_items`. To be shown to no larger share of the participants than
    the plan allows, they would have to be `n_for_exposure`.
    """

    constraint: int
    words: str
    at_least: int
    n_items: int
    n_by_band: tuple[int, ...]
    n_for_exposure: int

    @property
    def n_lacking(self) -> int:
        """How many more items are needed."""
        return max(self.at_least, self.n_for_exposure, self.n_items) - self.n_items


@dataclass(frozen=True, slots=True)
class KeyPlaces:
    """How often the right option stands in each place, among items with so many options."""

    n_options: int
    counts: tuple[int, ...]

    @property
    def expected(self) -> float:
        """How often it would stand in each place if all were alike."""
        return sum(self.counts) / self.n_options


@dataclass(frozen=True)
class PoolInformation:
    """What the operational items of a section give; arrays are by ability, (n_abilities,).

    `information` is that of all items, `best_information` of the best `max_items` (all, in a fixed section)
    at that ability. `information_asked` is what the wanted `standard_error` needs beside the prior; both are
    None where no precision is asked for, and no ability has items needed then. `items_needed` is how many of
    the best items reach it, None where all together do not. Items without parameters tell nothing.
    """

    section: str
    n_items: int
    n_without_parameters: int
    prior_mean: float
    prior_sd: float
    max_items: int
    standard_error: float | None
    information_asked: float | None
    abilities: Floats = field(repr=False)
    information: Floats = field(repr=False)
    best_information: Floats = field(repr=False)
    items_needed: tuple[int | None, ...] = field(repr=False)
    gaps: tuple[Gap, ...]
    bands: tuple[tuple[float, float], ...]
    cells: tuple[Cell, ...]
    supplies: tuple[Supply, ...]
    key_places: tuple[KeyPlaces, ...]
    models: tuple[tuple[str, int], ...]

    @property
    def best_standard_errors(self) -> Floats:
        """The standard error that the best `max_items` leave at each ability, with the prior."""
        return _standard_errors(self.best_information, self.prior_sd)

    @property
    def share_in_gaps(self) -> float:
        """How much of the section's prior lies where the precision is out of reach."""
        return sum(gap.share for gap in self.gaps)


def pool_information(
    plan: ExamPlan,
    bank: Bank,
    *,
    abilities: Sequence[float] | None = None,
    band_edges: Sequence[float] | None = None,
) -> tuple[PoolInformation, ...]:
    """What the bank gives to each section of the plan that has operational items, in the plan's order.

    `abilities` and `band_edges` (logits, rising) are by default those of each section's own prior.

    Raises:
        ValueError: abilities or edges do not rise, or are not finite.
    """
    return tuple(
        section_information(plan, index, bank, abilities=abilities, band_edges=band_edges)
        for index, section in enumerate(plan.sections)
        if bank.operational(section.domains)
    )


def section_information(
    plan: ExamPlan,
    index: int,
    bank: Bank,
    *,
    abilities: Sequence[float] | None = None,
    band_edges: Sequence[float] | None = None,
) -> PoolInformation:
    """What the bank gives to one section; see `pool_information`.

    Raises:
        ValueError: abilities or edges do not rise or are not finite.
    """
    section = plan.sections[index]
    mean, sd = section.ability.prior_mean, section.ability.prior_sd
    if abilities is None:
        at = mean + sd * np.linspace(-WIDEST_SD, WIDEST_SD, N_ABILITIES)
    else:
        at = _rising("abilities", abilities)
    edges = [mean + sd * edge for edge in BAND_EDGES_SD]
    if band_edges is not None:
        edges = _rising("band_edges", band_edges).tolist()
    bands = tuple(pairwise([-math.inf, *edges, math.inf]))

    items = bank.operational(section.domains)
    facts = [facts_of(item, bank, plan.languages[0]) for item in items]
    known = [bank.scale.in_logits(item.parameters) for item in items if item.parameters is not None]
    by_item = item_information(ItemPool.of(known), at) if known else np.zeros((0, at.size))
    # Row n is what the best n items tell together; the best ones are other items at every ability.
    best_first = -np.sort(-by_item, axis=0)
    of_best = np.vstack([np.zeros(at.size), np.cumsum(best_first, axis=0)])
    max_items = section.stopping.max_items if section.stopping else len(known)
    best = of_best[min(max_items, len(known))]
    error = None if section.stopping is None else asked_standard_error(section.stopping)
    asked = None if error is None else max(1.0 / error**2 - 1.0 / sd**2, 0.0)
    return PoolInformation(
        section=section.id,
        n_items=len(items),
        n_without_parameters=len(items) - len(known),
        prior_mean=mean,
        prior_sd=sd,
        max_items=max_items,
        standard_error=error,
        information_asked=asked,
        abilities=read_only(at),
        information=read_only(of_best[-1]),
        best_information=read_only(best),
        items_needed=_items_needed(of_best, asked),
        gaps=tuple(_gaps(at, best, of_best[-1], asked, (mean, sd))),
        bands=bands,
        cells=tuple(_cells(facts, bands)),
        supplies=tuple(_supplies(section, facts, bands)),
        key_places=_key_places(items),
        models=tuple(sorted(Counter(each.model for each in known).items())),
    )


def asked_standard_error(stopping: StoppingPlan) -> float | None:
    """The standard error (logits) at which a section ends; None where it does not end by precision."""
    found = [stopping.standard_error, None if stopping.tree is None else _asked_by(stopping.tree)]
    return max((each for each in found if each is not None), default=None)


def _asked_by(term: StoppingTerm) -> float | None:
    if term.rule == "precise":
        return dict(term.values)["standard_error"][0]
    found = [each for each in map(_asked_by, term.terms) if each is not None]
    if not found:
        return None
    return max(found) if term.rule == "any" else min(found)


def _items_needed(of_best: Floats, asked: float | None) -> tuple[int | None, ...]:
    if asked is None:
        return (None,) * int(of_best.shape[1])
    n_too_few = np.count_nonzero(of_best < asked, axis=0)
    return tuple(int(each) if each < len(of_best) else None for each in n_too_few)


def _gaps(
    abilities: Floats, best: Floats, everything: Floats, asked: float | None, prior: tuple[float, float]
) -> Iterator[Gap]:
    """Runs of neighbouring abilities at which the best items do not tell what is asked."""
    if asked is None:
        return
    shares, sd = _shares(abilities, prior), prior[1]
    places = np.flatnonzero(best < asked)
    for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1):
        if not run.size:
            continue
        worst = run[best[run].argmin()]
        yield Gap(
            low=float(abilities[run[0]]),
            high=float(abilities[run[-1]]),
            share=float(shares[run].sum()),
            share_of_pool=float(shares[run][everything[run] < asked].sum()),
            worst=float(abilities[worst]),
            standard_error=float(_standard_errors(best[[worst]], sd)[0]),
            lacking=float(asked - best[worst]),
        )


def _shares(abilities: Floats, prior: tuple[float, float]) -> Floats:
    """How much of a normal distribution is nearer to each ability than to the others; the sum is 1."""
    between = (abilities[1:] + abilities[:-1]) / 2.0
    below = ndtr((between - prior[0]) / prior[1])
    return np.diff(below, prepend=0.0, append=1.0)


def _standard_errors(information: Floats, prior_sd: float) -> Floats:
    """Standard deviation of a normal posterior: its precision is that of the prior and the information."""
    return np.asarray(1.0 / np.sqrt(information + 1.0 / prior_sd**2), dtype=np.float64)


def _by_band(facts: Sequence[ItemFacts], bands: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    return tuple(sum(low <= item.difficulty < high for item in facts) for low, high in bands)


def _cells(facts: Sequence[ItemFacts], bands: Sequence[tuple[float, float]]) -> Iterator[Cell]:
    cells: dict[tuple[str, str], list[ItemFacts]] = {}
    for item in facts:
        cells.setdefault((item.domain, item.subdomain), []).append(item)
    for (domain, subdomain), inside in sorted(cells.items()):
        yield Cell(domain, subdomain, len(inside), _by_band(inside, bands))


def _supplies(
    section: SectionPlan, facts: Sequence[ItemFacts], bands: Sequence[tuple[float, float]]
) -> Iterator[Supply]:
    if section.content is None or section.stopping is None:
        return
    rate = section.exposure.max_rate if section.exposure else 1.0
    for place, constraint in enumerate(section.content.constraints):
        at_least = _least_items(constraint, section.stopping)
        if at_least == 0:
            continue
        inside = [item for item in facts if is_told(constraint.where, item)]
        yield Supply(
            constraint=place,
            words=constraint.where.in_words(),
            at_least=at_least,
            n_items=len(inside),
            n_by_band=_by_band(inside, bands),
            n_for_exposure=math.ceil(at_least / rate - 1e-9),
        )


def _least_items(constraint: ConstraintPlan, stopping: StoppingPlan) -> int:
    """How many of its items every test holds at least; 0 for constraints that bound no number of items."""
    if constraint.at_least is None:
        return 0
    if constraint.kind == "count":
        return int(constraint.at_least)
    if constraint.kind == "proportion" and constraint.of == EVERY_ITEM:
        return math.ceil(constraint.at_least * stopping.min_items - 1e-9)
    return 0


def _key_places(items: Sequence[Item]) -> tuple[KeyPlaces, ...]:
    counts: dict[int, Counter[int]] = {}
    for item in items:
        place = KINDS[item.kind].key_place(item)
        if place is not None:
            counts.setdefault(len(item.prompt.options), Counter())[place] += 1
    return tuple(
        KeyPlaces(n_options, tuple(found[place] for place in range(n_options)))
        for n_options, found in sorted(counts.items())
    )


def _rising(name: str, values: Sequence[float]) -> Floats:
    array = np.array(values, dtype=np.float64)
    if array.ndim != 1 or not array.size or not np.isfinite(array).all() or (np.diff(array) <= 0.0).any():
        raise ValueError(f"{name} must be finite logits, each larger than the one before, got {values!r}")
    return array
