"""Quantitative comparison, proved again from its words: numbers are read back, all between bounds tried."""

import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import product
from random import Random

import pytest

from item_bank.generators.generator import Generated
from item_bank.generators.quantitative_comparison import DIFFICULTY, FAMILIES, OPTIONS, radicals_of
from item_bank.generators.quantitative_comparison_algebra import linear
from item_bank.generators.quantitative_comparison_tasks import RELATIONS, Amount, Spoken, Task, amount
from item_bank.generators.registry import GENERATORS, series_of
from item_bank.generators.text_forms import Words
from item_bank.kinds.single_choice import SingleChoiceKey

ITEMS = tuple(series_of(GENERATORS["quantitative_comparison"], 500))

Values = list[Fraction]
Both = tuple[Fraction, Fraction]
NUMBER = r"Rp?[\d,.]*\d%?|[\d,.]*\d%?"
SOME = rf"(?:at least (?:{NUMBER}) and at most (?:{NUMBER})|(?:{NUMBER}))"
NAME = r"[A-Z][A-Za-z ]*?"


def value(text: str) -> Fraction:
    return Fraction(text.strip("Rp%").replace(",", "").replace("−", "-"))


def tried(text: str, *, is_whole: bool = False) -> Values:
    """The values that an amount may take by its words: bounds and many between, whole where things count."""
    bounds = re.fullmatch(rf"at least ({NUMBER}) and at most ({NUMBER})", text)
    if bounds is None:
        return [value(text)]
    low, high = value(bounds[1]), value(bounds[2])
    if is_whole:
        return [Fraction(each) for each in range(int(low), int(high) + 1)]
    return [low + (high - low) * k / 12 for k in range(13)]


def parts(pattern: str, told: str) -> list[str]:
    """What stands in a pattern's gaps: `#` for an amount, `@` for a name."""
    gaps = re.escape(pattern).replace(r"\#", f"({SOME})").replace("@", f"({NAME})")
    found = re.fullmatch(gaps, told)
    assert found, f"{pattern}\n{told}"
    return list(found.groups())


def over(amounts: list[Values], both: Callable[..., Both]) -> set[str]:
    """The relations that occur when each amount takes each of its values."""
    found = set()
    for values in product(*amounts):
        first, second = both(*values)
        found.add("greater" if first > second else "less" if first < second else "equal")
    return found


def share(told: str, first: str, second: str) -> set[str]:
    a, n, p, b, m, q = parts(
        "@ has # employees, # of whom attend a training course. "
        "@ has # employees, # of whom attend a training course.",
        told,
    )
    is_rest = "do not" in first
    assert (f"of {a} who" in first, f"of {b} who" in second, is_rest) == (True, True, "do not" in second)

    def both(n: Fraction, p: Fraction, m: Fraction, q: Fraction) -> Both:
        return n * (100 - p if is_rest else p), m * (100 - q if is_rest else q)

    # Not every number of people makes a whole percentage; those in between are tried all the same.
    return over([tried(n, is_whole=True), tried(p), tried(m, is_whole=True), tried(q)], both)


def price(told: str, first: str, second: str) -> set[str]:
    found = re.fullmatch(
        rf"Maju Store sells [a-z ]+ at ({SOME}) per [a-z]+ and gives a discount of ({SOME})\. "
        rf"Sentosa Store sells [a-z ]+ at ({SOME}) per [a-z]+ and charges ({SOME}) per order for delivery\. "
        rf"An office places one order of ({SOME}) [a-z]+\.",
        told,
    )
    assert found
    assert ("Maju" in first, "Sentosa" in second) == (True, True)
    x, d, y, fee, n = found.groups()
    return over(
        [tried(x), tried(d), tried(y), tried(fee), tried(n, is_whole=True)],
        lambda x, d, y, fee, n: (n * x * (1 - d / 100), n * y + fee),
    )


def speed(told: str, first: str, second: str) -> set[str]:
    s, t, u, v = parts("The office car covers # km in # minutes. The staff bus covers # km in # hours.", told)
    assert ("car" in first, "bus" in second) == (True, True)
    return over([tried(s), tried(t), tried(u), tried(v)], lambda s, t, u, v: (s / (t / 60), u / v))


