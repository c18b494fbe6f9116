"""Draws the five pictures of docs/scoring.md from the library's own results.

    python -m scripts.scoring_pictures

The same library gives the same files: the generators are seeded. Half a minute.
"""

import os

os.environ.update(
    OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"
)  # the number of threads can change a last digit

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from markupsafe import Markup

from cat_server.reports.plots import Axis, Series, as_file, plot
from cat_server.reports.svg import Caption
from scoring import (
    GRID,
    AdaptiveTest,
    ItemParameters,
    ItemPool,
    Selection,
    Simulation,
    category_probabilities,
    item_information,
    simulate,
)
from scoring.ability import posterior

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
N_EXAMINEES = 4000
LENGTH = 25
MAX_RATE = 0.25
SHOWN = (0, 3, 8, 25)


def main() -> None:
    """Write every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, drawn in pictures(N_EXAMINEES):
        (FOLDER / f"scoring-{name}.svg").write_text(as_file(drawn), encoding="utf-8")
        print(f"docs/pictures/scoring-{name}.svg")


def pictures(n_examinees: int) -> Iterator[tuple[str, Markup]]:
    """Each picture with its name."""
    pool = operational_pool()
    abilities = np.random.default_rng(3).normal(size=n_examinees)
    runs = {
        "mfi, no control": simulated(pool, Selection("mfi", "none"), abilities, 1.0),
        "mepv, no control": simulated(pool, Selection("mepv", "none"), abilities, 1.0),
        "mfi, randomesque 5": simulated(pool, Selection("mfi", "randomesque"), abilities, 1.0),
        "mepv, restricted": simulated(pool, Selection("mepv", "none"), abilities, MAX_RATE),
        "mepv, progressive, restricted": simulated(pool, Selection(), abilities, MAX_RATE),
        "mfi, proportional, restricted": simulated(
            pool, Selection("mfi", "proportional"), abilities, MAX_RATE
        ),
        "a-stratified, restricted": simulated(pool, Selection("a_stratified"), abilities, MAX_RATE),
        "random": simulated(pool, Selection("random"), abilities, 1.0),
    }
    yield "items", items_picture()
    yield "posterior", posterior_picture(pool)
    yield "quality", quality_picture(runs)
    yield "exposure", exposure_picture(runs)
    yield "price", price_picture(runs)


def operational_pool() -> ItemPool:
    """300 items like those of an operational test: three parameters, some guessing."""
    rng = np.random.default_rng(2026)
    drawn = rng.lognormal(0.1, 0.3, 300), rng.normal(0.0, 1.1, 300), rng.beta(5.0, 17.0, 300)
    return ItemPool.of(
        [
            ItemParameters("3pl", a, (b,), c)
            for a, b, c in zip(*(each.tolist() for each in drawn), strict=True)
        ]
    )


def adaptive_test(pool: ItemPool, selection: Selection) -> AdaptiveTest:
    return AdaptiveTest(
        pool,
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=LENGTH,
        min_items=LENGTH,
        target_standard_error=None,
        selection=selection,
    )


def simulated(pool: ItemPool, selection: Selection, abilities: np.ndarray, max_rate: float) -> Simulation:
    return simulate(
        adaptive_test(pool, selection), abilities, rng=np.random.default_rng(5), exposure=max_rate
    )


def items_picture() -> Markup:
    """What three items tell, and how probably the first is answered right."""
    pool = ItemPool.of(
        [
            ItemParameters("2pl", 1.6, (-1.0,)),
            ItemParameters("3pl", 1.6, (0.8,), 0.2),
            ItemParameters("grm", 1.3, (-0.6, 0.6, 1.8)),
        ]
    )
    ability = np.linspace(-4.0, 4.0, 161)
    information = item_information(pool, ability)
    right = category_probabilities(pool, ability)[1, 1]
    x = ability.tolist()
    return plot(
        Caption("items", "What three items tell", "Information of a 2PL, a 3PL and a graded item by ability"),
        Axis("ability (logits)", -4.0, 4.0),
        Axis("information; probability", 0.0, 1.0),
        [
            Series("2PL a 1.6, b -1", "line", x, information[0].tolist()),
            Series("3PL a 1.6, b 0.8, c 0.2", "line", x, information[1].tolist()),
            Series("graded, four categories", "line", x, information[2].tolist()),
            Series("P(right), 3PL", "dashes", x, right.tolist()),
        ],
    )


def posterior_picture(pool: ItemPool) -> Markup:
    """The posterior of one examinee of ability 1 as answers come in."""
    test = adaptive_test(pool, Selection("mepv", "none"))
    one = simulate(test, [1.0], rng=np.random.default_rng(12))
    series = []
    for n in SHOWN:
        given, categories = one.items[0, :n].tolist(), one.categories[0, :n].tolist()
        now = posterior(test.log_prior + test.grid.log_likelihood(given, categories))
        density = now.weights / (GRID[1] - GRID[0])
        series.append(Series(f"after {n} items" if n else "before", "line", GRID.tolist(), density.tolist()))
    highest = max(max(each.y) for each in series)
    return plot(
        Caption(
            "posterior", "One test: the posterior narrows", "Posterior density after 0, 3, 8 and 25 items"
        ),
        Axis("ability (logits); the true one is 1", -3.0, 3.0),
        Axis("density", 0.0, 1.1 * highest),
        series,
    )


def quality_picture(runs: dict[str, Simulation]) -> Markup:
    """RMSE and bias by true ability of an adaptive test, and RMSE of one that draws items at random."""
    adaptive, random = runs["mepv, progressive, restricted"], runs["random"]
    edges = np.linspace(-2.5, 2.5, 11).tolist()
    series = []
    for name, run, part in (
        ("RMSE, adaptive", adaptive, "rmse"),
        ("bias, adaptive", adaptive, "bias"),
        ("standard error, adaptive", adaptive, "standard_error"),
        ("RMSE, random items", random, "rmse"),
    ):
        groups = [group for group in run.by_ability(edges) if group.n_examinees]
        x, y = [group.mean_ability for group in groups], [getattr(group, part) for group in groups]
        series.append(Series(name, "dashes" if part == "standard_error" else "linked", x, y))
    return plot(
        Caption("quality", f"{LENGTH} items: how well abilities are measured", "RMSE and bias by ability"),
        Axis("true ability (logits)", -3.0, 3.0),
        Axis("logits", -0.6, 1.0),
        series,
    )


def exposure_picture(runs: dict[str, Simulation]) -> Markup:
    """Exposure rates, the largest first, without and with control."""
    shown = {
        "mfi, no control": "mfi",
        "mepv, restricted": "restricted",
        "mepv, progressive, restricted": "progressive, restricted",
        "a-stratified, restricted": "a-stratified, restricted",
    }
    series = [
        Series(word, "line", list(range(1, 301)), np.sort(runs[name].exposure_rates)[::-1].tolist())
        for name, word in shown.items()
    ]
    return plot(
        Caption("exposure", "Who sees which item", "Exposure rates of 300 items, the largest first"),
        Axis("items, the most exposed first", 1, 300),
        Axis("share of examinees", 0.0, 1.0, "{:.0%}".format),
        series,
    )


def price_picture(runs: dict[str, Simulation]) -> Markup:
    """What less overlap costs: each rule by its overlap and its RMSE."""
    overlap, rmse = [run.overlap for run in runs.values()], [run.rmse for run in runs.values()]
    return plot(
        Caption("price", "What an even use of the pool costs", "RMSE by overlap of the rules of selection"),
        Axis("overlap: share of the items that two examinees have in common", 0.0, 0.7, "{:.0%}".format),
        Axis("RMSE (logits)", 0.95 * min(rmse), 1.03 * max(rmse)),
        [Series("", "dots", overlap, rmse, words=list(runs))],
    )


if __name__ == "__main__":
    main()
