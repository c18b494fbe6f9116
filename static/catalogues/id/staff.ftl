# Halaman petugas: masuk, ruang, admin, dan asesor.

product-name = Server CAT
page-participant = Ujian · Server CAT
page-board = Papan pengawas
page-needs-script = Halaman ini memerlukan JavaScript. Panggil pengawas.
problem = Ada kendala
go-back = Kembali
staff-skip = Langsung ke isi
staff-navigation = Halaman petugas
staff-path = Letak halaman
nav-halls = Ruang
nav-admin = Admin
nav-results = Hasil
other-language = English
log-in = Masuk
log-in-title = Masuk petugas
log-in-hint = Untuk pengawas, admin, dan asesor. Peserta ujian tidak perlu masuk di sini.
log-out = Keluar
login-name = Nama pengguna
password = Kata sandi
halls-note = Pilih ruang untuk membuka papannya.
no-halls = Belum ada ruang.
hall-state-preparing = Disiapkan
hall-state-open = Dibuka
hall-state-closed = Ditutup
hall-seats = { $n } kursi
hall-open-board = Buka papan

## Angka dan waktu

month-1 = Januari
month-2 = Februari
month-3 = Maret
month-4 = April
month-5 = Mei
month-6 = Juni
month-7 = Juli
month-8 = Agustus
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Desember
instant = { $day } { $month } { $year }, { $time } ({ $zone })
span-hours = { $n } jam
span-minutes = { $n } mnt
span-seconds = { $n } dtk
response-seconds = { $n } dtk

## Admin: beranda

admin-title = Administrasi
admin-halls = Ruang
admin-no-sittings = Belum ada peserta.
admin-states = Keadaan peserta
admin-sittings = { $n } peserta
admin-releases = Rilis
admin-releases-note = Rilis adalah bank soal dan rencana ujian yang dibekukan. Isinya tidak pernah berubah.
admin-no-releases = Belum ada rilis. Impor bank soal untuk membuat yang pertama.
release-plan = Rencana ujian
release-bank = Bank soal
release-items = Soal
release-digest = Sidik rilis
release-published = Diterbitkan
release-published-by = oleh { $name }
release-used = dipakai

## Admin: rilis

release-title = Rilis
release-is-new = Rilis sudah terbit. Ruang memakainya jika programnya dibuat dengan rilis ini.
release-notice-label = Keterangan bank
section-kind-adaptive = Adaptif
section-kind-fixed = Tetap
section-time = Batas waktu
section-pool = Soal tersedia
section-length = Panjang
section-length-adaptive = { $least } sampai { $most } soal
section-length-fixed = semua, { $n } pernyataan
section-stops = Berhenti bila
section-stops-precise = galat baku ≤ { $error } pada skala laporan
section-stops-length = panjang tercapai
section-exposure = Paparan soal
section-exposure-most = paling banyak { $rate } % peserta
section-pretest = Soal uji coba
section-pretest-told = { $number } setiap peserta, dari { $items }; { $matching ->
    [d_optimal] yang parameternya paling banyak diungkap sebuah jawaban
   *[random] yang jawabannya paling sedikit
 }. Tidak pernah dinilai.
release-pretest-list = Soal uji coba
section-content = Kisi-kisi
section-content-told = { $number ->
    [one] satu batasan pada setiap tes
   *[other] { $number } batasan pada setiap tes
 }, { $method ->
    [shadow_test] dipenuhi dengan tes bayangan
   *[priority_index] diupayakan dengan indeks prioritas
 }
section-exposure-rule = { $rule ->
    [item_eligibility] di setiap rentang kemampuan, dengan kelayakan acak
    [sympson_hetter] dengan peluang penerimaan dari simulasi
   *[other] soal yang mencapai batas menunggu
 }
section-exposure-seen = soal dari ujian terdahulu orang yang sama tidak diberikan lagi
section-unanswered = Tidak dijawab
unanswered-not-administered = tidak dihitung
unanswered-wrong = dihitung salah
unanswered-lowest = dihitung kategori terendah
section-scale = Skala laporan
section-scale-told = rata-rata { $mean }, simpangan { $sd }, dari { $lowest } sampai { $highest }
information-title = Informasi soal bagian { $section }
information-description = Informasi dari { $n } soal menurut nilai, dan informasi terbanyak yang dapat dicapai satu peserta dengan { $most } soal.
information-x-axis = Nilai pada skala laporan
information-y-axis = Informasi (1 / logit²)
information-legend-pool = Semua soal
information-legend-longest = Soal terbaik, sepanjang ujian terpanjang
information-legend-needed = Yang diperlukan untuk ketelitian rencana
information-legend-threshold = Kesukaran soal
information-reached = Ketelitian rencana dapat dicapai antara nilai { $from } dan { $to }.
information-not-reached = Ketelitian rencana tidak dapat dicapai di bagian mana pun dari skala ini dengan soal yang ada.
information-no-target = Bagian ini tidak menetapkan batas ketelitian.
release-item-list = Daftar soal
item-column-id = Soal
item-column-kind = Jenis
item-column-domain = Ranah
item-column-model = Model
item-column-parameters = Parameter
kind-single-choice = Pilihan tunggal
kind-likert = Skala sikap
release-practice = Latihan
release-texts = Tata tertib dan petunjuk
release-notice = Tata tertib
release-instructions = Petunjuk bagian { $section }
preview-note = Persis seperti yang dilihat peserta, dengan urutan pilihan menurut penulis. Kunci tidak ditampilkan.
preview-place = Soal { $position } dari { $total }
preview-previous = Sebelumnya
preview-following = Berikutnya
preview-option = Pilihan { $letter }
language-id = Bahasa Indonesia
language-en = English

