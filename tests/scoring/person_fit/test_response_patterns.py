from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.person_fit import answer_patterns

ROWS = st.lists(st.lists(st.integers(-1, 4), min_size=7, max_size=7), min_size=1, max_size=3)


@given(rows=ROWS)
def test_patterns_are_those_of_the_answers_that_are_there(rows: list[list[int]]) -> None:
    found = answer_patterns(rows)
    for person, row in enumerate(rows):
        own = [answer for answer in row if answer >= 0]
        assert found.n_responses[person] == len(own)
        if len(own) < 5:
            assert found.problems[person] == "too_few_responses"
            assert found.longest_runs[person] == -1
            assert np.isnan(found.variability[person])
            continue
        runs = [len(list(group)) for _, group in groupby(own)]
        assert found.longest_runs[person] == max(runs)
        assert found.mean_runs[person] == pytest.approx(np.mean(runs))
        assert found.modal_shares[person] == pytest.approx(max(own.count(k) for k in own) / len(own))
        assert found.variability[person] == pytest.approx(np.std(own, ddof=1), abs=1e-12)


def test_long_runs_are_told_with_their_figures() -> None:
    rows = [[2] * 20, [0, 1] * 10, [3] * 12 + [1] * 8]
    evidence = answer_patterns(rows).evidence(10)
    assert [(each.person, each.figure, each.code) for each in evidence] == [
        (0, 20.0, "long_run"),
        (2, 12.0, "long_run"),
    ]
    with pytest.raises(ValueError, match="longest_run must be 2 or more"):
        answer_patterns(rows).evidence(1)


def test_answers_may_be_any_whole_numbers_and_none_at_all() -> None:
    found = answer_patterns([[10**12, 10**12, 10**12, 1, 2], [-1] * 5])
    assert found.modal_shares[0] == pytest.approx(0.6)
    assert answer_patterns(np.full((2, 5), np.nan)).problems == ("too_few_responses", "too_few_responses")


def test_answers_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match=r"responses must be categories 0, 1, 2, .* item 1, .* got 0\.5 for"):
        answer_patterns([[1.0, 0.5]])
    with pytest.raises(ValueError, match="responses must have shape"):
        answer_patterns([1, 2, 3])
