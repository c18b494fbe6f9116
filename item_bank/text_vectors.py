"""Texts as vectors, and every pair of them that is alike.

A text is the character n-grams of its words, each weighted by how rare it is among the texts (TF-IDF; Spaerck
Jones, 1972, J. Documentation 28, 11-21): what a whole series of texts begins with weighs little, and a word
in another form is not another word altogether. How alike two texts are is the cosine of their vectors.
"""

import math
from collections.abc import Hashable, Iterator, Sequence
from typing import Final

import numpy as np
from scipy import sparse

from item_bank.shown_words import is_number_or_sign
from scoring.arrays import Floats, Integers

GRAM: Final = 4
NUMBER_WEIGHT: Final = 3.0
"""A number is one gram, for 12 is no form of 123; it counts like a short word."""

_COMMON: Final = 0.5
_ROUNDING: Final = 1e-9
_ROWS_AT_ONCE: Final = 512
_PAIRS_AT_ONCE: Final = 100_000
_NO_PAIRS: Final = np.zeros((0, 2), dtype=np.int64)


def grams(token: str) -> tuple[tuple[str, float], ...]:
    """The n-grams of a word with its ends marked, or a number or sign as a whole; each with its amount."""
    if is_number_or_sign(token):
        return ((token, NUMBER_WEIGHT),)
    marked = f" {token} "
    n_grams = max(1, len(marked) - GRAM + 1)
    return tuple((marked[place : place + GRAM], 1.0) for place in range(n_grams))


