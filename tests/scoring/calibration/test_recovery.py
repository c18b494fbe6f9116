"""Recovery of known parameters: bias, root mean square error, and coverage of 95 % intervals."""

from typing import NamedTuple

import numpy as np
import pytest
from numpy.random import Generator

from scoring import ItemParameters, NominalParameters
from scoring.arrays import Floats
from scoring.calibration import CalibrationModel, Options, Responses, calibrate
from tests.scoring.calibration.samples import drawn


def items_of(model: CalibrationModel, n: int, rng: Generator) -> list[ItemParameters | NominalParameters]:
    slopes = rng.uniform(0.8, 1.8, n).tolist()
    places = rng.permutation(np.linspace(-1.2, 1.2, n)).tolist()
    items: list[ItemParameters | NominalParameters] = []
    for a, b in zip(slopes, places, strict=True):
        if model in {"1pl", "2pl"}:
            items.append(ItemParameters(model, 1.2 if model == "1pl" else a, (b,)))
        elif model in {"3pl", "4pl"}:
            items.append(ItemParameters(model, a + 0.4, (b,), 0.2, 0.95 if model == "4pl" else 1.0))
        elif model == "grm":
            items.append(ItemParameters("grm", a, (b - 1.0, b, b + 1.0)))
        elif model == "nominal":
            items.append(NominalParameters(1.0, (0.0, 0.6 * a, 1.5 * a), (0.0, 0.5, -b)))
        else:
            slope = 0.9 if model == "pcm" else 0.7 * a
            items.append(ItemParameters(model, slope, (b - 0.7, b + 0.2, b + 0.6)))
    return items


def truth_of(item: ItemParameters | NominalParameters) -> list[float]:
    if isinstance(item, NominalParameters):
        return [*item.scores[1:], *item.intercepts[1:]]
    return [
        item.a,
        *item.b,
        *([item.c] if item.model in {"3pl", "4pl"} else []),
        *([item.d] if item.model == "4pl" else []),
    ]


class Study(NamedTuple):
    """Bias and RMSE of every parameter but asymptotes, over items and data, and what their errors claim."""

    bias: Floats
    rmse: Floats
    coverage: float
    claimed: float


def study(model: CalibrationModel, *, n_persons: int, n_items: int, n_times: int) -> Study:
    """New data of the same items, `n_times`; `claimed` is the RMSE divided by that of the standard errors."""
    rng = np.random.default_rng(40)
    items = items_of(model, n_items, rng)
    truth = np.array([truth_of(item) for item in items])
    n_free = truth.shape[1] - {"3pl": 1, "4pl": 2}.get(model, 0)
    errors, claims = [], []
    for _ in range(n_times):
        responses = Responses.of(drawn(items, rng.normal(size=n_persons), rng))
        found = calibrate(responses, model, options=Options(tolerance=1e-4))
        assert found.has_converged
        errors.append((np.array([item.estimates for item in found.items]) - truth)[:, :n_free])
        claims.append(np.array([item.standard_errors for item in found.items])[:, :n_free])
    every, claimed = np.array(errors), np.array(claims)
    return Study(
        bias=every.mean(axis=(0, 1)),
        rmse=np.sqrt((every**2).mean(axis=(0, 1))),
        coverage=float(np.mean(np.abs(every) <= 1.96 * claimed)),
        claimed=float(np.sqrt((every**2).mean() / (claimed**2).mean())),
    )


@pytest.mark.parametrize("model", ["2pl", "grm", "gpcm", "nominal"])
def test_parameters_are_recovered_and_95_percent_intervals_hold_them(model: CalibrationModel) -> None:
    found = study(model, n_persons=800, n_items=8, n_times=16)
    assert np.abs(found.bias).max() < 0.04
    assert found.rmse.max() < 0.25
    assert 0.93 < found.coverage < 0.97
    assert 0.9 < found.claimed < 1.1


@pytest.mark.parametrize("model", ["1pl", "pcm"])
def test_models_of_one_slope_are_recovered(model: CalibrationModel) -> None:
    found = study(model, n_persons=600, n_items=8, n_times=15)
    assert np.abs(found.bias).max() < 0.05
    assert found.rmse.max() < 0.2
    assert found.coverage > 0.90  # the slope is one number and inside for all items or for none
    assert 0.85 < found.claimed < 1.15


@pytest.mark.parametrize("model", ["3pl", "4pl"])
def test_models_with_asymptotes_are_recovered_with_priors_of_the_asymptotes(model: CalibrationModel) -> None:
    found = study(model, n_persons=2000, n_items=15, n_times=4)
    assert np.abs(found.bias).max() < 0.12
    assert found.rmse.max() < 0.35
    assert found.coverage > 0.92
