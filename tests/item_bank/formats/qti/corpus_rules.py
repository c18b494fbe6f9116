"""Every rule and expression of response processing in an item, with scores written by hand."""

from tests.item_bank.formats.qti.corpus import (
    ANY,
    SAMPLES,
    TWO,
    Answers,
    R,
    Sample,
    assign,
    choice,
    custom,
    declared,
    entry,
    is_right,
    mapping,
    op,
    right,
    value,
    var,
    when,
)
from tests.item_bank.formats.qti.packages import SCORE

_NUMBER = declared(R, base="float")
_TEXT = declared(R, base="string")
_MANY = declared(R, "A", "C", cardinality="multiple")
_WRITE = f"<p>Tulis {entry()} di sini.</p>"
_CHOOSE = f"<p>Pilih.</p>{choice()}<p>Sesudahnya.</p>"
_SEVERAL = f"<p>Pilih beberapa.</p>{choice('ABCD', attributes=ANY)}<p>Sesudahnya.</p>"
_ONE, _ZERO = assign(value(1)), assign(value(0))


def _rule(
    name: str, declarations: str, body: str, rules: str, levels: tuple[float, ...],
    *scored: tuple[Answers, float], outcomes: str = SCORE,
) -> None:  # fmt: skip
    SAMPLES.append(Sample(name, declarations, body, custom(rules), "composite", levels, scored, outcomes))


def _test(name: str, declarations: str, body: str, condition: str, *scored: tuple[Answers, float]) -> None:
    _rule(f"uji-{name}", declarations, body, when(condition, _ONE, _ZERO), TWO, *scored)


def _is(each: str) -> str:
    return op("match", var(), value(each, "identifier"))


_rule("bertingkat", declared(R, "B"), _CHOOSE,
      when(op("is-null", var()), _ZERO, assign(value(-1)), (is_right(), assign(value(2))),
           (_is("C"), assign(value(0.5)))),
      (-1.0, 0.0, 0.5, 2.0), ({R: "B"}, 2), ({R: "C"}, 0.5), ({R: "A"}, -1), ({}, 0))  # fmt: skip
_rule("keluar", declared(R, "B"), _CHOOSE,
      _ZERO + when(op("not", is_right()), "<qti-exit-response/>") + _ONE, TWO,
      ({R: "B"}, 1), ({R: "A"}, 0), ({}, 1))  # fmt: skip
_rule("dalam", declared(R, "B"), _CHOOSE,
      when(op("not", op("is-null", var())), when(is_right(), assign(value(3)), assign(value(1)))),
      (0.0, 1.0, 3.0), ({R: "B"}, 3), ({R: "A"}, 1), ({}, 0))  # fmt: skip
_rule("fragmen", declared(R, "B"), _CHOOSE,
      op("response-processing-fragment", when(is_right(), _ONE, _ZERO)), TWO,
      ({R: "B"}, 1), ({R: "A"}, 0))  # fmt: skip
_rule("tabel", _NUMBER, _WRITE,
      assign(var(), "RAW") + op("lookup-outcome-value", var("RAW"), attributes='identifier="SCORE"'),
      (0.0, 1.0, 5.0), ({R: "2"}, 1), ({R: "3"}, 5), ({R: "4"}, 0),
      outcomes='<qti-outcome-declaration identifier="RAW" cardinality="single" base-type="float"/>'
      '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
      '<qti-match-table default-value="0"><qti-match-table-entry source-value="2" target-value="1"/>'
      '<qti-match-table-entry source-value="3" target-value="5"/></qti-match-table>'
      "</qti-outcome-declaration>")  # fmt: skip
_rule("selang", declared(R, cardinality="multiple", more=mapping({"A": 1, "B": 1, "C": 1})), _SEVERAL,
      op("lookup-outcome-value", '<qti-map-response identifier="RESPONSE"/>',
         attributes='identifier="SCORE"'),
      (0.0, 5.0, 10.0), ({R: ["A", "B", "C"]}, 10), ({R: ["A", "B"]}, 5), ({R: ["A"]}, 0),
      outcomes='<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
      '<qti-interpolation-table default-value="0">'
      '<qti-interpolation-table-entry source-value="3" target-value="10"/>'
      '<qti-interpolation-table-entry source-value="1" include-boundary="false" target-value="5"/>'
      "</qti-interpolation-table></qti-outcome-declaration>")  # fmt: skip
_rule("nilai-awal", declared(R, "B"), _CHOOSE, when(is_right(), assign(op("sum", var("SCORE"), value(1)))),
      (2.0, 3.0), ({R: "B"}, 3), ({R: "A"}, 2),
      outcomes='<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
      "<qti-default-value><qti-value>2</qti-value></qti-default-value>"
      "</qti-outcome-declaration>")  # fmt: skip
