"""Statements of forced choice: read from the journal, calibrated beside the bank, told in words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import KINDS, Request
from cat_server.analyses.statements import StatementsResult, statements_analysis
from cat_server.reports.analyses.files import made_of_rankings
from cat_server.responses import BadResponsesError
from cat_server.responses.journal_source import JournalSource
from cat_server.responses.rankings_source import RankingTable, read_rankings
from cat_server.sitting.commands import SubmitResponse
from item_bank.exam_plan import read_plan
from item_bank.forced_choice_form import ForcedChoiceForm
from item_bank.formats.folder import read_bank
from item_bank.release import Release, build_release
from tests.cat_server import mixed_exam
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.exams import BANK
from tests.cat_server.sitting import story
from tests.item_bank.small_bank import write_files

N_BLOCKS = 7
N_PERSONS = 1000
REQUEST = Request("statements", "2026-11-22", bank="uji", section="pilihan")


def is_negative(block: int, place: int) -> bool:
    """Every block has statements keyed both ways."""
    return (block + place) % 3 == 0


@cache
def form() -> ForcedChoiceForm:
    """Blocks of three statements of three traits, whose bank says .8 of every loading."""
    blocks = []
    for number in range(1, N_BLOCKS + 1):
        text = mixed_exam._block(number)
        for place, option in enumerate("ABC"):
            if is_negative(number, place):
                head, mark, tail = text.partition(f"[item.key.statements.{option}]")
                tail = tail.replace('"positive"', '"negative"', 1).replace(
                    "loading = 0.8", "loading = -0.8", 1
                )
                text = head + mark + tail
        blocks.append(text)
    with TemporaryDirectory() as folder:
        path = Path(folder)
        files: dict[str, str | bytes] = {
            "bank.toml": BANK,
            "items/campuran.toml": mixed_exam.ITEMS,
            "items/b.toml": "\n".join(blocks),
        }
        write_files(path, files)
        (path / "rencana.toml").write_text(mixed_exam.PLAN, encoding="utf-8")
        bank, _ = read_bank(path)
        assert bank is not None
        plan, found = read_plan(path / "rencana.toml", bank)
        assert plan is not None, [each.render() for each in found]
        section = Release.load(build_release(bank, plan)).section(1)
    assert section.forced_choice is not None
    return section.forced_choice


def true_loading(number: int, place: int) -> float:
    """Utilities have a variance of 1, which is how the estimates are laid down."""
    return (0.5 + 0.1 * ((2 * number + place) % 4)) * (-1 if is_negative(number, place) else 1)


@cache
def table(n_persons: int = N_PERSONS) -> RankingTable:
    """Most and least of every block, by utilities with true loadings that the bank does not know."""
    rng = np.random.default_rng(1)
    covariance = 0.6 * np.eye(3) + 0.4
    traits = rng.multivariate_normal(np.zeros(3), covariance, n_persons)
    ranks: list[dict[str, tuple[int, ...]]] = [{} for _ in range(n_persons)]
    for item in form().items:
        number = int(item.id.removeprefix("blok-"))
        loadings = np.array([true_loading(number, place) for place in range(3)])
        means = np.array([0.1 * ((number + place) % 3) for place in range(3)])
        utilities = means + loadings * traits + rng.normal(0.0, np.sqrt(1.0 - loadings**2), (n_persons, 3))
        order = (-utilities).argsort(axis=1).argsort(axis=1) + 1
        for person, own in enumerate(order.tolist()):
            ranks[person][item.id] = tuple(own)
    return RankingTable(tuple(f"P{n}" for n in range(n_persons)), tuple(ranks))


@cache
def found() -> StatementsResult:
    return statements_analysis(form(), table())


def test_loadings_and_correlations_are_recovered_within_their_errors() -> None:
    errors, z = [], []
    for each in found().items:
        truth = true_loading(int(each.item.removeprefix("blok-")), "ABC".index(each.option))
        errors.append(each.loading - truth)
        z.append(errors[-1] / each.loading_error)
        assert each.n == 2 * N_PERSONS
        assert each.before[0] == (-0.8 if each.keyed == "negative" else 0.8)
    assert np.sqrt(np.mean(np.square(errors))) < 0.12
    assert np.mean(np.abs(z) < 1.96) > 0.85
    correlations = np.array(found().correlations)
    assert correlations[np.triu_indices(3, 1)] == pytest.approx([0.4] * 3, abs=0.12)
    assert found().has_converged
    assert found().traits == mixed_exam.TRAITS


def test_what_is_to_be_known_of_the_form_is_told() -> None:
    assert found().mixed_share == 1.0
    assert {"unlinked_statements", "few_traits"} <= set(found().general)
    assert 0.5 < found().level_reliability < 1.0


def test_a_statement_with_a_wrong_key_and_one_that_nobody_prefers_are_named() -> None:
    turned = []
    for own in table().ranks[:400]:
        first, second, third = own["blok-2"]
        changed: dict[str, tuple[int, ...]] = {"blok-2": (4 - first, 4 - second, 4 - third)}
        order = {rank: place for place, rank in enumerate(own["blok-5"])}
        last = [place for _, place in sorted(order.items()) if place != 1] + [1]
        changed["blok-5"] = tuple(last.index(place) + 1 for place in range(3))
        turned.append({**own, **changed})
    result = statements_analysis(form(), RankingTable(table().persons[:400], tuple(turned)))
    codes = {(each.item, each.option): each.findings for each in result.items}
    assert any("loading_against_key" in codes["blok-2", option] for option in "ABC")
    assert "never_preferred" in codes["blok-5", "B"]
    assert not codes["blok-7", "A"]


def test_the_report_says_it_in_both_languages_and_the_same_bytes_come_again() -> None:
    few = RankingTable(table().persons[:80], table().ranks[:80])
    first, second = (made_of_rankings(REQUEST, form(), few, "d" * 64) for _ in range(2))
    assert first.files == second.files
    assert not first.calibration
    told = json.loads(first.files["result.json"])
    assert told["inputs"] == {"responses": few.digest, "release": "d" * 64}
    assert len(told["result"]["items"]) == 3 * N_BLOCKS
    assert first.files["result.csv"].decode().splitlines()[0].startswith("item,option,trait,keyed,n,loading")
    assert "Nothing of the bank was changed" in first.files["report-en.html"].decode()
    assert "Isi bank soal tidak diubah" in first.files["report-id.html"].decode()
    assert first.files["report-id.pdf"].startswith(b"%PDF")
    assert any("It was compared seldom" in line for line in first.lines["en"])
    assert "statements" not in KINDS


def test_too_few_people_are_told() -> None:
    with pytest.raises(AnalysisRefusedError, match="Only 20 participants ranked blocks here"):
        statements_analysis(form(), RankingTable(table().persons[:20], table().ranks[:20]))


def sat(exam: ExamServer, sitting: str, best: str, worst: str) -> None:
    """Two blocks whole, one unfinished, one not at all."""
    exam.arrive(sitting)
    exam.start(sitting, 0)
    exam.does(sitting, story.finish(0))
    exam.start(sitting, 1)
    current = exam.load(sitting).state.current
    assert current is not None
    for number, names in (
        (1, {"best": best, "worst": worst}),
        (2, {"best": best, "worst": worst}),
        (3, {"best": best}),
    ):
        position = current.items.index(f"blok-{number}") + 1
        order = current.option_orders[position - 1]
        response = {name: order.index(option) for name, option in names.items()}
        exam.wait(3)
        exam.does(
            sitting,
            story.by_participant(
                SubmitResponse, section=1, position=position, response=response, shown_ms=2_000
            ),
        )
    exam.does(sitting, story.finish(1))


def test_rankings_are_those_of_finished_sittings_and_whole(exam: ExamServer) -> None:
    first, second, third = exam.book(3, mixed_exam.content())
    sat(exam, first, "A", "C")
    sat(exam, second, "C", "B")
    exam.arrive(third)
    digest = exam.server.releases.published()[-1].digest
    release = exam.server.releases.get(digest)
    source = JournalSource((digest,), "pilihan")
    read = read_rankings(exam.server.database, source, release)
    assert read.persons == ("P-001", "P-002")
    assert read.ranks == (
        {"blok-1": (1, 2, 3), "blok-2": (1, 2, 3)},
        {"blok-1": (2, 3, 1), "blok-2": (2, 3, 1)},
    )
    assert read.n_answers == 4
    assert read.digest == read_rankings(exam.another_process().server.database, source, release).digest
    with pytest.raises(BadResponsesError, match="has no section lain"):
        read_rankings(exam.server.database, JournalSource((digest,), "lain"), release)
