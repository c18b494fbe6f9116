"""Bad input: what cannot be estimated is left out with a finding, the rest is calibrated, nothing breaks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring import ItemParameters
from scoring.arrays import Integers
from scoring.calibration import (
    Calibration,
    CalibrationModel,
    ItemModel,
    ItemPriors,
    Options,
    Responses,
    calibrate,
)
from tests.scoring.calibration.samples import drawn, two_parameter_items


def codes(calibration: Calibration) -> dict[str, list[int | None]]:
    found: dict[str, list[int | None]] = {}
    for finding in calibration.findings:
        found.setdefault(finding.code, []).append(finding.item)
    return found


def sound(n_persons: int, seed: int = 50) -> Integers:
    rng = np.random.default_rng(seed)
    return drawn(two_parameter_items(10, rng), rng.normal(size=n_persons), rng)


def test_bad_items_are_left_out_and_the_others_are_calibrated_as_if_they_were_not_there() -> None:
    matrix = sound(400)
    bad = matrix.copy()
    bad[:, 0] = 1
    bad[:, 1] = -1
    bad[0, 2] = 2
    found = calibrate(Responses.of(bad), "2pl")
    assert codes(found)["constant"] == [0]
    assert codes(found)["no_responses"] == [1]
    assert codes(found)["wrong_categories"] == [2]
    assert [item.parameters is None for item in found.items] == [True] * 3 + [False] * 7
    excluding = {finding.item for finding in found.findings if finding.is_excluding}
    assert excluding == {0, 1, 2}
    alone = calibrate(Responses.of(matrix[:, 3:]), "2pl")
    assert found.pool() == alone.pool()
    assert found.pool().n_items == 7


def test_a_reversed_item_has_no_parameters_and_a_finding() -> None:
    matrix = sound(500)
    matrix[:, 4] = 1 - matrix[:, 4]
    found = calibrate(Responses.of(matrix), "2pl")
    assert codes(found)["negative_slope"] == [4]
    assert found.items[4].parameters is None
    assert found.items[4].estimates[0] < 0.0
    assert found.has_converged


def test_a_constant_item_with_priors_has_their_estimate() -> None:
    matrix = sound(300)
    matrix[:, 0] = 1
    found = calibrate(Responses.of(matrix), [ItemModel("2pl", priors=ItemPriors.for_new_items())] * 10)
    assert codes(found)["constant"] == [0]
    assert found.items[0].parameters is not None
    assert found.items[0].parameters.b[0] < -2.0  # type: ignore[union-attr]


@pytest.mark.parametrize("model", ["grm", "gpcm", "pcm", "nominal"])
def test_empty_categories_are_left_out_of_the_model_or_the_item_is(model: CalibrationModel) -> None:
    rng = np.random.default_rng(51)
    items = [ItemParameters("grm", 1.2, (b - 0.6, b + 0.6)) for b in (-0.4, -0.1, 0.2, 0.5)]
    matrix = drawn(items, rng.normal(size=400), rng)
    spread = matrix.copy()
    spread[:, 1] = np.array([0, 2, 3])[matrix[:, 1]]
    responses = Responses.of(spread)
    models = [ItemModel(model), ItemModel(model, n_categories=5), *[ItemModel(model)] * 2]
    found = calibrate(responses, models)
    assert codes(found)["empty_categories"] == [1]
    assert found.items[1].categories == (0, 2, 3)
    whole = calibrate(Responses.of(matrix), model)
    assert found.items[1].estimates == pytest.approx(whole.items[1].estimates, abs=1e-5)
    assert found.abilities(responses).abilities == pytest.approx(
        whole.abilities(Responses.of(matrix)).abilities, abs=1e-5
    )
    refused = calibrate(responses, models, options=Options(empty_categories="refuse"))
    assert codes(refused)["empty_categories"] == [1]
    assert [item.parameters is None for item in refused.items] == [False, True, False, False]


@pytest.mark.parametrize(
    "matrix",
    [np.ones((1, 4), int), np.zeros((0, 4), int), np.full((5, 4), -1), np.ones((9, 4), int)],
    ids=["one person", "nobody", "nothing", "no variance"],
)
def test_data_that_tell_nothing_give_findings_and_no_items(matrix: Integers) -> None:
    found = calibrate(Responses.of(matrix), "2pl")
    assert "no_items" in codes(found)
    assert not found.has_converged
    assert found.parameters == (None,) * 4
    assert found.n_parameters == 0
    assert np.isfinite([found.log_likelihood, found.aic, found.bic, found.adjusted_bic]).all()
    assert (found.abilities(Responses.of(matrix)).abilities == pytest.approx(0.0, abs=1e-12)) or not len(
        matrix
    )
    with pytest.raises(ValueError, match="at least one item"):
        found.pool()


def test_items_without_a_bound_are_told() -> None:
    rng = np.random.default_rng(52)
    same = np.repeat(rng.integers(0, 2, (200, 1)), 6, axis=1)
    found = calibrate(Responses.of(same), "2pl")
    assert codes(found)["at_bound"] == list(range(6))
    assert all(item.parameters is not None for item in found.items)
    assert codes(found)["extreme_scores"] == [None]
    one = calibrate(Responses.of(rng.integers(0, 2, (80, 1))), "2pl")
    assert codes(one)["not_determined"] == [0]
    assert np.isnan(one.items[0].standard_errors).any()


def test_too_few_iterations_are_told() -> None:
    found = calibrate(Responses.of(sound(300)), "3pl", options=Options(max_iterations=2))
    assert not found.has_converged
    assert "not_converged" in codes(found)
    assert found.n_iterations == 2


def test_few_responses_and_silent_persons_are_told() -> None:
    matrix = sound(150)
    matrix[60:, 0] = -1
    matrix[0] = -1
    found = calibrate(Responses.of(matrix), "2pl")
    assert codes(found)["few_responses"] == [0]
    assert "1 persons" in next(each.message for each in found.findings if each.code == "silent_persons")
    assert found.n_persons == 149.0


def test_groups_and_persons_that_nothing_joins_are_told() -> None:
    matrix = sound(600)
    matrix[:300, 5:] = -1
    matrix[300:, :5] = -1
    groups = ["a"] * 300 + ["b"] * 300
    found = calibrate(Responses.of(matrix), "2pl", groups=groups)
    assert [each.group for each in found.findings if each.code == "unconnected_group"] == ["b"]
    assert "unconnected_persons" in codes(found)
    assert (found.groups[1].mean, found.groups[1].sd, found.groups[1].is_estimated) == (0.0, 1.0, False)
    # Fixed items in both parts join them.
    anchors = {0: ItemParameters("2pl", 1.0, (0.0,)), 9: ItemParameters("2pl", 1.0, (0.0,))}
    joined = calibrate(Responses.of(matrix), "2pl", groups=groups, fixed=anchors)
    assert "unconnected_group" not in codes(joined)
    assert all(group.is_estimated for group in joined.groups)


def test_a_group_without_responses_is_told() -> None:
    matrix = sound(300)
    matrix[200:] = -1
    found = calibrate(Responses.of(matrix), "2pl", groups=[1] * 200 + [2] * 100)
    assert [each.group for each in found.findings if each.code == "silent_group"] == [2]
    assert found.has_converged


def test_a_population_beyond_the_nodes_is_told() -> None:
    rng = np.random.default_rng(53)
    items = [ItemParameters("2pl", 1.5, (b,)) for b in (3.0, 3.5, 4.0, 4.5, 5.0)]
    matrix = drawn(items, rng.normal(5.0, 1.5, size=400), rng)
    found = calibrate(Responses.of(matrix), "2pl", fixed=dict(enumerate(items[:4])))
    assert "beyond_nodes" in codes(found)


@settings(max_examples=25, deadline=None)
@given(
    matrix=arrays(np.int64, st.tuples(st.integers(1, 8), st.integers(1, 4)), elements=st.integers(-1, 2)),
    model=st.sampled_from(["1pl", "2pl", "3pl", "grm", "gpcm", "pcm", "nominal"]),
)
def test_whatever_comes_in_there_is_a_result_and_every_gap_in_it_has_a_finding(
    matrix: Integers, model: CalibrationModel
) -> None:
    found = calibrate(Responses.of(matrix), model, options=Options(max_iterations=30, n_nodes=31))
    about = {finding.item for finding in found.findings}
    for item in found.items:
        assert item.parameters is not None or item.place in about
        assert np.isfinite(item.standard_errors).all() or item.place in about
    assert np.isfinite(found.log_likelihood)
    assert found.has_converged or {"not_converged", "no_items"} & set(codes(found))
