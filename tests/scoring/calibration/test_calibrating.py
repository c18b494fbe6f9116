"""Calibration against published values, against a general optimiser, and against itself another way."""

import numpy as np
import pytest
from scipy.optimize import minimize

from scoring import GRID, ItemParameters, normal_prior
from scoring.arrays import Floats
from scoring.calibration import (
    Beta,
    Calibration,
    ItemModel,
    ItemPriors,
    Normal,
    Options,
    Population,
    Responses,
    calibrate,
)
from scoring.calibration.maximisation import direction
from tests.scoring.calibration.samples import MIXED, drawn, lsat6, two_parameter_items
from tests.scoring.pools import PUBLISHED

PRIORS = ItemPriors(Normal(0.0, 0.5), Normal(0.0, 2.0), Beta(5, 17), Normal(3.0, 0.5))
PLAIN = Options(is_accelerated=False, max_iterations=5000)


def estimates(calibration: Calibration) -> Floats:
    return np.concatenate([item.estimates for item in calibration.items])


def mixed_calibration(options: Options | None = None) -> Calibration:
    """Items of every model in two groups, with gaps and priors."""
    rng = np.random.default_rng(10)
    abilities = np.concatenate((rng.normal(size=400), rng.normal(0.5, 1.3, size=400)))
    matrix = drawn(MIXED, abilities, rng)
    matrix[rng.random(matrix.shape) < 0.2] = -1
    return calibrate(
        Responses.of(matrix),
        [ItemModel(item.model, priors=PRIORS) for item in MIXED],  # type: ignore[arg-type]
        groups=["a"] * 400 + ["b"] * 400,
        options=options,
    )


def test_lsat6_by_the_two_parameter_model_as_published() -> None:
    found = calibrate(lsat6(), "2pl")
    slopes, difficulties = estimates(found).reshape(5, 2).T
    assert slopes == pytest.approx(PUBLISHED["lsat6"]["slopes"], abs=2e-4)
    assert -slopes * difficulties == pytest.approx(PUBLISHED["lsat6"]["intercepts"], abs=2e-4)
    errors = [item.standard_error("a") for item in found.items]
    assert errors == pytest.approx([0.2581, 0.1867, 0.2328, 0.1851, 0.2099], abs=1e-4)
    assert found.log_likelihood == pytest.approx(-2466.653, abs=1e-3)
    assert found.has_converged
    assert found.n_parameters == 10
    assert found.n_persons == 1000.0
    assert found.aic == pytest.approx(20.0 + 2.0 * 2466.6534, abs=1e-3)
    assert found.bic == pytest.approx(10.0 * np.log(1000.0) + 2.0 * 2466.6534, abs=1e-3)
    assert found.adjusted_bic == pytest.approx(10.0 * np.log(1002.0 / 24.0) + 2.0 * 2466.6534, abs=1e-3)


def test_lsat6_by_the_rasch_model_as_published() -> None:
    found = calibrate(lsat6(), "1pl")
    slopes, difficulties = estimates(found).reshape(5, 2).T
    assert np.ptp(slopes) == 0.0
    assert slopes[0] ** 2 == pytest.approx(0.5702, abs=1e-4)  # the variance of ability at slope 1
    assert -slopes * difficulties == pytest.approx([2.7300, 0.9986, 0.2399, 1.3065, 2.0994], abs=1e-4)
    assert found.log_likelihood == pytest.approx(-2466.938, abs=1e-3)
    assert found.n_parameters == 6


