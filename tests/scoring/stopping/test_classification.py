import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Estimate, ItemParameters, ItemPool
from scoring.stopping import (
    ConfidenceInterval,
    GeneralizedRatio,
    Progress,
    ResponseLikelihood,
    SequentialRatio,
    Stop,
)
from tests.scoring.pools import BANK_O, PUBLISHED

ITEMS = list(range(8))
LIKELIHOOD = ResponseLikelihood(BANK_O, ITEMS, PUBLISHED["bank_o"]["responses"])


def progress(likelihood: ResponseLikelihood | None = None, ability: float = 0.0, se: float = 0.3) -> Progress:
    return Progress(Estimate(ability, se, "eap"), 8, 40, log_likelihood=likelihood)


def right_answers(n: int, difficulty: float = 0.0) -> ResponseLikelihood:
    pool = ItemPool.of([ItemParameters("2pl", 1.5, (difficulty,))] * n)
    return ResponseLikelihood(pool, list(range(n)), [1] * n)


def test_the_log_ratio_on_bank_o_is_that_of_the_reference() -> None:
    rule = SequentialRatio((0.0,), half_width=0.3)
    published = PUBLISHED["bank_o"]["sequential_ratio"]
    assert rule.log_ratios(LIKELIHOOD)[0] == pytest.approx(published["log_ratio"], abs=5e-8)
    assert rule.bounds == pytest.approx((-published["bound"], published["bound"]), abs=5e-8)
    assert rule.stop(progress(LIKELIHOOD)) is None


def test_the_likelihood_is_the_sum_of_logarithms_of_the_models() -> None:
    assert LIKELIHOOD(np.array([0.0]))[0] == pytest.approx(
        sum(
            np.log(p if answer else 1.0 - p)
            for p, answer in zip(
                PUBLISHED["bank_o"]["curves"]["probability_at_0"],
                PUBLISHED["bank_o"]["responses"],
                strict=True,
            )
        ),
        abs=1e-6,
    )
    assert ResponseLikelihood(BANK_O, [], [])(np.array([0.0, 1.0])).tolist() == [0.0, 0.0]


def test_a_cut_is_decided_when_the_ratio_reaches_a_bound() -> None:
    rule = SequentialRatio((0.0,), half_width=0.3)
    assert rule.stop(progress(right_answers(6))) is None
    assert rule.stop(progress(right_answers(7))) == Stop(("classified",), category=1)
    strict = SequentialRatio((0.0,), half_width=0.3, alpha=0.01, beta=0.01)
    assert strict.stop(progress(right_answers(7))) is None


def test_every_cut_has_to_be_decided() -> None:
    rule = SequentialRatio((-1.0, 1.0), half_width=0.3)
    assert rule.stop(progress(right_answers(12))) is None
    assert rule.stop(progress(right_answers(20, difficulty=1.0))) == Stop(("classified",), category=2)


def test_generalized_ratios_look_beyond_the_indifference_region() -> None:
    likelihood = right_answers(5)
    plain = SequentialRatio((0.0,), half_width=0.3).log_ratios(likelihood)[0]
    general = GeneralizedRatio((0.0,), half_width=0.3).log_ratios(likelihood)[0]
    # All right: the largest likelihood above is at 6 logits, the largest below at the end of the region.
    at = likelihood(np.array([6.0, -0.3]))
    assert general == pytest.approx(at[0] - at[1])
    assert general > plain


@given(
    answers=st.lists(st.integers(0, 1), min_size=8, max_size=8),
    cut=st.floats(-1.5, 1.5),
    half_width=st.floats(0.05, 1.0),
)
def test_a_generalized_ratio_is_that_of_the_largest_likelihoods(
    answers: list[int], cut: float, half_width: float
) -> None:
    likelihood = ResponseLikelihood(BANK_O, ITEMS, answers)
    above = likelihood(np.linspace(cut + half_width, 6.0, 12_001)).max()
    below = likelihood(np.linspace(-6.0, cut - half_width, 12_001)).max()
    found = GeneralizedRatio((cut,), half_width=half_width).log_ratios(likelihood)[0]
    assert found == pytest.approx(above - below, abs=1e-4)


def test_a_generalized_rule_ends_a_test_no_later_here() -> None:
    rule = GeneralizedRatio((0.0,), half_width=0.3)
    assert rule.stop(progress(right_answers(5))) == Stop(("classified",), category=1)


def test_an_interval_that_holds_no_cut_classifies() -> None:
    rule = ConfidenceInterval((-0.5, 0.8))
    assert rule.stop(progress(ability=0.0, se=0.3)) is None
    assert rule.stop(progress(ability=0.1, se=0.3)) == Stop(("classified",), category=1)
    assert rule.stop(progress(ability=1.5, se=0.3)) == Stop(("classified",), category=2)
    assert rule.stop(progress(ability=-1.2, se=0.3)) == Stop(("classified",), category=0)
    assert ConfidenceInterval((-0.5, 0.8), coverage=0.99).stop(progress(ability=0.1, se=0.3)) is None


def test_error_rates_are_held_at_the_ends_of_the_indifference_region() -> None:
    rng = np.random.default_rng(7)
    rule = SequentialRatio((0.0,), half_width=0.5, alpha=0.1, beta=0.1)
    pool = ItemPool.of([ItemParameters("2pl", 1.5, (0.0,))] * 200)
    step = rule.log_ratios(ResponseLikelihood(pool, [0], [1]))[0]
    low, high = rule.bounds
    chance = 1.0 / (1.0 + np.exp(-1.5 * 0.5))
    wrong = 0
    for _ in range(2000):
        walk = np.where(rng.random(200) < chance, step, -step).cumsum()
        out = np.flatnonzero((walk >= high) | (walk <= low))
        wrong += bool(out.size and walk[out[0]] <= low)
    assert wrong / 2000 < 0.1


@pytest.mark.parametrize("rule", [SequentialRatio, GeneralizedRatio])
def test_a_ratio_needs_the_likelihood(rule: type[SequentialRatio] | type[GeneralizedRatio]) -> None:
    with pytest.raises(ValueError, match=f"log_likelihood must be given for the rule {rule.__name__}"):
        rule((0.0,), half_width=0.3).stop(progress())


def test_arguments_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="cuts must be one or more finite logits that rise"):
        ConfidenceInterval(())
    with pytest.raises(ValueError, match="cuts must be one or more finite logits that rise"):
        SequentialRatio((1.0, 0.0), half_width=0.3)
    with pytest.raises(ValueError, match="coverage must lie between 0 and 1, got 1"):
        ConfidenceInterval((0.0,), coverage=1)
    with pytest.raises(ValueError, match="half_width must be greater than 0 logits, got 0"):
        SequentialRatio((0.0,), half_width=0)
    with pytest.raises(ValueError, match=r"alpha must lie between 0 and 0\.5, got 0\.5"):
        SequentialRatio((0.0,), half_width=0.3, alpha=0.5)
    with pytest.raises(ValueError, match="cuts and half_width must stay within -6 to 6 logits"):
        GeneralizedRatio((5.9,), half_width=0.3)
    with pytest.raises(ValueError, match="administered and categories must have the same length"):
        ResponseLikelihood(BANK_O, [0], [])
    with pytest.raises(ValueError, match="administered must hold items 0 to 7, got 8"):
        ResponseLikelihood(BANK_O, [8], [0])
    with pytest.raises(ValueError, match="the category of item 0 must lie in 0 to 1, got 2"):
        ResponseLikelihood(BANK_O, [0], [2])
