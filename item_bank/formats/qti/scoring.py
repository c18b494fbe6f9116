"""The key of a question with one answer, found by running its own response processing for every answer."""

from collections.abc import Mapping, Sequence

from item_bank.formats.package import Node
from item_bank.formats.qti.declarations import Declaration, Value
from item_bank.formats.qti.processing import SCORE, RuleNotSupportedError, run

Reason = str


def key_of_single(
    rules: Node | None, declarations: Mapping[str, Declaration], response: str, answers: Sequence[str]
) -> tuple[int | None, Reason, str]:
    """The place of the answer that earns most, or None with the reason why there is no such answer.

    Every other answer must earn the same. What no answer earns is for the plan of an exam to say.
    """
    if rules is None:
        correct = declarations[response].correct
        # Without rules an item is scored elsewhere; what it declares as right is its author's word.
        return (answers.index(str(correct)), "", "") if correct in answers else (None, "none", "")
    try:
        scores = [_score(run(rules, declarations, {response: answer})) for answer in answers]
    except RuleNotSupportedError as error:
        return None, "rule", str(error)
    except (ValueError, IndexError, TypeError):  # numbers that are none, operands that are missing
        return None, "broken", ""
    best = max(scores)
    others = {score for score in scores if score != best}
    if not others or scores.count(best) > 1:
        return None, "several-right" if others else "none", ""
    if len(others) > 1:
        return None, "partial", ""
    return scores.index(best), "", ""


def _score(outcomes: Mapping[str, Value]) -> float:
    """What an item earns: SCORE, or the only number among its outcomes."""
    value = outcomes.get(SCORE)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return float(value)
    numbers = [
        value
        for name, value in outcomes.items()
        if isinstance(value, float) and not isinstance(value, bool) and name.upper() != "MAXSCORE"
    ]
    return numbers[0] if len(numbers) == 1 else 0.0
