"""Warnings about what items say: what must be told, and what must not although it looks alike."""

from dataclasses import replace

import pytest

from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.content_checks import check_wording, n_negations, reading_index
from item_bank.findings import Finding
from item_bank.items import Item, Text
from tests.item_bank.word_banks import bank_of, choice, statement

EASY = "Andi lebih tinggi daripada Budi. Budi lebih tinggi daripada Citra. Siapa yang paling tinggi?"
HARD = (
    "Berdasarkan pertimbangan-pertimbangan sebagaimana dimaksud dalam ketentuan peraturan perundang-undangan "
    "mengenai penyelenggaraan pemerintahan daerah, bagaimanakah seharusnya pejabat pembina kepegawaian "
    "menetapkan pengangkatan, pemindahan, dan pemberhentian pegawai negeri sipil yang memperoleh penugasan "
    "khusus untuk menyelenggarakan pelayanan masyarakat terpencil?"
)
NAMES = [
    *(
        "Agus",
        "Bagus",
        "Cahya",
        "Dimas",
        "Endang",
        "Fajar",
        "Gita",
        "Hendra",
        "Indah",
        "Joko",
        "Kartika",
        "Lestari",
    ),
    *(
        "Mulya",
        "Nanda",
        "Oki",
        "Putri",
        "Qori",
        "Rahma",
        "Slamet",
        "Tono",
        "Umar",
        "Vina",
        "Wati",
        "Yanto",
        "Zaki",
    ),
]


def told(bank: Bank) -> list[Finding]:
    """The warnings; each sentence is made in both languages on the way."""
    findings = list(check_wording(bank))
    assert all(each.severity == "warning" and each.render("id") and each.render("en") for each in findings)
    return findings


def codes(*items: Item) -> list[tuple[str, str]]:
    return [(each.code, each.item) for each in told(bank_of(*items))]


def others(number: int = 24) -> list[Item]:
    """Items of one kind about other people."""
    return [
        choice(f"z-{place:02}", f"{name} pergi ke kantor. Apa yang dibawa {name} ke rumah {name.upper()}?",
               (f"tas {name}", f"buku {name}"))
        for place, name in enumerate(NAMES[:number])
    ]  # fmt: skip


# --- reading -------------------------------------------------------------------------------------------


def test_the_reading_index_is_words_per_sentence_and_the_percentage_of_long_words() -> None:
    # 4 + 4 words in two sentences; "perhitungan" and "terlambat" have more than six letters: 4 + 25.
    reading = reading_index("Ani punya satu kucing. Perhitungan itu **terlambat** lagi!")
    assert (reading.index, reading.n_words, reading.n_sentences) == (29.0, 8, 2)
    assert reading_index("anak-anak makan 2.000 apel").index == 3.0
    assert reading_index("- satu dua\n- tiga empat\n\nlima").n_sentences == 3
    assert reading_index("| a | b |\n|---|---|\n| c | d |").n_sentences == 2
    assert reading_index("2, 4, **?**").index == 0.0


def test_a_stem_far_harder_than_the_others_is_told() -> None:
    hard = choice("a", Text({"id": HARD, "en": "Who?"}))
    findings = told(bank_of(hard, *others()))
    assert [(each.code, each.item) for each in findings] == [("stem-hard-to-read", "a")]
    assert dict(findings[0].arguments)["words"] == reading_index(HARD).n_words
    assert codes(hard, *others(10)) == []  # too few to know what is usual
    assert codes(choice("a", " ".join(HARD.split()[:12])), *others()) == []  # too short to judge
    assert codes(choice("a", EASY), *others()) == []


def test_where_all_stems_are_hard_none_is_told() -> None:
    stems = [
        HARD.replace("daerah", name).replace("khusus", name * 2).replace("sipil", name * 3) for name in NAMES
    ]
    assert "stem-hard-to-read" not in {
        code for code, _ in codes(*[choice(f"a-{each[:60]}", each) for each in stems])
    }


# --- denials -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Saya tidak suka orang yang tidak jujur.", "id", 2),
        ("Saya bukan orang yang tak peduli.", "id", 2),
        ("Saya tidak hanya jujur, tetapi juga tidak malas.", "id", 1),
        ("Mau tidak mau saya harus datang.", "id", 0),
        ("Saya bertanya apakah tugas selesai atau belum.", "id", 0),
        ("Tidaklah mudah, dan belum selesai.", "id", 2),
        ("Kebijakan itu ditaksir.", "id", 0),
        ("I never do what I should not do.", "en", 2),
        ("I can’t say no.", "en", 2),
        ("Not only I, but nobody else came.", "en", 1),
        ("I notice knots.", "en", 0),
        ("Ora ngerti ora apa-apa.", "jv", 0),
    ],
)
def test_denials_are_counted_and_idioms_are_none(text: str, language: str, number: int) -> None:
    assert n_negations(text, language) == number


