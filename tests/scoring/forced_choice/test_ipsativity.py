from dataclasses import replace

import numpy as np
import pytest

from scoring.forced_choice import (
    IpsativityLimits,
    Statement,
    StatementBank,
    block_information,
    ipsativity,
)
from tests.scoring.forced_choice.questionnaires import correlated, drawn_bank, drawn_form

RNG = np.random.default_rng(9)
MIXED = drawn_bank(RNG, 5, 8)
POSITIVE = StatementBank.of([replace(s, loading=abs(s.loading), keyed=1) for s in MIXED.statements])
FORM = drawn_form(RNG, MIXED, 2)
PRIOR = correlated(5, 0.2)


def codes(bank: StatementBank, form: object, **arguments: object) -> list[str]:
    return [finding.code for finding in ipsativity(bank, form, correlations=PRIOR, **arguments).findings]  # type: ignore[arg-type]


def test_equal_loadings_keyed_one_way_tell_nothing_about_the_level() -> None:
    bank = StatementBank.of([Statement(trait, 0.7) for trait in (0, 1, 2, 3, 4, 0, 1, 2, 3, 4)])
    form = [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (1, 4), (3, 6)]
    review = ipsativity(bank, form, correlations=PRIOR)
    assert review.level_information == pytest.approx(0.0, abs=1e-12)
    assert review.level_reliability == pytest.approx(0.0, abs=1e-12)
    assert review.eigenvalues[0] == pytest.approx(0.0, abs=1e-12)
    assert review.weakest_is_level == pytest.approx(1.0, abs=1e-9)
    assert review.profile_reliability > 0.3
    finding = {finding.code: finding for finding in review.findings}["weak_absolute_location"]
    assert finding.figures["level_reliability"] == pytest.approx(0.0, abs=1e-12)
    assert finding.figures["profile_information"] == review.profile_information > 0.3


def test_mixed_keys_tell_levels_as_well_as_profiles() -> None:
    assert ipsativity(MIXED, FORM, correlations=PRIOR).level_reliability > 0.75
    assert ipsativity(POSITIVE, FORM, correlations=PRIOR).level_reliability < 0.15
    assert codes(MIXED, FORM) == []
    assert codes(POSITIVE, FORM) == ["all_positively_keyed", "weak_absolute_location"]


def test_figures_are_those_of_the_information_matrix() -> None:
    points = RNG.normal(0.0, 1.0, (3, 5))
    review = ipsativity(MIXED, FORM, correlations=PRIOR, points=points)
    each = block_information(MIXED, FORM, points).sum(axis=0)
    ones = np.ones(5)
    assert review.level_information == pytest.approx(ones @ each.mean(axis=0) @ ones / 5.0)
    across = np.linalg.svd(ones[None])[2][1:]  # directions at right angles to the level
    assert review.profile_information == pytest.approx(
        np.mean([direction @ each.mean(axis=0) @ direction for direction in across])
    )
    left = np.linalg.inv(np.linalg.inv(PRIOR) + each).mean(axis=0)
    assert review.level_reliability == pytest.approx(1.0 - (ones @ left @ ones) / (ones @ PRIOR @ ones))
    values = np.sort(np.linalg.eigvals(PRIOR @ each.mean(axis=0)).real)
    np.testing.assert_allclose(review.eigenvalues, values, rtol=1e-9)
    weakest = review.weakest_direction
    np.testing.assert_allclose(PRIOR @ each.mean(axis=0) @ weakest, values[0] * weakest, atol=1e-9)


def test_few_mixed_blocks_few_traits_and_traits_never_compared_are_named() -> None:
    one_mixed = [block for block in FORM if not MIXED.is_mixed(block)][:6]
    one_mixed += [block for block in FORM if MIXED.is_mixed(block)][:1]
    assert "few_mixed_blocks" in codes(MIXED, one_mixed)
    first = StatementBank.of([s for s in MIXED.statements if s.trait < 2], n_traits=5)
    review = ipsativity(first, [(0, 1), (2, 3), (4, 5)], correlations=PRIOR)
    found = {finding.code: finding for finding in review.findings}
    assert found["few_traits"].figures == {"n_traits": 2.0, "wanted": 5.0}
    assert found["traits_not_compared"].traits == (2, 3, 4)
    assert "few_traits" not in codes(MIXED, FORM, limits=IpsativityLimits(fewest_traits=3))


def test_one_trait_has_a_level_and_no_profile() -> None:
    bank = StatementBank.of([Statement(0, 0.8), Statement(0, -0.7, keyed=-1)])
    review = ipsativity(bank, [(0, 1)], correlations=np.eye(1))
    assert 0.0 < review.level_reliability < 1.0
    assert np.isnan(review.profile_reliability)
