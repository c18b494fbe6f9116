import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import ItemParameters, ItemPool, category_probabilities
from scoring.linking import ScaleTransformation, mean_mean
from scoring.parameters import DerivedItem, arrays_of, model_of
from tests.scoring.pools import pools_of_every_model

links = st.builds(ScaleTransformation, st.floats(0.3, 3.0), st.floats(-2.0, 2.0))
ABILITIES = np.linspace(-3.0, 3.0, 7)


@given(pool=pools_of_every_model(max_items=5, largest_slope=3.0), link=links)
def test_every_probability_is_the_same_on_both_scales(pool: ItemPool, link: ScaleTransformation) -> None:
    before = category_probabilities(pool, ABILITIES)
    after = category_probabilities(link.pool(pool), link.abilities(ABILITIES))
    np.testing.assert_allclose(after, before, rtol=1e-9, atol=1e-12)


@given(first=links, second=links)
def test_links_chain_and_invert(first: ScaleTransformation, second: ScaleTransformation) -> None:
    np.testing.assert_allclose(
        first.then(second).abilities(ABILITIES), second.abilities(first.abilities(ABILITIES)), atol=1e-12
    )
    np.testing.assert_allclose(first.then(first.inverse).abilities(ABILITIES), ABILITIES, atol=1e-12)
    np.testing.assert_allclose(first.standard_errors([0.5]), [0.5 * first.slope])


def test_an_item_that_is_derived_from_others_is_not_changed_by_itself() -> None:
    own = ItemParameters("2pl", 1.0, (0.3,))
    derived = DerivedItem(model_of(own), arrays_of(own))
    with pytest.raises(ValueError, match="source must not be derived from others: change those instead"):
        ScaleTransformation(1.0, 0.5).item(derived)
    pool = ItemPool.of([own, derived])
    with pytest.raises(ValueError, match="got the derived item 1"):
        mean_mean(pool, pool)


@pytest.mark.parametrize(
    ("slope", "intercept", "sentence"),
    [
        (0.0, 0.0, "slope must be finite and greater than 0, got 0.0"),
        (1.0, np.inf, "intercept must be finite, got inf"),
    ],
)
def test_what_is_no_change_of_scale_is_refused(slope: float, intercept: float, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        ScaleTransformation(slope, intercept)
