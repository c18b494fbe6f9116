"""Parameters that are known before an analysis: those of a release or of a calibration file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from item_bank.calibration_file import Calibration, Origin, calibration_digest, read_calibration
from item_bank.items import Parameters
from item_bank.kinds import KINDS
from item_bank.release import Release, ReleasedItem, SectionContent
from scoring.response_times import ResponseTimeParameters


@dataclass(frozen=True, slots=True)
class Trial:
    """An item on trial before it is calibrated: what its author guesses, and how sure the difficulty is."""

    guess: Parameters | None
    prior_sd: float | None
    n_categories: int


@dataclass(frozen=True, slots=True)
class KnownItems:
    """Parameters by item, in logits; `name` and `digest` say what holds them, `mean` and `sd` the prior.

    `origin` is what the scale hangs on; `calibration` is the file, where it is one. `trials` are the items on
    trial of the section, `elsewhere` the parameters of the release's other sections, `times` response times.
    """

    parameters: Mapping[str, Parameters] = field(default_factory=dict)
    name: str = ""
    digest: str = ""
    origin: Origin = "sample"
    mean: float = 0.0
    sd: float = 1.0
    calibration: Calibration | None = None
    trials: Mapping[str, Trial] = field(default_factory=dict)
    elsewhere: Mapping[str, Parameters] = field(default_factory=dict)
    times: Mapping[str, ResponseTimeParameters] = field(default_factory=dict)


NOTHING_KNOWN = KnownItems()


def known_from_section(release: Release, content: SectionContent) -> KnownItems:
    """The parameters that a section of a release works with."""
    parameters = {item.id: item.parameters for item in content.items if item.parameters is not None}
    ability = content.plan.ability
    origin: Origin = "bank" if release.calibration is None else release.calibration.origin
    elsewhere = {
        item.id: item.parameters
        for item in release.items
        if item.parameters is not None and item.id not in parameters
    }
    return KnownItems(
        parameters,
        "release",
        release.digest,
        origin,
        mean=ability.prior_mean,
        sd=ability.prior_sd,
        trials={item.id: _trial(item) for item in content.pretest},
        elsewhere=elsewhere,
        times={item.id: item.response_time for item in release.items if item.response_time is not None},
    )


def _trial(item: ReleasedItem) -> Trial:
    n_categories = KINDS[item.kind].n_categories(item)
    return Trial(item.parameters, item.prior_sd, n_categories)


def known_from_calibration(content: bytes) -> KnownItems:
    """The parameters of a calibration file.

    Raises:
        ValueError: the bytes are none.
    """
    read = read_calibration(content)
    return KnownItems(
        {name: item.parameters for name, item in read.items.items()},
        "calibration",
        calibration_digest(content),
        read.scale.origin,
        mean=read.scale.mean,
        sd=read.scale.sd,
        calibration=read,
    )
