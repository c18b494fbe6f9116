import numpy as np
import pytest

from scoring import estimate_eap
from scoring.ability import GRID
from scoring.person_fit import cusum
from scoring.person_fit.records import ItemSequence, check_records
from scoring.priors import checked_log_priors
from scoring.response_models import category_probabilities
from tests.scoring.person_fit.simulated import as_records, drawn_responses
from tests.scoring.pools import mixed_pool, three_parameter_pool

POOL = mixed_pool(12, 1)
PRIOR = checked_log_priors(None, 1)[0]


def test_the_ability_of_a_record_is_the_eap() -> None:
    rng = np.random.default_rng(1)
    responses = drawn_responses(POOL, rng.normal(size=7), rng)
    found = ItemSequence(POOL, PRIOR).abilities(responses)
    np.testing.assert_allclose(found, estimate_eap(POOL, responses).abilities, atol=1e-12)


def test_drawn_records_follow_the_model() -> None:
    rng = np.random.default_rng(2)
    drawn = ItemSequence(POOL, PRIOR).drawn(0.4, rng.random((12, 20_000)))
    expected = category_probabilities(POOL, np.array([0.4]))[:, :, 0]
    for item in range(12):
        shares = np.bincount(drawn[:, item], minlength=4) / 20_000
        np.testing.assert_allclose(shares, expected[item], atol=0.015)


def test_a_persons_figures_do_not_depend_on_who_else_is_looked_at() -> None:
    rng = np.random.default_rng(3)
    pool = three_parameter_pool(40, 1)
    responses = drawn_responses(pool, rng.normal(size=3), rng)
    items, categories = as_records(responses)
    items, categories = [list(range(20)), items[1], items[2]], [categories[0][:20], *categories[1:]]
    together = cusum(pool, items, categories, rng=np.random.default_rng(5))
    alone = cusum(pool, items[:1], categories[:1], rng=np.random.default_rng(5))
    assert together.upper_p_values[0] == alone.upper_p_values[0]
    assert together.lower_cut_offs[0] == alone.lower_cut_offs[0]


def test_p_values_are_counts_of_simulated_figures() -> None:
    rng = np.random.default_rng(4)
    pool = three_parameter_pool(20, 1)
    items, categories = as_records(drawn_responses(pool, np.array([0.3]), rng))
    found = cusum(pool, items, categories, rng=np.random.default_rng(6), n_simulations=400, level=0.1)
    sequence = ItemSequence(pool, PRIOR)
    node = GRID[np.abs(GRID - found.abilities[0]).argmin()]
    drawn = sequence.drawn(float(node), np.random.default_rng(6).random((20, 400)))
    highest = []
    for record, ability in zip(drawn, sequence.abilities(drawn), strict=True):
        right = category_probabilities(pool, np.array([ability]))[:, 1, 0]
        total = most = 0.0
        for answer, chance in zip(record, right, strict=True):
            total = max(0.0, total + (answer - chance) / 20)
            most = max(most, total)
        highest.append(most)
    n_at_least = np.count_nonzero(np.array(highest) >= found.highest[0] - 1e-12)
    assert found.upper_p_values[0] == pytest.approx((1 + n_at_least) / 401)
    assert found.upper_cut_offs[0] == pytest.approx(np.quantile(highest, 0.95))


def test_records_that_are_none_of_the_pool_are_refused() -> None:
    with pytest.raises(ValueError, match="of the same persons, got 1 and 0"):
        check_records(POOL, [[0]], [])
    with pytest.raises(ValueError, match="the same length, got 2 and 1 for person 0"):
        check_records(POOL, [[0, 1]], [[0]])
    with pytest.raises(ValueError, match=r"different items 0 to 11, got .* for person 1"):
        check_records(POOL, [[0], [1, 1]], [[0], [0, 0]])
    with pytest.raises(ValueError, match="different items 0 to 11"):
        check_records(POOL, [[12]], [[0]])
    with pytest.raises(ValueError, match="categories must be 0 to 1 for item 2, got 2 for person 0"):
        check_records(POOL, [[2]], [[2]])
    with pytest.raises(ValueError, match=r"categories must be 0 to 1 for item 2, got 0\.5 for person 0"):
        check_records(POOL, [[2]], [[0.5]])  # type: ignore[list-item]
    with pytest.raises(ValueError, match=r"n_simulations must be 199 or more for p values to reach 0\.005"):
        cusum(POOL, [], [], rng=np.random.default_rng(0), n_simulations=100)
    with pytest.raises(ValueError, match="level must lie between 0 and 1"):
        cusum(POOL, [], [], rng=np.random.default_rng(0), level=0.0)
    with pytest.raises(ValueError, match=r"level must lie between 0 and 1, got 1\.5"):
        cusum(POOL, [], [], rng=np.random.default_rng(0), level=1.5)  # half of which would be a level
