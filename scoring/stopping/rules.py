"""The rules on length, precision, information, time and content; `classification` has the others."""

from dataclasses import dataclass

from scoring.stopping.progress import Progress
from scoring.stopping.tree import Stop


@dataclass(frozen=True)
class MinItems:
    """Allows other rules to end a test from this length on: a condition, to be joined by `AllOf`."""

    n_items: int

    def __post_init__(self) -> None:
        if self.n_items < 0:
            raise ValueError(f"n_items must be 0 or more, got {self.n_items!r}")

    def stop(self, progress: Progress) -> Stop | None:
        is_met = progress.n_administered >= self.n_items
        return Stop(("min_items",), is_condition=True) if is_met else None


@dataclass(frozen=True)
class MaxItems:
    """Ends a test at its greatest length."""

    n_items: int

    def __post_init__(self) -> None:
        if self.n_items < 1:
            raise ValueError(f"n_items must be 1 or more, got {self.n_items!r}")

    def stop(self, progress: Progress) -> Stop | None:
        return Stop(("max_items",)) if progress.n_administered >= self.n_items else None


@dataclass(frozen=True)
class PoolEmpty:
    """Ends a test when no item is left."""

    def stop(self, progress: Progress) -> Stop | None:
        return Stop(("pool_empty",)) if progress.n_left <= 0 else None


@dataclass(frozen=True)
class ContentMet:
    """Allows other rules to end a test once the items given fulfil the content plan: a condition."""

    def stop(self, progress: Progress) -> Stop | None:
        is_met = _given(progress.content_is_met, "content_is_met", "ContentMet")
        return Stop(("content_met",), is_condition=True) if is_met else None


@dataclass(frozen=True)
class Precise:
    """Ends a test when the standard error (logits) has come down to this."""

    standard_error: float

    def __post_init__(self) -> None:
        if not self.standard_error > 0.0:
            raise ValueError(f"standard_error must be greater than 0, got {self.standard_error!r}")

    def stop(self, progress: Progress) -> Stop | None:
        is_met = progress.estimate.standard_error <= self.standard_error
        return Stop(("precise",)) if is_met else None


@dataclass(frozen=True)
class LittleGain:
    """Ends a test by the predicted reduction of the standard error (PSER: Choi, Grady & Dodd, 2011, EPM 71).

    The reduction is from the present standard error to that predicted after the best item left. While the
    error is above `standard_error`, less than `hypo` to gain ends the test ("little_gain": it will not become
    precise). Once it is not above, less than `hyper` to gain ends it ("precise"), and with more the test goes
    on. All are in logits; `hypo` is the smaller.
    """

    standard_error: float
    hypo: float
    hyper: float

    def __post_init__(self) -> None:
        if not self.standard_error > 0.0:
            raise ValueError(f"standard_error must be greater than 0, got {self.standard_error!r}")
        if not 0.0 <= self.hypo <= self.hyper:
            raise ValueError(
                f"hypo must be 0 or more and must not exceed hyper, got {self.hypo!r} and {self.hyper!r}"
            )

    def stop(self, progress: Progress) -> Stop | None:
        predicted = _given(progress.predicted_standard_error, "predicted_standard_error", "LittleGain")
        reduction = progress.estimate.standard_error - predicted
        if progress.estimate.standard_error <= self.standard_error:
            return Stop(("precise",)) if reduction < self.hyper else None
        return Stop(("little_gain",)) if reduction < self.hypo else None


@dataclass(frozen=True)
class NoInformation:
    """Ends a test when no item left has a criterion, such as information at the ability, of this or more."""

    at_least: float

    def __post_init__(self) -> None:
        if not self.at_least > 0.0:
            raise ValueError(f"at_least must be greater than 0, got {self.at_least!r}")

    def stop(self, progress: Progress) -> Stop | None:
        most = _given(progress.most_information, "most_information", "NoInformation")
        return Stop(("no_information",)) if most < self.at_least else None


@dataclass(frozen=True)
class TimeShort:
    """Ends a test when fewer seconds are left than an item needs."""

    seconds: float

    def __post_init__(self) -> None:
        if not self.seconds >= 0.0:
            raise ValueError(f"seconds must be 0 or more, got {self.seconds!r}")

    def stop(self, progress: Progress) -> Stop | None:
        left = _given(progress.seconds_left, "seconds_left", "TimeShort")
        return Stop(("time_short",)) if left < self.seconds or left <= 0.0 else None


def _given(value: float | None, name: str, rule: str) -> float:
    """The value, without which the rule would silently never hold."""
    if value is None:
        raise ValueError(f"{name} must be given for the rule {rule}, got None")
    return value
