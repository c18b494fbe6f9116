"""Items and the head of a bank as TOML tables: one set of rules for reading, checking and writing them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast, get_args

from item_bank.bank import Scale
from item_bank.interactions import fixed_options, too_many, with_fixed
from item_bank.items import STATES, Item, Key, Parameters, Stimulus, Text
from item_bank.kinds import KINDS, Kind
from item_bank.kinds.kind import Asked, Fields, Frame, Markable, ResponseScales
from item_bank.kinds.options import figure_fields, read_figure, report_unknown
from item_bank.table_reader import Table
from scoring.parameters import ItemParameters, ModelName, NominalParameters
from scoring.response_times import ResponseTimeParameters

FORMAT = 1
NOMINAL = "nominal"
MODELS = (*get_args(ModelName), NOMINAL)
STATES_WITH_PARAMETERS = ("operational",)
MOST_CATEGORIES = 10
FEWEST_CATEGORIES = 2
ASYMPTOTES: Mapping[str, tuple[str, ...]] = {
    "1pl": (),
    "2pl": (),
    "3pl": ("c",),
    "4pl": ("c", "d"),
    "grm": (),
    "gpcm": (),
    "pcm": (),
    "rsm": (),
    NOMINAL: (),
}
"""The asymptotes that each model has; every model an item may name is a key."""

ORDERED = frozenset({"grm"})
"""Models whose thresholds must rise; the steps of partial credit models may come in any order."""

OWN_FIELDS = ("b", "c", "d")
NOMINAL_FIELDS = ("scores", "intercepts")

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class BankHead:
    """What `bank.toml` says."""

    id: str
    title: Text
    languages: tuple[str, ...]
    notice: Text
    scale: Scale
    response_scales: ResponseScales


def read_head(table: Table) -> BankHead:
    """The head of a bank; the languages that it declares are asked for in all its texts."""
    read_format(table)
    table.languages = languages = read_languages(table)
    head = BankHead(
        id=table.identifier("id"),
        title=table.text("title"),
        languages=languages,
        notice=table.text("notice"),
        scale=_read_scale(table),
        response_scales=_read_response_scales(table),
    )
    table.finish()
    return head


def head_fields(head: BankHead) -> Fields:
    """What `read_head` reads."""
    scale = head.scale
    group = {"reference_group": scale.reference_group} if scale.reference_group else {}
    scales = {name: {"labels": list(labels)} for name, labels in head.response_scales.items()}
    return {
        "format": FORMAT,
        "id": head.id,
        "title": head.title,
        "languages": list(head.languages),
        "notice": head.notice,
        "scale": {"metric": scale.metric, "D": scale.D, "mean": scale.mean, "sd": scale.sd, **group},
        **({"response_scales": scales} if scales else {}),
    }


def read_format(table: Table) -> None:
    """Report a file of another version of the format."""
    version = table.integer("format", low=1, high=1_000)
    if "format" in table and version != FORMAT and table.is_sound:
        table.problem("format-unsupported", "format", version=version, supported=FORMAT)


def read_item(table: Table, scales: ResponseScales | None) -> Item | None:
    """The item of an `[[item]]` table, or None after reporting why there is none."""
    table.item = table.peek("id")
    item_id = table.identifier("id")
    kind = KINDS.get(table.one_of("kind", tuple(KINDS)))
    state = table.one_of("state", STATES, "draft")
    frame = Frame(table.text("stem"), read_figure(table, "figure_alt"), scales)
    if kind is None:  # the other fields are the kind's own
        table.ignore_the_rest()
        return None
    prompt, key = kind.read(table, frame)
    fixed = table.strings("fixed", ())
    if fixed:
        report_unknown(table, "fixed", fixed, tuple(option.id for option in prompt.options))
        prompt = replace(prompt, interaction=with_fixed(prompt.interaction, fixed))
    excess = too_many(prompt.interaction, len(prompt.options))
    if excess is not None:
        table.problem("answer-too-large", field=excess[0], number=excess[1], most=excess[2])
    asked = Asked(kind.name, key, tuple(option.id for option in prompt.options), prompt.interaction)
    parameters = _read_parameters(table, kind, asked, state)
    item = Item(
        id=item_id,
        kind=kind.name,
        domain=table.identifier("domain"),
        prompt=prompt,
        key=key,
        state=state,
        subdomain=table.identifier("subdomain", ""),
        author=table.string("author", ""),
        source=table.string("source", ""),
        enemies=table.strings("enemies", ()),
        tags=table.strings("tags", ()),
        parameters=parameters.values,
        prior_sd=parameters.prior_sd,
        calibration=parameters.calibration,
        item_set=table.identifier("set", ""),
        response_time=_read_response_time(table),
        layout_classes=table.strings("layout_classes", ()),
        catalogue=table.string("catalogue", ""),
    )
    return item if table.finish() else None


def item_fields(item: Item) -> Fields:
    """What `read_item` reads, in the order that an author would write it."""
    prompt = item.prompt
    optional = {
        "subdomain": item.subdomain,
        "set": item.item_set,
        "author": item.author,
        "source": item.source,
        "enemies": list(item.enemies),
        "tags": list(item.tags),
        "layout_classes": list(item.layout_classes),
        "catalogue": item.catalogue,
        "fixed": list(fixed_options(item.interaction)),
    }
    kind = KINDS.get(item.kind)
    return {
        "id": item.id,
        "kind": item.kind,
        "domain": item.domain,
        "state": item.state,
        **{name: value for name, value in optional.items() if value},
        "stem": prompt.stem,
        **figure_fields(prompt.figure, "figure_alt"),
        **(kind.prompt_fields(prompt) if kind else {}),
        **_key_fields(kind, item.key),
        **_parameters_fields(item),
        **_response_time_fields(item.response_time),
    }


def read_stimulus(table: Table) -> Stimulus | None:
    """The stimulus of a `[[stimulus]]` table, or None after reporting why there is none."""
    stimulus = Stimulus(
        id=table.identifier("id"),
        text=table.text("text"),
        title=table.text("title") if "title" in table else None,
        figure=read_figure(table, "figure_alt"),
    )
    table.ignore("title")
    return stimulus if table.finish() else None


def stimulus_fields(stimulus: Stimulus) -> Fields:
    """What `read_stimulus` reads."""
    title = {} if stimulus.title is None else {"title": stimulus.title}
    return {"id": stimulus.id, **title, "text": stimulus.text, **figure_fields(stimulus.figure, "figure_alt")}


def _key_fields(kind: Kind | None, key: Key) -> Fields:
    fields = kind.key_fields(key) if kind and isinstance(key, kind.key_type) else {}
    return {"key": fields} if fields else {}


def _read_scale(table: Table) -> Scale:
    inner = table.table("scale")
    if inner is None:
        return Scale()
    metric = inner.one_of("metric", ("logit", "normal"))
    return Scale(
        metric="normal" if metric == "normal" else "logit",
        D=float(inner.number("D", low=0.1, high=10.0)),
        mean=float(inner.number("mean", 0.0)),
        sd=float(inner.number("sd", 1.0, low=1e-6)),
        reference_group=inner.text("reference_group") if "reference_group" in inner else Text({}),
    )


def read_languages(table: Table) -> tuple[str, ...]:
    languages = table.strings("languages")
    if "languages" in table and not languages:
        table.problem("list-empty", "languages", field="languages")
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            table.problem("language-malformed", "languages", language=language[:80])
    return languages


def _read_response_scales(table: Table) -> ResponseScales:
    scales = {name: inner.texts("labels") for name, inner in table.named_tables("response_scales").items()}
    for name, labels in scales.items():
        if not FEWEST_CATEGORIES <= len(labels) <= MOST_CATEGORIES:
            table.problem(
                "labels-number", "response_scales", name, "labels",
                scale=name, number=len(labels), fewest=FEWEST_CATEGORIES, most=MOST_CATEGORIES,
            )  # fmt: skip
        for language in table.languages or ():
            shown = [" ".join(label[language].split()) for label in labels if language in label]
            if len(set(shown)) < len(shown):
                table.problem(
                    "labels-not-distinct", "response_scales", name, "labels", scale=name, language=language
                )
    return scales


@dataclass(frozen=True, slots=True)
class _Parameters:
    values: Parameters | None = None
    prior_sd: float | None = None
    calibration: str = ""


def _read_parameters(table: Table, kind: Kind, asked: Markable, state: str) -> _Parameters:
    inner = table.table("parameters", is_required=False)
    if inner is None:
        if state in STATES_WITH_PARAMETERS and kind.models:
            table.problem("parameters-missing", state=state)
        return _Parameters()
    if not kind.models:
        table.problem("parameters-not-for-kind", "parameters", kind=kind.name)
        inner.ignore_the_rest()
        return _Parameters()
    model = inner.one_of("model", MODELS)
    a = _float(inner.number("a", low=0.01, high=100.0))
    prior_sd = inner.number("prior_sd", low=0.001, high=100.0) if "prior_sd" in inner else None
    calibration = inner.string("calibration", "")
    if model and model not in kind.models:
        inner.problem(
            "model-not-for-kind", "model", model=model, kind=kind.name, models=", ".join(kind.models)
        )
    n_categories = kind.n_categories(asked)
    try:
        if model == NOMINAL:
            values: Parameters | None = _nominal_parameters(inner, a, n_categories)
        else:
            values = _item_parameters(inner, model, a, n_categories)
    except ValueError as error:  # what only `scoring` knows, such as the largest number it can work with
        inner.problem("parameters-invalid", reason=str(error))
        return _Parameters()
    if values is None:
        return _Parameters()
    return _Parameters(values, None if prior_sd is None else _float(prior_sd), calibration)


def _item_parameters(table: Table, model: str, a: float, n_categories: int) -> ItemParameters | None:
    """Those of every model but the nominal one; None after a problem."""
    b = tuple(map(_float, table.numbers("b")))
    c, d = table.number("c", 0.0, low=0.0, high=0.99), table.number("d", 1.0, low=0.01, high=1.0)
    if not model:
        table.ignore(*NOMINAL_FIELDS)
        return None
    _report_other_fields(table, model, ("b", *ASYMPTOTES[model]))
    if table.is_sound and n_categories and len(b) != n_categories - 1:
        table.problem(
            "thresholds-number", "b", number=len(b), expected=n_categories - 1, categories=n_categories
        )
    if table.is_sound and model in ORDERED and any(low >= high for low, high in pairwise(b)):
        table.problem("thresholds-unordered", "b", thresholds=", ".join(f"{each:g}" for each in b))
    if table.is_sound and c >= d:
        table.problem("asymptotes-crossed", "c", c=f"{c:g}", d=f"{d:g}")
    if not table.is_sound:
        return None
    return ItemParameters(model=cast("ModelName", model), a=a, b=b, c=_float(c), d=_float(d))


def _nominal_parameters(table: Table, a: float, n_categories: int) -> NominalParameters | None:
    """Scores and intercepts of the categories; None after a problem."""
    _report_other_fields(table, NOMINAL, NOMINAL_FIELDS)
    scores, intercepts = (tuple(map(_float, table.numbers(name))) for name in NOMINAL_FIELDS)
    for name, found in zip(NOMINAL_FIELDS, (scores, intercepts), strict=True):
        if table.is_sound and n_categories and len(found) != n_categories:
            table.problem("categories-number", name, field=name, number=len(found), categories=n_categories)
    return NominalParameters(a, scores, intercepts) if table.is_sound else None


def _report_other_fields(table: Table, model: str, own: tuple[str, ...]) -> None:
    for name in (*OWN_FIELDS, *NOMINAL_FIELDS):
        if name in table and name not in own:
            table.problem("parameter-not-in-model", name, parameter=name, model=model)
    table.ignore(*OWN_FIELDS, *NOMINAL_FIELDS)


def _parameters_fields(item: Item) -> Fields:
    values = item.parameters
    if values is None:
        return {}
    fields: Fields = {"model": values.model, "a": values.a}
    if isinstance(values, NominalParameters):
        fields |= {name: list(getattr(values, name)) for name in NOMINAL_FIELDS}
    else:
        is_logistic = values.model in {"1pl", "2pl", "3pl", "4pl"}
        fields["b"] = values.b[0] if is_logistic else list(values.b)
        fields.update({name: getattr(values, name) for name in ASYMPTOTES[values.model]})
    if item.prior_sd is not None:
        fields["prior_sd"] = item.prior_sd
    if item.calibration:
        fields["calibration"] = item.calibration
    return {"parameters": fields}


def _read_response_time(table: Table) -> ResponseTimeParameters | None:
    inner = table.table("response_time", is_required=False)
    if inner is None:
        return None
    intensity = _float(inner.number("intensity", low=-5.0, high=12.0))
    discrimination = _float(inner.number("discrimination", low=0.05, high=100.0))
    sensitivity = _float(inner.number("sensitivity", 1.0, low=-10.0, high=10.0))
    return ResponseTimeParameters(intensity, discrimination, sensitivity) if inner.is_sound else None


def _response_time_fields(values: ResponseTimeParameters | None) -> Fields:
    if values is None:
        return {}
    fields: Fields = {"intensity": values.intensity, "discrimination": values.discrimination}
    if values.sensitivity != 1.0:
        fields["sensitivity"] = values.sensitivity
    return {"response_time": fields}


def _float(value: float) -> float:
    return float(value) + 0.0  # one zero: -0.0 is equal to 0.0 but would give another release
