"""Security finds those who copied and who hurried among simulated people, and hardly anybody else."""

from __future__ import annotations

import numpy as np
import pytest

from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import Request, SecurityOptions
from cat_server.analyses.security import security_analysis
from scoring.parameters import ItemParameters
from tests.cat_server.analyses import simulated as s

PARAMETERS = {
    s.item(place): values for place, values in enumerate(s.pool().items) if isinstance(values, ItemParameters)
}
TRUTH = KnownItems(PARAMETERS, "release", "0" * 64, "bank")
REQUEST = Request("security", "2026-11-21", bank="uji", section="angka")


def test_those_who_copied_and_who_hurried_are_noted_and_hardly_anybody_else() -> None:
    options = SecurityOptions(n_simulations=199)
    found = security_analysis(s.table(), options, TRUTH, REQUEST).result
    assert [(pair.first, pair.second) for pair in found.pairs.pairs] == [s.COPIERS]
    (pair,) = found.pairs.pairs
    assert pair.is_near
    assert (pair.hall, pair.first_seat, pair.second_seat) == ("Lab 1", "1-1", "1-2")
    assert found.pairs.answers == "options"
    hurried = next(record for record in found.records if record.person == s.HURRIED)
    assert "rapid_answers" in {each.code for each in hurried.findings}
    for index in found.indices:
        if index.name != "effort":
            assert index.n_noted <= 3 * index.n_by_chance
    assert [index.name for index in found.indices] == ["pattern", "course", "change", "effort"]


def test_with_gaps_only_what_still_tells_something_is_looked_at() -> None:
    options = SecurityOptions(n_simulations=49)
    part = s.table(has_gaps=True).take(persons=range(50))
    found = security_analysis(part, options, TRUTH, REQUEST).result
    assert [index.name for index in found.indices] == ["course", "change", "effort"]


def test_a_gap_here_and_there_leaves_a_form_a_form() -> None:
    part = s.table().take(persons=range(50))
    holed = part.categories.copy()
    holed[::7, 4] = -1
    object.__setattr__(part, "categories", holed)
    found = security_analysis(part, SecurityOptions(n_simulations=49), TRUTH, REQUEST).result
    assert [index.name for index in found.indices] == ["pattern", "course", "change", "effort"]
    assert found.indices[0].n_tested == 50


def test_marks_alone_are_compared_where_options_are_not_known() -> None:
    part = s.table().take(persons=range(50))
    bare = part.take()
    object.__setattr__(bare, "options", np.full(part.categories.shape, -1, dtype=np.int16))
    object.__setattr__(bare, "positions", np.zeros(part.categories.shape, dtype=np.int16))
    found = security_analysis(bare, SecurityOptions(), TRUTH, REQUEST).result
    assert found.pairs.answers == "categories"
    assert [index.name for index in found.indices] == ["pattern", "effort"]


def test_too_many_people_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cat_server.analyses.pairs.MOST_TOGETHER", 20)
    with pytest.raises(AnalysisRefusedError, match="25 participants would be compared"):
        security_analysis(s.table(), SecurityOptions(n_simulations=9), TRUTH, REQUEST)
