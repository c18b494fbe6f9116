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

## Mengapa analisis tidak dapat dibuat

analysis-too-few-persons = Hanya { $n } peserta yang punya jawaban. Analisis memerlukan paling sedikit dua.
analysis-too-few-known-items = Hanya { $n } soal yang punya jawaban dan parameter. Paling sedikit dua diperlukan: pilih rilis atau kalibrasi lain.
analysis-no-responses = Tidak ada jawaban untuk dianalisis.
analysis-nothing-estimated = Tidak ada butir yang dapat ditaksir dari jawaban sesedikit ini. Kumpulkan lagi, atau gunakan prior.
analysis-no-known-items = Tidak satu pun soal ini diketahui parameternya. Pilih rilis atau kalibrasi yang memuat butir jangkarnya.
analysis-anchor-not-in-data = Butir jangkar { $item } tidak punya jawaban di sini. Periksa namanya.
analysis-anchor-not-known = Parameter butir jangkar { $item } tidak diketahui. Pilih rilis atau kalibrasi yang memuatnya.
analysis-anchor-not-common = Butir jangkar { $item } tidak ada di kedua kalibrasi.
analysis-item-not-in-data = Soal { $item } tidak punya jawaban di sini. Periksa namanya.
analysis-categories-differ = Soal { $item } punya { $found } kategori di sini dan { $known } di asal parameternya. Keduanya bukan soal yang sama.
analysis-no-such-group = Tidak ada kolom kelompok { $group }. Kolom yang ada: { $groups }.
analysis-group-empty = Peserta { $person } tidak punya nilai di kolom { $group }. Isi kolomnya, atau tinggalkan.
analysis-no-such-reference = Tidak ada peserta di kelompok { $reference }. Kelompok yang ada: { $groups }.
analysis-groups-too-small = Pembandingan memerlukan dua kelompok dengan paling sedikit { $fewest } peserta.
analysis-too-many-pairs = { $n } peserta akan saling dibandingkan; paling banyak { $most }. Sebutkan ruang dan hari dalam data, lalu bandingkan di dalamnya.
analysis-link-needs-calibration = Yang disetarakan harus berupa berkas kalibrasi.
analysis-too-few-anchors = Hanya { $n } soal yang ada di keduanya; penyetaraan memerlukan paling sedikit { $fewest }.
analysis-cannot-calibrate = Jawaban ini tidak dapat dikalibrasi: { $reason }.
analysis-cannot-link = Kedua kalibrasi tidak dapat disetarakan: { $reason }.

## Laporan

report-title-calibrate = Kalibrasi
report-title-link = Penyetaraan dua kalibrasi
report-title-fit = Kecocokan butir
report-title-dif = Keberfungsian butir diferensial (DIF)
report-title-security = Keamanan tes: yang perlu dilihat
report-dated = tertanggal { $date }
report-counts = { $persons } peserta, { $items } soal
report-input-responses = Sidik jawaban
report-input-release = Sidik rilis yang memuat parameter
report-input-calibration = Sidik kalibrasi yang memuat parameter
report-input-new-calibration = Sidik kalibrasi yang disetarakan
report-result = Sidik berkas hasil
report-program = Program
report-seed = benih { $seed }
report-again = Masukan, pilihan, dan benih yang sama menghasilkan berkas hasil yang sama, bita demi bita.

analysis-summary = Ringkasan
analysis-findings = Butir yang perlu dilihat
analysis-findings-note = Temuan berarti butir ini patut dilihat, bukan berarti butir ini buruk.
analysis-no-findings = Tidak ada butir yang menonjol.
analysis-column-item = Butir
analysis-column-weight = Bobot
analysis-column-finding = Yang terlihat, dan yang dapat dilakukan
analysis-column-note = Catatan
analysis-weight-danger = penting
analysis-weight-warn = perlu dilihat
analysis-weight-info = untuk diketahui
analysis-look = perlu dilihat
analysis-curves = Kurva teramati dan kurva harapan
analysis-curves-note = Garis adalah kurva model. Titik adalah bagian yang teramati dengan selang 95 %, dalam kelompok berkemampuan sama; titik berongga jauh dari garis. Butir yang paling kurang cocok didahulukan.
analysis-curves-some = Digambar { $shown } dari { $all } butir.
analysis-curve-description = Bagian teramati dan kurva model butir { $item } menurut kemampuan
analysis-residuals = Residu terbakukan
analysis-residuals-note = Setiap titik adalah satu butir dalam satu kelompok berkemampuan sama: jaraknya dari harapan dalam galat baku. Tanpa ketidakcocokan sekitar 95 % berada antara −2 dan 2.
analysis-information = Informasi
analysis-information-note = Informasi semua butir bersama-sama menurut kemampuan, dan galat baku yang dimungkinkannya.
analysis-errors = Galat baku
analysis-abilities = Kemampuan peserta
analysis-left-out = { $n ->
    [one] Satu butir tanpa parameter tidak diikutkan.
   *[other] { $n } butir tanpa parameter tidak diikutkan.
 }
