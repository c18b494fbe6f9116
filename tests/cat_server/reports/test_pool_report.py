"""Information of a section's items, compared with sums over its items by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cat_server.reports.pool_report import pool_information
from item_bank.exam_plan.plan import StoppingPlan
from scoring.parameters import ItemParameters
from tests.cat_server.exams import small_release

CONTENT = small_release().sections[0]
PARAMETERS = [item.parameters for item in CONTENT.items if isinstance(item.parameters, ItemParameters)]


def information(item: ItemParameters, ability: float) -> float:
    """Of one 3PL item: a^2 (Q/P) ((P-c)/(1-c))^2 (Birnbaum, 1968)."""
    p = item.c + (1 - item.c) / (1 + math.exp(-item.a * (ability - item.b[0])))
    return float(item.a**2 * (1 - p) / p * ((p - item.c) / (1 - item.c)) ** 2)


def test_the_pool_and_the_longest_test_are_sums_over_items() -> None:
    pool = pool_information(CONTENT)
    for place in (0, 30, 45, 60):
        ability = (pool.scores[place] - 50) / 10
        each = sorted((information(parameters, ability) for parameters in PARAMETERS), reverse=True)
        assert len(each) == len(CONTENT.items)
        assert pool.whole_pool[place] == pytest.approx(sum(each), rel=1e-9)
        assert pool.longest_test[place] == pytest.approx(sum(each[:6]), rel=1e-9)


def test_the_scale_runs_three_standard_deviations_to_each_side() -> None:
    pool = pool_information(CONTENT)
    assert (pool.scores[0], pool.scores[30], pool.scores[-1]) == pytest.approx((20.0, 50.0, 80.0))


def test_what_is_needed_leaves_out_what_the_prior_brings() -> None:
    assert pool_information(CONTENT).needed == pytest.approx(0.45**-2 - 1)


def test_the_reach_of_the_longest_test_is_where_it_has_what_is_needed() -> None:
    plan = replace(CONTENT.plan, stopping=StoppingPlan(3, 20, 0.5))
    pool = pool_information(replace(CONTENT, plan=plan))
    reach = pool.reached_from_to
    assert reach is not None
    assert pool.needed is not None
    for score, reached in zip(pool.scores, pool.longest_test, strict=True):
        assert (reach[0] <= score <= reach[1]) == (reached >= pool.needed)


def test_a_precision_out_of_reach_is_reached_nowhere() -> None:
    plan = replace(CONTENT.plan, stopping=StoppingPlan(3, 6, 0.05))
    assert pool_information(replace(CONTENT, plan=plan)).reached_from_to is None


def test_a_fixed_section_needs_nothing_and_shows_every_threshold() -> None:
    content = small_release().sections[2]
    pool = pool_information(content)
    assert pool.needed is None
    assert pool.reached_from_to is None
    assert pool.longest_test == pytest.approx(pool.whole_pool)
    assert len(pool.difficulties) == 8 * 3
