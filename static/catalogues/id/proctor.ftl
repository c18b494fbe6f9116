# Papan pengawas. Kalimat pendek dan santun; satu kata untuk satu gagasan di semua layar.

## Halaman

board-title = Papan pengawas
board-title-trouble = ({ $count }) { $hall } – Papan pengawas
board-title-calm = { $hall } – Papan pengawas
skip-to-board = Langsung ke papan
board-loading = Memuat papan pengawas…
board-region = Papan ruang
board-close = Tutup
board-cancel = Batal
try-again = Coba lagi
reload-page = Muat ulang halaman

## Bilah atas

hall-is-preparing = Belum dibuka
hall-is-open = Dibuka
hall-is-open-since = Dibuka { $time }
hall-is-closed = Ditutup
board-clock = Jam server
board-updated = Diperbarui { $seconds } dtk lalu
board-behind = Papan tertinggal { $duration }
pin-label = PIN sesi
pin-hidden = PIN disembunyikan
pin-reveal = Tampilkan
pin-hide = Sembunyikan
pin-rotate = Ganti PIN
pin-none = Belum ada
hall-actions = Tindakan ruang
signed-in-as = Masuk sebagai { $name }

## Sambungan papan

connection-connecting = Menyambung ke server…
connection-lost = Papan ini terputus dari server. Peserta tetap dapat bekerja; angka di bawah adalah keadaan terakhir.
connection-retry = Mencoba lagi dalam { $seconds } dtk.
connection-retrying = Mencoba lagi…
connection-refused = Papan tidak dapat dibuka. Masuk lagi, lalu buka papan ini kembali.
connection-silent = Server belum mengirim kabar selama { $duration }. Angka di bawah adalah keadaan terakhir.
hall-closed-note = Ruang ini sudah ditutup. Papan hanya dapat dibaca.

## Keadaan

state-absent = Belum hadir
state-checking-in = Bersiap
state-ready = Siap
state-working = Mengerjakan
state-lost = Putus
state-paused = Jeda
state-on-hold = Ditahan
state-finished = Selesai
state-stopped = Dihentikan
state-empty = Kosong
state-help = Butuh bantuan

# Kata pendek untuk petak yang sempit
state-short-absent = Absen
state-short-checking-in = Bersiap
state-short-ready = Siap
state-short-working = Kerja
state-short-lost = Putus
state-short-paused = Jeda
state-short-on-hold = Tahan
state-short-finished = Selesai
state-short-stopped = Henti
state-short-empty = Kosong

## Saringan

chips-label = Saring menurut keadaan
chip-absent = Belum hadir
chip-checking-in = Bersiap
chip-ready = Siap
chip-working = Mengerjakan
chip-lost = Putus
chip-paused = Jeda
chip-help = Butuh bantuan
chip-ended = Selesai
chip-count = { $name }: { $count }
hide-healthy = Perlu perhatian saja
search-label = Cari nama, nomor, atau kursi
search-placeholder = Cari nama atau kursi
view-label = Tampilan
view-map = Peta
view-table = Tabel
filter-result = { $shown } dari { $total } peserta ditampilkan.
filter-new = { $count } kejadian baru tetap ditampilkan.
filter-clear = Tampilkan semua

## Peta dan tabel

map-label = Peta kursi { $hall }
map-keys = Tombol panah berpindah kursi, Enter membuka peserta.
map-front = Depan kelas · meja pengawas
map-unplaced = Belum menempati kursi ruang ini
table-label = Daftar peserta { $hall }
column-seat = Kursi
column-name = Peserta
column-state = Keadaan
column-section = Bagian
column-progress = Kemajuan
column-time = Sisa waktu
column-contact = Kontak
sort-by = Urutkan menurut { $column }
sort-urgency = Yang perlu perhatian dahulu
table-empty = Tidak ada peserta dengan saringan ini.
no-seat = Tanpa kursi
new-incident = Baru
progress-of = { $answered }/{ $total }
progress-spoken = { $answered } dari { $total } terjawab
section-of = Bagian { $index } dari { $count }
section-short = { $index }/{ $count }
tile-time-spoken = sisa waktu { $time }
tile-time-stopped-spoken = sisa waktu { $time }, waktu berhenti
contact-ago = { $seconds } dtk
contact-ago-short = { $seconds } d
contact-ago-minutes = { $minutes } mnt
contact-ago-minutes-short = { $minutes } m
contact-ago-spoken = kontak terakhir { $duration } lalu
unsent-count = { $count } belum terkirim
unsent-short = { $count }
seat-spoken = Kursi { $seat }
board-duration-seconds = { $seconds } dtk
board-duration-minutes = { $minutes } mnt
board-duration-minutes-seconds = { $minutes } mnt { $seconds } dtk
board-duration-hours = { $hours } j { $minutes } mnt

## Antrean

