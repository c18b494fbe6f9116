"""The words of a text as a reader takes them in: Markdown, case and punctuation gone, numbers and signs kept.

What is compared (`near_duplicates`) and judged (`content_checks`) is made of these words. What belongs to one
drawing is here too: drawings that look the same are the same, however they are written.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import Final

from item_bank.svg import sanitised

_MARKER: Final = re.compile(r"\[\[[^\]\n]*\]\]|!\[[^\]\n]*\]\([^)\n]*\)")
_WORD: Final = r"rp(?=\d)|[^\W_]*[^\W\d_][^\W_]*(?:['\u2019-][^\W_]+)*"
_NUMBER: Final = r"(?:(?<![\w)\]])[-\u2212\u2013])?\d+(?:[.,]\d+)*"
_SIGN: Final = r"[+=<>^%\u00b0\u00b1\u00d7\u00f7\u221a\u2190-\u21ff\u2200-\u22ff]"
_BETWEEN: Final = r"(?<=\d)\s*[-\u2013/*:\u00b7\u2044]\s*(?=\d)"
_TOKEN: Final = re.compile(f"{_WORD}|{_NUMBER}|{_BETWEEN}|{_SIGN}")
_RENAMED_ID: Final = re.compile(r"f[0-9a-f]{10}-[0-9a-f]{6}")
_MARKUP: Final = re.compile(
    r"(?m)(?<!\d)\*+(?=\S)|(?<=\S)\*+(?!\d)|_{2,}|`+|^\s{0,3}(?:#{1,6}\s|>|[-+*]\s)|\|"
)


def tokens(markdown: str) -> tuple[str, ...]:
    """Words in lower case, numbers as they are written and signs, in reading order.

    Punctuation, Markdown, images, blanks to fill in and marks of gaps (`[[g1]]`) are none of them. A minus
    before a number belongs to it; a mark between two numbers, as in 2 : 3, is a sign.
    """
    text = unicodedata.normalize("NFKC", _MARKUP.sub(" ", _MARKER.sub(" ", markdown))).casefold()
    return tuple(map(str.strip, _TOKEN.findall(text)))


@lru_cache(maxsize=65_536)
def is_number_or_sign(token: str) -> bool:
    """Whether a token is no word: what tells items of arithmetic and of series apart."""
    return not any(map(str.isalpha, token))


def shown_text(markdown: str) -> str:
    """The text in one line without Markdown, for people to read."""
    return " ".join(_MARKUP.sub(" ", _MARKER.sub(" \N{HORIZONTAL ELLIPSIS} ", markdown)).split())


@lru_cache(maxsize=8_192)
def drawing_identity(source: str | bytes) -> str:
    """The same text for drawings that look the same: comments, ids, layout and order of attributes aside.

    Of an image in bytes, and of a drawing that is refused, only the very same is the same.
    """
    drawing = sanitised(source).svg if isinstance(source, str) else ""
    if not drawing:
        return sha256(source.encode() if isinstance(source, str) else source).hexdigest()
    names: dict[str, str] = {}
    renamed = _RENAMED_ID.sub(lambda match: names.setdefault(match[0], f"id{len(names)}"), drawing)
    return sha256(re.sub(r">\s+<", "><", renamed).encode()).hexdigest()
