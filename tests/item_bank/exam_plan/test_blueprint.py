"""Blueprints: read with every problem at its line, carried by the release, judged against the bank."""

from dataclasses import replace

import numpy as np
import pytest

from item_bank.exam_plan.blueprint import Blueprint, ConstraintPlan, OneOf, Where, Within
from item_bank.exam_plan.content import content_plan, is_told, n_words
from item_bank.release import Release, build_release
from scoring.assembly import PriorityIndexTests
from tests.item_bank.exam_plan.blueprints import bank_with, constraint, released, with_content
from tests.item_bank.small_bank import line_of

KEY_A = constraint(kind='"count"', where='{ key = "A" }', at_least=2, at_most=2)
WORDS = constraint(kind='"total"', number='"words"', at_most=30)


COUNT: dict[str, object] = {"kind": '"count"', "where": "{}"}
CONSTRAINT = "[[section.content"


def codes(text: str) -> list[tuple[int, str]]:
    _, _, findings = bank_with(text)
    assert all(each.render("id") and each.render("en") for each in findings)
    return [(each.line, each.code) for each in findings]


def test_a_blueprint_is_read_whole_and_comes_back_from_the_release() -> None:
    text = with_content(
        constraint(kind='"count"', where='{ key = ["A", "B"], items = ["angka-1", "angka-4"] }', at_most=2),
        constraint(kind='"proportion"', where='{ none = [{ key = "A" }] }', at_least=0.5),
        constraint(kind='"mean"', number='"difficulty"', at_least=-1.5, at_most=1.5),
        constraint(kind='"total"', number='"words"', at_most=30, where="{ words = { at_least = 1 } }"),
        constraint(kind='"key_balance"', tolerance=2),
        constraint(kind='"enemies"', groups='[["angka-1", "angka-9", "angka-20"]]'),
        constraint(kind='"all_or_none"', groups='[["angka-5", "angka-12"]]'),
        head='refresh = "moved"\nmoved_by = 0.2\ntime_limit_seconds = 2.5',
    )
    _, _, findings = bank_with(text)
    assert [each.code for each in findings] == ["content-key-shuffled"]
    bank, plan, _ = bank_with(text)
    assert plan is not None
    section = plan.sections[0]
    assert section.content == Blueprint(
        "shadow_test",
        (
            ConstraintPlan(
                "count",
                where=Where(labels=(OneOf("key", ("A", "B")),), items=("angka-1", "angka-4")),
                at_most=2.0,
            ),
            ConstraintPlan(
                "proportion", where=Where(none_of=(Where(labels=(OneOf("key", ("A",)),)),)), at_least=0.5
            ),
            ConstraintPlan("mean", number="difficulty", at_least=-1.5, at_most=1.5),
            ConstraintPlan(
                "total", number="words", at_most=30.0, where=Where(numbers=(Within("words", 1.0, None),))
            ),
            ConstraintPlan("key_balance", by="key", tolerance=2.0),
            ConstraintPlan("enemies", groups=(("angka-1", "angka-9", "angka-20"),)),
            ConstraintPlan("all_or_none", groups=(("angka-5", "angka-12"),)),
        ),
        refresh="moved",
        moved_by=0.2,
        time_limit_seconds=2.5,
    )
    release = released(text)
    assert release.plan.sections[0].content == section.content
    content = release.section(0).adaptive_test.content
    assert content is not None
    assert content.limits.seconds == 2.5
    unlimited = release.section(0).unlimited_test.content
    assert unlimited is not None
    assert unlimited.limits.seconds is None
    assert b'"content":{"words"' in build_release(bank, plan)


def test_every_chosen_test_keeps_the_blueprint_and_the_enemies_apart() -> None:
    section = released(with_content(KEY_A, WORDS)).section(0)
    plan, test = section.content_plan, section.adaptive_test
    assert plan is not None
    rng = np.random.default_rng(1)
    for _ in range(3):
        given: list[int] = []
        right: list[int] = []
        while (stop := test.stop(given, right, np.ones(30, dtype=np.bool_))) is None:
            choice = test.choose(given, right, np.ones(30, dtype=np.bool_), rng.random(30))
            given.append(choice.index)
            right.append(int(rng.random() < 0.5))
        assert plan.violations(given) == ()
        assert sum(section.items[place].facts.key == "A" for place in given) == 2
        assert not any(set(section.enemy_indexes[place]) & set(given) for place in given)
        assert stop.reason in {"precise", "max_items"}


