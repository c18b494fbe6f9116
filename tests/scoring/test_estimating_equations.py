import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, NominalParameters
from scoring.arrays import Floats, Integers
from scoring.estimating_equations import EstimatingEquation, areas, highest_tops, nodes_between

NODES = np.linspace(-6.0, 6.0, 121)


def polynomial(*roots: float, sign: float = -1.0) -> EstimatingEquation:
    """An equation of one person whose g is the product of (theta - root), times the sign."""

    def g(points: Floats) -> Floats:
        return np.asarray(sign * np.prod([points - root for root in roots], axis=0))

    def at(persons: Integers, points: Floats) -> tuple[Floats, None]:
        assert persons.size == points.size
        return g(points), None

    values = g(NODES)[None]
    return EstimatingEquation(NODES, values, areas(NODES, values), at)


def test_the_only_fall_through_zero_is_the_estimate() -> None:
    tops = highest_tops(polynomial(1.234))
    assert tops.abilities[0] == pytest.approx(1.234, abs=1e-12)
    assert not tops.is_at_bound[0]


def test_of_two_falls_the_higher_top_is_the_estimate() -> None:
    # Tops at -3.03 and 2.51 and a valley between: the top that is further from the valley is the higher.
    assert highest_tops(polynomial(-3.03, -1.0, 2.51)).abilities[0] == pytest.approx(2.51, abs=1e-12)
    assert highest_tops(polynomial(-3.03, 1.0, 2.51)).abilities[0] == pytest.approx(-3.03, abs=1e-12)


def test_tops_nearly_as_high_are_told_apart_between_the_nodes() -> None:
    for shift in (-0.003, 0.003):
        found = highest_tops(polynomial(-2.04, shift, 2.04)).abilities[0]
        assert found == pytest.approx(-2.04 if shift > 0.0 else 2.04, abs=1e-12)


def test_an_end_that_is_pointed_at_is_a_top() -> None:
    rising = highest_tops(polynomial(-7.0, sign=1.0))
    assert (rising.abilities[0], bool(rising.is_at_bound[0])) == (6.0, True)
    falling = highest_tops(polynomial(-7.0))
    assert (falling.abilities[0], bool(falling.is_at_bound[0])) == (-6.0, True)


def test_a_root_exactly_at_a_node_is_found() -> None:
    assert highest_tops(polynomial(float(NODES[73]))).abilities[0] == NODES[73]


def test_zeros_between_a_rise_and_a_fall_are_one_top() -> None:
    values = np.where(NODES < -1.0, 1.0, np.where(NODES > 1.0, -1.0, 0.0))[None]

    def at(persons: Integers, points: Floats) -> tuple[Floats, None]:
        return np.where(points > 1.0, -1.0, 0.0), None

    found = highest_tops(EstimatingEquation(NODES, values, areas(NODES, values), at)).abilities[0]
    assert 0.9 < found < 1.1


def test_an_equation_that_says_nothing_has_no_estimate() -> None:
    values = np.zeros((2, NODES.size))
    equation = EstimatingEquation(NODES, values, values, lambda _, points: (points, None))
    assert np.isnan(highest_tops(equation).abilities).all()


def test_nodes_are_as_close_as_the_grids_and_closer_for_steep_items() -> None:
    flat = ItemPool.of([ItemParameters("2pl", 1.0, (0.0,))])
    np.testing.assert_allclose(nodes_between(-6.0, 6.0, flat), NODES, atol=1e-15)
    steep = ItemPool.of([*flat.items, ItemParameters("3pl", 10.0, (0.0,), 0.2)])
    assert nodes_between(-6.0, 6.0, steep).size == 481
    nominal = ItemPool.of([NominalParameters(2.0, (0.0, 5.0), (0.0, 0.0))])
    assert nodes_between(-6.0, 6.0, nominal).size == 481
    assert nodes_between(-6.0, 6.0, ItemPool.of([ItemParameters("2pl", 1e6, (0.0,))])).size == 2001
