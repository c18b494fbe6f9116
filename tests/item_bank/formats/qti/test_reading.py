"""QTI packages: items with one right answer come in from every version; the rest is told and left out."""

import random
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Bank, Scale
from item_bank.findings import Finding
from item_bank.formats.defaults import Defaults
from item_bank.formats.qti import read_qti
from item_bank.interactions import fixed_options
from item_bank.items import Stimulus, Text
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters
from tests.item_bank.formats.package import hostile
from tests.item_bank.formats.package.hostile import zipped
from tests.item_bank.formats.qti.packages import (
    VERSIONS,
    in_version,
    interaction,
    item,
    metadata,
    package,
    response,
    usage_data,
)
from tests.item_bank.formats.qti.rules import IF_ELSE_IF, MAPPING
from tests.item_bank.small_bank import CIRCLE, SQUARE


def read(content: bytes, defaults: Defaults | None = None) -> tuple[Bank | None, list[Finding]]:
    bank, findings = read_qti(content, "paket.zip", defaults=defaults)
    assert all(each.render("id") and each.render("en") for each in findings)
    return bank, findings


def bank_of(content: bytes, defaults: Defaults | None = None) -> Bank:
    bank, findings = read(content, defaults)
    assert bank is not None, [each.render() for each in findings]
    assert findings == [], [each.render() for each in findings]
    return bank