def test_a_section_of_varying_length_ends_only_when_its_content_is_there() -> None:
    text = with_content(KEY_A).replace("standard_error = 0.45", "standard_error = 0.95")
    section = released(text).section(0)
    test = section.adaptive_test
    others = [place for place, item in enumerate(section.items) if item.facts.key == "B"][:4]
    with_key = [place for place, item in enumerate(section.items) if item.facts.key == "A"][:2]
    everything = np.ones(30, dtype=np.bool_)
    assert test.stop(others, [1, 0, 1, 0], everything) is None
    stop = test.stop([*with_key, *others[:2]], [1, 0, 1, 0], everything)
    assert stop is not None
    assert stop.reason == "precise"


def test_a_priority_index_is_the_cheap_alternative() -> None:
    section = released(with_content(KEY_A, head='method = "priority_index"')).section(0)
    test = section.adaptive_test
    assert isinstance(test.content, PriorityIndexTests)
    rng, given = np.random.default_rng(2), list[int]()
    for _ in range(6):
        choice = test.choose(given, [1] * len(given), np.ones(30, dtype=np.bool_), rng.random(30))
        assert choice.shadow_test is not None
        assert choice.shadow_test.source == "priority_index"
        given.append(choice.index)
    assert sum(section.items[place].facts.key == "A" for place in given) == 2


@pytest.mark.parametrize(
    ("fields", "marker", "code"),
    [
        ({"kind": '"sum"'}, "kind", "word-unknown"),
        ({"kind": '"count"', "at_least": 1}, CONSTRAINT, "field-missing"),
        ({"kind": '"count"', "where": "{}"}, "kind", "content-bounds-missing"),
        (COUNT | {"at_least": 3, "at_most": 2}, "at_least", "content-bounds-crossed"),
        (COUNT | {"at_least": 1, "number": '"words"'}, "number", "content-field-unused"),
        ({"kind": '"total"', "number": '"seconds"', "at_most": 9}, CONSTRAINT, "content-number-unknown"),
        ({"kind": '"enemies"'}, "kind", "content-groups-or-by"),
        ({"kind": '"enemies"', "groups": '[["angka-1"]]'}, "groups", "content-groups-malformed"),
        ({"kind": '"enemies"', "groups": '[["angka-1", "kata-1"]]'}, "groups", "content-item-unknown"),
        ({"kind": '"order"', "labels": '["angka"]'}, "labels", "content-order-short"),
        (COUNT | {"where": '{ subdomain = "uij" }', "at_most": 1}, "where", "content-label-unknown"),
        (COUNT | {"where": '{ colour = "red" }', "at_most": 1}, "where", "field-unknown"),
        ({"kind": '"set_count"', "where": "{}", "at_most": 1}, "[section.content]", "content-invalid"),
    ],
)  # fmt: skip
def test_every_problem_is_told_at_its_line(fields: dict[str, object], marker: str, code: str) -> None:
    text = with_content(constraint(**fields))
    after = "" if marker.startswith("[") else "[[section.content"
    assert (line_of(text, marker, after=after), code) in codes(text)


def test_the_doctor_names_the_smallest_conflict_and_what_is_lacking() -> None:
    # 7 or 8 of the 30 items have each letter as key; six of A and two of B cannot be in six items.
    text = with_content(
        constraint(kind='"count"', where='{ key = "A" }', at_least=6),
        constraint(kind='"count"', where='{ key = "B" }', at_least=2),
        constraint(kind='"count"', where='{ key = "C" }', at_most=4),
    )
    _, plan, findings = bank_with(text)
    assert plan is None
    conflict = [each for each in findings if each.code == "content-conflict"]
    first = line_of(text, "[[section.content")
    assert sorted(each.line for each in conflict) == [line_of(text, "max_items"), first, first + 5]
    assert not any("key C" in each.message for each in findings)
    lacking = [each.message for each in findings if each.code == "content-lacking"]
    assert lacking
    assert any("2 items short" in each or "2 items over" in each for each in lacking)


def test_what_a_cell_lacks_is_told_in_numbers() -> None:
    text = with_content(constraint(kind='"count"', where='{ items = ["angka-1", "angka-3"] }', at_least=3))
    _, _, findings = bank_with(text)
    assert [each.code for each in findings] == ["content-conflict", "content-lacking"]
    assert findings[0].message.startswith(
        "In the section angka no test can have “at least 3 items out of angka-1"
    )
    assert "1 item short" in findings[1].message
    assert "have 2 to offer" in findings[1].message
    assert "“paling sedikit 3 soal di antara angka-1, angka-3” kurang 1 soal" in findings[1].sentence("id")


