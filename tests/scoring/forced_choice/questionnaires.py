"""Statements, forms and simulated answers that the tests of forced choice share."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from scoring.arrays import Floats, Integers
from scoring.forced_choice import Block, Statement, StatementBank

ORACLE = StatementBank.of([Statement(0, 0.9, uniqueness=0.16), Statement(1, 0.7, mean=0.2, uniqueness=0.36)])
"""The published pair: loadings .9 and .7, gamma .2, uniquenesses .16 and .36."""


def correlated(n_traits: int, correlation: float = 0.3) -> Floats:
    """A correlation matrix with one value off its diagonal."""
    return np.asarray(np.full((n_traits, n_traits), correlation) + (1.0 - correlation) * np.eye(n_traits))


def drawn_bank(
    rng: np.random.Generator, n_traits: int, per_trait: int, *, mixed: bool = True
) -> StatementBank:
    """Statements of utilities with variance 1, the traits in turn, some four in ten keyed against theirs."""
    statements = []
    for place in range(n_traits * per_trait):
        keyed: Literal[1, -1] = -1 if mixed and rng.random() < 0.4 else 1
        loading = rng.uniform(0.55, 0.85)
        statements.append(
            Statement(
                place % n_traits,
                keyed * loading,
                mean=rng.normal(0.0, 0.4),
                uniqueness=1.0 - loading**2,
                desirability=rng.normal(),
                keyed=keyed,
            )
        )
    return StatementBank.of(statements)


def drawn_form(rng: np.random.Generator, bank: StatementBank, size: int) -> tuple[Block, ...]:
    """Blocks of different traits that use every statement once, a remainder aside."""
    per_trait = bank.n_statements // bank.n_traits
    rounds = np.stack([rng.permutation(per_trait) for _ in range(bank.n_traits)], axis=1)
    places = (rounds * bank.n_traits + np.arange(bank.n_traits)).ravel()
    whole = places.size // size * size
    return tuple(tuple(row) for row in places[:whole].reshape(-1, size).tolist())


def answered(
    rng: np.random.Generator, bank: StatementBank, blocks: Sequence[Block], traits: Floats
) -> Integers:
    """Ranks (n_persons, n_blocks, size) of persons whose utilities follow the model."""
    size = max(len(block) for block in blocks)
    ranks = np.zeros((len(traits), len(blocks), size), dtype=np.int64)
    for number, block in enumerate(blocks):
        places = np.array(block)
        utilities = bank.means[places] + bank.loadings[places] * traits[:, bank.traits[places]]
        utilities = utilities + rng.normal(size=utilities.shape) * np.sqrt(bank.uniquenesses[places])
        ranks[:, number, : places.size] = (-utilities).argsort(axis=1).argsort(axis=1) + 1
    return ranks


def blank(bank: StatementBank) -> StatementBank:
    """The same statements, nothing known of them but trait and key."""
    return StatementBank.of(
        [replace(statement, loading=0.0, mean=0.0, uniqueness=0.5) for statement in bank.statements],
        n_traits=bank.n_traits,
    )
