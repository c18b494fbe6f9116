import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, item_information
from scoring.selection import best_of_each, fisher_information, posteriors, weighed
from scoring.selection.chance import Chance
from scoring.selection.workspace import Workspace


def pool(n_items: int, *, has_asymptotes: bool) -> ItemPool:
    rng = np.random.default_rng(3)
    drawn = rng.lognormal(0.0, 0.5, n_items), rng.normal(0.0, 2.0, n_items), 0.3 * rng.random(n_items)
    return ItemPool.of(
        [
            ItemParameters("4pl", a, (b,), c, 0.9) if has_asymptotes else ItemParameters("2pl", a, (b,))
            for a, b, c in zip(*(each.tolist() for each in drawn), strict=True)
        ]
    )


def test_an_array_is_the_same_memory_as_long_as_it_is_large_enough() -> None:
    space = Workspace()
    first = space.floats("one", (4, 5))
    assert np.shares_memory(first, space.floats("one", (2, 3)))
    assert not np.shares_memory(first, space.floats("other", (4, 5)))
    assert not np.shares_memory(first, space.floats("one", (5, 5)))
    mask = np.array([[True, False], [False, False]])
    assert (space.without(mask) == ~mask).all()


@pytest.mark.parametrize("has_asymptotes", [False, True])
def test_information_in_a_workspace_is_that_of_the_model_for_every_ability(has_asymptotes: bool) -> None:
    items, space = pool(40, has_asymptotes=has_asymptotes), Workspace()
    for abilities in (np.linspace(-6.0, 6.0, 9), np.array([0.3, -700.0, 900.0])):
        information = fisher_information(items, abilities, space)
        assert information == pytest.approx(item_information(items, abilities).T, rel=1e-11, abs=1e-120)
        assert (information == fisher_information(items, abilities)).all()


@pytest.mark.parametrize("name", ["progressive", "none"])
def test_a_workspace_that_was_used_for_more_persons_changes_no_choice(name: str) -> None:
    rng, space = np.random.default_rng(4), Workspace()
    items = pool(60, has_asymptotes=False)
    chance = Chance("progressive" if name == "progressive" else "none")
    for n_persons in (7, 3):
        logs, draws = rng.normal(size=(n_persons, 121)), rng.random((n_persons, 60))
        eligible = rng.random((n_persons, 60)) < 0.7
        within, without = posteriors(logs, space), posteriors(logs)
        assert (within.weights == without.weights).all()
        assert (within.variance == without.variance).all()
        values = fisher_information(items, without.mean)
        weights = weighed(chance, fisher_information(items, within.mean, space), draws, 0.4, eligible, space)
        expected = weighed(chance, values, draws, 0.4, eligible)
        assert (weights == expected).all()
        assert (best_of_each(weights, draws) == best_of_each(expected, draws)).all()
        assert (weights == expected).all()