def mean(told: str, first: str, second: str) -> set[str]:
    k, m, j, r = parts(
        "The mean score in room A, where # people take the test, is #. "
        "The mean score in room B, where # people take the test, is #.",
        told,
    )
    assert "both rooms" in first
    return over(
        [tried(k, is_whole=True), tried(m), tried(j, is_whole=True), tried(r), [value(second)]],
        lambda k, m, j, r, v: ((k * m + j * r) / (k + j), v),
    )


def ratio(told: str, first: str, second: str) -> set[str]:
    a, b, t = parts(
        "At an office the ratio of letters received to letters sent is # : #. "
        "All these letters together number #.",
        told,
    )
    assert "received" in first
    totals = [each for each in tried(t, is_whole=True) if each % (value(a) + value(b)) == 0]
    return over([totals, [value(second)]], lambda t, v: (t * value(a) / (value(a) + value(b)), v))


def room(told: str, first: str, second: str) -> set[str]:
    x, y, s = parts(
        "The meeting room is a rectangle with a length of # m and a width of # m. "
        "The archive is a square with sides of # m.",
        told,
    )
    is_area = "area" in first
    assert ("area" in second, "meeting" in first, "archive" in second) == (is_area, True, True)

    def both(x: Fraction, y: Fraction, s: Fraction) -> Both:
        return (x * y, s**2) if is_area else (x + x + y + y, s * 4)

    return over([tried(x), tried(y), tried(s)], both)


def work(told: str, first: str, second: str) -> set[str]:
    n, d, m = parts(
        "A survey takes # employees # days. All employees work equally fast. A team has # employees.", told
    )
    assert "team" in first
    return over(
        [tried(n), tried(d), tried(m, is_whole=True), [value(second.removesuffix(" days"))]],
        lambda n, d, m, v: (n * d / m, v),
    )


def changes(told: str, first: str, second: str) -> set[str]:
    rent = re.match(rf"The rent of a hall was ({NUMBER}) at first\. ", told)
    starts = [value(rent[1])] if rent else [Fraction(1), Fraction(999), Fraction(10**7)]
    rest = told[rent.end() :] if rent else told
    u, d = parts(f"The rent of {'the' if rent else 'a'} hall rises by #; then the new rent falls by #.", rest)
    assert (first, second) == ("the final rent", "the rent at first")
    return over([starts, tried(u), tried(d)], lambda s, u, d: (s * (1 + u / 100) * (1 - d / 100), s))


def counters(told: str, first: str, second: str) -> set[str]:
    a, m, b, n, t = parts(
        "Counter A serves # residents every # minutes. Counter B serves # residents every # minutes. "
        "Both counters are open for # hours.",
        told,
    )
    assert (first[-1], second[-1]) == ("A", "B")
    assert all(value(t) * 60 % value(every) == 0 for every in (m, n))
    return over(
        [tried(a, is_whole=True), tried(m), tried(b, is_whole=True), tried(n), tried(t)],
        lambda a, m, b, n, t: (a * 60 * t / m, b * 60 * t / n),
    )


def expression(text: str) -> Callable[[int], int]:
    """An expression in x, such as `3(x − 2)`, `x²` or `−2x + 1`."""
    code = text.replace("−", "-").replace("²", "**2")
    code = re.sub(r"(\d)(?=[x(])", r"\1*", code)
    assert re.fullmatch(r"[-+*()x\d ]+", code)
    compiled = compile(code, "", "eval")
    return lambda x: int(eval(compiled, {"__builtins__": {}}, {"x": x}))  # noqa: S307 - digits, signs and x


def letters(told: str, first: str, second: str) -> set[str]:
    bounds = re.fullmatch(r"x is a whole number with (−?\d+) ≤ x ≤ (−?\d+)\.", told)
    if bounds:
        low, high = (int(each.replace("−", "-")) for each in bounds.groups())
        solutions = list(range(low, high + 1))
    else:
        given = re.fullmatch(r"It is given that (.+) = (.+)\.", told)
        assert given
        left, right = expression(given[1]), expression(given[2].replace(",", ""))
        solutions = [x for x in range(-500, 501) if left(x) == right(x)]
    assert solutions
    one, other = expression(first), expression(second.replace(",", ""))
    return over(
        [[Fraction(x) for x in solutions]], lambda x: (Fraction(one(int(x))), Fraction(other(int(x))))
    )


