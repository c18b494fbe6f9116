"""Near-duplicates on crafted cases: what must be told, what must not, and how it differs."""

import random
from dataclasses import replace
from itertools import combinations

import pytest

from item_bank.items import Item, Text
from item_bank.near_duplicates import BankWords, Likeness, near_duplicates, similar_to
from item_bank.word_difference import in_one_line
from tests.item_bank.word_banks import bank_of, choice, statement

CITY = "Kota manakah yang menjadi ibu kota provinsi Jawa Barat?"
CITIES = ("Bandung", "Semarang", "Serang", "Surabaya")
CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
SAME_CIRCLE = CIRCLE.replace("<circle", "<desc>sama</desc>\n<circle")
SQUARE = CIRCLE.replace('circle cx="4" cy="4" r="3"', 'rect x="1" y="1" width="7" height="7"')

STEMS = (
    ("Kata manakah yang paling dekat artinya dengan **akurat**?", "tepat rapi padat cepat"),
    ("Kata manakah yang paling dekat artinya dengan **mufakat**?", "debat tunda sepakat rapat"),
    ("Kata manakah yang paling dekat artinya dengan **lazim**?", "wajib biasa sopan cermat"),
    ("Kata manakah yang paling dekat artinya dengan **andal**?", "mahal cekatan terpercaya baru"),
    ("Siapakah yang lebih tinggi daripada Budi?", "Andi Citra Dewi Eka"),
    ("Siapakah yang datang sesudah Citra?", "Andi Budi Dewi Eka"),
    ("Semua auditor sarjana. Sebagian sarjana guru. Apa yang pasti benar?", "semua sebagian tidak"),
    ("Bilangan manakah yang melanjutkan deret 2, 4, 8, 16?", "24 32 30"),
    ("Bilangan manakah yang melanjutkan deret 3, 6, 9, 12?", "15 16 18"),
)
FILLING = tuple(choice(f"z-{place}", stem, options.split()) for place, (stem, options) in enumerate(STEMS))


def found(*items: Item, with_other_numbers: bool = False) -> list[tuple[str, str]]:
    """The pairs in Indonesian among these items and the others."""
    bank = bank_of(*items, *FILLING)
    told = near_duplicates(bank, languages=["id"], with_other_numbers=with_other_numbers)
    return [(each.first, each.second) for each in told]


def alike(first: str, second: str, options: tuple[str, ...]) -> tuple[Item, Item]:
    """Items a and b with the same options."""
    return choice("a", first, options), choice("b", second, options)


def pair(first: str, second: str, options: tuple[str, ...] = CITIES) -> Likeness | None:
    """What is told of two stems with the same options, among others."""
    bank = bank_of(*alike(first, second, options), *FILLING)
    told = near_duplicates(bank, languages=["id"])
    assert all((each.first, each.second) == ("a", "b") for each in told)
    return told[0] if told else None


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ("KOTA MANAKAH yang menjadi **ibu kota** provinsi Jawa Barat …", ()),
        ("Ibu kota provinsi Jawa Barat menjadi kota yang manakah?", ("order",)),
        (CITY.replace("Barat", "Tengah"), ("words",)),
        (CITY.replace("menjadi", "merupakan"), ("words",)),
        (CITY.replace("provinsi", "propinsi"), ("words",)),
        (f"{CITY} (1)", ("numbers",)),
    ],
)
def test_stems_that_say_the_same_in_nearly_the_same_words_are_told(
    changed: str, differs: tuple[str, ...]
) -> None:
    told = pair(CITY, changed)
    assert told is not None
    assert told.differs == differs
    assert (told.stem_similarity == pytest.approx(1.0)) == (differs in {(), ("order",)})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CITY, "Di kota manakah Konferensi Asia Afrika diadakan pada tahun 1955?"),
        ("Kota manakah yang terletak paling utara?", "Manakah di antara yang berikut ini bukan pelabuhan?"),
    ],
)
def test_the_same_options_under_another_question_are_no_near_duplicate(first: str, second: str) -> None:
    assert pair(first, second) is None


def test_questions_of_one_form_are_no_near_duplicates() -> None:
    assert found() == []


def test_the_same_stem_with_other_options_is_told_while_they_have_one_in_common() -> None:
    other = choice("b", CITY, ("Bandung", "Bogor", "Bekasi"))
    told = near_duplicates(bank_of(choice("a", CITY, CITIES), other, *FILLING), languages=["id"])
    assert [each.differs for each in told] == [("options",)]
    assert told[0].options_only_in_first == ("Semarang", "Serang", "Surabaya")
    assert told[0].options_only_in_second == ("Bogor", "Bekasi")
    general = "Manakah penulisan kata yang baku?"
    spelling = choice("a", general, ("apotek", "apotik")), choice("b", general, ("izin", "ijin"))
    assert found(*spelling) == []


def test_exercises_with_other_numbers_or_signs_are_others_unless_they_are_asked_for() -> None:
    shopping = "Ani membeli {} apel seharga {} rupiah. Berapa yang harus dibayar Ani?"
    sums = alike(shopping.format(3, "2.000"), shopping.format(4, "3.000"), ("6.000", "12.000"))
    assert found(*sums) == []
    assert found(*sums, with_other_numbers=True) == [("a", "b")]
    assert found(*alike("Berapakah hasil dari 12 + 4?", "Berapakah hasil dari 12 − 4?", ("16", "8"))) == []
    assert found(*alike("Lanjutkan 1, 2, 3, 4", "Lanjutkan 4, 3, 2, 1", ("5", "0"))) == []
    longer = alike("Lanjutkan deret 5, 7, 11, 13", "Lanjutkan deret 5, 7, 11, 13, 17", ("17", "19"))
    assert found(*longer) == [("a", "b")]


