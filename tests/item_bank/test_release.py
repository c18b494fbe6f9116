"""Releases: the same bytes for the same exam, and nothing secret in what participants get."""

import json
from dataclasses import FrozenInstanceError, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from item_bank.bank import Bank, Scale
from item_bank.exam_plan import ExamPlan, StoppingPlan
from item_bank.formats.folder import read_bank, write_bank
from item_bank.items import Text
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.marking import mark, read_response
from item_bank.release import Release, build_release, release_digest
from scoring.parameters import ItemParameters
from scoring.selection import Selection
from tests.item_bank.small_bank import PLAN, sound_bank, sound_plan, write_files


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return sound_bank(tmp_path)


@pytest.fixture
def plan(tmp_path: Path, bank: Bank) -> ExamPlan:
    return sound_plan(tmp_path, bank)


@pytest.fixture
def release(bank: Bank, plan: ExamPlan) -> Release:
    return Release.load(build_release(bank, plan))


def test_the_same_bank_and_plan_give_the_same_bytes(bank: Bank, plan: ExamPlan, tmp_path: Path) -> None:
    write_bank(bank, tmp_path / "copy")
    copy, _ = read_bank(tmp_path / "copy")
    assert copy is not None
    moved = replace(plan, source=replace_source(plan))
    assert build_release(copy, moved) == build_release(bank, plan)


def replace_source(plan: ExamPlan) -> Any:
    return type(plan.source)("elsewhere.toml", "")


def test_the_bytes_are_canonical_json(bank: Bank, plan: ExamPlan) -> None:
    content = build_release(bank, plan)
    loaded = json.loads(content)
    assert json.dumps(loaded, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == content
    assert loaded["format"] == 1
    assert "source" not in loaded["plan"]


def test_whole_numbers_and_fractions_of_equal_value_give_the_same_bytes(bank: Bank, plan: ExamPlan) -> None:
    as_whole = replace(plan, grace_seconds=5)
    assert build_release(bank, as_whole) == build_release(bank, plan)


@pytest.mark.parametrize(
    "change",
    [
        lambda bank, plan: (bank, replace(plan, grace_seconds=6.0)),
        lambda bank, plan: (bank, replace(plan, sections=plan.sections[:1])),
        lambda bank, plan: (bank, replace(plan, practice=())),
        lambda bank, plan: (with_item(bank, key=SingleChoiceKey("A")), plan),
        lambda bank, plan: (with_item(bank, parameters=ItemParameters("3pl", 1.2, (-0.41,), 0.25)), plan),
        lambda bank, plan: (with_item(bank, enemies=()), plan),
        lambda bank, plan: (replace(bank, scale=Scale(D=1.7)), plan),
        lambda bank, plan: (replace(bank, notice=Text({"id": "x", "en": "y"})), plan),
        lambda bank, plan: (
            replace(bank, media={**bank.media, "media/pola.svg": bank.media["media/bulat.svg"]}),
            plan,
        ),
    ],
)
def test_whatever_changes_an_exam_changes_its_digest(change: Any, bank: Bank, plan: ExamPlan) -> None:
    assert build_release(*change(bank, plan)) != build_release(bank, plan)


def with_item(bank: Bank, **fields: Any) -> Bank:
    return replace(
        bank, items=tuple(replace(item, **fields) if item.id == "deret-1" else item for item in bank.items)
    )


def test_a_draft_or_unused_item_does_not_change_a_release(bank: Bank, plan: ExamPlan) -> None:
    draft = replace(bank.by_id["deret-1"], id="deret-9", state="draft", prompt=bank.by_id["latihan-1"].prompt)
    draft = replace(
        draft, key=SingleChoiceKey("A"), prompt=replace(draft.prompt, stem=Text({"id": "?", "en": "?"}))
    )
    assert build_release(replace(bank, items=(*bank.items, draft)), plan) == build_release(bank, plan)


def test_a_release_is_named_by_the_digest_of_its_bytes(bank: Bank, plan: ExamPlan) -> None:
    content = build_release(bank, plan)
    assert release_digest(content) == sha256(content).hexdigest() == Release.load(content).digest
    assert Release.load(content, release_digest(content)).plan == plan


def test_a_release_with_a_changed_byte_is_refused(bank: Bank, plan: ExamPlan) -> None:
    content = build_release(bank, plan)
    changed = content.replace(b'"correct":"B"', b'"correct":"A"')
    assert changed != content
    with pytest.raises(ValueError, match=release_digest(content)):
        Release.load(changed, release_digest(content))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff", b'{"format":1}', b"[" * 100_000, b'{"format":"1","items":{}}'],
)
def test_bytes_that_are_no_release_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="content must be"):
        Release.load(content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"format":1', b'"format":2'),
        (b'"kind":"likert"', b'"kind":"essay"'),
        (b'"a":1.5,', b'"a":-1.5,'),
        (b'"a":1.5,', b'"a":"x",'),
        (b'"keyed":"positive"', b'"keyed":"sideways"'),
        (b'"correct":"B"', b'"wrong":"B"'),
        (b'"drawing":"', b'"drawing":"0'),
        (b'"practice":["latihan-1"]', b'"practice":[1]'),
    ],
)
def test_a_release_with_something_unknown_is_refused(
    old: bytes, new: bytes, bank: Bank, plan: ExamPlan
) -> None:
    content = build_release(bank, plan)
    assert old in content
    with pytest.raises(ValueError, match="content must"):
        Release.load(content.replace(old, new))