axis-ability = kemampuan (logit)
axis-share-right = bagian benar
axis-mean-score = skor rata-rata
axis-residual = residu (galat baku)
axis-information = informasi
axis-error = galat baku (logit)
axis-persons = peserta
axis-logits = logit
axis-seconds = detik
axis-items = butir, menurut urutan tabel
axis-rmsd = RMSD
axis-new-b = rata-rata kesukaran, kalibrasi baru
axis-old-b = rata-rata kesukaran, skala lama
axis-dif-delta = MH D-DIF (negatif: lebih sukar bagi kelompok pembanding)
axis-dif-effect = selisih rata-rata dalam SD (negatif: lebih rendah pada kelompok pembanding)
axis-rapid = bagian jawaban sangat cepat
legend-item-bins = butir dalam kelompok
legend-link = penyetaraan
legend-kept = jangkar dipakai
legend-removed = jangkar dikeluarkan
legend-record = satu peserta
legend-rapid-bound = patut dilihat
model-1pl = 1PL
model-2pl = 2PL
model-3pl = 3PL
model-4pl = 4PL
model-grm = respons berjenjang (GRM)
model-gpcm = kredit parsial umum (GPCM)
model-pcm = kredit parsial (PCM)
model-nominal = nominal

## Temuan tentang butir

item-finding-negative-slope = Yang mampu justru lebih jarang menjawab benar: parameternya tidak ditaksir. Periksa kuncinya lebih dahulu.
item-finding-no-responses = Tidak ada yang menjawab.
item-finding-constant = Semua jawaban sama, sehingga tidak memberi tahu apa pun.
item-finding-wrong-categories = Ada jawaban dalam kategori yang tidak dimilikinya. Periksa penskorannya.
item-finding-empty-categories = Ada kategori yang tidak dipilih siapa pun; kategori yang dipilih dinomori ulang, jadi butir ini tidak masuk berkas kalibrasi.
item-finding-few-responses = Jawabannya sedikit; anggap angkanya sementara.
item-finding-at-bound = Sebuah parameter berada di ujung rentang penaksiran. Jawaban lebih banyak, prior, atau model lebih sederhana akan membantu.
item-finding-not-determined = Jawaban tidak cukup menentukan parameternya. Jawaban lebih banyak atau prior akan membantu.
item-finding-low-slope = Hampir tidak membedakan yang mampu dari yang lain. Cari kerancuan, atau jawaban benar kedua.
item-finding-far-difficulty = Jauh terlalu mudah atau terlalu sukar bagi peserta ini.
item-finding-large-error = Kesukarannya baru diketahui secara kasar. Kumpulkan jawaban lagi sebelum dipakai.
item-finding-misfit = Kurvanya jelas berbeda dari kurva model. Lihat gambarnya, kuncinya, dan kalimatnya.
item-finding-some-misfit = Kurvanya agak berbeda dari kurva model. Lihat gambarnya.
item-finding-small-misfit = Kurvanya sedikit berbeda dari kurva model, lebih dari yang dijelaskan kebetulan. Boleh tetap dipakai.
item-finding-noisy = Jawaban kurang teratur dari yang diharapkan: tebakan, sifat kedua, atau kunci salah dapat menyebabkannya.
item-finding-too-regular = Jawaban lebih teratur dari yang diharapkan: mungkin mengulang yang ditanyakan butir lain.
item-finding-low-discrimination = Jawaban hampir tidak sejalan dengan kemampuan. Lihat kunci dan pilihannya.
item-finding-key-not-discriminating = Yang mampu tidak lebih sering memilih kunci. Periksa kuncinya lebih dahulu.
item-finding-distractor-discriminating = Sebuah pengecoh lebih dipilih oleh yang mampu. Mungkin benar juga.
item-finding-option-unused = Sebuah pengecoh hampir tidak dipilih siapa pun. Dapat diganti.
item-finding-too-few-persons = Terlalu sedikit peserta yang menjawabnya untuk diuji.
item-finding-no-degrees-of-freedom = Terlalu sedikit kelompok peserta untuk diuji.
item-finding-dif-large-harder = Jelas lebih sukar bagi { $focal } daripada { $reference } yang berkemampuan sama. Minta orang dari kedua kelompok melihat isi dan kalimatnya sebelum dipakai lagi.
item-finding-dif-large-easier = Jelas lebih mudah bagi { $focal } daripada { $reference } yang berkemampuan sama. Minta orang dari kedua kelompok melihat isi dan kalimatnya sebelum dipakai lagi.
item-finding-dif-moderate-harder = Agak lebih sukar bagi { $focal } daripada { $reference } yang berkemampuan sama. Lihat isi dan kalimatnya.
item-finding-dif-moderate-easier = Agak lebih mudah bagi { $focal } daripada { $reference } yang berkemampuan sama. Lihat isi dan kalimatnya.
item-finding-dif-nonuniform = Perbedaan antarkelompok tidak sama pada setiap kemampuan.
item-finding-dif-few = Salah satu kelompok kecil; anggap sementara.

