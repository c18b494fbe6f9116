"""Stopping trees, exposure, estimates, priors and times in plans: read, released, and told where wrong."""

from dataclasses import replace

import numpy as np
import pytest

from item_bank.exam_plan import AbilityPlan, EarlierSection, ExposurePlan, StoppingPlan, StoppingTerm
from item_bank.exam_plan.ability import EarlierResult, ability_regression, final_estimate, prior_given
from item_bank.exam_plan.stopping import n_classes, stopping_rule, tree_of, without_clock
from item_bank.release import Release, build_release
from scoring.ability import Estimate
from scoring.exposure import ItemEligibility, SympsonHetter
from scoring.parameters import ItemParameters, ItemPool
from scoring.response_times import ResponseTimeParameters
from scoring.selection import Selection
from scoring.simulation import simulate
from scoring.stopping import AllOf, AnyOf, ConfidenceInterval, MinItems, TimeShort
from tests.cat_server import exams
from tests.item_bank.exam_plan.blueprints import STOPPING, bank_with, released, released_bytes
from tests.item_bank.small_bank import line_of

EXPOSURE = 'rule = "progressive_restricted"\nmax_rate = 0.5'
ABILITY = 'method = "eap"'
SECOND = '[section.selection]\nrule = "mepv"\nacceleration = 1.0\n[section.exposure]\nrule = "progressive_restricted"\nmax_rate = 1.0'  # noqa: E501
TREE = (
    'any = [\n  { rule = "confidence_interval", cuts = [-0.5, 0.5] },\n'
    '  { all = [{ rule = "min_items", n_items = 4 }, { rule = "little_gain", standard_error = 0.4, '
    "hypo = 0.01, hyper = 0.02 }] },\n]\n"
)


def plan_with(old: str, new: str) -> str:
    assert old in exams.PLAN
    return exams.PLAN.replace(old, new, 1)


def told(text: str) -> list[tuple[int, str]]:
    _, _, findings = bank_with(text)
    assert all(each.render("id") and each.render("en") for each in findings)
    return [(each.line, each.code) for each in findings]


# --- stopping ------------------------------------------------------------------------------------------


def test_a_tree_of_rules_is_read_released_and_asked() -> None:
    content = released(plan_with(STOPPING, STOPPING + TREE)).section(0)
    tree = content.plan.stopping
    assert tree is not None
    assert tree.tree == StoppingTerm(
        "any",
        terms=(
            StoppingTerm("confidence_interval", (("cuts", (-0.5, 0.5)), ("coverage", (0.95,)))),
            StoppingTerm(
                "all",
                terms=(
                    StoppingTerm("min_items", (("n_items", (4.0,)),)),
                    StoppingTerm(
                        "little_gain", (("standard_error", (0.4,)), ("hypo", (0.01,)), ("hyper", (0.02,)))
                    ),
                ),
            ),
        ),
    )
    assert n_classes(tree.tree) == 3
    rule = content.adaptive_test.stopping
    assert isinstance(rule, AllOf)
    assert rule.rules[0] == MinItems(3)
    assert isinstance(rule.rules[1], AnyOf)
    assert rule.rules[1].rules[0] == ConfidenceInterval((-0.5, 0.5))


def test_no_rule_of_the_tree_ends_a_section_before_its_least_length() -> None:
    tree = 'any = [{ rule = "confidence_interval", cuts = [-5.0], coverage = 0.5 }]\n'
    test = released(plan_with(STOPPING, STOPPING + tree)).section(0).adaptive_test
    everything = np.ones(30, dtype=np.bool_)
    assert test.stop([1, 2], [1, 1], everything) is None
    stop = test.stop([1, 2, 5], [1, 1, 0], everything)
    assert stop is not None
    assert (stop.reason, stop.category) == ("classified", 1)


