"""A file without a head of its own, such as a sheet of questions, fitted to the bank it goes into. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cat_server.banks.stored import StoredBank
from cat_server.storage.banks_codec import bank_of
from item_bank.bank import Bank, Scale
from item_bank.formats.defaults import Defaults
from item_bank.items import Item, Parameters
from scoring.parameters import ItemParameters, NominalParameters


def defaults_for(stored: StoredBank, given: Defaults) -> Defaults:
    """What holds for a file that goes into a stored bank: its languages; the metric stays to be said."""
    head = stored.shared.head
    return replace(given, languages=head.languages, bank_id=stored.id)


def adopted(stored: StoredBank, imported: Bank) -> Bank:
    """The imported items under the head of the stored bank, their parameters brought to its metric.

    Response scales of the file are added, and replace those of the same name.
    """
    head = stored.shared.head
    scales = {**head.response_scales, **imported.response_scales}
    items = [rescaled(item, imported.scale, head.scale) for item in imported.items]
    shared = replace(
        stored.shared, head=replace(head, response_scales=scales), stimuli=imported.stimuli, media={}
    )
    return replace(bank_of(shared, items, imported.media), positions=imported.positions)


def rescaled(item: Item, old: Scale, new: Scale) -> Item:
    """The item with its parameters in another metric; unchanged where both metrics are the same."""
    if item.parameters is None or numbers_of(old) == numbers_of(new):
        return item
    sd = None if item.prior_sd is None else item.prior_sd / old.sd * new.sd
    return replace(item, parameters=_from_logits(old.in_logits(item.parameters), new), prior_sd=sd)


def numbers_of(scale: Scale) -> Mapping[str, float]:
    """What a metric does to parameters: an ability t on it is the logit (t - mean) / sd, slopes carry D."""
    return {"D": scale.D, "mean": scale.mean, "sd": scale.sd}


def _from_logits(parameters: Parameters, scale: Scale) -> Parameters:
    """The inverse of `Scale.in_logits`."""
    a = parameters.a / (scale.D * scale.sd)
    if isinstance(parameters, NominalParameters):
        intercepts = tuple(
            intercept / scale.D - a * score * scale.mean
            for score, intercept in zip(parameters.scores, parameters.intercepts, strict=True)
        )
        return replace(parameters, a=a, intercepts=intercepts)
    return ItemParameters(
        model=parameters.model,
        a=a,
        b=tuple(b * scale.sd + scale.mean for b in parameters.b),
        c=parameters.c,
        d=parameters.d,
    )
