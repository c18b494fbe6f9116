from math import factorial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.forced_choice import (
    RankedBlock,
    Rankings,
    Statement,
    StatementBank,
    all_orders,
    fitting_orders,
    most_least_ranks,
)

BANK = StatementBank.of([Statement(trait, 0.7) for trait in range(5)])


def test_ranks_say_which_orders_are_possible() -> None:
    assert fitting_orders((2, 1)) == ((1, 0),)
    assert fitting_orders((3, 1, 2)) == ((1, 2, 0),)
    assert fitting_orders((1, 2, 2)) == ((0, 1, 2), (0, 2, 1))
    assert fitting_orders(most_least_ranks(4, 2, 0)) == ((2, 1, 3, 0), (2, 3, 1, 0))
    assert most_least_ranks(3, 0, 2) == (1, 2, 3)
    assert most_least_ranks(2, 1, 0) == (2, 1)


@given(data=st.data(), size=st.integers(2, 4))
def test_every_order_fits_exactly_one_of_the_answers_to_a_question(data: st.DataObject, size: int) -> None:
    """Whatever was asked (most, least, a pick), the possible answers share all orders among themselves."""
    levels = data.draw(
        st.lists(st.integers(0, 3), min_size=size, max_size=size).filter(lambda x: len(set(x)) > 1)
    )
    ordered = sorted(set(levels))
    pattern = sorted(ordered.index(level) + 1 for level in levels)
    answers = {tuple(pattern[place] for place in order) for order in all_orders(size)}
    orders = [order for answer in answers for order in fitting_orders(answer)]
    assert len(orders) == factorial(size)
    assert set(orders) == set(all_orders(size))


def test_a_form_and_single_answers_are_the_same() -> None:
    blocks = ((0, 1, 2), (3, 4))
    ranks = np.array([[[1, 2, 3], [2, 1, 0]], [[0, 0, 0], [1, 2, 0]], [[2, 1, 2], [0, 0, 0]]])
    form = Rankings.of_form(BANK, blocks, ranks)
    answers = [
        RankedBlock(0, (0, 1, 2), (1, 2, 3)),
        RankedBlock(0, (3, 4), (2, 1)),
        RankedBlock(1, (4, 3), (2, 1)),
        RankedBlock(2, (2, 0, 1), (2, 2, 1)),
    ]
    single = Rankings.of_answers(BANK, 3, answers)
    for rankings in (form, single):
        assert rankings.n_answered.tolist() == [2, 1, 1]
        assert rankings.blocks == ((0, 1, 2), (3, 4))
        assert rankings.preferences.tolist() == form.preferences.tolist()
        found = {
            (
                int(group.persons[answer]),
                tuple(sorted(map(tuple, group.orders[group.starts[answer] : end].tolist()))),
            )
            for group in rankings.groups
            for answer, end in enumerate(group.starts[1:])
        }
        assert found == {
            (0, ((0, 1, 2),)),
            (0, ((4, 3),)),
            (1, ((3, 4),)),
            (2, ((1, 0, 2), (1, 2, 0))),
        }


def test_preferences_are_counted_where_they_are_decided() -> None:
    rankings = Rankings.of_form(BANK, [(0, 1, 2)], [[[1, 2, 3]], [[1, 2, 2]], [[0, 0, 0]]])
    assert rankings.preferences.tolist() == [[0, 1, 2], [0, 2, 2], [1, 2, 1]]
    preferred, refused = rankings.wins(5)
    assert preferred.tolist() == [4, 1, 0, 0, 0]
    assert refused.tolist() == [0, 2, 3, 0, 0]


@pytest.mark.parametrize(
    ("blocks", "ranks", "sentence"),
    [
        ([(0, 1)], [[[1, 2, 0]]], r"ranks must have shape \(n_persons, 1, 2\), got \(1, 1, 3\)"),
        ([(0, 1)], [[[1.0, 2.0]]], "ranks must be whole numbers, got float64"),
        ([(0, 1)], [[[1, 1]]], "ranks must be 1, 2, ... for the statements of a block"),
        ([(0, 1, 2)], [[[1, 3, 3]]], "ranks must be 1, 2, ... for the statements of a block"),
        ([(0, 1), (2, 3, 4)], [[[1, 2, 3], [1, 2, 3]]], "ranks beyond the 2 statements of block 0 must be 0"),
        ([], [[]], "blocks must hold at least one block, got none"),
    ],
)
def test_forms_that_make_no_sense_are_refused(blocks: Any, ranks: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Rankings.of_form(BANK, blocks, ranks)


def test_answers_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="person must lie between 0 and 1, got 2"):
        Rankings.of_answers(BANK, 2, [RankedBlock(2, (0, 1), (1, 2))])
    with pytest.raises(ValueError, match="ranks must be one for each of 2 statements"):
        Rankings.of_answers(BANK, 2, [RankedBlock(0, (0, 1), (1, 2, 3))])
    with pytest.raises(ValueError, match="most and least must be different places below 3"):
        most_least_ranks(3, 1, 1)
