from itertools import combinations

import numpy as np
import pytest
from scipy.stats import norm

from scoring import ItemParameters, ItemPool, estimate_eap
from scoring.arrays import Floats, Integers
from scoring.similarity import (
    compare_pairs,
    match_count_distribution,
    probabilities_of_categories,
    probabilities_of_options,
    wrong_option_shares,
)
from tests.scoring.similarity.simulated import compared, drawn_options, option_pool

POOL = option_pool(40, 1)


def copied(answers: Integers, pairs: list[tuple[int, int]], share: float, rng: np.random.Generator) -> None:
    """Let the second of each pair take over a share of the first's answers."""
    for source, other in pairs:
        taken = rng.random(answers.shape[1]) < share
        answers[other, taken] = answers[source, taken]


def test_the_figures_of_every_pair_are_those_of_its_common_items() -> None:
    rng = np.random.default_rng(1)
    pool = option_pool(25, 2)
    answers = drawn_options(pool, rng.normal(size=6), rng, n_each=16)
    chances = probabilities_of_categories(pool, rng.normal(size=6))
    keys = np.zeros(25, dtype=np.int64)
    seats = np.array([[0, 0], [0, 3], [4, 0], [1, 1], [2, 2], [np.nan, 1]])
    found = compare_pairs(answers, chances, keys=keys, seats=seats, fewest_common=10)
    assert found.distances is not None
    assert found.n_same_wrong is not None
    assert {int(n) >= 10 for n in found.n_common} == {True, False}
    for pair, (a, b) in enumerate(combinations(range(6), 2)):
        common = [i for i in range(25) if answers[a, i] >= 0 and answers[b, i] >= 0]
        matches = [i for i in common if answers[a, i] == answers[b, i]]
        assert (found.first[pair], found.second[pair]) == (a, b)
        assert (found.n_common[pair], found.n_matches[pair]) == (len(common), len(matches))
        assert found.n_same_wrong[pair] == sum(answers[a, i] > 0 for i in matches)
        assert found.distances[pair] == pytest.approx(np.linalg.norm(seats[a] - seats[b]), nan_ok=True)
        if len(common) < 10:
            assert np.isnan(found.gbt_p_values[pair])
            assert np.isnan(found.omega[:, pair]).all()
            continue
        both = np.array([chances[a, i] @ chances[b, i] for i in common])
        assert found.expected_matches[pair] == pytest.approx(both.sum())
        assert found.gbt_p_values[pair] == pytest.approx(match_count_distribution(both)[len(matches) :].sum())
        for row, (judged, given) in enumerate([(a, b), (b, a)]):
            p = np.array([chances[judged, i, answers[given, i]] for i in common])
            omega = (len(matches) - p.sum()) / np.sqrt((p * (1.0 - p)).sum())
            assert found.omega[row, pair] == pytest.approx(omega)
            tail = match_count_distribution(p)[len(matches) :].sum()
            assert found.omega_p_values[row, pair] == pytest.approx(tail)
    assert found.n_compared == np.count_nonzero(found.n_common >= 10)
    expected = np.minimum(1.0, 2.0 * found.omega_p_values.min(axis=0))
    np.testing.assert_array_equal(found.p_values("omega"), expected)


@pytest.mark.parametrize("n_each", [None, 24])
def test_the_levels_are_kept_where_nobody_copied(n_each: int | None) -> None:
    rng = np.random.default_rng(2)
    # Abilities estimated from the answers; fixed forms, and tests in which people saw different items.
    found = compared(POOL, drawn_options(POOL, rng.normal(size=300), rng, n_each))
    known = ~np.isnan(found.gbt_p_values)
    assert known.sum() > 44_000
    for level in (0.05, 0.01, 0.001):
        for p_values in (found.gbt_p_values, *found.omega_p_values):
            assert 0.1 * level < np.mean(p_values[known] <= level) < 1.1 * level
    assert found.evidence() == ()
    assert found.evidence(index="omega", procedure="bh") == ()


def test_the_normal_tail_of_omega_is_too_small_for_few_items() -> None:
    rng = np.random.default_rng(3)
    pool = option_pool(300, 4)
    answers = drawn_options(pool, rng.normal(size=400), rng, n_each=30)
    found = compared(pool, answers, fewest_common=5)
    known = ~np.isnan(found.omega[0])
    assert np.mean(norm.sf(found.omega[0, known]) <= 1e-3) > 1.2e-3
    assert np.mean(found.omega_p_values[0, known] <= 1e-3) < 1e-3