def left_out(xml: str, others: dict[str, str | bytes] | None = None) -> list[tuple[str, str]]:
    """What is told of an item beside a sound one, by code and reason."""
    bank, findings = read(package({"satu.xml": item("baik"), "dua.xml": xml}, others=others))
    assert bank is not None
    assert [each.id for each in bank.items] == ["baik"]
    assert findings[-1].code == "question-left-out" or "question-left-out" in {each.code for each in findings}
    return [
        (each.code, str(dict(each.arguments).get("reason", "")))
        for each in findings
        if each.code != "question-left-out"
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_item_comes_in_from_every_version(version: str) -> None:
    bank = bank_of(package({"items/a.xml": item()}, version, metadata=metadata("Deret Bilangan")))
    found = bank.by_id["item-1"]
    assert (found.kind, found.domain, found.key) == ("single_choice", "Deret-Bilangan", SingleChoiceKey("B"))
    assert found.prompt.stem == Text({"id": "Soal item-1: 2, 4, 6, ?"})
    assert [(each.id, each.text) for each in found.prompt.options] == [
        ("A", Text({"id": "tujuh"})), ("B", Text({"id": "delapan"})), ("C", Text({"id": "sembilan"})),
    ]  # fmt: skip


@pytest.mark.parametrize("version", VERSIONS)
def test_texts_keep_their_marks_and_lose_what_could_run(version: str) -> None:
    body = (
        "<div><h2>Baca</h2><p>Kata <em>satu</em> dan <strong>dua</strong>: 5 &lt; 7 * 2, x<sup>2</sup></p>"
        "<ul><li>a</li><li>b</li></ul><script>alert(1)</script></div>"
        + interaction(
            {"A": "<p onclick='x()'>ya</p>", "B": "<a href='https://example.invalid'>tidak</a>"},
            prompt="Yang mana?",
        )
    )
    bank, findings = read(package({"a.xml": item(body=body)}, version))
    assert bank is not None
    prompt = bank.items[0].prompt
    assert prompt.stem["id"] == (
        "**Baca**\n\nKata *satu* dan **dua**: 5 \\< 7 \\* 2, x²\n\n- a\n- b\n\nYang mana?"
    )
    assert [option.text for option in prompt.options] == [Text({"id": "ya"}), Text({"id": "tidak"})]
    assert [dict(each.arguments) for each in findings] == [{"names": "a, script"}]


@pytest.mark.parametrize("version", VERSIONS)
def test_drawings_come_with_the_words_that_stand_for_them(version: str) -> None:
    image = '<img src="../gambar/a%20b.svg" alt="Lingkaran"/>'
    square = '<object data="../gambar/kotak.svg" type="image/svg+xml">Persegi</object>'
    body = f"<p>Mana? {image}</p>" + interaction({"A": square, "B": "bukan"})
    content = package(
        {"soal/a.xml": item(body=body)},
        version,
        others={"gambar/a b.svg": CIRCLE, "gambar/kotak.svg": SQUARE},
    )
    bank = bank_of(content)
    prompt = bank.items[0].prompt
    assert prompt.figure is not None
    assert (prompt.figure.media, prompt.figure.alt) == ("media/gambar/a-b.svg", Text({"id": "Lingkaran"}))
    assert prompt.options[0].figure is not None
    assert prompt.options[0].figure.alt == Text({"id": "Persegi"})
    assert dict(bank.media) == {"media/gambar/a-b.svg": CIRCLE, "media/gambar/kotak.svg": SQUARE}


def test_a_shared_stimulus_is_taken_once_and_names_the_set_of_its_items() -> None:
    stimulus = (
        '<qti-assessment-stimulus identifier="bacaan" title="Bacaan"><qti-stimulus-body>'
        '<p>Pada suatu hari.</p><img src="b.svg" alt="Lingkaran"/></qti-stimulus-body>'
        "</qti-assessment-stimulus>"
    )
    reference = '<qti-assessment-stimulus-ref identifier="bacaan" href="bacaan.xml" title="x"/>'
    items = {f"{n}.xml": item(f"item-{n}", declared=response() + reference) for n in (1, 2)}
    bank = bank_of(package(items, others={"bacaan.xml": stimulus, "b.svg": CIRCLE}))
    assert {each.item_set for each in bank.items} == {"bacaan"}
    text = Text({"id": "Pada suatu hari.\n\n![Lingkaran](media/b.svg)"})
    assert bank.stimuli == (Stimulus("bacaan", text, Text({"id": "Bacaan"})),)
    assert bank.items[0].prompt.stem["id"] == "Soal item-1: 2, 4, 6, ?"
    assert dict(bank.media) == {"media/b.svg": CIRCLE}


REFUSED_IMAGES = {
    "remote": ('<img src="https://example.invalid/a.svg" alt="x"/>', [("qti-image", "remote")]),
    "data": ('<img src="data:image/svg+xml;base64,AAAA" alt="x"/>', [("qti-image", "remote")]),
    "outside": ('<img src="../../a.svg" alt="x"/>', [("qti-image", "remote")]),
    "missing": ('<img src="tidak-ada.svg" alt="x"/>', [("qti-image", "missing")]),
    "damaged": ('<img src="rusak.png" alt="x"/>', [("qti-image", "damaged")]),
    "video": ('<object data="a.mp4" type="video/mp4"/>', [("qti-image", "missing")]),
    "film": ("<video src='a.mp4'/>", [("qti-not-deliverable", "video")]),
    "no drawing": ('<img src="bukan.svg" alt="x"/>', [("svg-malformed", "undefined entity")]),
}


@pytest.mark.parametrize("name", sorted(REFUSED_IMAGES))
def test_an_item_whose_image_cannot_be_shown_is_left_out(name: str) -> None:
    image, expected = REFUSED_IMAGES[name]
    others: dict[str, str | bytes] = {
        "rusak.png": hostile.png()[:40],
        "bukan.svg": CIRCLE.replace("</svg>", "&x;</svg>"),
    }
    assert left_out(item("buruk", body=f"<p>Mana? {image}</p>{interaction()}"), others) == expected


def interaction_of(name: str, inner: str = "") -> str:
    return f'<qti-{name}-interaction response-identifier="RESPONSE">{inner}</qti-{name}-interaction>'


def template(rule: str) -> str:
    """An item with a template variable and the rule that sets it."""
    variable = '<qti-template-declaration identifier="T" cardinality="single" base-type="integer"/>'
    processing = f'<qti-set-template-value identifier="T">{rule}</qti-set-template-value>'
    return response() + variable + f"<qti-template-processing>{processing}</qti-template-processing>"


UNSUPPORTED = ("drawing", "upload", "custom", "portable-custom", "select-point", "position-object",
               "unheard-of")  # fmt: skip
LEFT_OUT = {
    **{
        name: (item("x", body=f"<p>Ya.</p>{interaction_of(name)}"), [("qti-interaction-not-supported", "")])
        for name in UNSUPPORTED
    },
    "film": (item("x", body=interaction_of("media", '<object data="a.mp4"/>')),
             [("qti-interaction-not-supported", "")]),
    "the same variable twice": (item("x", body=interaction() * 2), [("qti-scoring-unclear", "broken")]),
    "no variable": (item("x", body=interaction().replace("RESPONSE", "LAIN")),
                    [("qti-scoring-unclear", "undeclared")]),
    "adaptive": (item("x", attributes='adaptive="true"'), [("qti-not-deliverable", "adaptive")]),
    "chance": (item("x", declared=template('<qti-random-integer min="1" max="9"/>')),
               [("qti-scoring-unclear", "templates")]),
    "scored by people": (
        item("x", declared=response()
             + '<qti-outcome-declaration identifier="ESSAY" base-type="float" external-scored="human"/>'),
        [("qti-scoring-unclear", "external")]),
    "broken mapping": (item("x", declared=response(mapping=MAPPING.replace('"3"', '"tiga"'))),
                       [("qti-scoring-unclear", "broken")]),
    "no key": (item("x", declared=response(correct=""), rules=""), [("qti-scoring-unclear", "none")]),
    "always the same": (item("x", declared=response(correct="")), [("qti-scoring-unclear", "none")]),
    "unknown template": (item("x", rules='<qti-response-processing template="TEMPLATES/lain"/>'),
                         [("qti-scoring-unclear", "rule")]),
    "unknown rule": (item("x", rules="<qti-response-processing><qti-set-outcome-value identifier='SCORE'>"
                          "<qti-custom-operator/></qti-set-outcome-value></qti-response-processing>"),
                     [("qti-scoring-unclear", "rule")]),
    "a random rule": (item("x", rules="<qti-response-processing><qti-set-outcome-value identifier='SCORE'>"
                           "<qti-random-float max='1'/></qti-set-outcome-value></qti-response-processing>"),
                      [("qti-scoring-unclear", "rule")]),
    "endless pattern": (item("x", rules="<qti-response-processing><qti-set-outcome-value identifier='SCORE'>"
                             "<qti-pattern-match pattern='(?=a)'><qti-variable identifier='RESPONSE'/>"
                             "</qti-pattern-match></qti-set-outcome-value></qti-response-processing>"),
                        [("qti-scoring-unclear", "rule")]),
    "an outcome is shown": (item("x", body=f"<qti-printed-variable identifier='SCORE'/>{interaction()}"),
                            [("qti-not-deliverable", "printed")]),
    "a stimulus is missing": (
        item("x", declared=response() + '<qti-assessment-stimulus-ref identifier="s" href="s.xml"/>'),
        [("qti-not-deliverable", "stimulus")]),
    "external entity": (hostile.EXTERNAL_ENTITY, [("xml-doctype", "")]),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(LEFT_OUT) - {"external entity"}))
