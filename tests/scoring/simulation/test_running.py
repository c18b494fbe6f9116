import numpy as np
import pytest

from scoring import AdaptiveTest, ItemParameters, ItemPool, SpecificFactor, simulate
from scoring.arrays import Floats
from scoring.assembly import ContentPlan, Count, ItemAttributes, Labelled, NoTestError, Order, ShadowTests
from scoring.exposure import ItemEligibility, SympsonHetter
from scoring.response_models import expected_item_scores
from scoring.response_times import ResponseTimeParameters, ResponseTimes
from scoring.selection import RULES, ChanceName, RuleName, Selection
from scoring.simulation import Examinees
from scoring.stopping import AllOf, ConfidenceInterval, MinItems
from tests.scoring.pools import mixed_pool, three_parameter_pool

ABILITIES = np.random.default_rng(3).normal(size=150)


def adaptive_test(pool: ItemPool, selection: Selection | None = None, **changes: object) -> AdaptiveTest:
    arguments: dict[str, object] = {
        "prior_mean": 0.0,
        "prior_sd": 1.0,
        "max_items": 12,
        "min_items": 4,
        "target_standard_error": 0.45,
        "selection": selection or Selection(),
        **changes,
    }
    return AdaptiveTest(pool, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", RULES)
def test_a_simulation_decides_as_the_test_itself_would_for_each_examinee(rule: RuleName) -> None:
    pool = mixed_pool(40, seed=4)
    test = adaptive_test(pool, Selection(rule, "none", n_examined=5))
    if rule == "random":
        return  # there is nothing to decide again without the draws
    simulation = simulate(test, ABILITIES[:12], rng=np.random.default_rng(1), cohort=12)
    everything, draws = np.ones(40, dtype=np.bool_), np.zeros(40)
    for person, items in enumerate(simulation.administered):
        categories = simulation.categories[person, : len(items)].tolist()
        for position, item in enumerate(items):
            given = items[:position], categories[:position]
            assert test.stop_reason(test.estimate(*given), position, 40 - position) is None
            found = test.choose(*given, everything, draws).candidates
            # Of items that tie the draws decide, which are not known here.
            assert item in {each.index for each in found if each.value > found[0].value - 1e-12}
        estimate = test.estimate(items, categories)
        assert simulation.estimates[person] == pytest.approx(estimate.ability, abs=1e-10)
        assert simulation.standard_errors[person] == pytest.approx(estimate.standard_error, abs=1e-10)
        reason = test.stop_reason(estimate, len(items), 40 - len(items))
        assert simulation.stop_reasons[person] == reason


@pytest.mark.parametrize("chance", ["progressive", "proportional", "randomesque"])
def test_with_the_same_draws_chance_falls_as_it_does_in_the_test_itself(chance: ChanceName) -> None:
    pool = three_parameter_pool(60, seed=2)
    test = adaptive_test(pool, Selection("mfi", chance))
    simulation = simulate(test, [0.4], rng=np.random.default_rng(9))
    rng = np.random.default_rng(9)
    given: tuple[list[int], list[int]] = ([], [])
    for item, category in zip(simulation.items[0], simulation.categories[0], strict=True):
        if item < 0:
            break
        assert test.choose(*given, np.ones(60, dtype=np.bool_), rng.random(60)).index == item
        rng.random(1)  # the answer's
        given[0].append(int(item))
        given[1].append(int(category))


def test_equal_generators_give_equal_bytes_and_other_ones_do_not() -> None:
    test = adaptive_test(three_parameter_pool(80, seed=3))
    first, second, other = (
        simulate(test, ABILITIES, rng=np.random.default_rng(seed), exposure=0.3).as_bytes()
        for seed in (5, 5, 6)
    )
    assert first == second
    assert first != other


def test_progress_is_told_after_each_cohort_and_where_it_takes_long_after_each_position() -> None:
    told: list[int] = []
    test = adaptive_test(mixed_pool(30, seed=4))
    simulate(test, ABILITIES[:50], rng=np.random.default_rng(0), cohort=20, progress=told.append)
    assert told == [20, 40, 50]
    told.clear()
    plan = ContentPlan.of(_two_kinds(10, 20), length=4)
    test = adaptive_test(
        three_parameter_pool(30, seed=4), max_items=4, target_standard_error=None, content=ShadowTests(plan)
    )
    simulate(test, ABILITIES[:12], rng=np.random.default_rng(0), cohort=8, progress=told.append)
    assert told == [2, 4, 6, 8, 9, 10, 11, 12]


def test_answers_come_with_the_probabilities_of_the_pool() -> None:
    pool = mixed_pool(6, seed=4)
    test = adaptive_test(pool, Selection("random"), max_items=6, min_items=6, target_standard_error=None)
    simulation = simulate(test, np.full(4000, 0.5), rng=np.random.default_rng(4), cohort=4000)
    for item, expected in enumerate(expected_item_scores(pool, np.array([0.5]))[:, 0]):
        assert simulation.categories[simulation.items == item].mean() == pytest.approx(expected, abs=0.05)


def test_times_are_those_of_the_items_and_the_speeds() -> None:
    pool = three_parameter_pool(40, seed=5)
    times = ResponseTimes.of([ResponseTimeParameters(3.5, 2.0)] * 40)
    test = adaptive_test(pool, response_times=times, target_standard_error=None)
    people = Examinees.drawn(600, rng=np.random.default_rng(2), correlation=0.5)
    simulation = simulate(test, people, rng=np.random.default_rng(3))
    assert simulation.seconds is not None
    assert (np.isnan(simulation.seconds) == (simulation.items < 0)).all()
    expected = 12 * times.expected_seconds(people.speeds)[:, 0]
    assert simulation.total_seconds is not None
    ratio = simulation.total_seconds / expected
    assert ratio.mean() == pytest.approx(1.0, abs=0.02)
    assert np.corrcoef(people.abilities, people.speeds)[0, 1] == pytest.approx(0.5, abs=0.1)


def test_who_runs_out_of_time_leaves_the_item_unanswered() -> None:
    pool = three_parameter_pool(40, seed=5)
    times = ResponseTimes.of([ResponseTimeParameters(3.5, 2.0)] * 40)
    test = adaptive_test(pool, response_times=times, target_standard_error=None)
    simulation = simulate(test, ABILITIES, rng=np.random.default_rng(3), time_limit_seconds=430.0)
    assert set(simulation.stop_reasons) == {"time_up", "max_items"}
    assert simulation.total_seconds is not None
    assert simulation.total_seconds.max() <= 430.0 + 1e-9
    for person, reason in enumerate(simulation.stop_reasons):
        length = simulation.lengths[person]
        answered = int((simulation.categories[person] >= 0).sum())
        assert answered == (length - 1 if reason == "time_up" else length)
        if reason == "time_up":
            assert simulation.total_seconds[person] == pytest.approx(430.0)
            given = simulation.items[person, :answered].tolist()
            categories = simulation.categories[person, :answered].tolist()
            assert simulation.estimates[person] == pytest.approx(test.estimate(given, categories).ability)
    with pytest.raises(
        ValueError, match="time_limit_seconds must be greater than 0 and needs response_times"
    ):
        simulate(adaptive_test(pool), ABILITIES, rng=np.random.default_rng(3), time_limit_seconds=430.0)


def test_item_eligibility_holds_exposure_in_every_segment() -> None:
    test = adaptive_test(
        three_parameter_pool(150, seed=8), Selection("mfi", "none"), target_standard_error=None
    )
    method = ItemEligibility(0.3, cuts=(-0.5, 0.5))
    abilities = np.random.default_rng(1).normal(size=1200)
    simulation = simulate(test, abilities, rng=np.random.default_rng(2), exposure=method, cohort=10)
    free = simulate(test, abilities, rng=np.random.default_rng(2), cohort=10)
    assert simulation.max_exposure < 0.36
    assert free.max_exposure > 0.6
    segment_of = np.searchsorted(method.cuts, simulation.estimates)
    for segment in range(3):
        of_segment = simulation.items[segment_of == segment]
        rates = np.bincount(of_segment[of_segment >= 0], minlength=150) / len(of_segment)
        assert rates.max() < 0.45


def test_items_that_fail_their_trial_are_given_to_fewer() -> None:
    pool = three_parameter_pool(60, seed=8)
    test = adaptive_test(pool, Selection("mfi", "none"), target_standard_error=None)
    free = simulate(test, ABILITIES, rng=np.random.default_rng(2))
    acceptance = np.ones(60)
    acceptance[free.counts.argmax()] = 0.3
    trial = SympsonHetter(acceptance=acceptance, largest_rates=(1.0,), round=0, is_settled=True)
    held = simulate(test, ABILITIES, rng=np.random.default_rng(2), exposure=trial)
    assert free.exposure_rates[free.counts.argmax()] > 0.9
    assert held.exposure_rates[free.counts.argmax()] == pytest.approx(0.3, abs=0.12)


def test_tests_from_shadow_tests_break_no_constraint() -> None:
    rng = np.random.default_rng(4)
    pool = three_parameter_pool(60, seed=6)
    attributes = ItemAttributes.of(60, labels={"area": rng.choice(["a", "b", "c"], 60).tolist()})
    plan = ContentPlan.of(
        attributes,
        length=8,
        constraints=[
            Count(Labelled("area", "a"), at_least=2, at_most=3),
            Count(Labelled("area", "b"), at_least=4, at_most=4),
        ],
    )
    for selection in (Selection(), Selection("mfi", "none"), Selection("mfi", "randomesque", n_best=3)):
        test = adaptive_test(
            pool, selection, max_items=8, min_items=8, target_standard_error=None, content=ShadowTests(plan)
        )
        simulation = simulate(test, ABILITIES[:12], rng=np.random.default_rng(2), exposure=0.3, cohort=4)
        assert simulation.n_violating == 0
        assert simulation.lengths.tolist() == [8] * 12
    without = simulate(adaptive_test(pool, max_items=8), ABILITIES[:12], rng=np.random.default_rng(2))
    assert without.violations is None
    assert any(plan.violations(items) for items in without.administered)


def test_a_tree_of_rules_ends_tests_and_its_reasons_are_kept() -> None:
    pool = three_parameter_pool(100, seed=6)
    rule = AllOf(MinItems(4), ConfidenceInterval((0.0,), coverage=0.8))
    test = adaptive_test(pool, stopping=rule, target_standard_error=None, max_items=20, min_items=4)
    simulation = simulate(test, ABILITIES[:40], rng=np.random.default_rng(1))
    assert set(simulation.stop_reasons) == {"classified", "max_items"}
    assert simulation.lengths.min() >= 4
    for person, reason in enumerate(simulation.stop_reasons):
        if reason == "classified":
            distance = abs(simulation.estimates[person]) / simulation.standard_errors[person]
            assert distance >= 1.2815
            items = simulation.administered[person]
            categories = simulation.categories[person, : len(items)].tolist()
            stop = test.stop(items, categories, np.ones(100, dtype=np.bool_))
            assert stop is not None
            assert stop.category == int(simulation.estimates[person] > 0.0)
            assert test.stop(items[:-1], categories[:-1], np.ones(100, dtype=np.bool_)) is None


def test_enemies_are_never_in_one_test() -> None:
    pool = three_parameter_pool(30, seed=6)
    enemies = tuple((item ^ 1, (item + 2) % 30, (item - 2) % 30) for item in range(30))
    test = adaptive_test(pool, enemies=enemies, target_standard_error=None, max_items=8)
    simulation = simulate(test, ABILITIES[:60], rng=np.random.default_rng(1))
    for items in simulation.administered:
        assert not any(other in enemies[item] for item in items for other in items)
    choice = test.choose([4], [1], np.ones(30, dtype=np.bool_), np.full(30, 0.5))
    assert choice.index not in {4, 5, 6, 2}
    with pytest.raises(ValueError, match="enemies must be named for each of the pool's 30 items or for none"):
        adaptive_test(pool, enemies=((1,),))


def test_mixed_pools_are_simulated_too() -> None:
    test = adaptive_test(mixed_pool(60, seed=4), max_items=15, min_items=15, target_standard_error=None)
    simulation = simulate(test, ABILITIES, rng=np.random.default_rng(4))
    assert simulation.stop_reason_counts == {"max_items": 150}
    assert simulation.rmse < 0.40


def _two_kinds(n_rare: int, n_others: int) -> ItemAttributes:
    return ItemAttributes.of(n_rare + n_others, labels={"kind": ["rare"] * n_rare + ["usual"] * n_others})


def test_precision_ends_a_test_only_when_its_content_plan_is_fulfilled() -> None:
    plan = ContentPlan.of(
        _two_kinds(10, 30), length=(3, 8), constraints=[Count(Labelled("kind", "rare"), at_least=3)]
    )
    test = adaptive_test(
        three_parameter_pool(40, seed=4),
        max_items=8,
        min_items=3,
        target_standard_error=0.6,
        content=ShadowTests(plan),
    )
    simulation = simulate(test, ABILITIES[:30], rng=np.random.default_rng(4))
    assert simulation.n_violating == 0
    assert simulation.stop_reason_counts["precise"] > 10
    was_precise_before = 0
    for items, categories, length in zip(
        simulation.items.tolist(), simulation.categories.tolist(), simulation.lengths.tolist(), strict=True
    ):
        for n_given in range(3, length):
            given, answered = items[:n_given], categories[:n_given]
            was_precise_before += test.estimate(given, answered).standard_error <= 0.6
            assert test.stop(given, answered, np.ones(40, dtype=np.bool_)) is None
    assert was_precise_before


def test_by_hard_eligibility_who_has_no_test_may_be_given_everything() -> None:
    plan = ContentPlan.of(
        _two_kinds(6, 34), length=6, constraints=[Count(Labelled("kind", "rare"), at_least=3)]
    )
    test = adaptive_test(
        three_parameter_pool(40, seed=4),
        max_items=6,
        target_standard_error=None,
        content=ShadowTests(plan, exclusion="hard"),
    )
    hard, soft = (ItemEligibility(0.25, cuts=(0.0,), exclusion=each) for each in ("hard", "soft"))
    rng, some = np.random.default_rng(4), ABILITIES[:40]
    assert simulate(test, some, rng=rng, exposure=hard, cohort=20).n_violating == 0
    with pytest.raises(NoTestError, match="no test of 6 to 6 items fulfils the plan"):
        simulate(test, some, rng=rng, exposure=soft, cohort=20)


def test_a_return_to_a_block_that_was_left_is_a_violation() -> None:
    attributes = _two_kinds(6, 6)
    in_order = ContentPlan.of(attributes, length=4, constraints=[Order("kind", "rare", "usual")])
    others = ShadowTests(ContentPlan.of(attributes, length=4))

    class Forgetful(ShadowTests):
        """A way to choose items that knows nothing of the order in its plan."""

        next = others.next
        may_come_next = others.may_come_next

    n_violating = []
    for content in (ShadowTests(in_order), Forgetful(in_order)):
        test = adaptive_test(
            three_parameter_pool(12, seed=4), max_items=4, target_standard_error=None, content=content
        )
        simulation = simulate(test, ABILITIES[:10], rng=np.random.default_rng(4))
        n_violating.append(simulation.n_violating)
    assert n_violating[0] == 0
    assert n_violating[1] > 2


def test_a_pool_smaller_than_the_test_runs_empty() -> None:
    test = adaptive_test(mixed_pool(6, seed=4), max_items=10, min_items=10, target_standard_error=None)
    simulation = simulate(test, [0.0, 1.0, -1.0], rng=np.random.default_rng(0), exposure=0.5)
    assert simulation.stop_reasons == ("pool_empty",) * 3
    assert simulation.lengths.tolist() == [6, 6, 6]


@pytest.mark.parametrize("abilities", [[], [[0.0]], 0.0, [np.nan]])
def test_abilities_that_make_no_sense_are_refused(abilities: object) -> None:
    with pytest.raises(ValueError, match="abilities must be a one-dimensional array of at least one ability"):
        simulate(adaptive_test(mixed_pool(9, seed=1)), abilities, rng=np.random.default_rng(0))  # type: ignore[arg-type]


def test_options_that_make_no_sense_are_refused() -> None:
    test = adaptive_test(mixed_pool(9, seed=1))
    with pytest.raises(ValueError, match="cohort must be 1 or more, got 0"):
        simulate(test, [0.0], rng=np.random.default_rng(0), cohort=0)
    with pytest.raises(ValueError, match=r"max_rate must be greater than 0 and at most 1, got 1\.5"):
        simulate(test, [0.0], rng=np.random.default_rng(0), exposure=1.5)
    with pytest.raises(ValueError, match="exposure must be a largest rate, an ItemEligibility or a Sympson"):
        simulate(test, [0.0], rng=np.random.default_rng(0), exposure="0.25")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="rng must be a generator of numpy, such as default_rng"):
        simulate(test, [0.0], rng=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"speeds must be finite numbers of shape \(2,\)"):
        Examinees.of([0.0, 1.0], [0.1])
    with pytest.raises(ValueError, match="sd and speed_sd must be 0 or more and correlation within -1 and 1"):
        Examinees.drawn(3, rng=np.random.default_rng(0), correlation=2.0)