queue-label = Bantuan dan kejadian
queue-help = Antrean bantuan
queue-help-empty = Tidak ada yang memanggil.
queue-trouble = Perlu perhatian
queue-trouble-empty = Tidak ada komputer yang putus.
queue-waiting = menunggu { $duration }
queue-since = sejak { $duration } lalu
queue-resolve = Selesai dibantu
queue-hold = Dua komputer
queue-more = dan { $count } lagi
outage-title = { $count } komputer hilang hampir bersamaan
outage-body = Kemungkinan listrik atau jaringan ruang. Kursi { $seats }.
outage-pause = Jeda semua
outage-give = Beri waktu semua
incident-lost = Kursi { $seat }, { $name }: komputer terputus.
incident-help = Kursi { $seat }, { $name } butuh bantuan: { $reason }.
incident-on-hold = Kursi { $seat }, { $name }: dua komputer dipakai.
incident-many = { $count } kejadian baru.

help-computer = Komputer
help-network = Jaringan
help-question = Pertanyaan
help-health = Kesehatan
help-other = Lainnya
help-identity = Identitas

## Laci peserta

drawer-label = Peserta { $name }
drawer-close = Tutup panel peserta
drawer-loading = Memuat riwayat…
drawer-failed = Riwayat belum dapat dimuat.
drawer-actions = Tindakan
drawer-time = Buku waktu
drawer-time-empty = Waktu belum mulai berjalan.
drawer-timeline = Riwayat
drawer-timeline-empty = Belum ada catatan.
drawer-help = Memanggil sejak { $time }: { $reason }
fact-number = Nomor peserta
fact-nip = NIP
fact-post = Jabatan
fact-office = Instansi
fact-section = Bagian
fact-progress = Kemajuan
fact-time-left = Sisa waktu
fact-time-stopped = Sisa waktu (berhenti)
fact-contact = Kontak
fact-unsent = Belum terkirim
fact-computer = Komputer
ledger-when = Pukul
ledger-what = Catatan
ledger-amount = Waktu
ledger-granted = Jatah bagian
ledger-paused = Dijeda
ledger-outage = Gangguan dikembalikan
ledger-given = Tambahan
ledger-left = Sisa sekarang
ledger-by = oleh { $name }

## Tindakan atas satu peserta

action-pause-sitting = Jeda
action-resume-sitting = Lanjutkan
action-give-time = Beri waktu
action-send-message = Kirim pesan
action-resolve-help = Selesai dibantu
action-note-incident = Catat kejadian
action-move-seat = Pindah kursi
action-release-place = Izinkan komputer baru
action-stop-sitting = Hentikan

title-pause-sitting = Jeda { $name }?
title-resume-sitting = Lanjutkan { $name }?
title-give-time = Beri waktu untuk { $name }
title-send-message = Pesan untuk { $name }
title-resolve-help = Bantuan untuk { $name } selesai?
title-note-incident = Catat kejadian pada { $name }
title-move-seat = Pindahkan { $name }
title-release-place = Izinkan komputer baru untuk { $name }?
title-stop-sitting = Hentikan ujian { $name }?

about-pause-sitting = Waktunya berhenti dan layarnya memberi tahu alasannya.
about-resume-sitting = Waktunya berjalan lagi dari sisa { $left }.
about-give-time = Sisa waktunya sekarang { $left }. Tambahan tercatat di berita acara.
about-send-message = Pesan muncul di layar peserta tanpa menghentikan waktunya.
about-resolve-help = Panggilannya dihapus dari antrean.
about-note-incident = Catatan masuk riwayat dan berita acara. Peserta tidak diberi tahu.
about-move-seat = Jawaban dan sisa waktunya ikut pindah ke kursi baru.
about-release-place = Komputer lama ditutup. Ia meneruskan di komputer baru pada soal dan sisa waktu yang sama.
about-stop-sitting = Ujiannya berakhir sekarang. Jawaban yang sudah diterima tetap disimpan. Ini tidak dapat dibatalkan oleh satu orang.

done-pause-sitting = { $name } dijeda.
done-resume-sitting = { $name } melanjutkan.
done-give-time = { $minutes } menit diberikan kepada { $name }.
done-send-message = Pesan dikirim kepada { $name }.
done-resolve-help = Bantuan untuk { $name } selesai.
done-note-incident = Kejadian pada { $name } dicatat.
done-move-seat = { $name } pindah ke kursi { $seat }.
done-release-place = { $name } boleh memakai komputer baru.
done-stop-sitting = Ujian { $name } dihentikan.

## Tindakan ruang

action-open-hall = Buka ruang
action-pause-hall = Jeda semua
action-resume-hall = Lanjutkan semua
action-give-time-hall = Beri waktu semua
action-message-hall = Pesan untuk semua
action-rotate-pin = Ganti PIN
action-close-hall = Tutup ruang

title-open-hall = Buka { $hall }?
title-pause-hall = Jeda semua peserta?
title-resume-hall = Lanjutkan semua peserta?
title-give-time-hall = Beri waktu untuk semua
title-message-hall = Pesan untuk semua peserta
title-rotate-pin = Ganti PIN sesi?
title-close-hall = Tutup { $hall }?

