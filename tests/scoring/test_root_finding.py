import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.arrays import Floats, Integers
from scoring.root_finding import falling_roots

CENTRES = np.array([-5.9, -1.0, 0.0, 0.3, 5.999])


def solved(shape: str, *, with_slopes: bool) -> tuple[Floats, int]:
    """Roots at `CENTRES` of functions of this shape between -6 and 6, and how often they were asked."""
    asked = 0

    def function(places: Integers, points: Floats) -> tuple[Floats, Floats | None]:
        nonlocal asked
        asked += 1
        x = points - CENTRES[places]
        values, slopes = {
            "line": (-x, -np.ones_like(x)),
            "steep": (-np.tanh(50.0 * x), -50.0 / np.cosh(50.0 * x) ** 2),
            "flat": (-(x**3), -3.0 * x**2),
            "wavy": (-x - 0.9 * np.sin(3.0 * x) / 3.0, -1.0 - 0.9 * np.cos(3.0 * x)),
            "step": (np.where(x < 0.0, 1.0, -1.0), np.zeros_like(x)),
        }[shape]
        return values, slopes if with_slopes else None

    everywhere = np.arange(CENTRES.size)
    low, high = np.full(CENTRES.size, -6.0), np.full(CENTRES.size, 6.0)
    with np.errstate(over="ignore"):
        roots = falling_roots(
            function, low, high, function(everywhere, low)[0], function(everywhere, high)[0]
        )
    return roots, asked


@given(shape=st.sampled_from(["line", "steep", "wavy", "step"]), with_slopes=st.booleans())
def test_roots_are_found_with_and_without_slopes_however_poor_the_slopes(
    shape: str, with_slopes: bool
) -> None:
    roots, asked = solved(shape, with_slopes=with_slopes)
    np.testing.assert_allclose(roots, CENTRES, atol=2e-12)
    assert asked < 70


def test_a_flat_root_is_found_to_what_its_flatness_allows() -> None:
    roots, asked = solved("flat", with_slopes=True)
    np.testing.assert_allclose(roots, CENTRES, atol=1e-8)
    assert asked < 102


def test_few_steps_are_enough_near_a_line() -> None:
    assert solved("wavy", with_slopes=True)[1] < 14
    assert solved("line", with_slopes=False)[1] < 6


def test_a_root_at_an_end_needs_no_step() -> None:
    def never(places: Integers, points: Floats) -> tuple[Floats, None]:
        raise AssertionError

    low, high = np.array([0.0, 0.0]), np.array([1.0, 1.0])
    roots = falling_roots(never, low, high, np.array([0.0, 2.0]), np.array([-1.0, 0.0]))
    assert roots.tolist() == [0.0, 1.0]


def test_no_functions_have_no_roots() -> None:
    none = np.empty(0)
    assert falling_roots(lambda _, points: (points, None), none, none, none, none).size == 0
