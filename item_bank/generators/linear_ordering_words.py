"""How rules about an order and questions about it are said; the scenes are in `linear_ordering_scenes`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from item_bank.generators.linear_ordering_rules import Kind, Rule
from item_bank.generators.text_forms import Words, place


@dataclass(frozen=True, slots=True)
class Scene:
    """What is ordered, and its phrases by the kind of rule.

    A rule of kind `before` or `just_before` has a second phrase, "turned", for the same from the other side;
    `apart` has one for each number of things between.
    """

    name: str
    things: tuple[Words, ...]
    introduction: Words
    phrases: Mapping[str, Words]
    who_is_at: Words
    which_order: Words
    places: tuple[Words, ...] = ()

    def place(self, number: int, n: int) -> Words:
        """The name of a place: its own where the scene has names for places, otherwise its number."""
        if self.places:
            return self.places[number]
        return LAST if number == n - 1 else place(number)

    def has(self, kind: Kind) -> bool:
        return any(name.split()[0] == kind for name in self.phrases)

    def said(self, rule: Rule, things: tuple[Words, ...], *, is_turned: bool = False) -> Words:
        """A rule as a phrase, from the other side where it has one and that is asked for."""
        name = f"{rule.kind} {rule.number}" if rule.kind == "apart" else rule.kind
        if is_turned and f"{name} turned" in self.phrases:
            name = f"{name} turned"
        parts = dict(zip("xyz", (things[thing] for thing in rule.things), strict=False))
        if rule.kind in {"at", "not_at"}:
            parts["place"] = self.place(rule.number, len(things))
        return self.phrases[name].filled(**parts)


LAST: Final = Words("terakhir", "last")

MUST: Final = Words("pernyataan manakah yang pasti benar?", "which statement must be true?")
CANNOT: Final = Words("pernyataan manakah yang tidak mungkin benar?", "which statement cannot be true?")
COULD: Final = Words(
    "hanya satu dari pernyataan berikut yang mungkin benar. Yang manakah?",
    "only one of these statements can be true. Which one?",
)
CONDITION: Final = Words("jika {condition}, {question}", "if {condition}, {question}")
