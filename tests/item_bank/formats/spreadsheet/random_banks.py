"""Random banks with items of every kind, stimuli and media, with texts that try every notation of a cell."""

from itertools import product
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from item_bank.bank import Bank, Scale
from item_bank.findings import Finding
from item_bank.item_tables import read_item
from item_bank.items import STATES, Item, Stimulus, Text
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE
from tests.item_bank.formats.test_round_trip import LANGUAGES, figures, names, texts
from tests.item_bank.small_bank import CIRCLE, SQUARE
from tests.item_bank.test_media import MP3, image

MEDIA: dict[str, str | bytes] = {
    "media/a.svg": CIRCLE,
    "media/dalam/b.svg": SQUARE,
    "media/c.jpg": image("JPEG"),
    "media/d.mp3": MP3,
}
SCALES = {
    "s3": tuple(Text({"id": f"label {n}", "en": f"label {n}"}) for n in range(3)),
    "s2": tuple(Text({"id": f"nilai {n}", "en": f"mark {n}"}) for n in range(2)),
}
KINDS = (
    "single_choice", "multiple_choice", "likert", "judgement best", "judgement rating", "judgement ranking",
    "forced_choice", "ordering", "matching", "inline_choice", "gap_match", "short number", "short text",
    "hotspot", "information",
)  # fmt: skip

pieces = st.sampled_from(
    [
        *"|;:,=()[]{}>\\\"'#*$%-+0.5 \n",
        "g1:",
        "A)",
        "B: ",
        '["',
        "->",
        "dan",
        "$x|y$",
        "=1+1",
        "_x0041_",
        "é☺",
    ]
)
odd = st.lists(pieces | st.text("abc ", min_size=1, max_size=4), min_size=1, max_size=6).map("".join)
words = odd.filter(lambda text: text.strip() != "" and "[[" not in text and "![" not in text)
said = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, words))
many = st.lists(names, min_size=2, max_size=5, unique=True) | st.sampled_from(["AB", "ABC", "ABCDE"]).map(
    list
)


def distinct(place: int, text: dict[str, str]) -> dict[str, str]:
    return {language: f"{each}{place}" for language, each in text.items()}


@st.composite
def options(draw: st.DrawFn, ids: list[str], *, plain: bool = False) -> list[dict[str, Any]]:
    made = [{"id": each, "text": distinct(place, draw(said))} for place, each in enumerate(ids)]
    for each in made if not plain else ():
        if draw(st.integers(0, 5)) == 0:
            each |= {"figure": draw(st.sampled_from(["media/a.svg", "media/c.jpg"])), "alt": draw(said)}
    return made


def subset(draw: st.DrawFn, ids: list[str]) -> list[str]:
    return draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))


scorings = st.sampled_from([{}, {"scoring": "all"}, {"scoring": "each"}])
numbers = st.integers(-20, 20) | st.floats(-3, 3)


@st.composite
def own_fields(draw: st.DrawFn, kind: str) -> dict[str, Any]:  # noqa: C901, PLR0911, PLR0912 - one case for each kind
    ids = draw(many)
    order = draw(st.permutations(ids))
    scoring = draw(scorings)
    match kind:
        case "single_choice":
            return {"options": draw(options(ids)), "key": {"correct": order[0]}}
        case "multiple_choice":
            limits = draw(st.sampled_from([{}, {"least": 1}, {"most": len(ids)}]))
            return {"options": draw(options(ids)), **limits, "key": {"correct": subset(draw, ids), **scoring}}
        case "likert":
            keyed = draw(st.sampled_from(["positive", "negative"]))
            return {"response_scale": draw(st.sampled_from(sorted(SCALES))), "key": {"keyed": keyed}}
        case "judgement best":
            key: dict[str, Any] = {"best": order[0], "worst": order[1]}
            return {"respond": "best_worst", "options": draw(options(ids)), "key": key}
        case "judgement rating":
            key = {"ratings": {each: draw(st.integers(1, 3)) for each in ids}}
            scale = {"respond": "rating", "response_scale": "s3"}
            return {**scale, "options": draw(options(ids)), "key": key}
        case "judgement ranking":
            return {"respond": "ranking", "options": draw(options(ids)), "key": {"order": order}}
        case "forced_choice":
            ids = ids[:4]
            return {
                "respond": "most" if len(ids) == 2 else draw(st.sampled_from(["most_least", "ranking"])),
                "options": draw(options(ids, plain=True)),
                "key": {"statements": {each: draw(statements()) for each in ids}},
            }
        case "ordering":
            pairs = draw(st.sampled_from([{}, {"scoring": "pairs"}]))
            return {"options": draw(options(ids)), "key": {"order": order, **pairs}}
        case "matching":
            targets = draw(st.lists(names | st.sampled_from("123"), min_size=2, max_size=4, unique=True))
            assume(not set(targets) & set(ids))
            uses = draw(st.sampled_from([{"uses": 0}, {"uses": 5}, {"uses": 0, "most_targets": 4}]))
            # Without a word about it, an option is joined with one target.
            once = (lambda pair: pair) if "most_targets" in uses else (lambda pair: pair[0])
            joins = st.sampled_from(list(product(ids, targets)))
            joined = draw(st.lists(joins, min_size=1, max_size=4, unique_by=once))
            sides = {
                "options": draw(options(ids)),
                "targets": draw(options(targets, plain=draw(st.booleans()))),
            }
            return {**uses, **sides, "key": {"pairs": list(map(list, joined)), **scoring}}
        case "inline_choice":
            return draw(inline_choice())
        case "gap_match":
            gaps = draw(st.permutations(["g1", "g2"]))
            correct = {gap: draw(st.sampled_from(ids)) for gap in gaps}
            key = {"correct": correct, **scoring}
            return {"gaps": gaps, "uses": 0, "options": draw(options(ids)), "key": key}
        case "short number":
            key = {"value": draw(numbers), "tolerance": draw(st.sampled_from([0.0, 0.5, 1e-7]))}
            unit = draw(st.sampled_from([{}, {"unit": {"id": "km", "en": "km"}}]))
            return {"answer": "number", **unit, "width": draw(st.integers(10, 14)), "key": key}
        case "short text":
            accepted = draw(st.lists(words.map(lambda text: f"{text}a"), min_size=1, max_size=3, unique=True))
            ignores = draw(st.sampled_from([[], ["case", "spaces"], ["accents", "case"]]))
            return {"answer": "text", "key": {"accepted": accepted, "ignores": ignores}}
        case "hotspot":
            areas = [
                {"id": each, **draw(st.sampled_from(SHAPES)), "label": distinct(place, draw(said))}
                for place, each in enumerate(ids)
            ]
            figure = {"figure": "media/a.svg", "figure_alt": draw(said)}
            right = subset(draw, ids)
            limits = draw(st.sampled_from([{}, {"least": 1, "most": max(2, len(right))}]))
            return {**figure, **limits, "areas": areas, "key": {"correct": right, **scoring}}
    return {}