def test_simulated_answers_within_a_set_share_its_factor() -> None:
    """Estimates are those of the sets taken together, and answers of one set go together."""
    items = [ItemParameters("2pl", 1.3, (b,)) for b in np.linspace(-1.0, 1.0, 6).tolist()]
    sets = (SpecificFactor((0, 1, 2), (1.8, 1.8, 1.8)), SpecificFactor((3, 4, 5), (1.8, 1.8, 1.8)))
    test = AdaptiveTest(
        ItemPool.of(items),
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=6,
        min_items=6,
        target_standard_error=None,
        testlets=sets,
    )
    n_persons = 200
    result = simulate(test, np.zeros(n_persons), rng=np.random.default_rng(5))
    for person in range(0, n_persons, 20):
        given, answered = result.items[person].tolist(), result.categories[person].tolist()
        assert result.estimates[person] == pytest.approx(test.estimate(given, answered).ability, abs=1e-12)
    by_item = np.empty((n_persons, 6))
    np.put_along_axis(by_item, result.items, result.categories, axis=1)
    together: Floats = np.asarray(np.corrcoef(by_item, rowvar=False))
    within = [together[0, 1], together[1, 2], together[3, 4], together[4, 5]]
    across = [together[0, 3], together[1, 4], together[2, 5]]
    assert np.mean(within) > 0.2
    assert np.mean(across) < 0.1
