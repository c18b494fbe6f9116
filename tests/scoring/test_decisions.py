import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import GRID, ReportingScale, normal_prior
from scoring.ability import posterior
from scoring.classification import classification_quality
from scoring.decisions import CutScores

CUTS = CutScores((-0.5, 0.8))


def test_an_ability_at_a_cut_belongs_above_it() -> None:
    assert [CUTS.category(each) for each in (-0.6, -0.5, 0.0, 0.8, 3.0)] == [0, 1, 1, 2, 2]


def test_cuts_may_be_reported_scores() -> None:
    scale = ReportingScale(mean=50, sd=10, lowest=20, highest=80)
    assert CutScores.of_scores((45.0, 58.0), scale).cuts == pytest.approx((-0.5, 0.8))


def test_a_decision_says_how_probably_it_is_wrong_and_to_which_side() -> None:
    decision = CUTS.decide(0.8, 0.4)
    assert decision.category == 2
    assert decision.false_below == 0.0
    assert decision.false_above == pytest.approx(0.5)
    assert decision.error == pytest.approx(0.5)
    assert CUTS.decide(0.15, 0.3).probabilities == pytest.approx(
        (0.0151301397, 0.9697397206, 0.0151301397), abs=1e-9
    )
    assert CUTS.decide(0.1, 0.0).probabilities == (0.0, 1.0, 0.0)


@given(abilities=st.lists(st.floats(-3.0, 3.0), min_size=1, max_size=6), error=st.floats(0.05, 1.5))
def test_for_a_group_decisions_are_as_accurate_as_its_classification_says(
    abilities: list[float], error: float
) -> None:
    each = [CUTS.decide(ability, error) for ability in abilities]
    expected = classification_quality(abilities, [error] * len(abilities), CUTS.cuts)
    assert 1.0 - np.mean([decision.error for decision in each]) == pytest.approx(expected.accuracy, abs=1e-12)
    assert np.mean([decision.false_above for decision in each]) == pytest.approx(
        expected.false_above, abs=1e-12
    )
    assert math.fsum(each[0].probabilities) == pytest.approx(1.0)


def test_a_posterior_that_is_normal_decides_as_its_mean_and_error_do() -> None:
    found = CUTS.decide_by_posterior(posterior(normal_prior(0.3, 0.5)))
    expected = CUTS.decide(0.3, 0.5)
    assert found.category == expected.category
    assert found.probabilities == pytest.approx(expected.probabilities, abs=2e-3)


def test_a_posterior_that_is_skewed_decides_by_its_own_mass() -> None:
    skewed = posterior(np.where(GRID < 0.0, 0.8 * GRID, -2.5 * GRID))
    found = CUTS.decide_by_posterior(skewed)
    assert found.probabilities[0] == pytest.approx(skewed.weights[GRID < -0.501].sum(), abs=0.03)
    assert math.fsum(found.probabilities) == pytest.approx(1.0)
    assert found.probabilities[0] != pytest.approx(
        CUTS.decide(skewed.mean, math.sqrt(skewed.variance)).probabilities[0], abs=0.03
    )


def test_cuts_and_errors_that_make_no_sense_are_refused() -> None:
    for cuts in ((), (1.0, 1.0), (math.nan,)):
        with pytest.raises(ValueError, match="cuts must be one or more finite logits that rise"):
            CutScores(cuts)
    with pytest.raises(ValueError, match=r"standard_error must be finite and 0 or more, got -0\.1"):
        CUTS.decide(0.0, -0.1)
