"""Makes exact_models.json: curves of every response model and roots of estimating equations, in many digits.

Nothing of `scoring` is used, nor its rearranged formulas: probabilities are written as defined, derivatives
by the chain and quotient rules, and roots are found by halving and secants. Run it from the top of the
repository: python tests/reference/make_exact_models.py
"""

import json
from collections.abc import Callable
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

# At 40 logits 1 - P falls to 1e-180; it and its square must keep a float's digits.
CURVE_DIGITS = 450
ROOT_DIGITS = 40

PLACE = Path(__file__).with_name("exact_models.json")

TWENTY = [-2.375 + 0.25 * k for k in range(19)]
ITEMS: list[dict[str, Any]] = [
    {"model": "2pl", "a": 10.0, "b": [2.0], "c": 0.0, "d": 1.0},
    {"model": "3pl", "a": 10.0, "b": [-0.5], "c": 2.0**-40, "d": 1.0},
    {"model": "4pl", "a": 1.25, "b": [1.0], "c": 0.125, "d": 0.9375},
    {"model": "4pl", "a": 10.0, "b": [0.5], "c": 2.0**-40, "d": 1.0 - 2.0**-40},
    {"model": "grm", "a": 1.25, "b": [-1.0, 0.25, 1.125], "c": 0.0, "d": 1.0},
    {"model": "grm", "a": 10.0, "b": TWENTY, "c": 0.0, "d": 1.0},
    {"model": "gpcm", "a": 1.25, "b": [-0.75, -1.0, 0.5], "c": 0.0, "d": 1.0},
    {"model": "gpcm", "a": 10.0, "b": TWENTY, "c": 0.0, "d": 1.0},
    {"model": "pcm", "a": 1.0, "b": [1.5, -1.5], "c": 0.0, "d": 1.0},
    {"model": "rsm", "a": 1.0, "b": [-1.25, 0.0, 1.25, 2.0], "c": 0.0, "d": 1.0},
    {"model": "nominal", "a": 1.5, "scores": [0.0, 1.5, -0.5, 2.0], "intercepts": [0.0, 0.5, -0.25, -1.0]},
    {"model": "nominal", "a": 10.0, "scores": [0.0, 0.25, 1.0], "intercepts": [1.0, 0.0, -3.0]},
]
ABILITIES = [-40.0, -6.0, -1.25, 0.0, 0.5, 3.0, 40.0]

# The pool of the roots: the items above that are not extreme, and three that are often guessed.
POOL: list[dict[str, Any]] = [
    *(ITEMS[place] for place in (2, 4, 6, 8, 9, 10)),
    {"model": "3pl", "a": 0.75, "b": [-0.5], "c": 0.25, "d": 1.0},
    {"model": "3pl", "a": 2.0, "b": [0.75], "c": 0.1875, "d": 1.0},
    {"model": "1pl", "a": 1.0, "b": [0.0], "c": 0.0, "d": 1.0},
]
RESPONSES = [
    [1, 2, 1, 0, 3, 1, 1, 0, 1],
    [0, 1, 3, 1, 2, 3, 1, 1, 0],
    [1, 0, 2, 2, 1, 0, 0, 1, 1],
    [-1, 3, 2, -1, 4, -1, 1, -1, 0],
]
PRIORS = [{"mean": 0.0, "sd": 1.0}, {"mean": 0.5, "sd": 0.75}]

Curve = list[tuple[Decimal, Decimal, Decimal]]


def curve(item: dict[str, Any], theta: Decimal) -> Curve:
    """Probability of every category, and its first and second derivatives."""
    a = Decimal(item["a"])
    if item["model"] == "nominal":
        slopes = [a * Decimal(score) for score in item["scores"]]
        return quotients(
            [s * theta + Decimal(c) for s, c in zip(slopes, item["intercepts"], strict=True)], slopes
        )
    steps = [Decimal(step) for step in item["b"]]
    if item["model"] in {"gpcm", "pcm", "rsm"}:
        sums = [sum((a * (theta - step) for step in steps[:k]), Decimal(0)) for k in range(len(steps) + 1)]
        return quotients(sums, [a * k for k in range(len(steps) + 1)])
    bounds = [1 / (1 + (-a * (theta - step)).exp()) for step in steps]
    at_least = [(s, a * s * (1 - s), a * a * s * (1 - s) * (1 - 2 * s)) for s in bounds]
    if item["model"] == "grm":
        ends = [(Decimal(1), Decimal(0), Decimal(0)), *at_least, (Decimal(0), Decimal(0), Decimal(0))]
        return [tuple(x - y for x, y in zip(ends[k], ends[k + 1], strict=True)) for k in range(len(ends) - 1)]  # type: ignore[misc]
    c, d = Decimal(item["c"]), Decimal(item["d"])
    s, slope, bend = at_least[0]
    p = c + (d - c) * s
    return [(1 - p, -(d - c) * slope, -(d - c) * bend), (p, (d - c) * slope, (d - c) * bend)]


