"""Five hundred series of all rules, proved by a search that shares nothing with the generator's own."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
import pytest

from item_bank.generators import number_series
from item_bank.generators.number_series import EVERY_FAMILY, FAMILIES, N_OPTIONS, Series, generate
from item_bank.generators.registry import GENERATORS, series_of
from item_bank.generators.series_rules import continuations


@cache
def many() -> tuple[Series, ...]:
    """Series of every rule."""
    return tuple(
        generate(seed, family=family, correct=(seed + place) % N_OPTIONS)
        for place, family in enumerate(EVERY_FAMILY)
        for seed in range(101, 125)
    )


def solved(rows: list[list[int]], wanted: list[int], following: list[int]) -> int | None:
    """What a rule with free numbers asks for: the equations solved in fractions, None where they disagree.

    Nothing is asked for either when some free number stays open or the answer is no whole number.
    """
    table = [[*map(Fraction, row), Fraction(value)] for row, value in zip(rows, wanted, strict=True)]
    n_free, rank = len(following), 0
    for column in range(n_free):
        pivot = next((k for k in range(rank, len(table)) if table[k][column]), None)
        if pivot is None:
            return None
        table[rank], table[pivot] = table[pivot], table[rank]
        table[rank] = [value / table[rank][column] for value in table[rank]]
        for k in range(len(table)):
            if k != rank:
                table[k] = [a - table[k][column] * b for a, b in zip(table[k], table[rank], strict=True)]
        rank += 1
    if any(row[-1] for row in table[rank:]):
        return None
    free = [table[k][-1] for k in range(n_free)]
    # Rules that a person finds have small whole numbers.
    if any(value.denominator > 1 for value in free):
        return None
    return int(sum(value * amount for value, amount in zip(free, following, strict=True)))


def asked_by_simple_rules(terms: tuple[int, ...]) -> dict[str, int]:
    """What each of many rules asks for that has fewer free numbers than terms to confirm it."""
    n = len(terms)
    shapes: dict[str, Callable[[int], list[int]]] = {
        "place": lambda k: [1, k],
        "place and square": lambda k: [1, k, k * k],
        "before": lambda k: [terms[k - 1]],
        "before and constant": lambda k: [terms[k - 1], 1],
        "two before": lambda k: [terms[k - 1], terms[k - 2]],
        "two before and constant": lambda k: [terms[k - 1], terms[k - 2], 1],
        "three before": lambda k: [terms[k - 1], terms[k - 2], terms[k - 3]],
        "second before": lambda k: [terms[k - 2]],
        "second before and constant": lambda k: [terms[k - 2], 1],
        "third before and constant": lambda k: [terms[k - 3], 1],
        "before, place and constant": lambda k: [terms[k - 1], k, 1],
        "times the place": lambda k: [terms[k - 1] * k, terms[k - 1]],
        "times the place and constant": lambda k: [terms[k - 1] * k, terms[k - 1], 1],
    }
    needs = {"three before": 3, "third before and constant": 3}
    found = {}
    for name, shape in shapes.items():
        start = needs.get(name, 0 if name.startswith("place") else 1 if name.startswith("before") else 2)
        start = 1 if name.startswith("times") else start
        rows = [shape(k) for k in range(start, n)]
        # One term more than the free numbers is chance; a rule is seen where two confirm it.
        if len(rows) >= len(rows[0]) + 2:
            value = solved(rows, list(terms[start:]), shape(n))
            if value is not None:
                found[name] = value
    return found


def test_no_simple_rule_that_fits_asks_for_another_number() -> None:
    n_fitting = 0
    for series in many():
        for name, value in asked_by_simple_rules(series.terms).items():
            n_fitting += 1
            assert value == series.answer, (series, name)
    assert n_fitting > 150


def test_every_rule_of_the_generators_own_search_asks_for_the_key() -> None:
    for series in many():
        assert {found.value for found in continuations(series.terms)} == {series.answer}


def test_no_series_is_simpler_than_its_rule() -> None:
    for series in many():
        steps = np.diff(series.terms)
        is_even = len(set(steps.tolist())) == 1
        is_multiplied = all(
            a * series.terms[1] == b * series.terms[0]
            for a, b in zip(series.terms, series.terms[1:], strict=False)
        )
        assert is_even == (series.family == "arithmetic")
        assert is_multiplied == (series.family == "geometric")
        if series.family not in ("arithmetic", "growing-steps"):
            assert len(set(np.diff(steps).tolist())) > 1


def test_the_rule_of_the_family_makes_the_key() -> None:
    """Rules of the later families, written again from their names."""
    for series in many():
        terms, answer = series.terms, series.answer
        whole = (*terms, answer)
        if series.family.endswith("pair-of-neighbours"):
            pairs = list(zip(whole[::2], whole[1::2], strict=True))
            (a, b), (c, d) = pairs[:2]
            assert all((y - b) * (c - a) == (d - b) * (x - a) for x, y in pairs)
        elif series.family == "triad-of-neighbours":
            triads = list(zip(whole[::3], whole[1::3], whole[2::3], strict=True))
            operations = [{x + y, x - y, x * y} for x, y, _ in triads]
            assert all(z in made for (_, _, z), made in zip(triads, operations, strict=True))
        elif series.family == "weighted-sum-of-two":
            fits = [
                (p, q)
                for p, q in product(range(-3, 4), repeat=2)
                if all(whole[k] == p * whole[k - 1] + q * whole[k - 2] for k in range(2, len(whole)))
            ]
            assert fits


def test_five_hundred_series_show_different_terms_and_keep_their_bounds() -> None:
    assert len({series.terms for series in many()}) >= 500
    for series in many():
        assert len(set(series.options)) == N_OPTIONS
        assert list(series.options) == sorted(series.options)
        assert max(map(abs, (*series.terms, *series.options))) < 2 * number_series.LARGEST
        assert 0 not in (*series.terms, *series.options)


def test_the_registry_gives_five_hundred_series_of_all_rules_with_balanced_keys() -> None:
    made = list(series_of(GENERATORS["number_series"], 500))
    assert {each.template for each in made} == set(EVERY_FAMILY)
    assert len({each.item.prompt.stem["en"] for each in made}) == 500
    places = Counter(each.item.key for each in made)
    assert set(places.values()) == {100}


def test_later_rules_reach_further_than_those_of_the_demo_bank() -> None:
    hardest = {family: max(s.difficulty for s in many() if s.family == family) for family in EVERY_FAMILY}
    assert set(FAMILIES) < set(EVERY_FAMILY)
    assert max(hardest[family] for family in EVERY_FAMILY if family not in FAMILIES) > 1.2


@pytest.mark.parametrize("family", [family for family in EVERY_FAMILY if family not in FAMILIES])
def test_a_later_rule_gives_the_same_series_for_the_same_seed(family: str) -> None:
    one: Series = generate(3, family=family, correct=1)
    assert one == generate(3, family=family, correct=1)
    assert one.options[1] == one.answer
    low, high = number_series.difficulty_reach(family)
    assert low <= one.difficulty <= high
