"""What stopping rules ask of a test in progress."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, field

import numpy as np

from scoring.ability import Estimate
from scoring.arrays import Floats
from scoring.parameters import ItemPool
from scoring.response_models import log_category_probabilities


@dataclass(frozen=True)
class Progress:
    """A test in progress. What no rule asks for may be left None; a rule that asks for it then refuses.

    `n_left` items could still be given. `log_likelihood` is that of the responses as a function of abilities,
    (n_abilities,); `ResponseLikelihood` is one. `predicted_standard_error` is what is expected after the best
    of the items left (logits), and `most_information` the largest value of the criterion among them.
    `seconds_left` are those of the section. `content_is_met` says that the items given fulfil the content
    plan by themselves.
    """

    estimate: Estimate
    n_administered: int
    n_left: int
    _: KW_ONLY
    log_likelihood: Callable[[Floats], Floats] | None = None
    predicted_standard_error: float | None = None
    most_information: float | None = None
    seconds_left: float | None = None
    content_is_met: bool | None = None


@dataclass(frozen=True, eq=False)
class ResponseLikelihood:
    """The log likelihood of responses at any abilities, from the response models and not from a grid.

    Raises:
        ValueError: the sequences differ in length, or an item or its category is unknown.
    """

    pool: ItemPool
    administered: Sequence[int]
    categories: Sequence[int]
    _given: ItemPool | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.administered) != len(self.categories):
            raise ValueError(
                "administered and categories must have the same length, "
                f"got {len(self.administered)} items and {len(self.categories)} categories"
            )
        for item, category in zip(self.administered, self.categories, strict=True):
            if not 0 <= item < self.pool.n_items:
                raise ValueError(f"administered must hold items 0 to {self.pool.n_items - 1}, got {item!r}")
            highest = int(self.pool.n_categories[item]) - 1
            if not 0 <= category <= highest:
                raise ValueError(f"the category of item {item} must lie in 0 to {highest}, got {category!r}")
        items = [self.pool.items[item] for item in self.administered]
        object.__setattr__(self, "_given", ItemPool.of(items) if items else None)

    def __call__(self, abilities: Floats) -> Floats:
        """The log likelihood at each ability, (n_abilities,)."""
        if self._given is None:
            return np.zeros(abilities.size)
        logs = log_category_probabilities(self._given, abilities)
        likelihood: Floats = logs[np.arange(self._given.n_items), list(self.categories)].sum(axis=0)
        return likelihood
