from typing import Any

import numpy as np
import pytest

from scoring.exposure import restricted
from scoring.forced_choice import (
    Block,
    BlockRules,
    NoBlockError,
    RankedBlock,
    Rankings,
    Statement,
    StatementBank,
    block_information,
    build_form,
    estimate_traits_map,
    expected_reliabilities,
    next_block,
)
from scoring.forced_choice.information import optimal_gains
from tests.scoring.forced_choice.questionnaires import correlated, drawn_bank

RNG = np.random.default_rng(12)
BANK = drawn_bank(RNG, 5, 12)
PRIOR = correlated(5)
DRAWS = RNG.random(60)


def valid_pairs(given: list[Block], rules: BlockRules) -> list[Block]:
    used = [place for block in given for place in block]
    return [
        (one, other)
        for one in range(60)
        for other in range(one + 1, 60)
        if BANK.traits[one] != BANK.traits[other]
        and abs(BANK.desirabilities[one] - BANK.desirabilities[other])
        <= (rules.largest_desirability_gap or 9.0)
        and max(used.count(one), used.count(other)) < rules.most_uses
    ]


@pytest.mark.parametrize("optimality", ["d", "a"])
def test_the_pair_with_the_largest_gain_of_all_is_chosen(optimality: Any) -> None:
    rules = BlockRules(largest_desirability_gap=0.3, least_mixed_share=0.0, optimality=optimality)
    traits = np.array([0.5, -0.4, 0.0, 1.0, -1.0])
    given: list[Block] = [(0, 1), (2, 8)]
    choice = next_block(BANK, given, traits=traits, covariance=PRIOR, rules=rules, draws=DRAWS)
    pairs = valid_pairs(given, rules)
    gains = optimal_gains(block_information(BANK, pairs, traits[None])[:, 0], PRIOR, optimality)
    assert choice.n_candidates == len(pairs)
    assert choice.gain == pytest.approx(gains.max())
    assert tuple(sorted(choice.block)) == pairs[int(gains.argmax())]


@pytest.mark.parametrize("size", [2, 3, 4])
def test_rules_are_never_broken_over_many_adaptive_tests(size: int) -> None:
    rules = BlockRules(
        size=size,
        largest_desirability_gap=0.6,
        most_uses=2,
        least_mixed_share=0.5,
        largest_unidimensional_share=0.2,
        n_best=3,
    )
    rng = np.random.default_rng(size)
    length = {2: 14, 3: 8, 4: 5}[size]
    for person in range({2: 25, 3: 8, 4: 3}[size]):
        truth = rng.multivariate_normal(np.zeros(5), PRIOR)
        eligible = rng.random(60) < 0.9
        traits, covariance = np.zeros(5), PRIOR
        given: list[Block] = []
        answers: list[RankedBlock] = []
        for _ in range(length):
            choice = next_block(
                BANK,
                given,
                traits=traits,
                covariance=covariance,
                rules=rules,
                draws=rng.random(60),
                eligible=eligible,
            )
            given.append(choice.block)
            places = np.array(choice.block)
            utilities = BANK.means[places] + BANK.loadings[places] * truth[BANK.traits[places]]
            utilities = utilities + rng.normal(size=size) * np.sqrt(BANK.uniquenesses[places])
            ranks = tuple(((-utilities).argsort().argsort() + 1).tolist())
            answers.append(RankedBlock(0, choice.block, ranks))
            if len(given) % 4 == 0:
                found = estimate_traits_map(BANK, Rankings.of_answers(BANK, 1, answers), correlations=PRIOR)
                traits, covariance = found.traits[0], found.covariances[0]
        gaps = [np.ptp(BANK.desirabilities[list(block)]) for block in given]
        assert max(gaps) <= 0.6, person
        shown = [place for block in given for place in block]
        assert max(shown.count(place) for place in shown) <= 2
        assert eligible[shown].all()
        together = [{one, other} for block in given for one in block for other in block if one < other]
        assert all(together.count(pair) == 1 for pair in together)
        assert np.mean([BANK.is_mixed(block) for block in given]) >= 0.5 - 1.0 / length
        assert np.mean([BANK.repeats_trait(block) for block in given]) <= 0.2


def test_shares_keep_pace() -> None:
    rules = BlockRules(
        largest_desirability_gap=None,
        least_mixed_share=0.6,
        least_unidimensional_share=0.2,
        largest_unidimensional_share=0.4,
    )
    form = build_form(BANK, 20, correlations=PRIOR, points=np.zeros((1, 5)), rules=rules, draws=DRAWS)
    blocks = [choice.block for choice in form]
    for n in range(1, 21):
        assert sum(BANK.is_mixed(block) for block in blocks[:n]) >= int(0.6 * n + 1e-9)
        assert int(0.2 * n + 1e-9) <= sum(BANK.repeats_trait(block) for block in blocks[:n]) <= 0.4 * n + 1e-9
    assert not any(choice.missed for choice in form)


def test_a_share_that_cannot_be_served_is_named() -> None:
    bank = StatementBank.of([Statement(trait, 0.7, mean=0.1 * trait) for trait in range(4)])
    rules = BlockRules(least_mixed_share=1.0)
    choice = next_block(
        bank, [], traits=np.zeros(4), covariance=np.eye(4), rules=rules, draws=[0.1, 0.2, 0.3, 0.4]
    )
    assert choice.missed == ("least_mixed_share",)


