"""Items of QTI that one of the bank's own kinds marks exactly as their rules do; all others stay composite.

Exactly means: for every answer, tried one by one, both give the same category.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any, Final

from item_bank.findings import Finding, has_errors
from item_bank.formats.qti.rules import match_correct
from item_bank.interactions import Several
from item_bank.item_tables import read_item
from item_bank.items import Item
from item_bank.kinds import KINDS
from item_bank.kinds.composite_levels import MOST_ANSWERS, responses_of
from item_bank.kinds.composite_marking import Scoring, level_of
from item_bank.kinds.composite_values import Container, Declaration, Value, members
from item_bank.responses import Response
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE

Fields = dict[str, Any]

_PLAIN: Final = frozenset(
    "response-processing response-condition response-if response-else set-outcome-value match variable "  # noqa: SIM905
    "correct base-value is-null map-response".split()
)
"""What templates are made of: rules of these alone tell no more texts apart than they name."""

MOST_OPTIONS: Final = 20
"""What the bank's own kinds may have."""


def native_fields(
    composite: Fields, item: Item, scoring: Scoring, levels: tuple[float, ...], languages: tuple[str, ...]
) -> Fields | None:
    """The fields of an item of a kind of the bank that is marked the same; None where there is none."""
    several = item.interaction
    if not isinstance(several, Several) or len(levels) < 2:  # noqa: PLR2004
        return None
    for fields in _candidates(composite, several, scoring):
        found: list[Finding] = []
        native = read_item(Table(fields, NO_SOURCE, found, languages=languages), {})
        if native is None or has_errors(found):
            continue
        if _is_marked_alike(native, several, scoring, levels):
            return fields
    return None


def _candidates(composite: Fields, several: Several, scoring: Scoring) -> Iterator[Fields]:
    parts: list[Fields] = composite["parts"]
    own = {name: scoring.declarations.get(scoring.variable(name)) for name in (part["id"] for part in parts)}
    base = {name: value for name, value in composite.items() if name not in {"parts", "key", "kind"}}
    if len(parts) > 1 or parts[0].get("inline"):
        if all(part["respond"] == "choose" and part.get("inline") for part in parts):
            yield from _inline_choices(base, parts, own, scoring)
            return
        if len(parts) > 1:
            return
    part = parts[0]
    declaration = own[part["id"]]
    stem = _stem(composite["stem"], part)
    if declaration is None or stem is None:
        return
    base["stem"] = stem
    base |= {name: part[name] for name in ("figure", "figure_alt") if name in part}
    options = part.get("options", [])
    if len(options) > MOST_OPTIONS or len(part.get("targets", [])) > MOST_OPTIONS:
        return
    yield from _of_one(base, part, several, scoring, declaration)


def _of_one(
    base: Fields, part: Fields, several: Several, scoring: Scoring, own: Declaration
) -> Iterator[Fields]:
    ids = {scoring.names.get(name, name): name for name in several.parts[0].options}
    options = part.get("options", [])
    right = [ids[each] for each in _words(own.correct) if each in ids]
    match part["respond"]:
        case "choose" if "areas" not in part:
            best = _best(several, scoring)
            if best:
                yield base | {"kind": "single_choice", "options": options, "key": {"correct": best}}
        case "choose" | "choose_several" if "areas" in part and right:
            shapes = {each["option"]: each for each in part["areas"]}
            areas = [
                {
                    "id": option["id"],
                    "shape": shapes[option["id"]]["shape"],
                    "at": shapes[option["id"]]["at"],
                    "label": option.get("text", {}),
                }
                for option in options
            ]
            limits = {name: part[name] for name in ("least", "most") if name in part}
            for scoring_rule in ("all", "each"):
                key: Fields = {"correct": right, "scoring": scoring_rule}
                yield base | limits | {"kind": "hotspot", "areas": areas, "key": key}
        case "choose_several" if right:
            fields = {"least": part["least"], "most": part["most"], "options": options}
            for scoring_rule in ("all", "each"):
                key = {"correct": right, "scoring": scoring_rule}
                yield base | {"kind": "multiple_choice", **fields, "key": key}
        case "order" if len(right) == len(options):
            yield base | {"kind": "ordering", "options": options, "key": {"order": right, "scoring": "all"}}
        case "pair" if own.base_type == "directedPair" and own.correct is not None:
            pairs = [[ids.get(each, "") for each in pair] for pair in _pairs(own.correct)]
            fields = {name: part[name] for name in ("options", "targets", "uses", "most_targets")}
            for scoring_rule in ("all", "each"):
                joined: Fields = {"pairs": pairs, "scoring": scoring_rule}
                yield base | {"kind": "matching", **fields, "key": joined}
        case "fill_gaps" if own.base_type == "directedPair" and own.correct is not None:
            yield from _gap_match(base, part, scoring, own)
        case "write" if all(rule.name in _PLAIN for rule in scoring.rules.everything()):
            yield from _short_answer(base, part, own)


def _gap_match(base: Fields, part: Fields, scoring: Scoring, own: Declaration) -> Iterator[Fields]:
    gaps = {scoring.names.get(gap["id"], gap["id"]): gap["id"] for gap in part["gaps"]}
    ids = {scoring.names.get(each["id"], each["id"]): each["id"] for each in part["options"]}
    correct = {gaps.get(gap, ""): ids.get(option, "") for option, gap in _pairs(own.correct)}
    if set(correct) != set(gaps.values()):
        return
    for scoring_rule in ("all", "each"):
        yield base | {
            "kind": "gap_match",
            "gaps": list(gaps.values()),
            "uses": part["uses"],
            "options": part["options"],
            "key": {"correct": correct, "scoring": scoring_rule},
        }