## Asesor: daftar

results-title = Hasil
results-choose-hall = Pilih ruang.
results-over = { $n } dari { $total } selesai
results-all-halls = Semua ruang
results-search = Cari nama, nomor, atau kursi
results-find = Cari
results-all = Semua
results-none = Tidak ada peserta dengan saringan ini.
results-count = { $shown } dari { $total } peserta
results-column-number = Nomor
results-column-name = Nama
results-column-seat = Kursi
results-column-state = Keadaan
results-not-yet = belum ada
results-no-answers = tanpa jawaban
results-plus-minus = galat baku { $error }
results-note = Nilai pada skala laporan, ± galat baku. Nilai yang belum cukup teliti bertanda ≈.
results-not-precise = belum cukup teliti

## Asesor: satu peserta

result-number = Nomor
result-nip = NIP
result-post = Jabatan
result-office = Instansi
result-seat = Kursi
result-exam = Ujian
result-hall = Ruang
result-started = Mulai
result-ended = Selesai
result-language = Bahasa ujian
result-multiplier = Waktu peserta
result-multiplier-told = { $factor } kali waktu biasa
result-not-started-yet = Belum mulai
result-running = Ujian belum selesai. Halaman ini menunjukkan keadaan saat dibuka; bagian yang belum selesai belum bernilai.
result-absent = Peserta ini belum memulai ujian.
result-stopped = Ujian dihentikan oleh { $by } pada { $time }. Kategori: { $category }. Alasan: { $reason }
result-how-to-read = Cara membaca
result-read-band = Nilai adalah perkiraan. Rentang 95 % menunjukkan di mana nilai sebenarnya kira-kira berada; dua orang yang rentangnya bertumpang tindih belum tentu berbeda.
result-read-error = Galat baku menyatakan ketelitian: makin kecil, makin teliti. “Belum cukup informasi” berarti ketelitian yang diminta tidak tercapai.
result-read-use = Nilai ini satu bahan di antara beberapa. Keputusan diambil oleh orang, bersama hasil wawancara dan simulasi.
result-state-not-started = Belum dimulai
result-state-running = Sedang berjalan
result-state-finished = Selesai
result-error = galat baku { $error }
result-band = Rentang 95 %: { $lower } sampai { $upper }
result-precise = Cukup teliti: galat baku tidak lebih dari { $target }.
result-not-enough = Belum cukup informasi: galat baku { $error }, sedangkan rencana meminta paling besar { $target }. Baca rentangnya, bukan angkanya saja.
result-no-target = Rencana ujian tidak menetapkan batas ketelitian untuk bagian ini; baca nilainya bersama rentangnya.
result-at-end = Nilai ada di ujung skala; yang sebenarnya dapat lebih jauh lagi.
result-no-answers = Tidak ada jawaban, jadi tidak ada nilai: angkanya hanya akan menunjukkan anggapan awal.
result-no-score-yet = Belum ada nilai, karena bagian ini belum selesai.
result-not-started = Bagian ini belum dimulai.
result-never-started = Bagian ini tidak sempat dimulai.
result-items = Soal
result-items-told = { $answered } dijawab dari { $items } yang diberikan
result-statements-told = { $answered } dijawab dari { $items } pernyataan
result-unanswered-told = Yang tidak dijawab: { $policy }.
result-stop = Berhenti karena
stop-precise = sudah cukup teliti
stop-max-items = jumlah soal terbanyak tercapai
stop-pool-empty = tidak ada soal lagi yang boleh diberikan
stop-little-gain = satu soal lagi hampir tidak menambah keterangan
stop-classified = sudah jelas di sisi mana kemampuannya terhadap batas
stop-no-information = tidak ada soal lagi yang cukup memberi keterangan
stop-time-short = sisa waktu kurang dari yang diperlukan satu soal
stop-completed = diakhiri peserta
stop-time-up = waktu habis
stop-stopped = dihentikan pengawas
result-category = Digolongkan ke
result-category-told = kelompok { $number } dari { $total }, yang terendah adalah 1
result-method = Penaksiran
method-eap = rata-rata sebaran posterior (EAP)
method-map = modus sebaran posterior (MAP)
method-ml = kemungkinan maksimum, hanya dari jawaban
method-wle = kemungkinan terbobot (Warm), hanya dari jawaban
result-time = Waktu
result-time-told = { $used } terpakai dari { $available }
result-paused-now = Dijeda sejak { $time }; waktu berhenti.
result-ledger = Buku waktu
ledger-line-granted = { $span } jatah bagian, mulai { $time }
ledger-line-paused = { $span } jeda sejak { $time }, tidak dihitung
ledger-line-outage = { $span } gangguan server sejak { $time }, dikembalikan
ledger-line-given = { $span } tambahan pada { $time }
ledger-line-by = oleh { $name }: { $category }{ $reason ->
    [none] .
   *[other] , { $reason }
 }
