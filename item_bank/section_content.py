"""What a release holds of its items, and a section of it with the numbers that run it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType

from item_bank.content import figure_html
from item_bank.exam_plan.ability import final_estimate
from item_bank.exam_plan.content import (
    ItemFacts,
    content_plan,
    content_tests,
    key_letter,
    mean_difficulty,
)
from item_bank.exam_plan.exposure import exposure_method
from item_bank.exam_plan.plan import SectionPlan
from item_bank.exam_plan.stopping import stopping_rule, without_clock
from item_bank.forced_choice_form import ForcedChoiceForm
from item_bank.interactions import CHOOSE, Interaction, shuffled_groups, telling_options
from item_bank.items import Key, Parameters, Text
from item_bank.kinds import KINDS
from item_bank.kinds.kind import Layout
from item_bank.media import image_html
from item_bank.release_record import ContentRecord
from item_bank.trials import Trials
from scoring.ability import Estimate
from scoring.adaptive_test import AdaptiveTest
from scoring.arrays import Floats
from scoring.assembly import ContentPlan
from scoring.parameters import ItemPool
from scoring.reporting_scale import ReportingScale
from scoring.response_times import ResponseTimeParameters, ResponseTimes
from scoring.selection import Selection
from scoring.simulation.exposure_control import ExposureMethod

MOST_TESTS_KEPT = 32


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A sanitised drawing, or an image with its address, and the words that stand for it."""

    svg: str
    alt: Text
    image: str = ""
    size: tuple[int, int] = (0, 0)

    def html(self, language: str) -> str:
        """The drawing or image for a page."""
        if not self.image:
            return figure_html(self.svg, self.alt[language])
        width, height = self.size
        image = image_html(self.image, self.alt[language], width=width, height=height, address="")
        return f"<figure>{image}</figure>"


@dataclass(frozen=True, slots=True)
class ReleasedOption:
    """One option: sanitised HTML by language, a figure, or both."""

    id: str
    text_html: Text
    figure: ReleasedFigure | None

    def html(self, language: str) -> str:
        """The option for a page: its figure, then its words."""
        figure = self.figure.html(language) if self.figure else ""
        return figure + self.text_html.get(language, "")


@dataclass(frozen=True, slots=True)
class ReleasedStimulus:
    """What the items of a set share: sanitised HTML by language, a figure, or both."""

    id: str
    html: Text
    title: Text | None
    figure: ReleasedFigure | None


@dataclass(frozen=True, slots=True)
class ReleasedItem:
    """An item as it is delivered and marked; `key` and `parameters` never leave the server.

    The parameters of an item on trial are a guess, `prior_sd` how sure it is of the difficulty (logits).
    """

    id: str
    kind: str
    domain: str
    subdomain: str
    enemies: tuple[str, ...]
    stem_html: Text
    figure: ReleasedFigure | None
    options: tuple[ReleasedOption, ...]
    layout: Layout
    key: Key
    parameters: Parameters | None
    response_time: ResponseTimeParameters | None = None
    content: ContentRecord | None = None
    prior_sd: float | None = None
    interaction: Interaction = CHOOSE
    stimulus: ReleasedStimulus | None = None

    @property
    def facts(self) -> ItemFacts:
        """What a blueprint may ask of the item."""
        shown = (self.figure, *(option.figure for option in self.options))
        content = ContentRecord(words=0) if self.content is None else self.content
        seconds = None
        if self.response_time is not None:
            seconds = float(ResponseTimes.of([self.response_time]).expected_seconds()[0])
        return ItemFacts(
            id=self.id,
            kind=self.kind,
            domain=self.domain,
            subdomain=self.subdomain,
            key=key_letter(KINDS[self.kind].key_place(self)),
            set=content.item_set,
            tags=content.tags,
            words=content.words,
            has_figure=any(figure is not None for figure in shown),
            seconds=seconds,
            difficulty=mean_difficulty(self.parameters),
            enemies=self.enemies,
        )

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in the author's order."""
        return tuple(option.id for option in self.options)