def part_of_time(told: str, first: str, second: str) -> set[str]:
    found = re.fullmatch(
        rf"A meeting is scheduled for ({SOME}) hours\. It ends after (\d+/\d+) of the scheduled time\.", told
    )
    assert found
    assert "meeting" in first
    minutes = value(second.removesuffix(" minutes"))
    return over([tried(found[1])], lambda t: (t * 60 * Fraction(found[2]), minutes))


def stores(told: str, first: str, second: str) -> set[str]:
    start = re.match(rf"Store A holds ({NUMBER}) boxes\. ", told)
    held = [value(start[1])] if start else [Fraction(100), Fraction(777)]
    up, down = parts(
        "Store B holds # boxes more than store A. Store C holds # boxes fewer than store B.",
        told[start.end() :] if start else told,
    )
    assert (first[-1], second[-1]) == ("A", "C")
    return over(
        [held, tried(up, is_whole=True), tried(down, is_whole=True)], lambda n, up, down: (n, n + up - down)
    )


def multiple(told: str, first: str, second: str) -> set[str]:
    start = re.match(rf"{NAME} has ({NUMBER}) employees\. ", told)
    staff = [value(start[1])] if start else [Fraction(20), Fraction(40), Fraction(1000)]
    a, k, b, a_again, p, b_again, q = parts(
        "@ has # times as many employees as @. In @ # of the employees cycle to work, in @ #.",
        told[start.end() :] if start else told,
    )
    assert (a, b) == (a_again, b_again)
    assert (f"of {a} who" in first, f"of {b} who" in second) == (True, True)
    return over([staff, tried(k), tried(p), tried(q)], lambda n, k, p, q: (n * k * p, n * q))


def two_letters(told: str, first: str, second: str) -> set[str]:
    found = re.fullmatch(r"x and y are positive whole numbers with (.+?)(?: and (.+))?\.", told)
    assert found
    equations = [each.replace("−", "-").split(" = ") for each in found.groups() if each]
    solutions = [
        (x, y)
        for x, y in product(range(1, 31), repeat=2)
        if all(in_letters(left, x, y) == int(right) for left, right in equations)
    ]
    assert (len(solutions) == 1) == (len(equations) == 2)
    return over(
        [[Fraction(place) for place in range(len(solutions))]],
        lambda place: (
            Fraction(in_letters(first, *solutions[int(place)])),
            Fraction(in_letters(second, *solutions[int(place)])),
        ),
    )


@cache
def in_letters(text: str, x: int, y: int) -> int:
    """The value of an expression such as `3x + 2y` or `xy`."""
    code = re.sub(r"(?<=[\dx])(?=[xy])", "*", text)
    assert re.fullmatch(r"[-+*xy\d ]+", code)
    return int(eval(code, {"__builtins__": {}}, {"x": x, "y": y}))  # noqa: S307 - digits, signs, x and y only


def other_mean(told: str, first: str, second: str) -> set[str]:
    k, part, j, mean = parts(
        "In room A # people take the test, and their mean score is #. In room B # people take the test. "
        "The mean score in both rooms together is #.",
        told,
    )
    assert "room B" in first
    return over(
        [tried(j, is_whole=True), [value(second)]],
        lambda j, v: (((value(k) + j) * value(mean) - value(k) * value(part)) / j, v),
    )


def joining(told: str, first: str, second: str) -> set[str]:
    n, d, k, m = parts(
        "A survey takes # employees # days. "
        "After they have worked # days, # others who are equally fast join until it is done.",
        told,
    )
    assert "in all" in first

    def both(m: Fraction, v: Fraction) -> Both:
        left = value(n) * value(d) - value(n) * value(k)
        return value(k) + left / (value(n) + m), v

    return over([tried(m, is_whole=True), [value(second.removesuffix(" days"))]], both)


SOLVERS = {
    "share": share, "price": price, "speed": speed, "mean": mean, "ratio": ratio, "room": room, "work": work,
    "changes": changes, "counters": counters, "equation": letters, "expressions": letters, "square": letters,
    "brackets": letters, "multiple": multiple, "part-of-time": part_of_time, "stores": stores,
    "two-letters": two_letters, "other-mean": other_mean, "joining": joining,
}  # fmt: skip