def test_each_language_is_looked_at_for_itself() -> None:
    # The English of b was copied from a, so that it is another item in Indonesian only.
    english = "Which city is the capital of West Java?"
    a = choice("a", Text({"id": CITY, "en": english}), CITIES)
    b = choice("b", Text({"id": "Di manakah letak pelabuhan Merak?", "en": english}), CITIES)
    bank = bank_of(a, b, *FILLING)
    assert [(each.language, each.first, each.second) for each in near_duplicates(bank)] == [("en", "a", "b")]
    assert near_duplicates(bank, languages=["id"]) == ()


def test_a_drawing_tells_items_apart_and_joins_them_when_it_is_the_same() -> None:
    stem, options = "Perhatikan peta. Kota manakah yang ditunjuk oleh anak panah?", CITIES
    items = [choice(name, stem, options, figure=f"media/{drawing}.svg")
             for name, drawing in (("a", "satu"), ("b", "dua"), ("c", "lain"))]  # fmt: skip
    bank = bank_of(*items, *FILLING, satu=CIRCLE, dua=SAME_CIRCLE, lain=SQUARE)
    assert [(each.first, each.second) for each in near_duplicates(bank, languages=["id"])] == [("a", "b")]


def test_an_image_inside_the_text_tells_items_apart_too() -> None:
    stem = "Perhatikan ![peta](media/{}.svg). Kota manakah yang ditunjuk oleh anak panah?"
    items = [choice(name, stem.format(drawing), CITIES)
             for name, drawing in (("a", "satu"), ("b", "dua"), ("c", "lain"))]  # fmt: skip
    bank = bank_of(*items, *FILLING, satu=CIRCLE, dua=SAME_CIRCLE, lain=SQUARE)
    assert [(each.first, each.second) for each in near_duplicates(bank, languages=["id"])] == [("a", "b")]


def test_what_never_comes_together_is_known() -> None:
    first, second = choice("a", CITY, CITIES), choice("b", CITY.replace("menjadi", "ialah"), CITIES)
    known = {
        "": (first, second),
        "enemies": (first, replace(second, enemies=("a",))),
        "set": (replace(first, item_set="s"), replace(second, item_set="s")),
    }
    for reason, items in known.items():
        assert [each.known for each in near_duplicates(bank_of(*items, *FILLING), languages=["id"])] == [
            reason
        ]


def test_statements_are_compared_without_the_labels_of_their_scale() -> None:
    promises = (
        statement("a", "Saya selalu menepati janji kepada rekan kerja."),
        statement("b", "Saya menepati janji saya kepada rekan kerja."),
    )
    others = (
        statement("c", "Aturan kecil boleh dilanggar."),
        statement("d", "Data yang salah segera saya perbaiki."),
    )
    assert found(*promises, *others) == [("a", "b")]


def test_the_changes_are_told_word_by_word() -> None:
    told = pair(CITY, CITY.replace("Barat", "Tengah"))
    assert told is not None
    assert in_one_line(told.changes) == "… provinsi Jawa [Barat? → Tengah?]"


def test_a_new_text_is_compared_with_the_bank() -> None:
    bank = bank_of(choice("a", CITY, CITIES), *FILLING)
    told = similar_to(bank, "id", "Apa nama ibu kota provinsi Jawa Barat?", CITIES)
    assert (told[0].first, told[0].second, told[0].known) == ("", "a", "")
    assert told[0].strength == max(told[0].similarity, told[0].stem_similarity) > 0.6
    assert similar_to(bank, "id", CITY)[0].stem_similarity == pytest.approx(1.0)
    assert similar_to(bank, "id", "Zat apakah yang mendidih pada 100 derajat?") == ()
    assert [each.second for each in similar_to(bank, "id", FILLING[7].prompt.stem["id"], least=0.3)][:2] == [
        "z-7",
        "z-8",
    ]
    assert similar_to(bank, "id", "?!") == ()


def test_a_bank_without_items_or_words_has_none() -> None:
    assert near_duplicates(bank_of()) == ()
    assert near_duplicates(bank_of(choice("a", "?"), choice("b", "…"))) == ()


def test_wrong_arguments_are_told() -> None:
    with pytest.raises(ValueError, match="language must be one of the bank's"):
        near_duplicates(bank_of(), languages=["fr"])
    with pytest.raises(ValueError, match="least must lie above"):
        BankWords(bank_of(), "id").near_duplicates(least=0.4)


def test_planted_copies_are_found_among_many_items_and_nothing_else() -> None:
    rng = random.Random(4)
    syllables = [consonant + vowel for consonant in "bdgklmnprst" for vowel in "aeiou"]
    vocabulary = ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(600)]
    weights = [1 / (place + 3) for place in range(600)]

    def words(number: int) -> str:
        return " ".join(rng.choices(vocabulary, weights, k=number))

    items = [
        choice(f"a-{place:03}", words(rng.randint(12, 30)), [words(3) for _ in range(4)])
        for place in range(150)
    ]
    copies = []
    for place in range(40):
        stem = items[place].prompt.stem["id"].split()
        stem[rng.randrange(len(stem))] = "xylofon"
        turned = stem[5:] + stem[:5] if place % 2 else stem
        options = tuple(each.text["id"] for each in items[place].prompt.options if each.text)
        copies.append(choice(f"b-{place:03}", " ".join(turned), options[::-1]))
    told = {(each.first, each.second) for each in near_duplicates(bank_of(*items, *copies), languages=["id"])}
    assert told == {(f"a-{place:03}", f"b-{place:03}") for place in range(40)}
    assert not told & set(combinations([item.id for item in items], 2))
