"""Every kind by its own TOML: what is read is written again, shown without its key, answered and marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from item_bank.formats.folder import read_bank, write_bank
from item_bank.kinds import KINDS
from item_bank.marking import mark
from item_bank.release import Release, build_release
from item_bank.responses import is_empty, read_response, shown_response
from tests.item_bank.small_bank import places, sound_bank, sound_files, sound_plan, write_files

HEAD = """\
[[item]]
id = "baru-1"
domain = "integritas"
state = "operational"
stem = { id = "Soal %s.", en = "Item %s." }
"""
OPTIONS = """\
options = [
  { id = "A", text = { id = "satu", en = "one" } },
  { id = "B", text = { id = "dua", en = "two" } },
  { id = "C", text = { id = "tiga", en = "three" } },
  { id = "D", text = { id = "empat", en = "four" } },
]
"""


def steps(n: int) -> str:
    """Parameters for so many categories."""
    return f'parameters = {{ model = "gpcm", a = 1.0, b = {[round(0.2 * k, 1) for k in range(n - 1)]} }}\n'


RIGHT = 'parameters = { model = "2pl", a = 1.0, b = 0.0 }\n'


@dataclass(frozen=True)
class Case:
    """An item's own lines, the order in which it is shown, and marks by response."""

    own: str
    marks: tuple[tuple[Mapping[str, Any], int], ...]
    stem: str = ""
    order: tuple[str, ...] = ("C", "A", "D", "B")


