"""Round trip: any sound bank that is written reads as an equal bank."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Bank, Scale
from item_bank.checks import check
from item_bank.findings import has_errors
from item_bank.formats.folder import read_bank, write_bank
from item_bank.items import STATES, Figure, Item, Option, Prompt, Text
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters
from tests.item_bank.small_bank import CIRCLE, SQUARE

LANGUAGES = ("id", "en")
MEDIA = {"media/a.svg": CIRCLE, "media/dalam/b.svg": SQUARE + "\r\n<!-- ☺ -->\n"}

characters = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t\"'\\#={}[]")
words = st.text(characters, min_size=1, max_size=40).filter(lambda text: text.strip() != "")
texts = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, words)).map(Text)
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}", fullmatch=True)
figures = st.builds(Figure, st.sampled_from(sorted(MEDIA)), texts)
numbers = st.floats(-4, 4).map(lambda value: value + 0.0)
slopes = st.floats(0.05, 10)


@st.composite
def parameters(draw: st.DrawFn) -> ItemParameters:
    model = draw(st.sampled_from(["1pl", "2pl", "3pl", "4pl"]))
    c = draw(st.floats(0, 0.4)) if model in {"3pl", "4pl"} else 0.0
    d = draw(st.floats(0.5, 1)) if model == "4pl" else 1.0
    return ItemParameters(model, draw(slopes), (draw(numbers),), c, d)  # type: ignore[arg-type]


def tuples(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


@st.composite
def items(draw: st.DrawFn, scales: dict[str, tuple[Text, ...]]) -> Item:
    is_rating = bool(scales) and draw(st.booleans())
    if is_rating:
        scale = draw(st.sampled_from(sorted(scales)))
        labels = scales[scale]
        options = tuple(Option(str(place), label) for place, label in enumerate(labels))
        steps = draw(st.lists(numbers, min_size=len(labels) - 1, max_size=len(labels) - 1, unique=True))
        values = ItemParameters("grm", draw(slopes), tuple(sorted(steps)))
        key: LikertKey | SingleChoiceKey = LikertKey(draw(st.sampled_from(["positive", "negative"])))
    else:
        scale = None
        ids = draw(st.lists(names, min_size=2, max_size=5, unique=True))
        options = tuple(
            Option(
                each,
                Text({language: f"{number} {draw(words)}" for language in LANGUAGES}),
                draw(st.none() | figures),
            )
            for number, each in enumerate(ids)
        )
        values = draw(parameters())
        key = SingleChoiceKey(draw(st.sampled_from(ids)))
    state = draw(st.sampled_from(STATES))
    has_parameters = state == "operational" or draw(st.booleans())
    return Item(
        id=draw(names),
        kind="likert" if is_rating else "single_choice",
        domain=draw(names),
        prompt=Prompt(draw(texts), options, draw(st.none() | figures), scale),
        key=key,
        state=state,
        subdomain=draw(st.just("") | names),
        author=draw(st.just("") | words),
        source=draw(st.just("") | words),
        tags=draw(tuples(words)),
        parameters=values if has_parameters else None,
        prior_sd=draw(st.none() | st.floats(0.01, 10)) if has_parameters else None,
        calibration=draw(st.just("") | words) if has_parameters else "",
    )


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    label_lists = st.lists(texts, min_size=2, max_size=6)
    scales = {
        name: tuple(
            Text({language: f"{n} {label[language]}" for language in LANGUAGES})
            for n, label in enumerate(labels)
        )
        for name, labels in draw(st.dictionaries(names, label_lists, max_size=2)).items()
    }
    unique = draw(st.lists(items(scales), max_size=4, unique_by=lambda item: item.id))
    group = draw(st.just(Text({})) | texts)
    return Bank(
        id=draw(names),
        title=draw(texts),
        languages=LANGUAGES,
        notice=draw(texts),
        items=tuple(unique),
        scale=Scale(
            draw(st.sampled_from(["logit", "normal"])), draw(st.floats(0.5, 2)), draw(numbers), 1.5, group
        ),
        response_scales=scales,
        media=MEDIA,
    )


@settings(max_examples=60)
@given(banks())
def test_a_written_bank_reads_as_an_equal_bank(bank: Bank) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_bank(bank, Path(folder) / "bank")
        again, findings = read_bank(Path(folder) / "bank")
    codes = {each.code for each in findings if each.severity == "error"}
    assert codes <= {"content-repeated", "options-not-distinct", "parameters-invalid"}, [
        each.render() for each in findings
    ]
    assert has_errors(check(bank)) == (again is None)
    if again is not None:
        assert again == bank
        assert [item.parameters for item in again.items] == [item.parameters for item in bank.items]
