"""What a participant's browser may know of an item: no id, no key, no parameter. Options are places.

Which page this is part of: `cat_server.sitting.screens`; what comes back: `responses`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from item_bank.interactions import (
    BestWorst,
    Choose,
    ChooseSeveral,
    FillGaps,
    Interaction,
    Pair,
    Part,
    Rate,
    Several,
    Write,
)
from item_bank.items import Figure
from item_bank.section_content import ReleasedFigure, ReleasedItem, ReleasedOption

View = dict[str, Any]


def item_view(
    item: ReleasedItem,
    language: str,
    option_order: Sequence[str],
    figures: Mapping[str, ReleasedFigure],
) -> View:
    """The item with its options in this order, in one language."""
    view: View = {
        "kind": item.kind,
        "stem_html": item.stem_html[language],
        "layout": item.layout,
        "options": [],
        "interaction": _interaction(item.interaction, option_order, language),
    }
    if item.figure:
        view["figure_html"] = item.figure.html(language)
    if item.stimulus:
        view["stimulus"] = {
            "html": item.stimulus.html[language],
            "title_html": item.stimulus.title[language] if item.stimulus.title else "",
            "figure_html": item.stimulus.figure.html(language) if item.stimulus.figure else "",
        }
    options = {option.id: option for option in item.options}
    if isinstance(item.interaction, Several):
        view["interaction"]["parts"] = [
            _part(part, options, option_order, language, figures) for part in item.interaction.parts
        ]
    else:
        view["options"] = [{"html": options[option_id].html(language)} for option_id in option_order]
    return view


def _part(
    part: Part,
    options: Mapping[str, ReleasedOption],
    option_order: Sequence[str],
    language: str,
    figures: Mapping[str, ReleasedFigure],
) -> View:
    own = [option_id for option_id in option_order if option_id in set(part.options)]
    return {
        "html": part.text[language] if part.text else "",
        "figure_html": _figure(part.figure, language, figures),
        "is_inline": part.is_inline,
        "options": [{"html": options[option_id].html(language)} for option_id in own],
        "interaction": _interaction(part.interaction, own, language),
    }


def _interaction(interaction: Interaction, order: Sequence[str], language: str) -> View:
    view: View = {"type": type(interaction).__struct_config__.tag}
    match interaction:
        case Choose(areas=areas) | ChooseSeveral(areas=areas) if areas:
            shapes = {area.option: {"shape": area.shape, "at": list(area.at)} for area in areas}
            view["areas"] = [shapes[option] for option in order]
    match interaction:
        case ChooseSeveral():
            view |= {"least": interaction.least, "most": interaction.most}
        case BestWorst():
            view["asked"] = interaction.asked
        case Rate():
            view["labels"] = [label[language] for label in interaction.labels]
        case Pair():
            targets = set(interaction.targets)
            view |= {
                "targets": [place for place, option in enumerate(order) if option in targets],
                "uses": interaction.uses,
                "most_targets": interaction.most_targets,
            }
        case FillGaps():
            view |= {
                "gaps": [
                    [place for place, option in enumerate(order) if option in gap.options]
                    for gap in interaction.gaps
                ],
                "uses": interaction.uses,
                "has_pool": interaction.has_pool,
            }
        case Write():
            view |= {
                "answer": interaction.answer,
                "unit_html": interaction.unit[language] if interaction.unit else "",
                "width": interaction.width,
                "longest": interaction.longest,
            }
    return view


def _figure(figure: Figure | None, language: str, figures: Mapping[str, ReleasedFigure]) -> str:
    return "" if figure is None else replace(figures[figure.media], alt=figure.alt).html(language)
