"""Whether a bank can carry a section's blueprint: its labels and numbers, and tests that fulfil it."""

import math
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import numpy as np

from item_bank.bank import Bank
from item_bank.exam_plan.blueprint import Blueprint, NumberName, OneOf, Where
from item_bank.exam_plan.content import (
    ItemFacts,
    attributes,
    constraint,
    content_plan,
    key_letter,
    mean_difficulty,
    n_words,
)
from item_bank.exam_plan.demand_words import demand_in_indonesian, structure_in_indonesian
from item_bank.exam_plan.plan import ExamPlan
from item_bank.findings import Finding, Position, finding
from item_bank.items import Item
from item_bank.kinds import KINDS
from scoring.assembly import Demand, Diagnosis, Shortfall, examine, priority_index
from scoring.response_times import ResponseTimes

MOST_NAMED = 5

UNITS = frozenset({"items", "sets", "words", "seconds"})
"""What shortfalls are told in by name; those of means are sums of differences."""


def facts_of(item: Item, bank: Bank, language: str) -> ItemFacts:
    """What a blueprint may ask of an item of a bank; words are counted in this language."""
    seconds = None
    if item.response_time is not None:
        seconds = float(ResponseTimes.of([item.response_time]).expected_seconds()[0])
    parameters = None if item.parameters is None else bank.scale.in_logits(item.parameters)
    return ItemFacts(
        id=item.id,
        kind=item.kind,
        domain=item.domain,
        subdomain=item.subdomain,
        key=key_letter(KINDS[item.kind].key_place(item)),
        set=item.item_set,
        tags=item.tags,
        words=n_words(item.prompt.stem.get(language, "")),
        has_figure=bool(item.figures),
        seconds=seconds,
        difficulty=mean_difficulty(parameters),
        enemies=item.enemies,
    )


def check_content(plan: ExamPlan, index: int, bank: Bank, items: Sequence[Item]) -> Iterator[Finding]:
    """Every problem of a section's blueprint with the operational items of the section."""
    section = plan.sections[index]
    blueprint, stopping = section.content, section.stopping
    if blueprint is None or stopping is None or not plan.languages:
        return
    facts = [facts_of(item, bank, plan.languages[0]) for item in items]
    problems = [*_check_named(plan, index, blueprint, facts)]
    problems += _check_each(plan, index, blueprint, facts)
    yield from problems
    if section.shuffle_options and any(each.by == "key" for each in blueprint.constraints):
        place = next(place for place, each in enumerate(blueprint.constraints) if each.by == "key")
        yield finding("content-key-shuffled", _position(plan, index, place, "kind"), section=section.id)
    if problems or len(items) < stopping.max_items:
        return
    try:
        compiled = content_plan(blueprint, facts, (stopping.min_items, stopping.max_items))
        if blueprint.method == "priority_index":
            priority_index(compiled, np.ones(len(facts)), [])
    except ValueError as error:  # what only the constraints together show
        yield finding("content-invalid", _position(plan, index), section=section.id, reason=str(error))
        return
    diagnosis = examine(compiled)
    if not diagnosis.is_feasible:
        yield from _told(plan, index, diagnosis)


def _told(plan: ExamPlan, index: int, diagnosis: Diagnosis) -> Iterator[Finding]:
    """The smallest conflict, row by row, and what each demand lacks, at the lines of the constraints."""
    section = plan.sections[index]
    blueprint = section.content or Blueprint()
    lengths = diagnosis.plan.shortest, diagnosis.plan.longest

    def indonesian(demand: Demand) -> str:
        return demand_in_indonesian(blueprint, demand, lengths)

    structure = [
        (diagnosis.plan.constraints[place].in_words(), place, _place_of(plan, index, place))
        for place in diagnosis.structure
    ]
    for demand in diagnosis.conflict:
        others = [(other, _place(plan, index, other)) for other in diagnosis.conflict if other != demand]
        of_indonesian = {
            "demand@id": indonesian(demand),
            "others@id": ", ".join(_quoted(indonesian(other), position) for other, position in others),
            "given@id": ", ".join(
                _quoted(structure_in_indonesian(blueprint, place, words), position)
                for words, place, position in structure
            ) or "none",
        }  # fmt: skip
        yield finding(
            "content-conflict", _place(plan, index, demand), section=section.id, demand=demand.words,
            number=len(diagnosis.conflict),
            others=", ".join(_quoted(other.words, position) for other, position in others),
            given=", ".join(_quoted(words, position) for words, _, position in structure) or "none",
            **of_indonesian,
        )  # fmt: skip
    for shortfall in diagnosis.shortfalls:
        yield _lacking(plan, index, shortfall, indonesian(shortfall.demand))
    if not diagnosis.conflict:
        yield finding("content-infeasible", _position(plan, index), section=section.id)


