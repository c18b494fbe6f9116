"""Items of QTI with answers and the scores that their rules mean, each score written by hand.

Written in the names of version 3; `packages.in_version` writes them as the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.item_bank.formats.qti.packages import SCORE

Answers = Mapping[str, Any]
"""By response identifier: an identifier or text, a list of them, or a list of pairs."""

MATCH = '<qti-response-processing template="TEMPLATES/match_correct"/>'
ANY = 'max-choices="0"'
MAP = '<qti-response-processing template="TEMPLATES/map_response"/>'


@dataclass(frozen=True)
class Sample:
    """An item, the kind that it becomes, the levels of its scores, and answers with their scores."""

    name: str
    declared: str
    body: str
    rules: str
    kind: str
    levels: tuple[float, ...]
    scored: tuple[tuple[Answers, float], ...]
    outcomes: str = SCORE
    others: Mapping[str, str | bytes] = field(default_factory=dict)

    @property
    def xml(self) -> str:
        return (
            f'<qti-assessment-item xmlns="NAMESPACE" identifier="{self.name}" title="{self.name}" '
            f'adaptive="false" time-dependent="false">{self.declared}{self.outcomes}'
            f"<qti-item-body>{self.body}</qti-item-body>{self.rules}</qti-assessment-item>"
        )


def declared(
    name: str = "RESPONSE",
    *correct: str,
    cardinality: str = "single",
    base: str = "identifier",
    more: str = "",
) -> str:
    values = "".join(f"<qti-value>{each}</qti-value>" for each in correct)
    right = f"<qti-correct-response>{values}</qti-correct-response>" if values else ""
    return (
        f'<qti-response-declaration identifier="{name}" cardinality="{cardinality}" base-type="{base}">'
        f"{right}{more}</qti-response-declaration>"
    )


def mapping(entries: Mapping[str, float], attributes: str = "") -> str:
    inner = "".join(
        f'<qti-map-entry map-key="{key}" mapped-value="{value}"/>' for key, value in entries.items()
    )
    return f"<qti-mapping {attributes}>{inner}</qti-mapping>"


def choice(
    options: str = "ABC", name: str = "RESPONSE", attributes: str = 'max-choices="1"', prompt: str = ""
) -> str:
    inner = "".join(
        f'<qti-simple-choice identifier="{each}">pilihan {each}</qti-simple-choice>' for each in options
    )
    asked = f"<qti-prompt>{prompt}</qti-prompt>" if prompt else ""
    return (
        f'<qti-choice-interaction response-identifier="{name}" {attributes}>{asked}{inner}'
        "</qti-choice-interaction>"
    )


def entry(name: str = "RESPONSE", attributes: str = "") -> str:
    return f'<qti-text-entry-interaction response-identifier="{name}" {attributes}/>'


def inline(options: str = "ABC", name: str = "RESPONSE") -> str:
    inner = "".join(
        f'<qti-inline-choice identifier="{each}">kata {each}</qti-inline-choice>' for each in options
    )
    return (
        f'<qti-inline-choice-interaction response-identifier="{name}">{inner}</qti-inline-choice-interaction>'
    )


def custom(rules: str) -> str:
    return f"<qti-response-processing>{rules}</qti-response-processing>"


def assign(expression: str, name: str = "SCORE") -> str:
    return f'<qti-set-outcome-value identifier="{name}">{expression}</qti-set-outcome-value>'


def var(name: str = "RESPONSE") -> str:
    return f'<qti-variable identifier="{name}"/>'


def right(name: str = "RESPONSE") -> str:
    return f'<qti-correct identifier="{name}"/>'


def value(text: object, base: str = "float") -> str:
    return f'<qti-base-value base-type="{base}">{text}</qti-base-value>'


def op(name: str, *inner: str, attributes: str = "") -> str:
    return f"<qti-{name} {attributes}>{''.join(inner)}</qti-{name}>"


def when(condition: str, then: str, otherwise: str = "", *elses: tuple[str, str]) -> str:
    middle = "".join(op("response-else-if", test, rule) for test, rule in elses)
    last = op("response-else", otherwise) if otherwise else ""
    return op("response-condition", op("response-if", condition, then), middle, last)


def is_right(name: str = "RESPONSE") -> str:
    return op("match", var(name), right(name))


def points(name: str, worth: float = 1.0) -> str:
    """Add so much to SCORE where a response is right."""
    return when(is_right(name), assign(op("sum", var("SCORE"), value(worth))))


SAMPLES: list[Sample] = []


def _add(
    name: str, declarations: str, body: str, rules: str, kind: str, levels: tuple[float, ...],
    *scored: tuple[Answers, float], outcomes: str = SCORE,
) -> None:  # fmt: skip
    SAMPLES.append(Sample(name, declarations, body, rules, kind, levels, scored, outcomes))


R = "RESPONSE"
TWO = (0.0, 1.0)

# The templates, on every interaction that they fit.
_add("pilihan", declared(R, "B"), f"<p>Satu?</p>{choice()}", MATCH, "single_choice", TWO,
     ({R: "A"}, 0), ({R: "B"}, 1), ({R: "C"}, 0))  # fmt: skip
_add("pilihan-ganda", declared(R, "A", "C", cardinality="multiple"),
     f"<p>Dua?</p>{choice('ABCD', attributes=ANY)}", MATCH, "multiple_choice", TWO,
     ({R: ["A", "C"]}, 1), ({R: ["C", "A"]}, 1), ({R: ["A"]}, 0), ({R: ["A", "B", "C"]}, 0))  # fmt: skip
_add("peta", declared(R, "A", cardinality="multiple",
                      more=mapping({"A": 1, "B": 0.5, "C": -1}, 'lower-bound="0" default-value="-2"')),
     f"<p>Peta?</p>{choice('ABCD', attributes=ANY)}", MAP, "composite", (0.0, 0.5, 1.0, 1.5),
     ({R: ["A"]}, 1), ({R: ["A", "B"]}, 1.5), ({R: ["A", "B", "C"]}, 0.5), ({R: ["D"]}, 0),
     ({R: ["C"]}, 0), ({}, 0))  # fmt: skip
_add("peta-batas", declared(R, cardinality="multiple",
                            more=mapping({"A": 2, "B": 2}, 'upper-bound="3"')),
     f"<p>Batas?</p>{choice('ABC', attributes=ANY)}", MAP, "composite", (0.0, 2.0, 3.0),
     ({R: ["A", "B"]}, 3), ({R: ["A"]}, 2), ({R: ["C"]}, 0))  # fmt: skip
_add("urutan", declared(R, "C", "A", "B", cardinality="ordered"),
     '<p>Urutkan.</p><qti-order-interaction response-identifier="RESPONSE" shuffle="true">'
     '<qti-simple-choice identifier="A">satu</qti-simple-choice>'
     '<qti-simple-choice identifier="B" fixed="true">dua</qti-simple-choice>'
     '<qti-simple-choice identifier="C">tiga</qti-simple-choice></qti-order-interaction>',
     MATCH, "ordering", TWO,
     ({R: ["C", "A", "B"]}, 1), ({R: ["A", "B", "C"]}, 0))  # fmt: skip
_add("urutan-sebagian", declared(R, "C", "A", cardinality="ordered"),
     '<p>Urutkan dua.</p><qti-order-interaction response-identifier="RESPONSE" max-choices="2">'
     '<qti-simple-choice identifier="A">satu</qti-simple-choice>'
     '<qti-simple-choice identifier="B">dua</qti-simple-choice>'
     '<qti-simple-choice identifier="C">tiga</qti-simple-choice></qti-order-interaction>',
     MATCH, "composite", TWO,
     ({R: ["C", "A"]}, 1), ({R: ["A", "C"]}, 0), ({R: ["C"]}, 0))  # fmt: skip
_PAIRS = (
    '<p>Jodohkan.</p><qti-match-interaction response-identifier="RESPONSE" max-associations="0">'
    '<qti-simple-match-set><qti-simple-associable-choice identifier="A" match-max="1">kuda'
    '</qti-simple-associable-choice><qti-simple-associable-choice identifier="B" match-max="1">ikan'
    "</qti-simple-associable-choice></qti-simple-match-set><qti-simple-match-set>"
    '<qti-simple-associable-choice identifier="X" match-max="2">darat</qti-simple-associable-choice>'
    '<qti-simple-associable-choice identifier="Y" match-max="2">air</qti-simple-associable-choice>'
    "</qti-simple-match-set></qti-match-interaction>"
)
_add("jodoh", declared(R, "A X", "B Y", cardinality="multiple", base="directedPair"), _PAIRS, MATCH,
     "matching", TWO,
     ({R: [("A", "X"), ("B", "Y")]}, 1), ({R: [("A", "X")]}, 0),
     ({R: [("A", "Y"), ("B", "X")]}, 0))  # fmt: skip
_add("jodoh-peta", declared(R, "A X", "B Y", cardinality="multiple", base="directedPair",
                            more=mapping({"A X": 1, "B Y": 2}, 'default-value="0"')), _PAIRS, MAP,
     "composite", (0.0, 1.0, 2.0, 3.0),
     ({R: [("A", "X"), ("B", "Y")]}, 3), ({R: [("A", "X"), ("B", "X")]}, 1),
     ({R: [("A", "Y"), ("B", "Y")]}, 2), ({R: [("A", "Y")]}, 0))  # fmt: skip
_ASSOCIATE = (
    '<p>Pasangkan.</p><qti-associate-interaction response-identifier="RESPONSE" max-associations="2">'
    + "".join(
        f'<qti-simple-associable-choice identifier="{each}" match-max="1">tokoh {each}'
        "</qti-simple-associable-choice>"
        for each in "ABCD"
    )
    + "</qti-associate-interaction>"
)
_add("pasangan", declared(R, "A B", "D C", cardinality="multiple", base="pair"), _ASSOCIATE, MATCH,
     "composite", TWO,
     ({R: [("A", "to-B"), ("C", "to-D")]}, 1), ({R: [("B", "to-A"), ("D", "to-C")]}, 1),
     ({R: [("A", "to-B")]}, 0), ({R: [("A", "to-C"), ("B", "to-D")]}, 0))  # fmt: skip
_GAPS = (
    '<p>Isi.</p><qti-gap-match-interaction response-identifier="RESPONSE" shuffle="true">'
    '<qti-gap-text identifier="W" match-max="1">hujan</qti-gap-text>'
    '<qti-gap-text identifier="S" match-max="1">panas</qti-gap-text>'
    '<blockquote><p>Musim <qti-gap identifier="G1"/> lalu musim <qti-gap identifier="G2"/>.</p></blockquote>'
    "</qti-gap-match-interaction>"
)
_add("celah", declared(R, "W G1", "S G2", cardinality="multiple", base="directedPair"), _GAPS, MATCH,
     "gap_match", TWO,
     ({R: [("W", "G1"), ("S", "G2")]}, 1), ({R: [("S", "G1"), ("W", "G2")]}, 0),
     ({R: [("W", "G1")]}, 0))  # fmt: skip
_add("celah-peta", declared(R, "W G1", "S G2", cardinality="multiple", base="directedPair",
                            more=mapping({"W G1": 1, "S G2": 1}, 'lower-bound="0" default-value="-1"')),
     _GAPS, MAP, "gap_match", (0.0, 1.0, 2.0),
     ({R: [("W", "G1"), ("S", "G2")]}, 2), ({R: [("W", "G1")]}, 1), ({R: [("S", "G1"), ("W", "G2")]}, 0),
     ({}, 0))  # fmt: skip
_add("sebaris", declared(R, "B"), f"<p>Ini {inline()} sekali.</p>", MATCH, "inline_choice", TWO,
     ({R: "B"}, 1), ({R: "A"}, 0))  # fmt: skip
_add("teks", declared(R, "York", base="string"), f"<p>Kota {entry()}</p>", MATCH, "short_answer", TWO,
     ({R: "York"}, 1), ({R: "york"}, 0), ({R: "Bandung"}, 0))  # fmt: skip
_add("teks-tengah", declared(R, "York", base="string",
                             more='<qti-mapping default-value="0">'
                             '<qti-map-entry map-key="York" mapped-value="1"/>'
                             '<qti-map-entry map-key="jogja" mapped-value="0.5" case-sensitive="false"/>'
                             "</qti-mapping>"),
     f"<p>Kota {entry()} besar.</p>", MAP, "composite", (0.0, 0.5, 1.0),
     ({R: "York"}, 1), ({R: "york"}, 0), ({R: "JOGJA"}, 0.5), ({R: "  York "}, 1), ({}, 0))  # fmt: skip
_add("bilangan", declared(R, "42", base="integer"), f"<p>6 × 7 = {entry()}</p>", MATCH, "short_answer", TWO,
     ({R: "42"}, 1), ({R: "43"}, 0), ({R: "empat"}, 0))  # fmt: skip
_HOT = (
    '<p>Tekan.</p><qti-hottext-interaction response-identifier="RESPONSE" max-choices="1"><p>'
    'Saya <qti-hottext identifier="A">pergi</qti-hottext> ke '
    '<qti-hottext identifier="B">pasar</qti-hottext>.</p></qti-hottext-interaction>'
)
_add("kata", declared(R, "B"), _HOT, MATCH, "single_choice", TWO, ({R: "A"}, 0), ({R: "B"}, 1))
_AREAS = (
    '<p>Tunjuk.</p><qti-hotspot-interaction response-identifier="RESPONSE" max-choices="{most}">'
    '<object data="gambar/peta.png" type="image/png" width="20" height="10">Peta</object>'
    '<qti-hotspot-choice identifier="A" shape="circle" coords="5,5,3" hotspot-label="kiri"/>'
    '<qti-hotspot-choice identifier="B" shape="rect" coords="10,0,20,10"/>'
    '<qti-hotspot-choice identifier="C" shape="poly" coords="0,0,4,0,0,4"/></qti-hotspot-interaction>'
)
_add("tempat", declared(R, "B"), _AREAS.format(most=1), MATCH, "hotspot", TWO,
     ({R: "A"}, 0), ({R: "B"}, 1))  # fmt: skip
_add("tempat-ganda", declared(R, "A", "C", cardinality="multiple"), _AREAS.format(most=0), MATCH, "hotspot",
     TWO, ({R: ["A", "C"]}, 1), ({R: ["A"]}, 0))  # fmt: skip
_add("geser", declared(R, "16", base="integer"),
     '<p>Geser.</p><qti-slider-interaction response-identifier="RESPONSE" lower-bound="0" upper-bound="20" '
     'step="1"/>', MATCH, "short_answer", TWO, ({R: "16"}, 1), ({R: "15"}, 0))  # fmt: skip

# Several interactions in one text, with rules of their own.
_add("dua", declared("R1", "A") + declared("R2", "5", base="integer"),
     f"<p>Pertama</p>{choice('AB', 'R1', prompt='Yang mana?')}<p>Lalu {entry('R2')} ekor.</p>",
     custom(points("R1") + points("R2", 2)), "composite", (0.0, 1.0, 2.0, 3.0),
     ({"R1": "A"}, 1), ({"R2": "5"}, 2), ({"R1": "A", "R2": "5"}, 3), ({"R1": "B", "R2": "6"}, 0),
     ({}, 0))  # fmt: skip
_add("sebaris-dua", declared("R1", "A") + declared("R2", "B"),
     f"<p>{inline('AB', 'R1')} dan {inline('AB', 'R2')}.</p>", custom(points("R1") + points("R2")),
     "inline_choice", (0.0, 1.0, 2.0),
     ({"R1": "A"}, 1), ({"R1": "A", "R2": "B"}, 2), ({"R1": "B", "R2": "A"}, 0))  # fmt: skip
_add("semua", declared("R1", "A") + declared("R2", "A"),
     f"<table><tr><th>Baris</th><td>{inline('AB', 'R1')}</td><td>{inline('AB', 'R2')}</td></tr></table>",
     custom(when(op("and", is_right("R1"), is_right("R2")), assign(value(1)), assign(value(0)))),
     "inline_choice", TWO, ({"R1": "A", "R2": "A"}, 1), ({"R1": "A", "R2": "B"}, 0), ({"R1": "A"}, 0),
     )  # fmt: skip

# Graphic interactions: areas are numbered on the figure and named by their numbers.
_IMAGE = '<object data="gambar/peta.png" type="image/png" width="20" height="10">Peta</object>'


def _areas(name: str, more: str = "") -> str:
    return "".join(
        f'<qti-{name} identifier="{each}" shape="circle" coords="{place * 5 + 4},5,2" {more}/>'
        for place, each in enumerate("ABC")
    )


def _graphic(name: str, inner: str) -> str:
    start = f'<qti-{name}-interaction response-identifier="RESPONSE">'
    return f"<p>Lihat.</p>{start}{inner}</qti-{name}-interaction>"


_add("urutan-gambar", declared(R, "B", "A", "C", cardinality="ordered"),
     _graphic("graphic-order", _IMAGE + _areas("hotspot-choice")), MATCH, "ordering", TWO,
     ({R: ["B", "A", "C"]}, 1), ({R: ["A", "B", "C"]}, 0))  # fmt: skip
_add("pasangan-gambar", declared(R, "A B", cardinality="multiple", base="pair", more=mapping({"A B": 2})),
     _graphic("graphic-associate", _IMAGE + _areas("associable-hotspot", 'match-max="2"')), MAP, "composite",
     (0.0, 2.0), ({R: [("B", "to-A")]}, 2), ({R: [("B", "to-C")]}, 0))  # fmt: skip
_add("celah-gambar", declared(R, "X A", "Y C", cardinality="multiple", base="directedPair"),
     _graphic("graphic-gap-match", _IMAGE + '<qti-gap-text identifier="X" match-max="1">kota</qti-gap-text>'
              '<qti-gap-img identifier="Y" match-max="1"><object data="gambar/peta.png" type="image/png">'
              "sungai</object></qti-gap-img>" + _areas("associable-hotspot", 'match-max="1"')),
     MATCH, "matching", TWO,
     ({R: [("X", "A"), ("Y", "C")]}, 1), ({R: [("X", "C"), ("Y", "A")]}, 0))  # fmt: skip
