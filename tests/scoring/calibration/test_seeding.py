"""Which new item to give to whom: information about item parameters, and the D-optimal gain."""

import numpy as np
import pytest
from scipy.special import expit

from scoring import GRID, ItemParameters, NominalParameters, normal_prior
from scoring.calibration import Responses, SeedingDesign, calibrate, information_matrices
from tests.scoring.calibration.samples import drawn, two_parameter_items

EASY, HARD = ItemParameters("2pl", 1.2, (-1.0,)), ItemParameters("2pl", 1.2, (1.5,))
VAGUE = np.diag([0.25, 1.0])


def test_information_of_the_two_parameter_model_written_out() -> None:
    p = expit(1.2 * (GRID + 1.0))
    gradient = np.stack((GRID + 1.0, np.full_like(GRID, -1.2)))
    expected = np.einsum("q,aq,bq->qab", p * (1.0 - p), gradient, gradient)
    assert information_matrices(EASY) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    "item",
    [
        ItemParameters("3pl", 1.4, (0.3,), 0.2),
        ItemParameters("4pl", 1.4, (0.3,), 0.2, 0.95),
        ItemParameters("grm", 1.1, (-0.5, 0.4)),
        ItemParameters("gpcm", 0.9, (0.5, -0.4)),
        NominalParameters(1.0, (0.0, 0.5, 1.2), (0.0, 0.3, -0.2)),
    ],
    ids=lambda item: item.model,
)
def test_one_answer_tells_about_no_more_parameters_than_it_has_free_categories(
    item: ItemParameters | NominalParameters,
) -> None:
    information = information_matrices(item, np.array([-1.0, 0.5]))
    ranks = np.linalg.matrix_rank(information, tol=1e-9)
    assert (ranks == item.n_categories - 1).all()
    assert (np.linalg.eigvalsh(information) > -1e-12).all()


def test_the_gain_is_the_rise_of_the_log_determinant_of_the_precision() -> None:
    design = SeedingDesign.of([EASY, HARD], [VAGUE, VAGUE])
    precision = np.linalg.inv(VAGUE)
    before = np.linalg.slogdet(precision)[1]
    after = np.linalg.slogdet(precision + information_matrices(EASY))[1]
    assert design.gains[0] == pytest.approx(after - before, abs=1e-12)
    posterior = np.exp(normal_prior(0.4, 0.5))
    assert design.expected_gains(posterior)[0, 0] == pytest.approx(posterior @ (after - before))


def test_able_persons_get_hard_items_and_items_known_well_give_way() -> None:
    design = SeedingDesign.of([EASY, HARD], [VAGUE, VAGUE])
    posteriors = np.exp(np.stack((normal_prior(-1.5, 0.4), normal_prior(2.0, 0.4))))
    assert design.expected_gains(posteriors).argmax(axis=1).tolist() == [0, 1]
    for _ in range(30):
        design = design.after(1, posteriors[1])
    assert design.expected_gains(posteriors).argmax(axis=1).tolist() == [0, 0]
    assert np.linalg.det(design.covariances[1]) < np.linalg.det(VAGUE)


def test_what_many_answers_add_is_what_a_calibration_gains() -> None:
    rng = np.random.default_rng(95)
    items = two_parameter_items(40, rng)
    responses = Responses.of(drawn(items, rng.normal(size=1500), rng))
    fixed = dict(enumerate(items[:39]))
    found = calibrate(responses, "2pl", fixed=fixed).items[39]
    assert found.parameters is not None
    design = SeedingDesign.of([found.parameters], [np.diag([1e4, 1e4])])
    population = np.exp(normal_prior(0.0, 1.0))
    precision = 1500.0 * np.tensordot(population, information_matrices(found.parameters), axes=1)
    # Of known abilities; those that 39 items tell say a little less.
    ratio = np.sqrt(np.diagonal(np.linalg.inv(precision))) / found.standard_errors
    assert (ratio > 0.75).all()
    assert (ratio < 1.0).all()
    assert design.n_items == 1


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="one for each item"):
        SeedingDesign.of([EASY], [])
    with pytest.raises(ValueError, match="shape"):
        SeedingDesign.of([EASY], [np.eye(3)])
    with pytest.raises(ValueError, match="not negative"):
        SeedingDesign.of([EASY], [-np.eye(2)])
    design = SeedingDesign.of([EASY], [VAGUE])
    with pytest.raises(ValueError, match="posteriors"):
        design.expected_gains(np.ones((1, 7)))
    with pytest.raises(ValueError, match="place"):
        design.after(1, np.ones(121))
