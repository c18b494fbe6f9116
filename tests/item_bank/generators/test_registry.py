import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from math import ceil

import pytest

from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.generators.generator import Generated, Range
from item_bank.generators.registry import GENERATORS, LARGEST_SHARE, content_digest, series_of
from item_bank.items import Text
from item_bank.kinds import KINDS

OF_WORDS = ("syllogisms", "linear_ordering", "quantitative_comparison")
N_ITEMS = {name: 500 if name in OF_WORDS else 40 for name in GENERATORS}
MADE = {name: tuple(series_of(generator, N_ITEMS[name])) for name, generator in GENERATORS.items()}

each_generator = pytest.mark.parametrize("name", GENERATORS)


def test_the_generators_are_there_by_their_names() -> None:
    assert {"matrices", "number_series", *OF_WORDS} <= set(GENERATORS)
    assert all(generator.name == name for name, generator in GENERATORS.items())


@each_generator
def test_a_seed_gives_the_same_item_again(name: str) -> None:
    for made in MADE[name][:5]:
        assert GENERATORS[name].generate(made.seed) == made


def test_another_process_with_other_hashes_makes_the_same_items() -> None:
    told = subprocess.run(
        [sys.executable, "-c", ALL_DIGESTS],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    here = {name: [content_digest(g.generate(seed)) for seed in (3, 8)] for name, g in GENERATORS.items()}
    assert json.loads(told.stdout) == here


ALL_DIGESTS = """
import json
from item_bank.generators.registry import GENERATORS, content_digest
print(json.dumps({n: [content_digest(g.generate(s)) for s in (3, 8)] for n, g in GENERATORS.items()}))
"""


@each_generator
def test_a_seed_names_one_item_whatever_range_is_asked_for(name: str) -> None:
    wanted = (-1.0, 0.5)
    for seed in range(1, 40, 13):
        made = GENERATORS[name].generate(seed, difficulty=wanted)
        assert made.seed >= seed
        assert GENERATORS[name].generate(made.seed) == made
        assert made.item.id.endswith(f"-{made.seed:06}")
        assert f"seed {made.seed}" in made.item.source


@each_generator
def test_items_are_drafts_with_an_uncalibrated_prior(name: str) -> None:
    for made in MADE[name]:
        assert made.item.state == "draft"
        assert made.item.prior_sd == GENERATORS[name].prior_sd
        assert "not calibrated" in made.item.calibration
        assert made.item.tags
        assert made.template


@each_generator
def test_no_two_items_of_a_series_have_the_same_id_or_show_the_same(name: str) -> None:
    assert len({made.item.id for made in MADE[name]}) == N_ITEMS[name]
    assert len({content_digest(made) for made in MADE[name]}) == N_ITEMS[name]


@each_generator
def test_keys_of_a_series_stand_equally_often_in_every_place(name: str) -> None:
    places = Counter(KINDS[made.item.kind].key_place(made.item) for made in MADE[name])
    n_options = len(MADE[name][0].item.prompt.options)
    assert set(places) == set(range(n_options))
    assert max(places.values()) <= ceil(N_ITEMS[name] / n_options)


@each_generator
def test_the_clones_of_a_template_are_bounded(name: str) -> None:
    templates = Counter(made.template for made in MADE[name])
    assert max(templates.values()) <= max(2, ceil(LARGEST_SHARE * N_ITEMS[name]))


@each_generator
def test_both_languages_are_complete_and_a_bank_of_the_items_has_no_errors(name: str) -> None:
    text = Text({"id": "uji", "en": "test"})
    bank = Bank(
        id="uji",
        title=text,
        languages=("id", "en"),
        notice=text,
        items=tuple(replace(made.item, state="operational") for made in MADE[name]),
        media={path: svg for made in MADE[name] for path, svg in made.media.items()},
    )
    assert check(bank, with_advice=False) == []


@each_generator
@pytest.mark.parametrize("wanted", [(-1.2, -0.2), (0.0, 1.0)])
def test_a_series_stays_in_its_range_of_difficulty(name: str, wanted: Range) -> None:
    series = list(series_of(GENERATORS[name], 10, first_seed=77, difficulty=wanted))
    assert len(series) == 10
    assert all(wanted[0] <= made.difficulty <= wanted[1] for made in series)
    assert min(made.seed for made in series) >= 77


@each_generator
def test_difficulties_of_a_series_spread(name: str) -> None:
    difficulties = [made.difficulty for made in MADE[name]]
    assert max(difficulties) - min(difficulties) > 1.5


def test_a_range_that_cannot_be_reached_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"^difficulty: expected a range that number_series can reach"):
        next(series_of(GENERATORS["number_series"], 1, difficulty=(8.0, 9.0)))


def test_a_series_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^count: expected 1 or more, got 0"):
        next(series_of(GENERATORS["syllogisms"], 0))


class Poor:
    """A generator whose seeds make three items between them."""

    name = "syllogisms"
    prior_sd = 1.2

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:  # noqa: ARG002
        return replace(GENERATORS["syllogisms"].generate(seed % 3), seed=seed)


def test_a_generator_that_runs_out_says_how_many_it_has() -> None:
    series = series_of(Poor(), 4)
    assert len({content_digest(next(series)) for _ in range(3)}) == 3
    with pytest.raises(ValueError, match=r"^count: expected at most 3 items, got 4"):
        next(series)


def test_the_digest_sees_texts_and_drawings_but_not_the_order_of_options() -> None:
    made = GENERATORS["matrices"].generate(4)
    prompt = made.item.prompt
    turned = replace(made, item=replace(made.item, prompt=replace(prompt, options=prompt.options[::-1])))
    redrawn = replace(made, media={path: svg.replace("<svg", "<svg ", 1) for path, svg in made.media.items()})
    asked = replace(made.item, prompt=replace(prompt, stem=Text({"id": "Mana?", "en": "Which?"})))
    digests = [content_digest(each) for each in (made, turned, redrawn, replace(made, item=asked))]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
