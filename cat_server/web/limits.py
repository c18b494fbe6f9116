"""How often somebody may try to log in. Card and session PINs are limited by the sitting's own rules."""

from __future__ import annotations

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

LOGINS = "10 per minute; 60 per hour"


def _account_and_address() -> str:
    """Who tries which account; a lab shares one address, so the address alone would lock everybody out."""
    return f"{request.form.get('login', '')[:64].strip().lower()}|{get_remote_address()}"


limiter = Limiter(key_func=_account_and_address, storage_uri="memory://", headers_enabled=False)
