"""Banks of a few items in words, made in the program, for what looks at words."""

from collections.abc import Sequence

from item_bank.bank import Bank
from item_bank.items import Figure, Item, Option, Prompt, Text
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters

LABELS = ("Tidak setuju", "Agak setuju", "Setuju")


def text(words: str | Text) -> Text:
    """The same words in both languages."""
    return words if isinstance(words, Text) else Text({"id": words, "en": words})


def choice(
    item_id: str,
    stem: str | Text,
    options: Sequence[str | Text] = ("ya", "tidak"),
    *,
    correct: str = "A",
    figure: str = "",
    domain: str = "umum",
    enemies: tuple[str, ...] = (),
    item_set: str = "",
    b: float = 0.0,
    state: str = "operational",
) -> Item:
    """An item with one right option; the options are A, B, C …"""
    return Item(
        id=item_id,
        kind="single_choice",
        domain=domain,
        prompt=Prompt(
            text(stem),
            tuple(Option(chr(ord("A") + place), text(each)) for place, each in enumerate(options)),
            Figure(figure, text("gambar")) if figure else None,
        ),
        key=SingleChoiceKey(correct),
        state=state,
        enemies=enemies,
        item_set=item_set,
        parameters=ItemParameters("2pl", 1.0, (b,)),
    )


def statement(item_id: str, stem: str | Text) -> Item:
    """A Likert item."""
    options = tuple(Option(str(place), text(label)) for place, label in enumerate(LABELS))
    return Item(
        id=item_id,
        kind="likert",
        domain="sikap",
        prompt=Prompt(text(stem), options, response_scale="setuju"),
        key=LikertKey("positive"),
        state="operational",
        parameters=ItemParameters("grm", 1.0, (-0.5, 0.5)),
    )


def bank_of(*items: Item, **media: str) -> Bank:
    """The bank of these items; a drawing is named by its stem, such as `peta` for media/peta.svg."""
    return Bank(
        id="kata",
        title=text("Kata"),
        languages=("id", "en"),
        notice=text("Contoh"),
        items=items,
        response_scales={"setuju": tuple(map(text, LABELS))},
        media={f"media/{name}.svg": source for name, source in media.items()},
    )
