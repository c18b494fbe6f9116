import numpy as np

from scoring.forced_choice import Rankings
from scoring.forced_choice.identification import identified
from scoring.forced_choice.likelihood import UtilityModel
from scoring.forced_choice.marginal_likelihood import Population, Task, _Climb, _row, maximised
from tests.scoring.forced_choice.questionnaires import answered, correlated, drawn_bank

RNG = np.random.default_rng(6)
BANK = drawn_bank(RNG, 2, 3)
BLOCKS = [(0, 1, 2), (3, 4), (5, 0)]
RANKINGS = Rankings.of_form(
    BANK, BLOCKS, answered(RNG, BANK, BLOCKS, RNG.multivariate_normal([0.0, 0.0], correlated(2), 40))
)
NOBODY = np.zeros(6, dtype=np.bool_)
TASK = Task(
    RANKINGS,
    identified(RANKINGS, 6, fixed=NOBODY, held=NOBODY, estimates_uniquenesses=True),
    estimates_means=True,
    estimates_variances=True,
    estimates_correlations=True,
    n_traits=2,
    uniqueness_prior_sd=0.8,
    n_nodes=32,
    most_steps=30,
)


def test_the_gradient_is_that_of_finite_differences_while_nodes_are_held() -> None:
    row = _row(UtilityModel.of(BANK), Population(np.array([0.2, -0.1]), np.array([[1.2, 0.3], [0.3, 0.9]])))
    climb = _Climb.at(TASK, row, BANK.traits, None)
    gradient = climb._gradient(row, climb._scores(row, climb._height(row)[1]))
    step = 1e-5
    for place in range(row.size):
        move = step * (np.arange(row.size) == place)
        slope = (climb._height(row + move)[0] - climb._height(row - move)[0]) / (2.0 * step)
        np.testing.assert_allclose(gradient[place], slope, atol=2e-6, err_msg=str(place))


def test_what_is_laid_down_holds_at_the_end() -> None:
    start = TASK.plan.normalised(UtilityModel.of(BANK))
    fit = maximised(TASK, start, Population(np.zeros(2), correlated(2)))
    for group in TASK.plan.origins:
        members = (TASK.plan.groups == group) & TASK.plan.has_loading
        assert abs(fit.model.means[members].sum()) < 1e-9
    assert fit.log_likelihood < 0.0
    assert fit.effective_shares.shape == (40,)
