"""The item pools of `bench/shadow_test.py`, drawn at random, their content plans, and a second check of each.

python -m bench.shadow_pools        their sizes
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scoring import ItemParameters, ItemPool
from scoring.assembly import (
    Both,
    Constraint,
    ContentPlan,
    Count,
    Enemies,
    ItemAttributes,
    Labelled,
    SetCount,
    Sets,
    SetTotal,
    Total,
)

POOLS = ("500", "1000", "passages")


@dataclass(frozen=True)
class Case:
    """A pool, its plan, and a second check: the number of rules that a test breaks."""

    name: str
    pool: ItemPool
    plan: ContentPlan
    n_broken: Callable[[Sequence[int]], int]


def case_of(name: str) -> Case:
    return passages() if name == "passages" else items_alone(int(name))


def items_alone(n_items: int, seed: int = 1) -> Case:
    """Thirty items under 36 constraints: domains, levels, cells of both, keys, words, seconds, enemies."""
    rng = np.random.default_rng(seed)
    pool = three_parameter_pool(n_items, rng)
    domain, level, key = (rng.integers(0, n_labels, n_items) for n_labels in (6, 4, 5))
    enemy = np.where(np.arange(n_items) < n_items // 10, rng.integers(0, n_items // 30, n_items), -1)
    words, seconds = rng.integers(20, 120, n_items), rng.lognormal(4.0, 0.4, n_items)
    attributes = ItemAttributes.of(
        n_items,
        labels={
            "domain": [f"d{place}" for place in domain],
            "level": [f"l{place}" for place in level],
            "key": [f"k{place}" for place in key],
            "enemy": [f"e{place}" if place >= 0 else "" for place in enemy],
        },
        numbers={"words": words, "seconds": seconds},
    )
    constraints: list[Constraint] = [
        *(Count(Labelled("domain", f"d{place}"), at_least=4, at_most=6) for place in range(6)),
        *(Count(Labelled("level", f"l{place}"), at_least=5, at_most=10) for place in range(4)),
        *(Count(Labelled("key", f"k{place}"), at_least=4, at_most=8) for place in range(5)),
        *(
            Count(Both(Labelled("domain", f"d{row}"), Labelled("level", f"l{column}")), at_most=2)
            for row in range(6)
            for column in range(3)
        ),
        Total("words", at_least=1500, at_most=2100),
        Total("seconds", at_most=1800),
        Enemies("enemy"),
    ]

    def n_broken(given: Sequence[int]) -> int:
        items = np.array(given)
        cells = np.zeros((6, 4), dtype=int)
        np.add.at(cells, (domain[items], level[items]), 1)
        keys = np.bincount(key[items], minlength=5)
        enemies = np.bincount(enemy[items][enemy[items] >= 0], minlength=1)
        return sum(
            [
                len(set(given)) != 30,
                bool(((cells.sum(axis=1) < 4) | (cells.sum(axis=1) > 6)).any()),
                bool(((cells.sum(axis=0) < 5) | (cells.sum(axis=0) > 10)).any()),
                bool(((keys < 4) | (keys > 8)).any()),
                bool((cells[:, :3] > 2).any()),
                not 1500 <= words[items].sum() <= 2100,
                bool(seconds[items].sum() > 1800.0 + 1e-3),
                bool(enemies.max() > 1),
            ]
        )

    plan = ContentPlan.of(attributes, length=30, constraints=constraints)
    return Case(f"{n_items:,}", pool, plan, n_broken)


def passages(seed: int = 2) -> Case:
    """Four of 35 passages, one of each topic, with five to eight items each: 27 by type, key and words."""
    rng = np.random.default_rng(seed)
    sizes = np.full(35, 8)
    sizes[rng.choice(35, 23, replace=False)] += 1
    passage = np.repeat(np.arange(35), sizes)
    n_items = passage.size
    pool = three_parameter_pool(n_items, rng)
    topic, passage_words = (np.arange(35) % 4)[passage], rng.integers(250, 500, 35)
    kind, key = rng.integers(0, 5, n_items), rng.integers(0, 5, n_items)
    words = rng.integers(15, 60, n_items)
    attributes = ItemAttributes.of(
        n_items,
        labels={
            "passage": [f"p{place}" for place in passage],
            "topic": [f"t{place}" for place in topic],
            "kind": [f"q{place}" for place in kind],
            "key": [f"k{place}" for place in key],
        },
        numbers={"passage words": passage_words[passage], "words": words},
    )
    constraints: list[Constraint] = [
        Sets("passage", least_items=5, most_items=8, least_sets=4, most_sets=4),
        *(SetCount(Labelled("topic", f"t{place}"), at_least=1, at_most=1) for place in range(4)),
        *(Count(Labelled("kind", f"q{place}"), at_least=3, at_most=8) for place in range(5)),
        *(Count(Labelled("key", f"k{place}"), at_least=3, at_most=8) for place in range(5)),
        SetTotal("passage words", at_most=1700),
        Total("words", at_most=1100),
    ]

    def n_broken(given: Sequence[int]) -> int:
        items = np.array(given)
        in_order = passage[items]
        changes = int((np.diff(in_order) != 0).sum())
        used, of_used = np.unique(in_order, return_counts=True)
        kinds, keys = np.bincount(kind[items], minlength=5), np.bincount(key[items], minlength=5)
        return sum(
            [
                len(set(given)) != 27,
                used.size != 4 or changes != 3,
                bool(((of_used < 5) | (of_used > 8)).any()),
                sorted(used % 4) != [0, 1, 2, 3],
                bool(((kinds < 3) | (kinds > 8)).any()),
                bool(((keys < 3) | (keys > 8)).any()),
                bool(passage_words[used].sum() > 1700),
                bool(words[items].sum() > 1100),
            ]
        )

    plan = ContentPlan.of(attributes, length=27, constraints=constraints)
    return Case("passages", pool, plan, n_broken)


def three_parameter_pool(n_items: int, rng: np.random.Generator) -> ItemPool:
    slopes, difficulties = rng.lognormal(0.0, 0.3, n_items), rng.normal(0.0, 1.0, n_items)
    guessing = rng.beta(5.0, 17.0, n_items)
    return ItemPool.of(
        [
            ItemParameters("3pl", float(a), (float(b),), float(c))
            for a, b, c in zip(slopes, difficulties, guessing, strict=True)
        ]
    )


if __name__ == "__main__":
    for name in POOLS:
        case = case_of(name)
        print(f"{case.name}: {case.plan.n_items} items, {len(case.plan.constraints)} constraints, ", end="")
        print(f"{len(case.plan.rows)} rows, {len(case.plan.sets)} passages, {case.plan.longest} items a test")