general-finding-no-items = Tidak ada butir yang dapat ditaksir.
general-finding-no-responses = Tidak ada jawaban.
general-finding-extreme-scores = Ada peserta yang benar semua atau salah semua; mereka dihitung seperti yang lain.
general-finding-silent-persons = Ada peserta tanpa jawaban yang dapat dipakai.
general-finding-unconnected-group = Sebuah kelompok tidak punya butir bersama dengan yang lain: rata-rata dan sebarannya tidak dapat diketahui dan dianggap diketahui.
general-finding-unconnected-persons = Butir-butir terbagi dalam bagian yang tidak punya peserta bersama. Hanya anggapan satu populasi yang menaruhnya pada satu skala.
general-finding-silent-group = Sebuah kelompok tidak punya jawaban yang dapat dipakai.
general-finding-group-at-bound = Sebaran sebuah kelompok berada di ujung rentangnya.
general-finding-beyond-nodes = Ada peserta di luar rentang kemampuan yang dihitung.
general-finding-not-converged = Taksiran belum mantap ketika perhitungan berakhir. Gunakan model lebih sederhana, prior, atau jawaban lebih banyak.
general-finding-no-standard-errors = Terlalu banyak parameter untuk galat baku.
general-finding-no-global-fit = Uji keseluruhan tidak dapat dibuat.
general-finding-drift-left = Jangkar masih tidak sejalan, tetapi tidak dapat dikeluarkan lagi. Jangan andalkan penyetaraan ini sebelum jangkarnya dilihat.
general-finding-few-anchors = Penyetaraan bertumpu pada sedikit jangkar.
general-finding-anchors-removed = Jangkar yang parameternya berubah dikeluarkan dari penyetaraan.

## Kalibrasi

calibration-persons = Peserta
calibration-items = Butir
calibration-responses = Jawaban
calibration-model = Model
calibration-anchors = Jangkar
calibration-anchors-held = { $n ->
    [one] satu butir memegang parameternya yang diketahui dan membawa skala
   *[other] { $n } butir memegang parameternya yang diketahui dan membawa skala
 }
calibration-anchors-none = tidak ada: skalanya milik peserta ini (rata-rata 0, SD 1)
calibration-priors = Prior
calibration-priors-usual = hanya untuk tebakan
calibration-priors-new-items = lemah, untuk setiap parameter
calibration-priors-known = di sekitar parameter yang diketahui
calibration-reliability = Reliabilitas kemampuan
calibration-likelihood = Log kemungkinan
calibration-iterations = Perhitungan
calibration-converged = mantap setelah { $n } putaran
calibration-not-converged = belum mantap setelah { $n } putaran
calibration-beside = Kalibrasi ini berdiri di samping bank soal; parameter bank sendiri tidak diubah. Sebuah rilis memuatnya hanya bila diterbitkan dengannya.
calibration-groups = Kelompok
calibration-group = Kelompok
calibration-everybody = semua
calibration-mean = Rata-rata kemampuan
calibration-sd = SD
calibration-estimates = Taksiran
calibration-estimates-note = Titik adalah taksiran dengan selang 95 %; titik berongga milik butir yang perlu dilihat. Garis pendek adalah parameter yang diketahui sebelumnya.
calibration-plot-b = Kesukaran dan ambang
calibration-plot-a = Daya beda
calibration-anchor = jangkar
calibration-left-out = dikeluarkan

## Penyetaraan

