# Impor bank soal lewat unggahan: formulir, hasil pemeriksaan, memasukkan, menerbitkan.

import-title = Impor bank soal
import-note = Folder bank sebagai zip, paket QTI, lembar sebar (xlsx, csv), atau teks berisi soal GIFT atau Aiken.
import-choose = Seret berkas ke sini, atau pilih berkas
import-limit = Paling besar 64 MB.
import-check = Periksa berkas
import-promise = Yang pertama hanya pemeriksaan. Tidak ada yang ditulis atau diterbitkan sebelum Anda memutuskannya.
import-report-title = Hasil pemeriksaan
import-checked = Diperiksa
import-kept = Unggahan ini disimpan dua jam dan hanya untuk Anda.
import-clean = Tidak ada temuan.
import-warnings = { $n } peringatan, tidak ada kesalahan.
import-errors = { $errors } kesalahan harus diperbaiki dahulu. Tidak ada yang ditulis. Perbaiki berkas, lalu unggah lagi.
import-plan-errors = Bank terbaca, tetapi rencana ujiannya belum dapat diterbitkan. Perbaiki kesalahan di bawah, lalu unggah lagi.
import-some-plans = Bank ini dapat diterbitkan dengan rencana yang siap. Rencana lain masih berisi kesalahan.
import-no-plan = Tidak ada rencana ujian di dalam berkas, jadi rilis belum dapat diterbitkan langsung darinya. Isinya dapat dimasukkan ke bank.
import-findings = Temuan
import-findings-more = Ditampilkan { $shown } dari { $all } temuan, kesalahan lebih dahulu.
finding-column-severity = Tingkat
finding-column-place = Berkas dan baris
finding-column-item = Soal
finding-column-sentence = Temuan
import-bank = Isi bank
import-bank-items = { $n } soal
import-bank-drawings = { $n } gambar
import-languages = Bahasa
domain-column = Ranah
domain-items = Jumlah
domain-operational = Siap pakai
import-publish-title = Terbitkan rilis
import-publish-note = Pilih rencana ujian. Rilis yang terbit tidak dapat diubah; ruang yang sudah memakai rilis lain tidak terganggu.
import-publish = Terbitkan rilis
import-publish-known = Rilis ini sudah terbit dengan isi yang sama; menerbitkan lagi tidak menambah apa pun.
import-section = paling banyak { $most } dari { $n } soal
import-plan-not-ready = Belum dapat diterbitkan: { $errors } kesalahan.
import-again = Unggah berkas lain
import-refused-title = Berkas tidak dapat diperiksa
import-nothing-written = Tidak ada yang ditulis.
upload-nothing = Belum ada berkas. Pilih berkas dahulu.
upload-gone = Unggahan ini tidak ada lagi, atau masih diperiksa. Unggahan disimpan dua jam dan hanya untuk orang yang mengunggahnya. Unggah berkas sekali lagi.
upload-no-such-plan = Rencana ujian itu tidak siap diterbitkan. Kembali ke hasil pemeriksaan dan pilih rencana yang siap.
upload-check-failed = Berkas ini tidak selesai diperiksa dalam { $seconds } detik atau memakai terlalu banyak memori. Bagi menjadi beberapa.

## Yang tidak disebut berkas

import-options = Yang mungkin tidak disebut berkas
import-template = Unduh buku kerja untuk diisi
import-into = Ke bank mana
import-into-file = Bank yang disebut berkas
import-domain = Ranah soal yang tidak menyebutnya
import-text-languages = Bahasa teksnya
import-metric = Dalam metrik apa parameternya?
import-metric-unknown = Tidak disebut
import-metric-logit = Logit
import-metric-normal = Ogif normal
import-metric-constant = Tetapan D
import-metric-mean = Rerata kelompok acuan
import-metric-sd = Simpangan bakunya
import-metric-hint = Lihat laporan kalibrasinya. Dengan 1 dan 1,702 seperti biasa, kosongkan D; parameter dibawa ke metrik bank.
import-metric-asked = Berkas ini memuat parameter soal tanpa menyebut metriknya. Sebutkan, lalu periksa lagi.
import-ask-again = Periksa lagi
upload-wrong-answers = Salah satu jawaban tentang berkas tidak mungkin: nama berspasi, atau bilangan yang bukan bilangan. Kembali dan perbaiki.

## Selama diperiksa

import-running-title = Berkas sedang diperiksa
import-running-note = Ruang ujian didahulukan, jadi ini mungkin perlu waktu sebentar. Halaman ini boleh ditutup dan dibuka lagi di alamatnya.
import-progress-waiting = Menunggu giliran
import-progress-reading = Membaca berkas
import-progress-rows = { $done } dari { $total } baris terbaca
import-progress-checking = Memeriksa setiap soal
import-progress-comparing = Membandingkan dengan bank
import-sending = Mengirim berkas: { $share } %

## Memasukkan ke bank

import-left-out = { $n } soal di dalam berkas tidak menjadi butir bank. Temuan menyebut alasannya.
intake-title = Masukkan ke bank
intake-new-bank = Bank { $bank } belum ada di sini. Bank itu akan dibuat.
intake-bank = Ke bank { $bank }:
intake-count-new = Baru
intake-count-changed = Berubah
intake-count-unchanged = Tidak berubah
intake-count-kept = Hanya di bank; tetap
intake-states = Hanya statusnya yang berubah: { $n }
intake-head = Yang dipakai bersama oleh soal-soalnya akan berubah
intake-lines = Yang akan ditulis
intake-lines-more = Ditampilkan { $shown } dari { $all } soal.
intake-line-version = versi { $version }
intake-standing-new = Baru
intake-standing-changed = Berubah
intake-standing-unchanged = Tidak berubah
intake-plan = Rencana ujian { $id }, versi { $version }
intake-take = Masukkan ke bank
intake-nothing = Semua isi berkas sudah ada di bank; tidak ada yang perlu ditulis.
intake-errors = Ada yang bertentangan antara berkas dan bank. Perbaiki di berkas, lalu unggah lagi.
intake-taken = Isi berkas sudah masuk ke bank { $bank }.
intake-open-bank = Buka banknya
intake-changed-meanwhile = Bank diubah orang lain sebelum ini ditulis. Isinya sudah dibandingkan lagi; tidak ada yang ditulis.
intake-which-states = Status telaah
intake-states-usual = Seperti biasa: menurut berkas untuk bank baru, draf untuk yang lain
intake-states-drafts = Semua yang baru atau berubah menjadi draf
intake-states-file = Menurut berkas
intake-takes-states = Status menurut berkas diambil alih; belum ada orang di sini yang menilainya.
upload-not-taken = Isi berkas belum dapat ditulis ke bank. Tidak ada yang ditulis; coba lagi.
