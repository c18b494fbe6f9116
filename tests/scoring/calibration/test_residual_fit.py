"""Residuals of items: chance where the model is right, adaptive data or not, and more where it is wrong."""

import numpy as np

from scoring import ItemParameters
from scoring.calibration import Options, Responses, calibrate, residual_fit
from tests.scoring.calibration.samples import drawn, two_parameter_items

QUICK = Options(tolerance=1e-4, has_standard_errors=False)


def test_items_that_fit_are_rarely_called_misfits() -> None:
    rng = np.random.default_rng(70)
    p_values = []
    for _ in range(8):
        items = two_parameter_items(15, rng)
        responses = Responses.of(drawn(items, rng.normal(size=600), rng))
        p_values += [fit.p_value for fit in residual_fit(calibrate(responses, "2pl", options=QUICK))]
    found = np.array(p_values)
    assert (found < 0.05).mean() < 0.12
    assert (found < 0.001).mean() < 0.02
    assert 0.3 < found.mean() < 0.65


def test_persons_of_one_sum_are_of_one_group_whatever_their_answer() -> None:
    """In Rasch's model many persons have the same ability but for rounding, which knows the answer itself."""
    rng = np.random.default_rng(74)
    p_values, misfits = [], []
    for _ in range(10):
        items = [ItemParameters("1pl", 1.1, (float(b),)) for b in np.linspace(-1.5, 1.5, 10)]
        responses = Responses.of(drawn(items, rng.normal(size=700), rng))
        calibration = calibrate(responses, "1pl", options=QUICK)
        for fit in residual_fit(calibration):
            assert fit.residuals.size <= 10
            assert (np.diff(fit.abilities) > 1e-3).all()
            assert np.isfinite(fit.observed).all()
            # The slope is that of all items, so that an item has only its difficulty.
            assert fit.degrees_of_freedom == fit.residuals.size - 1
            p_values.append(fit.p_value)
            misfits.append(fit.misfit)
    found = np.array(p_values)
    assert (found < 0.05).mean() < 0.12
    assert 0.35 < found.mean() < 0.65
    assert np.mean(misfits) < 0.05


def test_an_item_with_guessing_misfits_the_two_parameter_model() -> None:
    rng = np.random.default_rng(71)
    items = [*two_parameter_items(20, rng), ItemParameters("3pl", 2.5, (0.8,), 0.3)]
    responses = Responses.of(drawn(items, rng.normal(size=3000), rng))
    fits = residual_fit(calibrate(responses, "2pl", options=QUICK))
    assert fits[20].p_value < 1e-3
    assert fits[20].p_value == min(fit.p_value for fit in fits)
    assert fits[20].observed[0] > fits[20].expected[0]  # more right answers than expected at the low end
    assert (np.diff(fits[20].abilities) > 0.0).all()


def test_adaptive_data_do_not_make_items_misfit() -> None:
    rng = np.random.default_rng(72)
    items = two_parameter_items(30, rng)
    abilities = rng.normal(size=1500)
    matrix = drawn(items, abilities, rng)
    # Everybody gets the items whose difficulty is near what the first five items said.
    difficulties = np.array([item.b[0] for item in items])
    rough = 1.2 * (matrix[:, :5].mean(axis=1) - 0.5)
    far = np.argsort(np.abs(difficulties[None] - rough[:, None]), axis=1)[:, 15:]
    for person, left_out in enumerate(far):
        matrix[person, left_out[left_out >= 5]] = -1
    fits = residual_fit(calibrate(Responses.of(matrix), "2pl", options=QUICK))
    assert np.mean([fit.p_value < 0.05 for fit in fits]) < 0.2
    assert np.mean([fit.misfit for fit in fits]) < 0.05


def test_few_responses_have_no_p_value() -> None:
    rng = np.random.default_rng(73)
    matrix = drawn(two_parameter_items(5, rng), rng.normal(size=30), rng)
    assert all(
        np.isnan(fit.p_value) for fit in residual_fit(calibrate(Responses.of(matrix), "2pl", options=QUICK))
    )
    assert residual_fit(calibrate(Responses.of(np.ones((2, 3), int)), "2pl")) == ()
