from __future__ import annotations

import pytest

from cat_server import access
from cat_server.access import ADMIN, ALLOWED, ASSESSOR, PROCTOR, ROLES, may


def test_only_known_roles_are_named_in_the_table() -> None:
    assert {role for roles in ALLOWED.values() for role in roles} <= set(ROLES)
    assert all(ALLOWED.values())


@pytest.mark.parametrize("action", ["pause_sitting", "give_time", "stop_sitting", "move_seat", "open_hall"])
def test_what_changes_a_sitting_is_for_proctors_alone(action: str) -> None:
    assert may([PROCTOR], action)
    assert not may([ADMIN, ASSESSOR], action)


def test_results_are_for_assessors_alone() -> None:
    assert may([ASSESSOR], "read_results")
    assert not may([PROCTOR, ADMIN], "read_results")


def test_who_has_no_role_and_what_has_no_line_is_refused() -> None:
    assert not any(may([], action) for action in ALLOWED)
    assert not may(ROLES, "delete_everything")
    assert not may(["root"], "open_hall")


def test_a_password_is_known_by_its_hash_only() -> None:
    kept = access.hash_password("kopi-padi")
    assert kept.startswith("$argon2id$")
    assert kept != access.hash_password("kopi-padi")
    assert access.is_right(kept, "kopi-padi")
    for wrong in ("Kopi-padi", "", "kopi-padi ", "\x00"):
        assert not access.is_right(kept, wrong)


def test_a_card_pin_is_known_by_its_hash_only() -> None:
    kept = access.hash_card_pin("012345")
    assert "012345" not in kept
    assert access.is_right(kept, "012345")
    assert not access.is_right(kept, "12345")


def test_what_is_no_hash_fits_nothing() -> None:
    for kept in ("", "plain", "$argon2id$broken"):
        assert not access.is_right(kept, kept)


def test_a_place_is_a_digest_that_tells_no_secret() -> None:
    place = access.place_of("secret-of-this-computer")
    assert place == access.place_of("secret-of-this-computer")
    assert place != access.place_of("secret-of-that-computer")
    assert len(place) == 32
    assert "secret" not in place