@dataclass(frozen=True)
class SectionContent:
    """A section with its items; the place of an item in `items` is its index in `pool` and in decisions.

    Items on trial are in `pretest` and nowhere else: no number of the section knows of them. `pages` are the
    items of a fixed section that are only read. `acceptance`
    (n_items,) are the probabilities of the Sympson-Hetter method, where the plan asks for it.
    """

    plan: SectionPlan
    item_indexes: tuple[int, ...]
    items: tuple[ReleasedItem, ...]
    instructions_html: Text
    acceptance: Floats | None = None
    pretest: tuple[ReleasedItem, ...] = ()
    pages: tuple[ReleasedItem, ...] = ()

    @cached_property
    def forced_choice(self) -> ForcedChoiceForm | None:
        """The blocks of a section that measures traits, or None."""
        return None if self.plan.traits is None else ForcedChoiceForm(self.items, self.plan.traits)

    def prepare(self) -> None:
        """Compute what the section needs before somebody starts it."""
        _ = self.adaptive_test if self.forced_choice is None else self.forced_choice.statements

    @cached_property
    def page_ids(self) -> frozenset[str]:
        """The ids of the pages."""
        return frozenset(page.id for page in self.pages)

    @cached_property
    def pool(self) -> ItemPool:
        """The parameters of the items, in logits, in the order of `items`."""
        parameters = [item.parameters for item in self.items if item.parameters is not None]
        if len(parameters) < len(self.items):
            raise ValueError(f"section {self.plan.id} must have parameters for every item of it")
        return ItemPool.of(parameters)

    @cached_property
    def adaptive_test(self) -> AdaptiveTest:
        """The numbers of the section; a fixed section uses it to estimate only."""
        return self._adaptive_test()

    @cached_property
    def unlimited_test(self) -> AdaptiveTest:
        """The same test without a limit of time on the solver: what any computer would choose."""
        blueprint = self.plan.content
        is_limited = blueprint is not None and blueprint.time_limit_seconds is not None
        return self._adaptive_test(is_limited=False) if is_limited else self.adaptive_test

    def test_for(self, prior: tuple[float, float] | None, *, is_limited: bool = True) -> AdaptiveTest:
        """The test for a participant whose prior has this mean and SD (logits); None: that of the plan."""
        if prior is None:
            return self.adaptive_test if is_limited else self.unlimited_test
        return self._tests_by_prior(prior, is_limited)

    def simulated_test(self, prior: tuple[float, float] | None = None) -> AdaptiveTest:
        """The test as a simulation takes it: where nobody knows how long items take, no clock runs."""
        if self.response_times is not None or self.plan.stopping is None:
            return self.test_for(prior)
        stopping = replace(self.plan.stopping, tree=without_clock(self.plan.stopping.tree))
        if stopping == self.plan.stopping:
            return self.test_for(prior)
        return replace(self, plan=replace(self.plan, stopping=stopping)).test_for(prior)

    @cached_property
    def _tests_by_prior(self) -> Callable[[tuple[float, float], bool], AdaptiveTest]:
        """A memo: making a test takes milliseconds, and each holds the probabilities of the whole pool."""

        @lru_cache(maxsize=MOST_TESTS_KEPT)
        def made(prior: tuple[float, float], is_limited: bool) -> AdaptiveTest:  # noqa: FBT001  a memo's key
            return self._adaptive_test(prior, is_limited=is_limited)

        return made

    def _adaptive_test(
        self, prior: tuple[float, float] | None = None, *, is_limited: bool = True
    ) -> AdaptiveTest:
        stopping, content = self.plan.stopping, None
        rule, target = None, stopping.standard_error if stopping else None
        mean, sd = prior or (self.plan.ability.prior_mean, self.plan.ability.prior_sd)
        if self.content_plan is not None and self.plan.content is not None:
            content = content_tests(self.plan.content, self.content_plan, is_limited=is_limited)
        if stopping is not None:
            is_planned = content is not None
            rule = stopping_rule(stopping, is_planned=is_planned, mean_seconds=self._mean_seconds)
            if is_planned and stopping.min_items < stopping.max_items:
                target = None  # it is among the rules, joined to the content
        return AdaptiveTest(
            self.pool,
            prior_mean=mean,
            prior_sd=sd,
            max_items=self.max_items,
            min_items=stopping.min_items if stopping else self.max_items,
            target_standard_error=target,
            selection=self.plan.selection or Selection(),
            content=content,
            response_times=self.response_times,
            stopping=rule,
            enemies=self.enemy_indexes if any(self.enemy_indexes) else (),
        )

    def final_estimate(
        self, administered: Sequence[int], categories: Sequence[int], prior: tuple[float, float] | None
    ) -> Estimate:
        """The ability that is reported, by the plan's method, with the prior as in `test_for`."""
        ability = self.plan.ability
        return final_estimate(
            self.pool,
            administered,
            categories,
            method=ability.method,
            prior=prior or (ability.prior_mean, ability.prior_sd),
            interim=self.test_for(prior).estimate(administered, categories),
        )

    @cached_property
    def exposure_method(self) -> ExposureMethod:
        """How exposure is controlled, live and in simulations."""
        return exposure_method(self.plan.exposure, self.acceptance)

    @cached_property
    def response_times(self) -> ResponseTimes | None:
        """How long the items take; None unless that is known of every item."""
        known = [item.response_time for item in self.items if item.response_time is not None]
        return ResponseTimes.of(known) if known and len(known) == len(self.items) else None

    @property
    def _mean_seconds(self) -> float | None:
        times = self.response_times
        return None if times is None else float(times.expected_seconds().mean())

    @cached_property
    def content_plan(self) -> ContentPlan | None:
        """The blueprint on the section's items, or None."""
        blueprint = self.plan.content
        if blueprint is None or self.plan.stopping is None:
            return None
        length = (self.plan.stopping.min_items, self.plan.stopping.max_items)
        return content_plan(blueprint, [item.facts for item in self.items], length)

    @property
    def reporting_scale(self) -> ReportingScale:
        """The scale that the section's result is reported on."""
        return self.plan.reporting

    @property
    def max_items(self) -> int:
        """The largest number of items that a participant gets; of a fixed section, all."""
        return self.plan.stopping.max_items if self.plan.stopping else len(self.items)

    @property
    def most_shown(self) -> int:
        """The largest number of items that a participant is shown, those on trial among them."""
        own = self.plan.pretest
        return self.max_items + (min(own.items_per_sitting, len(self.pretest)) if own else 0)

    @cached_property
    def trials(self) -> Trials:
        """The items on trial with what is known of them."""
        return Trials(self.pretest, (self.plan.ability.prior_mean, self.plan.ability.prior_sd))

    @cached_property
    def enemy_indexes(self) -> tuple[tuple[int, ...], ...]:
        """The enemies of each item that are in this section too."""
        return tuple(
            tuple(self._index_by_id[enemy] for enemy in item.enemies if enemy in self._index_by_id)
            for item in self.items
        )

    def item(self, item_id: str) -> ReleasedItem:
        """An item of the section, on trial or not; `KeyError` when the section does not have it."""
        place = self._index_by_id.get(item_id)
        if place is not None:
            return self.items[place]
        page = next((page for page in self.pages if page.id == item_id), None)
        return self.trials.by_id[item_id] if page is None else page

    def enemies_of(self, item_id: str) -> tuple[int, ...]:
        """The places in `items` of the enemies of an item, on trial or not."""
        named = self.item(item_id).enemies
        return tuple(self._index_by_id[enemy] for enemy in named if enemy in self._index_by_id)

    def index_of(self, item_id: str) -> int:
        """The place of an item in `items` and in `pool`; `KeyError` when the section does not have it."""
        return self._index_by_id[item_id]

    def expected_items(self, draws: Sequence[float]) -> tuple[str, ...]:
        """The item ids of a fixed section in one sitting's order.

        `draws` are uniforms, one for each item; they decide if the plan shuffles items, otherwise the ids do.
        Items of a set stay together, in the order of their ids, after the pages that belong to the set; other
        pages come first.
        """
        if self.plan.shuffle_items and len(draws) != len(self.items):
            raise ValueError(f"draws must hold one uniform for each of {len(self.items)}, got {len(draws)}")
        given = draws if self.plan.shuffle_items else range(len(self.items))
        units: dict[str, list[tuple[float, str]]] = {}
        for item, draw in zip(self.items, given, strict=True):
            name = f"set {item.stimulus.id}" if item.stimulus else f"item {item.id}"
            units.setdefault(name, []).append((draw, item.id))
        ordered = [name for name, own in sorted(units.items(), key=lambda unit: unit[1][0])]
        pages: dict[str, list[str]] = {}
        for page in self.pages:
            name = f"set {page.stimulus.id}" if page.stimulus else ""
            pages.setdefault(name if name in units else "", []).append(page.id)
        found = list(pages.get("", ()))
        for name in ordered:
            found += pages.get(name, ())
            found += [item_id for _, item_id in units[name]]
        return tuple(found)

    def option_order(self, item_id: str, draws: Sequence[float]) -> tuple[str, ...]:
        """The option ids of an item in one sitting's order.

        `draws` are uniforms, one for each option; they decide if plan and kind let them, else the author.
        Where the author's order could tell the answer, they decide whatever the plan says.
        """
        return option_order(self.item(item_id), draws, is_shuffled=self.plan.shuffle_options)

    @cached_property
    def _index_by_id(self) -> Mapping[str, int]:
        return MappingProxyType({item.id: index for index, item in enumerate(self.items)})


def option_order(item: ReleasedItem, draws: Sequence[float], *, is_shuffled: bool) -> tuple[str, ...]:
    """The option ids of an item as `draws` order them; if not `is_shuffled`, only those that could tell."""
    ids = item.option_ids
    if not KINDS[item.kind].may_shuffle_options:
        return ids
    groups = shuffled_groups(item.interaction, ids)
    if not is_shuffled:
        telling = telling_options(item.interaction, ids)
        groups = tuple(group for group in groups if telling.issuperset(group))
    return _shuffled(ids, draws, groups) if groups else ids


def _shuffled(
    ids: tuple[str, ...], draws: Sequence[float], groups: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    """The ids with those of each group in the order of their draws, at the places that the group has."""
    if len(draws) != len(ids):
        raise ValueError(f"draws must hold one uniform for each of {len(ids)}, got {len(draws)}")
    by_draw = dict(zip(ids, draws, strict=True))
    found = list(ids)
    for group in groups:
        places = sorted(ids.index(each) for each in group)
        own = sorted(group, key=lambda each: (by_draw[each], each))
        for place, each in zip(places, own, strict=True):
            found[place] = each
    return tuple(found)