def test_a_bank_with_errors_gives_no_release(bank: Bank, plan: ExamPlan) -> None:
    with pytest.raises(ValueError, match="key-not-an-option"):
        build_release(with_item(bank, key=SingleChoiceKey("Z")), plan)


def test_a_plan_that_cannot_run_gives_no_release(bank: Bank, plan: ExamPlan) -> None:
    section = replace(plan.sections[0], stopping=StoppingPlan(3, 2, 0.35))
    with pytest.raises(ValueError, match="min_items"):
        build_release(bank, replace(plan, sections=(section,)))


def test_a_bank_with_warnings_does(bank: Bank, plan: ExamPlan) -> None:
    unused = {**bank.media, "media/lain.svg": bank.media["media/kotak.svg"]}
    assert build_release(replace(bank, media=unused), plan) == build_release(bank, plan)


def test_a_release_holds_items_sections_practice_and_rendered_texts(release: Release, bank: Bank) -> None:
    assert [item.id for item in release.items] == ["deret-1", "deret-2", "gambar-1", "jujur-1", "jujur-2"]
    assert [item.id for item in release.practice] == ["latihan-1"]
    assert release.item("latihan-1").parameters is None
    assert release.item("deret-1").key == SingleChoiceKey("B")
    assert release.notice_html["id"] == "<h2>Aturan</h2><p>Kerjakan sendiri.</p>"
    assert release.practice_note_html == Text({"id": "<p>Tidak dinilai.</p>", "en": "<p>Not scored.</p>"})
    assert release.bank_notice == bank.notice
    section = release.section(0)
    assert section.item_indexes == (0, 1, 2)
    assert section.instructions_html["en"] == "<p>Choose <strong>one</strong> answer.</p>"


def test_a_release_cannot_be_changed(release: Release) -> None:
    with pytest.raises(FrozenInstanceError):
        release.digest = "x"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        release.items[0].kind = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        release.by_id["x"] = release.items[0]  # type: ignore[index]


def test_an_item_index_is_its_place_in_the_pool(release: Release) -> None:
    section = release.section(0)
    assert section.pool.items == tuple(item.parameters for item in section.items)
    assert [section.index_of(item.id) for item in section.items] == [0, 1, 2]


def test_the_pool_is_in_logits_whatever_scale_the_bank_has(bank: Bank, plan: ExamPlan) -> None:
    scaled = replace(bank, scale=Scale(metric="normal", D=1.7, mean=0.0, sd=1.0))
    release = Release.load(build_release(scaled, plan))
    assert release.section(0).pool.items[0].a == 1.2 * 1.7


def test_an_adaptive_section_tests_as_its_plan_says(release: Release) -> None:
    test = release.section(0).adaptive_test
    assert (test.min_items, test.max_items, test.target_standard_error, test.selection) == (
        1,
        3,
        0.35,
        Selection(acceleration=1.0),
    )
    assert test is release.section(0).adaptive_test
    assert test.estimate([], []).ability == pytest.approx(0.0, abs=1e-9)


