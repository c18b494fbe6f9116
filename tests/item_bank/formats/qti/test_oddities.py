"""Packages as others write them: prefixes, encodings, addresses, manifests, markup no two tools share."""

from collections.abc import Mapping
from typing import Any

import pytest

from item_bank.bank import Bank
from item_bank.findings import Finding
from item_bank.formats.qti import read_qti
from item_bank.interactions import Choose, Pair, Several, Write, fixed_options, shuffled_groups
from item_bank.kinds import KINDS
from item_bank.kinds.composite import score
from tests.item_bank.formats.package.hostile import png, zipped
from tests.item_bank.formats.qti.answers import response_to
from tests.item_bank.formats.qti.corpus import (
    ANY,
    MAP,
    MATCH,
    R,
    Sample,
    choice,
    custom,
    declared,
    entry,
    inline,
    mapping,
    points,
)
from tests.item_bank.formats.qti.packages import SCORE, in_version, item, package
from tests.item_bank.small_bank import CIRCLE

PLAIN = item("a")


def read(content: bytes) -> tuple[Bank, list[Finding]]:
    bank, findings = read_qti(content, "paket.zip")
    assert all(each.render("id") and each.render("en") for each in findings)
    assert bank is not None, [each.render() for each in findings]
    return bank, findings


def only(xml: str, others: Mapping[str, str | bytes] | None = None, version: str = "3.0") -> Any:
    bank, findings = read(package({"x/a.xml": xml}, version, others=others))
    assert len(bank.items) == 1, [each.render() for each in findings]
    return bank.items[0]


def sample(body: str, declarations: str = "", rules: str = MATCH, outcomes: str = SCORE) -> str:
    return Sample("a", declarations or declared(R, "B"), body, rules, "", (), (), outcomes).xml


