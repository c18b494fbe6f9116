import numpy as np
import pytest

from scoring.similarity import seating_effect
from tests.scoring.similarity.simulated import compared, drawn_options, option_pool

POOL = option_pool(30, 1)


def grid(n_persons: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([divmod(place, 8) for place in range(n_persons)], dtype=np.float64)


def test_random_seats_have_p_values_that_are_uniform() -> None:
    rng = np.random.default_rng(1)
    found = compared(POOL, drawn_options(POOL, rng.normal(size=48), rng), seats=grid(48))
    assert found.distances is not None
    p_values = []
    for _ in range(100):
        order = rng.permutation(48)
        places = order[found.first], order[found.second]
        seats = grid(48)
        again = np.hypot(*(seats[places[0]] - seats[places[1]]).T)
        moved = type(found)(**{**vars(found), "distances": again})
        p_values.append(seating_effect(moved, rng=rng, n_permutations=99).p_value)
    assert np.mean(np.array(p_values) <= 0.05) < 0.12
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.1)


def test_neighbours_who_share_answers_are_an_effect() -> None:
    rng = np.random.default_rng(2)
    answers = drawn_options(POOL, rng.normal(size=49), rng)
    for place in range(0, 48, 2):
        taken = rng.random(30) < 0.6
        answers[place + 1, taken] = answers[place, taken]
    seats = np.vstack([grid(48), [[np.nan, np.nan]]])
    found = seating_effect(compared(POOL, answers, seats=seats), rng=rng)
    assert found.p_value < 0.01
    assert found.near_mean > found.far_mean + 0.3
    # In 6 rows of 8: 42 pairs side by side, 40 behind each other, 70 on the diagonals.
    assert (found.n_near, found.n_near + found.n_far) == (152, 48 * 47 // 2)
    assert found.problem is None


def test_equal_seatings_count_as_equal_whatever_the_order_of_their_pairs() -> None:
    """A row of five read backwards has the same neighbours, whose mean is summed in another order."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        answers = drawn_options(POOL, rng.normal(size=5), rng)
        seats = np.column_stack([np.arange(5.0), np.zeros(5)])
        found = compared(POOL, answers, seats=seats)
        excess = np.zeros((5, 5))
        excess[found.first, found.second] = (found.n_matches - found.expected_matches) / found.match_sds
        excess += excess.T
        drawing = np.random.default_rng(9)
        orders = [np.arange(5), *(drawing.permutation(5) for _ in range(300))]
        means = np.array([excess[order[:-1], order[1:]].mean() for order in orders])
        n_at_least = np.count_nonzero(means >= means[0] - 1e-9)  # itself among them
        p_value = seating_effect(found, rng=np.random.default_rng(9), n_permutations=300).p_value
        assert p_value == pytest.approx(n_at_least / 301)


def test_without_seats_or_neighbours_there_is_a_reason() -> None:
    rng = np.random.default_rng(3)
    answers = drawn_options(POOL, rng.normal(size=4), rng)
    assert seating_effect(compared(POOL, answers), rng=rng).problem == "no_seats"
    apart = np.arange(8.0).reshape(4, 2) * 10.0
    found = compared(POOL, answers, seats=apart)
    assert seating_effect(found, rng=rng).problem == "no_near_pairs"
    assert seating_effect(found, rng=rng, near=1e3).problem == "no_far_pairs"
    unknown = compared(POOL, answers, seats=np.full((4, 2), np.nan))
    assert seating_effect(unknown, rng=rng).problem == "no_near_pairs"
    with pytest.raises(ValueError, match="n_permutations must be 1 or more"):
        seating_effect(found, rng=rng, n_permutations=0)