band-title = Nilai bagian { $section } dengan rentang 95 %
band-description = Nilai { $score }, rentang 95 % dari { $lower } sampai { $upper }.
band-legend-score = Nilai
band-legend-interval = Rentang 95 %
band-legend-mean = Rata-rata acuan
result-path = Jalannya bagian ini
path-title = Jalannya perkiraan kemampuan pada bagian { $section }
path-description = Perkiraan kemampuan setelah masing-masing dari { $n } jawaban, dengan pita satu galat baku, benar atau salahnya jawaban, dan kesukaran soal. Angkanya ada di tabel di bawah.
path-x-axis = Urutan soal
path-y-axis = Nilai pada skala laporan
path-step = Soal { $position }: { $outcome }, kemampuan { $score }, galat baku { $error }
path-legend-line = Perkiraan kemampuan
path-legend-band = ± 1 galat baku
path-legend-difficulty = Kesukaran soal
outcome-right = benar
outcome-wrong = salah
outcome-graded = bertingkat
outcome-open = sedang tampil
outcome-unanswered = tidak dijawab
path-legend-right = Benar
path-legend-wrong = Salah
path-legend-graded = Bertingkat
pretest-title = Soal uji coba
pretest-note = Soal ini dijawab seperti yang lain dan tidak mengubah nilai. Peserta tidak diberi tahu yang mana.
path-table = Tabel jalannya soal
path-table-note = Kesukaran dan kemampuan pada skala laporan. Waktu dihitung selama soal tampil di layar peserta.
path-column-position = No.
path-column-item = Soal
path-column-difficulty = Kesukaran
path-column-outcome = Jawaban
path-column-ability = Kemampuan
path-column-error = Galat baku
path-column-time = Waktu jawab
path-category-told = kategori { $category } dari { $most }
path-in-grace = diterima dalam masa tenggang
traits-title = Sifat yang diukur
traits-note = Dihitung dari pilihan antarpernyataan dengan model utilitasnya. Hasil pilihan paksa dibaca sebagai profil orang ini; perbedaan antarorang kurang pasti dibandingkan perbedaan dalam satu orang.
traits-column = Sifat
traits-band = Skor dengan selang 95 %
traits-score = Skor
traits-error = Galat baku
traits-told = Bagian ini mengukur { $n } sifat; tidak ada satu skor tunggal.
facet-title = Sebaran jawaban per faset
facet-note = Kategori sudah disearahkan menurut kunci: makin tinggi, makin kuat sikap yang diukur.
facet-column = Faset
facet-share = Sebaran
facet-category = Kategori { $category }
facet-n = Dijawab
facet-form = Semua pernyataan
facet-column-chosen = Pilihan ke-
facet-column-category = Kategori
facet-empty = kosong
straight-lining = Semua pernyataan dijawab dengan pilihan yang sama. Penyebabnya dapat bermacam-macam; tanyakan dalam wawancara sebelum memakai hasil bagian ini.
self-report = Bagian ini menanyakan pandangan peserta tentang dirinya. Hasilnya dugaan yang lemah tentang perilaku seseorang: pakailah untuk bahan pendalaman wawancara, jangan untuk lulus atau tidak lulus.
conduct-title = Catatan selama ujian
conduct-note = Dihitung apa adanya; bukan penilaian.
conduct-focus = Halaman ujian tidak di depan
conduct-focus-told = { $n } kali, seluruhnya { $span }
conduct-pauses = Dijeda
conduct-times = { $n } kali
conduct-seats = Pindah kursi
conduct-none = tidak pernah
conduct-incidents = Kejadian yang dicatat pengawas
conduct-no-incidents = Tidak ada.
conduct-incident = { $time }, { $by } ({ $category }): { $reason }
origin-title = Asal hasil
origin-note = Dengan ini hasil dapat dihitung ulang dan diperiksa kapan saja.
origin-release = Sidik rilis
origin-bank = Bank dan rencana
origin-head = Sidik ujung jurnal
origin-version = Panjang jurnal
origin-version-told = { $n } peristiwa
origin-code = Kode tanda terima
origin-viewed = Setiap pembukaan halaman ini dicatat atas nama Anda.
