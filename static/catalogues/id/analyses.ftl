# Analisis jawaban: kalibrasi, penyetaraan, kecocokan, keberfungsian butir, keamanan.

## Berkas jawaban

data-place = Baris { $row }, kolom { $column }: { $said }
data-row = Baris { $row }: { $said }
data-person-missing = Tidak ada kolom peserta. Beri nama person.
data-items-missing = Tidak ada kolom soal. Satu baris per peserta memerlukan satu kolom per soal; satu baris per jawaban memerlukan kolom person, item, dan category.
data-column-unnamed = Kolom ini tidak bernama. Beri nama, atau hapuslah.
data-column-repeated = Nama ini muncul dua kali di baris judul, lagi di kolom { $place }. Sisakan satu.
data-name-unusable = Nama harus dapat dicetak dan paling panjang { $most } karakter.
data-id-missing = Sel ini kosong. Setiap baris memerlukan peserta, dan pada berkas panjang juga soal.
data-row-length = Baris ini berisi { $number } sel, padahal baris judul { $expected }. Periksa pemisah dan tanda kutip.
data-category-unusable = “{ $value }” bukan kategori. Tulis bilangan bulat 0 sampai { $most }; kosongkan bila tidak dijawab.
data-seconds-unusable = “{ $value }” bukan waktu jawab. Tulis detik, lebih dari 0 dan paling besar { $most }.
data-number-unusable = “{ $value }” bukan bilangan bulat dari 0 sampai { $most }.
data-pretest-unusable = “{ $value }” bukan ya dan bukan tidak.
data-response-repeated = Peserta ini sudah menjawab soal { $item } di baris { $first }. Sisakan satu baris.
data-person-repeated = Peserta { $person } sudah ada di baris { $first }. Sisakan satu baris.
data-person-differs = Keterangan peserta { $person } (ruang, kursi, kelompok) berbeda dengan baris sebelumnya.
data-no-responses = Tidak ada jawaban di berkas ini.
data-file-empty = Berkas ini kosong.
data-file-too-large = Ukuran berkas lebih dari { $most } MB.
data-file-unreadable = Berkas { $file } tidak dapat dibaca: { $reason }.
data-not-text = Baris ini bukan teks UTF-8. Simpan berkas sebagai csv UTF-8.
data-csv-malformed = Csv tidak dapat dibaca mulai dari sini: { $reason }.
data-parquet-missing = Membaca berkas parquet memerlukan paket pyarrow: pip install "cat-server[parquet]". Berkas csv tidak memerlukan apa-apa.
data-parquet-malformed = Ini bukan berkas parquet yang utuh: { $reason }.
data-nobody-finished = Belum ada yang menyelesaikan ujian di sini.
data-no-such-section = Rilis { $release } tidak punya bagian { $section }. Bagiannya: { $sections }.
