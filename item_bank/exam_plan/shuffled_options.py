"""Options that speak of other options, such as "all of the above", in sections that shuffle them."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from item_bank.bank import Bank
from item_bank.exam_plan.plan import ExamPlan
from item_bank.findings import Finding, finding
from item_bank.interactions import fixed_options
from item_bank.items import Item
from item_bank.kinds import KINDS
from item_bank.shown_words import shown_text, tokens

_OF_OTHERS: Final[Mapping[str, re.Pattern[str]]] = {
    "id": re.compile(
        r"(?:semua|seluruh|tidak ada|tidak satu ?pun|bukan|kedua|salah satu)[\w ]{0,30} di ?(?:atas|bawah)"
        r"(?: ini)?(?: yang)?(?: (?:benar|betul|salah|tepat))?"
        r"|semua(?:nya)?(?: (?:jawaban|pilihan|opsi))? (?:benar|betul|salah)"
    ),
    "en": re.compile(
        r"(?:all|none|both|neither|any|two)(?: of)?(?: the)?(?: (?:options|answers|choices))?(?: of the)?"
        r" (?:above|below)(?: (?:is|are) (?:correct|right|true|wrong|false))?"
        r"|all(?: of)?(?: the)? (?:options|answers|choices) are (?:correct|right|true|wrong|false)"
    ),
}
_LETTERS: Final = re.compile(
    r"(?:(?:hanya|jawaban|pilihan|opsi|only|both|answers?|options?) )*"
    r"[a-j](?:[ ,&/]+(?:(?:dan|atau|serta|and|or) )?[a-j])+"
    r"(?: (?:are )?(?:saja|benar|betul|salah|correct|right|true|wrong))*"
)


def check_shuffled_options(plan: ExamPlan, index: int, bank: Bank) -> Iterator[Finding]:
    """Options that speak of other options, such as "all of the above", in a section that shuffles them."""
    section = plan.sections[index]
    if not section.shuffle_options:
        return
    items = bank.operational(section.domains) + (bank.pretest(section.domains) if section.pretest else ())
    for item in items:
        found = _option_on_others(item) if KINDS[item.kind].may_shuffle_options else None
        if found is not None:
            place, text = found
            yield finding(
                "option-refers-to-others", bank.positions.of(item.id, "options", place), item=item.id,
                option=item.prompt.options[place].id, text=text[:80], section=section.id,
            )  # fmt: skip


def _option_on_others(item: Item) -> tuple[int, str] | None:
    """The first option that speaks of others which move, its place and its words; None if there is none."""
    ids = {option_id.casefold(): option_id for option_id in item.option_ids}
    fixed = set(fixed_options(item.interaction))
    for place, option in enumerate(item.prompt.options):
        for language, text in (option.text or {}).items():
            plain = shown_text(text).casefold().strip(" .!")
            pattern = _OF_OTHERS.get(language)
            # "All of the above" stays true where it is; only when it moves, "above" means something else.
            if pattern is not None and pattern.fullmatch(plain) and option.id not in fixed:
                return place, shown_text(text)
            if _LETTERS.fullmatch(plain):
                named = {word for word in tokens(plain) if len(word) == 1}
                # Points, persons or statements that the stem calls A and B are not the options A and B.
                are_options = named <= ids.keys() and not named & set(
                    tokens(item.prompt.stem.get(language, ""))
                )
                if are_options and not {ids[each] for each in named} <= fixed:
                    return place, shown_text(text)
    return None
