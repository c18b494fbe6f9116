"""What syllogisms speak of: settings of office life, and things in them that may or may not be the same.

Terms of one aspect may exclude each other, so a problem takes its three from three aspects. Nothing that one
knows of the world says how those are related, and no conclusion is more believable than another.
"""

from dataclasses import dataclass
from typing import Final

from item_bank.generators.syllogisms_logic import Statement
from item_bank.generators.text_forms import Words, pairs

Terms = tuple[Words, Words, Words]


@dataclass(frozen=True, slots=True)
class Setting:
    """A place, and groups of what is found there by aspect."""

    name: str
    where: Words
    aspects: tuple[tuple[Words, ...], ...]


def spoken(statement: Statement, terms: Terms) -> Words:
    """A statement as a sentence."""
    subject, predicate = terms[statement.subject], terms[statement.predicate]
    return _SENTENCES[statement.mood].filled(subject=subject, predicate=predicate)


_SENTENCES: Final = {
    "A": Words("Semua {subject} adalah {predicate}.", "All {subject} are {predicate}."),
    "E": Words("Tidak ada {subject} yang merupakan {predicate}.", "No {subject} are {predicate}."),
    "I": Words("Ada {subject} yang merupakan {predicate}.", "Some {subject} are {predicate}."),
    "O": Words("Ada {subject} yang bukan {predicate}.", "Some {subject} are not {predicate}."),
}

INTRODUCTION: Final = Words(
    "{where}, kedua pernyataan berikut benar:", "{where}, both of these statements are true:"
)
QUESTION: Final = Words("Kesimpulan manakah yang pasti benar?", "Which conclusion must be true?")
CONVENTION: Final = Words(
    "*Tidak ada kelompok yang kosong. Kata “ada” berarti sekurang-kurangnya satu, mungkin semuanya.*",
    "*None of the groups is empty. The word “some” means at least one, possibly all.*",
)
"""Existential import and the sense of the particular, said in every item."""

NOTHING: Final = Words(
    "Tidak satu pun kesimpulan lainnya pasti benar.", "None of the other conclusions must be true."
)


def _aspects(*aspects: str) -> tuple[tuple[Words, ...], ...]:
    """One text for each aspect."""
    return tuple(pairs(aspect) for aspect in aspects)


