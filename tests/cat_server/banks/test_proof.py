"""Whoever changes a bank with the database's password is found out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from cat_server.banks.proof import differences
from tests.cat_server.banks.conftest import Shelf
from tests.cat_server.banks.small import reworded, small_bank, small_files

PLAN = small_files()["plans/rencana.toml"].decode()


@pytest.fixture
def reviewed(shelf: Shelf) -> Shelf:
    """A bank whose first item was edited by ani and brought into use by budi."""
    bank = small_bank()
    shelf.take_in(bank, by="ani")
    service = shelf.service
    service.edit_item("kecil", reworded(bank.by_id["deret-1"], "Go on"), seen_version=1, by="ani")
    for state in ("reviewed", "approved", "operational"):
        assert service.change_state("kecil", "deret-1", state, seen_version=2, by="budi").is_done
    service.change_state("kecil", "deret-2", "draft", seen_version=1, by="budi", note="kunci")
    service.save_plan("kecil", PLAN, seen_version=0, by="ani")
    service.take_in(service.plan_intake(replace(bank, media={})), {}, by="ani")
    return shelf


def found(shelf: Shelf) -> list[str]:
    with shelf.database.read() as connection:
        return [f"{what} {version}: {told}" for what, version, told in differences(connection)]


def test_what_the_service_wrote_is_found_as_it_was_written(reviewed: Shelf) -> None:
    assert found(reviewed) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE item_versions SET body = replace(body, 'Go on', 'Go off') WHERE version = 2",
            "item kecil/deret-1 2: its content is not what its digest names",
        ),
        (
            "UPDATE item_versions SET uses = '{}' WHERE item_id = 'gambar-1'",
            "item kecil/gambar-1 1: its content is not what its digest names",
        ),
        (
            "UPDATE item_versions SET made_by = 'budi' WHERE version = 2",
            "item kecil/deret-1 2: budi may not have made it reviewed",
        ),
        (
            "DELETE FROM item_versions WHERE item_id = 'deret-1' AND version = 1",
            "item kecil/deret-1 1: number 1 is missing",
        ),
        (
            "DELETE FROM item_states WHERE item_id = 'deret-1' AND step = 3",
            "states of item kecil/deret-1 3: number 3 is missing",
        ),
        (
            "UPDATE item_states SET note = '' WHERE item_id = 'deret-2'",
            "item kecil/deret-2 1: budi may not have made it draft",
        ),
        (
            "UPDATE item_states SET state = 'operational' WHERE cause = 'edit'",
            "item kecil/deret-1 2: an edit cannot make it operational",
        ),
        (
            "DELETE FROM item_states WHERE item_id = 'jujur-1'",
            "item kecil/jujur-1 1: a version without a state",
        ),
        (
            "UPDATE banks SET body = replace(body, 'Bank kecil', 'Bank besar')",
            "bank kecil 1: its content is not what its digest names",
        ),
        (
            "UPDATE exam_plans SET body = replace(body, '600', '900')",
            "plan kecil/rencana 1: its text is not what its digest names",
        ),
        (
            "UPDATE bank_media SET type = 'image/svg+xml', body = :body",
            "its bytes are not what its digest names",
        ),
    ],
)
def test_what_somebody_changed_behind_the_rules_is_found(reviewed: Shelf, statement: str, told: str) -> None:
    values = {"body": b"<svg/>"} if ":body" in statement else {}
    with reviewed.database.writer.begin() as connection:
        connection.execute(text(statement), values)
    assert any(told in each for each in found(reviewed))