def test_a_fixed_section_estimates_from_all_its_items(release: Release) -> None:
    section = release.section(1)
    assert section.max_items == 2
    low, high = (section.adaptive_test.estimate([0, 1], [category] * 2).ability for category in (0, 3))
    assert low < 0 < high
    assert section.reporting_scale.score(0.0) == 50.0


def test_enemies_are_enemies_whichever_names_the_other(release: Release) -> None:
    assert release.item("deret-1").enemies == ("deret-2",)
    assert release.item("deret-2").enemies == ("deret-1",)
    assert release.section(0).enemy_indexes == ((1,), (0,), ())


def test_a_fixed_section_shuffles_its_items_by_the_draws(release: Release) -> None:
    assert release.section(1).expected_items([0.9, 0.1]) == ("jujur-2", "jujur-1")
    assert release.section(1).expected_items([0.1, 0.9]) == ("jujur-1", "jujur-2")
    with pytest.raises(ValueError, match="draws"):
        release.section(1).expected_items([0.5])


def test_options_are_shuffled_by_the_draws_and_ratings_never(
    release: Release, bank: Bank, tmp_path: Path
) -> None:
    assert release.section(0).option_order("deret-1", [0.5, 0.9, 0.1]) == ("C", "A", "B")
    assert release.section(1).option_order("jujur-1", [0.9, 0.5, 0.4, 0.1]) == ("0", "1", "2", "3")
    write_files(
        tmp_path, {"plans/rencana.toml": PLAN.replace("shuffle_options = false", "shuffle_options = true")}
    )
    shuffling = Release.load(build_release(bank, sound_plan(tmp_path, bank)))
    assert shuffling.section(1).option_order("jujur-1", [0.9, 0.5, 0.4, 0.1]) == ("0", "1", "2", "3")


def test_a_participant_gets_what_is_shown_in_the_order_that_is_shown(release: Release) -> None:
    assert release.participant_item("deret-1", "en", ("C", "A", "B"), position=4) == {
        "position": 4,
        "kind": "single_choice",
        "stem_html": "<p>Continue: 2, 4, 6, <strong>?</strong></p>",
        "layout": "list",
        "options": [{"html": "9"}, {"html": "7"}, {"html": "8"}],
        "interaction": {"type": "choose"},
    }
    rating = release.participant_item("jujur-2", "id", ("0", "1", "2", "3"))
    assert rating["layout"] == "scale"
    assert rating["options"][0] == {"html": "Sangat tidak setuju"}
    figural = release.participant_item("gambar-1", "id", ("B", "A"))
    assert figural["layout"] == "figures"
    assert figural["figure_html"].startswith(
        '<figure role="img" aria-label="Tiga bentuk dan satu tempat kosong"><svg '
    )
    assert figural["options"][0]["html"].endswith("</svg></figure>persegi")


def test_what_a_participant_gets_tells_no_key_parameter_or_name(release: Release) -> None:
    for item in (*release.items, *release.practice):
        for language in release.plan.languages:
            shown = json.dumps(release.participant_item(item.id, language, item.option_ids))
            assert item.id not in shown
            assert "kunci" not in shown
            assert not {"key", "correct", "keyed", "parameters", "model", "id", "domain"} & keys_of(
                json.loads(shown)
            )
            assert "style=" not in shown
            numbers = item.parameters.b if isinstance(item.parameters, ItemParameters) else ()
            assert not any(str(number) in shown for number in numbers if number not in {0.0, 1.0})


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    return {key for inner in value for key in keys_of(inner)} if isinstance(value, list) else set()


def test_what_cannot_be_shown_is_refused(release: Release) -> None:
    with pytest.raises(ValueError, match="language"):
        release.participant_item("deret-1", "jv", ("A", "B", "C"))
    with pytest.raises(ValueError, match="option_order"):
        release.participant_item("deret-1", "id", ("A", "B"))
    with pytest.raises(KeyError):
        release.participant_item("unknown", "id", ())


def test_a_released_item_is_marked_as_the_banks_own(release: Release, bank: Bank) -> None:
    for item in release.items:
        order = item.option_ids[::-1]
        for choice in range(len(order)):
            response = read_response(item, {"choice": choice}, order)
            assert mark(item, response) == mark(bank.by_id[item.id], {"option": order[choice]})
