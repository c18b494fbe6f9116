### Halaman peserta. Kalimat pendek, hormat, tanpa istilah teknis.

app-title = Asesmen Berbasis Komputer
app-subtitle = Tes adaptif
skip-to-main = Langsung ke isi
loading = Sebentar…
loading-note = Halaman sedang disiapkan.
server-not-reached = Server belum terjangkau
server-not-reached-note = Komputer ini mencoba menghubungi server lagi. Bila tetap begini, sampaikan kepada pengawas.
server-clock = Jam server
close = Tutup
cancel = Batal
back = Kembali
done = Selesai
sending = Mengirim…
understood = Mengerti
reason = Alasan: { $reason }.
language-choose = Bahasa
seat-short = Kursi { $seat }

## Lama waktu
duration-hours = { $n } jam
duration-minutes = { $n } menit
duration-seconds = { $n } detik

## Memilih kursi komputer
setup-title = Komputer ini di kursi mana?
setup-note = Pilih sekali saja. Komputer akan mengingat kursinya.
setup-hall = Ruang
setup-seat = Denah { $hall }
setup-front = Depan (meja pengawas)
setup-keep = Pakai kursi { $seat }
setup-choose-first = Pilih kursi pada denah
setup-no-halls = Belum ada ruang yang disiapkan. Sampaikan kepada pengawas.

## Kursi menunggu peserta
seat-word = Kursi
seat-start = Mulai check-in
seat-link-good = Terhubung ke server
seat-link-bad = Belum terhubung ke server
seat-change = Ubah kursi komputer ini
ended-other = Kursi ini sudah tidak dipakai untuk tes Anda. Bila Anda belum selesai, panggil pengawas.
ended-checked-in-elsewhere = Tes Anda dibuka di komputer lain (kursi { $seat }). Bila bukan Anda, panggil pengawas.
ended-seat-changed = Kursi Anda dipindah ke { $seat }. Silakan check-in lagi di kursi itu.
ended-place-released = Tempat ini dilepas oleh pengawas. Silakan check-in lagi di komputer yang ditunjukkan.
check-in-title = Check-in
check-in-number = NIP atau nomor peserta
check-in-number-hint = Ada di kartu peserta Anda. NIP terdiri dari 18 angka.
check-in-nip-hint = NIP: { $n } dari 18 angka.
check-in-number-missing = Isi NIP atau nomor peserta dahulu.
check-in-pin = PIN kartu
check-in-pin-hint = Tercetak di kartu peserta.
check-in-pin-missing = Isi PIN kartu dahulu.
check-in-pin-show = Lihat
check-in-pin-hide = Tutup
check-in-submit = Lanjut
check-in-busy = Memeriksa…

## Apakah ini Anda?
identity-title = Apakah ini Anda?
identity-name = Nama
identity-number = Nomor peserta
identity-nip = NIP
identity-post = Jabatan
identity-office = Unit kerja
identity-seat = Kursi
identity-yes = Ya, ini saya
identity-no = Bukan saya
identity-no-note = Bila ada yang keliru, pilih “Bukan saya”. Pengawas akan datang membantu.
denied-title = Pengawas sudah dipanggil
denied-note = Silakan tetap duduk. Pengawas akan memeriksa data Anda.
denied-again = Ulangi check-in

## Tata tertib dan pemberitahuan data
rules-title = Tata tertib dan data Anda
rules-agree = Saya sudah membaca dan menyetujui tata tertib serta penggunaan data ini.
rules-continue = Setuju dan lanjut

## Latihan
practice-title = Latihan
practice-unscored = Jawaban di sini tidak dinilai dan tidak disimpan.
practice-example = contoh
practice-place = Soal latihan { $position } dari { $total }
practice-skip = Lewati latihan
practice-done-title = Latihan selesai
practice-done-note = Anda boleh mengulang latihan. Bila sudah siap, lanjutkan ke ruang tunggu.
practice-finish = Saya siap
practice-repeat = Ulangi latihan
tour-title = Panduan singkat
tour-again = Lihat panduan
tour-step = Panduan { $step } dari { $count }
tour-question = Ini soalnya. Baca dengan tenang. Bila ada gambar, gambar selalu ada di sebelah kiri.
tour-options = Ini pilihan jawabannya. Klik salah satu, atau tekan angkanya: 1, 2, 3, dan seterusnya.
tour-answer = Di sini Anda menjawab. Petunjuk singkatnya ada di atas tempat jawaban.
tour-next = Tekan “Berikutnya” untuk ke soal selanjutnya. Tombol Enter juga bisa.
tour-status = Di sini tampak sisa waktu, dan tanda bahwa jawaban Anda sudah tersimpan di server.
tour-help = Perlu bantuan? Tekan “Panggil pengawas” kapan saja. Tekan “Tampilan” untuk memperbesar huruf.
tour-continue = Lanjut
tour-end = Mulai berlatih
tour-skip = Lewati panduan

