"""Makes exact_scoring.json: values of the scoring formulas in hundreds of digits, straight from the textbook.

Nothing of `scoring` is used, nor its rearranged formulas: probabilities are written as defined, derivatives
as products and differences of those, and the expected posterior variance by working out every posterior. Run
it from the top of the repository: python tests/reference/make_exact_scoring.py
"""

import json
from collections.abc import Sequence
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

# 1 - P falls to 1e-40 on the grid and to 1e-182 at an ability of 40 logits, and must keep a float's digits.
GRID_DIGITS = 100
CURVE_DIGITS = 500

PLACE = Path(__file__).with_name("exact_scoring.json")

NODES = [Decimal(k) / 10 for k in range(-60, 61)]

ITEMS: list[dict[str, Any]] = [
    {"model": "1pl", "a": 1.0, "b": [0.25], "c": 0.0, "d": 1.0},
    {"model": "2pl", "a": 1.5, "b": [-1.0], "c": 0.0, "d": 1.0},
    {"model": "2pl", "a": 10.0, "b": [2.0], "c": 0.0, "d": 1.0},
    {"model": "3pl", "a": 0.75, "b": [0.5], "c": 0.25, "d": 1.0},
    {"model": "3pl", "a": 10.0, "b": [-0.5], "c": 0.125, "d": 1.0},
    {"model": "4pl", "a": 1.25, "b": [1.0], "c": 0.125, "d": 0.9375},
    {"model": "grm", "a": 1.25, "b": [-1.0, 0.25, 1.125], "c": 0.0, "d": 1.0},
    {"model": "grm", "a": 2.0, "b": [-2.0, -1.0, 0.25, 1.5], "c": 0.0, "d": 1.0},
    {"model": "grm", "a": 10.0, "b": [-0.125, 0.0], "c": 0.0, "d": 1.0},
]
ABILITIES = [-40.0, -6.0, -1.25, 0.0, 0.5, 3.0, 40.0]
PRIORS = [{"mean": 0.0, "sd": 1.0}, {"mean": 0.75, "sd": 1.5}]
RESPONSES: list[dict[str, list[int]]] = [
    {"administered": [], "categories": []},
    {"administered": [0, 3], "categories": [1, 0]},
    {"administered": [6, 1, 5], "categories": [3, 1, 1]},
    {"administered": [0, 1, 2, 3, 4, 5, 6, 7, 8], "categories": [1, 1, 0, 1, 1, 0, 2, 3, 2]},
]


def logistic(z: Decimal) -> Decimal:
    return 1 / (1 + (-z).exp())


def categories(item: dict[str, Any], theta: Decimal) -> list[tuple[Decimal, Decimal]]:
    """Probability and derivative of every category."""
    a, c, d = Decimal(item["a"]), Decimal(item["c"]), Decimal(item["d"])
    bounds = [logistic(a * (theta - Decimal(step))) for step in item["b"]]
    slopes = [a * s * (1 - s) for s in bounds]
    if item["model"] != "grm":
        p, slope = c + (d - c) * bounds[0], (d - c) * slopes[0]
        return [(1 - p, -slope), (p, slope)]
    at_least = [Decimal(1), *bounds, Decimal(0)]
    rise = [Decimal(0), *slopes, Decimal(0)]
    return [(at_least[k] - at_least[k + 1], rise[k] - rise[k + 1]) for k in range(len(bounds) + 1)]


def information(item: dict[str, Any], theta: Decimal) -> Decimal:
    return sum((slope * slope / p for p, slope in categories(item, theta)), Decimal(0))


def moments(weights: Sequence[Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """Total mass, mean and variance of weights on the nodes."""
    mass = sum(weights, Decimal(0))
    mean = sum((w * t for w, t in zip(weights, NODES, strict=True)), Decimal(0)) / mass
    variance = sum((w * (t - mean) ** 2 for w, t in zip(weights, NODES, strict=True)), Decimal(0)) / mass
    return mass, mean, variance


Table = list[list[list[Decimal]]]


def case(table: Table, prior: dict[str, float], responses: dict[str, list[int]]) -> dict[str, Any]:
    mean, sd = Decimal(prior["mean"]), Decimal(prior["sd"])
    weights = [(-(((t - mean) / sd) ** 2) / 2).exp() for t in NODES]
    for item, category in zip(responses["administered"], responses["categories"], strict=True):
        weights = [w * table[item][q][category] for q, w in enumerate(weights)]
    mass, ability, variance = moments(weights)
    expected = []
    for item in range(len(ITEMS)):
        total = Decimal(0)
        for category in range(len(ITEMS[item]["b"]) + 1):
            after = [w * table[item][q][category] for q, w in enumerate(weights)]
            answered, _, variance_after = moments(after)
            total += answered / mass * variance_after
        expected.append(float(total))
    return {
        "prior": prior,
        **responses,
        "ability": float(round(ability, 50) + 0),  # a mean of 0 comes out as -1e-103
        "posterior_sd": float(variance.sqrt()),
        "expected_posterior_variance": expected,
    }


def curves() -> dict[str, Any]:
    thetas = [Decimal(ability) for ability in ABILITIES]
    return {
        "probabilities": [
            [[float(categories(item, theta)[k][0]) for theta in thetas] for k in range(len(item["b"]) + 1)]
            for item in ITEMS
        ],
        "information": [[float(information(item, theta)) for theta in thetas] for item in ITEMS],
    }


def posteriors() -> list[dict[str, Any]]:
    table = [[[p for p, _ in categories(item, node)] for node in NODES] for item in ITEMS]
    return [case(table, prior, responses) for prior in PRIORS for responses in RESPONSES]


def exact() -> dict[str, Any]:
    with localcontext(prec=CURVE_DIGITS):
        result = {"items": ITEMS, "abilities": ABILITIES, **curves()}
    with localcontext(prec=GRID_DIGITS):
        return {**result, "posteriors": posteriors()}


if __name__ == "__main__":
    PLACE.write_text(json.dumps(exact(), indent=1) + "\n", encoding="utf-8")
