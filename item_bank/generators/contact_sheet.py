"""A page with generated items side by side, to look at them before anybody sits an exam; one HTML file.

It holds the keys, so it is for the authors of a bank. Texts and drawings are cleaned as for an exam, and no
script or other file is needed.
"""

from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from typing import Final

from item_bank.content import block_html, figure_html, inline_html
from item_bank.generators.generator import Generated
from item_bank.items import Figure, Option
from item_bank.svg import sanitised

LANGUAGES: Final = {"id": "Indonesia", "en": "English"}

_STYLE: Final = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 1.5rem; background: #f4f5f7; color: #1c2430;
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; }
.told { margin: 0 0 1.25rem; color: #4a5565; }
article { background: #fff; border: 1px solid #d9dde4; border-radius: 8px; margin: 0 0 1rem;
  padding: .9rem 1.1rem 1.1rem; break-inside: avoid; }
header { display: flex; flex-wrap: wrap; gap: .35rem .9rem; align-items: baseline; color: #4a5565;
  font-size: .85rem; border-bottom: 1px solid #e7eaee; padding-bottom: .5rem; margin-bottom: .7rem; }
header h2 { font-size: 1rem; margin: 0; color: #1c2430; }
header strong { color: #1c2430; }
.tags { flex-basis: 100%; font-size: .78rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(24rem, 1fr)); gap: 0 2rem; }
section > :first-child { margin-top: 0; }
ul { margin: .5rem 0; padding-left: 1.4rem; }
.options { list-style: none; margin: .6rem 0 0; padding: 0; }
.options li { display: flex; gap: .6rem; padding: .22rem .5rem;
  border: 1px solid transparent; border-radius: 5px; }
.options .key { background: #e9f5ec; border-color: #7cb98a; }
.options b { min-width: 1.1rem; }
.options .mark { margin-left: auto; color: #1f6b34; font-weight: 600; }
figure { margin: .3rem 0; }
figure svg { display: block; max-width: 100%; }
.stem-figure svg { width: min(20rem, 100%); height: auto; }
.drawn { display: flex; flex-wrap: wrap; gap: .5rem; }
.options.drawn li { flex-direction: column; align-items: center; border-color: #d9dde4; }
.drawn svg { width: 6.5rem; height: auto; }
td, th { border: 1px solid #c9ced6; padding: .2rem .6rem; }
table { border-collapse: collapse; }
@media print { body { background: #fff; padding: 0; } }
"""


def page(items: Sequence[Generated], *, title: str, told: str) -> str:
    """The whole page: a title, a line about what was made, and the items."""
    cards = "\n".join(_card(made) for made in items)
    return (
        '<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{escape(title)}</h1>\n<p class="told">{escape(told)}</p>\n{cards}\n</body>\n</html>\n'
    )


def _card(made: Generated) -> str:
    item = made.item
    key = ", ".join(f"{name} {value}" for name, value in asdict(item.key).items())
    has_drawings = any(option.figure for option in item.prompt.options)
    figure = ""
    if item.prompt.figure:
        figure = f'<div class="stem-figure">{_figure(made, item.prompt.figure, "id")}</div>'
    sides = "".join(_side(made, language, has_drawings=has_drawings) for language in LANGUAGES)
    shared = _options(made, "id", has_drawings=True) if has_drawings else ""
    return (
        f'<article id="{escape(item.id)}"><header><h2>{escape(item.id)}</h2>'
        f"<span>{escape(key)}</span><span>b <strong>{made.difficulty:.2f}</strong> ± {item.prior_sd or 0:g}"
        f'</span><span>{escape(item.domain)}</span><span class="tags">{escape(" · ".join(item.tags))}</span>'
        f'</header><div class="sides">{sides}</div>{figure}{shared}</article>'
    )


def _side(made: Generated, language: str, *, has_drawings: bool) -> str:
    stem = block_html(made.item.prompt.stem.get(language, ""))
    options = "" if has_drawings else _options(made, language, has_drawings=False)
    return f'<section lang="{language}" aria-label="{LANGUAGES[language]}">{stem}{options}</section>'


def _options(made: Generated, language: str, *, has_drawings: bool) -> str:
    right = _right_options(made)
    shown = [
        _option(made, option, language, is_right=option.id in right) for option in made.item.prompt.options
    ]
    drawn = " drawn" if has_drawings else ""
    return f'<ol class="options{drawn}">{"".join(shown)}</ol>' if shown else ""


def _option(made: Generated, option: Option, language: str, *, is_right: bool) -> str:
    text = inline_html(option.text.get(language, "")) if option.text else ""
    figure = _figure(made, option.figure, language) if option.figure else ""
    shown = f"<span>{text}</span>" if text else ""
    if not is_right:
        return f"<li><b>{escape(option.id)}</b>{shown}{figure}</li>"
    mark = '<span class="mark" title="key">✓</span>'
    return f'<li class="key"><b>{escape(option.id)}</b>{shown}{figure}{mark}</li>'


def _right_options(made: Generated) -> frozenset[str]:
    """The ids of right options, where the key names them."""
    correct = getattr(made.item.key, "correct", ())
    return frozenset((correct,) if isinstance(correct, str) else correct)


def _figure(made: Generated, figure: Figure, language: str) -> str:
    return figure_html(sanitised(made.media.get(figure.media, "")).svg, figure.alt.get(language, ""))