## Menunggu
waiting-title = Menunggu pengawas membuka sesi
waiting-open-title = Sesi sudah dibuka
waiting-count = { $ready } dari { $expected } siap.
waiting-progress = Peserta yang sudah siap
waiting-note = Silakan duduk tenang. Halaman ini berubah sendiri ketika sesi dibuka.
waiting-pin = PIN sesi
waiting-pin-hint = PIN disampaikan pengawas di depan ruang.
waiting-enter = Masuk
ready-title = Kesiapan
ready-identity = Identitas sesuai: { $name }
ready-content = Halaman tes sudah dimuat
ready-link = Terhubung ke server
ready-link-missing = Sedang menghubungi server
ready-storage = Komputer ini dapat menyimpan jawaban bila koneksi putus
ready-storage-missing = Komputer ini tidak dapat menyimpan jawaban bila koneksi putus; sampaikan kepada pengawas

## Awal bagian
section-count = Bagian { $index } dari { $count }
section-place = Bagian { $index } dari { $count }: { $title }
intro-items-adaptive = soal, paling banyak
intro-items-fixed = pernyataan atau soal
intro-minutes = menit
intro-no-limit = tanpa batas waktu
intro-adaptive = Soal tampil satu per satu dan menyesuaikan dengan jawaban Anda. Setelah menekan “Berikutnya”, Anda tidak dapat kembali ke soal sebelumnya.
intro-fixed = Anda bebas berpindah soal, menandai yang ragu-ragu, dan mengubah jawaban sampai bagian ini Anda akhiri.
intro-clock-stands = Waktu belum berjalan. Waktu mulai dihitung ketika Anda menekan “Mulai bagian ini”.
intro-start = Mulai bagian ini

## Mengerjakan
item-place-adaptive = Soal { $position }, paling banyak { $max }
item-place-fixed = Soal { $position } dari { $total }
item-progress = Kemajuan
item-next = Berikutnya
item-back = Sebelumnya
item-flag = Ragu-ragu
item-stimulus = Gambar soal
item-sending = Menyimpan…
item-waits-for-link = Jawaban ini aman di komputer ini. Soal berikutnya tampil setelah koneksi kembali.
item-flagged = Soal { $position } ditandai ragu-ragu.
item-unflagged = Tanda ragu-ragu soal { $position } dihapus.
item-keys-choose = Angka memilih, Enter untuk lanjut
item-keys-other = Tab berpindah, ? untuk daftar tombol
item-place-page = Halaman bacaan
reading-title = Bacaan
reading-fold = Lipat bacaan
reading-open = Buka bacaan
option-name = Pilihan { $letter }.
form-progress = Soal yang sudah dijawab
form-loading = Soal sedang dimuat…

## Menjawab
areas-how = Tekan salah satu bagian gambar, atau pilih dari daftar ini.
choices-exactly = Pilih { $n } jawaban.
choices-least = { $n ->
    [1] Pilih satu jawaban atau lebih.
   *[other] Pilih paling sedikit { $n } jawaban.
  }
choices-most = Pilih paling banyak { $n } jawaban.
choices-between = Pilih { $least } sampai { $most } jawaban.
choices-chosen = Terpilih { $n }
choices-chosen-all = Terpilih { $n }, sudah cukup
choices-full = Paling banyak { $most } jawaban. Lepaskan satu jawaban dahulu.
order-how = Yang pertama di paling atas. Tekan ▲ atau ▼, atau seret barisnya.
order-place = Urutan { $place } dari { $total }: { $option }. Tekan Spasi untuk mengangkat.
order-up = Naikkan: { $option }
order-down = Turunkan: { $option }
order-picked = Diangkat dari urutan { $place } dari { $total }. Panah atas dan bawah memindahkan, Spasi meletakkan.
order-laid = Diletakkan di urutan { $place } dari { $total }.
order-moved = Dipindah ke urutan { $place } dari { $total }.
order-keep = Urutan ini sudah tepat
order-kept = Urutan ini dipakai
best-worst-how = Pilih satu baris untuk “{ $best }” dan satu baris lain untuk “{ $worst }”.
judge-best-effective = Paling efektif
judge-worst-effective = Paling tidak efektif
judge-best-like-me = Paling menggambarkan diri saya
judge-worst-like-me = Paling tidak menggambarkan diri saya
rate-how = Beri satu nilai di tiap baris.
pair-how = Pilih pasangan tiap baris dari daftarnya. Atau tekan satu kartu, lalu tekan barisnya.
pair-several-how = Pilih pasangan tiap baris; satu baris boleh punya beberapa. Atau tekan satu kartu, lalu tekan barisnya.
pair-any-use = Satu kartu boleh dipakai berkali-kali.
pair-targets = Pasangan
pair-name = Pasangan untuk: { $option }
pair-add = Tambah pasangan…
pair-part = Lepaskan: { $option }
gaps-how = Pilih isi tiap kotak dari daftarnya.
gaps-pool-how = Isi tiap kotak dari daftarnya. Atau tekan satu kartu, lalu tekan kotaknya.
gaps-pool = Pilihan isian
gap-name = Isian { $n } dari { $total }
place-choose = Pilih…
place-elsewhere = dipakai
place-filled = { $place }: { $option }.
place-emptied = { $place }: dikosongkan.
card-picked = Diangkat: { $option }. Tekan tempatnya.
card-used = dipakai { $n } kali
write-number = Jawaban Anda (angka)
write-text = Jawaban Anda
write-number-how = Tulis angka saja, misalnya 12 atau 12,5.
write-read = Terbaca: { $number }
write-unread = Belum terbaca sebagai angka. Tulis misalnya 12 atau 12,5.
write-room = Sisa { $n } huruf.
part-name = Bagian { $n }
missing-choice = Pilih satu jawaban dahulu.
missing-choices = { $n ->
    [1] Pilih satu jawaban lagi.
   *[other] Pilih { $n } jawaban lagi.
  }
