"""Families of comparisons from office life: each draws its numbers and says what is told and compared.

A family is asked for a task with or without an open amount, and most can come out with any relation, so that
what a task is about does not tell its answer. Bounds are drawn such that counts of people and things come out
whole at both ends, and the quantities move one way between them, so that nothing there compares otherwise.
"""

from fractions import Fraction
from random import Random
from typing import Final

from item_bank.generators.linear_ordering_names import DIVISIONS
from item_bank.generators.quantitative_comparison_tasks import Amount, Number, Spoken, Task, amount, percent
from item_bank.generators.text_forms import Words, pairs, rupiah


def _steps(first: int, last: int, step: int) -> list[int]:
    return list(range(first, last + 1, step))


def _which_open(rng: Random, n: int, *, is_open: bool) -> list[bool]:
    """Which of n amounts are open: none, or one, seldom two."""
    if not is_open:
        return [False] * n
    chosen = rng.sample(range(n), 2 if n > 1 and rng.random() < 0.25 else 1)
    return [place in chosen for place in range(n)]


def _money(value: Number) -> Words:
    return rupiah(int(value))


def share(rng: Random, *, is_open: bool) -> Task:
    """A percentage of the staff of one division against that of another."""
    one, other = rng.sample(DIVISIONS, 2)
    opened = _which_open(rng, 2, is_open=is_open)
    staff = [amount(rng, _steps(40, 240, 20), is_open=opened[place]) for place in range(2)]
    rates = [amount(rng, _steps(5, 80, 5), show=percent) for _ in range(2)]
    is_rest = rng.random() < 0.35

    def both(n: int, p: int, m: int, q: int) -> tuple[Number, Number]:
        p, q = (100 - p, 100 - q) if is_rest else (p, q)
        return Fraction(n * p, 100), Fraction(m * q, 100)

    def words() -> Spoken:
        sentence = Words(
            "{division} mempunyai {staff} pegawai, dan {rate} di antaranya mengikuti pelatihan.",
            "{division} has {staff} employees, {rate} of whom attend a training course.",
        )
        asked = Words(
            "banyaknya pegawai {division} yang " + ("tidak " if is_rest else "") + "mengikuti pelatihan",
            "the number of employees of {division} who "
            + ("do not attend" if is_rest else "attend")
            + " the course",
        )
        given = [
            sentence.filled(division=division, staff=staff[place].words, rate=rates[place].words)
            for place, division in enumerate((one, other))
        ]
        return Spoken(tuple(given), asked.filled(division=one), asked.filled(division=other))

    return Task(
        "share",
        (staff[0], rates[0], staff[1], rates[1]),
        both,
        words,
        {"operations": 4 if is_rest else 2, "percent": 1},
    )


_SUPPLIES: Final = tuple(
    zip(
        pairs("kertas = paper; tinta = ink; map = folders; air minum = drinking water"),
        pairs("rim = ream; botol = bottle; lusin = dozen; dus = box"),
        pairs("rim = reams; botol = bottles; lusin = dozens; dus = boxes"),
        strict=True,
    )
)


