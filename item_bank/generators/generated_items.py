"""Generated figures and series as items of a bank: words in two languages, key, priors and drawings."""

from item_bank.generators import figure_words, matrices, number_series
from item_bank.generators.figure_words import Words
from item_bank.generators.generator import Generated
from item_bank.generators.matrices import Matrix
from item_bank.generators.matrix_options import Option as Values
from item_bank.generators.number_series import Series
from item_bank.items import Figure, Item, Option, Prompt, Text
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters

AUTHOR = "CAT Server demo"
LETTERS = "ABCDEF"

MATRIX_STEM = Text(
    {
        "id": "Gambar manakah yang tepat untuk mengisi kotak bertanda tanya?",
        "en": "Which figure belongs in the box with the question mark?",
    }
)


GeneratedItem = Generated


def matrix_item(
    matrix: Matrix, item_id: str, *, domain: str = "figural", state: str = "operational"
) -> GeneratedItem:
    """A matrix with its options A to F as drawings, each described in words for people who hear the page."""
    folder = f"media/matrices/{item_id}"
    media = {f"{folder}/matrix.svg": matrices.draw_matrix(matrix)}
    options = []
    for place, values in enumerate(matrix.options):
        name = f"{folder}/option-{LETTERS[place].lower()}.svg"
        media[name] = matrices.draw_option(matrix, place)
        options.append(Option(LETTERS[place], figure=Figure(name, _text(_cell_words(matrix, values)))))
    item = Item(
        id=item_id,
        kind="single_choice",
        domain=domain,
        subdomain="matrices",
        prompt=Prompt(MATRIX_STEM, tuple(options), Figure(f"{folder}/matrix.svg", _matrix_words(matrix))),
        key=SingleChoiceKey(LETTERS[matrix.correct]),
        state=state,
        author=AUTHOR,
        source=f"item_bank.generators.matrices, seed {matrix.seed}",
        tags=(f"elements-{len(matrix.elements)}", f"rules-{matrix.n_rules}", f"distractors-{matrix.design}"),
        parameters=ItemParameters("3pl", matrix.discrimination, (matrix.difficulty,), matrices.GUESSING),
        prior_sd=matrices.PRIOR_SD,
        calibration=(
            "prior: b = -2.67 + 0.45 elements + 0.38 rules + 0.87 if minimal-difference distractors, "
            "weights fitted to published parameters of an open matrix bank; demo, not calibrated"
        ),
    )
    return GeneratedItem(item, media)


def series_item(
    series: Series, item_id: str, *, domain: str = "numerik", state: str = "operational"
) -> GeneratedItem:
    """A series with its options A to E in rising order."""
    shown = ", ".join(_number(term) for term in series.terms)
    stem = Text(
        {
            "id": f"Bilangan manakah yang melanjutkan deret berikut?\n\n**{shown}, …**",
            "en": f"Which number continues this series?\n\n**{shown}, …**",
        }
    )
    options = tuple(
        Option(LETTERS[place], Text({"id": _number(value), "en": _number(value)}))
        for place, value in enumerate(series.options)
    )
    item = Item(
        id=item_id,
        kind="single_choice",
        domain=domain,
        subdomain="series",
        prompt=Prompt(stem, options),
        key=SingleChoiceKey(LETTERS[series.correct]),
        state=state,
        author=AUTHOR,
        source=f"item_bank.generators.number_series, seed {series.seed}",
        tags=(f"rule-{series.family}",),
        parameters=ItemParameters("3pl", series.discrimination, (series.difficulty,), number_series.GUESSING),
        prior_sd=number_series.PRIOR_SD,
        calibration="prior: sum of judged weights of the operators in the rule; demo, not calibrated",
    )
    return GeneratedItem(item, {})


def _number(value: int) -> str:
    return str(value).replace("-", "−")


def _text(words: Words) -> Text:
    return Text({"id": words[0], "en": words[1]})


def _cell_words(matrix: Matrix, values: Values) -> Words:
    described = [figure_words.describe(element, own) for element, own in matrices.elements_of(matrix, values)]
    return "; ".join(words[0] for words in described), "; ".join(words[1] for words in described)


def _matrix_words(matrix: Matrix) -> Text:
    cells = [_cell_words(matrix, matrix.cell(place)) for place in range(8)] + [
        ("kotak bertanda tanya", "question mark")
    ]
    rows = [cells[row : row + 3] for row in (0, 3, 6)]
    indonesian = ". ".join(
        f"Baris {n}: {' | '.join(cell[0] for cell in row)}" for n, row in enumerate(rows, 1)
    )
    english = ". ".join(f"Row {n}: {' | '.join(cell[1] for cell in row)}" for n, row in enumerate(rows, 1))
    return Text({"id": f"Matriks 3 × 3. {indonesian}.", "en": f"3 × 3 matrix. {english}."})