CASES: dict[str, Case] = {
    "multiple_choice": Case(
        OPTIONS + 'key = { correct = ["A", "C"] }\n' + RIGHT,
        (
            ({"choices": [0, 1]}, 1),
            ({"choices": [0]}, 0),
            ({"choices": [0, 1, 2]}, 0),
            ({"choices": []}, 0),
        ),
    ),
    "multiple_choice each": Case(
        "most = 3\n" + OPTIONS + 'key = { correct = ["A", "C"], scoring = "each" }\n' + steps(3),
        (({"choices": [1, 0]}, 2), ({"choices": [0]}, 1), ({"choices": [0, 2]}, 0), ({"choices": [3]}, 0)),
    ),
    "situational_judgement best_worst": Case(
        'respond = "best_worst"\n' + OPTIONS + 'key = { best = "B", worst = "D" }\n' + steps(5),
        (
            ({"best": 3, "worst": 2}, 4),
            ({"best": 3, "worst": 0}, 3),
            ({"best": 3}, 3),
            ({"best": 0, "worst": 1}, 2),
            ({"best": 2, "worst": 0}, 1),
            ({"best": 2, "worst": 3}, 0),
        ),
    ),
    "situational_judgement rating": Case(
        'respond = "rating"\nresponse_scale = "setuju4"\n'
        + OPTIONS
        + "key = { ratings = { A = 4, B = 1, C = 2, D = 3 } }\n"
        + steps(9),
        (
            ({"ratings": [1, 3, 2, 0]}, 8),
            ({"ratings": [2, 3, 2, 0]}, 7),
            ({"ratings": [3, 0, 0, 3]}, 0),
            ({"ratings": [1, None, None, None]}, 2),
        ),
    ),
    "situational_judgement ranking": Case(
        'respond = "ranking"\n' + OPTIONS + 'key = { order = ["A", "B", "C", "D"] }\n' + steps(7),
        (({"order": [1, 3, 0, 2]}, 6), ({"order": [3, 1, 0, 2]}, 5), ({"order": [2, 0, 3, 1]}, 0)),
    ),
    "ordering": Case(
        OPTIONS + 'key = { order = ["D", "B", "A", "C"] }\n' + RIGHT,
        (({"order": [2, 3, 1, 0]}, 1), ({"order": [3, 2, 1, 0]}, 0), ({"order": [2, 3]}, 0)),
    ),
    "ordering pairs": Case(
        OPTIONS + 'key = { order = ["D", "B", "A", "C"], scoring = "pairs" }\n' + steps(7),
        (({"order": [2, 3, 1, 0]}, 6), ({"order": [3, 2, 1, 0]}, 5), ({"order": [2, 3]}, 1)),
    ),
    "matching": Case(
        OPTIONS
        + 'targets = [{ id = "x", text = { id = "iks", en = "eks" } }, '
        + '{ id = "y", text = { id = "ye", en = "why" } }]\nuses = 0\n'
        + 'key = { pairs = [["A", "x"], ["B", "x"], ["C", "y"]], scoring = "each" }\n'
        + steps(4),
        (
            ({"pairs": [[1, 4], [3, 4], [0, 5]]}, 3),
            ({"pairs": [[1, 4], [2, 4]]}, 0),
            ({"pairs": [[1, 4]]}, 1),
            ({"pairs": []}, 0),
        ),
        order=("C", "A", "D", "B", "x", "y"),
    ),
    "inline_choice": Case(
        "gaps = [\n"
        '  { id = "g1", options = [{ id = "A", text = { id = "a", en = "a" } },'
        ' { id = "B", text = { id = "b", en = "b" } }] },\n'
        '  { id = "g2", options = [{ id = "C", text = { id = "c", en = "c" } },'
        ' { id = "D", text = { id = "d", en = "d" } }] },\n]\n'
        'key = { correct = { g1 = "A", g2 = "D" }, scoring = "each" }\n' + steps(3),
        (({"gaps": [0, 3]}, 2), ({"gaps": [0, 2]}, 1), ({"gaps": [None, 3]}, 1), ({"gaps": [None, None]}, 0)),
        stem="[[g1]] dan [[g2]]",
        order=("A", "B", "C", "D"),
    ),
    "gap_match": Case(
        'gaps = ["g1", "g2"]\n' + OPTIONS + 'key = { correct = { g1 = "A", g2 = "D" } }\n' + RIGHT,
        (({"gaps": [1, 2]}, 1), ({"gaps": [2, 1]}, 0), ({"gaps": [1, None]}, 0)),
        stem="**[[g1]]** dan [[g2]]",
    ),
    "short_answer number": Case(
        'answer = "number"\nunit = { id = "km", en = "km" }\nkey = { value = 0.2, tolerance = 0.1 }\n'
        + RIGHT,
        (({"text": "0,3"}, 1), ({"text": "0.31"}, 0), ({"text": "dua"}, 0), ({"text": " 0,10 "}, 1)),
        order=(),
    ),
    "short_answer text": Case(
        'answer = "text"\nkey = { accepted = ["Tanah Air"], ignores = ["case", "spaces", "punctuation"] }\n'
        + RIGHT,
        (
            ({"text": "tanah  air."}, 1),
            ({"text": "\u202eTanah\u200b air\u202c"}, 1),
            ({"text": "tanahair"}, 0),
            ({"text": ""}, 0),
        ),
        order=(),
    ),
    "hotspot": Case(
        'figure = "media/deret/segi.svg"\nfigure_alt = { id = "segi", en = "square" }\n'
        'areas = [\n  { id = "A", shape = "circle", at = [5, 5, 2], label = { id = "kiri", en = "left" } },\n'
        '  { id = "B", shape = "rectangle", at = [0, 0, 3, 3], label = { id = "kanan", en = "right" } },\n]\n'
        'key = { correct = ["B"] }\n' + RIGHT,
        (({"choice": 1}, 1), ({"choice": 0}, 0)),
        order=("A", "B"),
    ),
    "forced_choice": Case(
        'respond = "most_least"\n'
        + OPTIONS
        + "".join(
            f'key.statements.{each} = {{ trait = "t{each}", keyed = "positive", loading = 0.7 }}\n'
            for each in "ABCD"
        ),
        (({"best": 0, "worst": 1}, 0), ({"best": 0}, 0)),
    ),
}


