"""Items of every model, with a set and response times: read, written, released and put into logits."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from item_bank.bank import Scale
from item_bank.formats.folder import read_bank, write_bank
from item_bank.item_tables import ASYMPTOTES, MODELS
from item_bank.items import Parameters
from item_bank.release import Release, build_release
from scoring import ItemPool, category_probabilities
from scoring.parameters import ItemParameters, NominalParameters
from scoring.response_times import ResponseTimeParameters
from tests.item_bank.small_bank import (
    STATEMENTS,
    line_of,
    places,
    sound_bank,
    sound_files,
    sound_plan,
    write_files,
)

NAME = "items/sikap.toml"
OLD = 'model = "grm"\na = 1.5\nb = [-2.0, -0.5, 1.25]'
NOMINAL = 'model = "nominal"\na = 0.8\nscores = [0, 1.2, 1.5, 3]\nintercepts = [0, 0.5, 0.4, -1]'


def with_parameters(text: str) -> str:
    assert OLD in STATEMENTS
    return STATEMENTS.replace(OLD, text)


def test_every_model_of_scoring_has_its_asymptotes() -> None:
    assert set(ASYMPTOTES) == set(MODELS)
    assert {"gpcm", "pcm", "rsm", "nominal"} <= set(MODELS)


@pytest.mark.parametrize("model", ["gpcm", "pcm", "rsm"])
def test_steps_of_partial_credit_may_come_in_any_order(model: str, tmp_path: Path) -> None:
    text = with_parameters(f'model = "{model}"\na = 1.5\nb = [0.5, -0.5, 1.25]')
    sound_bank(tmp_path)
    bank, findings = read_bank(write_files(tmp_path, {NAME: text}), shown_as="")
    assert findings == []
    assert bank is not None
    assert bank.by_id["jujur-1"].parameters == ItemParameters(model, 1.5, (0.5, -0.5, 1.25))  # type: ignore[arg-type]
    write_bank(bank, tmp_path / "copy")
    assert read_bank(tmp_path / "copy")[0] == bank


def test_a_nominal_item_with_a_set_and_times_goes_all_the_way(tmp_path: Path) -> None:
    text = with_parameters(NOMINAL).replace(
        'response_scale = "setuju4"', 'set = "teks-1"\nresponse_scale = "setuju4"', 1
    )
    text = text.replace(
        "intercepts = [0, 0.5, 0.4, -1]",
        "intercepts = [0, 0.5, 0.4, -1]\n[item.response_time]\nintensity = 3.2\ndiscrimination = 1.8",
    )
    sound_bank(tmp_path)
    bank, findings = read_bank(write_files(tmp_path, {NAME: text}), shown_as="")
    assert findings == []
    assert bank is not None
    item = bank.by_id["jujur-1"]
    assert item.parameters == NominalParameters(0.8, (0.0, 1.2, 1.5, 3.0), (0.0, 0.5, 0.4, -1.0))
    assert (item.item_set, item.response_time) == ("teks-1", ResponseTimeParameters(3.2, 1.8))
    write_bank(bank, tmp_path / "copy")
    assert read_bank(tmp_path / "copy")[0] == bank
    content = build_release(bank, sound_plan(tmp_path, bank))
    released = Release.load(content).item("jujur-1")
    assert released.parameters == item.parameters
    assert released.response_time == item.response_time
    assert released.facts.seconds == pytest.approx(np.exp(3.2 + 0.5 / 1.8**2))


def test_a_bank_without_them_is_written_as_it_always_was(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    content = build_release(bank, sound_plan(tmp_path, bank))
    for word in (b"nominal", b"response_time", b"item_set", b"tree", b"acceptance", b"prior_from"):
        assert word not in content


@pytest.mark.parametrize(
    ("parameters", "marker", "code"),
    [
        (NOMINAL.replace("3]", "3, 4]"), "scores", "categories-number"),
        (NOMINAL + "\nb = [1, 2, 3]", "b = [1, 2, 3]", "parameter-not-in-model"),
        (NOMINAL.replace("[0, 1.2, 1.5, 3]", "[1, 1, 1, 1]"), "[item.parameters]", "parameters-invalid"),
        (NOMINAL.replace("nominal", "3pl"), "model", "model-not-for-kind"),
        ('model = "gpcm"\na = 1.5\nb = [0.5, -0.5]', "b = [0.5", "thresholds-number"),
        ('model = "grm"\na = 1.5\nb = [0.5, -0.5, 1.0]', "b = [0.5", "thresholds-unordered"),
    ],
)
def test_wrong_parameters_are_told(parameters: str, marker: str, code: str, tmp_path: Path) -> None:
    text = with_parameters(parameters)
    _, findings = read_bank(write_files(tmp_path, sound_files() | {NAME: text}), shown_as="")
    assert (NAME, line_of(text, marker), code) in places(findings)


def test_times_out_of_range_are_told(tmp_path: Path) -> None:
    text = with_parameters(OLD + "\n[item.response_time]\nintensity = 3.2\ndiscrimination = 0")
    _, findings = read_bank(write_files(tmp_path, sound_files() | {NAME: text}), shown_as="")
    assert places(findings) == [(NAME, line_of(text, "discrimination"), "number-out-of-range")]


def test_the_same_item_in_another_metric_has_the_same_curves() -> None:
    """P at an ability is P at (ability - mean) / sd in logits, for every model."""
    scale = Scale("normal", 1.7, mean=0.4, sd=1.3)
    abilities = np.linspace(-3, 3, 13)
    step_item = ItemParameters("gpcm", 0.7, (0.5, -0.2, 1.0))
    nominal = NominalParameters(0.6, (0.0, 1.0, 2.5, 2.0), (0.0, 0.3, -0.8, 0.1))
    # In the bank's metric the exponent is multiplied by D.
    in_metric: tuple[Parameters, ...] = (
        replace(step_item, a=1.7 * step_item.a),
        replace(nominal, a=1.7 * nominal.a, intercepts=tuple(1.7 * each for each in nominal.intercepts)),
    )
    written: tuple[Parameters, ...] = (step_item, nominal)
    for item, own in zip(written, in_metric, strict=True):
        at = category_probabilities(ItemPool.of([own]), abilities)
        in_logits = category_probabilities(ItemPool.of([scale.in_logits(item)]), (abilities - 0.4) / 1.3)
        assert in_logits == pytest.approx(at)
