"""What is known of items besides their parameters: labels and numbers, by the attribute's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, read_only

NO_LABEL = ""
"""The label of an item that an attribute does not concern: outside every set, of no key, nobody's enemy."""


@dataclass(frozen=True, eq=False)
class ItemAttributes:
    """Labels such as domain, key or passage, and numbers such as words or expected seconds, of every item.

    Items are in the pool's order. Made by `ItemAttributes.of`.
    """

    n_items: int
    labels: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Floats]

    @classmethod
    def of(
        cls,
        n_items: int,
        *,
        labels: Mapping[str, Sequence[str]] | None = None,
        numbers: Mapping[str, ArrayLike] | None = None,
    ) -> Self:
        """The attributes of a pool of `n_items`: under each name one label or one number an item.

        Raises:
            ValueError: there are no items, a name is used twice, or an attribute has another length, a label
                that is not text or a number that is not finite.
        """
        if n_items < 1:
            raise ValueError(f"n_items must be 1 or more, got {n_items!r}")
        kept_labels = {name: _labels(name, values, n_items) for name, values in (labels or {}).items()}
        kept_numbers = {name: _numbers(name, values, n_items) for name, values in (numbers or {}).items()}
        twice = sorted(kept_labels.keys() & kept_numbers.keys())
        if twice:
            raise ValueError(f"an attribute must hold labels or numbers, got both for {', '.join(twice)}")
        return cls(n_items=n_items, labels=kept_labels, numbers=kept_numbers)

    def labels_of(self, attribute: str) -> tuple[str, ...]:
        """The label of every item under this attribute, (n_items,).

        Raises:
            ValueError: no attribute of labels has this name.
        """
        if attribute not in self.labels:
            known = ", ".join(sorted(self.labels)) or "none"
            raise ValueError(f"attribute must be one that holds labels ({known}), got {attribute!r}")
        return self.labels[attribute]

    def numbers_of(self, attribute: str) -> Floats:
        """The number of every item under this attribute, (n_items,).

        Raises:
            ValueError: no attribute of numbers has this name.
        """
        if attribute not in self.numbers:
            known = ", ".join(sorted(self.numbers)) or "none"
            raise ValueError(f"attribute must be one that holds numbers ({known}), got {attribute!r}")
        return self.numbers[attribute]

    def groups_of(self, attribute: str) -> dict[str, tuple[int, ...]]:
        """The items under each label of this attribute, in the order in which labels first appear."""
        groups: dict[str, list[int]] = {}
        for item, label in enumerate(self.labels_of(attribute)):
            if label != NO_LABEL:
                groups.setdefault(label, []).append(item)
        return {label: tuple(items) for label, items in groups.items()}


def _labels(name: str, values: Sequence[str], n_items: int) -> tuple[str, ...]:
    kept = tuple(values)
    if isinstance(values, str) or len(kept) != n_items:
        raise ValueError(f"labels of {name} must be {n_items}, one an item, got {len(kept)}")
    for item, label in enumerate(kept):
        if not isinstance(label, str):
            raise ValueError(f"labels of {name} must be text, got {label!r} for item {item}")  # noqa: TRY004
    return kept


def _numbers(name: str, values: ArrayLike, n_items: int) -> Floats:
    kept = np.asarray(values, dtype=np.float64)
    if kept.shape != (n_items,):
        raise ValueError(f"numbers of {name} must have shape ({n_items},), got {kept.shape}")
    if not np.isfinite(kept).all():
        item = int(np.flatnonzero(~np.isfinite(kept))[0])
        raise ValueError(f"numbers of {name} must be finite, got {kept[item]!r} for item {item}")
    return read_only(kept)
