"""The exam plans of the demo bank: they check clean, keep what their instructions say, and make releases."""

import pytest

from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.exam_plan.plan import SectionPlan
from item_bank.generators.demo_bank import DEMO_BANK
from item_bank.kinds import KINDS
from item_bank.kinds.forced_choice import ForcedChoiceKey
from item_bank.release import Release, build_release
from tests.item_bank.demo.content import plan_named

PLANS = sorted(path.stem for path in (DEMO_BANK / "plans").glob("*.toml"))


def section_of(name: str, section_id: str) -> SectionPlan:
    return next(section for section in plan_named(name).sections if section.id == section_id)


def test_the_plans_are_a_battery_integrity_both_in_short_and_exercises() -> None:
    assert PLANS == ["integritas", "kisi-kisi", "latihan", "lengkap", "potensi", "uji-coba"]
    assert [plan_named(name).id for name in PLANS] == PLANS


@pytest.mark.parametrize("name", ["integritas", "kisi-kisi", "latihan", "potensi"])
def test_a_plan_checks_without_a_word_against_the_bank(bank: Bank, name: str) -> None:
    assert [each.render() for each in check(bank, plan_named(name), with_advice=False)] == []


@pytest.mark.parametrize("name", ["integritas", "latihan", "potensi"])
def test_a_release_holds_every_section_with_the_items_of_its_domains(bank: Bank, name: str) -> None:
    release = Release.load(build_release(bank, plan_named(name)))
    held = {item.id for item in release.items}
    for section in plan_named(name).sections:
        wanted = {item.id for item in bank.operational(section.domains)}
        assert wanted
        assert wanted <= held


@pytest.mark.parametrize("name", ["integritas", "latihan", "lengkap", "potensi"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_instructions_name_the_time_and_the_lengths_that_the_plan_gives(
    bank: Bank, name: str, language: str
) -> None:
    plan = plan_named(name)
    for section in plan.sections:
        text, minutes = section.instructions[language], f"{section.time_limit_seconds // 60} "
        assert minutes in text
        if len(plan.sections) > 1:
            assert minutes in plan.notice[language]
        if section.stopping is None:
            assert f"**{len(bank.operational(section.domains))} " in text
        else:
            assert f"{section.stopping.min_items} " in text
            assert f"{section.stopping.max_items} " in text


@pytest.mark.parametrize("name", PLANS)
def test_everybody_is_told_that_nothing_comes_of_it(name: str) -> None:
    notice = plan_named(name).notice
    assert (
        "tidak boleh dipakai untuk menilai" in notice["id"] or "tidak dipakai untuk menilai" in notice["id"]
    )
    assert "not be used to judge" in notice["en"] or "not used to judge" in notice["en"]


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_practises_kinds_that_it_holds_and_in_exercises_all_of_them(bank: Bank, name: str) -> None:
    plan = plan_named(name)
    practised = {bank.by_id[item_id].kind for item_id in plan.practice}
    held = {item.kind for section in plan.sections for item in bank.operational(section.domains)}
    if name == "latihan":
        everything = [item.id for item in bank.items if item.state == "practice"]
        assert sorted(plan.practice) == everything
        assert practised == set(KINDS) - {"composite"}
    else:
        assert practised == held
    assert {bank.by_id[item_id].state for item_id in plan.practice} == {"practice"}


def test_the_battery_covers_every_domain_of_ability_in_order() -> None:
    sections = plan_named("potensi").sections
    assert [section.domains for section in sections] == [
        ("figural", "numerik"), ("verbal", "bacaan"), ("logika", "analitis"), ("kuantitatif",), ("spasial",)
    ]  # fmt: skip
    earlier: set[str] = set()
    for section in sections:
        assert section.is_adaptive
        named = {each.section for each in section.ability.prior_from}
        assert named <= earlier
        assert bool(named) == bool(earlier)
        earlier.add(section.id)


def test_the_battery_gives_one_whole_text() -> None:
    content = section_of("potensi", "verbal").content
    assert content is not None
    (sets,) = (each for each in content.constraints if each.kind == "sets")
    assert (sets.by, sets.least_items, sets.most_items, sets.least_sets, sets.most_sets) == (
        "set",
        4,
        4,
        1,
        1,
    )


def test_attitude_asks_for_each_facet_equally_often(bank: Bank) -> None:
    section = section_of("integritas", "attitude")
    facets = {item.subdomain for item in bank.operational(section.domains)}
    assert section.content is not None
    assert section.stopping is not None
    bounds = {each.where.labels[0].labels: each.at_most for each in section.content.constraints}
    assert bounds == {(facet,): 4 for facet in facets}
    assert 4 * len(facets) == section.stopping.min_items == section.stopping.max_items


@pytest.mark.parametrize("form", ["a", "b", "c"])
def test_each_form_of_the_choices_measures_the_traits_that_the_plan_names(bank: Bank, form: str) -> None:
    section = section_of("integritas", "choices")
    assert section.traits is not None
    assert section.domains == ("pilihan-a",)
    measured = {
        statement.trait
        for item in bank.operational((f"pilihan-{form}",))
        if isinstance(item.key, ForcedChoiceKey)
        for _, statement in item.key.statements
    }
    assert measured == {name for name, _ in section.traits.titles}
    assert all(set(title) == {"id", "en"} for _, title in section.traits.titles)


def test_the_exam_of_the_demo_hall_has_two_adaptive_sections_and_a_fixed_one() -> None:
    plan = plan_named("lengkap")
    assert [section.kind for section in plan.sections] == ["adaptive", "adaptive", "fixed"]
    assert [section.time_limit_seconds for section in plan.sections] == [1500, 1200, 900]


def test_instructions_count_the_items_on_trial(bank: Bank) -> None:
    (section,) = plan_named("uji-coba").sections
    assert section.stopping is not None
    assert section.pretest is not None
    n_tried = section.pretest.items_per_sitting
    for text in section.instructions.values():
        assert f"{section.stopping.min_items + n_tried} " in text
        assert f"{section.stopping.max_items + n_tried} " in text
    assert [item.state for item in bank.pretest(section.domains)] == ["pretest"] * 5
