"""Distributions of ability: steps go uphill, histograms keep their moments."""

import numpy as np
import pytest

from scoring import GRID
from scoring.calibration.populations import Groups, Population, standardised

NODES = GRID[::2]


def groups(shape: str) -> Groups:
    is_standard = np.array([shape == "histogram", False])
    return Groups(shape, NODES, np.array([shape == "histogram", True]), is_standard)  # type: ignore[arg-type]


def test_scores_information_and_curvature_of_a_normal_group_by_differences() -> None:
    normal = groups("normal")
    state = normal.start([0.0, 0.4], [1.0, 1.3])
    masses = np.random.default_rng(2).uniform(0.0, 2.0, (2, NODES.size)) * np.exp(normal.log_weights(state))
    curvature = normal.curvature(state, masses)
    step = 1e-5
    for place in range(2):
        moved = np.zeros(4)
        moved[2 + place] = step
        high, low = normal.log_weights(state + moved)[1], normal.log_weights(state - moved)[1]
        assert normal.scores(state)[1, place] == pytest.approx((high - low) / (2 * step), abs=1e-8)
        high, low = (normal.scores(state + sign * moved)[1] @ masses[1] for sign in (1, -1))
        assert curvature[1, place] == pytest.approx(-(high - low) / (2 * step), abs=1e-7)
    weights = np.exp(normal.log_weights(state))
    assert normal.information(state) == pytest.approx(normal.curvature(state, weights), abs=1e-12)


def test_steps_of_a_normal_group_end_at_the_moments_of_the_masses() -> None:
    normal = groups("normal")
    target = normal.start([0.0, 0.7], [1.0, 0.8])
    masses = 500.0 * np.exp(normal.log_weights(target))
    state = normal.start([0.0, 0.0], [1.0, 1.0])
    for _ in range(30):
        state = normal.projected(state + normal.step(state, masses)[0])
    assert state == pytest.approx(target, abs=1e-9)


def test_a_standardised_histogram_has_mean_0_and_sd_1_and_is_the_likeliest_such() -> None:
    rng = np.random.default_rng(3)
    masses = rng.uniform(0.0, 1.0, NODES.size) * np.exp(-0.5 * (NODES - 0.4) ** 2 / 1.4)
    weights = standardised(masses / masses.sum(), NODES)
    assert weights.sum() == pytest.approx(1.0)
    assert weights @ NODES == pytest.approx(0.0, abs=1e-10)
    assert weights @ NODES**2 == pytest.approx(1.0, abs=1e-10)
    # No move that keeps the three sums raises the likelihood.
    constraints = np.stack((np.ones_like(NODES), NODES, NODES**2))
    for _ in range(20):
        move = rng.normal(size=NODES.size) * weights
        move -= np.linalg.lstsq(constraints, constraints @ move, rcond=None)[0]
        size = float(np.abs(masses / weights) @ np.abs(move))
        assert float((masses / weights) @ move) == pytest.approx(0.0, abs=1e-7 * size)


def test_a_step_of_a_histogram_is_the_share_of_persons_at_each_node() -> None:
    histogram = groups("histogram")
    masses = np.random.default_rng(4).uniform(0.1, 1.0, (2, NODES.size)) * np.exp(-(NODES**2))
    state = histogram.start([0.0, 0.0], [1.0, 1.0])
    after = histogram.projected(state + histogram.step(state, masses)[0]).reshape(2, -1) ** 2
    assert after[1] == pytest.approx(masses[1] / masses[1].sum(), abs=1e-12)
    means, sds = histogram.moments(np.sqrt(after).ravel())
    assert (means[0], sds[0]) == pytest.approx((0.0, 1.0), abs=1e-9)
    assert means[1] == pytest.approx(NODES @ masses[1] / masses[1].sum())


def test_the_mirror_image_of_a_distribution() -> None:
    for shape in ("normal", "histogram"):
        both = groups(shape)
        state = both.start([0.0, 0.6], [1.0, 1.2])
        assert both.moments(both.mirrored(state))[0] == pytest.approx([0.0, -0.6], abs=1e-3)


def test_a_population_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        Population("uniform")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="mean"):
        Population(mean=5.0)
    with pytest.raises(ValueError, match="sd"):
        Population(sd=0.0)
