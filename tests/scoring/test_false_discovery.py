import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.false_discovery import Procedure, adjusted_p_values


@given(
    p_values=st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12), procedure=st.sampled_from(["by", "bh"])
)
def test_adjusted_values_are_the_least_level_that_finds_them(
    p_values: list[float], procedure: Procedure
) -> None:
    n = len(p_values)
    factor = n if procedure == "bh" else n * sum(1.0 / rank for rank in range(1, n + 1))
    steps = [(each, factor * each / sum(p <= each for p in p_values)) for each in p_values]
    expected = [min([1.0, *(step for other, step in steps if other >= each)]) for each in p_values]
    np.testing.assert_allclose(adjusted_p_values(p_values, procedure), expected, atol=1e-12)


def test_p_values_are_adjusted_as_benjamini_and_hochberg_did() -> None:
    # The fourth of their fifteen p-values of 1995, section 3.2, is the largest that is significant at .05.
    p_values = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000,
    ]  # fmt: skip
    adjusted = adjusted_p_values(p_values, "bh")
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)
    assert (adjusted <= 0.05).sum() == 4


def test_what_was_not_tested_does_not_count() -> None:
    found = adjusted_p_values([0.01, np.nan, 0.04], "bh")
    np.testing.assert_allclose(found, [0.02, np.nan, 0.04])
    in_a_table = adjusted_p_values([[0.01], [0.04]], "bh")
    np.testing.assert_allclose(in_a_table, [[0.02], [0.04]])
    assert adjusted_p_values([], "by").size == 0
    assert np.isnan(adjusted_p_values([np.nan], "by")).all()


def test_values_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="p_values must lie within 0 and 1"):
        adjusted_p_values([1.2], "by")
    with pytest.raises(ValueError, match="procedure must be 'by' or 'bh'"):
        adjusted_p_values([0.2], "holm")  # type: ignore[arg-type]
