# Bank soal di server: status soal, alasan perubahan ditolak.

item-state-draft = Draf
item-state-reviewed = Ditelaah
item-state-approved = Disetujui
item-state-practice = Latihan
item-state-pretest = Uji coba
item-state-operational = Dipakai
item-state-retired = Dipensiunkan

## Alasan perubahan ditolak

review-unknown-state = Tidak ada status “{ $target }”.
review-already-there = Soal ini sudah berstatus “{ $state }”.
review-not-from-here = Setelah “{ $state }” tidak langsung “{ $target }”. Jalani langkahnya satu per satu.
review-own-version = Versi ini Anda yang menulis. Status “{ $target }” harus diberikan oleh orang lain.
review-note-missing = Tulis catatan mengapa soal dikembalikan ke “{ $target }”.
review-not-ready = Soal ini belum memiliki yang dituntut status “{ $target }”.
review-changed-meanwhile = Orang lain sudah mengubahnya sementara itu. Muat ulang halaman, lihat yang baru, lalu ulangi.
review-nothing-changed = Tidak ada yang berbeda dari yang sudah ada; tidak ada yang ditulis.
review-unsound = Ada kesalahan; tidak ada yang ditulis. Perbaiki lalu simpan lagi.
review-unknown-bank = Bank itu tidak ada.
review-unknown-item = Tidak ada soal { $id } di bank ini.
review-id-taken = Soal { $id } sudah ada di bank ini. Pilih id lain.
review-media-taken = Soal lain menampilkan gambar { $name }. Beri nama lain untuk gambar yang baru.