about-open-hall = { $ready } dari { $expected } peserta siap. Setelah dibuka, peserta memasukkan PIN sesi lalu mulai.
about-pause-hall = { $count } peserta sedang mengerjakan. Waktu mereka berhenti bersama.
about-resume-hall = { $count } peserta sedang dijeda. Waktu mereka berjalan lagi.
about-give-time-hall = Berlaku bagi { $count } peserta yang bagiannya sedang berjalan. Tercatat di berita acara.
about-message-hall = Pesan muncul di layar { $count } peserta tanpa menghentikan waktu.
about-rotate-pin = PIN lama tidak berlaku lagi. Peserta yang sudah masuk tidak terganggu.
about-close-hall = Setelah ditutup tidak ada yang dapat masuk atau meneruskan. Ketik nama ruang untuk memastikan.

done-open-hall = { $hall } dibuka.
done-pause-hall = Semua peserta dijeda.
done-resume-hall = Semua peserta melanjutkan.
done-give-time-hall = { $minutes } menit diberikan kepada semua.
done-message-hall = Pesan dikirim kepada semua.
done-rotate-pin = PIN sesi diganti.
done-close-hall = { $hall } ditutup.

why-hall-open = Ruang sudah dibuka.
why-hall-not-open = Ruang belum dibuka.
why-hall-closed = Ruang sudah ditutup.
why-nobody-working = Tidak ada yang sedang mengerjakan.
why-nobody-paused = Tidak ada yang sedang dijeda.
why-nobody-present = Belum ada peserta di komputer.
why-cannot-close = Masih ada peserta yang belum selesai.
why-not-offered = Tidak tersedia pada keadaan ini.

## Dialog

field-category = Kategori
field-reason = Alasan
hint-reason = Singkat saja; tercatat di berita acara.
field-minutes = Tambahan waktu (menit)
minutes-quick = { $minutes } mnt
field-seat = Kursi baru
seat-choose = Pilih kursi…
seat-free = { $seat } – kosong
seat-taken = { $seat } – { $name }
field-text = Isi pesan
field-typed-name = Ketik: { $hall }
board-sending = Mengirim…
sending-again = Server belum menjawab. Dikirim lagi (ke-{ $attempt })…
sending-unanswered = Server belum menjawab. Lihat dahulu apakah papan sudah berubah; mengirim lagi tidak akan menggandakan.
send-again = Kirim lagi
sent-in-background = { $action }: masih dikirim.
not-done = { $action } tidak dilakukan: { $message }
not-answered = { $action }: server belum menjawab. Periksa papan, lalu ulangi bila perlu.

problem-category = Pilih kategori.
problem-reason = Tulis alasannya, beberapa kata saja.
problem-minutes = Isi menit antara 1 dan 180.
problem-seat = Pilih kursi baru.
problem-text = Tulis isi pesan.
problem-typed-name = Belum sama dengan nama ruang.

cause-power = Listrik padam
cause-network = Jaringan
cause-device = Perangkat
cause-illness = Sakit
cause-late = Terlambat
cause-behaviour = Perilaku
cause-identity = Identitas
cause-proctor = Pengawas
cause-item = Soal

## Riwayat

timeline-checked-in = Masuk di kursi { $seat }
timeline-check-in-refused = PIN kartu salah di kursi { $seat }
timeline-place-left = Komputer dikosongkan
timeline-hall-pin-refused = PIN sesi salah
timeline-sitting-started = Ujian dimulai
timeline-help-requested = Memanggil pengawas: { $reason }
timeline-sitting-opened = Jadwal ujian disiapkan
timeline-identity-confirmed = Identitas dikonfirmasi
timeline-identity-denied = Peserta menyatakan bukan dirinya
timeline-notice-accepted = Tata tertib disetujui
timeline-practice-finished = Latihan selesai
timeline-language-chosen = Bahasa dipilih
timeline-section-started = Bagian { $section } dimulai
timeline-sitting-paused = Dijeda
timeline-sitting-resumed = Dilanjutkan
timeline-time-granted = Waktu ditambah { $duration }
timeline-outage-credited = Waktu gangguan dikembalikan { $duration }
timeline-focus-lost = Meninggalkan jendela ujian { $duration }
timeline-seat-changed = Pindah ke kursi { $seat }
timeline-place-released = Komputer baru diizinkan
timeline-incident-noted = Kejadian dicatat
timeline-message-sent = Pesan pengawas
timeline-help-cancelled = Panggilan dibatalkan
timeline-help-resolved = Bantuan selesai
timeline-section-finished = Bagian { $section } selesai: { $reason }
timeline-sitting-finished = Ujian selesai: { $reason }
timeline-sitting-stopped = Ujian dihentikan

# Mengapa bagian atau ujian berakhir; tanpa isi soal dan hasil
ended-precise = cukup teliti
ended-max-items = jumlah soal tercapai
ended-pool-empty = soal habis
ended-little-gain = soal tambahan hampir tidak berguna
ended-classified = golongan sudah pasti
ended-no-information = tidak ada soal yang cukup memberi keterangan
ended-time-short = waktu tidak cukup untuk satu soal lagi
ended-completed = diselesaikan peserta
ended-time-up = waktu habis
ended-stopped = dihentikan pengawas
