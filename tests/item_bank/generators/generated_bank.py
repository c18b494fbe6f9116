"""Generated items put together as a bank, to look at them with the checks that every bank passes."""

from collections.abc import Sequence

from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.findings import Finding
from item_bank.generators.generator import Generated
from item_bank.items import Text


def findings_of(made: Sequence[Generated]) -> list[Finding]:
    """What the checks find in a bank of nothing but these items, apart from advice for people to judge."""
    words = Text({"id": "Butir dari generator", "en": "Generated items"})
    media = {name: svg for each in made for name, svg in each.media.items()}
    bank = Bank("generated", words, ("id", "en"), words, tuple(each.item for each in made), media=media)
    return check(bank, with_advice=False)
