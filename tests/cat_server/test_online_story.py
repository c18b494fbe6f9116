"""Items on trial from their first answer to their first score: 300 exams, calibration, promotion, release.

Bots of known abilities sit the exam by calling the server as a hall would; what they answer follows true
parameters that only the test knows.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from cat_server import promoting
from cat_server.analyses.known_items import KnownItems, known_from_section
from cat_server.analyses.online import Online, online_analysis
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import OnlineOptions, Request
from cat_server.publishing import publish
from cat_server.reports.analyses.files import made
from cat_server.reports.sitting_report import sitting_report
from cat_server.responses.journal_source import JournalSource, read_journal
from cat_server.responses.table import ResponseTable
from cat_server.sitting import events as e
from cat_server.verification import verify
from item_bank.calibration_file import read_calibration
from item_bank.promotion import PromotionError
from scoring.parameters import ItemParameters
from tests.cat_server.exam_server import ExamServer, new_server
from tests.cat_server.trial_exam import (
    N_DAYS,
    N_SCORED,
    N_SITTINGS,
    N_TRIED,
    SECONDS,
    SECTION,
    TRUE_TRIALS,
    TRUTH,
    WRONG_KEY,
    book,
    chances,
    operational,
    sit,
    write_bank,
)


@dataclass
class Story:
    """A server, the bank's folder, and what came of each chapter."""

    exam: ExamServer
    bank: Path
    plan: Path
    first: str
    table: ResponseTable
    known: KnownItems
    found: Online

    def publish(self, calibration: Path | None = None) -> str:
        return publish(self.exam.server, self.bank, self.plan, by="test", calibration=calibration)


def read(exam: ExamServer, digest: str) -> ResponseTable:
    source = JournalSource((digest,), SECTION)
    return read_journal(exam.server.database, source, exam.server.releases.get, ZoneInfo("UTC"))


REQUEST = Request("online", "2026-11-26", bank="cerita", section=SECTION, options={"min_responses": 120})


def calibrated(table: ResponseTable, known: KnownItems, method: str = "fipc") -> Online:
    options = OnlineOptions(min_responses=120, method=method)  # type: ignore[arg-type]
    return online_analysis(table, options, known, REQUEST, {"responses": table.digest})


