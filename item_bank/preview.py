"""An item as a participant would see it, before there is a release: what an author looks at while writing."""

import json
from collections.abc import Sequence
from typing import Any

from item_bank.bank import Bank
from item_bank.item_view import item_view
from item_bank.items import Item
from item_bank.media import ADDRESS
from item_bank.release import ReleasedContent
from item_bank.release_record import FileRecord, ItemRendering


def preview(
    bank: Bank, item: Item, language: str, option_order: Sequence[str] | None = None
) -> dict[str, Any]:
    """What a participant's browser would get, its files as data in the page.

    The item need not be in the bank; its drawings and stimulus are taken from there.

    Raises:
        ValueError: the language is not one of the bank's.
        KeyError: the item shows a file that the bank does not have.
    """
    if language not in bank.languages:
        raise ValueError(f"language must be one of {', '.join(bank.languages)}, got {language!r}")
    rendering = ItemRendering(bank, bank.languages, {}, ())
    record = rendering.item(item)
    shared = bank.stimuli_by_id.get(item.item_set)
    stimuli = {} if shared is None else {shared.id: rendering.stimulus(shared)}
    content = ReleasedContent(rendering.drawings, rendering.files, stimuli, ADDRESS)
    released = content.item(record)
    order = released.option_ids if option_order is None else option_order
    view = {"position": 1, **item_view(released, language, order, content.figures_in_parts([record]))}
    return _with_data(view, rendering.files)


def _with_data(view: dict[str, Any], files: dict[str, FileRecord]) -> dict[str, Any]:
    text = json.dumps(view)
    for name, file in files.items():
        text = text.replace(f"{ADDRESS}{name}", f"data:{file.content_type};base64,{file.base64}")
    found: dict[str, Any] = json.loads(text)
    return found
