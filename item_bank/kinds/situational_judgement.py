"""Situational judgement: ways to act, of which best and worst are named, or which are rated or ranked.

Categories: best and worst give a point each, minus one where they are reversed, from -2 to 2, counted from 0
(Motowidlo, Dunnette & Carter, 1990). A rating gives two points where experts have the same, one a step
beside it. A ranking gives a point for each pair in the experts' order.
"""

from dataclasses import dataclass
from typing import Literal, cast

from item_bank.interactions import BestWorst, Interaction, Order, Rate
from item_bank.items import Key, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import option_fields, read_options, report_unknown
from item_bank.kinds.ordering import n_concordant, n_pairs, ranked, read_order
from item_bank.responses import Response
from item_bank.table_reader import Table

Respond = Literal["best_worst", "rating", "ranking"]
WORDS: tuple[Respond, ...] = ("best_worst", "rating", "ranking")


@dataclass(frozen=True, slots=True)
class SituationalJudgementKey(Key):
    """What experts hold: `best` and `worst`, or `ratings` (places on the scale from 1), or `order`."""

    best: str = ""
    worst: str = ""
    ratings: tuple[tuple[str, int], ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SituationalJudgement:
    """Items with `options` and `respond`: "best_worst", "rating" (with a `response_scale`) or "ranking"."""

    name: str = "situational_judgement"
    models: tuple[str, ...] = ("grm", "gpcm", "pcm", "rsm", "nominal")
    key_type: type[Key] = SituationalJudgementKey
    may_shuffle_options: bool = True

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The options, how they are judged, and what experts hold of them."""
        options = read_options(table)
        ids = tuple(option.id for option in options)
        respond = cast("Respond", table.one_of("respond", WORDS) or "best_worst")
        scale, interaction = "", _interaction(respond)
        if respond == "rating":
            scale = table.string("response_scale")
            if scale and frame.scales is not None and scale not in frame.scales:
                known = ", ".join(sorted(frame.scales)) or "-"
                table.problem("response-scale-unknown", "response_scale", scale=scale[:80], scales=known)
            interaction = Rate((frame.scales or {}).get(scale, ()))
        key = _read_key(table.table("key"), respond, ids, interaction)
        prompt = Prompt(frame.stem, options, frame.figure, scale or None, interaction)
        return prompt, key

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The options and how they are judged."""
        respond = _respond(prompt.interaction)
        scale = {"response_scale": prompt.response_scale} if respond == "rating" else {}
        return {"respond": respond, **scale, "options": [option_fields(option) for option in prompt.options]}

    def key_fields(self, key: Key) -> Fields:
        """What experts hold."""
        own = own_key(key, SituationalJudgementKey, self.name)
        if own.ratings:
            return {"ratings": dict(own.ratings)}
        return {"order": list(own.order)} if own.order else {"best": own.best, "worst": own.worst}

    def n_categories(self, item: Markable) -> int:
        """Five, or by the number of options."""
        match _respond(item.interaction):
            case "rating":
                return 2 * len(item.option_ids) + 1
            case "ranking":
                return n_pairs(len(item.option_ids)) + 1
        return 5

    def layout(self, _prompt: Prompt) -> Layout:
        """Below each other."""
        return "list"

    def mark(self, item: Markable, response: Response) -> int:
        """How near the judgement is to that of the experts."""
        own = own_key(item.key, SituationalJudgementKey, self.name)
        match _respond(item.interaction):
            case "rating":
                return _mark_ratings(item, response, dict(own.ratings))
            case "ranking":
                return n_concordant(ranked(item, response), own.order)
        best, worst = _named(item, response)
        right = (best == own.best) + (worst == own.worst)
        reversed_ = (best == own.worst) + (worst == own.best)
        return 2 + right - reversed_

    def key_place(self, item: Markable) -> int | None:
        """The place of the best option, where one is named."""
        best = own_key(item.key, SituationalJudgementKey, self.name).best
        return item.option_ids.index(best) if best in item.option_ids else None


def _interaction(respond: Respond) -> Interaction:
    return Order() if respond == "ranking" else BestWorst()


def _respond(interaction: Interaction) -> Respond:
    match interaction:
        case Rate():
            return "rating"
        case Order():
            return "ranking"
    return "best_worst"


def _read_key(
    table: Table | None, respond: Respond, ids: tuple[str, ...], interaction: Interaction
) -> SituationalJudgementKey:
    if table is None:
        return SituationalJudgementKey()
    if respond == "ranking":
        return SituationalJudgementKey(order=read_order(table, ids))
    if respond == "best_worst":
        best, worst = table.string("best"), table.string("worst")
        for field, value in (("best", best), ("worst", worst)):
            report_unknown(table, field, (value,) if value else (), ids)
        if best and best == worst:
            table.problem("key-repeats", "worst", key=best[:80])
        return SituationalJudgementKey(best, worst)
    inner = table.table("ratings")
    n_labels = len(interaction.labels) if isinstance(interaction, Rate) else 0
    ratings = (
        tuple((each, inner.integer(each, low=1, high=n_labels or 10)) for each in ids)
        if inner and ids
        else ()
    )
    return SituationalJudgementKey(ratings=tuple(sorted(ratings)))


def _named(item: Markable, response: Response) -> tuple[str | None, str | None]:
    if not set(response) <= {"best", "worst"} or not set(response.values()) <= set(item.option_ids):
        known = ", ".join(item.option_ids)
        raise ValueError(f"a response must name best and worst of {known}, got {dict(response)!r}")
    return response.get("best"), response.get("worst")


def _mark_ratings(item: Markable, response: Response, expert: dict[str, int]) -> int:
    given = response.get("ratings")
    if set(response) != {"ratings"} or not isinstance(given, dict) or not set(given) <= set(item.option_ids):
        known = ", ".join(item.option_ids)
        raise ValueError(f"a response must rate options of {known}, got {dict(response)!r}")
    steps = [abs(place + 1 - expert[option]) for option, place in given.items()]
    return sum(max(0, 2 - step) for step in steps)


KIND = SituationalJudgement()