def test_what_cannot_be_delivered_is_told_and_left_out(name: str) -> None:
    xml, expected = LEFT_OUT[name]
    assert left_out(xml) == expected


def test_hostile_xml_costs_its_file_only() -> None:
    bank, findings = read(
        package({"a.xml": item(), "b.xml": hostile.EXTERNAL_ENTITY, "c.xml": hostile.BILLION_LAUGHS})
    )
    assert bank is not None
    assert [(each.file, each.code) for each in findings] == [
        ("paket.zip/b.xml", "xml-doctype"), ("paket.zip/c.xml", "xml-doctype"),
    ]  # fmt: skip


def test_a_refused_package_gives_no_bank() -> None:
    bank, findings = read(zipped({"../a.xml": in_version(item(), "3.0")}))
    assert bank is None
    assert [each.code for each in findings] == ["package-path-unsafe"]


def test_items_are_found_without_a_manifest_and_beside_one() -> None:
    loose = zipped({f"dalam/{name}.xml": in_version(item(name), "2.1") for name in ("a", "b")})
    assert [each.id for each in bank_of(loose).items] == ["a", "b"]
    beside = package({"a.xml": item("a")}, others={"b.xml": in_version(item("b"), "3.0")})
    assert [each.id for each in bank_of(beside).items] == ["a", "b"]


