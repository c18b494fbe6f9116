"""Calibration of items: CPU seconds, error and log likelihood, beside girth where it is installed.

The work of the design's reference: 2PL 2,000 x 40 and 5,000 x 40, graded 1,500 x 20 with 5 categories,
generalized partial credit 1,500 x 15 with 4, 3PL 3,000 x 30 with priors; then 100,000 persons who answered 30
of 1,000 items each. Times are of the fit alone, one core, without standard errors and with them.

The exact optimum is that of the marginal likelihood on 121 nodes, iterated until a Newton step is next to
nothing, which is printed; errors are of slopes and of intercepts -a b. girth comes from PyPI, in the
dependency group `bench`; it has no priors, so that of its 3PL only time and log likelihood are told. The
project's own folder stays as it is:

    python -m venv peers
    peers/bin/pip install girth==0.8.0      (or, with a newer pip: install --group bench)
    PYTHONPATH=. peers/bin/python -m bench.calibration
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import importlib.metadata
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from bench.machine import machine
from scoring import ItemParameters, ItemPool, category_probabilities
from scoring.calibration import Calibration, CalibrationModel, Options, Responses, calibrate
from scoring.calibration.standard_errors import observed_information

Result = TypeVar("Result")

MIRT = {
    ("2pl", 2000): (0.28, 7e-4),
    ("grm", 1500): (0.36, 2e-3),
    ("gpcm", 1500): (0.20, None),
    ("3pl", 3000): (0.98, None),
}
"""CPU seconds and largest error of R's mirt that the design's reference measured, on its own machine."""

FAST = Options(has_standard_errors=False)
EXACT = Options(n_nodes=121, tolerance=1e-11, has_standard_errors=False)


@dataclass(frozen=True)
class Case:
    """Responses drawn from items of one model."""

    model: CalibrationModel
    matrix: np.ndarray

    @property
    def label(self) -> str:
        return f"{self.model} {self.matrix.shape[0]:,} x {self.matrix.shape[1]}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Calibration, beside girth where it is installed.")
    parser.add_argument("--repeats", type=int, default=3, help="fits of each; the fastest counts")
    parser.add_argument("--persons", type=int, default=100_000, help="of the sparse case; 0 leaves it out")
    chosen = parser.parse_args()
    print(machine())
    try:
        peer = f"girth {importlib.metadata.version('girth')}"
    except importlib.metadata.PackageNotFoundError:
        peer = ""
        print("girth is not installed here; see the top of bench/calibration.py")
    print("\nCPU seconds of one core; errors are the largest of any slope or intercept")
    heads = f"{'case':<18}{'by':<14}{'s':>8}{'s with SE':>11}{'error':>10}"
    print(f"{heads}{'log likelihood':>17}{'iterations':>12}")
    for case in cases():
        ours(case, chosen.repeats)
        if peer:
            theirs(case, peer, chosen.repeats)
        published = MIRT.get((case.model, len(case.matrix)))
        if published:
            error = "" if published[1] is None else f"{published[1]:.0e}"
            print(f"{case.label:<18}{'mirt (its own)':<14}{published[0]:>8.2f}{'':>11}{error:>10}")
    if chosen.persons:
        sparse(chosen.persons)


def cases() -> list[Case]:
    rng = np.random.default_rng(2026)
    found = []
    for model, n_persons, n_items, n_steps in (
        ("2pl", 2000, 40, 1),
        ("2pl", 5000, 40, 1),
        ("grm", 1500, 20, 4),
        ("gpcm", 1500, 15, 3),
        ("3pl", 3000, 30, 1),
    ):
        spread = np.linspace(-1.2, 1.2, n_steps) if n_steps > 1 else np.zeros(1)
        items = [
            ItemParameters(model, a, tuple((b + spread).tolist()), 0.2 if model == "3pl" else 0.0)  # type: ignore[arg-type]
            for a, b in zip(
                rng.lognormal(0.1, 0.3, n_items).tolist(), rng.normal(0, 0.9, n_items), strict=True
            )
        ]
        pool = ItemPool.of(items)
        upper = category_probabilities(pool, rng.normal(size=n_persons)).cumsum(axis=1)
        matrix = (rng.random((n_items, 1, n_persons)) > upper).sum(axis=1).T
        found.append(Case(model, np.minimum(matrix, n_steps)))  # type: ignore[arg-type]
    return found


def timed(run: Callable[[], Result], repeats: int = 1) -> tuple[float, Result]:
    """CPU seconds of the fastest, and what it gave."""
    least = np.inf
    for _ in range(max(repeats - 1, 0)):
        before = time.process_time()
        run()
        least = min(least, time.process_time() - before)
    before = time.process_time()
    result = run()
    return min(least, time.process_time() - before), result


def ours(case: Case, repeats: int) -> None:
    def fit(options: Options) -> Calibration:
        return calibrate(Responses.of(case.matrix), case.model, options=options)

    seconds, found = timed(lambda: fit(FAST), repeats)
    with_errors, _ = timed(lambda: fit(Options()), repeats)
    exact = fit(EXACT)
    assert found.fitted is not None
    assert exact.fitted is not None
    error = np.abs(working(found) - working(exact)).max()
    print(
        f"{case.label:<18}{'scoring':<14}{seconds:>8.3f}{with_errors:>11.3f}{error:>10.0e}"
        f"{log_likelihood(exact, working(found)):>17.4f}{found.n_iterations:>12}"
        f"   (Newton step from the exact optimum: {newton_step(exact):.0e})"
    )


def working(found: Calibration) -> np.ndarray:
    """Slopes, intercepts and logits of the asymptotes of all items."""
    assert found.fitted is not None
    return found.fitted.vector[: found.fitted.problem.n_item_entries]


def log_likelihood(exact: Calibration, items: np.ndarray) -> float:
    """Marginal log likelihood of these working parameters on 121 nodes, without priors."""
    assert exact.fitted is not None
    vector = exact.fitted.vector.copy()
    vector[: items.size] = items
    return exact.fitted.problem.expectation(vector).log_likelihood


def newton_step(exact: Calibration) -> float:
    """How far a Newton step with the exact second derivatives would still go."""
    from scoring.calibration.maximisation import direction  # noqa: PLC0415

    assert exact.fitted is not None
    problem, vector = exact.fitted.problem, exact.fitted.vector
    n = problem.n_item_entries
    gradient = direction(problem, vector, problem.expectation(vector)).gradient[:n]
    return float(np.abs(np.linalg.solve(observed_information(problem, vector)[:n, :n], gradient)).max())


# --- girth, by what its documentation shows -----------------------------------------------------------------


def theirs(case: Case, name: str, repeats: int) -> None:
    import girth  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415

    fits: dict[str, Callable[..., Any]] = {
        "2pl": girth.twopl_mml,
        "grm": girth.grm_mml,
        "gpcm": girth.pcm_mml,  # estimates a slope for each item
        "3pl": girth.threepl_mml,
    }
    data = case.matrix.T + (0 if case.model in {"2pl", "3pl"} else 1)
    try:
        seconds, found = timed(lambda: fits[case.model](data), repeats)
    except (TypeError, ValueError) as problem:  # its 3PL needs an older numpy
        print(f"{case.label:<18}{name:<14}does not run here: {problem}")
        return
    exact = calibrate(Responses.of(case.matrix), case.model, options=EXACT)
    assert exact.fitted is not None
    slopes = np.asarray(found["Discrimination"])
    difficulties = np.asarray(found["Difficulty"]).reshape(slopes.size, -1)
    rows = np.column_stack((slopes, -slopes[:, None] * difficulties))
    if case.model == "3pl":
        guessing = np.clip(np.asarray(found["Guessing"]), 1e-4, 0.9)
        rows = np.column_stack((rows, np.log(guessing / (1.0 - guessing))))
    vector = np.empty(exact.fitted.problem.n_item_entries)
    block = exact.fitted.problem.blocks[0]
    vector[block.index] = rows[block.items]
    error = "no priors" if case.model == "3pl" else f"{np.abs(vector - working(exact)).max():.0e}"
    height = log_likelihood(exact, vector)
    print(f"{case.label:<18}{name:<14}{seconds:>8.3f}{'':>11}{error:>10}{height:>17.4f}")


def sparse(n_persons: int, n_items: int = 1000, length: int = 30) -> None:
    """Adaptive data: many persons, many items, few responses of each."""
    rng = np.random.default_rng(7)
    slopes, difficulties = rng.lognormal(0, 0.3, n_items), rng.normal(size=n_items)
    persons = np.repeat(np.arange(n_persons), length)
    items = np.concatenate([rng.choice(n_items, length, replace=False) for _ in range(n_persons)])
    z = slopes[items] * (rng.normal(size=n_persons)[persons] - difficulties[items])
    right = (rng.random(items.size) < 1.0 / (1.0 + np.exp(-z))).astype(np.int8)
    responses = Responses.of_entries(persons, items, right, n_persons=n_persons, n_items=n_items)
    del persons, z, right
    before = peak_megabytes()
    seconds, found = timed(lambda: calibrate(responses, "2pl", options=FAST))
    middle = peak_megabytes()
    with_errors, again = timed(lambda: calibrate(responses, "2pl"))
    errors = np.array([item.estimates for item in again.items]) - np.column_stack((slopes, difficulties))
    spread = np.array([item.standard_errors for item in again.items])
    print(
        f"\n{n_persons:,} persons x {n_items:,} items, {length} responses each, 2PL: {seconds:.1f} s, "
        f"{found.n_iterations} iterations, {middle - before:,.0f} MB above the data's {before:,.0f} MB; with "
        f"standard errors {with_errors:.1f} s, {peak_megabytes() - before:,.0f} MB"
    )
    rmse = np.sqrt((errors**2).mean(axis=0))
    coverage = 100.0 * (np.abs(errors) < 1.96 * spread).mean()
    print(
        f"RMSE of a {rmse[0]:.3f}, of b {rmse[1]:.3f}; 95 % intervals hold {coverage:.1f} % of the parameters"
    )


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


if __name__ == "__main__":
    main()
