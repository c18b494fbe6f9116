"""Formulas: LaTeX becomes MathML, which browsers draw and screen readers say without a library of ours."""

from html import escape
from typing import Final

import nh3
from latex2mathml.converter import convert

LONGEST: Final = 2_000
MATHML: Final = "<math"
"""How a formula begins that is MathML already, as other programs write it."""

_TAGS: Final = frozenset(
    "math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup "  # noqa: SIM905
    "msubsup munder mover munderover mmultiscripts mtable mtr mtd mprescripts none".split()
)
_ATTRIBUTES: Final = frozenset(
    "display displaystyle mathvariant stretchy fence separator accent accentunder lspace rspace width height "  # noqa: SIM905
    "depth linethickness columnalign rowspacing columnspacing notation form symmetric minsize maxsize "
    "largeop movablelimits scriptlevel".split()
)


def formula_html(latex: str, *, is_block: bool) -> str:
    """The formula as MathML, or as it was written where it cannot be read."""
    try:
        return _mathml(latex, is_block=is_block)
    except ValueError:
        return f"<code>{escape(latex)}</code>"


def is_formula(latex: str) -> bool:
    """Whether the formula can be read."""
    try:
        _mathml(latex, is_block=False)
    except ValueError:
        return False
    return True


def _mathml(latex: str, *, is_block: bool) -> str:
    if len(latex) > LONGEST:
        raise ValueError(f"latex must have at most {LONGEST} characters, got {len(latex)}")
    if latex.startswith(MATHML):
        return _cleaned(latex, is_block=is_block)
    if latex.count("{") != latex.count("}"):  # the converter closes them where it likes
        raise ValueError("latex must close its braces")
    try:
        found = convert(latex, display="block" if is_block else "inline")
    except Exception as error:  # the converter raises errors of many kinds on what it cannot read
        raise ValueError(f"latex must be a formula, got {latex!r}") from error
    clean = _sanitised(found.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', ""))
    if "<math" not in clean or "\\" in clean:  # a command that the converter does not know stays as it is
        raise ValueError(f"latex must be a formula, got {latex!r}")
    return clean.replace("<math", f'<math alttext="{escape(latex)}"', 1)


def _cleaned(mathml: str, *, is_block: bool) -> str:
    clean = _sanitised(mathml).replace('<math display="block"', MATHML, 1)
    if not clean.startswith(MATHML) or "</math>" not in clean:
        raise ValueError("mathml must be one formula")
    return clean.replace(MATHML, f'<math display="{"block" if is_block else "inline"}"', 1)


def _sanitised(mathml: str) -> str:
    attributes = {tag: set(_ATTRIBUTES) for tag in _TAGS}
    attributes["math"] |= {"alttext"}
    return nh3.clean(mathml, tags=set(_TAGS), attributes=attributes, link_rel=None)
