"""Stopping rules joined to a tree, and the verdict that is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from scoring.stopping.progress import Progress


@dataclass(frozen=True)
class Stop:
    """Why a test ends: every rule that holds, the one to name first in front.

    `category` is that of a rule which classifies: 0 below the lowest cut, and so on. `is_condition` marks a
    rule that only allows others to end a test, such as a least length; it is no reason by itself.
    """

    reasons: tuple[str, ...]
    category: int | None = None
    is_condition: bool = False

    @property
    def reason(self) -> str:
        """The first reason."""
        return self.reasons[0]


class Rule(Protocol):
    """A rule, or rules joined."""

    def stop(self, progress: Progress) -> Stop | None:
        """Why the test may end by this rule, or None when it goes on.

        Raises:
            ValueError: the progress lacks what the rule asks for.
        """


@dataclass(frozen=True, init=False)
class AnyOf:
    """Ends the test when one of the rules does. `AnyOf(MaxItems(20), AllOf(MinItems(8), Precise(0.35)))`."""

    rules: tuple[Rule, ...]

    def __init__(self, *rules: Rule) -> None:
        object.__setattr__(self, "rules", _some(rules))

    def stop(self, progress: Progress) -> Stop | None:
        found = [stop for rule in self.rules if (stop := rule.stop(progress)) is not None]
        return _joined(found) if found else None


@dataclass(frozen=True, init=False)
class AllOf:
    """Ends the test when all of the rules do, and those that classify agree on the category."""

    rules: tuple[Rule, ...]

    def __init__(self, *rules: Rule) -> None:
        object.__setattr__(self, "rules", _some(rules))

    def stop(self, progress: Progress) -> Stop | None:
        found = [rule.stop(progress) for rule in self.rules]
        held = [stop for stop in found if stop is not None]
        categories = {stop.category for stop in held if stop.category is not None}
        if len(held) < len(found) or len(categories) > 1:
            return None
        return _joined(held)


def stopped(rule: Rule, progress: Progress) -> Stop | None:
    """Why the test ends now, or None when it goes on.

    Raises:
        ValueError: the progress lacks what a rule asks for.
    """
    stop = rule.stop(progress)
    return None if stop is None or stop.is_condition else stop


def _some(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    if not rules:
        raise ValueError("rules must hold at least one rule, got none")
    return tuple(rules)


def _joined(stops: Sequence[Stop]) -> Stop:
    """Their reasons in order; conditions are named only where there is nothing else."""
    telling = [stop for stop in stops if not stop.is_condition]
    kept = telling or stops
    return Stop(
        reasons=tuple(dict.fromkeys(reason for stop in kept for reason in stop.reasons)),
        category=next((stop.category for stop in kept if stop.category is not None), None),
        is_condition=not telling,
    )
