"""Every estimator on items and answers as extreme as they come: within bounds, finite, and as each alone."""

from collections.abc import Callable

import numpy as np
import pytest

from scoring.ability_estimates import AbilityEstimates
from scoring.answers import Answers
from scoring.estimation import (
    estimate_eap,
    estimate_jeffreys,
    estimate_map,
    estimate_ml,
    estimate_ml_with_fences,
    estimate_robust,
    estimate_wle,
)
from scoring.parameters import ItemParameters, ItemPool
from scoring.priors import uniform_prior
from scoring.response_models import (
    category_probabilities,
    item_information,
    observed_information,
    score_functions,
)

TWENTY = tuple(np.linspace(-3.0, 3.0, 19).tolist())
POOL = ItemPool.of(
    [
        ItemParameters("2pl", 10.0, (0.0,)),
        ItemParameters("3pl", 10.0, (1.0,), 1e-12),
        ItemParameters("4pl", 0.05, (-1.0,), 1e-15, 1.0 - 1e-15),
        ItemParameters("4pl", 3.0, (5.9,), 0.49, 0.51),
        ItemParameters("grm", 10.0, TWENTY),
        ItemParameters("gpcm", 10.0, TWENTY),
        ItemParameters("gpcm", 1.0, TWENTY[::-1]),
    ]
)
HIGHEST = POOL.n_categories - 1
SHEETS = np.array(
    [
        HIGHEST,  # all right
        np.zeros(7),  # all wrong
        np.full(7, -1),  # nothing
        [0, 1, -1, 1, 19, 0, 9],  # contradictory
        [1, -1, -1, -1, -1, -1, -1],
        [-1, -1, -1, -1, 10, 9, -1],
        [-1, -1, 1, 0, -1, -1, 19],
    ],
    dtype=np.int64,
)
ESTIMATORS: list[Callable[..., AbilityEstimates]] = [
    estimate_eap,
    estimate_map,
    lambda pool, sheet: estimate_map(pool, sheet, log_prior=uniform_prior(-4.0, 4.0)),
    estimate_ml,
    estimate_ml_with_fences,
    estimate_wle,
    estimate_jeffreys,
    estimate_robust,
    lambda pool, sheet: estimate_robust(pool, sheet, weights="tukey"),
]


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_extreme_answers_to_extreme_items_are_estimated_within_the_grid(
    estimate: Callable[..., AbilityEstimates],
) -> None:
    together = estimate(POOL, SHEETS)
    is_known = ~np.isnan(together.abilities)
    assert is_known[[0, 1, 3, 4, 5]].all()
    assert (np.abs(together.abilities[is_known]) <= 6.0).all()
    assert (together.standard_errors > 0.0).all()  # infinite where nothing is known
    assert together.n_answered.tolist() == [7, 7, 0, 6, 1, 2, 3]
    for person in range(len(SHEETS)):
        alone = estimate(POOL, SHEETS[person : person + 1])
        np.testing.assert_allclose(alone.abilities[0], together.abilities[person], atol=1e-9)
        np.testing.assert_allclose(alone.standard_errors[0], together.standard_errors[person], rtol=1e-6)


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_nobody_is_estimated_as_nobody(estimate: Callable[..., AbilityEstimates]) -> None:
    assert estimate(POOL, np.empty((0, 7))).n_persons == 0


def test_curves_forty_logits_away_are_finite_and_sum_to_one() -> None:
    abilities = np.array([-40.0, -6.0, 6.0, 40.0])
    np.testing.assert_allclose(category_probabilities(POOL, abilities).sum(axis=1), 1.0, rtol=1e-13)
    for curve in (score_functions, observed_information, item_information):
        assert np.isfinite(curve(POOL, abilities)).all()
    answers = Answers.of(POOL, SHEETS[:2])
    score, observed = answers.scores_at(np.array([0, 1]), np.array([40.0, -40.0]))
    assert np.isfinite(score).all()
    assert np.isfinite(observed).all()
