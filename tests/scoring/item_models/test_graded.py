import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, category_probabilities, item_information

ITEM = ItemPool.of([ItemParameters("grm", 1.4, (-1.5, -0.2, 0.7, 1.9))])


def test_the_chance_of_a_category_or_higher_is_one_half_at_its_threshold() -> None:
    for category, threshold in enumerate(ITEM.b[0], start=1):
        probabilities = category_probabilities(ITEM, np.array([threshold]))[0, :, 0]
        assert probabilities[category:].sum() == pytest.approx(0.5, rel=1e-14)


def test_the_outer_categories_win_at_the_extremes() -> None:
    probabilities = category_probabilities(ITEM, np.array([-40.0, 40.0]))[0]
    assert probabilities[0, 0] == pytest.approx(1.0, rel=1e-14)
    assert probabilities[-1, 1] == pytest.approx(1.0, rel=1e-14)


def test_a_middle_category_keeps_its_digits_where_the_difference_of_boundaries_has_none() -> None:
    # At 40 logits both boundaries round to 1; their difference is logistic(-z) (e^(a (b2 - b1)) - 1), nearly.
    probability = category_probabilities(ITEM, np.array([40.0]))[0, 1, 0]
    expected = np.exp(-1.4 * (40.0 + 1.5)) * np.expm1(1.4 * 1.3)
    assert probability == pytest.approx(expected, rel=1e-12)


def test_more_thresholds_tell_more() -> None:
    ability = np.linspace(-3.0, 3.0, 13)
    coarse = ItemPool.of([ItemParameters("grm", 1.4, (-0.2,))])
    assert (item_information(ITEM, ability) > item_information(coarse, ability)).all()
