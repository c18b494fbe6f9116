import pytest

from scoring import Estimate, StoppingRule

RULE = StoppingRule(max_items=20, min_items=8, target_standard_error=0.35)


def estimate(standard_error: float) -> Estimate:
    return Estimate(ability=0.0, standard_error=standard_error, method="eap")


def test_a_test_goes_on_while_it_is_neither_precise_nor_long() -> None:
    assert RULE.reason(estimate(0.36), 12, 30) is None


def test_precision_ends_a_test_only_after_its_least_length() -> None:
    assert RULE.reason(estimate(0.30), 7, 30) is None
    assert RULE.reason(estimate(0.30), 8, 30) == "precise"
    assert RULE.reason(estimate(0.35), 8, 30) == "precise"


def test_the_greatest_length_ends_a_test() -> None:
    assert RULE.reason(estimate(0.36), 20, 30) == "max_items"


def test_an_empty_pool_ends_a_test_even_before_its_least_length() -> None:
    assert RULE.reason(estimate(0.36), 5, 0) == "pool_empty"
    assert RULE.reason(estimate(0.30), 5, 0) == "pool_empty"


def test_of_several_reasons_precision_is_named_first() -> None:
    assert RULE.reason(estimate(0.30), 20, 0) == "precise"
    assert RULE.reason(estimate(0.40), 20, 0) == "max_items"


def test_without_a_target_precision_ends_nothing() -> None:
    rule = StoppingRule(max_items=20)
    assert rule.reason(estimate(0.0), 19, 1) is None
    assert rule.reason(estimate(0.0), 20, 1) == "max_items"


@pytest.mark.parametrize(
    ("max_items", "min_items", "target", "sentence"),
    [
        (0, 0, None, "max_items must be 1 or more, got 0"),
        (5, 6, None, r"min_items must lie between 0 and max_items \(5\), got 6"),
        (5, -1, None, "min_items must lie between 0 and max_items"),
        (5, 0, 0.0, "target_standard_error must be greater than 0, got 0.0"),
        (5, 0, float("nan"), "target_standard_error must be greater than 0, got nan"),
    ],
)
def test_limits_that_make_no_sense_are_refused(
    max_items: int, min_items: int, target: float | None, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        StoppingRule(max_items=max_items, min_items=min_items, target_standard_error=target)
