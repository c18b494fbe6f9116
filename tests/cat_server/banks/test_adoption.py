"""Parameters in a foreign metric become the bank's, and mean the same."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_server.banks.adoption import rescaled
from item_bank.bank import Scale
from item_bank.items import Parameters
from scoring.parameters import ItemParameters, NominalParameters
from tests.cat_server.banks.small import small_bank

ITEM = small_bank().by_id["deret-1"]
SCALES = st.builds(
    Scale,
    metric=st.just("logit"),
    D=st.sampled_from([1.0, 1.702]),
    mean=st.floats(-500, 500),
    sd=st.floats(0.5, 100),
)
PARAMETERS = st.sampled_from(
    [
        ItemParameters("3pl", 1.2, (0.4,), c=0.2),
        ItemParameters("grm", 0.8, (-1.0, 0.0, 2.5)),
        NominalParameters(0.9, (0.0, 1.0, 2.0), (0.0, 0.5, -0.25)),
    ]
)


def flat(parameters: Parameters) -> list[float]:
    found: list[float] = []
    for each in astuple(parameters):
        found += each if isinstance(each, tuple) else [each] if isinstance(each, float) else []
    return found


@given(SCALES, SCALES, PARAMETERS)
def test_what_an_item_means_stays_the_same(old: Scale, new: Scale, parameters: Parameters) -> None:
    item = replace(ITEM, parameters=parameters, prior_sd=0.9 * old.sd)
    moved = rescaled(item, old, new)
    assert moved.parameters is not None
    assert moved.prior_sd is not None
    assert flat(new.in_logits(moved.parameters)) == pytest.approx(
        flat(old.in_logits(parameters)), rel=1e-6, abs=1e-6
    )
    assert moved.prior_sd / new.sd == pytest.approx(0.9)


def test_an_item_of_the_same_metric_is_untouched() -> None:
    assert rescaled(ITEM, Scale(), Scale()) is ITEM
    bare = replace(ITEM, parameters=None)
    assert rescaled(bare, Scale(mean=500.0, sd=100.0), Scale()) is bare
