"""What an analysis is asked for: its kind, options, date and seed. All of it is written into the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

import msgspec

Kind = Literal["calibrate", "online", "link", "fit", "dif", "security", "statements"]
KINDS: Final[tuple[Kind, ...]] = tuple(kind for kind in get_args(Kind) if kind != "statements")
"""What the pages can start; statements of forced choice are calibrated from a shell."""

DichotomousModel = Literal["1pl", "2pl", "3pl", "4pl"]
PolytomousModel = Literal["grm", "gpcm", "pcm", "nominal"]
Priors = Literal["usual", "new_items", "known"]
PopulationShape = Literal["normal", "histogram"]
OnlineMethod = Literal["fipc", "mem"]
LinkMethod = Literal["stocking_lord", "haebara", "mean_sigma", "mean_mean"]

ALL_KNOWN = "*"
"""As the only anchor: every item whose parameters are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrateOptions:
    """How items are calibrated.

    `anchors` keep their known parameters and so carry the scale over; `priors` are those of asymptotes alone
    ("usual"), weak ones of every parameter ("new_items"), or about the known parameters ("known"). `group`
    is the column whose values have distributions of ability of their own. With `leaves_out_rapid` responses
    faster than can be work on the item are gaps. With `keeps_models` items whose parameters are known keep
    their models, so that models may be mixed; `model` and `polytomous` are for the others.
    """

    model: DichotomousModel = "2pl"
    polytomous: PolytomousModel = "grm"
    anchors: tuple[str, ...] = ()
    priors: Priors = "usual"
    group: str = ""
    population: PopulationShape = "normal"
    has_times: bool = False
    leaves_out_rapid: bool = False
    keeps_models: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineOptions:
    """How items on trial are calibrated among operational ones, and when they are promoted or retired.

    "fipc" estimates how ability is distributed anew, "mem" holds the plan's prior. The models are for items
    whose author guessed nothing. The numbers are those of `scoring.calibration.PromotionRule`.
    """

    method: OnlineMethod = "fipc"
    model: DichotomousModel = "2pl"
    polytomous: PolytomousModel = "grm"
    min_responses: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 200
    max_responses: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 2000
    difficulty_error: Annotated[float, msgspec.Meta(gt=0.0, le=10.0)] = 0.2
    slope_error: Annotated[float, msgspec.Meta(gt=0.0, le=10.0)] = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOptions:
    """How a new calibration is brought to the scale of an older one; no anchors named: all common items."""

    method: LinkMethod = "stocking_lord"
    anchors: tuple[str, ...] = ()
    removes_drift: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FitOptions:
    """How fit is looked at; the models are for items whose parameters are not known."""

    model: DichotomousModel = "2pl"
    polytomous: PolytomousModel = "grm"
    n_draws: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DifOptions:
    """Which column names the groups, and which of its values is the reference (the largest where '')."""

    group: str
    reference: str = ""
    model: DichotomousModel = "2pl"
    polytomous: PolytomousModel = "grm"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityOptions:
    """At which level evidence is shown, and which pairs are compared: those of one hall and day, or all."""

    level: float = 0.01
    pairs: Literal["hall", "all"] = "hall"
    model: DichotomousModel = "2pl"
    polytomous: PolytomousModel = "grm"
    n_simulations: int = 499


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsOptions:
    """Statements of forced choice leave nothing to choose: traits are standardised, all is estimated."""


Options: TypeAlias = (
    CalibrateOptions
    | OnlineOptions
    | LinkOptions
    | FitOptions
    | DifOptions
    | SecurityOptions
    | StatementsOptions
)

_OPTIONS: dict[Kind, type[Options]] = {
    "calibrate": CalibrateOptions,
    "online": OnlineOptions,
    "link": LinkOptions,
    "fit": FitOptions,
    "dif": DifOptions,
    "security": SecurityOptions,
    "statements": StatementsOptions,
}


@dataclass(frozen=True, slots=True)
class Request:
    """One analysis; `bank` and `section` name what it is about, `date` is the day it is dated with."""

    kind: Kind
    date: str
    seed: int = 1
    bank: str = ""
    section: str = ""
    items: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns of groups that the options name."""
        named = self.options.get("group")
        return (named,) if isinstance(named, str) and named else ()

    @property
    def typed_options(self) -> Options:
        """The options of this kind, the usual ones where none is given.

        Raises:
            ValueError: an option is unknown or has a value that it cannot have.
        """
        return options_of(self.kind, self.options)


def options_of(kind: Kind, given: dict[str, Any]) -> Options:
    """The options of a kind.

    Raises:
        ValueError: an option is unknown or has a value that it cannot have.
    """
    known = set(_OPTIONS[kind].__dataclass_fields__)
    unknown = sorted(set(given) - known)
    if unknown:
        raise ValueError(f"options of {kind} must be among {', '.join(sorted(known))}, got {unknown[0]!r}")
    return msgspec.convert(given, _OPTIONS[kind])
