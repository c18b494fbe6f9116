"""Whole adaptive tests on simulated examinees: quality of the estimates, length, time, exposure of the items.

The decisions are those of the very `AdaptiveTest` that runs live, for a cohort of examinees in lock step, so
that a simulation shows the product and not a model of it. `running` takes the tests, `examinees` answers
them, `exposure_control` decides what each may be given, and a `Simulation` is what came out.
`multidimensional` does the same with tests of several abilities at once.
"""

from scoring.simulation.examinees import Examinees
from scoring.simulation.multidimensional import MultidimensionalSimulation, simulate_multidimensional
from scoring.simulation.result import AbilityGroup, Classification, Simulation
from scoring.simulation.running import simulate

__all__ = [
    "AbilityGroup",
    "Classification",
    "Examinees",
    "MultidimensionalSimulation",
    "Simulation",
    "simulate",
    "simulate_multidimensional",
]
