"""Looking at responses before anything is estimated: what cannot be is left out with a finding.

Items that tell nothing, categories that nobody chose, groups and persons that nothing joins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from scoring.arrays import Floats, Integers, Mask
from scoring.calibration.families import DICHOTOMOUS, MODEL_NAMES, CalibrationItem, CalibrationModel
from scoring.calibration.findings import Finding, FindingCode
from scoring.calibration.priors import ItemPriors
from scoring.calibration.responses import MOST_CATEGORIES, Responses

FEW_RESPONSES = 100
"""Responses to an item below which a finding says that its estimate is not worth much."""

TWO = 2


@dataclass(frozen=True)
class ItemModel:
    """The model of one item; `n_categories` None is as many as were seen, `priors` None those of the model.

    Raises:
        ValueError: the model is unknown, or cannot have that many categories.
    """

    model: CalibrationModel
    n_categories: int | None = None
    priors: ItemPriors | None = None

    def __post_init__(self) -> None:
        if self.model not in MODEL_NAMES:
            raise ValueError(f"model must be one of {', '.join(MODEL_NAMES)}, got {self.model!r}")
        if self.n_categories is None:
            return
        if not TWO <= self.n_categories <= MOST_CATEGORIES:
            raise ValueError(f"n_categories must lie in 2 to {MOST_CATEGORIES}, got {self.n_categories!r}")
        if self.model in DICHOTOMOUS and self.n_categories != TWO:
            raise ValueError(f"n_categories of the model {self.model} must be 2, got {self.n_categories!r}")


class ScreenedItem(NamedTuple):
    """An item that takes part: its place, model and observed categories in the order of the fitted ones."""

    place: int
    model: CalibrationModel
    categories: tuple[int, ...]
    priors: ItemPriors
    fixed: CalibrationItem | None


class Screening(NamedTuple):
    """The items that take part, the responses to them with categories numbered anew, and findings."""

    items: tuple[ScreenedItem, ...]
    responses: Responses
    findings: tuple[Finding, ...]


def category_counts(responses: Responses) -> Floats:
    """How often each category of each item came, (n_items, n_categories)."""
    width = int(responses.categories.max(initial=0)) + 1
    cells = responses.items.astype(np.int64) * width + responses.categories
    counts = np.bincount(cells, responses.weights, responses.n_items * width).astype(np.float64)
    return counts.reshape(-1, width)


def screened(
    responses: Responses,
    models: Sequence[ItemModel],
    fixed: Mapping[int, CalibrationItem],
    *,
    collapses: bool,
) -> Screening:
    """What of these responses can be used; `collapses` joins empty categories rather than refusing items."""
    counts = category_counts(responses)
    items: list[ScreenedItem] = []
    findings: list[Finding] = []
    for place, model in enumerate(models):
        seen = tuple(np.flatnonzero(counts[place] > 0.0).tolist())
        item, found = _screened_item(place, model, seen, fixed.get(place), collapses=collapses)
        findings.extend(found)
        if item is not None:
            items.append(item)
            n = float(counts[place].sum())
            if item.fixed is None and n < FEW_RESPONSES:
                findings.append(
                    Finding("few_responses", f"item {place} has only {n:g} responses", item=place)
                )
    if not any(item.fixed is None for item in items):
        findings.append(Finding("no_items", "no item is left to be estimated"))
    kept = responses.of_items([item.place for item in items])
    return Screening(tuple(items), recoded(kept, [item.categories for item in items]), tuple(findings))


def _screened_item(
    place: int,
    model: ItemModel,
    seen: tuple[int, ...],
    fixed: CalibrationItem | None,
    *,
    collapses: bool,
) -> tuple[ScreenedItem | None, list[Finding]]:
    def refused(code: FindingCode, why: str) -> tuple[None, list[Finding]]:
        message = f"item {place} {why}"
        return None, [Finding(code, message, item=place, is_excluding=True)]

    priors = ItemPriors() if model.priors is None else model.priors
    if not seen:
        return refused("no_responses", "has no responses")
    n_categories = seen[-1] + 1 if model.n_categories is None else model.n_categories
    if model.model in DICHOTOMOUS:
        n_categories = TWO
    if fixed is not None:
        n_categories = fixed.n_categories
    if seen[-1] >= n_categories:
        return refused("wrong_categories", f"has {n_categories} categories, got a response in {seen[-1]}")
    everything = tuple(range(n_categories))
    if fixed is not None:
        return ScreenedItem(place, model.model, everything, priors, fixed), []
    if len(seen) == 1:
        if model.model in DICHOTOMOUS and priors.difficulty is not None and priors.log_slope is not None:
            message = f"item {place} got category {seen[0]} from everybody; its estimate is its priors'"
            return ScreenedItem(place, model.model, everything, priors, None), [
                Finding("constant", message, item=place)
            ]
        return refused("constant", f"got category {seen[0]} from everybody")
    if len(seen) == n_categories:
        return ScreenedItem(place, model.model, everything, priors, None), []
    empty = ", ".join(str(category) for category in everything if category not in seen)
    if not collapses:
        return refused("empty_categories", f"got no response in category {empty}")
    message = f"item {place} got no response in category {empty}; those seen, {seen}, are numbered from 0"
    return ScreenedItem(place, model.model, seen, priors, None), [
        Finding("empty_categories", message, item=place)
    ]


def recoded(responses: Responses, categories: Sequence[tuple[int, ...]]) -> Responses:
    """The same responses, the categories of each item numbered in this order.

    Raises:
        ValueError: a response is in none of them.
    """
    new = np.full((responses.n_items, MOST_CATEGORIES), -1, dtype=np.int8)
    for place, observed in enumerate(categories):
        new[place, list(observed)] = np.arange(len(observed))
    found = new[responses.items, responses.categories]
    wrong = np.flatnonzero(found < 0)
    if wrong.size:
        item, category = responses.items[wrong[0]], responses.categories[wrong[0]]
        raise ValueError(
            f"responses must be categories {categories[item]} of used item {item}, got {category}"
        )
    return Responses(
        n_items=responses.n_items,
        starts=responses.starts,
        items=responses.items,
        categories=found,
        counts=responses.counts,
    )


def joined_groups(
    responses: Responses, groups: Integers, n_groups: int, anchors: Integers, reference: int
) -> Mask:
    """Which groups hang together with the scale through items: with the reference, or with fixed items."""
    scale = n_groups + responses.n_items
    used = responses.weights > 0.0
    rows = np.concatenate((groups[responses.persons][used], anchors + n_groups))
    columns = np.concatenate((responses.items[used] + n_groups, np.full(anchors.size, scale)))
    if reference >= 0:
        rows, columns = np.append(rows, reference), np.append(columns, scale)
    _, labels = connected_components(_graph(rows, columns, scale + 1), directed=False)
    joined: Mask = labels[:n_groups] == labels[scale]
    return joined


def person_findings(responses: Responses, counts: Floats) -> list[Finding]:
    """Persons without responses, with extreme scores, and parts of the design that share no person."""
    findings = []
    silent = float(responses.counts[responses.n_answered == 0].sum())
    if silent:
        findings.append(Finding("silent_persons", f"{silent:g} persons have no usable response"))
    highest = counts.shape[1] - 1 - (counts[:, ::-1] > 0.0).argmax(axis=1)
    is_top = responses.categories == highest[responses.items]
    is_bottom = responses.categories == 0
    answered = responses.n_answered
    extreme = 0.0
    for flags in (is_top, is_bottom):
        sums = np.bincount(responses.persons, flags, responses.n_persons)
        extreme += float(responses.counts[(answered > 0) & (sums == answered)].sum())
    if extreme:
        message = (
            f"{extreme:g} persons have only lowest or only highest categories; they count like all others"
        )
        findings.append(Finding("extreme_scores", message))
    n_nodes = responses.n_persons + responses.n_items
    columns = responses.items.astype(np.int64) + responses.n_persons
    graph = _graph(responses.persons, columns, n_nodes)
    _, labels = connected_components(graph, directed=False)
    parts = np.unique(labels[responses.n_persons :]).size
    if parts > 1:
        sizes = sorted(np.unique(labels[responses.n_persons :], return_counts=True)[1].tolist())
        message = (
            f"the items fall into {parts} parts (of {', '.join(map(str, sizes))} items) that share no "
            "person: only the assumption that their persons are of one distribution puts them on one scale"
        )
        findings.append(Finding("unconnected_persons", message))
    return findings


def _graph(rows: Integers, columns: Integers, n_nodes: int) -> coo_array:
    return coo_array((np.ones(rows.size, dtype=np.int8), (rows, columns)), shape=(n_nodes, n_nodes))