def test_an_item_that_the_manifest_names_in_vain_is_told() -> None:
    made = package({"a.xml": item("a")})
    manifest_only = package({"a.xml": item("a"), "hilang.xml": item("b")})
    assert made != manifest_only
    content = zipped(
        {
            "imsmanifest.xml": '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="hilang.xml"/>'
            "</resources></manifest>",
            "a.xml": in_version(item("a"), "2.1"),
        }
    )
    bank, findings = read(content)
    assert bank is not None
    assert [(each.file, each.code) for each in findings] == [
        ("paket.zip/imsmanifest.xml", "qti-file-missing")
    ]


def test_what_is_not_carried_is_told() -> None:
    choices = interaction(
        {"A": "satu<qti-feedback-inline identifier='f'>salah</qti-feedback-inline>", "B": "dua"}
    )
    body = (
        "<qti-rubric-block view='scorer'><p>Untuk penilai</p></qti-rubric-block><p>Mana?</p>"
        + choices.replace('identifier="B"', 'identifier="B" fixed="true"')
    )
    bank, findings = read(package({"a.xml": item(body=body)}))
    assert bank is not None
    assert bank.items[0].prompt.stem["id"] == "Mana?"
    assert bank.items[0].prompt.options[0].text == Text({"id": "satu"})
    assert fixed_options(bank.items[0].interaction) == ("A", "B", "C")[: len(bank.items[0].option_ids)]
    assert [dict(each.arguments)["what"] for each in findings] == ["feedback"]


NUMBERS = {"item-1": {"A-Parm": 1.2, "B-Parm": -0.5, "C-Parm": 0.2, "P-value": 0.7}}


def test_usage_data_asks_for_the_metric() -> None:
    content = package({"a.xml": item()}, others={"data/usage.xml": usage_data(NUMBERS)})
    bank, findings = read(content)
    assert bank is None
    assert [each.code for each in findings if each.severity == "error"] == ["metric-unknown"]
    bank, findings = read(content, Defaults(scale=Scale("normal", 1.702)))
    assert bank is not None
    assert bank.scale == Scale("normal", 1.702)
    assert bank.items[0].parameters == ItemParameters("3pl", 1.2, (-0.5,), c=0.2)
    assert [dict(each.arguments) for each in findings] == [{"what": "P-value"}]


TAGS = re.compile(r"<[^>]*>|[^<]+")


@settings(max_examples=120)
@given(st.randoms(use_true_random=False), st.sampled_from(VERSIONS), st.integers(1, 6))
def test_no_order_of_elements_makes_it_raise(chance: random.Random, version: str, n_changes: int) -> None:
    parts = TAGS.findall(in_version(item(rules=IF_ELSE_IF, declared=response(mapping=MAPPING)), version))
    for _ in range(n_changes):
        place, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        match chance.randrange(4):
            case 0:
                del parts[place]
            case 1:
                parts[place], parts[other] = parts[other], parts[place]
            case 2:
                parts.insert(place, parts[other])
            case _:
                parts[place] = re.sub(r'"[^"]*"', '"x"', parts[place], count=1)
    # Most changes would only make it malformed; what can be closed again is.
    read(zipped({"a.xml": _closed("".join(parts))}))


@settings(max_examples=120)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_no_missing_element_makes_it_raise(chance: random.Random, n_changes: int) -> None:
    xml = in_version(item(rules=IF_ELSE_IF, declared=response(mapping=MAPPING)), "2.1")
    root = ET.fromstring(xml)  # noqa: S314 - our own
    for _ in range(n_changes):
        parent = chance.choice([each for each in root.iter() if len(each)])
        child = chance.choice(list(parent))
        match chance.randrange(4):
            case 0:
                parent.remove(child)
            case 1:
                parent.append(child)
            case 2:
                child.attrib.clear()
            case _:
                child.text = chance.choice(["", "x", "-1", "1e999", "nan"])
    read(zipped({"a.xml": ET.tostring(root)}))


def _closed(xml: str) -> str:
    """The text with ends for what is open and without ends for what is not."""
    out: list[str] = []
    opened: list[str] = []
    for part in TAGS.findall(xml):
        name = re.match(r"</?([\w-]+)", part)
        if name is None or part.endswith("/>"):
            out.append(part)
        elif not part.startswith("</"):
            opened.append(name[1])
            out.append(part)
        elif name[1] in opened:
            while opened[-1] != name[1]:
                out.append(f"</{opened.pop()}>")
            out.append(f"</{opened.pop()}>")
    return "".join([*out, *(f"</{name}>" for name in reversed(opened))])
