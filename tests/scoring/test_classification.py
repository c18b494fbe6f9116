from statistics import NormalDist

import numpy as np
import pytest

from scoring.classification import classification_quality


def test_accuracy_is_the_mean_probability_of_the_category_that_was_assigned() -> None:
    normal = NormalDist()
    quality = classification_quality([0.5, -0.2], [0.5, 0.4], [0.0])
    right = [normal.cdf(1.0), normal.cdf(0.5)]
    assert quality.accuracy == pytest.approx(np.mean(right))
    assert quality.consistency == pytest.approx(np.mean([p * p + (1 - p) * (1 - p) for p in right]))
    assert quality.false_above == pytest.approx((1 - right[0]) / 2)
    assert quality.false_below == pytest.approx((1 - right[1]) / 2)


def test_several_cuts_make_several_categories() -> None:
    normal = NormalDist()
    quality = classification_quality([0.3], [0.5], [-0.5, 0.5, 1.5])
    edges = [0.0, *(normal.cdf((cut - 0.3) / 0.5) for cut in (-0.5, 0.5, 1.5)), 1.0]
    np.testing.assert_allclose(quality.probabilities[0], np.diff(edges))
    np.testing.assert_allclose(quality.expected[1], np.diff(edges))
    assert quality.expected.sum() == pytest.approx(1.0)


def test_an_ability_at_a_cut_belongs_above_it() -> None:
    assert classification_quality([0.0], [0.5], [0.0]).expected.tolist() == [[0.0, 0.0], [0.5, 0.5]]


def test_it_predicts_what_simulated_persons_show() -> None:
    rng = np.random.default_rng(6)
    cuts = np.array([-0.4, 0.6])
    true = rng.normal(size=40_000)
    errors = np.full(true.size, 0.4)
    # With a normal prior the posterior is normal: its mean and SD are the estimate and its error.
    shrink = 1.0 / (1.0 + 0.4**2)
    first, second = (shrink * (true + 0.4 * rng.normal(size=true.size)) for _ in range(2))
    sd = np.sqrt(shrink) * errors
    quality = classification_quality(first, sd, cuts)
    true_category, assigned = np.digitize(true, cuts), np.digitize(first, cuts)
    assert quality.accuracy == pytest.approx((true_category == assigned).mean(), abs=0.01)
    # A second test of the same person is drawn from the posterior, not from a test's own errors.
    again = np.digitize(first + sd * rng.normal(size=true.size), cuts)
    third = np.digitize(first + sd * rng.normal(size=true.size), cuts)
    assert quality.consistency == pytest.approx((again == third).mean(), abs=0.01)
    assert 0.0 < quality.kappa < quality.consistency
    assert (np.digitize(second, cuts) == assigned).mean() > 0.6


def test_decisions_that_are_certain_are_accurate_and_consistent() -> None:
    quality = classification_quality([-3.0, 3.0], [0.01, 0.01], [0.0])
    assert quality.accuracy == pytest.approx(1.0)
    assert quality.consistency == pytest.approx(1.0)
    assert quality.kappa == pytest.approx(1.0)
    assert np.isnan(classification_quality([9.0], [0.01], [0.0]).kappa)


def test_arguments_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="must be one-dimensional and of one length, at least 1"):
        classification_quality([], [], [0.0])
    with pytest.raises(ValueError, match="of one length"):
        classification_quality([0.0], [0.1, 0.2], [0.0])
    with pytest.raises(ValueError, match="standard_errors finite and greater than 0"):
        classification_quality([0.0], [0.0], [0.0])
    for cuts in ([], [1.0, 0.0], [np.nan]):
        with pytest.raises(ValueError, match="cuts must be one or more finite logits that rise"):
            classification_quality([0.0], [0.1], cuts)
