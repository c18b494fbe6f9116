import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, category_probabilities, item_information
from scoring.item_models import MODELS


def pool(model: str, a: float, b: float, c: float = 0.0, d: float = 1.0) -> ItemPool:
    return ItemPool.of([ItemParameters(model, a, (b,), c, d)])  # type: ignore[arg-type]


def test_the_asymptotes_are_reached_far_from_the_difficulty() -> None:
    right = category_probabilities(pool("4pl", 2.0, 0.0, 0.2, 0.9), np.array([-40.0, 40.0]))[0, 1]
    np.testing.assert_allclose(right, [0.2, 0.9], rtol=1e-15)


def test_at_the_difficulty_the_probability_is_midway_between_the_asymptotes() -> None:
    right = category_probabilities(pool("4pl", 1.7, 0.6, 0.2, 0.9), np.array([0.6]))[0, 1, 0]
    assert right == pytest.approx(0.55, rel=1e-15)


def test_the_models_nest() -> None:
    ability = np.linspace(-5.0, 5.0, 11)
    two = category_probabilities(pool("2pl", 1.2, 0.3), ability)
    assert (category_probabilities(pool("3pl", 1.2, 0.3), ability) == two).all()
    assert (category_probabilities(pool("4pl", 1.2, 0.3), ability) == two).all()
    assert (category_probabilities(pool("1pl", 1.2, 0.3), ability) == two).all()


def test_information_has_its_maximum_where_birnbaum_found_it() -> None:
    # 3PL: theta = b + ln((1 + sqrt(1 + 8c)) / 2) / a (Birnbaum, 1968).
    a, b, c = 1.4, 0.3, 0.2
    highest = b + np.log((1 + np.sqrt(1 + 8 * c)) / 2) / a
    ability = highest + np.array([-1e-3, 0.0, 1e-3])
    below, at, above = item_information(pool("3pl", a, b, c), ability)[0]
    assert at > below
    assert at > above


def test_information_of_a_two_parameter_item_is_a_squared_times_p_times_q() -> None:
    ability = np.linspace(-6.0, 6.0, 13)
    wrong, right = category_probabilities(pool("2pl", 1.6, -0.4), ability)[0]
    information = item_information(pool("2pl", 1.6, -0.4), ability)[0]
    np.testing.assert_allclose(information, 1.6**2 * right * wrong, rtol=1e-12)


def test_one_family_computes_all_four_models() -> None:
    assert {MODELS[name].family for name in ("1pl", "2pl", "3pl", "4pl")} == {"logistic"}
