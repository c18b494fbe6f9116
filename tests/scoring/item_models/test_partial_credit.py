import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, NominalParameters, category_probabilities, item_information
from scoring.item_models import MODELS
from scoring.parameters import rating_scale_items

ABILITY = np.linspace(-6.0, 6.0, 25)
STEPS = (-0.4, -1.3, 0.7, 0.2)


def test_neighbouring_categories_are_equally_likely_at_their_step_however_the_steps_are_ordered() -> None:
    pool = ItemPool.of([ItemParameters("gpcm", 1.4, STEPS)])
    for category, step in enumerate(STEPS, start=1):
        probabilities = category_probabilities(pool, np.array([step]))[0, :, 0]
        assert probabilities[category] == pytest.approx(probabilities[category - 1], rel=1e-14)


def test_one_step_is_a_two_parameter_item() -> None:
    pool = ItemPool.of([ItemParameters("gpcm", 1.3, (0.4,)), ItemParameters("2pl", 1.3, (0.4,))])
    partial, logistic = category_probabilities(pool, ABILITY)
    np.testing.assert_allclose(partial, logistic, rtol=1e-14)


def test_information_is_the_squared_slope_times_the_variance_of_the_category() -> None:
    pool = ItemPool.of([ItemParameters("gpcm", 1.4, STEPS)])
    probabilities = category_probabilities(pool, ABILITY)[0]
    k = np.arange(5.0)
    variance = k**2 @ probabilities - (k @ probabilities) ** 2
    np.testing.assert_allclose(item_information(pool, ABILITY)[0], 1.4**2 * variance, rtol=1e-9)


def test_the_three_models_are_one_formula() -> None:
    items = [ItemParameters("gpcm", 1.1, STEPS), ItemParameters("pcm", 1.1, STEPS)]
    items.append(ItemParameters("rsm", 1.1, STEPS))
    gpcm, pcm, rsm = category_probabilities(ItemPool.of(items), ABILITY)
    assert (gpcm == pcm).all()
    assert (gpcm == rsm).all()
    assert {MODELS[name].family for name in ("gpcm", "pcm", "rsm")} == {"partial_credit"}


def test_items_of_a_rating_scale_are_shifted_by_their_locations() -> None:
    pool = ItemPool.of(rating_scale_items([0.0, 1.25], STEPS))
    at_home = category_probabilities(pool, ABILITY)[0]
    shifted = category_probabilities(pool, ABILITY + 1.25)[1]
    np.testing.assert_allclose(shifted, at_home, rtol=1e-12)


def test_a_nominal_item_with_scores_in_order_is_a_partial_credit_item() -> None:
    a = 1.4
    intercepts = tuple((-a * np.cumsum([0.0, *STEPS])).tolist())
    nominal = NominalParameters(a, (0.0, 1.0, 2.0, 3.0, 4.0), intercepts)
    pool = ItemPool.of([ItemParameters("gpcm", a, STEPS), nominal])
    partial, general = category_probabilities(pool, ABILITY)
    np.testing.assert_allclose(general, partial, rtol=1e-12)
