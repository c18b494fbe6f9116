"""Syllogisms: two premises about three groups, and the one conclusion among five that must be true.

The logic is in `syllogisms_logic`, the words in `syllogisms_words`. The last option says that no other
conclusion must be true; it is right in one item of five, so its place and its form tell nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from item_bank.generators.generator import (
    DifficultyModel,
    Generated,
    Range,
    first_in_range,
    item_id,
    key_place,
    single_choice,
)
from item_bank.generators.syllogisms_logic import (
    CONCLUSIONS,
    FIRST,
    LAST,
    Mood,
    Premises,
    Statement,
    atmosphere,
    follows,
    premises,
    strongest,
)
from item_bank.generators.syllogisms_words import (
    CONVENTION,
    INTRODUCTION,
    NOTHING,
    QUESTION,
    SETTINGS,
    Setting,
    Terms,
    spoken,
)
from item_bank.generators.text_forms import lines, paragraphs

N_OPTIONS: Final = 5
NOTHING_PLACE: Final = N_OPTIONS - 1

KEY_MOODS: Final[Mapping[Mood, float]] = {"A": 0.18, "E": 0.14, "I": 0.28, "O": 0.4}
"""How often the key is of each mood where there is a conclusion: few problems have an A, most have an O."""

SHARE_WITHOUT_O: Final = 0.4
"""Where an E follows, A, A and I are all that does not. So often other problems offer these four moods, lest
they tell the key."""

DIFFICULTY: Final = DifficultyModel(
    version=1,
    source=(
        "weights fitted to the response percentages of the 64 problems in the meta-analysis of Khemlani and "
        "Johnson-Laird (2012), N = 156; R2 = .80, cross-validated RMSE = 0.70 logits"
    ),
    base=-2.14,
    weights={
        # Where a conclusion follows.
        "denies a part": 1.28,
        "against atmosphere": 2.48,
        "runs backwards": 0.71,
        "no universal affirmative": 1.07,
        "lures": 0.49,
        # Where nothing follows.
        "nothing follows": 0.74,
        "two negatives": -0.91,
        "two particulars": -0.68,
        "chain": 0.72,
        "lure offered": 1.72,
    },
)


@dataclass(frozen=True, slots=True)
class Syllogism:
    """A problem without its words: what is given, and the conclusions offered, None as "none of them"."""

    given: Premises
    offered: tuple[Statement | None, ...]
    correct: int

    @property
    def key(self) -> Statement | None:
        return self.offered[self.correct]

    @property
    def template(self) -> str:
        return f"{self.given.name} {self.key.mood if self.key else 'nothing'}"

    @property
    def radicals(self) -> Mapping[str, float]:
        """What the difficulty depends on, by the names of `DIFFICULTY`."""
        key, statements = self.key, self.given.statements
        suggested = atmosphere(self.given)
        lures = sum(each is not None and each != key and each.mood == suggested for each in self.offered)
        if key is None:
            return {
                "nothing follows": 1,
                "two negatives": all(each.is_negative for each in statements),
                "two particulars": all(each.is_particular for each in statements),
                "chain": self.given.figure in {1, 2},
                "lure offered": lures > 0,
            }
        # In the second figure the chain itself runs from the last term to the first.
        forward = LAST if self.given.figure == 2 else FIRST
        return {
            "denies a part": key.mood == "O",
            "against atmosphere": key.mood != suggested,
            "runs backwards": not key.is_symmetric and key.subject != forward,
            "no universal affirmative": all(each.mood != "A" for each in statements),
            "lures": lures,
        }


def syllogism(given: Premises, correct: int, rng: Random) -> Syllogism:
    """A problem from these premises with its key at a place; the last place belongs to "nothing follows".

    Raises ValueError where the premises have no conclusion and the key is not to stand last, or the reverse.
    """
    key = strongest(given)
    if (key is None) != (correct == NOTHING_PLACE):
        raise ValueError(f"correct: {correct} does not fit the premises {given.name}.")
    wrong = [each for each in CONCLUSIONS if not follows(each, given)]
    n_wrong = NOTHING_PLACE - (key is not None)
    without_o = [each for each in wrong if each.mood != "O"]
    if len(without_o) == n_wrong and (key is None or key.mood != "O") and rng.random() < SHARE_WITHOUT_O:
        wrong = without_o
    offered = rng.sample(wrong, n_wrong)
    if key is not None:
        offered.insert(correct, key)
    turned = [each.converse if each.is_symmetric and rng.random() < 0.5 else each for each in offered]
    return Syllogism(given, (*turned, None), correct)


@cache
def _given_by_mood() -> Mapping[Mood | None, Sequence[Premises]]:
    """The pairs of premises by the mood of their conclusion."""
    found: dict[Mood | None, list[Premises]] = {}
    for given in premises():
        key = strongest(given)
        found.setdefault(None if key is None else key.mood, []).append(given)
    return found


def _terms(setting: Setting, rng: Random) -> Terms:
    first, middle, last = (rng.choice(aspect) for aspect in rng.sample(setting.aspects, 3))
    return first, middle, last


class Syllogisms:
    """Syllogisms with a choice of five conclusions."""

    name = "syllogisms"
    prior_sd = 1.2

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        return first_in_range(self._made, seed, difficulty, name=self.name)

    def _made(self, seed: int, wanted: Range) -> Generated | None:
        rng = Random(item_id(self.name, seed))
        correct = key_place(self.name, seed, N_OPTIONS)
        mood = (
            None if correct == NOTHING_PLACE else rng.choices(tuple(KEY_MOODS), tuple(KEY_MOODS.values()))[0]
        )
        problem = syllogism(rng.choice(_given_by_mood()[mood]), correct, rng)
        if not wanted[0] <= DIFFICULTY.prior(problem.radicals) <= wanted[1]:
            return None
        setting = rng.choice(SETTINGS)
        terms = _terms(setting, rng)
        stem = paragraphs(
            INTRODUCTION.filled(where=setting.where),
            lines([spoken(each, terms) for each in problem.given.statements]),
            CONVENTION,
            QUESTION,
        )
        options = [NOTHING if each is None else spoken(each, terms) for each in problem.offered]
        return single_choice(
            self,
            seed,
            domain="logika",
            stem=stem.text(),
            options=[option.text() for option in options],
            correct=correct,
            model=DIFFICULTY,
            radicals=problem.radicals,
            tags=_tags(problem, setting),
            template=problem.template,
        )


def _tags(problem: Syllogism, setting: Setting) -> Sequence[str]:
    """The radicals that are there, the form of the problem, and the setting."""
    present = [
        f"{name.replace(' ', '-')}{f'-{int(value)}' if value > 1 else ''}"
        for name, value in problem.radicals.items()
        if value
    ]
    return (f"premises-{problem.given.name}", *present, f"setting-{setting.name}")
