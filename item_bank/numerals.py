"""Numbers as people write them in Indonesian and English."""

import re
from typing import Final

_MARKS: Final = {"id": (",", "."), "en": (".", ",")}
_SIGNS: Final = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\uff0d": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)


def read_number(text: str, language: str) -> str | None:
    """The number in a text in plain digits with a point, or None where there is none or it is not clear.

    A mark is read as the language has it: 1.250 is a thousand and more in Indonesian and less than two in
    English. Where that cannot be meant, such as 2.5 in Indonesian, the mark is the decimal one.
    """
    decimal, thousands = _MARKS.get(language, _MARKS["en"])
    written = text.translate(_SIGNS).strip()
    # The digits 0 to 9 only, as the browser reads them: what it calls no number must not be one here.
    match = re.fullmatch(r"([+-]?) ?([0-9][0-9., ]*|[.,][0-9]+)", written)
    if match is None:
        return None
    digits = match[2].strip()
    grouped = rf"[1-9][0-9]{{0,2}}(?:[{re.escape(thousands)} ][0-9]{{3}})+(?:{re.escape(decimal)}[0-9]+)?"
    if re.fullmatch(grouped, digits):
        plain = digits.replace(thousands, "").replace(" ", "").replace(decimal, ".")
    elif re.fullmatch(r"[0-9]*[.,][0-9]+|[0-9]+[.,]?", digits):
        plain = digits.replace(",", ".")
    else:
        return None
    whole, _, fraction = plain.partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return f"-{number}" if match[1] == "-" and number != "0" else number