def test_a_conflict_names_all_its_demands_and_what_holds_the_items_together() -> None:
    group = '[["angka-1", "angka-3", "angka-5", "angka-7", "angka-9", "angka-11", "angka-13"]]'
    text = with_content(
        constraint(kind='"all_or_none"', groups=group),
        constraint(kind='"count"', where='{ items = ["angka-1"] }', at_least=1),
    )
    _, _, findings = bank_with(text)
    (count,) = [
        each for each in findings if each.code == "content-conflict" and "angka-1”" in each.message[:110]
    ]
    line = line_of(text, "all_or_none") - 1
    assert (
        "these 2 demands cannot hold together: “at least 1 items out of angka-1” and “at most 6"
        in count.message
    )
    assert (
        f"would hold together without “all items or none of each of 1 groups of items” (plan.toml:{line})"
        in (count.message)
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('rule = "mepv"\nacceleration = 1.0', 'rule = "random"', "content-method-unsuitable"),
        ('rule = "progressive_restricted"', 'rule = "sympson_hetter"', "exposure-with-content"),
    ],
)
def test_methods_that_do_not_go_together_are_told(old: str, new: str, code: str) -> None:
    text = with_content(KEY_A, head='method = "priority_index"').replace(old, new, 1)
    if "random" in new:
        text = text.replace("progressive_restricted", "restricted", 1)
    assert code in {each for _, each in codes(text)}


def test_sets_keep_their_items_together() -> None:
    items = [replace(item, item_set="baca" if item.id in {"angka-3", "angka-6", "angka-9"} else "")
             for item in bank_with(with_content(KEY_A))[0].items]  # fmt: skip
    bank, plan, _ = bank_with(
        with_content(constraint(kind='"sets"', least_items=2, most_items=3, least_sets=1, most_sets=1))
    )
    assert plan is None  # there is no set in the bank as it is written
    bank, plan, _ = bank_with(with_content(KEY_A))
    assert plan is not None
    sets = ConstraintPlan("sets", by="set", least_items=2, most_items=3, least_sets=1, most_sets=1)
    section = replace(plan.sections[0], content=Blueprint(constraints=(sets,)))
    bank = replace(bank, items=tuple(items))
    content = build_release(bank, replace(plan, sections=(section, *plan.sections[1:])))
    found = Release.load(content).section(0)
    test, given = found.adaptive_test, list[int]()
    rng = np.random.default_rng(3)
    while len(given) < 6:
        given.append(test.choose(given, [1] * len(given), np.ones(30, dtype=np.bool_), rng.random(30)).index)
    in_set = [place for place, each in enumerate(given) if found.items[each].facts.set == "baca"]
    assert 2 <= len(in_set) <= 3
    assert in_set == list(range(in_set[0], in_set[0] + len(in_set)))


def test_words_are_counted_and_marks_are_not() -> None:
    assert n_words("Lanjutkan: 2, 4, 6, **?** — it's well-known …") == 6
    assert n_words("") == 0


def test_conditions_hold_as_they_are_said() -> None:
    section = released(with_content(KEY_A)).section(0)
    facts = section.items[0].facts
    assert is_told(Where(), facts)
    assert is_told(Where(has_figure=False), facts)
    assert not is_told(Where(has_figure=True), facts)
    assert not is_told(Where(numbers=(Within("seconds", 1.0, None),)), facts)  # it is not known
    either = Where(any_of=(Where(items=("x",)), Where(labels=(OneOf("subdomain", ("uji",)),))))
    assert is_told(either, facts)
    assert not is_told(Where(all_of=(either, Where(items=("x",)))), facts)
    assert either.in_words() == "(out of x or with subdomain uji)"


def test_a_constraint_on_an_unknown_item_is_a_value_error() -> None:
    facts = [item.facts for item in released(with_content(KEY_A)).section(0).items]
    blueprint = Blueprint(constraints=(ConstraintPlan("enemies", groups=(("angka-1", "x"),)),))
    with pytest.raises(ValueError, match="groups must name items of the section, got x"):
        content_plan(blueprint, facts, (3, 6))
