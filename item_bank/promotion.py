"""Items on trial become operational, or are retired, when a person says so: a new calibration file.

The evidence only proposes. Nothing of the bank's folder is changed: a release that is published with the
confirmed file has the promoted items among those that count, and lacks those that were retired.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from item_bank.calibration_file import CalibratedItem, Calibration


class PromotionError(ValueError):
    """What stands against it: a code with a sentence in the catalogue as `promotion-<code>`."""

    def __init__(self, code: str, **arguments: str) -> None:
        self.code = code
        self.arguments = arguments
        told = ", ".join(f"{name} {value}" for name, value in arguments.items())
        super().__init__(f"{code}: {told}" if told else code)


def on_trial(calibration: Calibration) -> Mapping[str, CalibratedItem]:
    """The items of a calibration that somebody may decide about."""
    return {name: item for name, item in calibration.items.items() if item.proposal}


def confirmed(
    calibration: Calibration,
    digest: str,
    *,
    promote: Collection[str],
    retire: Collection[str] = (),
    by: str,
    on: str,
    is_against_evidence: bool = False,
) -> Calibration:
    """The calibration with these decisions; `digest` names the one that they were made about.

    `is_against_evidence` lets items be promoted that the evidence would hold or retire.

    Raises:
        PromotionError: nothing is decided, an item is not on trial or in both lists, or the evidence does not
            propose to promote it.
    """
    proposals = on_trial(calibration)
    if not promote and not retire:
        raise PromotionError("nothing")
    for name in (*promote, *retire):
        if name not in proposals:
            raise PromotionError("not-on-trial", item=name, items=", ".join(sorted(proposals)) or "–")
    for name in sorted(set(promote) & set(retire)):
        raise PromotionError("both", item=name)
    for name in promote:
        if proposals[name].proposal != "promote" and not is_against_evidence:
            raise PromotionError("against-evidence", item=name, proposal=proposals[name].proposal)
    states = dict.fromkeys(promote, "operational") | dict.fromkeys(retire, "retired")
    items = {
        name: replace(item, state=states.get(name, item.state)) for name, item in calibration.items.items()
    }
    inputs = {**calibration.inputs, "proposal": digest}
    return replace(calibration, items=items, inputs=inputs, confirmed_by=by, confirmed_on=on)
