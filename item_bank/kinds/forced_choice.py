"""Forced choice: statements that are ranked by how well they describe oneself, scored by Thurstonian IRT.

A category says nothing here: `mark` counts nothing, and a section's traits are estimated from the rankings
(`scoring.forced_choice`).
"""

from dataclasses import dataclass
from typing import Literal, cast

from item_bank.interactions import BestWorst, Choose, Interaction, Order
from item_bank.items import Key, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import option_fields, place_of_option, read_options
from item_bank.kinds.ordering import ranked
from item_bank.responses import Response
from item_bank.table_reader import Table
from scoring.forced_choice import Statement
from scoring.forced_choice.statements import LARGEST_UNIQUENESS, SMALLEST_UNIQUENESS

Respond = Literal["most", "most_least", "ranking"]
WORDS: tuple[Respond, ...] = ("most", "most_least", "ranking")
Keyed = Literal["positive", "negative"]
MOST_STATEMENTS = 4


@dataclass(frozen=True, slots=True)
class StatementKey:
    """What is secret of a statement: its trait and how its utility depends on it (Thurstonian IRT).

    `loading` is in SDs of utility per SD of the trait, `mean` and `uniqueness` (error variance) are of its
    utility, `desirability` is its rated social desirability.
    """

    trait: str
    keyed: Keyed
    loading: float
    mean: float = 0.0
    uniqueness: float = 0.5
    desirability: float = 0.0

    def statement(self, trait: int) -> Statement:
        """The statement as `scoring` takes it, its trait by number."""
        return Statement(
            trait=trait,
            loading=self.loading,
            mean=self.mean,
            uniqueness=self.uniqueness,
            desirability=self.desirability,
            keyed=1 if self.keyed == "positive" else -1,
        )


@dataclass(frozen=True, slots=True)
class ForcedChoiceKey(Key):
    """The statements of a block by the ids of its options, in their order."""

    statements: tuple[tuple[str, StatementKey], ...]


@dataclass(frozen=True, slots=True)
class ForcedChoice:
    """Blocks of two to four `options`, ranked as `respond` says, with `key.statements` by option."""

    name: str = "forced_choice"
    models: tuple[str, ...] = ()
    key_type: type[Key] = ForcedChoiceKey
    may_shuffle_options: bool = True

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The statements, how they are ranked, and what is secret of each."""
        options = read_options(table)
        if len(options) > MOST_STATEMENTS:
            table.problem("statements-number", "options", number=len(options), most=MOST_STATEMENTS)
        respond = cast("Respond", table.one_of("respond", WORDS) or "most_least")
        if table.is_sound and (respond == "most") != (len(options) == 2):  # noqa: PLR2004 - a pair
            table.problem("respond-not-for-block", "respond", respond=respond, number=len(options))
        prompt = Prompt(frame.stem, options, frame.figure, interaction=_interaction(respond))
        key_table = table.table("key")
        inner = key_table.table("statements") if key_table else None
        statements: list[tuple[str, StatementKey]] = []
        for option in options if inner else ():
            own = inner.table(option.id) if inner else None
            if own is not None:
                statements.append((option.id, _read_statement(own)))
        return prompt, ForcedChoiceKey(tuple(statements))

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The statements and how they are ranked."""
        fields = [option_fields(option) for option in prompt.options]
        return {"respond": _respond(prompt.interaction), "options": fields}

    def key_fields(self, key: Key) -> Fields:
        """What is secret of each statement."""
        own = own_key(key, ForcedChoiceKey, self.name)
        return {
            "statements": {
                option: {
                    "trait": each.trait, "keyed": each.keyed, "loading": each.loading, "mean": each.mean,
                    "uniqueness": each.uniqueness, "desirability": each.desirability,
                }
                for option, each in own.statements
            }
        }  # fmt: skip

    def n_categories(self, _item: Markable) -> int:
        """One: which is chosen says nothing by itself."""
        return 1

    def layout(self, _prompt: Prompt) -> Layout:
        """Below each other."""
        return "list"

    def mark(self, item: Markable, response: Response) -> int:
        """0 for every ranking of the block's statements."""
        ranking(item, response)
        return 0

    def key_place(self, _item: Markable) -> int | None:
        """None: nobody is right or wrong."""
        return None


def ranking(item: Markable, response: Response) -> tuple[int, ...] | None:
    """The ranks of the options in the author's order, 1 the most like oneself, equal where nobody asked.

    None where the ranking is unfinished. The form is that of `scoring.forced_choice.RankedBlock`.

    Raises:
        ValueError: the response names something else.
    """
    ids = item.option_ids
    match item.interaction:
        case Choose():
            chosen = place_of_option(item, response)
            return tuple(1 if place == chosen else 2 for place in range(len(ids)))
        case Order():
            order = ranked(item, response)
            return tuple(order.index(each) + 1 for each in ids) if len(order) == len(ids) else None
    if not set(response) <= {"best", "worst"} or not set(response.values()) <= set(ids):
        raise ValueError(f"a response must name best and worst of {', '.join(ids)}, got {dict(response)!r}")
    if len(response) < 2:  # noqa: PLR2004 - best and worst
        return None
    last = 3 if len(ids) > 2 else 2  # noqa: PLR2004
    return tuple(1 if each == response["best"] else last if each == response["worst"] else 2 for each in ids)


def _interaction(respond: Respond) -> Interaction:
    match respond:
        case "most":
            return Choose()
        case "ranking":
            return Order()
    return BestWorst("like_me")


def _respond(interaction: Interaction) -> Respond:
    match interaction:
        case Choose():
            return "most"
        case Order():
            return "ranking"
    return "most_least"


def _read_statement(table: Table) -> StatementKey:
    keyed = table.one_of("keyed", ("positive", "negative"))
    loading = float(table.number("loading", low=-3.0, high=3.0))
    if table.is_sound and loading * (1 if keyed == "positive" else -1) < 0:
        table.problem("loading-against-key", "loading", loading=f"{loading:g}", keyed=keyed)
    return StatementKey(
        trait=table.identifier("trait"),
        keyed=cast("Keyed", keyed or "positive"),
        loading=loading,
        mean=float(table.number("mean", 0.0, low=-10.0, high=10.0)),
        uniqueness=float(table.number("uniqueness", 0.5, low=SMALLEST_UNIQUENESS, high=LARGEST_UNIQUENESS)),
        desirability=float(table.number("desirability", 0.0, low=-10.0, high=10.0)),
    )


KIND = ForcedChoice()