missing-order = Susun urutannya dahulu, atau tekan “Urutan ini sudah tepat”.
missing-best-worst = Pilih dua baris dahulu, satu untuk tiap penilaian.
missing-best-effective = Pilih juga satu baris untuk “Paling efektif”.
missing-worst-effective = Pilih juga satu baris untuk “Paling tidak efektif”.
missing-best-like-me = Pilih juga satu baris untuk “Paling menggambarkan diri saya”.
missing-worst-like-me = Pilih juga satu baris untuk “Paling tidak menggambarkan diri saya”.
missing-ratings = Masih ada { $n } baris yang belum dinilai.
missing-pairs = Masih ada { $n } baris yang belum berpasangan.
missing-gaps = Masih ada { $n } kotak yang kosong.
missing-number = Tulis jawaban Anda dahulu, dengan angka.
missing-number-unread = Jawaban Anda belum terbaca sebagai angka.
missing-text = Tulis jawaban Anda dahulu.
missing-parts = Masih ada { $n } bagian yang belum lengkap.

## Daftar soal
grid-title = Daftar soal
grid-open = Daftar soal
grid-page = Halaman bacaan sebelum soal { $position }
grid-cell = Soal { $position }, { $state ->
    [complete] sudah dijawab
    [unfinished] belum lengkap
   *[empty] belum dijawab
  }{ $doubtful ->
    [yes] , ragu-ragu
   *[no] {""}
  }
grid-none-empty = Semua soal sudah dijawab lengkap.
grid-none-doubtful = Tidak ada soal yang ditandai ragu-ragu.
filter-title = Tampilkan
filter-all = Semua
filter-empty = Belum
filter-doubtful = Ragu
legend-answered = Sudah dijawab
legend-doubtful = Ragu-ragu
legend-unfinished = Belum lengkap
legend-empty = Belum dijawab
legend-current = Sedang dibuka
legend-page = Bacaan

## Tinjau
review-open = Tinjau jawaban
review-title = Tinjau jawaban Anda
review-answered = Terjawab { $answered } dari { $total }.
review-unfinished = Belum lengkap { $n }.
review-rest = Belum dijawab { $empty }. Ragu-ragu { $doubtful }. Pilih satu baris untuk membukanya lagi.
answer-best-worst = Paling: { $best } · paling tidak: { $worst }
review-back = Kembali ke soal

## Mengakhiri
finish-open = Selesai
finish-title = Akhiri bagian { $section }?
finish-answered = Terjawab { $n } dari { $total }
finish-answered-adaptive = Terjawab { $n }, paling banyak { $total }
finish-doubtful = Ragu-ragu { $n }
finish-unfinished = Belum lengkap { $n }
finish-empty = Belum dijawab { $n }
finish-go-to = Buka soal { $position }
finish-time-left = Sisa waktu { $time }
finish-note = Setelah diakhiri, bagian ini tidak dapat dibuka lagi.
finish-note-adaptive = Bagian ini berakhir sendiri bila soalnya sudah cukup. Setelah diakhiri, tidak dapat dibuka lagi.
finish-back = Kembali mengerjakan
finish-confirm = Ya, akhiri

## Simpan
save-saved = Tersimpan di server { $time }
save-saving = Menyimpan…
save-unsent = Disimpan di komputer ini, belum terkirim ({ $n })
save-failed = Gagal simpan, panggil pengawas

