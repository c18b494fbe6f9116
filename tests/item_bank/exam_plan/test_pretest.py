"""Items on trial in plans: read, released apart from what counts, and told where a plan asks for nonsense."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.exam_plan import PretestPlan
from item_bank.release import Release
from item_bank.trials import covariance_of, start_of
from scoring.parameters import ItemParameters, NominalParameters
from tests.cat_server import pretest_exams as p
from tests.cat_server.exams import PLAN
from tests.item_bank.exam_plan.blueprints import STOPPING, released_bytes
from tests.item_bank.small_bank import line_of


def told(pretest: str, *, text: str = PLAN, items: str | None = None) -> list[tuple[int, str]]:
    """Line and code of everything that is found on a plan with this table."""
    _, findings = p.read(p.plan(pretest, text), items)
    assert all(each.render("id") and each.render("en") for each in findings)
    return [(each.line, each.code) for each in findings]


def test_everything_of_the_table_is_read() -> None:
    table = (
        "[section.pretest]\nitems_per_sitting = 2\nfirst_position = 3\nlast_position = 7\n"
        'matching = "d_optimal"\nmax_responses = 500\n'
    )
    assert p.release(table).section(0).plan.pretest == PretestPlan(2, 3, 7, "d_optimal", 500)
    assert p.release().section(0).plan.pretest == PretestPlan(2, 2, None, "random", 2000)


def test_a_release_holds_items_on_trial_apart_from_those_that_count() -> None:
    release = p.release()
    content = release.section(0)
    assert [item.id for item in release.pretest] == [f"coba-{n}" for n in range(1, 6)]
    assert content.pretest == release.pretest
    assert len(content.items) == content.pool.n_items == 30
    assert not {item.id for item in release.items} & {item.id for item in release.pretest}
    assert release.item("coba-3").parameters is None
    assert release.item("coba-1").prior_sd == 1.0
    assert "coba-1" in release.item("angka-2").enemies
    assert (content.max_items, content.most_shown) == (6, 8)


def test_a_plan_without_the_table_makes_the_release_that_it_always_made() -> None:
    """Items in the state pretest are not in it, and no byte tells of them."""
    with_items, _ = p.read(PLAN)
    assert with_items == released_bytes(PLAN)
    release = Release.load(released_bytes(PLAN))
    assert (release.pretest, release.section(0).pretest) == ((), ())
    assert b"pretest" not in released_bytes(PLAN)


@pytest.mark.parametrize(
    ("table", "marker", "code"),
    [
        ("items_per_sitting = 0", "items_per_sitting = 0", "number-out-of-range"),
        ("first_position = 2", "[section.pretest]", "pretest-number-or-share"),
        ("items_per_sitting = 1\nshare = 0.2", "share = 0.2", "pretest-number-or-share"),
        ("share = 0", "share = 0", "number-out-of-range"),
        ("share = 0.51", "share = 0.51", "number-out-of-range"),
        ('share = "a fifth"', 'share = "a fifth"', "wrong-type"),
        ("share = 0.5\nfirst_position = 3\nlast_position = 4", "last_position = 4", "pretest-window-small"),
        ("items_per_sitting = 1\nfirst_position = 4", "first_position = 4", "pretest-window-small"),
        (
            "items_per_sitting = 3\nfirst_position = 3\nlast_position = 4",
            "last_position = 4",
            "pretest-window-small",
        ),
        ("items_per_sitting = 2\nlast_position = 8", "last_position = 8", "pretest-window-late"),
        ("items_per_sitting = 2\nlast_position = 5", "last_position = 5", "pretest-may-be-missed"),
        ("items_per_sitting = 6\nfirst_position = 3", "items_per_sitting = 6", "pretest-items-few"),
        ('items_per_sitting = 1\nmatching = "best"', 'matching = "best"', "word-unknown"),
        ("items_per_sitting = 1\nmax_responses = 0", "max_responses = 0", "number-out-of-range"),
        ("items_per_sitting = 1\nmost = 3", "most = 3", "field-unknown"),
    ],
)
def test_nonsense_is_told_at_its_line(table: str, marker: str, code: str) -> None:
    whole = f"[section.pretest]\n{table}\n"
    assert told(whole) == [(line_of(p.plan(whole), marker), code)]


@given(share=st.integers(1, 50).map(lambda percent: percent / 100), shortest=st.integers(1, 60))
def test_no_other_number_comes_closer_to_the_share_of_the_shortest_section(
    share: float, shortest: int
) -> None:
    """`n` of `n + shortest` shown items are on trial: told apart by whole hundredths, without fractions."""
    percent = round(100 * share)
    number = PretestPlan.of_share(share, shortest)
    twice = 2 * percent * shortest  # of (100 - percent) equal parts of half an item
    assert number >= 1
    assert number == 1 or (2 * number - 1) * (100 - percent) <= twice
    assert twice < (2 * number + 1) * (100 - percent)
    assert number <= max(1, shortest)


def test_a_share_becomes_a_number_that_the_release_holds() -> None:
    """The shortest section has three items that count, the longest six: two fifths are two of five."""
    content = p.release("[section.pretest]\nshare = 0.4\n").section(0)
    assert content.plan.pretest == PretestPlan(items_per_sitting=2, share=0.4)
    assert (content.max_items, content.most_shown) == (6, 8)
    assert told("[section.pretest]\nshare = 0.4\n") == []


def test_a_number_makes_the_release_that_it_always_made_and_a_share_adds_one_field() -> None:
    number, _ = p.read(p.plan("[section.pretest]\nitems_per_sitting = 2\n"))
    share, _ = p.read(p.plan("[section.pretest]\nshare = 0.4\n"))
    assert number is not None
    assert share is not None
    assert b'"share"' not in number
    plans = [json.loads(each)["plan"]["sections"][0]["pretest"] for each in (number, share)]
    assert plans[1] == plans[0] | {"share": 0.4}


def test_few_items_for_a_share_are_told_at_the_share() -> None:
    """Eight items that count and half of all on trial: eight are wanted, and the bank has five."""
    text = PLAN.replace("min_items = 3", "min_items = 8", 1).replace("max_items = 6", "max_items = 8", 1)
    stopping = STOPPING.replace("min_items = 3", "min_items = 8").replace("max_items = 6", "max_items = 8")
    text = text.replace(stopping, stopping + "[section.pretest]\nshare = 0.5\n", 1)
    _, findings = p.read(text)
    assert ("pretest-items-few", line_of(text, "share = 0.5")) in [(e.code, e.line) for e in findings]


def test_a_section_of_one_item_can_have_an_item_on_trial_at_its_start_only() -> None:
    text = PLAN.replace("min_items = 3", "min_items = 1", 1)
    stopping = STOPPING.replace("min_items = 3", "min_items = 1")
    for first, codes in ((2, ["pretest-window-small"]), (1, [])):
        table = f"[section.pretest]\nitems_per_sitting = 1\nfirst_position = {first}\n"
        _, findings = p.read(text.replace(stopping, stopping + table, 1))
        assert [each.code for each in findings] == codes


def test_a_fixed_section_has_no_items_on_trial() -> None:
    text = PLAN + "[section.pretest]\nitems_per_sitting = 1\n"
    _, findings = p.read(text)
    assert [(each.line, each.code) for each in findings] == [
        (line_of(text, "[section.pretest]"), "field-of-adaptive-only")
    ]


def test_an_item_of_a_set_and_one_to_practise_with_cannot_be_on_trial() -> None:
    of_set = p.usual_items() + p.trial_item(6, extra='set = "bacaan"')
    assert [code for _, code in told(p.PRETEST, items=of_set)] == ["pretest-of-set"]
    text = PLAN.replace('["latihan-1"]', '["coba-2"]')
    assert [code for _, code in told(p.PRETEST, text=text)] == ["practice-pretest"]
    assert told("", text=text) == []


def test_time_that_is_short_because_of_items_on_trial_is_told() -> None:
    """Every item takes about 60 s: six that count and two on trial need about 480 s."""
    with_times = p.with_response_times(seconds=60.0)
    for limit, codes in ((400, ["pretest-time-short"]), (600, [])):
        text = PLAN.replace("time_limit_seconds = 600", f"time_limit_seconds = {limit}", 1)
        _, findings = p.read(p.plan(text=text), angka=with_times)
        assert [each.code for each in findings] == codes


def test_a_guess_that_is_missing_is_stood_in_for_by_an_item_of_the_middle() -> None:
    release = p.release()
    bare = start_of(release.item(f"coba-{p.BARE}"))
    assert bare == ItemParameters("2pl", 1.0, (0.0,))
    attitude = start_of(Release.load(released_bytes(PLAN)).item("sikap-1"))
    assert isinstance(attitude, ItemParameters)
    assert attitude.model == "grm"


def test_covariances_of_guesses_follow_the_parameters() -> None:
    three = covariance_of(ItemParameters("3pl", 1.5, (0.2,), c=0.2), prior_sd=0.7, is_guessed=True)
    assert three.diagonal() == pytest.approx([0.75**2, 0.7**2, 0.08**2])
    four = covariance_of(ItemParameters("4pl", 1.0, (0.0,), c=0.2, d=0.9), prior_sd=None, is_guessed=True)
    assert four.diagonal() == pytest.approx([0.5**2, 1.0, 0.08**2, 0.045**2])
    unknown = covariance_of(ItemParameters("2pl", 1.0, (0.0,)), prior_sd=None, is_guessed=False)
    assert unknown.diagonal() == pytest.approx([0.25, 4.0])
    nominal = covariance_of(NominalParameters(1.0, (0, 1, 2), (0, 0, 0)), prior_sd=1.0, is_guessed=True)
    assert nominal.shape == (4, 4)