@pytest.mark.parametrize("model", ["2pl", "grm"])
def test_the_optimum_is_that_of_a_general_optimiser(model: str) -> None:
    rng = np.random.default_rng(11)
    if model == "2pl":
        responses = lsat6()
        matrix, counts, n_steps = responses.matrix().astype(int), responses.counts, 1
    else:
        items = [
            ItemParameters("grm", a, (b - 0.8, b + 0.7)) for a, b in ((1.0, 0.2), (1.4, -0.3), (0.8, 0.0))
        ]
        matrix, counts, n_steps = drawn(items, rng.normal(size=500), rng), np.ones(500), 2
        responses = Responses.of(matrix)
    n_items = matrix.shape[1]
    weights = np.exp(normal_prior(0.0, 1.0))

    def negative(vector: Floats) -> float:
        parameters = vector.reshape(n_items, n_steps + 1)
        likelihood = np.ones((len(matrix), GRID.size))
        for item, (a, *intercepts) in enumerate(parameters):
            above = [np.ones(GRID.size)]
            above += [1.0 / (1.0 + np.exp(-(a * GRID + d))) for d in intercepts]
            above.append(np.zeros(GRID.size))
            curves = -np.diff(np.array(above), axis=0)
            likelihood *= np.maximum(curves, 1e-300)[matrix[:, item]]
        return -float(counts @ np.log(likelihood @ weights))

    start = np.tile([1.0, 1.0, -1.0][: n_steps + 1], n_items)
    best = minimize(negative, start, method="BFGS", options={"gtol": 1e-6}).x.reshape(n_items, -1)
    found = estimates(calibrate(responses, model, options=Options(n_nodes=121)))  # type: ignore[arg-type]
    found = found.reshape(n_items, -1)
    assert found[:, 0] == pytest.approx(best[:, 0], abs=1e-4)
    assert -found[:, :1] * found[:, 1:] == pytest.approx(best[:, 1:], abs=1e-4)


def test_the_gradient_of_the_marginal_likelihood_is_zero_at_the_optimum_and_right_elsewhere() -> None:
    found = mixed_calibration()
    assert found.fitted is not None
    problem, optimum = found.fitted.problem, found.fitted.vector
    free = np.flatnonzero(~problem.is_held)
    away = optimum.copy()
    away[free] += np.random.default_rng(12).normal(0.0, 0.05, free.size)

    def height(vector: Floats) -> float:
        return problem.expectation(vector).log_likelihood + problem.log_prior(vector)

    for vector in (optimum, away):
        slopes = []
        for place in free:
            moved = np.zeros(problem.size)
            moved[place] = 1e-5
            slopes.append((height(vector + moved) - height(vector - moved)) / 2e-5)
        analytic = direction(problem, vector, problem.expectation(vector)).gradient[free]
        assert analytic == pytest.approx(np.array(slopes), abs=1e-5)
        if vector is optimum:
            assert np.abs(slopes).max() < 1e-3


def test_acceleration_finds_the_optimum_of_plain_em_and_never_goes_down() -> None:
    fast, plain = mixed_calibration(), mixed_calibration(PLAIN)
    assert fast.has_converged
    assert plain.has_converged
    assert fast.n_iterations < plain.n_iterations / 2
    assert estimates(fast) == pytest.approx(estimates(plain), abs=1e-4)
    for each in (fast, plain):
        assert (np.diff(each.history) >= -1e-11 * abs(each.log_likelihood)).all()


def test_61_nodes_are_enough() -> None:
    rng = np.random.default_rng(13)
    items = two_parameter_items(40, rng)
    responses = Responses.of(drawn(items, rng.normal(size=800), rng))
    coarse, fine = (calibrate(responses, "2pl", options=Options(n_nodes=n)) for n in (61, 121))
    assert coarse.log_likelihood == pytest.approx(fine.log_likelihood, abs=1e-4)
    assert estimates(coarse) == pytest.approx(estimates(fine), abs=1e-5)


def test_means_and_sds_of_groups_are_recovered() -> None:
    rng = np.random.default_rng(14)
    items = two_parameter_items(20, rng)
    truth = {"base": (0.0, 1.0), "low": (-0.6, 0.8), "high": (0.7, 1.3)}
    abilities = np.concatenate([rng.normal(mean, sd, 1000) for mean, sd in truth.values()])
    groups = [label for label in truth for _ in range(1000)]
    found = calibrate(
        Responses.of(drawn(items, abilities, rng)),
        "2pl",
        groups=groups,
        population=Population(reference="base"),
    )
    for group in found.groups:
        mean, sd = truth[str(group.label)]
        if group.label == "base":
            assert (group.mean, group.sd, group.mean_standard_error) == (0.0, 1.0, 0.0)
        else:
            assert 0.02 < group.mean_standard_error < 0.08
            assert abs(group.mean - mean) < 3.0 * group.mean_standard_error
            assert abs(group.sd - sd) < 3.0 * group.sd_standard_error