SETTINGS: Final = (
    Setting(
        "staff",
        Words("Di sebuah kantor kecamatan", "In a district office"),
        _aspects(
            "anggota koperasi = members of the cooperative",
            "anggota paduan suara = members of the choir; pemain futsal = futsal players",
            "peserta pelatihan kearsipan = trainees in records management;"
            "peserta pelatihan pengadaan = trainees in procurement",
            "pengguna kereta = train commuters; pengguna sepeda = bicycle commuters",
            "anggota panitia lomba = members of the contest committee;"
            "anggota panitia pameran = members of the fair committee",
            "pemain catur = chess players",
            "pendonor darah = blood donors",
            "peserta kursus bahasa isyarat = learners of sign language",
        ),
    ),
    Setting(
        "seminar",
        Words("Pada sebuah seminar daerah", "At a regional seminar"),
        _aspects(
            "peserta dari luar kota = participants from out of town",
            "peserta sesi pagi = participants in the morning session;"
            "peserta sesi sore = participants in the afternoon session",
            "pembawa makalah = paper presenters",
            "penerima sertifikat = certificate recipients",
            "pengguna aplikasi seminar = users of the seminar app",
            "peserta kunjungan lapangan = participants in the field visit",
            "penghuni asrama = guests of the dormitory; penghuni hotel = guests of the hotel",
            "penanya = people who asked a question",
        ),
    ),
    Setting(
        "volunteers",
        Words("Dalam sebuah kegiatan bakti sosial", "At a community service event"),
        _aspects(
            "petugas dapur = kitchen helpers; petugas parkir = parking helpers",
            "relawan baru = new volunteers",
            "pembawa sepeda motor = motorcycle riders; pembawa mobil = car drivers",
            "anggota karang taruna = members of the youth club",
            "warga RT 03 = residents of block 03; warga RT 05 = residents of block 05",
            "pemakai rompi hijau = wearers of green vests; pemakai rompi oranye = wearers of orange vests",
            "peserta kerja bakti hari Sabtu = helpers on Saturday",
        ),
    ),
    Setting(
        "folders",
        Words("Di sebuah ruang arsip", "In an archive"),
        _aspects(
            "map biru = blue folders; map hijau = green folders; map merah = red folders",
            "map bersegel = sealed folders",
            "map dari Bagian Umum = folders from General Affairs;"
            "map dari Bagian Keuangan = folders from Finance",
            "map tahun 2019 = folders from 2019; map tahun 2021 = folders from 2021",
            "map di lemari utara = folders in the north cabinet;"
            "map di lemari selatan = folders in the south cabinet",
            "map berlabel ganda = folders with two labels",
            "map berisi denah = folders with floor plans; map berisi kontrak = folders with contracts",
            "map berkode QR = folders with a QR code",
        ),
    ),
    Setting(
        "letters",
        Words("Di meja penerimaan surat", "At the mail desk"),
        _aspects(
            "surat undangan = letters of invitation; surat permohonan = letters of request",
            "surat bermeterai = letters with a duty stamp",
            "surat dua halaman = two-page letters; surat tiga halaman = three-page letters",
            "surat dari luar provinsi = letters from outside the province",
            "surat bertinta biru = letters in blue ink; surat bertinta hitam = letters in black ink",
            "surat berlampiran = letters with attachments",
            "surat kiriman Senin = letters delivered on Monday;"
            "surat kiriman Rabu = letters delivered on Wednesday",
            "surat bernomor genap = even-numbered letters; surat bernomor ganjil = odd-numbered letters",
        ),
    ),
    Setting(
        "cars",
        Words("Di garasi sebuah dinas", "In the garage of an agency"),
        _aspects(
            "mobil putih = white cars; mobil hitam = black cars; mobil abu-abu = grey cars",
            "mobil berpelat genap = cars with even plates; mobil berpelat ganjil = cars with odd plates",
            "mobil sewaan = rented cars",
            "mobil berkursi tujuh = seven-seat cars; mobil berkursi lima = five-seat cars",
            "mobil bertransmisi otomatis = automatic cars; mobil bertransmisi manual = manual cars",
            "mobil di lantai dasar = cars on the ground floor;mobil di lantai atas = cars on the upper floor",
            "mobil bergaransi = cars under warranty",
            "mobil bersirene = cars with a siren",
        ),
    ),
    Setting(
        "books",
        Words("Di perpustakaan sebuah instansi", "In the library of an institution"),
        _aspects(
            "buku bersampul keras = hardcover books; buku bersampul tipis = paperback books",
            "buku sumbangan = donated books",
            "buku berilustrasi = illustrated books",
            "buku cetakan kedua = books in second printing; buku cetakan pertama = books in first printing",
            "buku di rak depan = books on the front shelf; buku di rak belakang = books on the back shelf",
            "buku sejarah = history books; buku hukum = law books; buku pertanian = farming books",
            "buku bernomor ganjil = odd-numbered books; buku bernomor genap = even-numbered books",
            "buku berstiker biru = books with blue stickers;"
            "buku berstiker kuning = books with yellow stickers",
        ),
    ),
    Setting(
        "rooms",
        Words("Di sebuah gedung pemerintah", "In a government building"),
        _aspects(
            "ruang rapat = meeting rooms; ruang arsip = archive rooms; ruang kerja = work rooms",
            "ruang berkarpet = carpeted rooms",
            "ruang bercat hijau = green rooms; ruang bercat krem = cream rooms",
            "ruang di lantai dua = rooms on the second floor;ruang di lantai tiga = rooms on the third floor",
            "ruang berproyektor = rooms with a projector",
            "ruang berkunci elektronik = rooms with an electronic lock",
            "ruang berjendela ganda = rooms with double windows",
            "ruang di sayap timur = rooms in the east wing; ruang di sayap barat = rooms in the west wing",
        ),
    ),
    Setting(
        "boxes",
        Words("Di sebuah gudang logistik", "In a supply depot"),
        _aspects(
            "kotak kayu = wooden boxes; kotak plastik = plastic boxes; kotak karton = cardboard boxes",
            "kotak berlabel merah = boxes with red labels; kotak berlabel kuning = boxes with yellow labels",
            "kotak di rak atas = boxes on the top shelf; kotak di rak bawah = boxes on the bottom shelf",
            "kotak berisi alat tulis = boxes of stationery; kotak berisi kabel = boxes of cables",
            "kotak kiriman Senin = boxes delivered on Monday;"
            "kotak kiriman Kamis = boxes delivered on Thursday",
            "kotak bergembok = padlocked boxes",
            "kotak berat = heavy boxes; kotak ringan = light boxes",
            "kotak berkode batang = boxes with a bar code",
        ),
    ),
    Setting(
        "laptops",
        Words("Di sebuah laboratorium komputer", "In a computer laboratory"),
        _aspects(
            "laptop hitam = black laptops; laptop perak = silver laptops",
            "laptop sewaan = rented laptops",
            "laptop berlayar sentuh = laptops with touch screens",
            "laptop bernomor ganjil = odd-numbered laptops; laptop bernomor genap = even-numbered laptops",
            "laptop bergaransi = laptops under warranty",
            "laptop di meja depan = laptops on the front desks;"
            "laptop di meja belakang = laptops on the back desks",
            "laptop untuk ujian = laptops for exams",
            "laptop berstiker = laptops with stickers",
        ),
    ),
    Setting(
        "stalls",
        Words("Di sebuah pasar rakyat", "At a public market"),
        _aspects(
            "kios makanan = food stalls; kios pakaian = clothing stalls; kios buku = book stalls",
            "kios bercat kuning = yellow stalls; kios bercat biru = blue stalls",
            "kios di sisi timur = stalls on the east side; kios di sisi barat = stalls on the west side",
            "kios berpintu geser = stalls with sliding doors",
            "kios anggota koperasi = stalls of cooperative members",
            "kios dengan pembayaran digital = stalls with digital payment",
            "kios bernomor ganjil = odd-numbered stalls; kios bernomor genap = even-numbered stalls",
            "kios berukuran kecil = small stalls; kios berukuran besar = large stalls",
        ),
    ),
)