def test_equal_draws_give_equal_blocks_and_others_break_ties_and_order_differently() -> None:
    bank = StatementBank.of([Statement(place % 2, 0.7, keyed=1) for place in range(20)])
    rules = BlockRules(least_mixed_share=0.0)

    def chosen(seed: int) -> Block:
        draws = np.random.default_rng(seed).random(20)
        return next_block(bank, [], traits=np.zeros(2), covariance=np.eye(2), rules=rules, draws=draws).block

    blocks = {chosen(seed) for seed in range(30)}
    assert all(chosen(seed) == chosen(seed) for seed in range(3))
    assert len(blocks) > 20
    assert {bool(block[0] < block[1]) for block in blocks} == {True, False}


def test_an_optimal_form_is_better_than_a_random_one() -> None:
    rules = BlockRules(size=3, largest_desirability_gap=1.0)
    form = build_form(BANK, 8, correlations=PRIOR, points=np.zeros((1, 5)), rules=rules, draws=DRAWS)
    best = expected_reliabilities(
        BANK, [choice.block for choice in form], correlations=PRIOR, points=np.zeros((1, 5))
    )
    rng = np.random.default_rng(1)
    drawn = [tuple(row) for row in rng.permutation(60)[:24].reshape(8, 3).tolist()]
    usual = expected_reliabilities(BANK, drawn, correlations=PRIOR, points=np.zeros((1, 5)))
    assert best.mean() > usual.mean() + 0.05


def test_a_triple_hidden_from_the_best_pairs_is_found() -> None:
    """The best pairs fit no third statement; only weak ones do."""
    strong = [
        Statement(place % 2, 0.95 * (-1) ** place, uniqueness=0.1, desirability=10.0 * (place // 2))
        for place in range(60)
    ]
    weak = [Statement(trait, 0.1, desirability=-50.0) for trait in range(3)]
    bank = StatementBank.of([*strong, *weak])
    rules = BlockRules(size=3, least_mixed_share=0.0)
    choice = next_block(
        bank, [], traits=np.zeros(3), covariance=np.eye(3), rules=rules, draws=np.linspace(0.0, 0.9, 63)
    )
    assert sorted(choice.block) == [60, 61, 62]


def test_a_gap_in_desirability_of_exactly_the_largest_is_allowed() -> None:
    bank = StatementBank.of([Statement(0, 0.7), Statement(1, 0.7, desirability=0.5)])

    def block(largest: float) -> Block:
        rules = BlockRules(largest_desirability_gap=largest)
        return next_block(
            bank, [], traits=np.zeros(2), covariance=np.eye(2), rules=rules, draws=[0.1, 0.2]
        ).block

    assert block(0.5) == (0, 1)
    with pytest.raises(NoBlockError):
        block(np.nextafter(0.5, 0.0))


def test_when_no_block_keeps_the_rules_that_is_said() -> None:
    bank = StatementBank.of([Statement(0, 0.7), Statement(1, 0.7, desirability=2.0)])
    with pytest.raises(NoBlockError, match="no block of 2 keeps the rules after 0 blocks: 2 of 2 statements"):
        next_block(bank, [], traits=np.zeros(2), covariance=np.eye(2), rules=BlockRules(), draws=[0.1, 0.2])
    with pytest.raises(NoBlockError, match="after 1 blocks"):
        build_form(
            bank,
            2,
            correlations=np.eye(2),
            points=np.zeros((1, 2)),
            rules=BlockRules(largest_desirability_gap=None),
            draws=[0.1, 0.2],
        )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"size": 5}, "size must lie between 2 and 4, got 5"),
        ({"largest_desirability_gap": -0.1}, "largest_desirability_gap must be None or 0 or more"),
        ({"most_uses": 0}, "most_uses must be 1 or more, got 0"),
        ({"least_mixed_share": 1.2}, "least_mixed_share must lie between 0 and 1, got 1.2"),
        ({"least_unidimensional_share": 0.3}, "least_unidimensional_share must not be above"),
        ({"optimality": "e"}, "optimality must be 'd' or 'a', got 'e'"),
    ],
)
def test_rules_that_make_no_sense_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        BlockRules(**arguments)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"traits": np.zeros(3)}, "traits must be finite numbers, 5 a point"),
        ({"covariance": np.eye(2)}, r"covariance must be finite numbers of shape \(5, 5\)"),
        ({"draws": np.ones(60)}, r"draws must be 60 uniforms on \[0, 1\)"),
        ({"eligible": np.ones(60)}, r"eligible must be a mask of shape \(60,\)"),
        ({"given": [(0, 99)]}, "blocks must name statements 0 to 59"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    complete = {"given": [], "traits": np.zeros(5), "covariance": PRIOR, "draws": DRAWS, **arguments}
    with pytest.raises(ValueError, match=sentence):
        next_block(BANK, complete.pop("given"), rules=BlockRules(), **complete)


def test_exposure_control_keeps_statements_below_their_limit() -> None:
    rules = BlockRules(largest_desirability_gap=1.0, n_best=5)
    rng = np.random.default_rng(5)
    counts = np.zeros(60, dtype=np.int64)
    for person in range(30):
        eligible = ~restricted(counts, person, max_rate=0.4, keep_at_least=20)
        form = build_form(
            BANK,
            6,
            correlations=PRIOR,
            points=np.zeros(5),
            rules=rules,
            draws=rng.random(60),
            eligible=eligible,
        )
        counts += np.bincount([place for choice in form for place in choice.block], minlength=60)
    # A statement may pass its limit only by the last test in which it was still below.
    assert counts.max() <= 0.4 * 30 + 1
    assert (counts > 0).sum() > 25
