import pytest

from item_bank.generators.generator import (
    LARGEST_SEED,
    DifficultyModel,
    Generated,
    first_in_range,
    item_id,
    key_place,
    single_choice,
)
from item_bank.generators.syllogisms import Syllogisms
from item_bank.items import Text

MODEL = DifficultyModel(version=1, source="a test", base=-1.0, weights={"steps": 0.5, "negated": 0.25})


def made(seed: int, difficulty: float = 0.0) -> Generated:
    return single_choice(
        Syllogisms(),
        seed,
        domain="logika",
        stem=Text({"id": "Mana?", "en": "Which?"}),
        options=[Text({"id": "ini", "en": "this"}), Text({"id": "itu", "en": "that"})],
        correct=1,
        model=DifficultyModel(1, "a test", difficulty, {}),
        radicals={},
        tags=(),
        template="",
    )


def test_a_prior_is_the_base_and_each_radical_by_its_weight() -> None:
    assert MODEL.prior({}) == -1.0
    assert MODEL.prior({"steps": 3, "negated": True}) == 0.75


def test_a_radical_without_a_weight_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        MODEL.prior({"steps": 1, "typo": 1})


@pytest.mark.parametrize("n_places", [2, 4, 5, 6])
def test_in_every_run_of_seeds_the_key_stands_once_in_each_place(n_places: int) -> None:
    for start in range(0, 20 * n_places, n_places):
        places = [key_place("any", seed, n_places) for seed in range(start, start + n_places)]
        assert sorted(places) == list(range(n_places))
    assert len({tuple(key_place("any", s, 4) for s in range(k, k + 4)) for k in range(0, 400, 4)}) > 10


def test_the_id_of_an_item_is_its_generator_and_seed() -> None:
    assert item_id("linear_ordering", 123) == "linear-ordering-000123"
    assert item_id("matrices", LARGEST_SEED) == "matrices-999999999"


@pytest.mark.parametrize("seed", [-1, LARGEST_SEED + 1])
def test_a_seed_outside_of_the_ids_is_refused(seed: int) -> None:
    with pytest.raises(ValueError, match=r"^seed: expected a whole number from 0 to 999,999,999"):
        item_id("matrices", seed)


def test_an_item_of_words_guesses_at_chance_and_names_its_seed_and_weights() -> None:
    item = made(7).item
    assert item.parameters is not None
    assert getattr(item.parameters, "c", None) == 0.5
    assert item.prior_sd == 1.2
    assert item.source == "item_bank.generators.syllogisms, weights version 1, seed 7"
    assert item.calibration == "prior: a test; not calibrated"
    assert item.state == "draft"


def test_the_first_item_in_a_range_keeps_the_name_of_its_own_seed() -> None:
    found = first_in_range(lambda seed, _: made(seed, seed / 10), 3, (1.0, 1.2), name="any")
    assert found.seed == 10
    assert found.item.id == "syllogisms-000010"


def test_a_maker_is_told_the_range_and_may_pass_a_seed_over() -> None:
    asked = []

    def even(seed: int, wanted: tuple[float, float]) -> Generated | None:
        asked.append(wanted)
        return made(seed) if seed % 2 == 0 else None

    assert first_in_range(even, 5, (-1.0, 1.0), name="any").seed == 6
    assert asked == [(-1.0, 1.0)] * 2


@pytest.mark.parametrize(("wanted", "told"), [((2.0, 1.0), "that rises"), ((5.0, 6.0), "that any can reach")])
def test_a_range_without_items_is_refused(wanted: tuple[float, float], told: str) -> None:
    template = made(1)
    with pytest.raises(ValueError, match=f"^difficulty: expected a range {told}"):
        first_in_range(lambda *_: template, 1, wanted, name="any")
