"""Items on trial by a plan: reading `[section.pretest]`, where they may stand, what a bank has of them."""

from collections.abc import Iterator, Sequence
from typing import cast, get_args

from item_bank.bank import Bank
from item_bank.exam_plan.plan import ExamPlan, PretestMatching, PretestPlan, StoppingPlan
from item_bank.findings import Finding, finding
from item_bank.items import Item
from item_bank.table_reader import Table
from scoring.response_times import ResponseTimes

MOST_ITEMS = 100
MOST_RESPONSES = 1_000_000
LEAST_SHARE, MOST_SHARE = 0.001, 0.5
USUAL = PretestPlan(items_per_sitting=1)
MOST_NAMED = 5


def read_pretest(table: Table | None, stopping: StoppingPlan | None) -> PretestPlan | None:
    """The plan of items on trial, with stand-ins for what is wrong; None where there is no table."""
    if table is None:
        return None
    last: int | None = None
    if "last_position" in table:
        last = table.integer("last_position", low=1, high=10 * MOST_ITEMS)
    table.ignore("last_position")
    matching = table.one_of("matching", get_args(PretestMatching), USUAL.matching)
    number, share = _read_number(table, stopping)
    plan = PretestPlan(
        items_per_sitting=number,
        first_position=table.integer("first_position", USUAL.first_position, low=1, high=10 * MOST_ITEMS),
        last_position=last,
        matching=cast("PretestMatching", matching or USUAL.matching),
        max_responses=table.integer("max_responses", USUAL.max_responses, low=1, high=MOST_RESPONSES),
        share=share,
    )
    if table.is_sound and stopping is not None:
        _report_window(table, plan, stopping)
    return plan


def _read_number(table: Table, stopping: StoppingPlan | None) -> tuple[int, float | None]:
    """How many items on trial a sitting gets, and the share that they follow from where one was asked for."""
    table.ignore("items_per_sitting", "share")
    if ("share" in table) == ("items_per_sitting" in table):
        table.problem("pretest-number-or-share", "share")
        return USUAL.items_per_sitting, None
    if "share" not in table:
        return table.integer("items_per_sitting", low=1, high=MOST_ITEMS), None
    share = float(table.number("share", low=LEAST_SHARE, high=MOST_SHARE))
    return PretestPlan.of_share(share, stopping.min_items if stopping else 1), share


def window(plan: PretestPlan, stopping: StoppingPlan, n_items: int) -> range:
    """The positions, counted from 1, at which `n_items` items on trial may stand."""
    last = stopping.min_items + n_items - 1 if plan.last_position is None else plan.last_position
    return range(plan.first_position, last + 1)


def _report_window(table: Table, plan: PretestPlan, stopping: StoppingPlan) -> None:
    n_items = plan.items_per_sitting
    places = window(plan, stopping, n_items)
    field = "first_position" if plan.last_position is None else "last_position"
    if len(places) < n_items:
        table.problem(
            "pretest-window-small", field if field in table else plan.number_field,
            first=plan.first_position, last=places.stop - 1, number=len(places), items=n_items,
        )  # fmt: skip
    elif places.stop - 1 > stopping.max_items + n_items - 1:
        table.problem(
            "pretest-window-late", field, last=places.stop - 1, most=stopping.max_items + n_items - 1,
            max_items=stopping.max_items, items=n_items,
        )  # fmt: skip


def check_pretest(plan: ExamPlan, index: int, bank: Bank) -> Iterator[Finding]:
    """Every problem of a section's items on trial with the bank; those that only miss something warn."""
    section = plan.sections[index]
    pretest, stopping = section.pretest, section.stopping
    if pretest is None or stopping is None:
        return
    items = bank.pretest(section.domains)
    if len(items) < pretest.items_per_sitting:
        yield finding(
            "pretest-items-few", plan.source.position("section", index, "pretest", pretest.number_field),
            section=section.id, number=len(items), items=pretest.items_per_sitting,
        )  # fmt: skip
    for item in items:
        if item.item_set:
            yield finding(
                "pretest-of-set", bank.positions.of(item.id, "set"), item=item.id, id=item.id,
                set=item.item_set,
            )  # fmt: skip
    surely, at_most = (
        length + pretest.items_per_sitting - 1 for length in (stopping.min_items, stopping.max_items)
    )
    if pretest.last_position is not None and surely < pretest.last_position <= at_most:
        yield finding(
            "pretest-may-be-missed", plan.source.position("section", index, "pretest", "last_position"),
            section=section.id, last=pretest.last_position, least=surely, min_items=stopping.min_items,
        )  # fmt: skip
    yield from _check_time(plan, index, bank, items)


def _check_time(plan: ExamPlan, index: int, bank: Bank, items: Sequence[Item]) -> Iterator[Finding]:
    """Items on trial take time like all others, and no limit may be short because of them."""
    section = plan.sections[index]
    if section.pretest is None or section.stopping is None:
        return
    own = bank.operational(section.domains)
    known = [item.response_time for item in own if item.response_time is not None]
    if not known or len(known) < len(own):
        return
    mean = float(ResponseTimes.of(known).expected_seconds().mean())
    tried = [item.response_time for item in items if item.response_time is not None]
    on_trial = float(ResponseTimes.of(tried).expected_seconds().mean()) if tried else mean
    needed = section.stopping.max_items * mean + section.pretest.items_per_sitting * on_trial
    if needed > section.time_limit_seconds:
        yield finding(
            "pretest-time-short", plan.source.position("section", index, "time_limit_seconds"),
            section=section.id, needed=round(needed), limit=section.time_limit_seconds,
            items=section.stopping.max_items + section.pretest.items_per_sitting,
        )  # fmt: skip
