"""What an author sees is what a participant will get."""

from dataclasses import replace
from pathlib import Path

import pytest

from item_bank.formats.folder import read_bank
from item_bank.preview import preview
from item_bank.release import Release, build_release
from tests.item_bank.small_bank import sound_bank, sound_plan, write_files
from tests.item_bank.test_media import files_with_media


def test_a_preview_is_the_view_of_the_release(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    release = Release.load(build_release(bank, sound_plan(tmp_path, bank)))
    for item in release.items:
        for language in bank.languages:
            shown = release.participant_item(item.id, language, item.option_ids)
            assert preview(bank, bank.by_id[item.id], language) == shown


def test_files_are_data_in_the_page(tmp_path: Path) -> None:
    sound_bank(tmp_path)
    bank, _ = read_bank(write_files(tmp_path, files_with_media()))
    assert bank is not None
    view = preview(bank, bank.by_id["deret-1"], "id")
    assert 'src="data:image/jpeg;base64,' in view["stem_html"]
    assert 'src="data:audio/mpeg;base64,' in view["stem_html"]
    assert 'src="data:image/png;base64,' in view["figure_html"]
    assert "media:" not in repr(view)


def test_an_item_that_is_not_in_the_bank_yet_is_shown_in_its_order(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    item = replace(bank.by_id["deret-1"], id="baru")
    order = tuple(reversed(item.option_ids))
    first = preview(bank, item, "en")["options"]
    assert preview(bank, item, "en", order)["options"] == first[::-1]


def test_another_language_is_refused(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    with pytest.raises(ValueError, match="language must be one of id, en"):
        preview(bank, bank.by_id["deret-1"], "fr")
