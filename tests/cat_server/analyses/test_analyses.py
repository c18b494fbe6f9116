"""Each analysis finds the truth of simulated responses, and refuses in a sentence what cannot be analysed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cat_server.analyses.calibrating import Calibrated, calibrated_analysis
from cat_server.analyses.fitting import fit_analysis
from cat_server.analyses.functioning import dif_analysis
from cat_server.analyses.known_items import NOTHING_KNOWN, KnownItems, known_from_calibration
from cat_server.analyses.linking import linked_analysis
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import (
    CalibrateOptions,
    DifOptions,
    FitOptions,
    Kind,
    LinkOptions,
    Request,
    options_of,
)
from cat_server.reports.analyses.files import made
from cat_server.responses.table import ResponseTable
from item_bank.calibration_file import read_calibration
from scoring.parameters import ItemParameters
from tests.cat_server.analyses import simulated as s

PARAMETERS = {
    s.item(place): values for place, values in enumerate(s.pool().items) if isinstance(values, ItemParameters)
}
TRUTH = KnownItems(PARAMETERS, "release", "0" * 64, "bank")


def request(kind: Kind = "calibrate") -> Request:
    return Request(kind, "2026-11-21", bank="uji", section="angka")


def calibrated(table: ResponseTable, known: KnownItems = NOTHING_KNOWN, **options: Any) -> Calibrated:
    return calibrated_analysis(
        table, CalibrateOptions(**options), known, request(), {"responses": table.digest}
    )


# --- calibration -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("has_gaps", [False, True])
def test_a_calibration_recovers_the_parameters_within_its_errors(*, has_gaps: bool) -> None:
    found = calibrated(s.table(has_gaps=has_gaps))
    z = [
        (estimate.estimates[1] - values.b[0]) / estimate.standard_errors[1]
        for place, (estimate, values) in enumerate(zip(found.result.items, s.pool().items, strict=True))
        if place != s.DIFFERING and isinstance(values, ItemParameters)
    ]
    assert np.sqrt(np.mean(np.square(z))) < 1.6
    assert found.result.has_converged
    assert found.result.reliability > 0.7


def test_the_file_holds_what_the_result_holds() -> None:
    table = s.table()
    found = calibrated(table, has_times=True)
    file = read_calibration(found.file)
    assert (file.bank, file.section, file.date, file.n_persons) == ("uji", "angka", "2026-11-21", s.N_PERSONS)
    assert file.inputs == {"responses": table.digest}
    assert file.scale.origin == "sample"
    for estimate in found.result.items:
        own = file.items[estimate.item]
        assert isinstance(own.parameters, ItemParameters)
        assert own.parameters.a == pytest.approx(estimate.estimates[0], abs=1e-6)
        assert own.standard_errors["b"][0] == pytest.approx(estimate.standard_errors[1], abs=1e-6)
        assert own.response_time is not None
        assert 15 < np.exp(own.response_time.intensity) < 27


def test_the_whole_model_is_tested_where_everybody_answered_everything() -> None:
    """Responses follow the model, but for one item of sixteen that is harder for half of the people."""
    whole = calibrated(s.table()).result.whole_fit
    assert whole is not None
    assert (whole.name, whole.degrees) == ("M2", 16 + 16 * 15 // 2 - 2 * 16)
    assert whole.p_value > 0.01
    assert whole.rmsea_lower <= whole.rmsea <= whole.rmsea_upper < 0.05
    assert whole.srmsr < 0.06
    assert calibrated(s.table(has_gaps=True)).result.whole_fit is None
    assert calibrated(s.table(), group="kantor").result.whole_fit is None
    rasch = calibrated(s.table(), model="1pl").result.whole_fit
    assert rasch is not None
    assert rasch.degrees == 16 + 16 * 15 // 2 - 17
    assert rasch.srmsr > whole.srmsr


def test_anchors_hold_their_parameters_and_carry_the_scale() -> None:
    shifted = {
        name: ItemParameters("2pl", values.a, (values.b[0] + 1.0,))
        for name, values in TRUTH.parameters.items()
        if isinstance(values, ItemParameters)
    }
    known = KnownItems(shifted, "release", "0" * 64, "bank")
    anchors = tuple(s.item(place) for place in (1, 6, 10, 14))
    found = calibrated(s.table(), known, anchors=anchors)
    file = read_calibration(found.file)
    assert file.scale.origin == "bank"
    assert [name for name, item in file.items.items() if item.is_anchor] == sorted(anchors)
    held = file.items[anchors[0]].parameters
    assert isinstance(held, ItemParameters)
    assert (held.a, held.b[0]) == pytest.approx((shifted[anchors[0]].a, shifted[anchors[0]].b[0]), abs=1e-6)
    assert found.result.groups[0].mean == pytest.approx(1.0, abs=0.15)
    free = file.items[s.item(8)].parameters
    assert isinstance(free, ItemParameters)
    assert free.b[0] == pytest.approx(shifted[s.item(8)].b[0], abs=0.25)


def test_items_may_keep_the_models_that_they_are_known_with() -> None:
    known = dict(TRUTH.parameters)
    known[s.item(2)] = ItemParameters("3pl", 1.2, (0.0,), 0.1)
    known[s.item(5)] = ItemParameters("1pl", 1.0, (0.0,))
    del known[s.item(7)]
    found = calibrated(
        s.table(), KnownItems(known, "release", "0" * 64, "bank"), keeps_models=True, model="1pl"
    )
    models = {item.item: item.model for item in found.result.items}
    assert (models[s.item(2)], models[s.item(5)], models[s.item(7)]) == ("3pl", "1pl", "1pl")
    assert list(models.values()).count("2pl") == s.N_ITEMS - 3
    assert "c" in next(item.names for item in found.result.items if item.item == s.item(2))


def test_groups_have_distributions_of_their_own() -> None:
    found = calibrated(s.table(), group="kantor")
    assert {group.label for group in found.result.groups} == {"Biro", "Dinas"}


def test_an_item_whose_key_is_wrong_is_left_out_with_a_finding() -> None:
    table = s.table()
    turned = table.categories.copy()
    turned[:, 3] = 1 - turned[:, 3]
    wrong = table.take()
    object.__setattr__(wrong, "categories", turned)
    found = calibrated(wrong)
    assert "negative_slope" in found.result.items[3].findings
    assert s.item(3) not in read_calibration(found.file).items


@pytest.mark.parametrize(
    ("options", "known", "expected"),
    [
        ({"anchors": ("soal-99",)}, NOTHING_KNOWN, "The anchor soal-99 has no responses here"),
        ({"anchors": ("soal-1",)}, NOTHING_KNOWN, "The parameters of the anchor soal-1 are not known"),
        ({"anchors": ("*",)}, NOTHING_KNOWN, "None of these items has known parameters"),
        ({"group": "usia"}, NOTHING_KNOWN, "There is no column usia with groups. The columns: kantor"),
    ],
)
def test_what_cannot_be_calibrated_is_a_sentence(
    options: dict[str, Any], known: KnownItems, expected: str
) -> None:
    with pytest.raises(AnalysisRefusedError) as caught:
        calibrated(s.table(), known, **options)
    assert str(caught.value).startswith(expected)
    assert caught.value.sentence("id") != str(caught.value)


def test_one_person_is_no_sample() -> None:
    with pytest.raises(AnalysisRefusedError, match="Only 1 participants"):
        calibrated(s.table().take(persons=[0]))


# --- linking ---------------------------------------------------------------------------------------------


def known_of(found: Calibrated) -> KnownItems:
    return known_from_calibration(found.file)


def test_a_link_brings_a_calibration_to_the_old_scale() -> None:
    old = {
        name: ItemParameters("2pl", values.a / 2.0, (2.0 * values.b[0] + 0.5,))
        for name, values in TRUTH.parameters.items()
        if isinstance(values, ItemParameters)
    }
    target = KnownItems(old, "release", "0" * 64, "bank")
    options = LinkOptions(method="mean_sigma")
    linked = linked_analysis(known_of(calibrated(s.table())), target, options, request("link"), {})
    assert linked.result.slope == pytest.approx(2.0, abs=0.15)
    assert linked.result.intercept == pytest.approx(0.5, abs=0.15)
    assert 0.0 < linked.result.slope_error < 0.3
    file = read_calibration(linked.file)
    assert file.scale.origin == "bank"
    assert file.scale.sd == pytest.approx(linked.result.slope, abs=1e-6)
    moved = file.items[s.item(8)].parameters
    assert isinstance(moved, ItemParameters)
    assert moved.b[0] == pytest.approx(old[s.item(8)].b[0], abs=0.35)


def test_an_anchor_that_changed_is_left_out_of_the_link() -> None:
    drifted = dict(TRUTH.parameters)
    drifted[s.item(8)] = ItemParameters("2pl", 1.2, (2.5,))
    target = KnownItems(drifted, "release", "0" * 64, "bank")
    options = LinkOptions(method="mean_mean")
    linked = linked_analysis(known_of(calibrated(s.table())), target, options, request("link"), {})
    assert s.item(8) in {anchor.item for anchor in linked.result.anchors if not anchor.is_kept}
    assert "anchors_removed" in linked.result.findings


def test_a_link_needs_a_calibration_and_common_items() -> None:
    with pytest.raises(AnalysisRefusedError, match="must be a calibration file"):
        linked_analysis(TRUTH, TRUTH, LinkOptions(), request("link"), {})
    new = known_of(calibrated(s.table()))
    few = KnownItems({"soal-1": TRUTH.parameters["soal-1"]}, "release", "0" * 64)
    with pytest.raises(AnalysisRefusedError, match="Only 1 items are common"):
        linked_analysis(new, few, LinkOptions(), request("link"), {})
    with pytest.raises(AnalysisRefusedError, match="The anchor soal-9 is not in both"):
        linked_analysis(new, few, LinkOptions(anchors=("soal-9",)), request("link"), {})


# --- fit -------------------------------------------------------------------------------------------------


def test_whole_forms_are_tested_by_sums_and_others_by_plausible_values() -> None:
    whole = fit_analysis(s.table(), FitOptions(), TRUTH, request("fit")).result
    gaps = fit_analysis(s.table(has_gaps=True), FitOptions(n_draws=3), TRUTH, request("fit")).result
    assert (whole.test, gaps.test) == ("s_x2", "pv_q1")
    assert np.isfinite(whole.alpha)
    assert np.isnan(gaps.alpha)
    for found in (whole, gaps):
        assert not found.is_estimated_here
        assert sum(item.adjusted_p < 0.01 for item in found.items) <= 2


def test_an_item_that_is_nothing_like_its_parameters_is_found() -> None:
    wrong = dict(TRUTH.parameters)
    wrong[s.item(8)] = ItemParameters("2pl", 1.5, (-2.0,))
    found = fit_analysis(
        s.table(), FitOptions(), KnownItems(wrong, "release", "0" * 64), request("fit")
    ).result
    worst = max(found.items, key=lambda item: item.rmsd)
    assert worst.item == s.item(8)
    assert "misfit" in worst.findings


def test_classical_statistics_are_those_of_the_textbook() -> None:
    """Each item with the sum of the others; omega of items that have nearly one loading is nearly alpha."""
    found = fit_analysis(s.table(), FitOptions(), TRUTH, request("fit")).result
    categories = s.table().categories.astype(float)
    for place, item in enumerate(found.items):
        rest = categories.sum(axis=1) - categories[:, place]
        assert item.mean == pytest.approx(categories[:, place].mean())
        assert item.point_biserial == pytest.approx(np.corrcoef(categories[:, place], rest)[0, 1])
    variances = categories.var(axis=0, ddof=1).sum() / categories.sum(axis=1).var(ddof=1)
    assert found.alpha == pytest.approx(s.N_ITEMS / (s.N_ITEMS - 1) * (1 - variances))
    assert found.alpha < found.omega < found.alpha + 0.02
    gaps = fit_analysis(s.table(has_gaps=True), FitOptions(n_draws=2), TRUTH, request("fit")).result
    assert np.isnan([gaps.alpha, gaps.omega, *(item.point_biserial for item in gaps.items)]).all()


def test_an_item_without_parameters_is_told_by_classical_figures_with_its_options() -> None:
    """Its key is wrong: it is marked by the option D, which the least able choose."""
    table = s.table()
    turned, holed = table.take(), table.categories.copy()
    holed[:, 3] = (table.options[:, 3] == 3).astype(int)
    holed[::40, 6] = -1
    object.__setattr__(turned, "categories", holed)
    found = fit_analysis(turned, FitOptions(), NOTHING_KNOWN, request("fit")).result
    assert (len(found.items), [item.item for item in found.others]) == (s.N_ITEMS - 1, [s.item(3)])
    (wrong,) = found.others
    assert {"negative_slope", "key_not_discriminating", "distractor_discriminating"} <= set(wrong.findings)
    assert wrong.point_biserial < 0.0
    assert wrong.mean == pytest.approx(holed[:, 3].mean())
    assert [use.option for use in wrong.options if use.is_key] == ["D"]
    assert np.isnan([wrong.statistic, wrong.rmsd, wrong.infit]).all()
    assert found.test == "pv_q1"
    assert 0.7 < found.alpha <= found.omega < 0.9  # ten gaps in 6,400 answers are no reason to tell none
    few = {name: values for name, values in TRUTH.parameters.items() if name != s.item(3)}
    known = fit_analysis(s.table(), FitOptions(), KnownItems(few, "release", "0" * 64), request("fit"))
    assert known.result.others[0].findings == ("no_parameters",)


def test_options_tell_the_key_and_who_chooses_what() -> None:
    found = fit_analysis(s.table(), FitOptions(), TRUTH, request("fit")).result
    for item in found.items:
        assert [use.option for use in item.options if use.is_key] == ["A"]
        assert sum(use.n for use in item.options) == s.N_PERSONS


def test_without_known_parameters_they_are_estimated_from_the_responses() -> None:
    assert fit_analysis(s.table(), FitOptions(), NOTHING_KNOWN, request("fit")).result.is_estimated_here
    few = KnownItems({"soal-1": TRUTH.parameters["soal-1"]}, "release", "0" * 64)
    with pytest.raises(AnalysisRefusedError, match="Only 1 items have both"):
        fit_analysis(s.table(), FitOptions(), few, request("fit"))


# --- differential functioning --------------------------------------------------------------------------


@pytest.mark.parametrize("has_gaps", [False, True])
def test_the_item_that_differs_is_found_and_no_other_is_large(*, has_gaps: bool) -> None:
    found = dif_analysis(
        s.table(has_gaps=has_gaps), DifOptions(group="kantor", reference="Dinas"), TRUTH
    ).result
    (comparison,) = found.comparisons
    assert (comparison.reference, comparison.focal) == ("Dinas", "Biro")
    assert comparison.matching == ("ability" if has_gaps else "sum")
    assert [item.item for item in comparison.items if item.dif_class == "C"] == [s.item(s.DIFFERING)]
    differing = comparison.items[s.DIFFERING]
    assert differing.size < -1.5
    assert "dif_large_harder" in differing.findings
    assert not differing.is_anchor
    assert max(differing.ratio_p, differing.wald_p) < 1e-4
    others = [item for item in comparison.items if item is not differing]
    assert min(item.ratio_p for item in others) > 0.001
    assert [item.wald_p for item in others] == pytest.approx([item.ratio_p for item in others], abs=0.1)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (DifOptions(group="usia"), "There is no column usia"),
        (DifOptions(group="kantor", reference="Badan"), "No participant is in the group Badan"),
    ],
)
def test_groups_that_are_not_there_are_told(options: DifOptions, expected: str) -> None:
    with pytest.raises(AnalysisRefusedError, match=expected):
        dif_analysis(s.table(), options, TRUTH)
    with pytest.raises(AnalysisRefusedError, match="two groups of at least 30"):
        dif_analysis(s.table().take(persons=range(40)), DifOptions(group="kantor"), TRUTH)


def test_nothing_is_said_to_be_alike_where_nothing_could_be_tested() -> None:
    """Each group answered items of its own."""
    table = s.table()
    is_first = np.array(table.groups["kantor"]) == "Biro"
    apart = np.where(is_first[:, None] == (np.arange(s.N_ITEMS) < 8), table.categories, -1)
    object.__setattr__(part := table.take(), "categories", apart)
    asked = Request("dif", "2026-11-21", options={"group": "kantor"})
    told = made(asked, part, TRUTH).lines
    assert any("nothing could be tested" in line for line in told["en"])
    assert not any("No item differs" in line for line in told["en"])


# --- options ---------------------------------------------------------------------------------------------


def test_unknown_options_and_values_are_refused() -> None:
    with pytest.raises(ValueError, match="options of fit must be among"):
        options_of("fit", {"colour": 1})
    with pytest.raises(ValueError, match="Invalid enum value"):
        options_of("calibrate", {"model": "5pl"})
