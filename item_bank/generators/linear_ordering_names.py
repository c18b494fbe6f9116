"""What is put in order: people by common first names of no one in particular, and things of an office."""

from typing import Final

from item_bank.generators.text_forms import pairs

PEOPLE: Final = pairs(
    "Andi; Budi; Citra; Dewi; Eka; Fajar; Gita; Hadi; Indah; Joko; Kartika; Lina; Made; Nanda;"
    "Oki; Putu; Rina; Sari; Tono; Wayan; Yuni"
)
DIVISIONS: Final = pairs(
    "Bagian Umum = General Affairs; Bagian Keuangan = Finance; Bagian Hukum = Legal Affairs;"
    "Bagian Kepegawaian = Personnel; Bagian Perencanaan = Planning;"
    "Bagian Humas = Public Relations; Bagian Arsip = Records; Bagian Pengadaan = Procurement"
)
ACTIVITIES: Final = pairs(
    "rapat anggaran = the budget meeting; pelatihan arsip = the records training;"
    "kunjungan lapangan = the field visit; pemeriksaan kesehatan = the health check;"
    "kerja bakti = the clean-up; uji sistem = the system test; lomba pidato = the speech contest;"
    "donor darah = the blood drive; bedah buku = the book talk"
)
GOODS: Final = pairs(
    "printer = the printer; proyektor = the projector; pemindai = the scanner;"
    "kamera = the camera; tablet = the tablet; laptop = the laptop; televisi = the television;"
    "kulkas = the refrigerator"
)
VILLAGES: Final = pairs(
    "Desa Sukamaju = Sukamaju; Desa Mekarsari = Mekarsari; Desa Tirtajaya = Tirtajaya;"
    "Desa Banyuasri = Banyuasri; Desa Wanasari = Wanasari; Desa Karangrejo = Karangrejo;"
    "Desa Girimulya = Girimulya; Desa Pasirlaut = Pasirlaut"
)
DOCUMENTS: Final = pairs(
    "surat undangan = the invitation; surat tugas = the letter of assignment;"
    "nota dinas = the memo; surat keputusan = the decree; berita acara = the meeting record;"
    "surat edaran = the circular; surat izin = the permit; laporan kegiatan = the activity report"
)