def family_of(made: Generated) -> str:
    return made.item.tags[0].removeprefix("family-")


def test_the_key_is_the_relation_for_everything_that_is_left_open() -> None:
    for made in ITEMS:
        told, quantities, _ = made.item.prompt.stem["en"].split("\n\n")
        first, second = (line.split(" = ", 1)[1] for line in quantities.split("\n"))
        relations = SOLVERS[family_of(made)](told, first, second)
        right = relations.pop() if len(relations) == 1 else "undecided"
        assert made.item.key == SingleChoiceKey(
            "ABCD"[[str(relation) for relation in OPTIONS].index(right)]
        ), made.item.id


def test_both_languages_tell_the_same_numbers_in_the_same_order() -> None:
    for made in ITEMS:
        stem = made.item.prompt.stem
        turned = stem["id"].translate(str.maketrans(".,", ",."))
        numbers = [re.findall(r"−?\d[\d,.]*", text.replace(". ", " ")) for text in (turned, stem["en"])]
        cleaned = [[each.rstrip(",.") for each in found] for found in numbers]
        assert cleaned[0] == cleaned[1]
        assert ("tidak mengikuti" in stem["id"]) == ("do not attend" in stem["en"])


def test_every_family_is_there_with_every_relation_that_it_can_have() -> None:
    found: dict[str, set[str]] = {}
    for made in ITEMS:
        found.setdefault(family_of(made), set()).add(getattr(made.item.key, "correct", ""))
    assert set(found) == set(FAMILIES) == set(SOLVERS)
    assert all(len(relations) >= 3 for relations in found.values())


def test_what_is_left_open_does_not_tell_the_key() -> None:
    open_ones = [made for made in ITEMS if "open-amounts" in made.item.tags]
    undecided = sum(made.item.key == SingleChoiceKey("D") for made in open_ones)
    assert 0.3 < undecided / len(open_ones) < 0.55


def test_keys_are_in_every_place_equally_often() -> None:
    assert set(Counter(made.item.key for made in ITEMS).values()) == {125}


def test_the_options_are_always_the_same() -> None:
    for made in ITEMS:
        assert [option.text for option in made.item.prompt.options] == [
            words.text() for words in OPTIONS.values()
        ]
    assert tuple(OPTIONS) == RELATIONS


def test_a_relation_is_undecided_as_soon_as_two_values_disagree() -> None:
    def task(*values: int) -> Task:
        return Task("any", (Amount(values),), lambda x: (x, 3), lambda: Spoken((), NOTHING, NOTHING), {})

    assert [task(*some).relation() for some in ((4,), (2,), (3,), (2, 3), (1, 2), (4, 2))] == [
        "greater", "less", "equal", "undecided", "less", "undecided",
    ]  # fmt: skip
    assert [task(x).is_near() for x in (3, 100, 31)] == [False, False, False]
    assert task(3, 3).n_open == 1
    with pytest.raises(ValueError, match=r"^amounts: expected values"):
        task().relation()


NOTHING = Words("", "")


def test_an_open_amount_is_told_by_its_bounds() -> None:
    rng = Random(5)
    for _ in range(30):
        some = amount(rng, range(10, 100, 10), is_open=True)
        assert some.is_open
        assert list(some.values) == list(range(int(some.values[0]), int(some.values[-1]) + 1, 10))
        assert some.words.en == f"at least {some.values[0]} and at most {some.values[-1]}"
    assert not amount(rng, (7,)).is_open


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [(1, 0, "x"), (-1, 4, "−x + 4"), (3, -5, "3x − 5"), (-2, 0, "−2x"), (0, -7, "−7"), (0, 0, "0")],
)
def test_an_expression_is_written_with_real_signs(a: int, b: int, shown: str) -> None:
    assert linear(a, b) == shown


def test_every_radical_of_every_family_has_a_weight() -> None:
    rng = Random(1)
    for family in FAMILIES.values():
        for is_open in (False, True):
            task = family(rng, is_open=is_open)
            assert set(radicals_of(task, task.relation())) <= set(DIFFICULTY.weights)
            assert (task.n_open > 0) == is_open