@pytest.mark.parametrize(
    ("tree", "marker", "code"),
    [
        ('any = [{ rule = "prescise", standard_error = 0.4 }]', "any", "word-unknown"),
        ('any = [{ rule = "precise" }]', "any", "field-missing"),
        ('any = [{ rule = "precise", standard_error = 0.4, hypo = 1 }]', "any", "field-unknown"),
        ("any = []", "any", "list-empty"),
        ("any = [{ all = [] }]", "any", "list-empty"),
        ('any = [{ rule = "precise", standard_error = 0.4 }]\nall = []', "all", "stopping-any-and-all"),
        ('any = [{ rule = "confidence_interval", cuts = [1, 0] }]', "any", "cuts-unordered"),
        ('any = [{ rule = "sequential_ratio", cuts = [9], half_width = 0.2 }]', "any", "number-out-of-range"),
        (
            'any = [{ rule = "little_gain", standard_error = 0.4, hypo = 0.2, hyper = 0.1 }]',
            "any",
            "stopping-rule-invalid",
        ),
        ('any = [{ rule = "content_met" }]', "[section.stopping]", "stopping-content-missing"),
        ('any = [{ rule = "time_short" }]', "[section.stopping]", "response-times-missing"),
        (6 * "any = [{ " + "any = []" + 6 * " }]", "any", "stopping-tree-too-large"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_tree_is_told(tree: str, marker: str, code: str) -> None:
    text = plan_with(STOPPING, f"{STOPPING}{tree}\n")
    assert (line_of(text, marker), code) in told(text)


def test_time_is_short_when_an_item_is_expected_to_take_longer() -> None:
    term = StoppingTerm("time_short")
    assert tree_of(term, 42.0) == TimeShort(42.0)
    with pytest.raises(ValueError, match="seconds must be given for time_short"):
        stopping_rule(StoppingPlan(1, 3, None, term), is_planned=False, mean_seconds=None)


def test_where_no_clock_runs_time_is_never_short() -> None:
    precise, short = StoppingTerm("precise", (("standard_error", (0.4,)),)), StoppingTerm("time_short")
    both = StoppingTerm("all", terms=(precise, short))
    assert without_clock(StoppingTerm("any", terms=(precise, both, short))) == StoppingTerm(
        "any", terms=(precise,)
    )
    assert without_clock(StoppingTerm("any", terms=(both,))) is None
    assert without_clock(None) is None


# --- exposure ------------------------------------------------------------------------------------------


def test_eligibility_is_read_and_runs() -> None:
    options = "cuts = [-1, 1]\nfading = 0.998\navoids_seen_items = true"
    text = plan_with(EXPOSURE, f'rule = "item_eligibility"\nmax_rate = 0.4\n{options}')
    content = released(text).section(0)
    assert content.plan.exposure == ExposurePlan(
        "item_eligibility", 0.4, cuts=(-1.0, 1.0), fading=0.998, avoids_seen_items=True
    )
    assert content.exposure_method == ItemEligibility(0.4, cuts=(-1.0, 1.0), fading=0.998)


def test_acceptance_is_found_when_a_release_is_made_the_same_each_time() -> None:
    text = plan_with(EXPOSURE, 'rule = "sympson_hetter"\nmax_rate = 0.35\nn_simulated = 300\nseed = 4')
    bank, plan, findings = bank_with(text)
    assert findings == []
    assert plan is not None
    assert build_release(bank, plan) == released_bytes(text)
    content = released(text).section(0)
    method = content.exposure_method
    assert isinstance(method, SympsonHetter)
    assert method.acceptance.shape == (30,)
    assert 0.0 < method.acceptance.min() < 1.0
    rng = np.random.default_rng(1)
    result = simulate(content.adaptive_test, rng.normal(size=400), rng=rng, exposure=method)
    without = simulate(content.adaptive_test, rng.normal(size=400), rng=rng)
    assert result.max_exposure < min(0.45, without.max_exposure)


@pytest.mark.parametrize(
    ("exposure", "marker", "code"),
    [
        ('rule = "restricted"\nmax_rate = 0.5\ncuts = [0]', "cuts", "selection-option-unused"),
        ('rule = "item_eligibility"\nmax_rate = 0.5\ncuts = [1, 0]', "cuts", "cuts-unordered"),
        ('rule = "item_eligibility"\nmax_rate = 0.5\nfading = 0.5', "fading", "number-out-of-range"),
        ('rule = "item_eligibility"\nmax_rate = 0.5\nseed = 3', "seed", "selection-option-unused"),
        ('rule = "sympson"\nmax_rate = 0.5', '"sympson"', "word-unknown"),
    ],
)
def test_what_is_wrong_in_exposure_is_told(exposure: str, marker: str, code: str) -> None:
    text = plan_with(EXPOSURE, exposure)
    assert told(text) == [(line_of(text, marker), code)]


# --- ability -------------------------------------------------------------------------------------------


def test_a_prior_from_an_earlier_section_and_another_method_are_read() -> None:
    prior = '[section.ability]\nmethod = "wle"\nprior_from = [{ section = "angka", correlation = 0.6 }]\n'
    content = released(plan_with(SECOND, prior + SECOND)).section(1)
    assert content.plan.ability == AbilityPlan(method="wle", prior_from=(EarlierSection("angka", 0.6),))


@pytest.mark.parametrize(
    ("prior", "code"),
    [
        ('prior_from = [{ section = "kata", correlation = 0.6 }]', "prior-section-unknown"),
        ('prior_from = [{ section = "sikap", correlation = 0.6 }]', "prior-section-unknown"),
        ('prior_from = [{ section = "angka", correlation = 1.2 }]', "number-out-of-range"),
        ('prior_from = [{ section = "angka", correlation = 0.97 }]', "standard-error-out-of-range"),
        ('method = "mle"', "word-unknown"),
    ],
)
def test_what_is_wrong_in_ability_is_told(prior: str, code: str) -> None:
    assert code in {each for _, each in told(plan_with(SECOND, f"[section.ability]\n{prior}\n{SECOND}"))}


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ("", "prior-correlation-missing"),
        (", others = { angka = -0.9 }", "prior-correlations-impossible"),
        (", others = { sikap = 0.5, angka = 0.5 }", "prior-section-unknown"),
    ],
)
def test_correlations_of_earlier_sections_must_be_there_and_possible(others: str, code: str) -> None:
    text = exams.PLAN + (
        '[section.ability]\nprior_from = [\n  { section = "angka", correlation = 0.8 },\n'
        f'  {{ section = "kata", correlation = 0.8{others} }},\n]\n'
    )
    assert code in {each for _, each in told(text)}


def test_the_prior_is_that_of_the_bivariate_normal() -> None:
    """Kelley's formula: observed 1.2 with error 0.5 in N(0, 1), correlation 0.6."""
    ability = AbilityPlan(prior_from=(EarlierSection("a", 0.6),))
    result = EarlierResult(1.2, 0.5, "wle", 0.0, 1.0, 10)
    found = prior_given(ability, [AbilityPlan(method="wle")], [result])
    weight = 0.6 / (1.0 + 0.25)
    assert found == (round(1.2 * weight, 2), round((1.0 - 0.6 * weight) ** 0.5, 2))
    # The same observation told as a posterior mean: precision 4 + 1, mean 4 * 1.2 / 5.
    told_as_eap = EarlierResult(4.8 / 5.0, 5.0**-0.5, "eap", 0.0, 1.0, 10)
    assert prior_given(ability, [AbilityPlan()], [told_as_eap]) == found


def test_sections_without_an_answer_tell_nothing() -> None:
    ability = AbilityPlan(prior_from=(EarlierSection("a", 0.6),))
    nothing = EarlierResult(0.0, 1.0, "eap", 0.0, 1.0, 0)
    assert prior_given(ability, [AbilityPlan()], [nothing]) is None
    assert prior_given(ability, [AbilityPlan()], [None]) is None


def test_the_regression_on_two_earlier_abilities_is_the_textbook_one() -> None:
    ability = AbilityPlan(prior_from=(EarlierSection("a", 0.5), EarlierSection("b", 0.4, (("a", 0.3),))))
    weights, left = ability_regression(ability)
    # beta_1 = (r_1 - r_2 r_12) / (1 - r_12^2), and R^2 = sum of beta times r.
    first, second = (0.5 - 0.4 * 0.3) / (1 - 0.09), (0.4 - 0.5 * 0.3) / (1 - 0.09)
    assert weights == pytest.approx([first, second])
    assert left == pytest.approx((1.0 - 0.5 * first - 0.4 * second) ** 0.5)


@pytest.mark.parametrize("method", ["map", "ml", "wle"])
def test_final_estimates_name_their_method_and_give_way_where_there_is_none(method: str) -> None:
    pool = ItemPool.of([ItemParameters("2pl", 1.2, (b,)) for b in (-1.0, 0.0, 1.0, 0.5)])
    interim = Estimate(0.3, 0.6, "eap")
    found = final_estimate(
        pool, [0, 1, 2], [1, 1, 0], method=method, prior=(0.0, 1.0), interim=interim  # type: ignore[arg-type]
    )  # fmt: skip
    assert found.method == method
    assert abs(found.ability) < 2.0
    nothing = final_estimate(pool, [], [], method=method, prior=(0.0, 1.0), interim=interim)  # type: ignore[arg-type]
    assert nothing == interim
    all_right = final_estimate(
        pool, [0, 1, 2], [1, 1, 1], method=method, prior=(0.0, 1.0), interim=interim  # type: ignore[arg-type]
    )  # fmt: skip
    assert all_right.method == ("eap" if method == "ml" else method)


# --- times ---------------------------------------------------------------------------------------------


def test_items_are_chosen_per_time_where_times_are_known() -> None:
    text = plan_with("acceleration = 1.0", "acceleration = 1.0\nper_time = true")
    bank, plan, findings = bank_with(text)
    assert [each.code for each in findings] == ["response-times-missing"]
    rng = np.random.default_rng(2)
    timed = replace(
        bank,
        items=tuple(
            replace(item, response_time=ResponseTimeParameters(float(rng.normal(3.5, 0.5)), 2.0))
            for item in bank.items
        ),
    )
    _, plan, _ = bank_with(exams.PLAN)
    assert plan is not None
    stopping = plan.sections[0].stopping
    assert stopping is not None
    section = replace(
        plan.sections[0],
        selection=Selection(is_per_time=True),
        stopping=replace(stopping, tree=StoppingTerm("any", terms=(StoppingTerm("time_short"),))),
    )
    content = Release.load(
        build_release(timed, replace(plan, sections=(section, *plan.sections[1:])))
    ).section(0)
    assert content.response_times is not None
    mean = float(content.response_times.expected_seconds().mean())
    everything = np.ones(30, dtype=np.bool_)
    stop = content.adaptive_test.stop([0, 1, 2], [1, 0, 1], everything, seconds_left=mean - 1.0)
    assert stop is not None
    assert stop.reason == "time_short"
    assert content.adaptive_test.stop([0, 1, 2], [1, 0, 1], everything, seconds_left=mean + 1.0) is None
    people = rng.normal(size=60)
    usual = replace(content.adaptive_test, selection=Selection())
    quick = simulate(content.adaptive_test, people, rng=np.random.default_rng(3), time_limit_seconds=600.0)
    slow = simulate(usual, people, rng=np.random.default_rng(3), time_limit_seconds=600.0)
    assert quick.total_seconds is not None
    assert slow.total_seconds is not None
    assert (quick.total_seconds / quick.lengths).mean() < (slow.total_seconds / slow.lengths).mean()


def test_a_rule_without_amounts_cannot_go_by_time() -> None:
    text = plan_with('rule = "mepv"\nacceleration = 1.0', 'rule = "random"\nper_time = true')
    text = text.replace("progressive_restricted", "restricted", 1)
    assert "per-time-unsuitable" in {code for _, code in told(text)}
