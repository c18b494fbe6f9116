"""The small exam by a plan that asks for everything: blueprint, tree, priors, eligibility, estimates."""

from __future__ import annotations

from tests.item_bank.exam_plan.blueprints import constraint, released_bytes, with_content

TREE = """any = [
  { rule = "confidence_interval", cuts = [0.0], coverage = 0.7 },
  { all = [{ rule = "min_items", n_items = 5 }, { rule = "time_short", seconds = 500 }] },
]
"""


def plan(*, head: str = "", exposure: str = 'rule = "item_eligibility"\navoids_seen_items = true') -> str:
    """The text of the plan; `head` are the fields of the blueprint beside its constraints."""
    text = with_content(
        constraint(kind='"count"', where='{ key = "A" }', at_least=2, at_most=2),
        constraint(kind='"total"', number='"words"', at_most=18),
        head=head,
    )
    text = text.replace('rule = "progressive_restricted"\nmax_rate = 0.5', f"max_rate = 0.5\n{exposure}", 1)
    text = text.replace("standard_error = 0.45\n", f"standard_error = 0.45\n{TREE}", 1)
    first, second = text.split('id = "kata"')
    second = second.replace(
        "[section.selection]",
        '[section.ability]\nmethod = "wle"\n'
        'prior_from = [{ section = "angka", correlation = 0.6 }]\n[section.selection]',
        1,
    )
    second += (
        '[section.ability]\nmethod = "map"\nprior_from = [\n  { section = "angka", correlation = 0.3 },\n'
        '  { section = "kata", correlation = 0.4, others = { angka = 0.6 } },\n]\n'
    )
    return f'{first}id = "kata"{second}'


def content(**fields: str) -> bytes:
    """The bytes of the release."""
    return released_bytes(plan(**fields))
