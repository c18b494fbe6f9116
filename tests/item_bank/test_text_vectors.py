"""Vectors of texts against a plain computation of every pair, one gram at a time."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.text_vectors import TextVectors, grams

Tokens = tuple[str, ...]


def weighted(text: Tokens, texts: Sequence[Tokens]) -> dict[str, float]:
    """Root of the amount times 1 + log((1 + n) / (1 + texts that have it))."""
    amounts: Counter[str] = Counter()
    for token in text:
        for gram, amount in grams(token):
            amounts[gram] += amount  # type: ignore[assignment]
    having = [{gram for token in each for gram, _ in grams(token)} for each in texts]
    return {
        gram: math.sqrt(amount)
        * (1 + math.log((1 + len(texts)) / (1 + sum(gram in each for each in having))))
        for gram, amount in amounts.items()
    }


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    lengths = [math.sqrt(sum(value * value for value in each.values())) for each in (one, other)]
    product = sum(value * other.get(gram, 0.0) for gram, value in one.items())
    return product / (lengths[0] * lengths[1]) if all(lengths) else 0.0


VOCABULARY = ("apa", "apakah", "ibu", "kota", "kotak", "jawa", "barat", "12", "123", "=", "yang")
TEXTS = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=8).map(tuple), min_size=1, max_size=14)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from([0.55, 0.75, 0.95]))
def test_every_pair_above_the_similarity_is_found_and_no_other(texts: list[Tokens], least: float) -> None:
    vectors = TextVectors(texts)
    plain = [weighted(text, texts) for text in texts]
    found = {tuple(pair) for pair in vectors.similar_pairs(least, most_same=100).tolist()}
    for one, other in combinations(range(len(texts)), 2):
        expected = cosine(plain[one], plain[other])
        assert vectors.cosines(np.array([(one, other)]))[0] == pytest.approx(expected, abs=1e-9)
        is_same = sorted(texts[one]) == sorted(texts[other])
        if is_same or abs(expected - least) > 1e-6:
            assert ((one, other) in found) == (is_same or expected >= least)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.lists(st.sampled_from((*VOCABULARY, "asing", "77")), max_size=8).map(tuple))
def test_another_text_is_compared_with_all(texts: list[Tokens], new: Tokens) -> None:
    plain = weighted(new, texts)
    expected = [cosine(plain, weighted(text, texts)) for text in texts]
    assert TextVectors(texts).cosines_with(new) == pytest.approx(expected, abs=1e-9)


def test_texts_of_other_partitions_are_no_pairs() -> None:
    texts = [("apa", "ini"), ("apa", "ini"), ("apa", "ini")]
    vectors = TextVectors(texts, ["a", "b", "a"])
    assert vectors.similar_pairs(0.8, most_same=8).tolist() == [[0, 2]]
    assert vectors.similar_pairs(0.8, most_same=None).tolist() == [[0, 2]]


def test_many_texts_of_the_same_words_are_left_out_or_stand_behind_the_first() -> None:
    texts = [("pilih", "gambar")] * 5 + [("apa", "itu"), ("itu", "apa")]
    vectors = TextVectors(texts)
    assert vectors.similar_pairs(0.8, most_same=4).tolist() == [[5, 6]]
    assert vectors.similar_pairs(0.8, most_same=None).tolist() == [[0, 1], [0, 2], [0, 3], [0, 4], [5, 6]]
    assert len(vectors.similar_pairs(0.8, most_same=5)) == 11


def test_a_number_is_one_gram_and_a_word_has_its_ends_marked() -> None:
    assert [gram for gram, _ in grams("kota")] == [" kot", "kota", "ota "]
    assert [gram for gram, _ in grams("x")] == [" x "]
    assert [gram for gram, _ in grams("2.000")] == ["2.000"]


def test_no_texts_have_no_pairs() -> None:
    assert TextVectors([]).similar_pairs(0.8, most_same=None).shape == (0, 2)