def price(rng: Random, *, is_open: bool) -> Task:
    """What an order costs with a discount at one shop, and with a delivery fee at another."""
    goods, unit, units = rng.choice(_SUPPLIES)
    prices = [amount(rng, _steps(30_000, 60_000, 2_500), show=_money) for _ in range(2)]
    discount = amount(rng, (5, 10, 15, 20, 25), show=percent)
    fee = amount(rng, _steps(10_000, 60_000, 5_000), show=_money)
    n = amount(rng, _steps(4, 30, 2), is_open=is_open)

    def both(x: int, d: int, y: int, f: int, n: int) -> tuple[Number, Number]:
        return Fraction(x * n * (100 - d), 100), y * n + f

    def words() -> Spoken:
        given = (
            Words(
                "Toko Maju menjual {goods} seharga {x} per {unit} dan memberi potongan {d}.",
                "Maju Store sells {goods} at {x} per {unit} and gives a discount of {d}.",
            ).filled(goods=goods, unit=unit, x=prices[0].words, d=discount.words),
            Words(
                "Toko Sentosa menjual {goods} seharga {y} per {unit} dan mengenakan ongkos kirim {f}.",
                "Sentosa Store sells {goods} at {y} per {unit} and charges {f} per order for delivery.",
            ).filled(goods=goods, unit=unit, y=prices[1].words, f=fee.words),
            Words(
                "Sebuah kantor membuat satu pesanan sebanyak {n} {units}.",
                "An office places one order of {n} {units}.",
            ).filled(n=n.words, units=units),
        )
        asked = Words("biaya pesanan itu di {shop}", "the cost of that order at {shop}")
        return Spoken(
            given,
            asked.filled(shop=Words("Toko Maju", "Maju Store")),
            asked.filled(shop=Words("Toko Sentosa", "Sentosa Store")),
        )

    return Task(
        "price", (prices[0], discount, prices[1], fee, n), both, words, {"operations": 4, "percent": 1}
    )


def _ways(minutes: Number) -> list[int]:
    """Distances in km that a car covers in some minutes on ordinary roads."""
    return [way for way in _steps(15, 240, 15) if 30 * minutes <= 60 * way <= 75 * minutes]


def speed(rng: Random, *, is_open: bool) -> Task:
    """Two average speeds, one time in minutes and the other in hours."""
    opened = _which_open(rng, 2, is_open=is_open)
    minutes = amount(rng, _steps(60, 180, 15), is_open=opened[0], widest=3)
    hours = amount(rng, [Fraction(half, 2) for half in range(3, 8)], is_open=opened[1], widest=2)
    ways = [amount(rng, _ways(time)) for time in (minutes.values[-1], 60 * hours.values[-1])]

    def both(s: int, t: int, u: int, v: Fraction) -> tuple[Number, Number]:
        return Fraction(60 * s, t), Fraction(u) / v

    def words() -> Spoken:
        given = (
            Words(
                "Mobil dinas menempuh {s} km dalam {t} menit.", "The office car covers {s} km in {t} minutes."
            ),
            Words("Bus pegawai menempuh {u} km dalam {v} jam.", "The staff bus covers {u} km in {v} hours."),
        )
        asked = Words("kecepatan rata-rata {vehicle}", "the average speed of the {vehicle}")
        return Spoken(
            (
                given[0].filled(s=ways[0].words, t=minutes.words),
                given[1].filled(u=ways[1].words, v=hours.words),
            ),
            asked.filled(vehicle=Words("mobil dinas", "office car")),
            asked.filled(vehicle=Words("bus pegawai", "staff bus")),
        )

    return Task("speed", (ways[0], minutes, ways[1], hours), both, words, {"operations": 2, "unit change": 1})


def mean(rng: Random, *, is_open: bool) -> Task:
    """The mean of two groups together against a number between their means."""
    opened = _which_open(rng, 2, is_open=is_open)
    sizes = [amount(rng, _steps(10, 40, 5), is_open=opened[place]) for place in range(2)]
    low, high = sorted(rng.sample(_steps(60, 88, 4), 2))
    means = [Amount((value,)) for value in rng.sample((low, high), 2)]
    inside = [Fraction(quarter, 2) for quarter in range(2 * low + 1, 2 * high)]
    middle = Fraction(low + high, 2)
    value = Amount((middle,)) if rng.random() < 0.5 else amount(rng, inside)

    def both(k: int, m: int, j: int, r: int, v: Fraction) -> tuple[Number, Number]:
        return Fraction(k * m + j * r, k + j), v

    def words() -> Spoken:
        sentence = Words(
            "Nilai rata-rata peserta di ruang {room}, yang berjumlah {size} orang, adalah {mean}.",
            "The mean score in room {room}, where {size} people take the test, is {mean}.",
        )
        return Spoken(
            tuple(
                sentence.filled(room=room, size=sizes[place].words, mean=means[place].words)
                for place, room in enumerate("AB")
            ),
            Words("nilai rata-rata semua peserta di kedua ruang", "the mean score in both rooms together"),
            value.words,
        )

    return Task(
        "mean",
        (sizes[0], means[0], sizes[1], means[1], value),
        both,
        words,
        {"operations": 4, "mean of groups": 1},
    )


