"""Families of comparisons with a number that is not told: it decides the relation in some and not in others.

Where a letter stands for a number, a statement says that it is whole and bounds it, so that all of its values
can be tried; elsewhere the relation is the same whatever the number is.
"""

from fractions import Fraction
from random import Random
from typing import Final

from item_bank.generators.linear_ordering_names import DIVISIONS
from item_bank.generators.quantitative_comparison_tasks import (
    Amount,
    Number,
    Spoken,
    Task,
    amount,
    percent,
)
from item_bank.generators.text_forms import Words, number

_WHOLE: Final = Words(
    "x adalah bilangan bulat dengan {low} ≤ x ≤ {high}.", "x is a whole number with {low} ≤ x ≤ {high}."
)
_GIVEN: Final = Words("Diketahui {given}.", "It is given that {given}.")


def _same(text: str) -> Words:
    """What is written alike in both languages."""
    return Words(text, text)


def linear(a: int, b: int, *, letter: str = "x") -> str:
    """An expression such as `3x − 5`."""
    head = {1: letter, -1: f"−{letter}", 0: ""}.get(a, f"{a}{letter}".replace("-", "−"))
    if not head:
        return f"{b}".replace("-", "−")
    return head + (f" + {b}" if b > 0 else f" − {-b}" if b < 0 else "")


def _bounded(low: int, high: int) -> tuple[Amount, Words]:
    """A whole number between bounds, and the statement that says so."""
    values = tuple(range(low, high + 1))
    return Amount(values), _WHOLE.filled(low=low, high=high)


def equation(rng: Random, *, is_open: bool) -> Task:
    """An expression in the solution of an equation, against a number; the equation may have two solutions."""
    x = rng.choice([value for value in range(-9, 13) if value not in {0, 1}])
    a, b = rng.randint(2, 9), rng.choice([value for value in range(-20, 21) if value])
    c, d = rng.choice((1, 1, 2, 3)), rng.choice((0, 0, -3, -1, 2, 4, 5))
    value = c * x + d + rng.choice((-5, -3, -2, -1, 0, 1, 2, 3, 5))
    if is_open:  # a square has two roots, and nothing says which is meant
        x, value = abs(x), rng.choice((c * abs(x) + d, c * abs(x) + d + 2, -c * abs(x) + d - 1, d))
        solution = Amount((-x, x))
        given = f"x² = {x * x}"
    else:
        solution = Amount((x,))
        given = f"{linear(a, b)} = {number(a * x + b).en}"

    def both(x: int) -> tuple[Number, Number]:
        return c * x + d, value

    def words() -> Spoken:
        return Spoken((_GIVEN.filled(given=given),), _same(linear(c, d)), number(value))

    return Task(
        "equation",
        (solution,),
        both,
        words,
        {"operations": (1 if is_open else 2) + (c != 1) + (d != 0), "algebra": 1},
    )


def expressions(rng: Random, *, is_open: bool) -> Task:
    """Two linear expressions in a whole number."""
    a, c = rng.sample([*range(-3, 0), *range(1, 7)], 2)
    b, d = rng.randint(-9, 12), rng.randint(-9, 12)
    low = rng.randint(-6, 8)
    x, bounds = _bounded(low, low + rng.randint(2, 9)) if is_open else (Amount((low,)), _same(""))

    def both(x: int) -> tuple[Number, Number]:
        return a * x + b, c * x + d

    def words() -> Spoken:
        given = bounds if is_open else _GIVEN.filled(given=f"x = {number(low).en}")
        return Spoken((given,), _same(linear(a, b)), _same(linear(c, d)))

    return Task("expressions", (x,), both, words, {"operations": 2 + (b != 0) + (d != 0), "algebra": 1})


def square(rng: Random, *, is_open: bool) -> Task:
    """A square against a multiple of the same number."""
    k, m = rng.randint(1, 8), rng.choice((-6, -4, 0, 0, 0, 3, 5, 8))
    low = rng.choice([value for value in range(-8, 10) if is_open or value not in {0, 1}])
    x, bounds = _bounded(low, low + rng.randint(1, 6)) if is_open else (Amount((low,)), _same(""))

    def both(x: int) -> tuple[Number, Number]:
        return x * x, k * x + m

    def words() -> Spoken:
        given = bounds if is_open else _GIVEN.filled(given=f"x = {number(low).en}")
        return Spoken((given,), _same("x²"), _same(linear(k, m)))

    return Task("square", (x,), both, words, {"operations": 2 + (m != 0), "algebra": 1})


_PARTS: Final = ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (2, 5), (3, 5), (4, 5), (5, 6), (3, 8), (5, 8))


