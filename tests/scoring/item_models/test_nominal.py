import numpy as np

from scoring import ItemPool, NominalParameters, category_probabilities, item_information
from tests.scoring.pools import EXACT_POOL

ABILITY = np.linspace(-6.0, 6.0, 25)
ITEM = NominalParameters(1.2, (0.0, 2.0, -1.0, 0.5), (0.3, -0.4, 0.1, 0.0))


def test_probabilities_are_those_of_the_definition() -> None:
    z = 1.2 * np.outer(ITEM.scores, ABILITY) + np.array(ITEM.intercepts)[:, None]
    expected = np.exp(z) / np.exp(z).sum(axis=0)
    np.testing.assert_allclose(category_probabilities(ItemPool.of([ITEM]), ABILITY)[0], expected, rtol=1e-13)


def test_information_is_the_variance_of_the_slopes() -> None:
    probabilities = category_probabilities(ItemPool.of([ITEM]), ABILITY)[0]
    slopes = 1.2 * np.array(ITEM.scores)
    variance = slopes**2 @ probabilities - (slopes @ probabilities) ** 2
    np.testing.assert_allclose(item_information(ItemPool.of([ITEM]), ABILITY)[0], variance, rtol=1e-9)


def test_the_order_of_the_categories_does_not_matter() -> None:
    turned = NominalParameters(ITEM.a, ITEM.scores[::-1], ITEM.intercepts[::-1])
    pool = ItemPool.of([ITEM, turned])
    probabilities = category_probabilities(pool, np.array([-40.0, 0.3, 40.0]))
    np.testing.assert_allclose(probabilities[1, ::-1], probabilities[0], rtol=1e-12)


def test_a_category_with_the_largest_score_wins_at_high_and_with_the_smallest_at_low_ability() -> None:
    probabilities = category_probabilities(ItemPool.of([ITEM]), np.array([-40.0, 40.0]))[0]
    assert probabilities[:, 0].argmax() == 2
    assert probabilities[:, 1].argmax() == 1


def test_nominal_items_mix_with_all_others_in_a_pool() -> None:
    pool = ItemPool.of([EXACT_POOL.items[6], ITEM, EXACT_POOL.items[0]])
    mixed = category_probabilities(pool, ABILITY)
    np.testing.assert_array_equal(mixed[1], category_probabilities(ItemPool.of([ITEM]), ABILITY)[0])
    np.testing.assert_array_equal(mixed[0], category_probabilities(EXACT_POOL, ABILITY)[6, :4])