SHAPES = (
    {"shape": "circle", "at": [10, 20.5, 5]},
    {"shape": "rectangle", "at": [0, -0.25, 9, 1e-7]},
    {"shape": "polygon", "at": [0, 0, 9, 0, 9, 9.125]},
)


@st.composite
def inline_choice(draw: st.DrawFn) -> dict[str, Any]:
    gaps, correct = [], {}
    has_usual_ids = draw(st.booleans())
    for gap in draw(st.permutations(["g1", "g2"])):
        ids = [f"{gap}-{n}" for n in (1, 2, 3)] if has_usual_ids else [f"{gap}{each}" for each in "xyz"]
        gaps.append({"id": gap, "options": draw(options(ids, plain=draw(st.booleans())))})
        correct[gap] = draw(st.sampled_from(ids))
    return {"gaps": gaps, "key": {"correct": correct, **draw(scorings)}}


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Any]:
    loading = draw(st.floats(0.01, 2))
    keyed = draw(st.sampled_from(["positive", "negative"]))
    return {
        "trait": draw(names),
        "keyed": keyed,
        "loading": loading if keyed == "positive" else -loading,
        "mean": draw(st.floats(-2, 2)),
        "uniqueness": draw(st.floats(0.1, 0.9)),
        "desirability": draw(st.floats(-2, 2)),
    }


@st.composite
def items(draw: st.DrawFn, kind: str, number: int, sets: list[str]) -> Item:
    word = {"judgement": "situational_judgement", "short": "short_answer"}
    first = kind.partition(" ")[0]
    stem = {language: f"{number} {text}" for language, text in draw(said).items()}
    if kind in {"inline_choice", "gap_match"}:
        stem = {language: f"{text} [[g2]] [[g1]]." for language, text in stem.items()}
    if draw(st.integers(0, 4)) == 0:
        stem["id"] += " ![suara](media/d.mp3)"
    fields = {
        "id": f"{draw(names)[:8]}-{number}",
        "kind": word.get(first, first),
        "domain": draw(names),
        "state": draw(st.sampled_from([each for each in STATES if each != "operational"])),
        "stem": stem,
        **draw(st.sampled_from([{}, *({"set": each} for each in sets)])),
        **draw(st.sampled_from([{}, {"tags": ["a; b", "c"], "author": "=A1", "source": "+62"}])),
        **draw(own_fields(kind)),
    }
    report: list[Finding] = []
    item = read_item(Table(fields, NO_SOURCE, report, languages=LANGUAGES), SCALES)
    assert item is not None, [each.render() for each in report]
    return item


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    stimuli = tuple(
        Stimulus(
            f"set-{n}", Text(draw(said)), draw(st.none() | said.map(Text)), draw(st.none() | figures_of_bank)
        )
        for n in range(draw(st.integers(0, 2)))
    )
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    sets = [stimulus.id for stimulus in stimuli]
    return Bank(
        id=draw(names),
        title=draw(texts),
        languages=LANGUAGES,
        notice=draw(texts),
        items=tuple(draw(items(kind, number, sets)) for number, kind in enumerate(kinds)),
        scale=Scale("normal", 1.702, 0.5, 1.5, draw(st.just(Text({})) | texts)),
        response_scales=SCALES,
        media=MEDIA,
        stimuli=stimuli,
    )


figures_of_bank = figures.filter(lambda figure: figure.media in MEDIA)
