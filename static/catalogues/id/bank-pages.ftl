# Halaman bank soal di server.
nav-banks = Bank soal
banks-title = Bank soal
banks-note = Bank yang tersimpan di server ini: dibaca, disunting, ditelaah, dan diterbitkan di sini.
banks-import = Impor bank
banks-none = Belum ada bank di server. Impor dari lembar kerja, paket QTI, folder, atau berkas teks.
banks-items = { $n } soal
banks-open = Buka
bank-languages = bahasa: { $languages }
bank-new-item = Soal baru
bank-as-sheet = Sebagai lembar kerja
bank-as-folder = Sebagai folder (zip)
bank-states-done = { $done } soal diberi status itu. { $not_done ->
    [0] {""}
   *[other] { $not_done } soal tidak dapat; buka soalnya untuk membaca sebabnya.
}
bank-plans = Rencana ujian
bank-new-plan = Rencana baru
bank-no-plans = Belum ada rencana yang disimpan bersama bank ini.
bank-item-list = Daftar soal
bank-by-state = Soal menurut status
bank-all = Semua
bank-words = Cari di teks, id, tanda, penulis
bank-any = Apa saja
bank-sort = Urutkan menurut
bank-sort-id = Id
bank-sort-difficulty = Tingkat kesulitan
bank-sort-administered = Paling sering disajikan
bank-sort-written = Terbaru dahulu
bank-search = Cari
bank-found = { $n ->
    [0] Tidak ada soal yang cocok. Kurangi saringannya.
   *[other] { $n } soal cocok.
}
bank-tick = Pilih
bank-batch = Untuk soal yang dicentang
bank-batch-do = Beri status ini
bank-pages = Halaman daftar
bank-page = Halaman { $page } dari { $pages }
item-column-stem = Teks
item-column-state = Status
item-column-given = Disajikan
item-preview = Seperti dilihat peserta
item-preview-size = Ukuran layar
item-preview-narrow = Telepon
item-preview-note = Halaman ujian yang sebenarnya. Jawaban di sini tidak disimpan di mana pun.
item-preview-language = Bahasa ujian
item-preview-waiting = Soal tampil di sini begitu dapat dibaca.
item-version = versi { $n }
item-edit = Sunting
item-edit-note = Yang Anda simpan menjadi versi baru berstatus draf. Versi sebelumnya tetap seperti semula.
item-edit-in-use = Soal ini sedang dipakai: setelah disimpan, soal baru dipakai lagi bila sudah ditelaah dan disetujui.
item-review = Telaah
item-review-note = Versi ini ditulis oleh { $author }; orang lain yang harus menelaah dan menyetujuinya.
item-note = Catatan
item-note-when = wajib bila dikembalikan
item-states = Status selama ini
item-known = Yang diketahui tentangnya
item-given = Disajikan
item-given-told = { $n ->
    [0] belum pernah
   *[other] { $n } kali
}
item-releases = Dalam rilis
item-calibrated = Kalibrasi terakhir
item-calibrated-told = { $n } orang
item-enemies = Tidak pernah bersama
item-set = Set
item-source = Penulis dan sumber
item-tags = Tanda
item-author = Penulis
item-similar = Soal yang mirip
item-similar-find = Cari soal yang mirip
item-similar-none = Tidak ada soal yang mirip.
item-similar-share = { $n } %
item-is-enemy = tidak pernah bersama
item-versions = Versi
item-version-show = Tampilkan di atas
item-version-compare = Bandingkan dengan yang terbaru
item-changes = Dari versi { $old } ke versi { $new }
item-subdomain = Subdomain
item-stem = Pertanyaan
item-markdown = Markdown: **tebal**, daftar, tabel; rumus di antara tanda dolar, misalnya $x^2$; gambar dan suara milik bank sebagai ![kata](media/nama.png).
item-figure = Gambar
item-figure-name = Berkas milik bank
item-figure-file = Berkas baru
item-figure-alt = Kata-kata pengganti
item-options = Pilihan
item-options-note = Baris tanpa kata dan gambar tidak dipakai.
item-right = benar
item-option-id = Id
item-option-text = Teks
item-scale = Skala jawaban
item-keyed = Arah
item-keyed-positive = setuju berarti mendukung
item-keyed-negative = setuju berarti menentang
item-more = Lainnya
item-rest = Kunci jenis ini, parameter, dan selebihnya
item-rest-note = Seperti dalam format asli, satu isian per baris, misalnya b = 0.4 di bawah [parameters].
item-save = Simpan sebagai versi baru
item-cancel = Batal
kind-multiple-choice = Pilihan jamak
kind-situational-judgement = Penilaian situasi
kind-forced-choice = Pilihan paksa
kind-ordering = Mengurutkan
kind-matching = Memasangkan
kind-inline-choice = Pilihan dalam teks
kind-gap-match = Mengisi rumpang
kind-short-answer = Isian singkat
kind-hotspot = Tempat pada gambar
kind-information = Halaman bacaan
kind-composite = Beberapa bagian
item-preview-person = Peserta Contoh
