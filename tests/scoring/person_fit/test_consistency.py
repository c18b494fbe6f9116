import numpy as np
import pytest

from scoring.arrays import Integers
from scoring.person_fit import even_odd_consistency, psychometric_synonyms, synonym_consistency

SCALES = np.repeat(np.arange(8), 6)


def rating_answers(n_persons: int, rng: np.random.Generator, n_random: int = 0) -> Integers:
    """Answers 0 to 4 to eight scales of six items, the first persons answering at random."""
    traits = rng.normal(size=(n_persons, 8))[:, SCALES]
    given = np.clip(np.rint(2.0 + traits + 0.5 * rng.normal(size=traits.shape)), 0, 4).astype(np.int64)
    given[:n_random] = rng.integers(0, 5, (n_random, SCALES.size))
    return given


def test_halves_of_scales_are_correlated_within_each_person() -> None:
    rng = np.random.default_rng(1)
    given = rating_answers(3, rng).astype(float)
    given[1, [4, 17]] = np.nan
    found = even_odd_consistency(given, SCALES.tolist())
    for person in range(3):
        rows = given[person].reshape(8, 6)
        r = np.corrcoef(np.nanmean(rows[:, ::2], axis=1), np.nanmean(rows[:, 1::2], axis=1))[0, 1]
        assert found.correlations[person] == pytest.approx(max(2.0 * r / (1.0 + r), -1.0))


def test_synonyms_are_pairs_of_items_that_correlate_highly() -> None:
    rng = np.random.default_rng(2)
    given = rating_answers(400, rng).astype(float)
    given[rng.random(given.shape) < 0.1] = np.nan
    pairs = psychometric_synonyms(given, 0.55)
    items = given.shape[1]
    expected = []
    for first in range(items):
        for second in range(first + 1, items):
            both = ~np.isnan(given[:, first] + given[:, second])
            if np.corrcoef(given[both, first], given[both, second])[0, 1] >= 0.55:
                expected.append((first, second))
    assert list(pairs) == expected
    assert expected
    assert all(SCALES[first] == SCALES[second] for first, second in pairs)


def test_answers_at_random_are_told_from_answers_that_agree() -> None:
    rng = np.random.default_rng(3)
    given = rating_answers(300, rng, n_random=20)
    halves = even_odd_consistency(given, SCALES.tolist())
    synonyms = synonym_consistency(given, psychometric_synonyms(given, 0.55))
    for found, code in ((halves, "inconsistent_halves"), (synonyms, "inconsistent_synonyms")):
        assert np.median(found.correlations[20:]) > 0.6
        assert np.median(found.correlations[:20]) < 0.3
        evidence = found.evidence(0.2)
        assert sum(each.person < 20 for each in evidence) >= 8
        assert sum(each.person >= 20 for each in evidence) <= 14
        assert {each.code for each in evidence} == {code}


def test_who_has_no_figure_has_a_reason() -> None:
    rng = np.random.default_rng(4)
    given = rating_answers(3, rng)
    given[0] = 2
    given[1, 12:] = -1
    found = even_odd_consistency(given, SCALES.tolist())
    assert found.problems == ("no_variation", "too_few_scales", None)
    pairs = [(place, place + 1) for place in range(0, 24, 2)]
    few = synonym_consistency(given, pairs)
    assert few.problems == ("no_variation", None, None)
    assert synonym_consistency(given, pairs[:4]).problems[2] == "too_few_pairs"
    assert synonym_consistency(given, []).n_pairs.tolist() == [0, 0, 0]
    assert np.isnan(found.correlations[:2]).all()
    assert psychometric_synonyms(given) == ()


def test_items_that_all_who_answered_both_answered_alike_are_no_synonyms() -> None:
    for seed in range(30):
        rng = np.random.default_rng(seed)
        given = rng.integers(0, 5, (200, 2)).astype(float)
        given[:60] = rng.integers(0, 5, 2)  # answered by all of these alike, so that rounding is all there is
        given[np.arange(60, 200), rng.integers(0, 2, 140)] = np.nan
        assert psychometric_synonyms(given) == ()


def test_arguments_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="scales must have length 2"):
        even_odd_consistency([[1, 2]], [0])
    with pytest.raises(ValueError, match="smallest must lie between 0 and 1"):
        psychometric_synonyms([[1, 2]], 1.0)
    with pytest.raises(ValueError, match=r"two different items 0 to 1, got \(0, 2\)"):
        synonym_consistency([[1, 2]], [(0, 2)])
    with pytest.raises(ValueError, match="bound must lie within -1 and 1"):
        even_odd_consistency([[1, 2]], [0, 0]).evidence(2.0)
