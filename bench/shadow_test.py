"""What a shadow test costs, and whether simulated adaptive tests by shadow tests keep to their content plan.

Three pools: 500 and 1,000 items under 36 constraints, and 303 items in 35 passages. Each simulated examinee
takes a whole test by maximum information, with item eligibility at .25; every test is then checked twice, by
the compiled plan and by a check written from the attributes alone. Milliseconds are CPU time of one process,
so that a busy machine changes little.

    python bench/shadow_test.py                        a minute
    python bench/shadow_test.py --tests 10000 --pools 1000 --refresh moved            hours: the proof
    python bench/shadow_test.py --tests 10000 --pools passages --refresh set_boundary
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scoring import (
    GRID,
    ItemParameters,
    ItemPool,
    category_probabilities,
    item_information,
    log_category_probabilities,
    normal_prior,
)
from scoring.assembly import (
    Both,
    Constraint,
    ContentPlan,
    Count,
    Enemies,
    ItemAttributes,
    Labelled,
    Limits,
    SetCount,
    Sets,
    SetTotal,
    ShadowTest,
    ShadowTests,
    Total,
)
from scoring.exposure import EligibilityCounts, ExposedTest, ItemEligibility

POOLS = ("500", "1000", "passages")
MAX_RATE = 0.25
REPORT_EVERY = 500


@dataclass(frozen=True)
class Case:
    """A pool, its plan, and a second check: the number of rules that a test breaks."""

    name: str
    pool: ItemPool
    plan: ContentPlan
    n_broken: Callable[[Sequence[int]], int]


@dataclass
class Outcome:
    """What was seen so far."""

    milliseconds: list[float] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    n_tests: int = 0
    n_violations: int = 0
    n_released: int = 0
    counts: np.ndarray = field(default_factory=lambda: np.zeros(0))
    errors: list[float] = field(default_factory=list)

    @property
    def max_rate(self) -> float:
        """The largest exposure rate of an item, or of the passage it belongs to."""
        return float(self.counts.max()) / self.n_tests


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tests", type=int, default=6, help="simulated examinees a pool")
    parser.add_argument("--pools", nargs="+", choices=POOLS, default=POOLS)
    parser.add_argument("--refresh", choices=["always", "moved", "set_boundary"], default="always")
    parser.add_argument("--gap", type=float, default=1e-3, help="nearness to the best test; 0: the best")
    parser.add_argument("--seed", type=int, default=2026)
    chosen = parser.parse_args()
    print(f"{'':>10}{'rows':>6}{'tests':>7}{'solves':>8}{'mean ms':>9}{'p95':>7}{'max':>7}", end="")
    print(f"{'violations':>12}{'max rate':>10}{'released':>10}{'RMSE':>7}")
    for name in chosen.pools:
        case = case_of(name)
        shadow_tests = ShadowTests(case.plan, refresh=chosen.refresh, limits=Limits(gap=chosen.gap))
        outcome = simulated(case, shadow_tests, chosen.tests, seed=chosen.seed, reports=True)
        report(case, outcome)
        print(f"{'':>10}shadow tests: {dict(outcome.sources)}")


def report(case: Case, outcome: Outcome) -> None:
    spent = np.array(outcome.milliseconds)
    rmse = float(np.sqrt(np.mean(np.square(outcome.errors))))
    print(
        f"{case.name:>10}{len(case.plan.rows):>6}{outcome.n_tests:>7,}{spent.size:>8,}{spent.mean():>9.1f}"
        f"{np.percentile(spent, 95):>7.1f}{spent.max():>7.0f}{outcome.n_violations:>12}"
        f"{outcome.max_rate:>10.3f}{outcome.n_released:>10}{rmse:>7.3f}",
        flush=True,
    )


def simulated(
    case: Case, shadow_tests: ShadowTests, n_tests: int, *, seed: int, reports: bool = False
) -> Outcome:
    """Whole tests of examinees from N(0, 1), one after another, exposure counted as they finish."""
    pool, plan = case.pool, case.plan
    rng = np.random.default_rng(seed)
    control = ItemEligibility(MAX_RATE)
    units = plan.units
    n_units = int(units.max()) + 1
    counts = EligibilityCounts.none(control.n_segments, n_units)
    information = item_information(pool, GRID)
    logs = log_category_probabilities(pool, GRID)
    outcome = Outcome(counts=np.zeros(n_units))
    for _ in range(n_tests):
        ability = rng.normal()
        right = category_probabilities(pool, np.array([ability]))[:, 1, 0]
        answers = (rng.random(pool.n_items) < right).astype(int)
        ineligible = control.ineligible(counts, rng.random(n_units))
        log_posterior = normal_prior(0.0, 1.0).copy()
        given: list[int] = []
        segments: list[int] = []
        shadow: ShadowTest | None = None
        while len(given) < plan.longest:
            estimate = mean_of(log_posterior)
            values = information[:, round((estimate - float(GRID[0])) * 10.0)]
            segments.append(control.segment(estimate))
            before = time.process_time_ns()
            shadow = shadow_tests.next(
                given,
                values,
                ability=estimate,
                draws=rng.random(pool.n_items),
                ineligible=ineligible[segments[-1]][units],
                previous=shadow,
            )
            if shadow.source != "kept":
                outcome.milliseconds.append((time.process_time_ns() - before) / 1e6)
            outcome.sources[shadow.source] += 1
            may_come = shadow_tests.may_come_next(shadow, given)
            item = int(np.where(may_come, values, -1.0).argmax())
            outcome.n_released += item in shadow.released
            given.append(item)
            log_posterior += logs[item, answers[item]]
        estimate = mean_of(log_posterior)
        seen = dict(zip(units[given].tolist(), segments, strict=True))
        counts = control.counted(
            counts,
            ExposedTest(tuple(seen), tuple(seen.values()), control.segment(estimate), ineligible),
        )
        outcome.counts[list(seen)] += 1
        outcome.errors.append(estimate - ability)
        outcome.n_violations += (
            len(plan.violations(given)) + len(plan.sequence_breaks(given)) + case.n_broken(given)
        )
        outcome.n_tests += 1
        if reports and outcome.n_tests % REPORT_EVERY == 0 and outcome.n_tests < n_tests:
            report(case, outcome)
    return outcome


def mean_of(log_posterior: np.ndarray) -> float:
    weights = np.exp(log_posterior - log_posterior.max())
    return float(weights @ GRID / weights.sum())


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
    main()
