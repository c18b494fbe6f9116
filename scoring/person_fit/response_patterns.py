"""Patterns of answers to rating items as they stand on the page: long runs of one answer, little variation.

For sections whose items share a rating scale, answers as they were given (before any reversal) in the order
of presentation. A long run is also what a consistent person gives to items that all point one way.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.answers import MISSING, read_categories
from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.person_fit.evidence import Evidence, FitProblem

FEWEST_RESPONSES = 5


@dataclass(frozen=True, eq=False)
class AnswerPatterns:
    """Runs and variation of each person's answers, (n_persons,).

    `longest_runs` is the longest run of one answer (longstring; Johnson, 2005, JRP 39, 103-129), `mean_runs`
    the mean length of runs, `modal_shares` the share of the most frequent answer, 1 for straight lines, and
    `variability` the SD of the answers (IRV; Dunn et al., 2018, JBP 33, 105-121). Missing answers are passed
    over. NaN, or -1 for runs, where `problems` gives a reason.
    """

    longest_runs: Integers
    mean_runs: Floats
    modal_shares: Floats
    variability: Floats
    n_responses: Integers
    problems: tuple[FitProblem | None, ...]

    def evidence(self, longest_run: int) -> tuple[Evidence, ...]:
        """The persons with a run of at least this length, the longest first.

        No length is unusual by itself: take one that hardly anybody reached in a trial of this section.

        Raises:
            ValueError: the length is below 2.
        """
        if longest_run < 2:  # noqa: PLR2004
            raise ValueError(f"longest_run must be 2 or more, got {longest_run!r}")
        order = np.argsort(-self.longest_runs, kind="stable")
        return tuple(
            Evidence(
                code="long_run",
                person=person,
                figure=float(self.longest_runs[person]),
                bound=float(longest_run),
                p_value=None,
                n_responses=int(self.n_responses[person]),
            )
            for person in order[self.longest_runs[order] >= longest_run].tolist()
        )


def answer_patterns(responses: ArrayLike) -> AnswerPatterns:
    """Runs and variation of `responses` (n_persons, n_items), whole numbers, -1 or NaN where missing.

    Raises:
        ValueError: the shape is another, or a response is not a whole number of 0 or more.
    """
    given = read_categories(responses).astype(np.int64)
    n_persons = len(given)
    there = given != MISSING
    n_responses = there.sum(axis=1)
    last = np.full(n_persons, MISSING)
    run, longest, n_runs = (np.zeros(n_persons, dtype=np.int64) for _ in range(3))
    for answer, is_there in zip(given.T, there.T, strict=True):
        goes_on = is_there & (answer == last)
        run = np.where(goes_on, run + 1, np.where(is_there, 1, run))
        n_runs += is_there & ~goes_on
        longest = np.maximum(longest, run)
        last = np.where(is_there, answer, last)
    modal = np.zeros(n_persons, dtype=np.int64)
    for value in np.unique(given[there]):
        modal = np.maximum(modal, (given == value).sum(axis=1))
    n = np.maximum(n_responses, 1)
    values = np.where(there, given, 0)
    means = values.sum(axis=1) / n
    squares = (np.where(there, given - means[:, None], 0.0) ** 2).sum(axis=1)
    is_known = n_responses >= FEWEST_RESPONSES
    return AnswerPatterns(
        longest_runs=read_only_integers(np.where(is_known, longest, -1)),
        mean_runs=read_only(np.where(is_known, n_responses / np.maximum(n_runs, 1), np.nan)),
        modal_shares=read_only(np.where(is_known, modal / n, np.nan)),
        variability=read_only(np.where(is_known, np.sqrt(squares / np.maximum(n - 1, 1)), np.nan)),
        n_responses=read_only_integers(n_responses),
        problems=tuple(None if known else "too_few_responses" for known in is_known.tolist()),
    )