link-method = Metode
link-method-stocking-lord = Stocking dan Lord: skor jumlah harapan sama
link-method-haebara = Haebara: kurva butir sama
link-method-mean-sigma = rata-rata dan SD kesukaran sama
link-method-mean-mean = rata-rata daya beda dan kesukaran sama
link-slope = Kemiringan
link-intercept = Titik potong
link-anchors = Jangkar
link-anchors-kept = { $kept } dari { $all } butir bersama
link-meaning = Kemampuan pada skala lama = kemiringan × kemampuan kalibrasi baru + titik potong. Berkas kalibrasi baru berada pada skala lama.
link-clean = Tidak ada jangkar yang menyimpang dari yang lain.
link-plot = Jangkar pada kedua skala
link-plot-note = Setiap titik adalah satu jangkar. Jangkar yang jauh dari garis berubah di antara kedua kalibrasi; yang diberi nama dikeluarkan.
link-new-a = a baru
link-old-a = a lama
link-new-b = b baru
link-old-b = b lama
link-removed = dikeluarkan

## Kecocokan

fit-test = Uji setiap butir
fit-test-s-x2 = S-X², untuk bentuk tes yang dijawab lengkap oleh semua
fit-test-pv-q1 = PV-Q1 pada nilai mungkin, bila setiap peserta menjawab butir yang berbeda
fit-alpha = Alfa Cronbach
fit-abilities = Rata-rata kemampuan (SD)
fit-estimated-here = Parameter ditaksir dari jawaban ini.
fit-known = Parameter sudah diketahui sebelum jawaban ini.
fit-items = Setiap butir
fit-items-note = RMSD adalah jarak kurva teramati dari kurva harapan: mulai 0,05 patut dilihat, mulai 0,08 penting. Nilai p memperhitungkan banyaknya butir.
fit-mean = Bagian benar
fit-discrimination = r dengan kemampuan
fit-degrees = db
fit-p = p
fit-rmsd = Jarak kurva
fit-pairs = Butir yang berjalan bersama
fit-pairs-note = Residu pasangan ini sejalan lebih dari yang dijelaskan kemampuan: teks bersama, butir yang membantu butir lain, atau pertanyaan yang hampir sama. Pisahkan sebagai butir seteru, atau jadikan satu set.
fit-no-pairs = Tidak ada dua butir yang sejalan lebih dari yang dijelaskan kemampuan.
fit-adjusted-q3 = Q3 di atas rata-rata
fit-options = Pilihan jawaban
fit-options-note = Pada butir yang baik, yang mampu memilih kunci, dan pengecoh sejalan dengan kemampuan lebih rendah.
fit-option = Pilihan
fit-key = kunci
fit-share = Bagian
fit-option-correlation = r dengan kemampuan
fit-option-ability = Rata-rata kemampuan

## Keberfungsian butir diferensial

dif-column = Kolom kelompok
dif-reference = Kelompok acuan
dif-compared = Kelompok pembanding
dif-classes = Kelas
dif-meaning = Kelas A dapat diabaikan, B sedang, C besar. Kelas berarti butir berbeda bagi orang yang berkemampuan sama; apakah itu tidak adil hanya dapat dikatakan oleh orang yang memahami isinya.
dif-small-groups = Kelompok dengan terlalu sedikit peserta tidak diikutkan: { $groups }.
dif-comparison = { $focal } dibandingkan dengan { $reference }
dif-n-reference = Peserta, { $group }
dif-n-focal = Peserta di { $group }
dif-matching = Disepadankan menurut
dif-matching-sum = jumlah butir yang tidak berbeda
dif-matching-ability = kemampuan menurut butir yang tidak berbeda
dif-means = Rata-rata kemampuan, acuan / pembanding
dif-anchors = Butir untuk penyepadanan
dif-not-stable = Butir mana yang dapat dipakai untuk penyepadanan belum mantap; baca kelasnya dengan hati-hati.
dif-none = Tidak ada butir yang berbeda di luar kebetulan antara kedua kelompok ini.
dif-class = Kelas
dif-plot-delta = Perbedaan butir benar-salah
dif-plot-effect = Perbedaan butir dengan beberapa kategori
dif-plot-note = Di kanan garis putus butir lebih mudah bagi kelompok pembanding, di kiri lebih sukar. Titik berongga perlu dilihat.
dif-size = Perbedaan
dif-interval = 95 %
dif-residual-p = p (residu)
dif-nonuniform-p = p (tak seragam)
dif-table = Setiap butir

## Keamanan

