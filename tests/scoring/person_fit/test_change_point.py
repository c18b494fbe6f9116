import itertools

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from scoring.arrays import Integers
from scoring.parameters import ItemPool
from scoring.person_fit import change_points
from scoring.response_models import log_category_probabilities
from tests.scoring.person_fit.simulated import as_records, drawn_responses
from tests.scoring.pools import mixed_pool, three_parameter_pool


def highest(pool: ItemPool, record: Integers, places: range) -> float:
    """The highest log likelihood between -4 and 4, looked for without nodes."""

    def height(ability: float) -> float:
        logs = log_category_probabilities(pool, np.array([ability]))[:, :, 0]
        return -float(sum(logs[place, record[place]] for place in places))

    starts = np.linspace(-4.0, 4.0, 9)
    brackets = itertools.pairwise(starts)
    return max(-minimize_scalar(height, bounds=each, method="bounded").fun for each in brackets)


def test_the_statistic_is_the_largest_gain_of_two_abilities() -> None:
    rng = np.random.default_rng(1)
    pool = mixed_pool(13, 3)
    record = drawn_responses(pool, np.array([0.2]), rng)[0]
    gains = {
        j: 2.0
        * (
            highest(pool, record, range(j))
            + highest(pool, record, range(j, 13))
            - highest(pool, record, range(13))
        )
        for j in range(4, 10)
    }
    found = change_points(pool, *as_records(record[None]), rng=rng, shortest_part=4)
    # Nodes a tenth apart leave at most information * 0.05^2 of each part.
    assert found.statistics[0] == pytest.approx(max(gains.values()), abs=0.05)
    assert gains[int(found.positions[0])] == pytest.approx(max(gains.values()), abs=0.05)


def test_the_level_is_kept_in_fixed_forms() -> None:
    rng = np.random.default_rng(2)
    for pool in (three_parameter_pool(30, 1), mixed_pool(30, 2)):
        records = as_records(drawn_responses(pool, rng.normal(size=400), rng))
        found = change_points(pool, *records, rng=rng, n_simulations=199, level=0.05)
        assert np.mean(found.p_values <= 0.05) == pytest.approx(0.05, abs=0.025)
        assert np.mean(found.p_values <= 0.25) == pytest.approx(0.25, abs=0.06)


def test_a_change_is_found_where_it_is() -> None:
    rng = np.random.default_rng(3)
    pool = three_parameter_pool(40, 1)
    before, after = (drawn_responses(pool, np.full(40, ability), rng) for ability in (1.0, -2.0))
    responses = np.hstack([before[:, :25], after[:, 25:]])
    found = change_points(pool, *as_records(responses), rng=rng, level=0.05)
    assert np.mean(found.p_values <= 0.05) > 0.55
    evidence = found.evidence()
    assert len(evidence) == np.count_nonzero(found.p_values <= 0.05)
    assert abs(np.median([each.position for each in evidence]) - 25) <= 2
    assert np.median(found.abilities_before - found.abilities_after) > 1.5


def test_short_records_have_a_reason() -> None:
    pool = three_parameter_pool(12, 1)
    nine, ten = list(range(9)), list(range(10))
    found = change_points(pool, [nine, ten], [[1] * 9, [1, 0] * 5], rng=np.random.default_rng(0))
    assert found.problems == ("too_few_responses", None)
    assert found.positions.tolist() == [-1, 5]
    assert np.isnan(found.statistics[0])
    with pytest.raises(ValueError, match="shortest_part must be 1 or more, got 0"):
        change_points(pool, [], [], rng=np.random.default_rng(0), shortest_part=0)
