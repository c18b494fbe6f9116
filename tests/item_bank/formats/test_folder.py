"""Reading and writing the folder of a bank: what is right is read, what is wrong is told with its line."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from item_bank.formats import folder
from item_bank.formats.folder import read_bank
from item_bank.items import Text
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters
from tests.item_bank.small_bank import (
    CIRCLE,
    FIGURES,
    NUMBERS,
    STATEMENTS,
    line_of,
    places,
    sound_bank,
    sound_files,
    write_files,
)

ANGKA, GAMBAR, SIKAP = "items/angka/deret.toml", "items/gambar.toml", "items/sikap.toml"


def test_a_sound_bank_is_read_with_everything_in_it(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    assert (bank.id, bank.languages, bank.title["en"]) == ("kecil", ("id", "en"), "Small bank")
    assert list(bank.by_id) == ["deret-1", "deret-2", "gambar-1", "jujur-1", "jujur-2", "latihan-1"]
    item = bank.by_id["deret-1"]
    assert item.key == SingleChoiceKey("B")
    assert item.parameters == ItemParameters("3pl", 1.2, (-0.4,), 0.25)
    assert (item.prior_sd, item.enemies, item.tags) == (0.9, ("deret-2",), ("mudah",))
    assert bank.by_id["deret-2"].prompt.options[0].text == Text({"id": "24", "en": "24"})
    assert bank.by_id["jujur-2"].key == LikertKey("negative")
    assert bank.by_id["jujur-1"].option_ids == ("0", "1", "2", "3")
    assert [figure.media for figure in bank.by_id["gambar-1"].figures] == [
        "media/pola.svg",
        "media/bulat.svg",
        "media/kotak.svg",
    ]
    assert bank.positions.of("deret-2", "stem", "en").line == line_of(NUMBERS, "Continue: 3, 6")


@dataclass(frozen=True)
class Broken:
    """One place of the sound bank changed, and the only findings that it may give."""

    name: str
    file: str
    old: str
    new: str
    marker: str
    code: str
    after: str = ""
    also: tuple[tuple[str, str, str], ...] = ()


UNUSED = (("media/pola.svg", "<?xml", "media-unreferenced"),)
BROKEN = [
    Broken("a field is misspelt", ANGKA, "source =", "sorce =", "sorce", "field-unknown"),
    Broken("a field is missing", ANGKA, 'domain = "deret"\nsub', "sub", "[[item]]", "field-missing"),
    Broken("a type is wrong", ANGKA, 'tags = ["mudah"]', 'tags = "mudah"', "tags =", "wrong-type"),
    Broken("a list holds a number", ANGKA, '["mudah"]', '["mudah", 1]', "tags =", "wrong-type"),
    Broken("a list repeats", ANGKA, '["mudah"]', '["mudah", "mudah"]', "tags =", "list-repeats"),
    Broken(
        "a text has one language only",
        ANGKA,
        '{ id = "7", en = "7" }',
        '{ id = "7" }',
        'id = "7"',
        "language-missing",
    ),
    Broken("a text is no table", ANGKA, '{ id = "7", en = "7" }', '"7"', 'text = "7"', "wrong-type"),
    Broken(
        "a text is a number",
        ANGKA,
        '{ id = "7", en = "7" }',
        '{ id = "7", en = 7 }',
        "en = 7 }",
        "wrong-type",
    ),
    Broken(
        "a text is empty", ANGKA, '{ id = "7", en = "7" }', '{ id = "7", en = " " }', 'en = " "', "empty-text"
    ),
    Broken(
        "a text has a language too many",
        ANGKA,
        'en = "7" }',
        'en = "7", jv = "7" }',
        "jv =",
        "language-unknown",
    ),
    Broken(
        "a text holds a control character", ANGKA, 'en = "7"', r'en = "7\u0000"', "u0000", "control-character"
    ),
    Broken("an id has a space", ANGKA, '"deret-1"', '"deret 1"', "deret 1", "identifier-malformed"),
    Broken(
        "a kind is unknown", GAMBAR, '"single_choice"', '"single-choice"', "single-choice", "word-unknown"
    ),
    Broken("a state is unknown", ANGKA, '"practice"', '"latihan"', '"latihan"', "word-unknown"),
    Broken("an id is repeated in another file", SIKAP, '"jujur-2"', '"deret-1"', '"deret-1"', "id-repeated"),
    Broken("an enemy does not exist", ANGKA, '["deret-2"]', '["deret-9"]', "enemies", "enemy-unknown"),
    Broken("an enemy is the item itself", ANGKA, '["deret-2"]', '["deret-1"]', "enemies", "enemy-is-itself"),
    Broken("the key is no option", ANGKA, 'correct = "B"', 'correct = "E"', "correct", "key-not-an-option"),
    Broken(
        "the key of an inline table is no option",
        ANGKA,
        '"A" }\nparam',
        '"X" }\nparam',
        '"X"',
        "key-not-an-option",
    ),
    Broken("the key is missing", ANGKA, 'key.correct = "A"\n', "", "[[item]]", "field-missing", "0.8 }"),
    Broken(
        "two options show the same",
        ANGKA,
        'id = "9"',
        'id = " 8"',
        "[[item.options]]",
        "options-not-distinct",
        '"8" }',
    ),
    Broken(
        "two options have one id", ANGKA, 'id = "C"', 'id = "A"', 'id = "A"', "option-id-repeated", '"8" }'
    ),
    Broken(
        "an option is empty", ANGKA, 'text = { id = "7", en = "7" }', "", "[[item.options]]", "option-empty"
    ),
    Broken(
        "there is no alternative text",
        GAMBAR,
        'alt = { id = "Lingkaran"',
        'xy = { id = "L"',
        "bulat.svg",
        "alt-missing",
        also=((GAMBAR, "xy =", "field-unknown"),),
    ),
    Broken("there is no figure", GAMBAR, 'figure = "media/pola.svg"', "", "figure_alt", "alt-without-figure"),
    Broken(
        "a drawing is missing",
        GAMBAR,
        "media/pola.svg",
        "media/polo.svg",
        "media/polo",
        "media-missing",
        also=UNUSED,
    ),
    Broken(
        "a drawing lies outside",
        GAMBAR,
        "media/pola.svg",
        "media/../../etc/x.svg",
        "etc/x",
        "media-path",
        also=UNUSED,
    ),
    Broken(
        "a drawing is absolute",
        GAMBAR,
        "media/pola.svg",
        "/etc/passwd",
        "/etc/passwd",
        "media-path",
        also=UNUSED,
    ),
    Broken(
        "a response scale is unknown", SIKAP, '"setuju4"', '"setuju5"', "setuju5", "response-scale-unknown"
    ),
    Broken("a keying is unknown", SIKAP, '"positive"', '"positif"', '"positif"', "word-unknown"),
    Broken("a slope is zero", ANGKA, "a = 1.2", "a = 0", "a = 0", "number-out-of-range"),
    Broken("a slope is not finite", ANGKA, "a = 1.2", "a = nan", "a = nan", "number-out-of-range"),
    Broken("a slope is a truth value", ANGKA, "a = 1.2", "a = true", "a = true", "wrong-type"),
    Broken("a slope is unusual", ANGKA, "a = 1.2", "a = 12.0", "a = 12.0", "discrimination-unusual"),
    Broken("a difficulty is far", ANGKA, "b = -0.4", "b = -5.5", "b = -5.5", "difficulty-far"),
    Broken("guessing is high", ANGKA, "c = 0.25", "c = 0.6", "c = 0.6", "guessing-high"),
    Broken("guessing is certain", ANGKA, "c = 0.25", "c = 1.0", "c = 1.0", "number-out-of-range"),
    Broken("asymptotes cross", ANGKA, '"3pl"', '"4pl"\nd = 0.2', "c = 0.25", "asymptotes-crossed"),
    Broken(
        "a model has no such parameter",
        GAMBAR,
        "b = 0.0",
        "b = 0.0\nc = 0.2",
        "c = 0.2",
        "parameter-not-in-model",
    ),
    Broken("a model does not fit", GAMBAR, '"1pl"', '"grm"', '"grm"', "model-not-for-kind"),
    Broken("difficulty is a list", GAMBAR, "b = 0.0", "b = [0.0, 1.0]", "b = [", "thresholds-number"),
    Broken(
        "thresholds are too few", SIKAP, "[-2.0, -0.5, 1.25]", "[-2.0, -0.5]", "b = [", "thresholds-number"
    ),
    Broken(
        "thresholds fall", SIKAP, "[-2.0, -0.5, 1.25]", "[-2.0, 1.0, 0.5]", "b = [", "thresholds-unordered"
    ),
    Broken(
        "an operational item has none",
        GAMBAR,
        "[item.parameters]",
        "[item.parametres]",
        "[[item]]",
        "parameters-missing",
        also=((GAMBAR, "[item.parametres]", "field-unknown"),),
    ),
    Broken(
        "an item is no list",
        GAMBAR,
        "[[item]]",
        "[[items]]",
        "[[items]]",
        "field-unknown",
        also=((GAMBAR, "[[item", "wrong-type"),),
    ),
    Broken("HTML in a stem", ANGKA, "**?**", "<b>?</b>", "<b>", "markdown-not-supported"),
    Broken("the format is newer", "bank.toml", "format = 1", "format = 2", "format", "format-unsupported"),
    Broken(
        "a language is no code",
        "bank.toml",
        '["id", "en"]',
        '["id", "en", "Jawa"]',
        "Jawa",
        "language-malformed",
        also=tuple(
            ("bank.toml", marker, "language-missing")
            for marker in ("title", "[notice]", "reference_group", *["labels"] * 4)
        ),
    ),
    Broken("labels repeat", "bank.toml", '"Disagree"', '"Agree"', "labels", "labels-not-distinct"),
    Broken("a scale is unknown", "bank.toml", '"logit"', '"probit"', "probit", "word-unknown"),
    Broken("a TOML file is malformed", SIKAP, "a = 1.5", "a = 1.5.5", "a = 1.5.5", "toml-malformed"),
]


def found_in(folder_path: Path) -> list[tuple[str, int, str]]:
    bank, findings = read_bank(folder_path, shown_as="")
    assert (bank is None) == any(each.severity == "error" for each in findings)
    return places(findings)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_bank_is_told_with_file_and_line(broken: Broken, tmp_path: Path) -> None:
    files = sound_files()
    text = files[broken.file]
    assert isinstance(text, str)
    assert broken.old in text
    files[broken.file] = changed = text.replace(broken.old, broken.new, 1)
    expected = [(broken.file, line_of(changed, broken.marker, after=broken.after), broken.code)]
    expected += [(file, line_of(str(files[file]), marker), code) for file, marker, code in broken.also]
    assert found_in(write_files(tmp_path, files)) == sorted(expected)


@pytest.mark.parametrize(
    ("file", "content", "line", "code"),
    [
        ("bank.toml", None, 1, "file-missing"),
        ("bank.toml", b"id = 'caf\xe9'", 1, "toml-not-utf8"),
        ("bank.toml", b"format = 1\nid = \n", 2, "toml-malformed"),
        (SIKAP, b"x = " + b"[" * 50_000, 1, "toml-too-much"),
        ("items/notes.txt", b"notes", 1, "file-ignored"),
        ("media/photo.gif", b"GIF89a", 1, "file-ignored"),
        ("media/lain.svg", CIRCLE.encode().replace(b"4", b"3"), 1, "media-unreferenced"),
        ("media/dua kata.svg", CIRCLE.encode(), 1, "media-name"),
        ("media/lain.svg", b"\xff\xfe", 1, "file-not-utf8"),
        ("media/pola.svg", b"<svg", 1, "svg-malformed"),
        (
            "media/pola.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"\nviewBox="0 0 1 1">\n<script/></svg>',
            3,
            "svg-active",
        ),
        ("media/pola.svg", b"<!DOCTYPE svg>\n<svg/>", 1, "svg-dtd"),
    ],
)
def test_a_file_that_is_missing_or_spoilt_is_told(
    file: str, content: bytes | None, line: int, code: str, tmp_path: Path
) -> None:
    write_files(tmp_path, sound_files())
    if content is None:
        (tmp_path / file).unlink()
    else:
        write_files(tmp_path, {file: content})
    assert (file, line, code) in found_in(tmp_path)


def test_every_file_is_read_although_the_first_is_spoilt(tmp_path: Path) -> None:
    files = sound_files() | {
        "bank.toml": "format = ",
        ANGKA: NUMBERS.replace("[[item]]", "[[item]", 1),
        GAMBAR: FIGURES.replace('"A"\n\n[item.par', '"Z"\n\n[item.par').replace("domain", "domian"),
        SIKAP: STATEMENTS.replace("[-1.0, 0.0, 1.0]", "[1.0, 0.0, -1.0]"),
    }
    assert found_in(write_files(tmp_path, files)) == [
        ("bank.toml", 1, "toml-malformed"),
        (ANGKA, 2, "toml-malformed"),
        (GAMBAR, 1, "field-missing"),
        (GAMBAR, 4, "field-unknown"),
        (GAMBAR, line_of(FIGURES, "correct"), "key-not-an-option"),
        (SIKAP, line_of(STATEMENTS, "[-1.0, 0.0, 1.0]"), "thresholds-unordered"),
    ]


def test_a_misspelt_field_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    files = sound_files() | {ANGKA: NUMBERS.replace("subdomain", "subdomein")}
    _, findings = read_bank(write_files(tmp_path, files))
    assert [each.message for each in findings] == [
        "There is no field subdomein here. Did you mean subdomain?"
    ]
    assert findings[0].render("id") == (
        f"{tmp_path}/{ANGKA}:6: kesalahan: Tidak ada isian subdomein di sini. "
        "Apakah yang dimaksud subdomain? [field-unknown]"
    )


def test_a_table_full_of_unknown_fields_is_told_in_part(tmp_path: Path) -> None:
    many = "".join(f"x{number} = 1\n" for number in range(3_000))
    files = sound_files() | {SIKAP: STATEMENTS.replace('kind = "likert"\n', f'kind = "likert"\n{many}', 1)}
    found = found_in(write_files(tmp_path, files))
    assert {code for _, _, code in found} == {"field-unknown"}
    assert len(found) == 50


def test_items_that_show_the_same_are_told(tmp_path: Path) -> None:
    copy = NUMBERS.replace("deret-1", "deret-x").replace("Lanjutkan: 2, 4, 6", "lanjutkan:  2, 4, 6")
    shuffled = copy.replace('"8"', '"?"').replace('"7"', '"8"').replace('"?"', '"7"')
    first_item = shuffled[: shuffled.index("[[item]]", 40)]
    files = sound_files() | {"items/lain.toml": first_item}
    _, findings = read_bank(write_files(tmp_path, files), shown_as="")
    assert places(findings) == [("items/lain.toml", 2, "content-repeated")]
    assert f"deret-1 ({ANGKA}:2)" in findings[0].message


def test_a_drawing_copied_under_another_name_is_no_other_option(tmp_path: Path) -> None:
    files = sound_files() | {
        "media/kotak.svg": CIRCLE,
        GAMBAR: FIGURES.replace('text = { id = "persegi", en = "square" }\n', ""),
    }
    assert found_in(write_files(tmp_path, files)) == [(GAMBAR, 15, "options-not-distinct")]


def test_keys_that_gather_in_one_place_are_told(tmp_path: Path) -> None:
    item = """