class TextVectors:
    """Texts, each given by its tokens, as vectors of length 1 over their grams, (n_texts, n_grams).

    A gram's entry is the root of its amount times 1 + log((1 + n_texts) / (1 + texts that have it)). Texts
    are paired only with those of the same partition; the rarity of a gram is that among all.
    """

    def __init__(self, texts: Sequence[Sequence[str]], partitions: Sequence[Hashable] | None = None) -> None:
        words: dict[str, int] = {}
        places = np.array(
            [words.setdefault(token, len(words)) for text in texts for token in text], dtype=np.int64
        )
        rows = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        self._grams: dict[str, int] = {}
        entries = [
            (amount, word, self._grams.setdefault(gram, len(self._grams)))
            for token, word in words.items()
            for gram, amount in grams(token)
        ]
        amounts = np.array([amount for amount, _, _ in entries], dtype=np.float64)
        cells = np.array([cell for _, *cell in entries], dtype=np.int64).reshape(-1, 2)
        shape = (len(words), len(self._grams))
        by_word = sparse.coo_array((amounts, (cells[:, 0], cells[:, 1])), shape=shape).tocsr()
        shape = (len(texts), len(words))
        counts = sparse.coo_array((np.ones(places.size), (rows, places)), shape=shape).tocsr()
        found = sparse.csr_array(counts @ by_word)
        n_texts_with = np.bincount(found.indices, minlength=len(self._grams))
        self._weights: Floats = np.log((1.0 + len(texts)) / (1.0 + n_texts_with)) + 1.0
        self._weight_unknown = math.log(1.0 + len(texts)) + 1.0
        found.data = np.sqrt(found.data) * self._weights[found.indices]
        lengths = np.sqrt(found.multiply(found).sum(axis=1))
        found.data /= np.repeat(np.where(lengths > 0.0, lengths, 1.0), np.diff(found.indptr))
        self._matrix = found
        self._commonest_first = np.argsort(-n_texts_with, kind="stable")
        self._groups: dict[Hashable, dict[Hashable, list[int]]] = {}
        for place, text in enumerate(texts):
            partition = None if partitions is None else partitions[place]
            groups = self._groups.setdefault(partition, {})
            groups.setdefault(tuple(sorted(text)), []).append(place)

    def cosines(self, pairs: Integers) -> Floats:
        """How alike the texts of each pair are, (n_pairs,); `pairs` (n_pairs, 2) are places of texts."""
        found = np.empty(len(pairs))
        for start in range(0, len(pairs), _PAIRS_AT_ONCE):
            block = pairs[start : start + _PAIRS_AT_ONCE]
            product = self._matrix[block[:, 0]].multiply(self._matrix[block[:, 1]])
            found[start : start + len(block)] = product.sum(axis=1)
        return found

    def cosines_with(self, text: Sequence[str]) -> Floats:
        """How alike each text is to another one, (n_texts,); its grams that no text has make it longer."""
        amounts: dict[str, float] = {}
        for token in text:
            for gram, amount in grams(token):
                amounts[gram] = amounts.get(gram, 0.0) + amount
        vector, squares = np.zeros(len(self._grams)), 0.0
        for gram, amount in amounts.items():
            place = self._grams.get(gram)
            weight = self._weight_unknown if place is None else float(self._weights[place])
            squares += amount * weight * weight
            if place is not None:
                vector[place] = math.sqrt(amount) * weight
        return np.asarray(self._matrix @ (vector / math.sqrt(squares or 1.0)), dtype=np.float64)

    def similar_pairs(self, least: float, *, most_same: int | None) -> Integers:
        """Every pair whose cosine is at least this, (n_pairs, 2) places, the earlier text first.

        Of texts with the very same words, more than `most_same` are left out altogether; None: they are
        paired with the first of them, which stands for them all.
        """
        pairs = [_NO_PAIRS]
        for by_words in self._groups.values():
            groups = [group for group in by_words.values() if most_same is None or len(group) <= most_same]
            if most_same is None:
                pairs.extend(
                    np.array([(group[0], other) for other in group[1:]]) for group in groups if group[1:]
                )
                groups = [group[:1] for group in groups]
            else:
                pairs.extend(_crossed(group, group) for group in groups if len(group) > 1)
            if len(groups) > 1:
                firsts = np.array([group[0] for group in groups])
                n_in = np.array([len(group) for group in groups])
                for block in self._alike(firsts, least):
                    is_single = (n_in[block] == 1).all(axis=1)
                    pairs.append(firsts[block[is_single]])
                    pairs.extend(
                        _crossed(groups[one], groups[other]) for one, other in block[~is_single].tolist()
                    )
        return np.unique(np.sort(np.concatenate(pairs), axis=1), axis=0)

    def _alike(self, rows: Integers, least: float) -> Iterator[Integers]:
        """The places in `rows` of texts whose cosine is at least this, in blocks, (n_pairs, 2).

        Nothing is missed. Let the common part of a vector be its commonest grams, as many as have a length
        below `_COMMON` together. What two texts share beyond the rare parts of both lies in the common part
        of one of them, so it adds less than `_COMMON` to the cosine; the rare parts must share the rest. They
        share something seldom, for their grams are rare (after the prefix filter of Bayardo, Ma & Srikant,
        2007, WWW 16, 131-140).
        """
        found = sparse.csr_array(self._matrix[rows][:, self._commonest_first])
        found.sort_indices()
        squares = np.concatenate([[0.0], np.cumsum(found.data**2)])
        before = np.repeat(squares[found.indptr[:-1]], np.diff(found.indptr))
        found.data[squares[1:] - before < _COMMON * _COMMON] = 0.0
        found.eliminate_zeros()
        others = sparse.csc_array(found.T)
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            product = sparse.coo_array(found[start : start + _ROWS_AT_ONCE] @ others)
            one, other = product.row + start, product.col
            is_possible = (one < other) & (product.data >= least - _COMMON - _ROUNDING)
            block = np.column_stack([one[is_possible], other[is_possible]]).astype(np.int64)
            yield block[self.cosines(rows[block]) >= least - _ROUNDING]


def _crossed(first: Sequence[int], second: Sequence[int]) -> Integers:
    """Every text of the one with every text of the other, without a text and itself."""
    found = np.array([(one, other) for one in first for other in second if one != other], dtype=np.int64)
    return found.reshape(-1, 2)