security-not-an-accusation = Yang tercantum di sini perlu dilihat oleh manusia, bersama denah duduk, berita acara, dan pesertanya. Ini bukan bukti dan bukan tuduhan: sakit, terlambat mulai, guru yang sama, atau kunci yang salah dapat menghasilkan angka yang sama. Tidak ada hasil siapa pun yang diubah karenanya.
security-index = Yang dilihat
security-index-pattern = rekaman yang tidak mungkin (lz*)
security-index-course = rentetan jawaban benar lebih banyak atau lebih sedikit dari harapan
security-index-change = kemampuan berubah di tengah rekaman
security-index-effort = banyak jawaban sangat cepat
security-index-pairs = pasangan rekaman
security-tested = Dilihat
security-noted = Perlu dilihat
security-by-chance = Karena kebetulan saja
security-false-share = paling banyak { $share } dari yang dicatat
security-indices = Yang dilihat
security-reading = Bila yang dicatat kira-kira sebanyak karena kebetulan saja, secara keseluruhan tidak ada yang luar biasa.
security-level = Taraf
security-compared-answers = Dibandingkan
security-answers-options = pilihan jawaban
security-answers-categories = benar dan salah, karena pilihan jawaban tidak diketahui
security-records = Rekaman yang perlu dilihat
security-records-note = Setiap baris menyebut yang terlihat, bukan sebabnya. Lihat dahulu garis waktu ujiannya.
security-no-records = Tidak ada rekaman yang menonjol.
security-more-records = Ditampilkan { $shown } dari { $all } rekaman; semuanya ada di berkas hasil.
security-person = Peserta
security-seat = Tempat
security-seen = Yang terlihat
security-pairs = Pasangan yang perlu dilihat
security-pairs-note = Rekaman ini sama lebih sering dari yang dijelaskan kemampuan keduanya. Yang bersebelahan didahulukan. Hanya soal yang dijawab keduanya yang dibandingkan.
security-no-pairs-compared = Tidak ada dua peserta dengan cukup banyak soal bersama untuk dibandingkan.
security-no-pairs = { $n } pasangan dibandingkan; tidak ada yang lebih sama dari harapan.
security-more-pairs = Ditampilkan { $shown } dari { $all } pasangan.
security-pair = Pasangan
security-seats = Kursi
security-matches = Jawaban sama
security-of = { $matches } dari { $common }
security-expected = Harapan
security-same-wrong = Salah yang sama
security-adjusted-p = p, disesuaikan
security-near = bersebelahan: perlu dilihat
security-look = perlu dilihat
security-hall = Ruang
security-front = depan ruang
security-map-note = Kursi bertanda milik pasangan yang perlu dilihat. Garis penuh menghubungkan kursi bersebelahan, garis putus kursi yang berjauhan.
security-seating = Yang bersebelahan dan yang lain
security-seating-note = Apakah yang bersebelahan lebih sama daripada yang lain, ruang demi ruang. Bila orang sekantor duduk bersama, mereka memang mirip.
security-near-pairs = Pasangan bersebelahan
security-near-excess = Kelebihan, bersebelahan
security-far-excess = Kelebihan, lainnya
person-finding-improbable-pattern = Rekaman secara keseluruhan tidak mungkin pada kemampuan ini (lz* { $figure }, p { $p }, { $n } jawaban).
person-finding-more-right-than-expected = Ada rentetan dengan jawaban benar lebih banyak dari harapan ({ $figure }, batas { $bound }, p { $p }).
person-finding-fewer-right-than-expected = Ada rentetan dengan jawaban benar lebih sedikit dari harapan ({ $figure }, batas { $bound }, p { $p }).
person-finding-change-of-ability = Setelah jawaban { $position } dari { $n } kemampuannya tampak lain (p { $p }).
person-finding-rapid-answers = { $figure } dari { $n } jawaban bercatatan waktu datang lebih cepat daripada soalnya dapat dibaca.
times-title = Waktu jawab
times-note = Titik adalah median waktu, garis dari sepersepuluh tercepat sampai sepersepuluh terlambat. Garis pendek adalah batas; di bawahnya jawaban disebut sangat cepat.
times-plot = Waktu tiap butir
times-rapid = Jawaban sangat cepat dan kemampuan
times-rapid-note = Setiap titik adalah satu peserta. Di atas garis putus, skor kurang mencerminkan kemampuan.
times-unusual = Waktu jauh di bawah harapan
times-unusual-note = Jawaban tunggal yang jauh lebih cepat daripada yang diharapkan dari waktu peserta ini sendiri. Beberapa jawaban seperti itu selalu ada karena kebetulan.
times-seconds = Detik
times-expected = Harapan
times-items = Waktu tiap butir
times-items-note = Median waktu dengan selang 95 %, menurut model lognormal.
