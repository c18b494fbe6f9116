"""Items of a bank that read much like one of them; its words are taken apart once for each change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cat_server.banks.stored import StoredBank
from cat_server.beside import beside
from item_bank.bank import Bank
from item_bank.items import Item
from item_bank.near_duplicates import BankWords, Likeness

MOST_SHOWN: Final = 6
MOST_KEPT: Final = 4

_kept: OrderedDict[tuple[str, str], tuple[object, BankWords]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class SimilarItem:
    """Another item, how alike the two are (0 to 1), and whether they are kept apart already."""

    id: str
    share: int
    is_enemy: bool
    likeness: Likeness


def similar_items(
    stored: StoredBank, read: Callable[[], Bank], item: Item, language: str
) -> tuple[SimilarItem, ...]:
    """The items most like this one, the most alike first; `read` gives the bank if it is not known yet."""
    words = _words(stored, read, language)
    stem = item.prompt.stem.get(language, "")
    options = [option.text[language] for option in item.prompt.options if option.text]
    found = words.similar_to(stem, options if item.kind != "likert" else (), most=MOST_SHOWN + 1)
    others = [each for each in found if each.second != item.id]
    enemies = set(item.enemies) | {each.id for each in stored.items.values() if item.id in each.item.enemies}
    return tuple(
        SimilarItem(each.second, round(100 * each.strength), each.second in enemies, each)
        for each in others[:MOST_SHOWN]
    )


def _words(stored: StoredBank, read: Callable[[], Bank], language: str) -> BankWords:
    """A memo: taking apart the words of thousands of items takes a second."""
    place = (stored.id, language)
    with _lock:
        known = _kept.get(place)
        if known is None or known[0] != stored.stamp:
            bank = read()
            known = (stored.stamp, beside(lambda: BankWords(bank, language)))
            _kept[place] = known
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        return known[1]