def test_the_choice_of_the_reference_moves_the_scale_and_nothing_else() -> None:
    rng = np.random.default_rng(15)
    items = two_parameter_items(8, rng)
    abilities = np.concatenate((rng.normal(size=400), rng.normal(0.5, 1.2, size=400)))
    responses = Responses.of(drawn(items, abilities, rng))
    groups = [1] * 400 + [2] * 400
    first, second = (
        calibrate(responses, "2pl", groups=groups, population=Population(reference=each)) for each in (1, 2)
    )
    assert first.log_likelihood == pytest.approx(second.log_likelihood, abs=1e-3)  # the nodes end elsewhere
    mean, sd = first.groups[1].mean, first.groups[1].sd
    one, two = estimates(first).reshape(-1, 2), estimates(second).reshape(-1, 2)
    assert two[:, 0] == pytest.approx(one[:, 0] * sd, abs=3e-3)
    assert two[:, 1] == pytest.approx((one[:, 1] - mean) / sd, abs=3e-3)
    with pytest.raises(ValueError, match="reference"):
        calibrate(responses, "2pl", groups=groups, population=Population(reference=3))


def test_anchors_keep_their_parameters_and_give_the_same_estimates_of_the_others() -> None:
    rng = np.random.default_rng(16)
    items = two_parameter_items(8, rng)
    responses = Responses.of(drawn(items, rng.normal(size=600), rng))
    free = calibrate(responses, "2pl")
    anchors = {place: free.items[place].parameters for place in range(4)}
    again = calibrate(responses, "2pl", fixed=anchors)  # type: ignore[arg-type]
    for place in range(4):
        assert again.items[place].parameters == anchors[place]
        assert again.items[place].is_fixed
        assert (again.items[place].standard_errors == 0.0).all()
    # With the anchors at the optimum it stays where it was, mean and SD of the group too.
    assert estimates(again)[16:] == pytest.approx(estimates(free)[8:], abs=1e-4)
    assert (again.groups[0].mean, again.groups[0].sd) == pytest.approx((0.0, 1.0), abs=1e-4)
    assert again.log_likelihood == pytest.approx(free.log_likelihood, abs=1e-6)


def test_a_common_slope_is_that_of_fixed_items() -> None:
    rng = np.random.default_rng(17)
    items = [ItemParameters("1pl", 1.3, (b,)) for b in (-1.0, -0.3, 0.2, 0.6, 1.1)]
    responses = Responses.of(drawn(items, rng.normal(0.4, 1.2, size=500), rng))
    found = calibrate(responses, "1pl", fixed={0: items[0], 2: items[2]})
    assert [item.parameters.a for item in found.items if item.parameters] == [1.3] * 5
    assert found.n_parameters == 5  # three difficulties, mean and SD
    with pytest.raises(ValueError, match="share one slope"):
        calibrate(responses, "1pl", fixed={0: items[0], 1: ItemParameters("1pl", 1.1, (0.0,))})


def test_data_missing_by_design_give_the_parameters_of_linked_forms() -> None:
    rng = np.random.default_rng(18)
    items = two_parameter_items(30, rng)
    matrix = drawn(items, rng.normal(size=3000), rng)
    form = rng.integers(0, 3, 3000)
    for each in range(3):  # three forms of 20 items, each sharing 10 with the next
        left_out = np.arange(10 * each, 10 * each + 10)
        matrix[np.ix_(form == each, left_out)] = -1
    found = calibrate(Responses.of(matrix), "2pl")
    truth = np.array([(item.a, item.b[0]) for item in items])
    errors = estimates(found).reshape(-1, 2) - truth
    assert np.sqrt((errors**2).mean(axis=0)).tolist() < [0.12, 0.10]
    assert np.abs(errors.mean(axis=0)).max() < 0.05
    assert [item.n_responses for item in found.items] == (matrix >= 0).sum(axis=0).tolist()


def test_sparse_and_dense_matrices_agree() -> None:
    rng = np.random.default_rng(19)
    items = two_parameter_items(25, rng)
    few = drawn(items, rng.normal(size=600), rng)
    for row in few:
        row[rng.permutation(25)[4:]] = -1
    full = drawn(items, rng.normal(size=100), rng)
    whole = calibrate(Responses.of(few), "2pl")
    joined = calibrate(Responses.of(np.concatenate((few, full))), "2pl")
    assert whole.fitted is not None
    assert joined.fitted is not None
    assert not isinstance(whole.fitted.problem.matrix.matrix, np.ndarray)
    assert isinstance(joined.fitted.problem.matrix.matrix, np.ndarray)
    alone = Responses.of(np.concatenate((few, full)), counts=np.repeat([1.0, 0.0], [600, 100]))
    again = calibrate(alone, "2pl")
    assert estimates(again) == pytest.approx(estimates(whole), abs=1e-8)


