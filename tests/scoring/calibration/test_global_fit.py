"""M2 and C2: the published value, the covariance of moments by enumeration, and their distribution."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import ncx2

from scoring import GRID, ItemParameters, ItemPool, category_probabilities, normal_prior
from scoring.calibration import Options, Population, Responses, calibrate, global_fit
from scoring.calibration.global_fit import _covariance, _jacobian, _moments
from tests.scoring.calibration.samples import drawn, lsat6, two_parameter_items

GRADED = [
    ItemParameters("grm", a, (b - 0.8, b + 0.6)) for a, b in ((1.0, 0.2), (1.4, -0.3), (0.8, 0.0), (1.2, 0.4))
]


def test_m2_of_lsat6_is_the_published_value() -> None:
    responses = lsat6()
    found = global_fit(calibrate(responses, "2pl"), responses)
    assert found.name == "M2"
    assert found.statistic == pytest.approx(4.738, abs=1e-3)
    assert found.degrees_of_freedom == 5
    assert found.rmsea == 0.0
    assert found.rmsea_interval[0] == 0.0 < found.rmsea_interval[1] < 0.06
    upper = 1000.0 * 5.0 * found.rmsea_interval[1] ** 2
    assert ncx2.cdf(found.statistic, 5, upper) == pytest.approx(0.05, abs=1e-6)
    assert 0.0 < found.srmsr < 0.05


def test_moments_and_their_covariance_are_those_of_all_response_patterns() -> None:
    rng = np.random.default_rng(60)
    responses = Responses.of(drawn(GRADED, rng.normal(size=400), rng))
    calibration = calibrate(responses, "grm", options=Options(n_nodes=121))
    assert calibration.fitted is not None
    weights = np.exp(normal_prior(0.0, 1.0))
    moments = _moments(calibration.fitted)
    curves = category_probabilities(ItemPool.of(calibration.pool().items), GRID)
    rows, chances = [], []
    for pattern in product(range(3), repeat=4):
        numbers = np.array(pattern)
        single = numbers[moments.item_of] == moments.number
        rows.append(np.concatenate((single, numbers[moments.first] * numbers[moments.second])))
        chances.append(float(np.prod(curves[np.arange(4), numbers], axis=0) @ weights))
    values, shares = np.array(rows, dtype=float), np.array(chances)
    expected = shares @ values
    assert moments.table @ weights == pytest.approx(expected, abs=1e-12)
    covariance = (values * shares[:, None]).T @ values - np.outer(expected, expected)
    found = _covariance(moments, weights, moments.table, expected)
    assert found == pytest.approx(covariance, abs=1e-12)


def test_the_jacobian_of_the_moments_by_differences() -> None:
    rng = np.random.default_rng(61)
    responses = Responses.of(drawn(GRADED, rng.normal(0.3, 1.1, size=400), rng))
    calibration = calibrate(responses, "grm", fixed={0: GRADED[0]})
    assert calibration.fitted is not None
    fitted = calibration.fitted
    problem, vector = fitted.problem, fitted.vector
    weights = np.exp(problem.groups.log_weights(vector[problem.n_item_entries :]))[0]
    jacobian = _jacobian(fitted, _moments(fitted), weights)
    for column, place in enumerate(np.flatnonzero(~problem.is_held)):
        ends = []
        for sign in (1, -1):
            moved = vector.copy()
            moved[place] += sign * 1e-5
            own = np.exp(problem.groups.log_weights(moved[problem.n_item_entries :]))[0]
            ends.append(_moments(type(fitted)(problem, moved, None, fitted.items)).table @ own)
        assert jacobian[:, column] == pytest.approx((ends[0] - ends[1]) / 2e-5, abs=1e-7)


@pytest.mark.parametrize("model", ["2pl", "grm"])
def test_the_statistic_is_about_its_degrees_of_freedom_when_the_model_is_right(model: str) -> None:
    rng = np.random.default_rng(62)
    items = two_parameter_items(6, rng) if model == "2pl" else GRADED
    ratios, small = [], 0
    for _ in range(30):
        responses = Responses.of(drawn(items, rng.normal(size=600), rng))
        options = Options(tolerance=1e-4, has_standard_errors=False)
        found = global_fit(calibrate(responses, model, options=options), responses)  # type: ignore[arg-type]
        assert found.name == ("M2" if model == "2pl" else "C2")
        ratios.append(found.statistic / found.degrees_of_freedom)
        small += found.p_value < 0.05
    assert 0.8 < np.mean(ratios) < 1.2
    assert small <= 5


def test_two_abilities_do_not_fit_one() -> None:
    rng = np.random.default_rng(63)
    items = two_parameter_items(6, rng)
    matrix = np.concatenate(
        (drawn(items, rng.normal(size=800), rng), drawn(items, rng.normal(size=800), rng)), axis=0
    )
    both = np.concatenate((matrix[:800, :3], matrix[800:, 3:]), axis=1)
    responses = Responses.of(np.concatenate((both, both[:, [1, 0, 2, 4, 3, 5]])))
    found = global_fit(calibrate(responses, "1pl"), responses)
    assert found.p_value < 1e-6
    assert found.rmsea_interval[0] > 0.03
    degrees = found.degrees_of_freedom
    n_persons = float(responses.counts.sum())
    assert found.rmsea == pytest.approx(np.sqrt((found.statistic - degrees) / (n_persons * degrees)))


def test_what_cannot_be_tested_is_said() -> None:
    rng = np.random.default_rng(64)
    matrix = drawn(two_parameter_items(5, rng), rng.normal(size=200), rng)
    gappy = matrix.copy()
    gappy[0, 0] = -1
    whole, gaps = Responses.of(matrix), Responses.of(gappy)
    with pytest.raises(ValueError, match="must be complete"):
        global_fit(calibrate(gaps, "2pl"), gaps)
    grouped = calibrate(whole, "2pl", groups=[0] * 100 + [1] * 100, population=Population(reference=0))
    with pytest.raises(ValueError, match="one group"):
        global_fit(grouped, whole)
    three = Responses.of(matrix[:, :3])
    with pytest.raises(ValueError, match="fewer parameters"):
        global_fit(calibrate(three, "2pl"), three)
    with pytest.raises(ValueError, match="estimated items"):
        global_fit(calibrate(Responses.of(np.ones((3, 3), int)), "2pl"), whole)