def ratio(rng: Random, *, is_open: bool) -> Task:
    """One part of a sum that is divided in a ratio, against a number."""
    a, b = rng.choice(
        [(a, b) for a in range(2, 8) for b in range(2, 8) if a != b and (a, b) not in _REDUCIBLE]
    )
    total = amount(rng, [(a + b) * k for k in range(8, 33, 2)], is_open=is_open)
    middle = total.values[len(total.values) // 2] * Fraction(a, a + b)
    value = amount(rng, sorted({max(2, int(middle) + step) for step in (-20, -12, -6, -2, 0, 2, 6, 12, 20)}))

    def both(t: int, v: int) -> tuple[Number, Number]:
        return Fraction(t * a, a + b), v

    def words() -> Spoken:
        given = (
            Words(
                "Perbandingan banyaknya surat masuk dan surat keluar di sebuah kantor adalah {a} : {b}.",
                "At an office the ratio of letters received to letters sent is {a} : {b}.",
            ).filled(a=a, b=b),
            Words("Jumlah semua surat itu {t}.", "All these letters together number {t}.").filled(
                t=total.words
            ),
        )
        return Spoken(given, Words("banyaknya surat masuk", "the number of letters received"), value.words)

    return Task("ratio", (total, value), both, words, {"operations": 3, "ratio": 1})


_REDUCIBLE: Final = frozenset({(2, 4), (2, 6), (3, 6), (4, 6), (4, 2), (6, 2), (6, 3), (6, 4)})


def room(rng: Random, *, is_open: bool) -> Task:
    """Area or perimeter of a rectangular room against that of a square one."""
    opened = _which_open(rng, 3, is_open=is_open)
    length = amount(rng, _steps(6, 18, 1), is_open=opened[0], widest=4)
    width = amount(rng, _steps(3, 9, 1), is_open=opened[1], widest=3)
    side = amount(rng, _steps(4, 12, 1), is_open=opened[2], widest=3)
    is_area = rng.random() < 0.6

    def both(x: int, y: int, s: int) -> tuple[Number, Number]:
        return (x * y, s * s) if is_area else (2 * (x + y), 4 * s)

    def words() -> Spoken:
        given = (
            Words(
                "Ruang rapat berbentuk persegi panjang dengan panjang {x} m dan lebar {y} m.",
                "The meeting room is a rectangle with a length of {x} m and a width of {y} m.",
            ).filled(x=length.words, y=width.words),
            Words(
                "Ruang arsip berbentuk persegi dengan sisi {s} m.",
                "The archive is a square with sides of {s} m.",
            ).filled(s=side.words),
        )
        asked = (
            Words("luas {room}", "the area of the {room}")
            if is_area
            else Words("keliling {room}", "the perimeter of the {room}")
        )
        return Spoken(
            given,
            asked.filled(room=Words("ruang rapat", "meeting room")),
            asked.filled(room=Words("ruang arsip", "archive")),
        )

    return Task("room", (length, width, side), both, words, {"operations": 2 if is_area else 3})


def work(rng: Random, *, is_open: bool) -> Task:
    """Days that a team needs for what another needs a known time for."""
    staff, days = amount(rng, _steps(3, 12, 1)), amount(rng, _steps(4, 20, 1))
    team = amount(rng, _steps(2, 16, 1), is_open=is_open, widest=4)
    needed = Fraction(int(staff.values[0]) * int(days.values[0])) / team.values[len(team.values) // 2]
    value = amount(rng, sorted({max(2, int(needed) + step) for step in (-4, -2, -1, 0, 1, 2, 4)}))

    def both(n: int, d: int, m: int, v: int) -> tuple[Number, Number]:
        return Fraction(n * d, m), v

    def words() -> Spoken:
        given = (
            Words(
                "Sebanyak {n} pegawai menyelesaikan sebuah pendataan dalam {d} hari.",
                "A survey takes {n} employees {d} days.",
            ).filled(n=staff.words, d=days.words),
            Words("Semua pegawai bekerja sama cepat.", "All employees work equally fast."),
            Words("Sebuah tim beranggotakan {m} pegawai.", "A team has {m} employees.").filled(m=team.words),
        )
        return Spoken(
            given,
            Words(
                "waktu yang diperlukan tim itu untuk pendataan tersebut",
                "the time the team takes for the survey",
            ),
            Words("{v} hari", "{v} days").filled(v=value.words),
        )

    return Task("work", (staff, days, team, value), both, words, {"operations": 2, "ratio": 1})


def changes(rng: Random, *, is_open: bool) -> Task:
    """A price after a rise and a fall by percentages, against the first price."""
    is_price_told, opened = (True, [False, False])
    if is_open:
        is_price_told = rng.random() < 0.4
        opened = _which_open(rng, 2, is_open=is_price_told or rng.random() < 0.3)
    fee = amount(rng, _steps(400_000, 2_000_000, 200_000), show=_money)
    start = fee if is_price_told else Amount((100, 700_000, 1_000_000))
    up = amount(rng, (5, 10, 15, 20, 25, 30, 40, 50, 60, 100), is_open=opened[0], show=percent, widest=3)
    down = amount(rng, (5, 10, 15, 20, 25, 30, 40, 50), is_open=opened[1], show=percent, widest=3)

    def both(s: int, u: int, d: int) -> tuple[Number, Number]:
        return Fraction(s * (100 + u) * (100 - d), 10_000), s

    def words() -> Spoken:
        told = Words("Tarif sewa aula semula {fee}.", "The rent of a hall was {fee} at first.").filled(
            fee=start.words
        )
        moved = Words(
            "Tarif sewa {hall} naik {up}, kemudian tarif baru itu turun {down}.",
            "The rent of {hall} rises by {up}; then the new rent falls by {down}.",
        )
        hall = Words("aula itu", "the hall") if is_price_told else Words("sebuah aula", "a hall")
        return Spoken(
            ((told,) if is_price_told else ()) + (moved.filled(hall=hall, up=up.words, down=down.words),),
            Words("tarif sewa akhir", "the final rent"),
            Words("tarif sewa semula", "the rent at first"),
        )

    return Task("changes", (start, up, down), both, words, {"operations": 2, "percent": 2})


def counters(rng: Random, *, is_open: bool) -> Task:
    """How many people two service counters serve in the same time, which decides nothing."""
    opened = _which_open(rng, 2, is_open=is_open)
    served = [amount(rng, _steps(2, 9, 1), is_open=opened[place], widest=2) for place in range(2)]
    minutes = [amount(rng, (10, 12, 15, 20, 24, 30, 40)) for _ in range(2)]
    hours = amount(rng, (2, 4, 6, 8))

    def both(a: int, m: int, b: int, n: int, t: int) -> tuple[Number, Number]:
        return Fraction(60 * t * a, m), Fraction(60 * t * b, n)

    def words() -> Spoken:
        sentence = Words(
            "Loket {name} melayani {served} warga setiap {minutes} menit.",
            "Counter {name} serves {served} residents every {minutes} minutes.",
        )
        open_for = Words("Kedua loket buka selama {t} jam.", "Both counters are open for {t} hours.")
        asked = Words(
            "banyaknya warga yang dilayani loket {name}", "the number of residents served at counter {name}"
        )
        return Spoken(
            (
                *(
                    sentence.filled(name=name, served=served[place].words, minutes=minutes[place].words)
                    for place, name in enumerate("AB")
                ),
                open_for.filled(t=hours.words),
            ),
            asked.filled(name="A"),
            asked.filled(name="B"),
        )

    return Task(
        "counters",
        (served[0], minutes[0], served[1], minutes[1], hours),
        both,
        words,
        {"operations": 2, "ratio": 1, "unit change": 1},
    )