[[item]]
id = "k-{n}"
kind = "single_choice"
domain = "kunci"
stem = {{ id = "Soal {n}", en = "Item {n}" }}
options = [
  {{ id = "A", text = {{ id = "a", en = "a" }} }},
  {{ id = "B", text = {{ id = "b", en = "b" }} }},
  {{ id = "C", text = {{ id = "c", en = "c" }} }},
  {{ id = "D", text = {{ id = "d", en = "d" }} }},
]
key.correct = "{key}"
"""
    text = "".join(item.format(n=n, key="B" if n % 4 else "ACD"[n // 4 % 3]) for n in range(40))
    files = sound_files() | {"items/kunci.toml": text}
    _, findings = read_bank(write_files(tmp_path, files), shown_as="")
    assert places(findings) == [
        ("items/kunci.toml", line_of(text, 'key.correct = "B"', after='"k-1"'), "key-position-imbalance")
    ]
    assert findings[0].message == (
        "In the domain kunci, 30 of 40 keys stand in place 2; about 10 would be expected. Spread them."
    )


@pytest.mark.parametrize("name", ["items/luar.toml", "media/luar.svg", "items/folder", "bank.toml", "media"])
def test_links_are_not_followed(name: str, tmp_path: Path) -> None:
    outside = write_files(tmp_path / "outside", sound_files() | {"items/rahasia.toml": NUMBERS})
    inside = write_files(tmp_path / "inside", sound_files())
    target = inside / name
    if name == "media":
        for file in target.iterdir():
            file.unlink()
        target.rmdir()
    target.unlink(missing_ok=True)
    target.symlink_to(outside / ("items" if name == "items/folder" else name.replace("luar", "pola")))
    assert (name, 1, "link-refused") in found_in(inside)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write_files(tmp_path, sound_files())
    os.mkfifo(tmp_path / "items/pipa.toml")
    assert found_in(tmp_path) == [("items/pipa.toml", 1, "file-not-regular")]


def test_files_beyond_the_limits_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, sound_files())
    monkeypatch.setattr(folder, "MOST_BYTES", len(NUMBERS) - 1)
    assert (ANGKA, 1, "file-too-large") in found_in(tmp_path)
    monkeypatch.setattr(folder, "MOST_FILES", 2)
    assert ("items", 1, "files-too-many") in found_in(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    bank, findings = read_bank(tmp_path / "nothing", shown_as="nothing")
    assert bank is None
    assert places(findings) == [("nothing", 1, "bank-not-a-folder")]