def test_copied_answers_are_found_and_neighbours_come_first() -> None:
    rng = np.random.default_rng(4)
    answers = drawn_options(POOL, rng.normal(-0.3, 1.0, 120), rng)
    planted = [(place, place + 1) for place in range(0, 20, 2)] + [(30, 110), (31, 99)]
    copied(answers, planted, 0.8, rng)
    seats = np.array([divmod(place, 10) for place in range(120)], dtype=np.float64)
    found = compared(POOL, answers, seats=seats)
    for index in ("gbt", "omega"):
        evidence = found.evidence(0.05, index=index)
        pairs = [(each.first, each.second) for each in evidence]
        assert len(set(pairs) & set(planted)) >= 8
        assert len(set(pairs) - set(planted)) <= 1
        near = [each.is_near for each in evidence]
        assert near == sorted(near, reverse=True)
        for each in evidence:
            assert each.adjusted_p_value <= 0.05
            assert each.n_matches > each.expected_matches
            assert each.n_same_wrong is not None
    assert not found.evidence(index="gbt", near=0.5)[0].is_near


def test_copied_answers_are_found_in_adaptive_tests() -> None:
    rng = np.random.default_rng(5)
    pool = option_pool(60, 6)
    answers = drawn_options(pool, rng.normal(-0.5, 0.7, 60), rng, n_each=35)
    both = (answers[0::2] >= 0) & (answers[1::2] >= 0)
    planted = [(2 * place, 2 * place + 1) for place in range(6)]
    for source, other in planted:
        taken = both[source // 2] & (rng.random(60) < 0.9)
        answers[other, taken] = answers[source, taken]
    found = {(each.first, each.second) for each in compared(pool, answers).evidence(0.05, procedure="bh")}
    assert len(found & set(planted)) >= 3
    assert len(found - set(planted)) <= 1


def right_or_wrong_hall(rng: np.random.Generator) -> tuple[ItemPool, Integers, Floats]:
    """Items, chosen options with option 0 the key, and abilities by EAP of right and wrong."""
    pool = ItemPool.of([ItemParameters("2pl", 1.2, (b,)) for b in np.linspace(-1.5, 1.5, 40).tolist()])
    right = probabilities_of_categories(pool, rng.normal(size=200))[:, :, 1]
    popular = rng.dirichlet(np.ones(3), 40)
    wrong = 1 + (rng.random((200, 40, 1)) >= popular.cumsum(axis=1)[None]).sum(axis=2).clip(max=2)
    options = np.where(rng.random(right.shape) < right, 0, wrong)
    copied(options, [(0, 1), (2, 3), (4, 5), (6, 7)], 0.6, rng)
    return pool, options, estimate_eap(pool, options == 0).abilities


def test_same_wrong_options_say_more_than_right_and_wrong() -> None:
    pool, options, abilities = right_or_wrong_hall(np.random.default_rng(7))
    keys = np.zeros(40, dtype=np.int64)
    shares = wrong_option_shares(options, keys, 4)
    fine = compare_pairs(options, probabilities_of_options(pool, abilities, keys, shares))
    coarse = compare_pairs(options == 0, probabilities_of_categories(pool, abilities))
    planted = [np.flatnonzero((fine.first == a) & (fine.second == a + 1))[0] for a in (0, 2, 4, 6)]
    gains = np.log(coarse.gbt_p_values[planted]) - np.log(fine.gbt_p_values[planted])
    assert np.mean(gains) > 2.0
    others = np.delete(fine.gbt_p_values, planted)
    assert np.mean(others <= 0.01) < 0.011


def test_what_cannot_be_compared_says_so() -> None:
    answers = np.full((3, 40), -1)
    found = compared(POOL, answers)
    assert found.n_compared == 0
    assert found.n_common.tolist() == [0, 0, 0]
    assert found.evidence() == ()
    alone = compared(POOL, answers[:1])
    assert alone.first.size == 0
    assert alone.evidence() == ()
    chances = probabilities_of_categories(POOL, [0.0, 0.0, 0.0])
    with pytest.raises(ValueError, match="fewest_common must be 1 or more"):
        compare_pairs(answers, chances, fewest_common=0)
    with pytest.raises(ValueError, match=r"seats must have shape \(3, 2\)"):
        compare_pairs(answers, chances, seats=[[0, 0]])
    with pytest.raises(ValueError, match=r"keys must have shape \(40,\)"):
        compare_pairs(answers, chances, keys=[0])
    with pytest.raises(ValueError, match="false_share must lie between 0 and 1"):
        found.evidence(0.0)
    with pytest.raises(ValueError, match="index must be 'gbt' or 'omega'"):
        found.p_values("k")  # type: ignore[arg-type]