_rule("nama-lain", declared(R, "B"), _CHOOSE, when(is_right(), assign(value(4), "POIN")),
      (0.0, 4.0), ({R: "B"}, 4), ({R: "A"}, 0),
      outcomes='<qti-outcome-declaration identifier="POIN" cardinality="single" base-type="integer"/>'
      '<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float"/>')  # fmt: skip
_rule("angka-jawaban", _NUMBER, _WRITE,
      when(op("gte", var(), value(10)), assign(op("divide", op("min", var(), value(20)), value(10))), _ZERO),
      (0.0, 1.0, 1.5, 2.0), ({R: "10"}, 1), ({R: "15"}, 1.5), ({R: "40"}, 2), ({R: "3"}, 0))  # fmt: skip

_test("sama", _NUMBER, _WRITE, op("equal", var(), value(2.5)), ({R: "2.5"}, 1), ({R: "2,5"}, 1),
      ({R: "2.6"}, 0), ({}, 0))  # fmt: skip
_test("mutlak", _NUMBER, _WRITE,
      op("equal", value(10), var(), attributes='tolerance-mode="absolute" tolerance="1 2"'),
      ({R: "9"}, 1), ({R: "8.9"}, 0), ({R: "12"}, 1), ({R: "12.1"}, 0))  # fmt: skip
_test("tanpa-batas", _NUMBER, _WRITE,
      op("equal", value(10), var(), attributes='tolerance-mode="absolute" tolerance="1" '
         'include-lower-bound="false" include-upper-bound="false"'),
      ({R: "9"}, 0), ({R: "9.5"}, 1), ({R: "11"}, 0))  # fmt: skip
_test("nisbi", _NUMBER, _WRITE,
      op("equal", value(200), var(), attributes='tolerance-mode="relative" tolerance="5 10"'),
      ({R: "190"}, 1), ({R: "189"}, 0), ({R: "220"}, 1), ({R: "221"}, 0))  # fmt: skip
_test("bulat", _NUMBER, _WRITE,
      op("equal-rounded", var(), value(3.14159), attributes='rounding-mode="decimalPlaces" figures="2"'),
      ({R: "3.14"}, 1), ({R: "3.1449"}, 1), ({R: "3.15"}, 0))  # fmt: skip
_test("angka-penting", _NUMBER, _WRITE,
      op("equal-rounded", var(), value(1234), attributes='rounding-mode="significantFigures" figures="2"'),
      ({R: "1200"}, 1), ({R: "1249"}, 1), ({R: "1250"}, 0))  # fmt: skip
_test("teks", _TEXT, _WRITE,
      op("string-match", var(), value("Batu", "string"), attributes='case-sensitive="false"'),
      ({R: "BATU"}, 1), ({R: "bat"}, 0))  # fmt: skip
_test("bagian-teks", _TEXT, _WRITE,
      op("substring", value("api", "string"), var(), attributes='case-sensitive="true"'),
      ({R: "gunung berapi"}, 1), ({R: "Api"}, 0))  # fmt: skip
_test("pola", _TEXT, _WRITE, op("pattern-match", var(), attributes='pattern="[0-9]{2}-[A-Z]+"'),
      ({R: "12-AB"}, 1), ({R: "x12-AB"}, 0), ({R: "12-ab"}, 0))  # fmt: skip
_test("memuat", _MANY, _SEVERAL,
      op("contains", var(), op("multiple", value("A", "identifier"), value("C", "identifier"))),
      ({R: ["A", "B", "C"]}, 1), ({R: ["A"]}, 0))  # fmt: skip
_test("anggota", _MANY, _SEVERAL, op("member", value("D", "identifier"), var()),
      ({R: ["A", "D"]}, 1), ({R: ["A"]}, 0), ({}, 0))  # fmt: skip
_test("banyaknya", _MANY, _SEVERAL, op("gt", op("container-size", var()), value(2, "integer")),
      ({R: ["A", "B", "C"]}, 1), ({R: ["A", "B"]}, 0))  # fmt: skip
_test("dihapus", _MANY, _SEVERAL,
      op("match", op("delete", value("D", "identifier"), var()), right()),
      ({R: ["A", "C", "D"]}, 1), ({R: ["A", "C"]}, 1), ({R: ["A"]}, 0))  # fmt: skip