def test_counts_are_persons() -> None:
    counted = lsat6()
    repeated = Responses.of(np.repeat(counted.matrix(), counted.counts.astype(int), axis=0))
    assert estimates(calibrate(repeated, "2pl")) == pytest.approx(
        estimates(calibrate(counted, "2pl")), abs=1e-9
    )


def test_a_histogram_finds_a_population_that_is_not_normal() -> None:
    rng = np.random.default_rng(20)
    items = two_parameter_items(20, rng)
    abilities = np.where(rng.random(1500) < 0.7, -0.6, 1.4) + rng.normal(0.0, 0.4, 1500)
    abilities = (abilities - abilities.mean()) / abilities.std()
    responses = Responses.of(drawn(items, abilities, rng))
    truth = np.array([(item.a, item.b[0]) for item in items])
    options = Options(n_nodes=31, tolerance=1e-5)
    normal = calibrate(responses, "2pl", options=options)
    free = calibrate(responses, "2pl", population=Population("histogram"), options=options)
    assert free.has_converged
    assert free.log_likelihood > normal.log_likelihood + 20.0
    # 31 weights less their sum, mean and SD
    assert (normal.n_parameters, free.n_parameters) == (40, 40 + 28)
    assert (np.diff(free.history) >= -1e-10 * abs(free.log_likelihood)).all()
    assert (free.groups[0].mean, free.groups[0].sd) == pytest.approx((0.0, 1.0), abs=1e-8)
    rmse = [np.sqrt(((estimates(each).reshape(-1, 2) - truth) ** 2).mean(axis=0)) for each in (normal, free)]
    assert rmse[1][0] < 0.9 * rmse[0][0]
    abilities_found = free.abilities(responses)
    assert np.corrcoef(abilities_found.abilities, abilities)[0, 1] > 0.85


def test_starts_change_the_way_and_not_the_end() -> None:
    rng = np.random.default_rng(21)
    items = two_parameter_items(10, rng)
    responses = Responses.of(drawn(items, rng.normal(size=500), rng))
    usual = calibrate(responses, "2pl")
    near = calibrate(responses, "2pl", starts=dict(enumerate(usual.pool().items)))  # type: ignore[arg-type]
    far = calibrate(responses, "2pl", starts={0: ItemParameters("2pl", 4.0, (3.0,))})
    assert near.n_iterations < usual.n_iterations
    assert estimates(far) == pytest.approx(estimates(usual), abs=1e-5)


def test_wrong_arguments_are_named() -> None:
    responses = Responses.of([[1, 0], [0, 1]])
    with pytest.raises(ValueError, match="one for each of 2 items"):
        calibrate(responses, ["2pl"])
    with pytest.raises(ValueError, match="model must be one of"):
        calibrate(responses, "5pl")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="fixed must name items 0 to 1"):
        calibrate(responses, "2pl", fixed={2: ItemParameters("2pl", 1.0, (0.0,))})
    with pytest.raises(ValueError, match="group of 2 persons, got 1"):
        calibrate(responses, "2pl", groups=["a"])
    with pytest.raises(ValueError, match="n_nodes"):
        Options(n_nodes=50)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="n_categories of the model 2pl"):
        ItemModel("2pl", 3)


def test_a_start_that_the_model_does_not_allow_is_passed_over() -> None:
    rng = np.random.default_rng(22)
    items = [ItemParameters("grm", 1.2, (b - 0.6, b + 0.6)) for b in (-0.4, -0.1, 0.2, 0.5)]
    responses = Responses.of(drawn(items, rng.normal(size=400), rng))
    crossed = {0: ItemParameters("gpcm", 1.0, (0.5, -0.5)), 1: ItemParameters("2pl", 1.0, (0.0,))}
    assert estimates(calibrate(responses, "grm", starts=crossed)) == pytest.approx(
        estimates(calibrate(responses, "grm")), abs=1e-5
    )
