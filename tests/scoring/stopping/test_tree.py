from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Estimate, StoppingRule
from scoring.stopping import (
    AllOf,
    AnyOf,
    ConfidenceInterval,
    ContentMet,
    LittleGain,
    MaxItems,
    MinItems,
    NoInformation,
    PoolEmpty,
    Precise,
    Progress,
    Rule,
    TimeShort,
    stopped,
)


def progress(
    standard_error: float = 0.5, n_administered: int = 10, n_left: int = 40, **more: Any
) -> Progress:
    return Progress(Estimate(0.0, standard_error, "eap"), n_administered, n_left, **more)


def reasons(rule: Rule, of: Progress) -> tuple[str, ...] | None:
    stop = stopped(rule, of)
    return None if stop is None else stop.reasons


@given(
    standard_error=st.floats(0.1, 1.0),
    n_administered=st.integers(0, 25),
    n_left=st.integers(0, 3),
    min_items=st.integers(0, 20),
    target=st.none() | st.floats(0.2, 0.6),
)
def test_a_tree_says_what_the_stopping_rule_says(
    standard_error: float, n_administered: int, n_left: int, min_items: int, target: float | None
) -> None:
    simple = StoppingRule(max_items=20, min_items=min_items, target_standard_error=target)
    precise = [] if target is None else [AllOf(MinItems(min_items), Precise(target))]
    tree = AnyOf(*precise, MaxItems(20), PoolEmpty())
    stop = stopped(tree, progress(standard_error, n_administered, n_left))
    expected = simple.reason(Estimate(0.0, standard_error, "eap"), n_administered, n_left)
    assert (None if stop is None else stop.reason) == expected


def test_every_rule_that_holds_is_recorded_in_the_order_of_the_tree() -> None:
    tree = AnyOf(Precise(0.4), MaxItems(10), PoolEmpty())
    assert reasons(tree, progress(0.3, 10, 0)) == ("precise", "max_items", "pool_empty")
    assert reasons(tree, progress(0.5, 10)) == ("max_items",)
    assert reasons(tree, progress(0.5, 9)) is None


def test_a_condition_allows_and_is_no_reason() -> None:
    assert reasons(AllOf(MinItems(5), Precise(0.4)), progress(0.3)) == ("precise",)
    assert reasons(AllOf(MinItems(11), Precise(0.4)), progress(0.3)) is None
    assert reasons(AnyOf(MinItems(5), MaxItems(50)), progress()) is None
    assert reasons(AllOf(MinItems(5), ContentMet()), progress(content_is_met=True)) is None


def test_trees_nest() -> None:
    tree = AnyOf(AllOf(MinItems(5), ContentMet(), AnyOf(Precise(0.3), NoInformation(0.1))), MaxItems(30))
    told: dict[str, Any] = {"content_is_met": True, "most_information": 0.05}
    assert reasons(tree, progress(0.5, **told)) == ("no_information",)
    assert reasons(tree, progress(0.3, **told)) == ("precise", "no_information")
    assert reasons(tree, progress(0.3, **{**told, "content_is_met": False})) is None


def test_rules_that_classify_must_agree_to_end_a_test_together() -> None:
    near, far = ConfidenceInterval((-1.0, 1.0)), ConfidenceInterval((-1.2,))
    stop = stopped(AnyOf(MaxItems(50), near), progress(0.4))
    assert stop is not None
    assert (stop.reason, stop.category) == ("classified", 1)
    assert stopped(AllOf(near, far), progress(0.4)) == stop
    assert stopped(AllOf(near, ConfidenceInterval((-1.2, -1.1))), progress(0.4)) is None


def test_the_predicted_reduction_ends_a_test_early_or_lets_it_go_on() -> None:
    rule = LittleGain(0.3, hypo=0.01, hyper=0.03)
    assert reasons(rule, progress(0.40, predicted_standard_error=0.395)) == ("little_gain",)
    assert reasons(rule, progress(0.40, predicted_standard_error=0.38)) is None
    assert reasons(rule, progress(0.30, predicted_standard_error=0.28)) == ("precise",)
    assert reasons(rule, progress(0.30, predicted_standard_error=0.26)) is None


def test_time_ends_a_test_when_an_item_would_not_fit() -> None:
    assert reasons(TimeShort(30.0), progress(seconds_left=30.0)) is None
    assert reasons(TimeShort(30.0), progress(seconds_left=29.9)) == ("time_short",)
    assert reasons(TimeShort(0.0), progress(seconds_left=0.0)) == ("time_short",)


def test_information_ends_a_test_when_no_item_has_enough() -> None:
    assert reasons(NoInformation(0.1), progress(most_information=0.1)) is None
    assert reasons(NoInformation(0.1), progress(most_information=0.09)) == ("no_information",)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (LittleGain(0.3, 0.01, 0.02), "predicted_standard_error"),
        (NoInformation(0.1), "most_information"),
        (TimeShort(1.0), "seconds_left"),
        (ContentMet(), "content_is_met"),
    ],
)
def test_a_rule_that_is_not_told_what_it_asks_for_refuses(rule: Rule, name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be given for the rule .*, got None"):
        stopped(AnyOf(MaxItems(50), rule), progress())


def test_numbers_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="n_items must be 0 or more, got -1"):
        MinItems(-1)
    with pytest.raises(ValueError, match="n_items must be 1 or more, got 0"):
        MaxItems(0)
    with pytest.raises(ValueError, match="standard_error must be greater than 0, got 0"):
        Precise(0)
    with pytest.raises(ValueError, match="standard_error must be greater than 0, got 0"):
        LittleGain(0, 0.1, 0.2)
    with pytest.raises(ValueError, match="hypo must be 0 or more and must not exceed hyper"):
        LittleGain(0.3, 0.2, 0.1)
    with pytest.raises(ValueError, match="at_least must be greater than 0, got 0"):
        NoInformation(0)
    with pytest.raises(ValueError, match="seconds must be 0 or more, got -1"):
        TimeShort(-1)
    for joined in (AnyOf, AllOf):
        with pytest.raises(ValueError, match="rules must hold at least one rule, got none"):
            joined()