def test_a_statement_denied_twice_is_told_and_a_question_is_not() -> None:
    twice = "Saya tidak suka rekan yang tidak jujur."
    question = choice("b", "Bukan siapa yang tidak hadir?")
    findings = told(bank_of(statement("a", Text({"id": twice, "en": "I like honest people."})), question))
    assert [(each.code, each.item, dict(each.arguments)["language"]) for each in findings] == [
        ("statement-denied-twice", "a", "id")
    ]


# --- likenesses ----------------------------------------------------------------------------------------

CITY = "Kota manakah yang menjadi ibu kota provinsi Jawa Barat?"
CITIES = ("Bandung", "Semarang", "Serang")


def test_each_item_is_told_the_one_before_it_that_it_is_most_like() -> None:
    items = [
        choice("a", CITY, CITIES),
        choice("b", CITY.replace("menjadi", "merupakan"), CITIES),
        choice("c", CITY.replace("menjadi", "merupakan").replace("Kota manakah", "Manakah kota"), CITIES),
    ]
    findings = told(bank_of(*items, *others()))
    assert [(each.code, each.item, dict(each.arguments)["other"]) for each in findings] == [
        ("item-near-duplicate", "b", "a"),
        ("item-near-duplicate", "c", "b"),
    ]
    assert "[menjadi → merupakan]" in findings[0].message


def test_the_sentence_says_whether_options_or_nothing_but_punctuation_differs() -> None:
    other_options = choice("b", CITY, ("Bandung", "Bogor", "Bekasi"))
    (found,) = told(bank_of(choice("a", CITY, CITIES), other_options, *others()))
    assert "with other options" in found.message
    (found,) = told(bank_of(choice("a", CITY, CITIES), choice("b", f"{CITY[:-1]} …", CITIES), *others()))
    assert "but for punctuation" in found.message


def test_what_is_known_or_told_elsewhere_is_not_told_again() -> None:
    first, second = choice("a", CITY, CITIES), choice("b", CITY.replace("menjadi", "ialah"), CITIES)
    assert codes(first, replace(second, enemies=("a",)), *others()) == []
    assert codes(replace(first, item_set="s"), replace(second, item_set="s"), *others()) == []
    repeated = choice("b", CITY.upper(), CITIES[::-1], correct="C")
    assert codes(first, repeated, *others()) == []
    assert "content-repeated" in {each.code for each in check(bank_of(first, repeated, *others()))}


def test_a_translation_that_was_left_from_another_item_is_told() -> None:
    english = "Which city is the capital of the province of West Java?"
    a = choice("a", Text({"id": CITY, "en": english}), CITIES)
    b = choice("b", Text({"id": "Di manakah letak pelabuhan Merak saat ini?", "en": english}), CITIES)
    findings = told(bank_of(a, b, *others()))
    assert [(each.code, each.item, dict(each.arguments)["language"]) for each in findings] == [
        ("translation-of-another", "b", "en")
    ]


# --- lengths of keys -----------------------------------------------------------------------------------


JOBS = ("guru", "petani", "pegawai negeri sipil", "polisi")


def with_lengths(n_longest: int, number: int = 40) -> list[Item]:
    """Items with four options, of which the third is clearly the longest; it is right so many times."""
    keys = ["C" if place < n_longest else "ABD"[place % 3] for place in range(number)]
    return [
        choice(f"k-{place:02}", f"Apa pekerjaan orang {place} dan {place * 7}?", JOBS, correct=key)
        for place, key in enumerate(keys)
    ]


def test_keys_that_are_the_longest_option_too_often_are_told_by_domain() -> None:
    # Of 40, 10 would be expected; 10 + 3.5 sqrt(40 / 4 * 3 / 4) is 19.6.
    assert codes(*with_lengths(19)) == []
    findings = told(bank_of(*with_lengths(20)))
    assert [each.code for each in findings] == ["key-longest"]
    assert dict(findings[0].arguments) == {
        "domain": "umum", "number": 20, "items": 40, "expected": 10, "named": "k-00, k-01, k-02, k-03, k-04",
    }  # fmt: skip
    assert codes(*with_lengths(19, number=19)) == []  # too few


def test_options_that_are_hardly_longer_are_not_counted() -> None:
    items = [
        choice(f"k-{place}", f"Apa {place}{place}?", ("guru", "dokter", "petani"), correct="B")
        for place in range(40)
    ]
    assert codes(*items) == []


# --- together ------------------------------------------------------------------------------------------


def test_check_gives_the_advice_unless_it_is_asked_not_to() -> None:
    bank = bank_of(
        choice("a", CITY, CITIES), choice("b", CITY.replace("menjadi", "ialah"), CITIES), *others()
    )
    codes_with, codes_without = (
        [each.code for each in check(bank, with_advice=each)] for each in (True, False)
    )
    assert codes_with == ["item-near-duplicate", *codes_without]


def test_a_bank_without_languages_or_items_is_no_error() -> None:
    assert codes() == []
    assert {each.severity for each in check(replace(bank_of(), languages=()))} == {"error"}
