"""The result: abilities on demand, and access by name."""

import numpy as np
import pytest

from scoring import estimate_eap, normal_prior
from scoring.calibration import Population, Responses, calibrate
from tests.scoring.calibration.samples import drawn, lsat6, two_parameter_items
from tests.scoring.pools import PUBLISHED


def test_abilities_are_those_of_the_estimated_pool_with_each_groups_prior() -> None:
    rng = np.random.default_rng(96)
    items = two_parameter_items(12, rng)
    matrix = drawn(items, np.concatenate((rng.normal(size=300), rng.normal(0.6, 1.2, 300))), rng)
    matrix[rng.random(matrix.shape) < 0.1] = -1
    matrix[5] = -1
    groups = ["a"] * 300 + ["b"] * 300
    found = calibrate(Responses.of(matrix), "2pl", groups=groups)
    abilities = found.abilities(Responses.of(matrix), groups)
    for label, rows in ((0, slice(0, 300)), (1, slice(300, 600))):
        prior = normal_prior(found.groups[label].mean, found.groups[label].sd)
        expected = estimate_eap(found.pool(), matrix[rows], log_prior=prior)
        assert abilities.abilities[rows] == pytest.approx(expected.abilities, abs=1e-12)
        assert abilities.standard_errors[rows] == pytest.approx(expected.standard_errors, abs=1e-12)
    assert abilities.abilities[5] == pytest.approx(0.0, abs=1e-12)
    assert abilities.n_answered[5] == 0
    with pytest.raises(ValueError, match="groups must name"):
        found.abilities(Responses.of(matrix))
    with pytest.raises(ValueError, match="'c'"):
        found.abilities(Responses.of(matrix), ["c"] * 600)
    with pytest.raises(ValueError, match="to 12 items, got 11"):
        found.abilities(Responses.of(matrix[:, 1:]), groups)


def test_abilities_of_lsat6_lie_among_the_published_ones_of_sum_scores() -> None:
    found = calibrate(lsat6(), "2pl").abilities(lsat6())
    published = PUBLISHED["lsat6"]["eap_by_sum_score"]
    assert found.abilities[-1] == pytest.approx(published[0], abs=1e-3)  # nothing right
    assert found.abilities[0] == pytest.approx(published[5], abs=1e-3)  # everything right


def test_a_histogram_is_a_prior_at_its_own_nodes() -> None:
    rng = np.random.default_rng(97)
    responses = Responses.of(drawn(two_parameter_items(10, rng), rng.normal(size=300), rng))
    found = calibrate(responses, "2pl", population=Population("histogram"))
    prior = found.groups[0].log_prior(is_normal=False)
    assert np.isfinite(prior).sum() == 61
    expected = estimate_eap(found.pool(), responses.matrix(), log_prior=prior)
    assert found.abilities(responses).abilities == pytest.approx(expected.abilities, abs=1e-10)


def test_standard_errors_by_name() -> None:
    item = calibrate(lsat6(), "2pl").items[0]
    assert item.names == ("a", "b")
    assert item.standard_error("b") == item.standard_errors[1]
    with pytest.raises(ValueError, match="a, b"):
        item.standard_error("c")
