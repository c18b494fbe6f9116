"""Results as bytes: canonical JSON with everything that it takes to make them again."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import msgspec
import numpy as np

from cat_server.analyses.request import Request

FORMAT = 1
DIGITS = 6
"""Decimals of every number: far below any error of estimation, and the same on every machine."""


def program() -> str:
    """Name and version of this program."""
    return f"cat-server {version('cat-server')}"


def result_bytes(
    request: Request, inputs: Mapping[str, str], counts: Mapping[str, int], result: object
) -> bytes:
    """The result file: equal requests on equal inputs give equal bytes."""
    plain = {
        "format": FORMAT,
        "kind": request.kind,
        "program": program(),
        "date": request.date,
        "seed": request.seed,
        "bank": request.bank,
        "section": request.section,
        "items": list(request.items),
        "inputs": dict(inputs),
        "counts": dict(counts),
        "options": msgspec.to_builtins(request.typed_options),
        "result": plain_of(result),
    }
    text = json.dumps(plain, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def plain_of(value: Any) -> Any:
    """A value as JSON has it: rounded, NaN and infinities as null, fields of dataclasses by name."""
    if isinstance(value, np.ndarray | np.generic):
        return plain_of(value.tolist())
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0 if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(name): plain_of(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain_of(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain_of(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
