import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from scoring.similarity import Procedure, adjusted_p_values


@given(
    p_values=st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12), procedure=st.sampled_from(["by", "bh"])
)
def test_adjusted_values_are_those_of_scipy(p_values: list[float], procedure: Procedure) -> None:
    expected = false_discovery_control(p_values, method=procedure)
    np.testing.assert_allclose(adjusted_p_values(p_values, procedure), expected, atol=1e-12)


def test_what_was_not_tested_does_not_count() -> None:
    found = adjusted_p_values([0.01, np.nan, 0.04], "bh")
    np.testing.assert_allclose(found, [0.02, np.nan, 0.04])
    assert adjusted_p_values([]).size == 0
    assert np.isnan(adjusted_p_values([np.nan])).all()


def test_values_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="p_values must lie within 0 and 1"):
        adjusted_p_values([1.2])
    with pytest.raises(ValueError, match="procedure must be 'by' or 'bh'"):
        adjusted_p_values([0.2], "holm")  # type: ignore[arg-type]
