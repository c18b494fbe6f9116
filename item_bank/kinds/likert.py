"""Likert: a statement rated on one of the bank's response scales; its response is the place on the scale."""

from dataclasses import asdict, dataclass
from typing import Literal

from item_bank.items import Key, Option, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import place_of_option
from item_bank.responses import Response
from item_bank.table_reader import Table

Keyed = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True)
class LikertKey(Key):
    """Whether agreeing speaks for the trait or against it."""

    keyed: Keyed


@dataclass(frozen=True, slots=True)
class Likert:
    """Items with a `response_scale` and a key `keyed`; their options are the scale's labels, "0", "1", ..."""

    name: str = "likert"
    models: tuple[str, ...] = ("grm", "gpcm", "pcm", "rsm", "nominal")
    key_type: type[Key] = LikertKey
    may_shuffle_options: bool = False

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The statement with the labels of its scale as options, and the direction of the statement."""
        scale = table.string("response_scale")
        if scale and frame.scales is not None and scale not in frame.scales:
            known = ", ".join(sorted(frame.scales)) or "-"
            table.problem("response-scale-unknown", "response_scale", scale=scale[:80], scales=known)
        labels = (frame.scales or {}).get(scale, ())
        options = tuple(Option(str(place), label) for place, label in enumerate(labels))
        key_table = table.table("key")
        keyed = key_table.one_of("keyed", ("positive", "negative")) if key_table else ""
        key = LikertKey("negative" if keyed == "negative" else "positive")
        return Prompt(frame.stem, options, frame.figure, response_scale=scale), key

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The name of the scale; its labels are the bank's."""
        return {"response_scale": prompt.response_scale}

    def key_fields(self, key: Key) -> Fields:
        """The direction of the statement."""
        return asdict(key)

    def n_categories(self, item: Markable) -> int:
        """One for each label."""
        return len(item.option_ids)

    def layout(self, _prompt: Prompt) -> Layout:
        """A scale from the lowest label to the highest."""
        return "scale"

    def mark(self, item: Markable, response: Response) -> int:
        """The place on the scale, counted from the other end when the statement speaks against the trait."""
        place = place_of_option(item, response)
        return (
            place
            if own_key(item.key, LikertKey, self.name).keyed == "positive"
            else len(item.option_ids) - 1 - place
        )

    def key_place(self, _item: Markable) -> int | None:
        """None: nobody is right or wrong."""
        return None


KIND = Likert()
