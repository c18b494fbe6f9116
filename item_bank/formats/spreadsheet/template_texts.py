"""What the template says to whoever fills it in, in Indonesian and English: a line for each step."""

from typing import Final

_STEPS_ID: Final = """\
Isi lembar items: satu baris untuk satu soal. Lembar contoh (example) memperlihatkan setiap jenis soal; \
salin barisnya dan ubah isinya.
Wajib pada setiap baris: kolom bertanda *. Kolom lain hanya untuk jenis soal tertentu; arahkan kursor ke \
judul kolom untuk membaca penjelasannya.
Kolom jenis boleh kosong: jenis soal ditebak dari kolom yang terisi.
Teks boleh memakai Markdown: **tebal**, *miring*, tabel, rumus $x^2$, gambar ![keterangan](media/a.png).
Gambar dan suara: taruh di folder media di sebelah berkas ini, lalu kemas berkas dan folder itu dalam \
satu zip.
Bacaan atau data untuk beberapa soal: tulis di lembar stimuli (atau di baris berjenis stimulus), dan \
namanya di kolom kelompok setiap soal.
Ubah id, judul, bahasa, dan metrik pada lembar bank, serta skala jawaban pada lembar scales.
Parameter (model, a, b, c, d) boleh kosong sampai soal dikalibrasi. Metrik: logit dengan D = 1, atau \
normal dengan D = 1,702; salin dari laporan kalibrasi.
Bilangan boleh ditulis dengan koma atau titik desimal: 0,75 atau 0.75.
Baris kosong dilewati. Jangan menggabungkan sel dan jangan memakai rumus. Kolom yang tidak dipakai boleh \
dihapus.
Saat diimpor, setiap masalah disebut dengan lembar, baris, dan kolomnya; tidak ada yang ditulis sebelum \
semuanya diperiksa.
"""

_STEPS_EN: Final = """\
Fill the sheet items: one row for one item. The sheet example shows each kind of item; copy its rows and \
change them.
Each row needs the columns marked *. The others are for some kinds of items; point at the header of a \
column to read what it is for.
The column kind may be empty: it is guessed by the columns that are filled.
Texts may use Markdown: **bold**, *italic*, tables, formulas $x^2$, images ![words](media/a.png).
Images and sounds: put them into a folder media beside this file, then pack the file and the folder in \
one zip.
A passage or data for several items: write it in the sheet stimuli (or in a row of the kind stimulus), and \
its name in the column set of each item.
Change id, title, languages and metric in the sheet bank, and response scales in the sheet scales.
Parameters (model, a, b, c, d) may be empty until the items are calibrated. Metric: logit with D = 1, or \
normal with D = 1.702; copy it from the calibration report.
Numbers may be written with a decimal comma or point: 0,75 or 0.75.
Empty rows are skipped. Merge no cells and use no formulas. Columns that are not used may be deleted.
When it is imported, each problem is told with its sheet, row and column; nothing is written before \
everything has been checked.
"""

STEPS: Final = tuple(zip(_STEPS_ID.splitlines(), _STEPS_EN.splitlines(), strict=True))
STEPS_TITLE: Final = ("Cara mengisi", "How to fill it in")
KINDS_TITLE: Final = ("Jenis soal dan cara menulisnya", "Kinds of items and how to write them")
COLUMNS_HEADERS: Final = (
    "kolom", "column", "penjelasan", "explanation", "jenis soal / kinds", "pilihan / choices",
)  # fmt: skip
"""The headers of the sheet that explains each column."""

HEAD_NOTES: Final = {
    "id": "Nama pendek bank. / The short name of the bank.",
    "languages": "Bahasa setiap teks, dipisahkan titik koma: id; en. / The languages of every text.",
    "title": "Judul bank. / The title of the bank.",
    "notice": "Asal soal dan parameter; dibaca siapa pun yang memakainya. / Where items come from.",
    "metric": "Metrik parameter: logit atau normal. / The metric of the parameters.",
    "D": "1 untuk logit; 1,702 untuk normal yang didekati logit. / 1, or 1.702 for the normal metric.",
    "mean": "Rerata kemampuan kelompok acuan pada metrik ini. / The mean of the reference group.",
    "sd": "Simpangan baku kelompok acuan. / The standard deviation of the reference group.",
    "reference_group": "Kelompok acuan. / The reference group.",
}
"""What the fields of the sheet bank are for, by what their names begin with."""