def bank_with(folder: Path, name: str) -> Any:
    case = CASES[name]
    kind = name.split(maxsplit=1)[0]
    text = HEAD % (case.stem or "baru", case.stem or "baru") + f'kind = "{kind}"\n' + case.own
    sound_bank(folder)
    media = {"media/deret/segi.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'}
    files = sound_files() | {"items/baru.toml": text} | (media if "hotspot" in name else {})
    bank, findings = read_bank(write_files(folder, files))
    assert [each for each in findings if each.severity == "error"] == []
    assert bank is not None
    return bank


@pytest.mark.parametrize("name", CASES)
def test_an_item_is_written_as_it_was_read(tmp_path: Path, name: str) -> None:
    bank = bank_with(tmp_path, name)
    write_bank(bank, tmp_path / "copy")
    assert read_bank(tmp_path / "copy")[0] == bank


@pytest.mark.parametrize("name", [name for name in CASES if name != "forced_choice"])
def test_an_item_is_released_shown_answered_and_marked(tmp_path: Path, name: str) -> None:
    bank, case = bank_with(tmp_path, name), CASES[name]
    release = Release.load(build_release(bank, sound_plan(tmp_path, bank)))
    item, order = release.item("baru-1"), case.order
    view = release.participant_item("baru-1", "id", order)
    assert view["interaction"]["type"] == type(item.interaction).__struct_config__.tag
    assert "correct" not in repr(view)
    for raw, category in case.marks:
        response = read_response(item, raw, order, language="id")
        assert mark(item, response) == category
        assert mark(bank.by_id["baru-1"], response) == category
        assert 0 <= category < KINDS[item.kind].n_categories(item)
        again = read_response(item, shown_response(item, response, order), order, language="id")
        assert again == response


def test_every_kind_is_tried_here_or_beside() -> None:
    beside = {"single_choice", "likert", "information", "composite"}
    assert {name.split()[0] for name in CASES} | beside >= set(KINDS)


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ({"option": "A"}, False),
        ({"options": []}, True),
        ({"order": []}, True),
        ({}, True),
        ({"best": "A"}, False),
        ({"ratings": {}}, True),
        ({"ratings": {"A": 0}}, False),
        ({"text": " "}, True),
        ({"text": "0", "number": "0"}, False),
        ({"gaps": {}}, True),
        ({"parts": {"a": {"text": ""}}}, True),
        ({"parts": {"a": {"option": "x"}}}, False),
    ],
)
def test_an_empty_response_takes_an_answer_back(response: dict[str, Any], expected: bool) -> None:
    assert is_empty(response) is expected


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("multiple_choice", '["A", "C"]', '["A", "X"]', "key-not-an-option"),
        ("multiple_choice", '["A", "C"]', "[]", "list-empty"),
        ("multiple_choice each", "most = 3", "most = 1", "key-number"),
        ("situational_judgement best_worst", 'worst = "D"', 'worst = "B"', "key-repeats"),
        ("situational_judgement rating", "D = 3", "D = 9", "number-out-of-range"),
        ("situational_judgement ranking", '"C", "D"]', '"C"]', "key-incomplete"),
        ("ordering", '"A", "C"]', '"A"]', "key-incomplete"),
        ("matching", '["C", "y"]', '["y", "C"]', "key-not-a-pair"),
        ("matching", "uses = 0", "uses = 1", "key-uses-too-often"),
        ("matching", '["B", "x"]', '["A", "y"]', "key-joins-too-often"),
        ("hotspot", "areas =", "least = 2\nareas =", "key-number"),
        ("inline_choice", 'id = "g2"', 'id = "g3"', "gap-not-marked"),
        ("inline_choice", 'g2 = "D"', 'g2 = "A"', "key-not-an-option"),
        ("gap_match", 'g2 = "D"', 'g2 = "A"', "key-uses-too-often"),
        ("short_answer text", '["Tanah Air"]', '["..."]', "accepted-empty"),
        ("hotspot", "[5, 5, 2]", "[5, 5]", "area-numbers"),
        ("hotspot", 'figure = "media/deret/segi.svg"', "", "hotspot-without-figure"),
        ("forced_choice", '"most_least"', '"most"', "respond-not-for-block"),
        ("forced_choice", '"positive", loading = 0.7', '"negative", loading = 0.7', "loading-against-key"),
    ],
)
def test_what_cannot_be_is_named(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    case = CASES[name]
    assert old in case.own
    text = HEAD % (case.stem or "baru", case.stem or "baru") + f'kind = "{name.split(maxsplit=1)[0]}"\n'
    text += case.own.replace(old, new, 1)
    _, findings = read_bank(write_files(tmp_path, sound_files() | {"items/baru.toml": text}), shown_as="")
    assert code in {found for _, _, found in places(findings)}


def test_an_item_whose_answer_no_browser_could_send_is_told(tmp_path: Path) -> None:
    gap = '{ id = "g%d", options = [%s] }'
    option = '{ id = "o%d-%d", text = { id = "%d", en = "%d" } }'
    n_gaps, n_options = 21, 20
    gaps = ", ".join(
        gap % (n, ", ".join(option % (n, k, k, k) for k in range(n_options))) for n in range(n_gaps)
    )
    correct = ", ".join(f'g{n} = "o{n}-0"' for n in range(n_gaps))
    stem = " ".join(f"[[g{n}]]" for n in range(n_gaps))
    text = HEAD % (stem, stem) + f'kind = "inline_choice"\ngaps = [{gaps}]\n'
    text += f"key = {{ correct = {{ {correct} }} }}\n{RIGHT}"
    _, findings = read_bank(write_files(tmp_path, sound_files() | {"items/baru.toml": text}), shown_as="")
    assert {found for _, _, found in places(findings)} == {"answer-too-large"}