ENCODED = {
    "BOM": b"\xef\xbb\xbf" + in_version(PLAIN, "3.0").encode(),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>' + in_version(PLAIN, "3.0")).encode("utf-16"),
    "Latin-1": ('<?xml version="1.0" encoding="ISO-8859-1"?>' + in_version(PLAIN, "2.1")).encode("latin-1"),
    "stylesheet": b'<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?>\n<!-- dari alat lain -->\n'
    + in_version(PLAIN, "2.2").encode(),
    "prefix": in_version(PLAIN, "2.1").replace("<", "<q:").replace("<q:/", "</q:")
    .replace("q:p>", "p>").replace("xmlns=", "xmlns:q=").encode(),
    "minor version": in_version(PLAIN, "2.2").replace("imsqti_v2p2", "imsqti_v2p2p4").encode(),
    "schema location": in_version(PLAIN, "3.0").replace(
        "<qti-assessment-item ",
        '<qti-assessment-item xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="urn:a https://example.invalid/a.xsd" ').encode(),
    "CDATA and comments": in_version(PLAIN, "3.0").replace(
        "delapan", "<![CDATA[delapan]]><!-- ya -->").encode(),
    "references": in_version(PLAIN, "3.0").replace("delapan", "&#100;elap&#x61;n").encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", ENCODED)
def test_files_are_read_however_they_are_written(name: str) -> None:
    bank, findings = read(zipped({"a.xml": ENCODED[name]}))
    assert [each.render() for each in findings] == []
    found = bank.by_id["a"]
    assert [option.text["id"] for option in found.prompt.options if option.text] == [
        "tujuh", "delapan", "sembilan",
    ]  # fmt: skip
    assert KINDS[found.kind].mark(found, {"option": "B"}) == 1


def manifest(resources: str, attributes: str = "") -> str:
    return f'<manifest xmlns="urn:cp" {attributes}><resources>{resources}</resources></manifest>'


ITEM_TYPE = 'type="imsqti_item_xmlv2p1"'
MANIFESTS = {
    "spaces": (f'<resource {ITEM_TYPE} href="soal baru/a b.xml"/>', "soal baru/a b.xml", ""),
    "percent": (f'<resource {ITEM_TYPE} href="soal%20baru/a%20b.xml"/>', "soal baru/a b.xml", ""),
    "percent in the name": (f'<resource {ITEM_TYPE} href="a%20b.xml"/>', "a%20b.xml", ""),
    "backslash": (f'<resource {ITEM_TYPE} href="soal\\a.xml"/>', "soal/a.xml", ""),
    "upper case": (f'<resource {ITEM_TYPE} href="Soal/A.XML"/>', "soal/a.xml", ""),
    "an upper case file": (f'<resource {ITEM_TYPE} href="A.XML"/>', "A.XML", ""),
    "base": (f'<resource xml:base="dalam/" {ITEM_TYPE} href="a.xml"/>', "luar/dalam/a.xml",
             'xml:base="luar/"'),
    "only a file": (f'<resource {ITEM_TYPE}><file href="a.xml"/></resource>', "a.xml", ""),
    "named twice": (f'<resource {ITEM_TYPE} href="a.xml"/><resource {ITEM_TYPE} href="a.xml"/>', "a.xml", ""),
    "not named": ("", "dalam/a.xml", ""),
    "another type": ('<resource type="associatedcontent/x" href="a.xml"/>', "a.xml", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", MANIFESTS)
def test_items_are_found_wherever_the_manifest_puts_them(name: str) -> None:
    resources, file, attributes = MANIFESTS[name]
    content = zipped({"imsmanifest.xml": manifest(resources, attributes), file: in_version(PLAIN, "2.1")})
    bank, findings = read(content)
    assert [each.id for each in bank.items] == ["a"]
    assert findings == []


def test_items_of_one_identifier_keep_apart_and_copies_are_told() -> None:
    bank, findings = read(package({"a.xml": item("sama"), "b.xml": item("sama")}))
    assert [each.id for each in bank.items] == ["sama", "sama-2"]
    assert {each.code for each in findings} == {"content-repeated"}


def test_sections_of_a_test_are_the_domains_of_items_that_name_none() -> None:
    test = (
        '<assessmentTest identifier="t"><testPart identifier="p">'
        '<assessmentSection identifier="s1" title="Verbal">'
        '<assessmentItemRef identifier="r" href="soal/a.xml"/></assessmentSection>'
        '<assessmentSectionRef identifier="s2" href="bagian/dua.xml"/></testPart></assessmentTest>'
    )
    section = (
        '<assessmentSection identifier="s2" title="Deret Angka">'
        '<assessmentItemRef identifier="r" href="../soal/b.xml"/></assessmentSection>'
    )
    content = package(
        {"soal/a.xml": item("a"), "soal/b.xml": item("b")}, "2.2",
        others={"ujian.xml": test, "bagian/dua.xml": section},
    )  # fmt: skip
    assert {each.id: each.domain for each in read(content)[0].items} == {"a": "Verbal", "b": "Deret-Angka"}


def test_texts_stand_before_between_and_after_the_parts() -> None:
    body = (
        f"<div><h3>Judul</h3><p>Sebelum {entry('R1')} di antara.</p>{choice('AB', 'R2', prompt='Pilih.')}"
        f"<ul><li>Butir {inline('AB', 'R3')}</li></ul><p>Sesudah</p></div>"
    )
    declarations = declared("R1", "x", base="string") + declared("R2", "A") + declared("R3", "B")
    found = only(sample(body, declarations, custom(points("R1") + points("R2") + points("R3"))))
    assert found.prompt.stem["id"] == (
        "**Judul**\n\nSebelum [[R1]] di antara.\n\n[[R2]]\n\n- Butir [[R3]]\n\nSesudah"
    )
    assert isinstance(found.interaction, Several)
    parts = found.interaction.parts
    assert [(type(part.interaction), part.is_inline) for part in parts] == [
        (Write, True), (Choose, False), (Choose, True),
    ]  # fmt: skip
    assert [part.text["id"] if part.text else "" for part in parts] == ["", "Pilih.", ""]
    assert len(set(found.option_ids)) == 4
    assert score(found, response_to(found, {"R1": "x", "R2": "A", "R3": "B"})) == 3.0


def test_options_that_the_author_fixed_stay_in_their_places() -> None:
    shuffled = choice("ABCD", attributes='max-choices="1" shuffle="true"').replace(
        'identifier="D"', 'identifier="D" fixed="true"'
    )
    found = only(sample(f"<p>?</p>{shuffled}"))
    assert fixed_options(found.interaction) == ("D",)
    assert shuffled_groups(found.interaction, found.option_ids) == (("A", "B", "C"),)
    assert shuffled_groups((never := only(sample(f"<p>?</p>{choice()}"))).interaction, never.option_ids) == (
        (),
    )


def test_images_audio_and_formulas_stand_in_the_text() -> None:
    body = (
        '<p>Lihat <img src="../gambar/a.gif" alt="titik"/> dan <img src="b.png" alt=""/>, dengar '
        '<audio src="c.mp3" aria-label="bunyi"/>. Hitung '
        "<math xmlns='http://www.w3.org/1998/Math/MathML'><mfrac><mi>x</mi><mn>2</mn></mfrac></math>.</p>"
        '<svg viewBox="0 0 4 4"><linearGradient id="g"/><rect style="fill:red" width="4" height="4"/></svg>'
        f"{choice()}<p>Akhir $5 dan $6.</p>"
    )
    gif = bytes.fromhex("47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b")
    others = {"gambar/a.gif": gif, "x/b.png": png(3, 2), "x/c.mp3": b"ID3" + bytes(20)}
    bank, findings = read(package({"x/a.xml": sample(body)}, others=others))
    (found,) = bank.items
    assert found.prompt.stem["id"] == (
        "Lihat ![titik](media/gambar/a.png) dan ![b](media/x/b.png), dengar ![bunyi](media/x/c.mp3). Hitung "
        "$<math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>$.\n\n![svg](media/inline/drawing-4.svg)\n\n"
        "[[RESPONSE]]\n\nAkhir \\$5 dan \\$6."
    )
    assert {each.code for each in findings} == {"qti-words-missing"}
    assert 'fill="red"' in str(bank.media["media/inline/drawing-4.svg"])


def test_drawings_of_other_programs_lose_what_may_not_run() -> None:
    drawing = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/a.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" width="10px" height="10px" onload="x()"><style>.a{fill:#f00}'
        '</style><script>alert(1)</script><a href="https://example.invalid">'
        '<rect class="a" width="5" height="5"/></a><image href="https://example.invalid/a.png"/><metadata>x</metadata></svg>'
    )
    bank, _ = read(package({"a.xml": sample(f'<p>?<img src="b.svg" alt="kotak"/></p>{choice()}')},
                           others={"b.svg": drawing}))  # fmt: skip
    (source,) = bank.media.values()
    assert isinstance(source, str)
    assert 'fill="#f00"' in source
    assert not any(word in source for word in ("script", "example", "onload", "style"))


def test_areas_are_in_the_units_of_the_image_whatever_size_it_is_shown_in() -> None:
    body = (
        '<p>?</p><qti-hotspot-interaction response-identifier="RESPONSE" max-choices="1">'
        '<img src="p.png" alt="peta" width="20" height="10"/>'
        '<qti-hotspot-choice identifier="A" shape="rect" coords="0,0,10,10"/>'
        '<qti-hotspot-choice identifier="B" shape="circle" coords="15,5,5"/></qti-hotspot-interaction>'
    )
    found = only(sample(body), {"x/p.png": png(40, 20)})
    assert found.kind == "hotspot"
    assert [(area.shape, area.at) for area in found.interaction.areas] == [
        ("rectangle", (0.0, 0.0, 20.0, 20.0)), ("circle", (30.0, 10.0, 10.0)),
    ]  # fmt: skip


OTHER_RULES = {
    "relative template": ('<qti-response-processing template="../rp/own.xml"/>', {"rp/own.xml": "OWN"}),
    "CC2_match": ('<qti-response-processing template="https://example.invalid/CC2_match.xml"/>', {}),
    "CC2_match_basic": ('<qti-response-processing template="CC2_match_basic"/>', {}),
    "template location": ('<qti-response-processing template-location="rp/match_correct.xml"/>', {}),
    "none": ("", {}),
}


@pytest.mark.parametrize("name", OTHER_RULES)
def test_templates_are_known_by_the_names_of_their_files(name: str) -> None:
    rules, files = OTHER_RULES[name]
    own = custom(points(R, 1)).replace("<qti-response-processing>", '<qti-response-processing xmlns="urn:x">')
    outcomes = SCORE + (
        '<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float">'
        "<qti-default-value><qti-value>5</qti-value></qti-default-value></qti-outcome-declaration>"
    )
    found = only(
        sample(f"<p>?</p>{choice()}<p>.</p>", rules=rules, outcomes=outcomes), dict.fromkeys(files, own)
    )
    expected = 5.0 if name == "CC2_match_basic" else 1.0
    assert score(found, response_to(found, {R: "B"})) == expected
    assert score(found, response_to(found, {R: "A"})) == 0.0


def test_a_template_without_chance_is_filled_in() -> None:
    template = (
        '<qti-template-declaration identifier="T" cardinality="single" base-type="integer"/>'
        '<qti-template-processing><qti-set-template-value identifier="T">'
        '<qti-base-value base-type="integer">4'
        "</qti-base-value></qti-set-template-value></qti-template-processing>"
    )
    rules = custom(points(R).replace("</qti-response-if>", "</qti-response-if>"))
    body = f'<p>Ada <qti-printed-variable identifier="T"/> ekor.</p>{choice()}'
    assert only(sample(body, declared(R, "B") + template, rules)).prompt.stem["id"] == "Ada 4 ekor."


def test_catalogues_and_layout_classes_are_kept() -> None:
    catalogue = (
        '<qti-catalog-info><qti-catalog id="k1"><qti-card support="spoken"><qti-html-content><p>dua</p>'
        "</qti-html-content></qti-card></qti-catalog></qti-catalog-info>"
    )
    body = '<p data-catalog-idref="k1">2?</p>' + choice(
        attributes='max-choices="1" class="qti-choices-stacking-2 lain qti-orientation-vertical"'
    )
    xml = sample(body).replace("</qti-item-body>", f"</qti-item-body>{catalogue}")
    found = only(xml)
    assert found.catalogue == catalogue
    assert found.layout_classes == ("qti-choices-stacking-2", "qti-orientation-vertical")


def test_words_where_numbers_belong_and_empty_choices_do_no_harm() -> None:
    body = f"<p>?</p>{choice('ABC').replace('pilihan A', '')}<p>.</p>".replace(
        'max-choices="1"', 'max-choices="x"'
    )
    found = only(sample(body))
    assert found.prompt.options[0].text == {"id": "A"} or found.prompt.options[0].text["id"] == "A"


def test_a_choice_joins_as_often_as_it_may() -> None:
    sets = "".join(
        "<qti-simple-match-set>"
        + "".join(
            f'<qti-simple-associable-choice identifier="{each}" match-max="{most}">{each}'
            "</qti-simple-associable-choice>"
            for each in names
        )
        + "</qti-simple-match-set>"
        for names, most in (("AB", 0), ("XYZ", 2))
    )
    body = f'<p>?</p><qti-match-interaction response-identifier="{R}">{sets}</qti-match-interaction>'
    declarations = declared(R, "A X", "A Y", "B Z", cardinality="multiple", base="directedPair",
                            more=mapping({"A X": 1, "A Y": 1, "B Z": 1}))  # fmt: skip
    found = only(sample(body, declarations, MAP))
    assert isinstance(found.interaction, Several)
    pair = found.interaction.parts[0].interaction
    assert isinstance(pair, Pair)
    assert (pair.uses, pair.most_targets) == (2, 3)
    right = {R: [("A", "X"), ("A", "Y"), ("B", "Z")]}
    assert score(found, response_to(found, right)) == 3.0


def test_languages_that_differ_from_those_of_the_import_are_told() -> None:
    xml = item("a", attributes='xml:lang="en-GB"')
    _, findings = read(package({"a.xml": xml}))
    assert [(each.code, dict(each.arguments)) for each in findings] == [
        ("qti-language", {"found": "en", "languages": "id"})
    ]


def test_a_page_without_a_question_is_information() -> None:
    found = only(
        sample('<p>Bacalah dengan tenang.</p><img src="b.svg" alt="buku"/>', rules=""), {"x/b.svg": CIRCLE}
    )
    assert (found.kind, found.prompt.stem["id"]) == ("information", "Bacalah dengan tenang.")
    assert found.prompt.figure is not None


def test_an_object_inside_stands_for_one_that_cannot_be_shown() -> None:
    image = (
        '<object data="a.swf" type="application/x-shockwave-flash"><img src="b.svg" alt="kotak"/></object>'
    )
    found = only(sample(f"<p>Lihat {image} ini.</p>{choice()}"), {"x/b.svg": CIRCLE})
    assert found.prompt.stem["id"] == "Lihat ![kotak](media/x/b.svg) ini."


def test_files_that_are_included_stand_in_the_text() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../teks.xml"/>'
    found = only(sample(f"{include}{choice()}"), {"teks.xml": "<div><p>Teks bersama.</p></div>"})
    assert found.prompt.stem["id"] == "Teks bersama."


def test_rules_that_choose_feedback_only_leave_the_right_answer_to_count() -> None:
    rules = custom('<qti-set-outcome-value identifier="FEEDBACK"><qti-variable identifier="RESPONSE"/>'
                   "</qti-set-outcome-value>")  # fmt: skip
    outcomes = '<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>'
    bank, findings = read(package({"a.xml": sample(f"<p>?</p>{choice()}", rules=rules, outcomes=outcomes)}))
    assert [each.code for each in findings] == ["qti-rules-offered"]
    assert KINDS["single_choice"].mark(bank.by_id["a"], {"option": "B"}) == 1


def test_lines_that_end_with_a_break_show_no_sign() -> None:
    found = only(sample(f"<p><br/>Satu<br/>dua<br/></p>{choice()}"))
    assert found.prompt.stem["id"] == "Satu\\\ndua"


def test_more_scores_than_categories_are_told() -> None:
    worths = mapping({each: 2**place / 10 for place, each in enumerate("ABCDEF")})
    declarations = declared(R, cardinality="multiple", more=worths)
    body = f"<p>?</p>{choice('ABCDEF', attributes=ANY)}"
    bank, findings = read(package({"a.xml": sample(body, declarations, MAP)}))
    assert [each.code for each in findings] == ["qti-levels-coarse"]
    found = bank.by_id["a"]
    assert KINDS[found.kind].n_categories(found) == 8
    assert KINDS[found.kind].mark(found, response_to(found, {R: ["A", "B", "C", "D"]})) == 1
    assert KINDS[found.kind].mark(found, response_to(found, {R: list("ABCDEF")})) == 7