def part_of_time(rng: Random, *, is_open: bool) -> Task:
    """A fraction of some hours against a number of minutes."""
    numerator, denominator = rng.choice(_PARTS)
    hours = amount(rng, [Fraction(half, 2) for half in range(3, 12)], is_open=is_open, widest=4)
    middle = Fraction(60 * numerator, denominator) * hours.values[len(hours.values) // 2]
    minutes = amount(rng, sorted({max(5, int(middle) + step) for step in (-20, -10, -5, 0, 5, 10, 20)}))

    def both(t: Fraction, v: int) -> tuple[Number, Number]:
        return Fraction(60 * numerator, denominator) * t, v

    def words() -> Spoken:
        given = (
            Words(
                "Sebuah rapat dijadwalkan berlangsung {t} jam.", "A meeting is scheduled for {t} hours."
            ).filled(t=hours.words),
            Words(
                "Rapat itu selesai setelah berlangsung {part} dari waktu yang dijadwalkan.",
                "It ends after {part} of the scheduled time.",
            ).filled(part=f"{numerator}/{denominator}"),
        )
        return Spoken(
            given,
            Words("lamanya rapat itu", "how long the meeting lasts"),
            Words("{v} menit", "{v} minutes").filled(v=minutes.words),
        )

    return Task(
        "part-of-time", (hours, minutes), both, words, {"operations": 2, "ratio": 1, "unit change": 1}
    )


def brackets(rng: Random, *, is_open: bool) -> Task:
    """A product with a bracket against what may be the same without it."""
    a, b = rng.choice((-2, 2, 3, 4, 5)), rng.choice([value for value in range(-6, 8) if value])
    c = a * b + rng.choice((-3, -1, 0, 0, 1, 2, 4, b - a * b))
    slope = a if rng.random() < 0.6 else a + rng.choice((-1, 1))
    low = rng.randint(-6, 8)
    x, bounds = _bounded(low, low + rng.randint(3, 9)) if is_open else (Amount((low,)), _same(""))

    def both(x: int) -> tuple[Number, Number]:
        return a * (x + b), slope * x + c

    def words() -> Spoken:
        given = bounds if is_open else _GIVEN.filled(given=f"x = {number(low).en}")
        return Spoken((given,), _same(f"{number(a).en}({linear(1, b)})"), _same(linear(slope, c)))

    return Task("brackets", (x,), both, words, {"operations": 3 + (c != 0), "algebra": 1})


def stores(rng: Random, *, is_open: bool) -> Task:
    """Differences between three stores; how many boxes the first holds decides nothing and may be untold."""
    held = amount(rng, range(120, 401, 20)) if not is_open else Amount((100, 250, 600))
    up, down = (
        amount(rng, range(5, 61, 5), is_open=is_open and rng.random() < 0.35, widest=4) for _ in range(2)
    )

    def both(n: int, up: int, down: int) -> tuple[Number, Number]:
        return n, n + up - down

    def words() -> Spoken:
        given = (
            Words("Gudang A menyimpan {n} kotak.", "Store A holds {n} boxes.").filled(n=held.words),
            Words(
                "Gudang B menyimpan {step} kotak lebih banyak daripada gudang A.",
                "Store B holds {step} boxes more than store A.",
            ).filled(step=up.words),
            Words(
                "Gudang C menyimpan {step} kotak lebih sedikit daripada gudang B.",
                "Store C holds {step} boxes fewer than store B.",
            ).filled(step=down.words),
        )
        asked = Words("banyaknya kotak di gudang {store}", "the number of boxes in store {store}")
        return Spoken(given[is_open:], asked.filled(store="A"), asked.filled(store="C"))

    return Task("stores", (held, up, down), both, words, {"operations": 2, "algebra": is_open})


def multiple(rng: Random, *, is_open: bool) -> Task:
    """Percentages of two divisions, one a multiple of the other; how large they are decides nothing."""
    one, other = rng.sample(DIVISIONS, 2)
    staff = amount(rng, range(20, 81, 20)) if not is_open else Amount((20, 40, 100))
    times = amount(rng, range(2, 6), is_open=is_open and rng.random() < 0.4, widest=2)
    rates = [amount(rng, range(5, 81, 5), show=percent) for _ in range(2)]

    def both(n: int, k: int, p: int, q: int) -> tuple[Number, Number]:
        return Fraction(n * k * p, 100), Fraction(n * q, 100)

    def words() -> Spoken:
        given = (
            Words("{other} mempunyai {n} pegawai.", "{other} has {n} employees.").filled(
                other=other, n=staff.words
            ),
            Words(
                "Jumlah pegawai {one} {k} kali jumlah pegawai {other}.",
                "{one} has {k} times as many employees as {other}.",
            ).filled(one=one, other=other, k=times.words),
            Words(
                "Di {one} {p} pegawai bersepeda ke kantor, sedangkan di {other} {q}.",
                "In {one} {p} of the employees cycle to work, in {other} {q}.",
            ).filled(one=one, other=other, p=rates[0].words, q=rates[1].words),
        )
        asked = Words(
            "banyaknya pegawai {division} yang bersepeda ke kantor",
            "the number of employees of {division} who cycle to work",
        )
        return Spoken(given[is_open:], asked.filled(division=one), asked.filled(division=other))

    return Task("multiple", (staff, times, *rates), both, words, {"operations": 3, "percent": 1})


def two_letters(rng: Random, *, is_open: bool) -> Task:
    """Expressions in two whole numbers of which one equation is told, or two."""
    pairs, told = _one_equation(rng) if is_open else _two_equations(rng)
    x, y = rng.choice(pairs)
    kind = rng.choice(("letters", "multiples", "sum", "product"))
    i, j = rng.choice(((1, 2), (2, 1), (2, 3), (3, 2)))
    value = max(2, (x + y if kind == "sum" else x * y) + rng.choice((-3, -1, 0, 1, 2, 4)))
    shown = {
        "letters": ("x", "y"),
        "multiples": (linear(i, 0), linear(j, 0, letter="y")),
        "sum": ("x + y", str(value)),
        "product": ("xy", str(value)),
    }[kind]

    def both(place: int) -> tuple[Number, Number]:
        x, y = pairs[place]
        compared = {
            "letters": (x, y),
            "multiples": (i * x, j * y),
            "sum": (x + y, value),
            "product": (x * y, value),
        }
        return compared[kind]

    def words() -> Spoken:
        return Spoken((told,), _same(shown[0]), _same(shown[1]))

    return Task(
        "two-letters",
        (Amount(tuple(range(len(pairs)))),),
        both,
        words,
        {"operations": 2 + (kind != "letters"), "algebra": 1, "several unknowns": 1},
    )


def _one_equation(rng: Random) -> tuple[list[tuple[int, int]], Words]:
    """The solutions of an equation that has several in positive whole numbers, and the statement."""
    while True:
        a, b, c = rng.randint(1, 4), rng.randint(1, 4), rng.randint(8, 30)
        pairs = [(x, (c - a * x) // b) for x in range(1, c) if a * x < c and (c - a * x) % b == 0]
        if len(pairs) > 1:
            equation = f"{linear(a, 0)} + {linear(b, 0, letter='y')} = {c}"
            return pairs, _POSITIVE.filled(equations=equation)


def _two_equations(rng: Random) -> tuple[list[tuple[int, int]], Words]:
    """The one solution of two equations, and the statement."""
    x, y = rng.sample(range(2, 13), 2)
    equations = Words("x + y = {s} dan x − y = {d}", "x + y = {s} and x − y = {d}")
    return [(x, y)], _POSITIVE.filled(equations=equations.filled(s=x + y, d=x - y))


_POSITIVE: Final = Words(
    "x dan y adalah bilangan bulat positif dengan {equations}.",
    "x and y are positive whole numbers with {equations}.",
)


def other_mean(rng: Random, *, is_open: bool) -> Task:
    """The mean of one group, from that of the other and of both together, against a number."""
    known, size = rng.choice(range(10, 41, 5)), amount(rng, range(10, 41, 5), is_open=is_open, widest=3)
    mean, part = rng.sample(range(60, 86, 2), 2)
    found = [mean + Fraction(known * (mean - part), int(each)) for each in size.values]
    value = int(found[len(found) // 2]) + rng.choice((-4, -2, -1, 0, 0, 1, 2, 4))

    def both(j: int) -> tuple[Number, Number]:
        return mean + Fraction(known * (mean - part), j), value

    def words() -> Spoken:
        given = (
            Words(
                "Di ruang A ada {k} peserta dengan nilai rata-rata {part}.",
                "In room A {k} people take the test, and their mean score is {part}.",
            ).filled(k=known, part=part),
            Words("Di ruang B ada {j} peserta.", "In room B {j} people take the test.").filled(j=size.words),
            Words(
                "Nilai rata-rata semua peserta di kedua ruang adalah {mean}.",
                "The mean score in both rooms together is {mean}.",
            ).filled(mean=mean),
        )
        return Spoken(
            given, Words("nilai rata-rata peserta di ruang B", "the mean score in room B"), number(value)
        )

    return Task(
        "other-mean",
        (size,),
        both,
        words,
        {"operations": 4, "mean of groups": 1, "backwards": 1},
    )


def joining(rng: Random, *, is_open: bool) -> Task:
    """How long work takes when others join in after some days, against a number of days."""
    staff, days = rng.randint(4, 10), rng.randint(10, 24)
    alone = rng.randint(2, days // 2)
    more = amount(rng, range(2, 13), is_open=is_open, widest=3)
    whole = [alone + Fraction(staff * (days - alone), staff + int(each)) for each in more.values]
    value = max(2, int(whole[len(whole) // 2]) + rng.choice((-2, -1, 0, 0, 1, 2)))

    def both(m: int) -> tuple[Number, Number]:
        return alone + Fraction(staff * (days - alone), staff + m), value

    def words() -> Spoken:
        given = (
            Words(
                "Sebanyak {n} pegawai dapat menyelesaikan sebuah pendataan dalam {d} hari.",
                "A survey takes {n} employees {d} days.",
            ).filled(n=staff, d=days),
            Words(
                "Setelah mereka bekerja {k} hari, {m} pegawai lain yang sama cepat ikut sampai selesai.",
                "After they have worked {k} days, {m} others who are equally fast join until it is done.",
            ).filled(k=alone, m=more.words),
        )
        return Spoken(
            given,
            Words("lamanya pendataan itu seluruhnya", "how long the survey takes in all"),
            Words("{v} hari", "{v} days").filled(v=value),
        )

    return Task("joining", (more,), both, words, {"operations": 5, "ratio": 1, "backwards": 1})
