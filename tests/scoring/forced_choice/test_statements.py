from typing import Any

import numpy as np
import pytest

from scoring.forced_choice import Statement, StatementBank

BANK = StatementBank.of(
    [Statement(0, 0.8), Statement(1, -0.6, keyed=-1), Statement(0, 0.5), Statement(2, 0.9)]
)


def test_a_bank_holds_its_statements_as_arrays() -> None:
    assert (BANK.n_statements, BANK.n_traits) == (4, 3)
    assert BANK.loadings.tolist() == [0.8, -0.6, 0.5, 0.9]
    assert BANK.keys.tolist() == [1, -1, 1, 1]
    assert StatementBank.of(BANK.statements) == BANK
    assert BANK.loading_matrix((1, 2)).tolist() == [[0.0, -0.6, 0.0], [0.5, 0.0, 0.0]]


def test_blocks_are_mixed_by_keys_and_repeat_traits() -> None:
    assert BANK.is_mixed((0, 1, 3))
    assert not BANK.is_mixed((0, 3))
    assert BANK.repeats_trait((0, 1, 2))
    assert not BANK.repeats_trait((0, 1, 3))


def test_other_parameters_leave_everything_else() -> None:
    changed = BANK.with_parameters([1.0, -1.0, 1.0, 1.0], [0.1, 0.2, 0.3, 0.4], np.full(4, 0.3))
    assert changed.means.tolist() == [0.1, 0.2, 0.3, 0.4]
    assert changed.keys.tolist() == BANK.keys.tolist()
    with pytest.raises(ValueError, match=r"means must have shape \(4,\), got \(2,\)"):
        BANK.with_parameters(BANK.loadings, [0.0, 0.0], BANK.uniquenesses)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"trait": -1}, "trait must be 0 or more, got -1"),
        ({"loading": np.inf}, "loading must be finite, got inf"),
        ({"mean": np.nan}, "mean must be finite, got nan"),
        ({"uniqueness": 0.0}, "uniqueness must lie between 0.04 and 4.0, got 0.0"),
        ({"desirability": np.nan}, "desirability must be finite, got nan"),
        ({"keyed": 0}, "keyed must be 1 or -1, got 0"),
    ],
)
def test_statements_that_make_no_sense_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Statement(**{"trait": 0, "loading": 0.7, **arguments})


def test_banks_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="statements must hold at least one statement"):
        StatementBank.of([])
    with pytest.raises(ValueError, match="n_traits must be 3 or more for these statements, got 2"):
        StatementBank.of(BANK.statements, n_traits=2)