def _inline_choices(
    base: Fields, parts: list[Fields], own: Mapping[str, Declaration | None], scoring: Scoring
) -> Iterator[Fields]:
    correct: dict[str, str] = {}
    for part in parts:
        declaration = own[part["id"]]
        ids = {scoring.names.get(each["id"], each["id"]): each["id"] for each in part["options"]}
        words = _words(declaration.correct) if declaration else []
        if len(words) != 1 or words[0] not in ids or len(part["options"]) > MOST_OPTIONS:
            return
        correct[part["id"]] = ids[words[0]]
    gaps = [{"id": part["id"], "options": part["options"]} for part in parts]
    for scoring_rule in ("all", "each") if len(parts) > 1 else ("all",):
        key: Fields = {"correct": correct, "scoring": scoring_rule}
        yield base | {"kind": "inline_choice", "gaps": gaps, "key": key}


def _short_answer(base: Fields, part: Fields, own: Declaration) -> Iterator[Fields]:
    fields = {name: part[name] for name in ("answer", "unit", "width", "longest") if name in part}
    if own.base_type in {"integer", "float"} and isinstance(own.correct, int | float):
        key: Fields = {"value": float(own.correct), "tolerance": 0.0}
        yield base | fields | {"kind": "short_answer", "key": key}
    elif own.base_type == "string":
        entries = own.mapping.entries if own.mapping else ()
        right = [str(entry.key) for entry in entries if entry.worth > 0.0 and entry.key]
        right = right or [str(each) for each in members(own.correct) if each]
        for ignores in ([], ["case"]):
            key = {"accepted": list(dict.fromkeys(right)), "ignores": ignores}
            yield base | fields | {"kind": "short_answer", "key": key}


def _is_marked_alike(native: Item, several: Several, scoring: Scoring, levels: tuple[float, ...]) -> bool:
    kind = KINDS[native.kind]
    if kind.n_categories(native) != len(levels):
        return False
    part = several.parts[0]
    empty = level_of(scoring.score({scoring.variable(each.id): None for each in several.parts}), levels)
    if empty != 0:
        return False
    answers: Iterator[tuple[Response, Mapping[str, Value]]]
    if native.kind == "inline_choice":
        answers = _answers_of_gaps(several, scoring)
    elif native.kind == "short_answer":
        answers = _texts_written(several, scoring)
    else:
        name = scoring.variable(part.id)
        answers = ((each, {name: scoring.value(part, each)}) for each in responses_of(part))
    tried = list(islice(answers, MOST_ANSWERS + 1))
    is_template = scoring.rules == match_correct(scoring.variable(part.id))
    is_whole = getattr(native.key, "scoring", "") == "all" and native.kind != "inline_choice"
    if not tried or (len(tried) > MOST_ANSWERS and not (is_template and is_whole)):
        return False
    return all(
        kind.mark(native, response) == level_of(scoring.score(values), levels) for response, values in tried
    )


def _answers_of_gaps(several: Several, scoring: Scoring) -> Iterator[tuple[Response, Mapping[str, Value]]]:
    for chosen in product(*((None, *part.options) for part in several.parts)):
        given = {
            part.id: option for part, option in zip(several.parts, chosen, strict=True) if option is not None
        }
        parts = {name: {"option": option} for name, option in given.items()}
        yield {"gaps": given}, scoring.values(several, {"parts": parts})


def _texts_written(several: Several, scoring: Scoring) -> Iterator[tuple[Response, Mapping[str, Value]]]:
    part = several.parts[0]
    own = scoring.declarations[scoring.variable(part.id)]
    entries = own.mapping.entries if own.mapping else ()
    known = [*members(own.correct), *(entry.key for entry in entries)]
    if own.base_type == "string":
        texts = {variant for each in map(str, known) for variant in _variants(each)} | {"?"}
        written: list[Response] = [{"text": text} for text in sorted(texts) if text.strip()]
    else:
        numbers = {float(each) for each in known if isinstance(each, int | float)}
        near = {each + step for each in numbers for step in (0.0, 1e-6, -1e-6, 0.4, 1.0, -1.0)} | {0.0}
        plain = [f"{each:f}".rstrip("0").rstrip(".") for each in sorted(near)]
        written = [{"text": text, "number": text} for text in plain]
    name = scoring.variable(part.id)
    yield from ((response, {name: scoring.value(part, response)}) for response in written)


def _variants(text: str) -> set[str]:
    cases = {text, text.upper(), text.lower(), text.swapcase()}
    return cases | {f"{text} ", f"{text}x", text.replace(" ", "  ")}


def _best(several: Several, scoring: Scoring) -> str:
    part = several.parts[0]
    name = scoring.variable(part.id)
    scores = [scoring.score({name: scoring.value(part, {"option": option})}) for option in part.options]
    best = max(scores)
    return part.options[scores.index(best)] if scores.count(best) == 1 else ""


def _stem(stem: Mapping[str, str], part: Fields) -> dict[str, str] | None:
    """The text above a part that ends it, with the part's own; None where more follows or there is none."""
    mark = f"[[{part['id']}]]"
    found: dict[str, str] = {}
    for language, text in stem.items():
        if not text.endswith(mark):
            return None
        before = text.removesuffix(mark).rstrip().removesuffix("\\").rstrip()
        joined = "\n\n".join(each for each in (before, part.get("text", {}).get(language, "")) if each)
        if not joined.strip():
            return None
        found[language] = joined
    return found


def _words(value: Value) -> list[str]:
    return [str(each) for each in members(value) if isinstance(each, str)]


def _pairs(value: Value) -> list[tuple[str, str]]:
    found = value.members if isinstance(value, Container) else (value,)
    return [(str(each[0]), str(each[1])) for each in found if isinstance(each, tuple)]
