import numpy as np

from scoring.selection import NEVER, best, best_of_each


def test_the_best_come_first_and_ties_go_to_the_larger_draw() -> None:
    weights = np.array([0.5, 0.9, 0.5, NEVER, 0.5])
    draws = np.array([0.2, 0.1, 0.9, 0.99, 0.3])
    assert [candidate.index for candidate in best(weights, draws, 3)] == [1, 2, 4]
    assert [candidate.index for candidate in best(weights, draws, 9)] == [1, 2, 4, 0]
    assert [candidate.value for candidate in best(weights, draws, 3)] == [0.9, 0.5, 0.5]


def test_the_best_of_each_person_is_the_first_of_the_best() -> None:
    rng = np.random.default_rng(1)
    weights = np.round(rng.random((200, 12)), 1)  # full of ties
    weights[rng.random((200, 12)) < 0.3] = NEVER
    draws = rng.random((200, 12))
    found = best_of_each(weights, draws)
    for person in range(200):
        assert found[person] == best(weights[person], draws[person], 1)[0].index
