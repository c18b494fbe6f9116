import pytest

from item_bank.generators import matrices, number_series
from item_bank.generators.demo_bank import demo_matrices
from item_bank.generators.generated_items import matrix_item, series_item
from item_bank.generators.matrices import Matrix
from item_bank.items import Item, Text
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.svg import sanitised


def test_a_series_shows_its_numbers_with_real_minus_signs() -> None:
    series = number_series.Series(1, "arithmetic", (5, 2, -1), (-8, -4, 0, 1, 2), 1, 1.0)
    item = series_item(series, "series-x").item
    assert item.prompt.stem["id"].endswith("**5, 2, −1, …**")
    assert item.prompt.options[0].text == Text({"id": "−8", "en": "−8"})
    assert item.key == SingleChoiceKey("B")


def test_a_matrix_brings_a_drawing_for_itself_and_each_option() -> None:
    made = matrix_item(matrices.generate(4, elements=2, rules=3, design="minimal", correct=4), "matrix-x")
    assert made.item.key == SingleChoiceKey("E")
    assert {figure.media for figure in made.item.figures} == set(made.media)
    assert len(made.media) == 7
    assert all(not sanitised(svg).problems for svg in made.media.values())


@pytest.mark.parametrize("language", ["id", "en"])
def test_people_who_hear_a_matrix_hear_different_options(language: str) -> None:
    for matrix in demo_matrices():
        item = _item(matrix)
        heard = [figure.alt[language] for figure in item.figures]
        assert len(set(heard)) == 7
        assert heard[0].count("|") == 6


def test_the_words_for_the_key_describe_what_is_seen() -> None:
    matrix = matrices.generate(10_002, elements=1, rules=2, design="paired", correct=2)
    assert _item(matrix).figures[3].alt == {"id": "segi enam abu-abu kecil", "en": "small grey hexagon"}


def _item(matrix: Matrix) -> Item:
    return matrix_item(matrix, "matrix-x").item
