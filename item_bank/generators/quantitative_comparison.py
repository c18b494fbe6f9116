"""Quantitative comparison: two quantities, and which is greater, or that what is told does not decide it.

The four options are the same in every item, always in the same order. What a comparison is and its proof are
in `quantitative_comparison_tasks`, what is compared in `…_families` and `…_algebra`.
"""

from collections.abc import Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Final

from item_bank.generators import quantitative_comparison_algebra as algebra
from item_bank.generators import quantitative_comparison_families as families
from item_bank.generators.generator import (
    DifficultyModel,
    Generated,
    Range,
    first_in_range,
    item_id,
    key_place,
    single_choice,
)
from item_bank.generators.quantitative_comparison_tasks import RELATIONS, Family, Relation, Task
from item_bank.generators.text_forms import Words, paragraphs

OPTIONS: Final[Mapping[Relation, Words]] = MappingProxyType(
    {
        "greater": Words("P lebih besar daripada Q.", "P is greater than Q."),
        "less": Words("Q lebih besar daripada P.", "Q is greater than P."),
        "equal": Words("P sama dengan Q.", "P is equal to Q."),
        "undecided": Words(
            "Hubungan P dan Q tidak dapat ditentukan dari keterangan yang ada.",
            "The information does not determine how P and Q compare.",
        ),
    }
)
QUESTION: Final = Words("Bagaimana hubungan P dan Q?", "How do P and Q compare?")

FAMILIES: Final[Mapping[str, Family]] = MappingProxyType(
    {
        "share": families.share,
        "price": families.price,
        "speed": families.speed,
        "mean": families.mean,
        "ratio": families.ratio,
        "room": families.room,
        "work": families.work,
        "changes": families.changes,
        "counters": families.counters,
        "equation": algebra.equation,
        "expressions": algebra.expressions,
        "square": algebra.square,
        "brackets": algebra.brackets,
        "multiple": algebra.multiple,
        "part-of-time": algebra.part_of_time,
        "stores": algebra.stores,
        "two-letters": algebra.two_letters,
        "other-mean": algebra.other_mean,
        "joining": algebra.joining,
    }
)

SHARE_OPEN: Final[Mapping[Relation, float]] = MappingProxyType(
    {"greater": 0.5, "less": 0.5, "equal": 0.25, "undecided": 1.0}
)
"""How often something is left open where the quantities can be compared anyhow, lest it tell the key."""

DIFFICULTY: Final = DifficultyModel(
    version=1,
    source="weights judged by the authors (assumption): no published weights were found",
    base=-2.1,
    weights={
        "operations": 0.3,
        "percent": 0.25,
        "ratio": 0.35,
        "mean of groups": 0.4,
        "unit change": 0.35,
        "algebra": 0.2,
        "several unknowns": 0.8,
        "backwards": 0.5,
        "open amounts": 0.5,
        "near": 0.3,
        "undecided": 0.5,
    },
)

_DRAWS: Final = 60


class QuantitativeComparison:
    """Comparisons of two quantities with four fixed options."""

    name = "quantitative_comparison"
    prior_sd = 1.2

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        return first_in_range(self._made, seed, difficulty, name=self.name)

    def _made(self, seed: int, wanted: Range) -> Generated | None:
        rng = Random(item_id(self.name, seed))
        correct = key_place(self.name, seed, len(RELATIONS))
        relation = RELATIONS[correct]
        task = _drawn(relation, rng)
        radicals = radicals_of(task, relation)
        if not wanted[0] <= DIFFICULTY.prior(radicals) <= wanted[1]:
            return None
        return single_choice(
            self,
            seed,
            domain="numerik",
            stem=_stem(task).text(),
            options=[words.text() for words in OPTIONS.values()],
            correct=correct,
            model=DIFFICULTY,
            radicals=radicals,
            tags=_tags(task, relation, radicals),
            template=f"{task.family} {relation} {task.n_open}",
        )


def radicals_of(task: Task, relation: Relation) -> Mapping[str, float]:
    """What the difficulty depends on, by the names of `DIFFICULTY`."""
    return {
        **task.radicals,
        "open amounts": task.n_open,
        "near": task.is_near(),
        "undecided": relation == "undecided",
    }


def _drawn(relation: Relation, rng: Random) -> Task:
    """A task whose quantities compare as asked; some families rarely do, and another takes its turn then."""
    is_open = rng.random() < SHARE_OPEN[relation]
    while True:
        family = rng.choice(tuple(FAMILIES.values()))
        for _ in range(_DRAWS):
            task = family(rng, is_open=is_open)
            if task.relation() == relation:
                return task


def _stem(task: Task) -> Words:
    told, first, second = task.words()
    given = Words(" ".join(each.id for each in told), " ".join(each.en for each in told))
    quantities = Words("- **P** = {first}\n- **Q** = {second}", "- **P** = {first}\n- **Q** = {second}")
    return paragraphs(given, quantities.filled(first=first, second=second), QUESTION)


def _tags(task: Task, relation: Relation, radicals: Mapping[str, float]) -> Sequence[str]:
    told = [name for name, value in radicals.items() if value and name not in {"operations", "undecided"}]
    return (
        f"family-{task.family}",
        f"operations-{int(radicals['operations'])}",
        *(name.replace(" ", "-") for name in told),
        f"relation-{relation}",
    )
