"""Calibration files: parameters of a bank's items as estimated from responses, named by their digest.

A calibration stands beside the bank and never in it: the bank's own parameters, its priors, stay as their
authors wrote them. `calibrated` gives the bank that a release freezes instead.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Literal

import msgspec

from item_bank.bank import Bank, CalibrationNote, Scale
from item_bank.exam_plan import ExamPlan
from item_bank.findings import Finding, Position, finding
from item_bank.items import Item, Parameters
from item_bank.kinds import KINDS
from scoring.parameters import ItemParameters, NominalParameters
from scoring.response_times import ResponseTimeParameters

FORMAT = 1
DIGITS = 6
"""Decimals of every number: far below any standard error, and the same on every machine."""
SHOWN_DIGITS = 12
MOST_NAMED = 8
MOST_BYTES = 50_000_000

Origin = Literal["bank", "sample"]
"""Where 0 and 1 of the scale come from: the bank's own parameters (anchors, a link), or the sample itself."""


@dataclass(frozen=True, slots=True)
class CalibrationScale:
    """The scale of the parameters, in logits; `mean` and `sd` are those of the sample on it."""

    origin: Origin
    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class CalibratedItem:
    """One item; `standard_errors` hold lists by the parameter's name, None where the data do not tell.

    `n` counts the responses; `is_anchor` says that the parameters were taken over and held. Of an item on
    trial `proposal` is what the evidence suggests ("promote", "hold", "retire"), and `state` what a person
    has decided ("operational", "retired"; '' while nobody has).
    """

    parameters: Parameters
    standard_errors: Mapping[str, tuple[float | None, ...]]
    n: int
    is_anchor: bool = False
    response_time: ResponseTimeParameters | None = None
    proposal: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was estimated of the items of one bank, from what, when and how.

    `confirmed_by` and `confirmed_on` say who decided about items on trial, and on which day.
    """

    bank: str
    section: str
    date: str
    method: str
    program: str
    inputs: Mapping[str, str]
    n_persons: int
    scale: CalibrationScale
    items: Mapping[str, CalibratedItem] = field(repr=False)
    confirmed_by: str = ""
    confirmed_on: str = ""


def calibration_bytes(calibration: Calibration) -> bytes:
    """The canonical bytes: JSON with sorted keys, a line for each value; equal calibrations, equal bytes."""
    head = msgspec.to_builtins(_Head.of(calibration))
    later = ("confirmed_by", "confirmed_on")
    plain: dict[str, Any] = {"format": FORMAT} | {
        name: value for name, value in head.items() if value or name not in later
    }
    plain["items"] = {name: _plain_item(item) for name, item in calibration.items.items()}
    text = json.dumps(_rounded(plain), sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def calibration_digest(content: bytes) -> str:
    """The name of a calibration: the SHA-256 of its bytes, as hex digits."""
    return sha256(content).hexdigest()


def calibration_file_name(content: bytes) -> str:
    """The name that a calibration's file has."""
    return f"calibration-{calibration_digest(content)[:SHOWN_DIGITS]}.json"


def read_calibration(content: bytes) -> Calibration:
    """The calibration in these bytes.

    Raises:
        ValueError: they hold none, in a sentence.
    """
    try:
        plain, items = _opened(content)
        head = msgspec.convert(plain, _Head)
        read = {str(name): _read_item(str(name), item) for name, item in items.items()}
    except (ValueError, RecursionError) as error:
        raise ValueError(f"content must be a calibration file: {error}") from None
    return head.with_items(read)


def calibrated(
    bank: Bank, calibration: Calibration, digest: str, domains: Sequence[str] | None = None
) -> tuple[Bank, list[Finding]]:
    """The bank with the calibration's parameters, in logits, and what stands against using them.

    Items that the calibration does not hold keep the bank's own parameters, which is an error for operational
    items of `domains` (all where None) if the scale is the sample's own: two scales must not be mixed.
    """
    found = list(_problems(bank, calibration, domains))
    items = tuple(_with_parameters(bank, item, calibration.items.get(item.id)) for item in bank.items)
    note = CalibrationNote(
        digest=digest,
        date=calibration.date,
        n_persons=calibration.n_persons,
        n_items=len(calibration.items),
        method=calibration.method,
        origin=calibration.scale.origin,
    )
    scale = Scale(reference_group=bank.scale.reference_group)
    return replace(bank, items=items, scale=scale, calibration=note), found


def calibrated_from_bytes(
    bank: Bank, plan: ExamPlan, content: bytes, *, shown_as: str = ""
) -> tuple[Bank, list[Finding]]:
    """The bank with the parameters of a calibration file for the sections of a plan, and what is wrong."""
    try:
        read = read_calibration(content)
    except ValueError as error:
        return bank, [finding("calibration-unreadable", Position(shown_as, 1), reason=str(error))]
    domains = [domain for section in plan.sections for domain in section.domains]
    return calibrated(bank, read, calibration_digest(content), domains)


