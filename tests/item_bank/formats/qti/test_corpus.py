"""Items of every form score what their authors meant, in every version, whatever kind they become."""

from functools import cache

import pytest

from item_bank.bank import Bank
from item_bank.findings import Finding
from item_bank.formats.qti import read_qti
from item_bank.kinds import KINDS
from item_bank.kinds.composite import score
from tests.item_bank.formats.package.hostile import png
from tests.item_bank.formats.qti.answers import response_to
from tests.item_bank.formats.qti.corpus import SAMPLES, Sample
from tests.item_bank.formats.qti.corpus_rules import N_RULES
from tests.item_bank.formats.qti.packages import VERSIONS, package

assert len(SAMPLES) > N_RULES


@cache
def read(version: str) -> tuple[Bank | None, tuple[Finding, ...]]:
    items = {f"items/{sample.name}.xml": sample.xml for sample in SAMPLES}
    content = package(items, version, others={"items/gambar/peta.png": png(20, 10)})
    bank, findings = read_qti(content, "paket.zip")
    return bank, tuple(findings)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_item_comes_in(version: str) -> None:
    bank, findings = read(version)
    assert bank is not None, [each.render() for each in findings]
    told = [each.render() for each in findings]
    assert sorted(bank.by_id) == sorted(sample.name for sample in SAMPLES), told


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_answers_score_what_the_rules_mean(sample: Sample, version: str) -> None:
    bank, _ = read(version)
    assert bank is not None
    item = bank.by_id[sample.name]
    assert item.kind == sample.kind
    kind = KINDS[item.kind]
    assert kind.n_categories(item) == len(sample.levels)
    for answers, expected in sample.scored:
        if not answers and item.kind != "composite":
            continue
        response = response_to(item, dict(answers))
        assert kind.mark(item, response) == sample.levels.index(expected), answers
        if item.kind == "composite":
            assert score(item, response) == pytest.approx(expected), answers
