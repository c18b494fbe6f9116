"""The M-step: one Newton step for every item and group, from the expected counts of the E-step.

One step each cycle, not many (Lange, 1995, JRSS B 57, 425-437): it has the same fixed points as EM and costs
less. Items are independent of each other but for a slope they share, which is eliminated last.
"""

from typing import NamedTuple

import numpy as np

from scoring.arrays import Floats, Mask
from scoring.calibration.likelihood import Expectation
from scoring.calibration.problem import ItemBlock, Problem

LONGEST = 1.5
"""Longest step of any working parameter of an item; the start may be far away."""


class Direction(NamedTuple):
    """The step of one cycle, the gradient of log likelihood plus log prior, and the step's metric.

    All are (n_entries,); `information` is the complete-data information of each entry by itself.
    """

    step: Floats
    gradient: Floats
    information: Floats


class _System(NamedTuple):
    """Gradients and informations of a block's items, with held parameters taken out."""

    block: ItemBlock
    parameters: Floats
    gradient: Floats
    information: Floats


def direction(problem: Problem, vector: Floats, expectation: Expectation) -> Direction:
    """The Newton step of the complete-data log likelihood and priors."""
    gradient = np.zeros(problem.size)
    information = np.zeros(problem.size)
    step = np.zeros(problem.size)
    systems = []
    for block in problem.blocks:
        parameters = vector[block.index]
        own, curvature = block.family.step(parameters, problem.nodes, expectation.counts[block.rows])
        if not block.priors.is_empty:
            own = own + block.priors.gradient(parameters)
            curvature = curvature + block.priors.information(parameters, is_exact=False)
        gradient += np.bincount(block.index.ravel(), own.ravel(), problem.size)
        diagonal = np.diagonal(curvature, axis1=1, axis2=2)
        information += np.bincount(block.index.ravel(), diagonal.ravel(), problem.size)
        systems.append(_System(block, parameters, own, curvature))
    stuck = stuck_entries(problem, vector, gradient)
    shared = [system for system in systems if system.block.has_shared_slope]
    for system in systems:
        if not system.block.has_shared_slope:
            step[system.block.index] = _limited(_solved(system, stuck))
    if shared:
        _solve_shared(shared, stuck, step)
    state = vector[problem.n_item_entries :]
    group_step, group_information = problem.groups.step(state, expectation.masses)
    step[problem.n_item_entries :] = group_step
    information[problem.n_item_entries :] = group_information
    if problem.groups.shape == "normal":
        pulls = problem.groups.scores(state) @ expectation.masses[:, :, None]
        gradient[problem.n_item_entries :] = np.where(problem.groups.is_free_entry, pulls.ravel(), 0.0)
    return Direction(step, gradient, information)


def stuck_entries(problem: Problem, vector: Floats, gradient: Floats) -> Mask:
    """Entries that are held, or at a bound that the likelihood points beyond."""
    low = (vector <= problem.lower) & (gradient <= 0.0)
    high = (vector >= problem.upper) & (gradient >= 0.0)
    stuck: Mask = problem.is_held | low | high
    return stuck


def made_valid(problem: Problem, vector: Floats, step: Floats) -> Floats:
    """The vector after this step, halved for items that it would leave without probabilities."""
    moved = problem.projected(vector + step)
    for block in problem.blocks:
        needs_sign = block.priors.needs_positive_slope > 0.0
        share = np.ones(len(block.items))
        for _ in range(30):
            now = moved[block.index]
            wrong = ~block.family.is_valid(now) | (needs_sign & (now[:, 0] <= 0.0))
            if not wrong.any():
                break
            if block.has_shared_slope:
                wrong[:] = True
            share[wrong] *= 0.5
            before = vector[block.index]
            moved[block.index] = before + share[:, None] * step[block.index]
        else:
            moved[block.index] = vector[block.index]
    return problem.projected(moved)


def _solved(system: _System, stuck: Mask) -> Floats:
    """Newton steps of items that share nothing, (n_items, n_parameters)."""
    gradient, information = _reduced(system, stuck)
    return np.asarray(np.linalg.solve(information, gradient[:, :, None])[:, :, 0], dtype=np.float64)


def _solve_shared(shared: list[_System], stuck: Mask, step: Floats) -> None:
    """Newton steps of items with one slope: everything else is eliminated for the slope's step."""
    entry = shared[0].block.index[0, 0]
    pull, weight = 0.0, 0.0
    parts = []
    for system in shared:
        gradient, information = _reduced(system, stuck)
        across = information[:, 1:, 0]
        right = np.stack((gradient[:, 1:], across), axis=2)
        solved = np.linalg.solve(information[:, 1:, 1:], right)
        weight += float((information[:, 0, 0] - (across * solved[:, :, 1]).sum(axis=1)).sum())
        pull += float((gradient[:, 0] - (across * solved[:, :, 0]).sum(axis=1)).sum())
        parts.append((system.block, solved))
    slope = 0.0 if stuck[entry] else float(np.clip(pull / max(weight, 1e-12), -LONGEST, LONGEST))
    for block, solved in parts:
        step[block.index[:, 1:]] = _limited(solved[:, :, 0] - solved[:, :, 1] * slope)
    step[entry] = slope


def _reduced(system: _System, stuck: Mask) -> tuple[Floats, Floats]:
    """The system with stuck parameters held and a diagonal that can be divided by."""
    gradient, information = system.gradient, system.information.copy()
    places = np.arange(gradient.shape[1])
    information[:, places, places] *= 1.0 + 1e-10
    information[:, places, places] += 1e-10
    held = stuck[system.block.index]
    if held.any():
        gradient = np.where(held, 0.0, gradient)
        information[held[:, :, None] | held[:, None, :]] = 0.0
        rows, columns = np.nonzero(held)
        information[rows, columns, columns] = 1.0
    return gradient, information


def _limited(step: Floats) -> Floats:
    longest = np.abs(step).max(axis=1, initial=0.0)
    limited: Floats = step * np.minimum(1.0, LONGEST / np.maximum(longest, 1e-300))[:, None]
    return limited
