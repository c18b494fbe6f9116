"""Numbers as people write them in Indonesian and English."""

import re
from decimal import Decimal
from typing import Final

_MARKS: Final = {"id": (",", "."), "en": (".", ",")}
_SIGNS: Final = str.maketrans({"\u2212": "-", "\u2013": "-", "\uff0d": "-", "\u00a0": " ", "\u202f": " "})


def read_number(text: str, language: str) -> str | None:
    """The number in a text in plain digits with a point, or None where there is none or it is not clear.

    A mark is read as the language has it: 1.250 is a thousand and more in Indonesian and less than two in
    English. Where that cannot be meant, such as 2.5 in Indonesian, the mark is the decimal one.
    """
    decimal, thousands = _MARKS.get(language, _MARKS["en"])
    written = text.translate(_SIGNS).strip()
    match = re.fullmatch(r"([+-]?) ?(\d[\d., ]*|[.,]\d+)", written)
    if match is None:
        return None
    sign, digits = match[1], match[2].strip()
    grouped = rf"[1-9]\d{{0,2}}(?:[{re.escape(thousands)} ]\d{{3}})+(?:{re.escape(decimal)}\d+)?"
    if re.fullmatch(grouped, digits):
        plain = digits.replace(thousands, "").replace(" ", "").replace(decimal, ".")
    elif re.fullmatch(r"\d*[.,]\d+|\d+[.,]?", digits):
        plain = digits.replace(",", ".").rstrip(".")
    else:
        return None
    number = Decimal(("-" if sign == "-" else "") + (plain if plain[0] != "." else f"0{plain}"))
    return f"{number.normalize() + 0:f}"
