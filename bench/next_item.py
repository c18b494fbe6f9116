"""What one next-item decision costs: estimate, stop and choose by exact expected posterior variance.

Printed beside a bare numpy loop that does less: expected a posteriori ability and the item of largest
information there, without a standard error, a stopping rule, a random part, reported candidates or any check
of its arguments. CPU time, so that a busy machine changes little; medians over many decisions, ours and the
loop's taken in turn.

    python bench/next_item.py
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core: threads would only wait for each other

import statistics
import time
from collections.abc import Callable

import numpy as np

from scoring import GRID, AdaptiveTest, ItemParameters, ItemPool
from scoring.arrays import Floats, Mask

POOL_SIZES = (500, 10_000)
LENGTH = 30
N_TESTS = 20


def main() -> None:
    print(f"CPU microseconds for one decision, median over {N_TESTS} tests of {LENGTH} items (3PL)")
    print(f"{'items':>8}{'decision':>12}{'bare loop':>12}{'ratio':>8}")
    for n_items in POOL_SIZES:
        ours, bare = compared(n_items)
        print(f"{n_items:>8,}{ours:>12.0f}{bare:>12.0f}{ours / bare:>8.2f}")


def compared(n_items: int) -> tuple[float, float]:
    """Median CPU microseconds of a decision and of the bare loop, over the same responses."""
    rng = np.random.default_rng(2026)
    a, b, c = rng.lognormal(0.0, 0.3, n_items), rng.normal(0.0, 1.0, n_items), rng.beta(5.0, 17.0, n_items)
    items = [
        ItemParameters("3pl", *values)
        for values in zip(a.tolist(), ((step,) for step in b.tolist()), c.tolist(), strict=True)
    ]
    test = AdaptiveTest(
        ItemPool.of(items),
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=LENGTH,
        min_items=LENGTH,
        target_standard_error=0.1,
    )
    eligible = np.ones(n_items, dtype=np.bool_)
    ours, bare = [], []
    for _ in range(N_TESTS):
        administered: list[int] = []
        categories: list[int] = []
        answers = rng.integers(0, 2, n_items).tolist()
        for _ in range(LENGTH):
            draws = rng.random(n_items)
            index, spent = timed(lambda: decision(test, administered, categories, eligible, draws))  # noqa: B023
            ours.append(spent)
            bare.append(timed(lambda: bare_loop(a, b, c, administered, categories))[1])  # noqa: B023
            administered.append(index)
            categories.append(answers[index])
    return statistics.median(ours), statistics.median(bare)


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """The result, and the CPU microseconds that it took."""
    before = time.process_time_ns()
    result = work()
    return result, (time.process_time_ns() - before) / 1e3


def decision(
    test: AdaptiveTest, administered: list[int], categories: list[int], eligible: Mask, draws: Floats
) -> int:
    estimate = test.estimate(administered, categories)
    reason = test.stop_reason(estimate, len(administered), eligible.size - len(administered))
    assert reason is None
    return test.choose(administered, categories, eligible, draws).index


def bare_loop(a: Floats, b: Floats, c: Floats, administered: list[int], categories: list[int]) -> int:
    s = 1.0 / (1.0 + np.exp(-a[administered, None] * (GRID - b[administered, None])))
    p = c[administered, None] + (1.0 - c[administered, None]) * s
    x = np.array(categories)[:, None]
    weights = np.exp(-0.5 * GRID**2) * np.where(x == 1, p, 1.0 - p).prod(axis=0)
    ability = (weights @ GRID) / weights.sum()
    right = c + (1.0 - c) / (1.0 + np.exp(-a * (ability - b)))
    information = a**2 * (1.0 - right) / right * ((right - c) / (1.0 - c)) ** 2
    information[administered] = -1.0
    return int(information.argmax())


if __name__ == "__main__":
    main()
