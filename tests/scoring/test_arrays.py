from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, NormTable
from scoring.arrays import read_numbers, read_per_person
from scoring.classification import classification_quality
from scoring.dif import ability_strata
from scoring.fit import mean_squares
from scoring.person_fit import likelihood_fit
from scoring.similarity import probabilities_of_categories

POOL = ItemPool.of([ItemParameters("2pl", 1.0, (0.0,))])


def test_numbers_are_read_as_floats_whatever_holds_them() -> None:
    rows: Any = [[1, None], [True, 2.5]]
    found = read_numbers(rows, "weights")
    np.testing.assert_array_equal(found, [[1.0, np.nan], [1.0, 2.5]])
    assert found.dtype == np.float64


@pytest.mark.parametrize("wrong", ["high", [[1.0], [1.0, 2.0]], [{}], [1j]])
def test_what_is_no_number_is_refused_by_name(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"^weights must be numbers, in rows of one length, got "):
        read_numbers(wrong, "weights")


def test_one_number_is_for_every_person_and_a_list_for_each() -> None:
    assert read_per_person(2, "sd", 3).tolist() == [2.0, 2.0, 2.0]
    assert read_per_person([1, 2, 3], "sd", 3).tolist() == [1.0, 2.0, 3.0]
    assert read_per_person(1, "sd", 0).shape == (0,)
    with pytest.raises(ValueError, match=r"^sd must be one number or have shape \(3,\), got \(2,\)"):
        read_per_person([1, 2], "sd", 3)
    with pytest.raises(ValueError, match=r"^sd must be numbers"):
        read_per_person("wide", "sd", 3)


@pytest.mark.parametrize(
    "use",
    [
        lambda abilities: likelihood_fit(POOL, [[1]], abilities),
        lambda abilities: mean_squares(POOL, [[1]], abilities),
        lambda abilities: probabilities_of_categories(POOL, abilities),
        lambda abilities: ability_strata(abilities, 3),
        lambda abilities: classification_quality(abilities, [0.3], [0.0]),
        lambda abilities: NormTable.of_sample(abilities, group="all", day="2026-01-01"),
    ],
)
def test_abilities_that_are_no_numbers_are_refused_by_name(use: Callable[[Any], object]) -> None:
    with pytest.raises(ValueError, match=r"^abilities must be numbers"):
        use(["high"])
