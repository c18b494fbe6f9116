# Kalimat untuk setiap penolakan dan kesalahan; kodenya sama di semua bahasa.

error-already-opened = Sesi ujian ini sudah dibuka.
error-not-opened = Sesi ujian ini belum disiapkan. Panggil pengawas.
error-not-the-active-place = Komputer ini bukan lagi tempat ujian Anda. Panggil pengawas.
error-wrong-seat = Kursi Anda adalah { $seat }, sedangkan komputer ini kursi { $here }. Silakan pindah ke kursi { $seat } atau panggil pengawas.
error-wrong-card-pin = PIN kartu tidak cocok. Periksa kartu Anda, lalu coba lagi. { $left ->
    [0] Ini percobaan terakhir yang ditolak; panggil pengawas.
   *[other] Sisa percobaan: { $left }.
 }
error-card-pin-locked = PIN salah sudah terlalu banyak. Panggil pengawas untuk membukanya kembali.
error-wrong-hall-pin = PIN sesi tidak cocok. Dengarkan pengawas, lalu coba lagi. { $left ->
    [0] Ini percobaan terakhir yang ditolak; pengawas sudah diberi tahu.
   *[other] Sisa percobaan: { $left }.
 }
error-hall-pin-locked = PIN sesi salah sudah terlalu banyak. Pengawas sudah diberi tahu.
error-hall-not-open = Sesi belum dibuka. Tunggu aba-aba pengawas.
error-identity-first = Pastikan dahulu bahwa data diri yang tampil adalah data Anda.
error-notice-first = Baca dan setujui dahulu tata tertib.
error-identity-denied = Data diri belum dipastikan. Pengawas sudah diberi tahu.
error-unknown-language = Bahasa ini tidak tersedia untuk ujian ini.
error-language-fixed = Bahasa tidak dapat diganti setelah bagian pertama dimulai.
error-not-waiting = Selesaikan dahulu check-in dan latihan.
error-not-running = Ujian Anda belum dimulai.
error-paused = Ujian Anda sedang dijeda dan waktu Anda berhenti. Tunggu pengawas.
error-already-paused = Ujian ini sudah dijeda.
error-not-paused = Ujian ini tidak sedang dijeda.
error-over = Ujian ini sudah berakhir.
error-already-started = Ujian ini sudah dimulai.
error-not-this-section = Bagian { $section } tidak sedang dikerjakan.
error-no-section-running = Tidak ada bagian yang sedang berjalan.
error-not-this-item = Soal { $position } tidak sedang tampil. Muat ulang halaman ini.
error-no-going-back = Soal { $position } sudah dijawab dan di bagian ini tidak dapat diubah.
error-no-such-option = Pilihan itu tidak ada pada soal { $position }. Pilih salah satu yang tampil.
error-no-flags-here = Tanda ragu-ragu tidak ada di bagian ini.
error-time-is-up = Waktu bagian ini sudah habis. Jawaban yang masuk sebelumnya tersimpan.
error-unknown-reason = Alasan itu tidak ada dalam daftar. Pilih salah satu alasan yang tampil.
error-unknown-category = Kategori itu tidak ada dalam daftar. Pilih salah satu kategori yang tampil.
error-no-help-wanted = Peserta ini tidak sedang memanggil pengawas.
error-seconds-out-of-range = Tambahan waktu harus lebih dari 0 dan paling banyak { $most } detik.
error-empty-text = Tulis dahulu teksnya (paling banyak { $most } huruf).
error-seat-taken = Kursi { $seat } sudah dipakai peserta lain.
error-same-seat = Peserta ini sudah di kursi { $seat }.
error-no-place = Tidak ada komputer atau PIN terkunci yang perlu dibebaskan.

error-hall-prepared = Ruang ini sudah disiapkan.
error-hall-already-open = Sesi di ruang ini sudah dibuka.
error-hall-closed = Sesi di ruang ini sudah ditutup.
error-hall-has-unfinished = Masih ada peserta yang mengerjakan. Akhiri atau hentikan dahulu ujian mereka.
error-hall-name-differs = Nama ruang tidak sama. Ketik persis: { $name }
error-unknown-hall = Ruang ini tidak dikenal. Kembali ke daftar ruang.
error-unknown-sitting = Peserta ini tidak dikenal. Muat ulang papan.
error-unknown-seat = Kursi { $seat } tidak ada di ruang ini.
error-seat-first = Pilih dahulu ruang dan nomor kursi komputer ini.
error-unknown-participant = Nomor peserta atau NIP ini tidak terdaftar di ruang ini. Periksa kartu Anda atau panggil pengawas.
error-reason-wanted = Tulis dahulu alasannya; alasan masuk ke berita acara.
error-not-logged-in = Masuk kembali dengan nama pengguna dan kata sandi Anda.
error-not-allowed = Peran Anda tidak memiliki izin untuk tindakan ini.
error-wrong-login = Nama pengguna atau kata sandi tidak cocok.

error-malformed = Permintaan dari komputer ini tidak dapat dibaca (bagian: { $field }). Muat ulang halaman; jika terulang, panggil pengawas.
error-unknown-command = Server tidak mengenal perintah { $command }. Muat ulang halaman ini.
error-too-many-messages = Terlalu banyak permintaan dari komputer ini. Tunggu beberapa detik.
error-cross-site = Permintaan ini tidak datang dari halaman ujian dan ditolak.
error-failed = Server gagal memproses permintaan ini. Tidak ada yang hilang; dicoba lagi otomatis.
error-not-found = Halaman ini tidak ada.
error-bad-request = Permintaan ini tidak dapat diproses. Kembali, muat ulang halaman, lalu coba lagi.
error-too-large = Berkas ini terlalu besar.