def _quoted(words: str, position: Position) -> str:
    """A demand with the place where it stands, for lists."""
    return f"“{words}” ({position})" if position.file else f"“{words}”"


def _lacking(plan: ExamPlan, index: int, shortfall: Shortfall, in_indonesian: str) -> Finding:
    unit = shortfall.unit
    return finding(
        "content-lacking", _place(plan, index, shortfall.demand), section=plan.sections[index].id,
        demand=shortfall.demand.words, amount=shortfall.amount, unit=unit if unit in UNITS else "points",
        side="short" if shortfall.demand.side == "at_least" else "over",
        attainable=round(shortfall.attainable, 6), **{"demand@id": in_indonesian},
    )  # fmt: skip


def _place(plan: ExamPlan, index: int, demand: Demand) -> Position:
    """Where a demand stands: its constraint, the lengths, or the blueprint for the enemies of the bank."""
    if demand.constraint is None:
        name = "min_items" if demand.side == "at_least" else "max_items"
        return plan.source.position("section", index, "stopping", name)
    return _place_of(plan, index, demand.constraint)


def _place_of(plan: ExamPlan, index: int, constraint: int) -> Position:
    """Where a constraint stands; the one on the bank's enemies, which is last, has no place of its own."""
    blueprint = plan.sections[index].content
    is_written = blueprint is not None and constraint < len(blueprint.constraints)
    return _position(plan, index, constraint if is_written else None)


def _check_each(
    plan: ExamPlan, index: int, blueprint: Blueprint, facts: Sequence[ItemFacts]
) -> Iterator[Finding]:
    """Constraints that cannot be made, and numbers that are not known of all items."""
    for place, each in enumerate(blueprint.constraints):
        asked = set(_numbers_of(each.where)) | set(_numbers_of(each.of))
        asked |= {each.number} if each.number else set()
        unknown = [item.id for item in facts if any(math.isnan(item.number(number)) for number in asked)]
        if unknown:
            yield finding(
                "content-number-unknown", _position(plan, index, place), numbers=", ".join(sorted(asked)),
                number=len(unknown), items=", ".join(unknown[:MOST_NAMED]),
            )  # fmt: skip
            continue
        missing = sorted({item for group in each.groups for item in group} - {item.id for item in facts})
        if missing:
            yield finding(
                "content-item-unknown", _position(plan, index, place, "groups"),
                section=plan.sections[index].id, items=", ".join(missing[:MOST_NAMED]),
            )  # fmt: skip
            continue
        try:
            constraint(each, facts)
            attributes(Blueprint(constraints=(each,)), facts)
        except ValueError as error:
            yield finding(
                "content-invalid", _position(plan, index, place), section=plan.sections[index].id,
                reason=str(error),
            )  # fmt: skip


def _check_named(
    plan: ExamPlan, index: int, blueprint: Blueprint, facts: Sequence[ItemFacts]
) -> Iterator[Finding]:
    """Labels that no item bears: a misspelt one would make an upper bound hold by itself."""
    section = plan.sections[index]
    for place, each in enumerate(blueprint.constraints):
        for field in ("where", "of"):
            where: Where = getattr(each, field)
            position = _position(plan, index, place, field)
            for told in _labels_of(where):
                borne = sorted({label for item in facts for label in item.labels(told.attribute)})
                for label in sorted(set(told.labels) - set(borne)):
                    nearest = get_close_matches(label, borne, n=1, cutoff=0.6)
                    yield finding(
                        "content-label-unknown", position, section=section.id, attribute=told.attribute,
                        label=label[:80], suggestion=nearest[0] if nearest else "none",
                    )  # fmt: skip
            known = {item.id for item in facts}
            unknown = sorted(set(_items_of(where)) - known)
            if unknown:
                yield finding(
                    "content-item-unknown", position, section=section.id,
                    items=", ".join(unknown[:MOST_NAMED]),
                )  # fmt: skip


def _labels_of(where: Where) -> Iterator[OneOf]:
    yield from where.labels
    for inner in (*where.all_of, *where.any_of, *where.none_of):
        yield from _labels_of(inner)


def _items_of(where: Where) -> Iterator[str]:
    yield from where.items
    for inner in (*where.all_of, *where.any_of, *where.none_of):
        yield from _items_of(inner)


def _numbers_of(where: Where) -> Iterator[NumberName]:
    yield from (each.attribute for each in where.numbers)
    for inner in (*where.all_of, *where.any_of, *where.none_of):
        yield from _numbers_of(inner)


def _position(plan: ExamPlan, index: int, place: int | None = None, *fields: str) -> Position:
    if place is None:
        return plan.source.position("section", index, "content")
    return plan.source.position("section", index, "content", "constraint", place, *fields)