## Koneksi
link-lost = Koneksi terputus. Teruskan mengerjakan; jawaban aman di komputer ini.
link-lost-memory = Koneksi terputus. Jangan menutup halaman ini; jawaban belum terkirim.
link-retry-in = Mencoba lagi dalam { $n } dtk.
link-retrying = Mencoba lagi…
link-raise-hand = Angkat tangan; pengawas sudah diberi tahu.
link-back = Terhubung kembali.
link-back-sent = Terhubung kembali, { $n } jawaban terkirim.

## Waktu
time-left = Sisa waktu
time-left-spoken = Sisa waktu { $duration }.
time-none-spoken = Tidak ada batas waktu saat ini.
time-hide = Sembunyikan
time-show = Tampilkan waktu
time-short = Sisa sedikit
time-almost-over = Hampir habis
time-up = Waktu habis. Jawaban Anda sedang dikumpulkan.

## Pengawas
help-open = Panggil pengawas
help-title = Panggil pengawas
help-note = Pilih alasannya. Tetaplah di kursi Anda.
help-note-timed = Pilih alasannya. Tetaplah di kursi Anda; waktu tetap berjalan.
help-waiting = Pengawas dipanggil
help-called = Pengawas sudah dipanggil.
help-called-since = Anda memanggil pukul { $time } ({ $reason }). Pengawas akan datang ke kursi Anda.
help-cancel = Batalkan panggilan
help-reason-computer = Komputer bermasalah
help-reason-network = Koneksi bermasalah
help-reason-question = Bertanya
help-reason-health = Kesehatan
help-reason-other = Lainnya
message-from-proctor = Pesan pengawas, { $time }:
message-read = Sudah saya baca
notice-time-given = Waktu Anda ditambah { $duration } (pukul { $time }).
notice-outage-credited = Gangguan server: { $duration } dikembalikan ke waktu Anda (pukul { $time }).
notice-resumed = Tes dilanjutkan pukul { $time }. Waktu berjalan lagi.
notice-seat-changed = Kursi Anda sekarang { $seat } (pukul { $time }).
category-power = listrik padam
category-network = jaringan
category-device = perangkat
category-illness = sakit
category-late = terlambat
category-behaviour = perilaku
category-identity = identitas
category-proctor = pengawas
category-item = soal

## Jeda, ditahan, dihentikan
paused-title = Tes dijeda
paused-clock-stands = Waktu Anda berhenti.
paused-reason = Alasan
paused-since = Sejak pukul
paused-by = Oleh
paused-note = Silakan tetap duduk. Soal tampil lagi dengan sendirinya ketika pengawas melanjutkan.
hold-title = Tes Anda ditahan sementara
hold-note = Nomor Anda dibuka di dua komputer. Pengawas sudah diberi tahu dan akan memilih komputer yang dipakai. Jawaban Anda aman.
stopped-title = Tes dihentikan pengawas
stopped-note = Jawaban yang sudah diberikan tersimpan di server. Silakan temui pengawas.

## Tanda terima
receipt-title = Terima kasih. Tes Anda selesai.
receipt-received = Jawaban diterima server: { $answered } dari { $total }, pukul { $time }.
receipt-why-time-up = Waktu bagian terakhir sudah habis.
receipt-why-stopped = Tes diakhiri oleh pengawas.
receipt-code = Kode tanda terima
receipt-code-note = Catat kode ini bila perlu. Anda boleh meninggalkan ruang setelah diizinkan pengawas.
receipt-complete = Semua jawaban sudah ada di server.
receipt-incomplete = Masih mengirim ({ $n }). Jangan matikan komputer ini.
receipt-leave = Tutup dan kosongkan kursi

## Tampilan
display-open = Tampilan
display-title = Tampilan
display-size = Ukuran huruf
display-size-now = Ukuran huruf { $size }
display-smaller = Perkecil huruf
display-larger = Perbesar huruf
display-contrast = Kontras tinggi
display-ruler = Penggaris baca
display-letters = Pintasan satu tombol (angka dan huruf)
keys-open = Daftar tombol
keys-title = Tombol papan ketik
keys-off = Pintasan satu tombol sedang dimatikan. Nyalakan di “Tampilan”.
keys-column-key = Tombol
keys-column-does = Kegunaan
keys-choose = Memilih jawaban
keys-tab = Ke kotak, daftar, atau tombol berikutnya
keys-space = Spasi
keys-tick = Memilih atau melepas jawaban
keys-pick = Mengangkat atau meletakkan baris
keys-carry = Memindahkan baris yang diangkat
keys-list-choose = Memilih dari daftar
keys-move = Memindahkan pilihan
keys-next = Berikutnya
keys-back = Sebelumnya
keys-flag = Ragu-ragu
keys-grid = Daftar soal
keys-time = Membacakan sisa waktu
keys-size = Memperbesar atau memperkecil huruf
keys-close = Menutup jendela
keys-list = Daftar tombol ini
