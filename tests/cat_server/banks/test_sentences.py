from __future__ import annotations

import pytest

from cat_server import texts
from cat_server.banks.sentences import sentence, state_name
from item_bank.items import STATES
from item_bank.review import ReviewCode, refused

ARGUMENTS: dict[str, str | int] = {
    "state": "draft",
    "target": "approved",
    "id": "a",
    "name": "n",
    "version": 2,
}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_refusal_and_every_state_has_its_words(language: str) -> None:
    assert len({sentence(refused(code, **ARGUMENTS), language) for code in ReviewCode}) == len(ReviewCode)
    assert len({state_name(state, language) for state in STATES}) == len(STATES)


def test_states_stand_in_sentences_by_their_names() -> None:
    refusal = refused(ReviewCode.NOT_FROM_HERE, state="draft", target="operational")
    assert "“Draf” tidak langsung “Dipakai”" in sentence(refusal, "id")
    assert "“mist”" in sentence(refused(ReviewCode.UNKNOWN_STATE, target="mist"), "en")
