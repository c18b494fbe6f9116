"""Sections of forced choice by a plan: reading `[section.traits]`, and what a bank has of them."""

from collections.abc import Iterator

from item_bank.bank import Bank
from item_bank.exam_plan.plan import ExamPlan, TraitsPlan
from item_bank.findings import Finding, finding
from item_bank.kinds.forced_choice import ForcedChoiceKey
from item_bank.table_reader import Table

FORCED_CHOICE = "forced_choice"
HIGHEST_CORRELATION = 0.95
FEWEST_STATEMENTS = 3
"""Of a trait; fewer tell hardly anything about it."""


def read_traits(table: Table, *, is_adaptive: bool) -> TraitsPlan | None:
    """The traits of a section; None where there is no such table."""
    inner = table.table("traits", is_required=False)
    if inner is None:
        return None
    if is_adaptive:
        table.problem("field-of-fixed-only", "traits", field="traits")
    correlation = float(inner.number("correlation", 0.0, low=0.0, high=HIGHEST_CORRELATION))
    titles = inner.table("titles")
    named = () if titles is None else tuple((name, titles.text(name)) for name in titles.names)
    if titles is not None and not named:
        inner.problem("list-empty", "titles", field="titles")
    return TraitsPlan(named, correlation)


def check_traits(plan: ExamPlan, index: int, bank: Bank) -> Iterator[Finding]:
    """Whether a section is of forced choice as a whole, and measures the traits that its plan names."""
    section = plan.sections[index]
    items = bank.operational(section.domains)
    blocks = [item for item in items if item.kind == FORCED_CHOICE]
    if section.traits is None:
        if blocks:
            position = plan.source.position("section", index, "domains")
            yield finding("traits-missing", position, section=section.id, id=blocks[0].id)
        return
    position = plan.source.position("section", index, "traits")
    others = [item for item in items if item.kind not in {FORCED_CHOICE, "information"}]
    if others:
        yield finding(
            "traits-of-other-kinds", position, section=section.id, kind=others[0].kind, id=others[0].id
        )
    counts = dict.fromkeys((name for name, _ in section.traits.titles), 0)
    for item in blocks:
        statements = item.key.statements if isinstance(item.key, ForcedChoiceKey) else ()
        for _, statement in statements:
            if statement.trait not in counts:
                yield finding(
                    "trait-unknown", bank.positions.of(item.id, "key"), item=item.id, trait=statement.trait,
                    section=section.id, traits=", ".join(counts),
                )  # fmt: skip
            else:
                counts[statement.trait] += 1
    for name, number in counts.items():
        if number < FEWEST_STATEMENTS:
            yield finding(
                "trait-statements-few", position, section=section.id, trait=name, number=number,
                least=FEWEST_STATEMENTS,
            )  # fmt: skip