def quotients(exponents: list[Decimal], slopes: list[Decimal]) -> Curve:
    """exp(z_k) / sum_j exp(z_j) and its derivatives by the quotient rule; z_k is linear with this slope."""
    parts = zip((z.exp() for z in exponents), slopes, strict=True)
    above = [(n, s * n, s * s * n) for n, s in parts]
    below, fall, bend = (sum(each, Decimal(0)) for each in zip(*above, strict=True))
    return [
        (
            n / below,
            (n1 * below - n * fall) / below**2,
            (n2 * below - n * bend) / below**2 - 2 * fall * (n1 * below - n * fall) / below**3,
        )
        for n, n1, n2 in above
    ]


def curves(item: dict[str, Any]) -> dict[str, Any]:
    at = [curve(item, Decimal(ability)) for ability in ABILITIES]
    n_categories = len(at[0])

    def rows(value: Callable[[Decimal, Decimal, Decimal], Decimal]) -> list[list[float]]:
        return [[float(value(*here[k])) for here in at] for k in range(n_categories)]

    return {
        "probabilities": rows(lambda p, _, __: p),
        "first": rows(lambda _, p1, __: p1),
        "second": rows(lambda _, __, p2: p2),
        "observed_information": rows(lambda p, p1, p2: (p1 / p) ** 2 - p2 / p),
        "information": [float(sum(p1 * p1 / p for p, p1, _ in here)) for here in at],
        "expected_score": [float(sum(k * here[k][0] for k in range(n_categories))) for here in at],
    }


def sums(responses: list[int], theta: Decimal) -> dict[str, Decimal]:
    """The parts of the estimating equations: S, I, observed information, J and I' over the answered items."""
    total = dict.fromkeys(("S", "I", "H", "J", "I'"), Decimal(0))
    for item, category in zip(POOL, responses, strict=True):
        if category < 0:
            continue
        here = curve(item, theta)
        p, p1, p2 = here[category]
        total["S"] += p1 / p
        total["H"] += (p1 / p) ** 2 - p2 / p
        for q, q1, q2 in here:
            total["I"] += q1 * q1 / q
            total["J"] += q1 * q2 / q
            total["I'"] += 2 * q1 * q2 / q - q1**3 / q**2
    return total


def root(function: Callable[[Decimal], Decimal]) -> Decimal:
    """The zero of a function that falls from -6 to 6: halving, then secants."""
    low, high = Decimal(-6), Decimal(6)
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    before, now = function(low), function(high)
    for _ in range(30):
        if before == now or abs(high - low) < Decimal("1e-25"):
            break
        low, high, before = high, high - now * (high - low) / (now - before), now
        now = function(high)
    return high


def estimates(responses: list[int]) -> dict[str, Any]:
    def precise(theta: Decimal, precision: Decimal) -> list[float]:
        return [float(theta), float(1 / precision.sqrt())]

    ml = root(lambda theta: sums(responses, theta)["S"])
    wle = root(lambda theta: (x := sums(responses, theta))["S"] + x["J"] / (2 * x["I"]))
    jeffreys = root(lambda theta: (x := sums(responses, theta))["S"] + x["I'"] / (2 * x["I"]))
    result: dict[str, Any] = {
        "responses": responses,
        "ml": precise(ml, sums(responses, ml)["I"]),
        "ml_observed": precise(ml, sums(responses, ml)["H"]),
        "wle": precise(wle, sums(responses, wle)["I"]),
        "jeffreys": precise(jeffreys, sums(responses, jeffreys)["I"]),
        "map": [],
    }
    for prior in PRIORS:
        mean, precision = Decimal(prior["mean"]), 1 / Decimal(prior["sd"]) ** 2
        mode = root(lambda t, m=mean, w=precision: sums(responses, t)["S"] - w * (t - m))  # type: ignore[misc]
        at = sums(responses, mode)
        result["map"].append(
            {
                "prior": prior,
                "expected": precise(mode, at["I"] + precision),
                "observed": precise(mode, at["H"] + precision),
            }
        )
    return result


def exact() -> dict[str, Any]:
    with localcontext(prec=CURVE_DIGITS):
        found = [curves(item) for item in ITEMS]
    with localcontext(prec=ROOT_DIGITS):
        roots = [estimates(responses) for responses in RESPONSES]
    return {"items": ITEMS, "abilities": ABILITIES, "curves": found, "pool": POOL, "estimates": roots}


if __name__ == "__main__":
    PLACE.write_text(json.dumps(exact(), indent=1) + "\n", encoding="utf-8")
