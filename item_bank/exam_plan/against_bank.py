"""Whether a bank can carry an exam plan: its items, its languages, the lengths of its adaptive sections."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from item_bank.bank import Bank
from item_bank.exam_plan.content_check import MOST_NAMED, check_content
from item_bank.exam_plan.plan import ExamPlan
from item_bank.exam_plan.pretest import check_pretest
from item_bank.exam_plan.stopping import needs_content, needs_seconds
from item_bank.exam_plan.traits import check_traits
from item_bank.findings import Finding, finding
from item_bank.interactions import Read
from item_bank.items import Item
from item_bank.kinds import KINDS
from scoring.selection import RULES


def check_plan(plan: ExamPlan, bank: Bank) -> Iterator[Finding]:
    """Every problem of a plan with this bank."""
    for language in plan.languages:
        if language not in bank.languages:
            position = plan.source.position("languages")
            yield finding(
                "plan-language-unknown", position, language=language, languages=", ".join(bank.languages)
            )
    yield from _check_practice(plan, bank)
    sections_of: dict[str, str] = {}
    for index, section in enumerate(plan.sections):
        yield from _check_domains(plan, index, bank, sections_of)
        items = bank.operational(section.domains)
        yield from check_traits(plan, index, bank)
        yield from _check_pages(plan, index, bank, items)
        if items and section.is_adaptive:
            yield from _check_sets(plan, index, bank, items)
            yield from _check_adaptive(plan, index, len(items))
            yield from _check_selection(plan, index, len(items))
            yield from _check_times(plan, index, items)
            yield from _check_method(plan, index)
            yield from check_content(plan, index, bank, items)
            yield from check_pretest(plan, index, bank)


def _check_practice(plan: ExamPlan, bank: Bank) -> Iterator[Finding]:
    position = plan.source.position("practice")
    domains = {domain for section in plan.sections for domain in section.domains}
    on_trial = {domain for section in plan.sections if section.pretest for domain in section.domains}
    for item_id in plan.practice:
        item = bank.by_id.get(item_id)
        if item is None:
            yield finding("practice-unknown", position, item=item_id[:80], id=item_id[:80])
        elif item.state == "operational" and item.domain in domains:
            yield finding("practice-operational", position, item=item_id, id=item_id, domain=item.domain)
        elif item.state == "pretest" and item.domain in on_trial:
            yield finding("practice-pretest", position, item=item_id, id=item_id, domain=item.domain)
        elif item.state == "retired":
            yield finding("practice-retired", position, item=item_id, id=item_id)


def _check_domains(plan: ExamPlan, index: int, bank: Bank, sections_of: dict[str, str]) -> Iterator[Finding]:
    section = plan.sections[index]
    position = plan.source.position("section", index, "domains")
    for domain in section.domains:
        if domain not in bank.domains:
            nearest = get_close_matches(domain, bank.domains, n=1, cutoff=0.6)
            yield finding(
                "domain-unknown", position, section=section.id, domain=domain[:80],
                suggestion=nearest[0] if nearest else "none",
            )  # fmt: skip
        elif not bank.operational((domain,)):
            yield finding("domain-without-items", position, section=section.id, domain=domain)
        first = sections_of.setdefault(domain, section.id)
        if first != section.id:
            yield finding(
                "domain-in-two-sections", position, domain=domain[:80], first=first, second=section.id
            )


def _check_pages(plan: ExamPlan, index: int, bank: Bank, items: Sequence[Item]) -> Iterator[Finding]:
    """Pages that nobody would be shown, sections of nothing else, and items that cannot be tried out."""
    section = plan.sections[index]
    position = plan.source.position("section", index, "domains")
    pages = [item for item in items if isinstance(item.interaction, Read)]
    if pages and section.is_adaptive:
        yield finding("page-in-adaptive", position, section=section.id, id=pages[0].id)
    elif pages and len(pages) == len(items):
        yield finding("section-of-pages", position, section=section.id, id=pages[0].id)
    for item in bank.pretest(section.domains) if section.pretest else ():
        if not KINDS[item.kind].models:  # nobody could answer a page, and a block tells no category
            yield finding(
                "pretest-of-kind", bank.positions.of(item.id, "kind"), item=item.id, id=item.id,
                kind=item.kind, section=section.id,
            )  # fmt: skip


def _check_sets(plan: ExamPlan, index: int, bank: Bank, items: Sequence[Item]) -> Iterator[Finding]:
    """Sets with something to read in common, which only a blueprint keeps together while items are chosen."""
    section = plan.sections[index]
    constraints = () if section.content is None else section.content.constraints
    if any(each.kind == "sets" for each in constraints):
        return
    shared = Counter(item.item_set for item in items if item.item_set in bank.stimuli_by_id)
    apart = [name for name, number in shared.items() if number > 1]
    if apart:
        position = plan.source.position("section", index, "domains")
        yield finding(
            "sets-given-apart", position, section=section.id, number=len(apart),
            named=", ".join(apart[:MOST_NAMED]),
        )  # fmt: skip


def _check_selection(plan: ExamPlan, index: int, n_items: int) -> Iterator[Finding]:
    section = plan.sections[index]
    selection = section.selection
    if selection is not None and selection.rule == "a_stratified" and selection.n_strata > n_items:
        position = plan.source.position("section", index, "selection")
        yield finding(
            "pool-too-small", position, section=section.id, items=n_items, field="n_strata",
            least=selection.n_strata,
        )  # fmt: skip


def _check_times(plan: ExamPlan, index: int, items: Sequence[Item]) -> Iterator[Finding]:
    """What is asked by time needs the response times of every item."""
    section = plan.sections[index]
    asked: list[tuple[str, tuple[str, ...]]] = []
    if section.selection is not None and section.selection.is_per_time:
        asked.append(("per_time", ("selection", "per_time")))
    if section.stopping is not None and needs_seconds(section.stopping.tree):
        asked.append(("time_short", ("stopping",)))
    missing = [item.id for item in items if item.response_time is None]
    for name, fields in asked if missing else ():
        yield finding(
            "response-times-missing", plan.source.position("section", index, *fields), section=section.id,
            field=name, number=len(missing), items=", ".join(missing[:MOST_NAMED]),
        )  # fmt: skip


def _check_method(plan: ExamPlan, index: int) -> Iterator[Finding]:
    """What the rules of one section ask of each other, whatever the bank."""
    section = plan.sections[index]
    content, selection, stopping = section.content, section.selection, section.stopping
    if content is None and stopping is not None and needs_content(stopping.tree):
        position = plan.source.position("section", index, "stopping")
        yield finding("stopping-content-missing", position, section=section.id)
    if content is None:
        return
    if section.exposure is not None and section.exposure.rule == "sympson_hetter":
        position = plan.source.position("section", index, "exposure", "rule")
        yield finding("exposure-with-content", position, rule=section.exposure.rule)
    if content.method == "priority_index" and selection is not None:
        rule, chance = selection.rule, selection.chance_applied
        if not RULES[rule].is_amount or chance not in {"none", "progressive"}:
            position = plan.source.position("section", index, "content", "method")
            yield finding("content-method-unsuitable", position, rule=rule, chance=chance)


def _check_adaptive(plan: ExamPlan, index: int, n_items: int) -> Iterator[Finding]:
    section = plan.sections[index]
    stopping, exposure = section.stopping, section.exposure
    if stopping is None or exposure is None:
        return
    for name, least in (("min_items", stopping.min_items), ("max_items", stopping.max_items)):
        if n_items < least:
            position = plan.source.position("section", index, "stopping", name)
            yield finding(
                "pool-too-small", position, section=section.id, items=n_items, field=name, least=least
            )
            return
    # Every sitting may take max_items of the pool, so that many items cannot all stay below this rate.
    rate = stopping.max_items / n_items
    if rate > exposure.max_rate:
        position = plan.source.position("section", index, "exposure", "max_rate")
        yield finding(
            "exposure-rate-impossible", position, section=section.id, max_items=stopping.max_items,
            items=n_items, rate=f"{rate:.2f}", max_rate=f"{exposure.max_rate:.2f}",
            needed=math.ceil(stopping.max_items / exposure.max_rate - 1e-9),
        )  # fmt: skip
