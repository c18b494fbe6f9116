from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from scoring.classical import item_statistics
from tests.scoring.drawn_responses import LSAT6_RESPONSES


def test_the_statistics_of_lsat6_are_those_of_its_counts_and_of_numpy() -> None:
    found = item_statistics(LSAT6_RESPONSES)
    shares = np.array([0.924, 0.709, 0.553, 0.763, 0.870])
    np.testing.assert_allclose(found.difficulty, shares, atol=1e-12)
    assert found.reasons == (None,) * 5
    for item, p in enumerate(shares):
        rest = np.delete(LSAT6_RESPONSES, item, axis=1).sum(axis=1)
        expected = np.corrcoef(LSAT6_RESPONSES[:, item], rest)[0, 1]
        assert found.point_biserial[item] == pytest.approx(expected)
        assert found.biserial[item] == pytest.approx(expected * np.sqrt(p * (1 - p)) / norm.pdf(norm.ppf(p)))


def test_the_biserial_is_near_the_correlation_of_the_variable_behind_the_categories() -> None:
    rng = np.random.default_rng(1)
    rest = rng.normal(size=50_000)
    behind = 0.6 * rest + 0.8 * rng.normal(size=50_000)
    graded = np.digitize(behind, [-1.0, 0.2, 1.1])
    # The rest score must be made of an item: 41 categories hardly round it.
    fine = np.digitize(rest, np.linspace(-3.0, 3.0, 40))
    found = item_statistics(np.column_stack((graded, fine)))
    assert found.biserial[0] == pytest.approx(0.6, abs=0.01)
    assert found.point_biserial[0] < 0.57


def test_a_gap_counts_as_the_policy_says() -> None:
    sheet = [[1, 1, 0], [0, 0, -1], [1, -1, 1], [0, 1, 0], [1, 1, 1]]
    available = item_statistics(sheet)
    assert available.n_persons.tolist() == [5, 4, 4]
    assert available.difficulty.tolist() == [0.6, 0.75, 0.5]
    rest = [0.5, 0.0, 1.0, 0.5, 1.0]  # means of the other answers
    assert available.point_biserial[0] == pytest.approx(np.corrcoef([1, 0, 1, 0, 1], rest)[0, 1])
    lowest = item_statistics(sheet, missing="lowest")
    assert lowest.difficulty == pytest.approx([0.6, 0.6, 0.4])
    complete = item_statistics(sheet, missing="complete")
    assert complete.n_persons.tolist() == [3, 3, 3]
    assert complete.difficulty == pytest.approx([2 / 3, 1.0, 1 / 3])


def test_items_that_tell_nothing_have_a_reason_and_the_others_their_statistics() -> None:
    sheet = np.array([[1, 0, -1, 2, 0], [1, 1, -1, 0, 1], [1, 1, -1, 1, 0], [1, 0, -1, 2, 1]])
    found = item_statistics(sheet, highest=[1, 1, 1, 3, 1])
    assert found.reasons == ("constant", None, "no_responses", None, None)
    assert found.difficulty[:2].tolist() == [1.0, 0.5]
    assert found.difficulty[3] == pytest.approx(5 / 4 / 3)
    assert np.isnan(found.point_biserial[[0, 2]]).all()
    assert np.isfinite(found.biserial[[1, 3, 4]]).all()
    assert item_statistics([[0], [1]]).reasons == ("no_rest_score",)
    one = item_statistics([[1, 0, 1]])
    assert one.reasons == ("constant",) * 3
    assert one.difficulty.tolist() == [1.0, 0.0, 1.0]
    nobody = item_statistics(np.zeros((0, 2)))
    assert nobody.reasons == ("no_responses",) * 2


@pytest.mark.parametrize(
    ("responses", "options", "sentence"),
    [
        ([1, 0], {}, r"responses must have shape \(n_persons, n_items\), got \(2,\)"),
        ([[], []], {}, r"responses must have shape .*, at least one item, got \(2, 0\)"),
        ([["a"]], {}, "responses must be numbers, got <U1"),
        ([[0, 1.5]], {}, "of item 1, .* got 1.5 for person 0"),
        ([[0, -2]], {}, "of item 1, .* got -2 for person 0"),
        ([[np.inf]], {}, "got inf for person 0"),
        ([[0, 1]], {"missing": "none"}, "missing must be one of lowest, complete, available, got 'none'"),
        ([[0, 2]], {"highest": 1}, "highest must be one number or 2, none below the highest response, got 1"),
    ],
)
def test_what_is_no_sheet_is_refused(responses: Any, options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        item_statistics(responses, **options)