@pytest.fixture(scope="module")
def story(sqlite_with_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("story")
    exam = new_server(folder, sqlite_with_tables)
    bank, plan = write_bank(folder)
    digest = publish(exam.server, bank, plan, by="test")
    rng = random.Random(20)
    sittings = book(exam, digest, range(1, N_SITTINGS + 1))
    for number, sitting in enumerate(sittings):
        exam.at(86_400 * (number * N_DAYS // N_SITTINGS) + 10 * (number % 100))
        sit(exam, sitting, rng, chances(rng.gauss(0.2, 1.0)))
    table = read(exam, digest)
    release = exam.server.releases.get(digest)
    known = known_from_section(release, release.section(0))
    found = calibrated(table, known)
    yield Story(exam, bank, plan, digest, table, known, found)
    exam.close()


def test_a_fifth_of_what_everybody_saw_was_on_trial_and_spread_evenly(story: Story) -> None:
    assert story.table.n_persons == N_SITTINGS
    assert story.table.is_pretest.sum() == N_SITTINGS * N_TRIED
    assert (story.table.categories >= 0).sum() == N_SITTINGS * (N_SCORED + N_TRIED)
    on_trial = [column for column, name in enumerate(story.table.items) if name in TRUE_TRIALS]
    counts = story.table.is_pretest[:, on_trial].sum(axis=0)
    assert counts.tolist() == [N_SITTINGS * N_TRIED // 5] * 5
    assert len(set(story.table.days)) == N_DAYS


# --- calibration ---------------------------------------------------------------------------------------


def errors_of(found: Online, name: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Errors of the estimates of a or b of the four sound items, and their standard errors."""
    errors, told = [], []
    for each in found.result.items:
        truth = TRUE_TRIALS[each.item]
        if each.item != WRONG_KEY:
            place = each.names.index(name)
            errors.append(each.estimates[place] - (truth.a if name == "a" else truth.b[0]))
            told.append(each.standard_errors[place])
    return np.array(errors), np.array(told)


def test_online_calibration_recovers_the_truth(story: Story) -> None:
    for name, bias, rmse in (("b", 0.15, 0.25), ("a", 0.25, 0.45)):
        errors, told = errors_of(story.found, name)
        assert abs(errors.mean()) < bias
        assert np.sqrt(np.mean(errors**2)) < rmse
        assert (np.abs(errors) < 2.6 * told).all()
        assert 0.3 < np.sqrt(np.mean((errors / told) ** 2)) < 1.7
    group = story.found.result.groups[0]
    assert abs(group.mean - 0.2) < 0.2
    assert abs(group.sd - 1.0) < 0.2


def test_a_population_held_at_the_prior_gives_nearly_the_same(story: Story) -> None:
    held = calibrated(story.table, story.known, "mem")
    for one, other in zip(story.found.result.items, held.result.items, strict=True):
        assert one.estimates == pytest.approx(other.estimates, abs=0.3)


def test_each_day_brought_responses_and_smaller_errors(story: Story) -> None:
    for each in story.found.result.items:
        assert [update.n for update in each.updates] == [60, 120, 180]
        assert each.updates[0].decision == "hold"
        assert each.updates[0].standard_errors[1] > each.updates[-1].standard_errors[1]
        assert each.since == next(
            update.day
            for place, update in enumerate(each.updates)
            if all(later.decision == each.decision for later in each.updates[place:])
        )


def test_good_items_are_proposed_and_the_one_with_a_wrong_key_is_not(story: Story) -> None:
    decisions = {each.item: each.decision for each in story.found.result.items}
    assert decisions[WRONG_KEY] == "retire"
    assert sum(decision == "promote" for decision in decisions.values()) >= 3
    wrong = next(each for each in story.found.result.items if each.item == WRONG_KEY)
    assert wrong.reasons[0].code == "low_slope"


def test_the_file_holds_the_whole_scale_and_the_proposals(story: Story) -> None:
    file = read_calibration(story.found.file)
    assert set(file.items) == set(TRUTH)
    assert file.scale.origin == "bank"
    assert {name for name, each in file.items.items() if each.is_anchor} == set(operational())
    for each in story.found.result.items:
        assert file.items[each.item].proposal == each.decision
        assert file.items[each.item].state == ""


def test_reports_give_the_evidence_in_words_and_the_same_bytes_again(story: Story) -> None:
    first, second = (made(REQUEST, story.table, story.known) for _ in range(2))
    assert first.files == second.files
    pages = {language: first.files[f"report-{language}.html"].decode() for language in ("id", "en")}
    assert "it tells the able from others hardly at all" in pages["en"]
    assert "hampir tidak membedakan" in pages["id"]
    assert "A person decides" in pages["en"]
    assert first.files["report-en.pdf"].startswith(b"%PDF")
    assert json.loads(first.files["result.json"])["result"]["items"][0]["updates"][0]["n"] == 60
    assert first.summary == {"items": 5, "noted": first.summary["noted"]}


def test_without_items_on_trial_or_known_items_there_is_a_sentence(story: Story) -> None:
    plain = replace(story.known, trials={})
    without = story.table.with_items([name for name in story.table.items if name not in TRUE_TRIALS])
    with pytest.raises(AnalysisRefusedError, match="Nobody answered an item on trial"):
        calibrated(without, plain)
    with pytest.raises(AnalysisRefusedError, match="items that count are not known"):
        calibrated(story.table, replace(story.known, parameters={}))


# --- promotion -----------------------------------------------------------------------------------------


def confirm(story: Story, promote: list[str], retire: list[str]) -> Path:
    """The file of the confirmed calibration."""
    made_file = promoting.decide(
        story.exam.server, story.found.file, promote=promote, retire=retire, by="admin"
    )
    path = story.bank.parent / "confirmed.json"
    path.write_bytes(made_file)
    return path


def promoted(story: Story) -> list[str]:
    return [each.item for each in story.found.result.items if each.decision == "promote"]


def test_nothing_is_promoted_before_somebody_says_so(story: Story) -> None:
    path = story.bank.parent / "proposal.json"
    path.write_bytes(story.found.file)
    release = story.exam.server.releases.get(story.publish(path))
    assert {each.id for each in release.pretest} == set(TRUE_TRIALS)
    # Items that stay on trial begin at their authors' guess again: their answers must not count twice.
    guess = release.item("coba-2").parameters
    assert guess == ItemParameters("2pl", 1.0, (1.2,))


def test_promotion_is_refused_in_sentences(story: Story) -> None:
    for promote, retire, code in (
        ([], [], "nothing"),
        (["angka-1"], [], "not-on-trial"),
        (["coba-1"], ["coba-1"], "both"),
        ([WRONG_KEY], [], "against-evidence"),
    ):
        with pytest.raises(PromotionError) as error:
            promoting.decide(story.exam.server, story.found.file, promote=promote, retire=retire, by="x")
        assert error.value.code == code


def test_the_command_tells_the_proposals_and_writes_a_new_file(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "proposal.json"
    path.write_bytes(story.found.file)

    def run(*promote: str, retire: tuple[str, ...] = (), force: bool = False) -> tuple[int, list[str]]:
        return promoting.run(
            story.exam.server, str(path), promote=promote, retire=retire, by="x", is_against_evidence=force
        )

    code, lines = run()
    assert code == 0
    assert any(line.startswith("coba-4  retire") for line in lines)
    assert run("coba-4")[0] == 1
    assert "--against-evidence" in run("coba-4")[1][0]
    code, lines = run("coba-4", retire=("coba-5",), force=True)
    assert code == 0
    assert path.read_bytes() == story.found.file
    (written,) = tmp_path.glob("calibration-*.json")
    items = read_calibration(written.read_bytes()).items
    assert (items[WRONG_KEY].state, items["coba-5"].state, items["coba-1"].state) == (
        "operational",
        "retired",
        "",
    )
    assert lines[-1].endswith(str(written))
    assert promoting.run(
        story.exam.server, "zzz", promote=["a"], retire=[], by="x", is_against_evidence=False
    ) == (1, ["There is no file 'zzz', and no stored calibration, or several, begin so."])


def test_promoted_items_count_in_the_next_release_and_everything_is_verified(story: Story) -> None:
    before = {path: path.read_bytes() for path in story.bank.rglob("*.toml")}
    names = promoted(story)
    exam = story.exam
    digest = story.publish(confirm(story, names, [WRONG_KEY]))
    assert {path: path.read_bytes() for path in story.bank.rglob("*.toml")} == before
    release = exam.server.releases.get(digest)
    section = release.section(0)
    assert {each.id for each in section.items} == set(operational()) | set(names)
    assert {each.id for each in release.pretest} == set(TRUE_TRIALS) - set(names) - {WRONG_KEY}
    assert WRONG_KEY not in release.by_id
    estimate = next(each for each in story.found.result.items if each.item == names[0])
    values = section.items[section.index_of(names[0])].parameters
    assert isinstance(values, ItemParameters)
    assert (values.a, values.b[0]) == pytest.approx(estimate.estimates, abs=1e-6)
    for name in names:
        taken = section.items[section.index_of(name)].response_time
        assert taken is not None
        assert math.exp(taken.intensity) == pytest.approx(SECONDS[name], rel=0.1)
        assert taken.discrimination == pytest.approx(1.0 / 0.3, rel=0.2)
    # Counts of the earlier release are known: what is left on trial is not begun again.
    assert release.calibration is not None
    given: set[str] = set()
    rng = random.Random(5)
    exam.at(10 * 86_400)
    for sitting in book(exam, digest, range(N_SITTINGS + 1, N_SITTINGS + 13)):
        sit(exam, sitting, rng, chances(rng.gauss(0, 1)))
        events = [entry.event for entry in exam.entries(sitting)]
        given |= {each.item for each in events if isinstance(each, e.ItemPresented) and not each.is_pretest}
        started = next(each for each in events if isinstance(each, e.SectionStarted))
        assert min(started.pretest_counts, default=180) >= 180
    assert given & set(names)
    assert verify(exam.server).differences == ()


def test_the_assessor_reads_items_on_trial_apart(story: Story) -> None:
    sitting = story.exam.load("sitting-1")
    events = [entry.event for entry in story.exam.entries("sitting-1")]
    report = sitting_report(sitting.state, sitting.release, events, story.exam.clock.now()).sections[0]
    assert report.path is not None
    assert len(report.path.steps) == report.n_items == report.n_responses == N_SCORED
    assert len(report.pretest) == N_TRIED
    assert {each.item for each in report.pretest} <= set(TRUE_TRIALS)
    assert all(each.score is None and each.outcome in ("right", "wrong") for each in report.pretest)
    result = sitting.state.sections[0].result
    assert result is not None
    assert result.ability is not None
    scale = sitting.release.section(0).reporting_scale
    assert report.path.steps[-1].score == pytest.approx(scale.mean + scale.sd * result.ability)