@dataclass(frozen=True, slots=True)
class _Head:
    """A calibration without its items, as it is written."""

    bank: str
    section: str
    date: str
    method: str
    program: str
    inputs: dict[str, str]
    n_persons: int
    scale: CalibrationScale
    confirmed_by: str = ""
    confirmed_on: str = ""

    @classmethod
    def of(cls, whole: Calibration) -> "_Head":
        return cls(
            whole.bank,
            whole.section,
            whole.date,
            whole.method,
            whole.program,
            dict(whole.inputs),
            whole.n_persons,
            whole.scale,
            whole.confirmed_by,
            whole.confirmed_on,
        )

    def with_items(self, items: Mapping[str, CalibratedItem]) -> Calibration:
        return Calibration(
            self.bank,
            self.section,
            self.date,
            self.method,
            self.program,
            self.inputs,
            self.n_persons,
            self.scale,
            items,
            self.confirmed_by,
            self.confirmed_on,
        )


@dataclass(frozen=True, slots=True)
class _PlainItem:
    """An item as it is written: the parameters of any model side by side."""

    model: str
    a: float
    n: int
    standard_errors: dict[str, tuple[float | None, ...]]
    b: tuple[float, ...] = ()
    c: float = 0.0
    d: float = 1.0
    scores: tuple[float, ...] = ()
    intercepts: tuple[float, ...] = ()
    is_anchor: bool = False
    response_time: ResponseTimeParameters | None = None
    proposal: Literal["", "promote", "hold", "retire"] = ""
    state: Literal["", "operational", "retired"] = ""


def _opened(content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The head and the items in these bytes, as JSON has them."""
    plain = json.loads(content)
    if not isinstance(plain, dict) or plain.pop("format", None) != FORMAT:
        raise ValueError(f"expected format = {FORMAT}")
    items = plain.pop("items", None)
    if not isinstance(items, dict) or not items:
        raise ValueError("expected at least one item")
    return plain, items


def _plain_item(item: CalibratedItem) -> dict[str, Any]:
    values = item.parameters
    own: dict[str, Any]
    if isinstance(values, NominalParameters):
        own = {"model": "nominal", "a": values.a, "scores": values.scores, "intercepts": values.intercepts}
    else:
        own = {"model": values.model, "a": values.a, "b": values.b, "c": values.c, "d": values.d}
    plain = own | {"n": item.n, "standard_errors": dict(item.standard_errors), "is_anchor": item.is_anchor}
    if item.response_time is not None:
        plain["response_time"] = msgspec.to_builtins(item.response_time)
    plain |= {name: value for name in ("proposal", "state") if (value := getattr(item, name))}
    return plain


def _read_item(name: str, plain: object) -> CalibratedItem:
    try:
        item = msgspec.convert(plain, _PlainItem)
        parameters: Parameters
        if item.model == "nominal":
            parameters = NominalParameters(item.a, item.scores, item.intercepts)
        else:
            parameters = ItemParameters(item.model, item.a, item.b, item.c, item.d)  # type: ignore[arg-type]
    except ValueError as error:
        raise ValueError(f"item {name[:60]}: {error}") from None
    return CalibratedItem(
        parameters,
        item.standard_errors,
        item.n,
        item.is_anchor,
        item.response_time,
        item.proposal,
        item.state,
    )


def _rounded(plain: Any) -> Any:
    if isinstance(plain, float):
        return round(plain, DIGITS) + 0.0  # no minus zero
    if isinstance(plain, Mapping):
        return {name: _rounded(value) for name, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [_rounded(value) for value in plain]
    return plain


def _with_parameters(bank: Bank, item: Item, own: CalibratedItem | None) -> Item:
    is_on_trial = item.state == "pretest"
    # Items that stay on trial keep their authors' guess: their responses are used again in the next
    # calibration, and must not enter its prior as well.
    if own is None or (is_on_trial and own.state != "operational"):
        values = None if item.parameters is None else bank.scale.in_logits(item.parameters)
        guess_sd = None if item.prior_sd is None else item.prior_sd / bank.scale.sd
        state = "retired" if is_on_trial and own is not None and own.state == "retired" else item.state
        return replace(item, parameters=values, prior_sd=guess_sd, state=state)
    return replace(
        item,
        parameters=own.parameters,
        response_time=own.response_time or item.response_time,
        state="operational" if is_on_trial else item.state,
    )


def _problems(bank: Bank, calibration: Calibration, domains: Sequence[str] | None) -> Iterable[Finding]:
    top = bank.positions.bank.position()
    if calibration.bank != bank.id:
        yield finding("calibration-of-another-bank", top, calibration=calibration.bank, bank=bank.id)
        return
    for name, own in calibration.items.items():
        item = bank.by_id.get(name)
        if item is None:
            continue
        kind = KINDS[item.kind]
        n_categories = kind.n_categories(item)
        model = "nominal" if isinstance(own.parameters, NominalParameters) else own.parameters.model
        if own.parameters.n_categories != n_categories:
            yield finding(
                "calibration-categories",
                _place(bank, name),
                item=name,
                number=own.parameters.n_categories,
                expected=n_categories,
            )
        elif model not in kind.models:
            yield finding(
                "model-not-for-kind",
                _place(bank, name),
                item=name,
                field="model",
                model=model,
                kind=item.kind,
                models=", ".join(kind.models),
            )
    if calibration.scale.origin == "sample":
        wanted = tuple(bank.domains) if domains is None else tuple(domains)
        missing = [item.id for item in bank.operational(wanted) if item.id not in calibration.items]
        if missing:
            named = ", ".join(missing[:MOST_NAMED]) + (" …" if len(missing) > MOST_NAMED else "")
            yield finding("calibration-misses-items", top, number=len(missing), items=named)


def _place(bank: Bank, item_id: str) -> Position:
    return bank.positions.of(item_id, "parameters")