_test("paling-sedikit", _MANY, _SEVERAL,
      op("any-n", *(op("member", value(each, "identifier"), var()) for each in "ABC"),
         attributes='min="2" max="2"'),
      ({R: ["A", "B"]}, 1), ({R: ["A", "B", "C"]}, 0), ({R: ["A"]}, 0), ({}, 0))  # fmt: skip
_ORDER = (
    '<p>Urut.</p><qti-order-interaction response-identifier="RESPONSE">'
    '<qti-simple-choice identifier="A">satu</qti-simple-choice>'
    '<qti-simple-choice identifier="B">dua</qti-simple-choice>'
    '<qti-simple-choice identifier="C">tiga</qti-simple-choice></qti-order-interaction><p>Akhir.</p>'
)
_test("urutan-ke", declared(R, cardinality="ordered"), _ORDER,
      op("match", op("index", var(), attributes='n="2"'), value("A", "identifier")),
      ({R: ["B", "A", "C"]}, 1), ({R: ["A", "B", "C"]}, 0))  # fmt: skip
_test("urutan-memuat", declared(R, cardinality="ordered"), _ORDER,
      op("contains", var(), op("ordered", value("A", "identifier"), value("B", "identifier"))),
      ({R: ["C", "A", "B"]}, 1), ({R: ["A", "C", "B"]}, 0))  # fmt: skip
_test("atau", declared(R, "B"), _CHOOSE, op("or", _is("A"), _is("B")), ({R: "A"}, 1), ({R: "C"}, 0))
_test("kurang", _NUMBER, _WRITE, op("and", op("lt", value(1), var()), op("lte", var(), value(4))),
      ({R: "1"}, 0), ({R: "1.5"}, 1), ({R: "4"}, 1), ({R: "5"}, 0))  # fmt: skip

_CALCULATIONS = {
    "jumlah": (op("sum", var(), value(1), value(2)), 8),
    "kali": (op("product", var(), value(3)), 15),
    "kurang": (op("subtract", var(), value(2)), 3),
    "bagi": (op("divide", var(), value(2)), 2.5),
    "pangkat": (op("power", var(), value(2)), 25),
    "bagi-bulat": (op("integer-divide", op("product", value(-1), var()), value(2)), -3),
    "sisa": (op("integer-modulus", op("product", value(-1), var()), value(3)), 1),
    "pembulatan": (op("round", op("divide", var(), value(2))), 3),
    "pembulatan-negatif": (op("round", op("divide", var(), value(-2))), -2),
    "pangkas": (op("truncate", op("divide", var(), value(-2))), -2),
    "terkecil": (op("min", var(), value(7)), 5),
    "terbesar": (op("max", var(), value(7), value(6)), 7),
    "akar": (op("power", op("sum", var(), value(4)), value(0.5)), 3),
    "mutlak": (op("math-operator", op("subtract", value(0), var()), attributes='name="abs"'), 5),
    "lantai": (op("math-operator", op("divide", var(), value(2)), attributes='name="floor"'), 2),
    "langit": (op("math-operator", op("divide", var(), value(2)), attributes='name="ceil"'), 3),
    "log": (op("math-operator", op("product", var(), value(20)), attributes='name="log"'), 2),
    "derajat": (op("math-operator", op("product", op("math-constant", attributes='name="pi"'), var()),
                   attributes='name="toDegrees"'), 900),
    "rata": (op("stats-operator", op("multiple", var(), value(7)), attributes='name="mean"'), 6),
    "simpangan": (op("stats-operator", op("multiple", var(), value(7)), attributes='name="popSD"'), 1),
    "ragam": (op("stats-operator", op("multiple", var(), value(7)), attributes='name="sampleVariance"'), 2),
    "fpb": (op("gcd", op("product", var(), value(6)), value(12)), 6),
    "kpk": (op("lcm", var(), value(4)), 20),
    "ulang": (op("sum", op("repeat", var(), attributes='number-repeats="3"')), 15),
    "ke-bilangan": (op("integer-to-float", var()), 5),
    "bulatkan": (op("round-to", op("divide", var(), value(3)),
                    attributes='rounding-mode="decimalPlaces" figures="1"'), 1.7),
    "bagi-nol": (op("sum", value(0), op("divide", var(), value(0))), 0),
}  # fmt: skip
"""What each expression is worth for the answer 5, where any other answer is worth 100."""

for _name, (_expression, _worth) in _CALCULATIONS.items():
    _rule(
        f"hitung-{_name}",
        _NUMBER,
        _WRITE,
        when(op("equal", var(), value(5)), assign(_expression), assign(value(100))),
        tuple(sorted((float(_worth), 100.0))),
        ({R: "5"}, _worth),
        ({R: "6"}, 100),
    )

N_RULES = len(_CALCULATIONS)
