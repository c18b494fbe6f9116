# Apa yang salah dalam bank soal atau rencana ujian, dan cara memperbaikinya. Kode: item_bank/findings.py

finding-severity-error = kesalahan
finding-severity-warning = peringatan

## Berkas

finding-bank-not-a-folder = Tidak ada folder di sini. Bank soal adalah folder yang berisi bank.toml.
finding-file-missing = Berkas tidak ada. Tambahkan berkasnya atau perbaiki jalurnya.
finding-file-unreadable = Berkas tidak dapat dibaca: { $reason }.
finding-file-not-regular = Ini bukan berkas biasa. Gantilah dengan berkas biasa.
finding-file-not-utf8 = Berkas ini bukan teks UTF-8. Simpan sebagai UTF-8.
finding-file-too-large = Ukuran berkas { $size } bita; yang dibaca paling banyak { $most }. Bagilah berkasnya.
finding-files-too-many = Ada { $number } berkas; yang dibaca paling banyak { $most }. Bagilah banknya.
finding-file-ignored = Berkas ini tidak dibaca karena namanya tidak berakhiran { $suffix }. Ubah namanya atau pindahkan.
finding-link-refused = Tautan tidak diikuti karena dapat mengarah ke luar bank. Letakkan berkas aslinya di sini.
finding-toml-not-utf8 = Baris ini bukan teks UTF-8. Simpan berkas sebagai UTF-8.
finding-toml-malformed = TOML tidak dapat dibaca mulai kolom { $column }: { $reason }. Bagian lain berkas ini belum diperiksa.
finding-toml-too-much = Berkas memuat bilangan yang terlalu panjang atau kurung yang terlalu dalam.

## Isian

finding-field-missing = Isian { $field } tidak ada. Tambahkan.
finding-field-unknown = Tidak ada isian { $field } di sini. { $suggestion ->
    [none] Hapuslah.
   *[other] Apakah yang dimaksud { $suggestion }?
 }
finding-field-of-adaptive-only = Isian { $field } hanya untuk bagian adaptif; bagian ini tetap (fixed). Hapuslah.
finding-field-of-fixed-only = Isian { $field } hanya untuk bagian tetap (fixed); bagian ini adaptif. Hapuslah.
finding-wrong-type = Isian { $field } harus berupa { $expected ->
    [string] teks dalam tanda kutip
    [number] bilangan
    [integer] bilangan bulat
    [boolean] true atau false
    [strings] daftar teks yang tidak kosong, misalnya ["a", "b"]
    [numbers] bilangan atau daftar bilangan
    [text] teks untuk setiap bahasa, misalnya {"{"} id = "…", en = "…" {"}"}
    [texts] daftar teks untuk setiap bahasa, misalnya [{"{"} id = "…", en = "…" {"}"}]
    [pairs] daftar pasangan, misalnya [["a", "x"], ["b", "y"]]
    [table] tabel
   *[tables] daftar tabel
 }.
finding-word-unknown = Isian { $field } tidak boleh “{ $value }”. Pilih salah satu: { $choices }.
finding-identifier-malformed = Isian { $field } adalah “{ $value }”; gunakan paling banyak 64 huruf, angka, titik, tanda hubung, dan garis bawah, diawali huruf atau angka.
finding-number-out-of-range = Isian { $field } adalah { $value }; seharusnya { $range ->
    [finite] bilangan yang berhingga
   *[other] dalam rentang { $range }
 }.
finding-empty-text = Teks { $field } kosong. Tuliskan, atau hapus isian ini bila tidak diperlukan.
finding-control-character = Teks { $field } memuat karakter kendali yang tidak terlihat. Ketik ulang.
finding-list-empty = Daftar { $field } kosong. Isi paling sedikit satu.
finding-list-repeats = Daftar { $field } menyebut hal yang sama dua kali. Sisakan satu.
finding-format-unsupported = Berkas menyebut format = { $version }; program ini membaca format = { $supported }.

## Bahasa

finding-language-missing = Teks { $field } belum ada dalam bahasa { $language }. Tambahkan.
finding-language-unknown = Teks { $field } memakai bahasa { $language }, padahal yang ada: { $languages }. Hapuslah, atau tambahkan bahasa itu di semua teks.
finding-language-malformed = “{ $language }” bukan kode bahasa. Gunakan kode seperti id, en, atau jv.

## Soal

finding-id-repeated = Id { $id } sudah dipakai ({ $place }). Beri soal ini id lain.
finding-content-repeated = Isi soal ini sama dengan { $first } ({ $place }). Hapus salah satunya.
finding-item-not-writable = Soal tidak dapat ditulis ke berkas apa adanya; hasil bacanya akan berbeda.
finding-enemy-unknown = Soal musuh { $enemy } tidak ada dalam bank ini. Perbaiki atau hapus.
finding-enemy-is-itself = Soal menyebut dirinya sendiri sebagai musuh. Hapuslah.
finding-options-number = Soal ini mempunyai { $number } di { $field }; seharusnya { $fewest } sampai { $most }.
finding-option-empty = Pilihan { $option } tidak mempunyai teks maupun gambar. Beri salah satunya.
finding-option-id-repeated = Id pilihan { $option } dipakai dua kali. Beri setiap pilihan id sendiri.
finding-options-not-distinct = Pilihan { $first } dan { $second } tampak sama. Ubah salah satunya.
finding-key-not-an-option = Kunci { $key } bukan salah satu pilihan { $options }. Perbaiki.
finding-gap-not-marked = Teks { $language } menandai {"[["}{ $gap }{"]]"} sebanyak { $number } kali. Tandai setiap rumpang tepat satu kali dalam setiap bahasa.
finding-mark-without-gap = Teks { $language } menandai {"[["}{ $gap }{"]]"}, tetapi soal ini tidak mempunyai rumpang itu. Tambahkan rumpangnya atau hapus tandanya.
finding-levels-not-rising = Tingkat nilai dalam kunci harus naik dan paling sedikit dua. Tulis nilai-nilai yang menjadi kategori, mulai dari yang terendah.
finding-rules-not-run = Aturan tidak dapat dijalankan: { $reason }. Pakai pemrosesan jawaban QTI 3 tanpa bilangan acak dan operator buatan sendiri.
finding-gap-repeated = Dua rumpang mempunyai id yang sama. Beri setiap rumpang id sendiri.
finding-key-number = Kunci menyebut { $number } pilihan benar, padahal yang dapat dipilih { $least } sampai { $most }. Ubah kunci atau batasnya.
finding-limits-crossed = Paling sedikit { $least } dan paling banyak { $most } pilihan harus dipilih; itu tidak mungkin. Ubah least atau most.
finding-key-incomplete = Kunci tidak menyebut tempat { $options }. Sebutkan setiap pilihan.
finding-key-repeats = Kunci menyebut { $key } sebagai yang terbaik dan yang terburuk. Sebutkan dua pilihan yang berbeda.
finding-key-not-a-pair = Kunci memasangkan “{ $pair }”, yang bukan pilihan dan sasaran soal ini. Perbaiki pasangannya.
finding-key-uses-too-often = Kunci memakai satu pilihan atau sasaran lebih dari { $uses } kali, batas dari uses. Ubah kunci atau uses.
finding-key-joins-too-often = Kunci memasangkan satu pilihan dengan lebih dari { $most } sasaran, batas dari most_targets. Ubah kunci atau most_targets.
finding-accepted-empty = Jawaban benar “{ $value }” menjadi kosong setelah hal yang tidak dinilai dihilangkan. Perbaiki.
finding-hotspot-without-figure = Soal hotspot memerlukan gambar tempat daerahnya berada. Tambahkan figure dan figure_alt.
finding-area-numbers = Daerah berbentuk { $shape } mempunyai { $number } bilangan; circle memerlukan 3 (pusat dan jari-jari), rectangle 4 (dua sudut), polygon 6 atau lebih.
finding-statements-number = Blok ini berisi { $number } pernyataan; paling banyak { $most }.
finding-respond-not-for-block = Blok dengan { $number } pernyataan tidak dapat dijawab dengan { $respond }. Pakai most untuk dua pernyataan, most_least atau ranking untuk yang lebih banyak.
finding-loading-against-key = Muatan { $loading } bertentangan dengan arah { $keyed }. Pernyataan berarah negatif mempunyai muatan di bawah 0.
finding-parameters-not-for-kind = Soal jenis { $kind } tidak mempunyai parameter butir. Hapus tabel parameters.
finding-stimulus-repeated = Stimulus { $id } sudah ada. Beri id lain.
finding-page-in-adaptive = Bagian adaptif { $section } memuat halaman { $id } yang tidak akan ditampilkan kepada siapa pun. Pindahkan ke bagian tetap, atau tulis isinya dalam petunjuk.
finding-section-of-pages = Bagian { $section } hanya berisi halaman bacaan ({ $id }). Pindahkan ke bagian yang berisi soal, atau tulis isinya dalam petunjuk.
finding-sets-given-apart = Bagian adaptif { $section } memuat { $number } kelompok soal dengan bacaan bersama ({ $named }). Tanpa kisi-kisi, soal-soalnya diberikan terpisah, masing-masing dengan seluruh bacaan. Tambahkan [section.content] dengan sets, atau jadikan bagian itu tetap.
finding-pretest-of-kind = Soal { $id } akan diujicobakan di bagian adaptif { $section }, tetapi soal jenis { $kind } tidak mempunyai jawaban benar, salah, atau sebagian yang dapat dikalibrasi. Ubah statusnya.
finding-answer-too-large = Soal ini mempunyai { $number } { $field }; satu jawaban dapat menyebut paling banyak { $most }. Bagilah soal ini.
finding-traits-missing = Bagian { $section } berisi blok pilihan paksa ({ $id }), tetapi rencananya tidak menyebut sifat apa pun. Tambahkan [section.traits].
finding-traits-of-other-kinds = Bagian { $section } mengukur sifat, tetapi soal { $id } berjenis { $kind }. Tempatkan di bagian tersendiri.
finding-trait-unknown = Sebuah pernyataan mengukur { $trait }, yang tidak disebut oleh bagian { $section }; yang disebut { $traits }. Perbaiki salah satunya.
finding-trait-statements-few = Sifat { $trait } pada bagian { $section } hanya punya { $number } pernyataan; perlu { $least } atau lebih.
finding-formula-malformed = Rumus “{ $formula }” tidak terbaca sebagai LaTeX. Perbaiki; untuk tanda dolar yang bukan rumus tulis \$.
finding-media-type = { $media } bukan berkas sesuai namanya, atau jenisnya tidak disajikan. Gunakan SVG, PNG, JPEG, MP3, OGG, WAV, atau M4A dengan akhiran yang benar.
finding-image-damaged = Gambar { $media } tidak terbaca sampai selesai. Simpan ulang.
finding-image-too-large = Gambar { $media } lebih dari 24 juta piksel. Perkecil.
finding-audio-too-large = Berkas suara { $media } lebih dari 8 MB. Perpendek atau kompres.
finding-stimulus-unused = Tidak ada soal yang memakai stimulus { $id }. Sebutkan di set pada soalnya, atau hapus.
finding-key-position-imbalance = Dalam domain { $domain }, { $number } dari { $items } kunci berada di tempat ke-{ $place }; wajarnya sekitar { $expected }. Sebarkan.
finding-response-scale-unknown = Tidak ada skala jawaban { $scale }. Yang ada di bank.toml: { $scales }.
finding-labels-number = Skala jawaban { $scale } mempunyai { $number } label; seharusnya { $fewest } sampai { $most }.
finding-labels-not-distinct = Skala jawaban { $scale } mempunyai dua label yang sama dalam bahasa { $language }. Ubah salah satunya.
finding-markdown-not-supported = { $markup } akan tampil apa adanya: tautan, gambar Markdown, dan HTML tidak dipakai dalam soal. Gunakan Markdown atau isian figure.

## Apa yang dikatakan soal

finding-stem-hard-to-read = Dalam bahasa { $language } pertanyaan ini jauh lebih sulit dibaca daripada yang lain di bank ini: indeksnya { $index }, biasanya { $usual }, dan satu kalimat terdiri atas { $words } kata. Pendekkan kalimatnya dan pakai kata yang lebih sederhana, kecuali bila kemampuan membaca memang diukur.
finding-statement-denied-twice = Dalam bahasa { $language } pernyataan ini memuat { $number } kata ingkar sehingga arti setuju menjadi kabur. Ungkapkan tanpa kata ingkar.
finding-item-near-duplicate = Soal ini hampir sama dengan { $other } ({ $place }){ $what ->
    [options] , dengan pilihan lain
    [none] , selain tanda bacanya
   *[words] : { $difference }
 }. Pertahankan satu saja, atau tulis yang satu sebagai enemies bagi yang lain agar tidak seorang pun memperoleh keduanya.
finding-translation-of-another = Dalam bahasa { $language } soal ini hampir sama dengan { $other } ({ $place }), tetapi dalam bahasa lain tidak. Terjemahannya mungkin milik soal lain: bandingkan keduanya.
finding-key-longest = Pada domain { $domain }, pilihan yang benar jelas paling panjang pada { $number } dari { $items } soal yang mempunyai pilihan yang jelas paling panjang; yang wajar sekitar { $expected }. Menebak pilihan terpanjang akan menguntungkan: samakan panjang pilihan, mulai dari { $named }.
finding-option-refers-to-others = Pilihan { $option } (“{ $text }”) menyebut pilihan lain, padahal bagian { $section } menampilkan pilihan dalam urutan acak. Tuliskan maksudnya secara lengkap, tetapkan tempat pilihan dengan fixed = ["…"], atau tulis shuffle_options = false.

## Parameter

finding-parameters-missing = Soal berstatus { $state } memerlukan parameter. Tambahkan [item.parameters], atau ubah statusnya.
finding-model-not-for-kind = Model { $model } tidak cocok untuk soal jenis { $kind }. Pilih salah satu: { $models }.
finding-parameter-not-in-model = Model { $model } tidak mempunyai parameter { $parameter }. Hapus parameternya atau ganti modelnya.
finding-thresholds-number = Isian b memuat { $number } bilangan; jawaban dengan { $categories } kategori memerlukan { $expected }.
finding-categories-number = Isian { $field } berisi { $number } angka; jawaban dengan { $categories } kategori memerlukan satu angka untuk setiap kategori.
finding-thresholds-unordered = Ambang { $thresholds } harus terus naik. Urutkan, atau gabungkan dua kategori.
finding-asymptotes-crossed = Asimtot bawah c = { $c } harus di bawah asimtot atas d = { $d }.
finding-parameters-invalid = Parameter tidak dapat dipakai: { $reason }. Perbaiki parameternya, atau skala di bank.toml.
finding-discrimination-unusual = Daya beda a adalah { $a } logit; lazimnya { $low } sampai { $high }. Periksa kalibrasi dan metrik skalanya.
finding-difficulty-far = Tingkat kesukaran atau ambang { $b } (logit) terlalu jauh; lazimnya sampai ±{ $most }. Periksa kalibrasinya.
finding-guessing-high = Asimtot bawah c adalah { $c }, jauh di atas peluang menebak ({ $chance }). Periksa kalibrasinya.

## Gambar

finding-alt-missing = Gambar { $media } belum mempunyai teks pengganti bagi yang tidak dapat melihatnya. Tambahkan { $field }.
finding-alt-without-figure = Ada { $field } tetapi tidak ada gambar. Tambahkan gambarnya atau hapus teksnya.
finding-media-missing = Gambar { $media } tidak ada dalam bank. Tambahkan atau perbaiki jalurnya.
finding-media-path = “{ $media }” bukan gambar di dalam bank. Gunakan jalur seperti media/nama.svg, tanpa “..”.
finding-media-name = Nama { $media } tidak diperbolehkan. Gunakan huruf, angka, titik, tanda hubung, dan garis bawah.
finding-media-unreferenced = Tidak ada soal yang memakai gambar { $media }. Hapus atau pakai gambar itu.
finding-svg-malformed = Gambar bukan XML yang benar mulai kolom { $column }: { $reason }.
finding-svg-too-large = Ukuran gambar { $size } bita; paling banyak { $most }. Sederhanakan.
finding-svg-too-many-elements = Gambar memuat lebih dari { $most } unsur. Sederhanakan.
finding-svg-dtd = Gambar memuat tipe dokumen atau entitas, sehingga ditolak. Hapus DOCTYPE.
finding-svg-root = Gambar harus diawali <svg xmlns="http://www.w3.org/2000/svg">.
finding-svg-view-box = Gambar tidak mempunyai viewBox dengan empat bilangan sehingga tidak dapat diskalakan. Tambahkan viewBox="0 0 lebar tinggi".
finding-svg-active = { $name } dapat menjalankan program di peramban peserta, sehingga ditolak. Hapuslah.
finding-svg-event-handler = Atribut { $name } dapat menjalankan program di peramban peserta, sehingga ditolak. Hapuslah.
finding-svg-external = { $name } dapat memuat sesuatu dari luar gambar, sehingga ditolak. Hapuslah.
finding-svg-style = Gaya ({ $name }) ditolak oleh kebijakan keamanan halaman. Gunakan atribut seperti fill="…" dan stroke="…".
finding-svg-element-not-allowed = Unsur { $name } tidak diperbolehkan dalam gambar. Gambarlah dengan bentuk, garis, dan teks.
finding-svg-attribute-not-allowed = Atribut { $name } pada { $element } tidak diperbolehkan dalam gambar. Hapuslah.
finding-svg-id-repeated = Id { $name } dipakai dua kali dalam gambar. Beri setiap unsur id sendiri.
finding-svg-reference-missing = Gambar merujuk #{ $name } yang tidak ada di dalamnya. Perbaiki atau hapus rujukannya.
finding-svg-use-nested = #{ $name } disalin dengan <use> dan di dalamnya ada <use> lagi, sehingga ditolak. Gambarlah langsung.

## Rencana ujian

finding-plan-language-unknown = Rencana memakai bahasa { $language }; bank mempunyai { $languages }. Hapuslah, atau terjemahkan banknya.
finding-section-id-repeated = Id bagian { $id } dipakai dua kali. Beri setiap bagian id sendiri.
finding-domain-unknown = Bagian { $section } meminta domain { $domain } yang tidak ada dalam bank. { $suggestion ->
    [none] Perbaiki.
   *[other] Apakah yang dimaksud { $suggestion }?
 }
finding-domain-without-items = Bagian { $section } meminta domain { $domain }, tetapi tidak ada soalnya yang berstatus operational.
finding-domain-in-two-sections = Domain { $domain } ada di bagian { $first } dan { $second }; peserta dapat menjumpai soal yang sama dua kali. Sisakan di satu bagian.
finding-pool-too-small = Bagian { $section } mempunyai { $items } soal, kurang dari { $field } = { $least }. Tambah soal atau turunkan nilainya.
finding-exposure-rate-impossible = Dengan paling banyak { $max_items } dari { $items } soal per peserta pada bagian { $section }, rata-rata laju keterpaparan soal { $rate }; max_rate = { $max_rate } tidak mungkin dipenuhi. Perlu { $needed } soal, atau max_rate = { $rate }.
finding-selection-chance-unsuitable = Pilihan chance ini tidak sesuai dengan rule { $rule }. Pilih salah satu: { $choices }.
finding-selection-option-unused = Isian { $option } tidak berlaku di sini; isian ini untuk { $field } = { $values }. Hapuslah.
finding-exposure-rule-unsuitable = Aturan { $rule } memerlukan chance = progressive, sedangkan di sini { $chance }. Tulis rule = restricted, atau ubah chance.
finding-length-range-empty = min_items = { $min_items } lebih besar daripada max_items = { $max_items }. Perbaiki salah satunya.
finding-standard-error-out-of-range = Sasaran standard_error adalah { $value }; harus paling kecil { $low } dan di bawah { $before }, yaitu ketelitian sebelum jawaban pertama.
finding-reporting-range-empty = lowest = { $lowest } harus di bawah highest = { $highest }.
finding-practice-unknown = Soal latihan { $id } tidak ada dalam bank. Perbaiki atau hapus.
finding-practice-operational = Soal latihan { $id } berstatus operational dalam domain { $domain } sehingga dapat muncul lagi dan dinilai. Pilih soal lain, atau ubah statusnya menjadi practice.
finding-practice-retired = Soal latihan { $id } sudah dipensiunkan. Pilih soal lain.

## Isi, penghentian, keterpaparan, dan waktu dalam rencana ujian

finding-content-bounds-crossed = Batas bawah { $low } lebih besar daripada batas atas { $high }. Perbaiki salah satunya.
finding-content-bounds-missing = Tidak ada yang dibatasi di sini ({ $kind }). Isi at_least atau at_most.
finding-content-conflict = { $number ->
    [1] Pada bagian { $section } tidak ada tes yang dapat memenuhi “{ $demand }”. Longgarkan, atau tambah soal.
   *[other] Pada bagian { $section } { $number } tuntutan ini tidak dapat dipenuhi bersama: “{ $demand }” dan { $others }. Tanpa salah satunya ada tes yang memenuhi: longgarkan yang paling kurang penting, atau tambah soal.
 }{ $given ->
    [none] {""}
   *[other] {" "}Semuanya dapat dipenuhi bersama tanpa { $given }.
 }
finding-content-constraints-too-many = Ada { $number } batasan; paling banyak { $most } yang dibaca. Gabungkan sebagian.
finding-content-field-unused = Isian { $field } tidak berlaku untuk batasan jenis { $kind }, yang mempunyai: { $fields }. Hapuslah.
finding-content-groups-malformed = Isian groups harus berupa daftar id soal, dua atau lebih di setiap daftar, seperti [["a-1", "a-2"]].
finding-content-groups-or-by = Isi salah satu: groups, berupa daftar id soal, atau by, yaitu label yang membentuk kelompok.
finding-content-infeasible = Tidak ada tes pada bagian { $section } yang memenuhi kisi-kisi ini; soal seteru, set, dan kelompok tidak menyisakannya. Longgarkan batasan atau tambah soal.
finding-content-invalid = Kisi-kisi bagian { $section } tidak cocok dengan soalnya: { $reason }.
finding-content-item-unknown = Soal ini tidak termasuk soal operational bagian { $section }: { $items }. Perbaiki atau hapus.
finding-content-key-shuffled = Opsi pada bagian { $section } diacak untuk setiap peserta sehingga keseimbangan kunci menurut urutan penulis tidak tampak di layar mana pun. Tulis shuffle_options = false, atau hapus batasan ini.
finding-content-kind-repeated = Kisi-kisi mempunyai paling banyak satu batasan jenis { $kind }. Gabungkan.
finding-content-label-unknown = Tidak ada soal operational bagian { $section } yang mempunyai { $attribute } { $label }. { $suggestion ->
    [none] Perbaiki atau hapus.
   *[other] Apakah yang dimaksud { $suggestion }?
 }
finding-content-lacking = Pada bagian { $section } “{ $demand }” { $side ->
    [short] kurang
   *[over] kelebihan
 } { $unit ->
    [items] { $amount } soal
    [sets] { $amount } set
    [words] { $amount } kata
    [seconds] { $amount } detik
   *[points] { $amount } (dijumlahkan dari semua soal)
 } dalam tes yang paling mendekati; { $side ->
    [short] soal yang ada hanya menyediakan { $attainable }
   *[over] { $attainable } adalah yang paling sedikit menurut soal yang ada
 }.
finding-content-method-unsuitable = Indeks prioritas memerlukan besaran informasi dengan chance = none atau progressive; di sini rule { $rule } dan chance = { $chance }. Pakai method = shadow_test, atau rule lain.
finding-content-number-unknown = Untuk batasan ini { $numbers } harus diketahui pada setiap soal, sedangkan { $number ->
    [one] satu soal belum mempunyainya
   *[other] { $number } soal belum mempunyainya
 }: { $items }. Tambahkan [item.response_time] atau parameternya.
finding-content-order-short = Urutan memerlukan dua label atau lebih.
finding-content-where-too-deep = Syarat bersarang lebih dalam daripada { $most } tingkat. Tulislah lebih sederhana.
finding-stopping-any-and-all = Pakai salah satu dari any, all, dan rule di sini; yang lain letakkan di dalamnya.
finding-stopping-tree-too-large = Ada lebih dari { $most } aturan dalam satu daftar, atau daftar lebih dalam daripada { $deepest } tingkat. Tulislah lebih sederhana.
finding-stopping-rule-invalid = Aturan ini tidak dapat dipakai: { $reason }.
finding-stopping-content-missing = Aturan content_met memerlukan kisi-kisi, [section.content], pada bagian { $section }. Tambahkan, atau hapus aturannya.
finding-cuts-unordered = Isian cuts harus berisi satu angka atau lebih, masing-masing lebih besar daripada sebelumnya.
finding-response-times-missing = Pada bagian { $section } { $field } memerlukan waktu menjawab setiap soal, sedangkan { $number ->
    [one] satu soal belum mempunyainya
   *[other] { $number } soal belum mempunyainya
 }: { $items }. Tambahkan [item.response_time].
finding-per-time-unsuitable = Nilai rule { $rule } bukan besaran yang dapat dibagi dengan waktu. Hapus per_time atau ganti rule.
finding-prior-section-unknown = { $earlier } bukan bagian sebelum { $section }. Sebut bagian yang lebih dahulu dalam rencana, satu kali saja.
finding-prior-correlation-missing = Korelasi { $first } dengan { $second } belum ada. Tulislah others = {"{"} { $second } = 0.5 {"}"} di samping { $first }.
finding-prior-correlations-impossible = Tidak ada kemampuan yang dapat berkorelasi seperti ini: korelasinya saling bertentangan. Perbaiki.
finding-exposure-with-content = Rule { $rule } tidak dapat dikalibrasi untuk bagian dengan kisi-kisi. Pakai item_eligibility.

## Apa yang disediakan bank bagi rencana

finding-precision-out-of-reach = Pada bagian { $section } sekitar { $percent } % peserta tidak dapat diukur sampai standard_error = { $asked } dengan max_items = { $max_items } soal. Pada kemampuan { $low } sampai { $high } soal terbaik menyisakan paling besar { $best }. { $cause ->
    [pool] Semua soal bersama pun tidak cukup di sana: tambahkan soal dengan kesulitan itu, atau naikkan standard_error.
   *[length] Tambahkan soal yang lebih baik dengan kesulitan itu, atau naikkan max_items atau standard_error.
 }
finding-content-cell-small = Setiap tes pada bagian { $section } mengambil { $least } soal { $cell }, dan hanya ada { $items }: dengan max_rate = { $max_rate } soal itu akan terlalu sering dilihat. Tambahkan { $lacking } soal, minta lebih sedikit, atau naikkan max_rate.
finding-content-cell-thin = Setiap tes pada bagian { $section } mengambil { $least } soal { $cell }. Di antaranya { $easy } mudah (di bawah { $low }), { $middle } sedang, dan { $hard } sulit (di atas { $high }). Tambahkan soal pada tingkat yang kurang; tanpa itu peserta memperoleh soal yang jauh dari kemampuannya.

## Soal uji coba dalam rencana ujian

finding-pretest-number-or-share = Isi salah satu: items_per_sitting, yaitu jumlah soal uji coba, atau share, yaitu bagian soal uji coba dari soal yang ditampilkan.
finding-pretest-window-small = Dari urutan { $first } sampai { $last } ada { $number } tempat, terlalu sedikit untuk { $items } soal uji coba. Perlebar rentangnya, naikkan min_items, atau turunkan items_per_sitting atau share.
finding-pretest-window-late = Urutan terakhir { $last } tidak pernah tercapai sebelum bagian selesai: dengan max_items = { $max_items } dan { $items } soal uji coba, paling besar { $most }, supaya soal yang dinilai selalu menjadi yang terakhir.
finding-pretest-items-few = Bagian { $section } memberikan { $items } soal uji coba kepada setiap peserta, sedangkan domainnya { $number ->
    [0] tidak mempunyai soal
   *[other] hanya mempunyai { $number } soal
 } berstatus pretest. Peserta mendapat sebanyak yang ada.
finding-pretest-of-set = Soal uji coba { $id } termasuk set { $set }, yang soal-soalnya diberikan bersama. Keluarkan dari set, atau ujicobakan seluruh set dalam ujian tersendiri.
finding-pretest-may-be-missed = Peserta bagian { $section } yang selesai setelah min_items = { $min_items } tidak menjumpai soal uji coba setelah urutan { $least }, sedangkan last_position = { $last }. Jawabannya akan lebih banyak datang dari peserta dengan ujian panjang.
finding-pretest-time-short = { $items } soal bagian { $section }, termasuk soal uji coba, rata-rata memerlukan { $needed } detik, sedangkan batasnya { $limit }. Naikkan time_limit_seconds, atau kurangi soalnya.
finding-practice-pretest = Soal latihan { $id } sedang diujicobakan dalam domain { $domain } sehingga peserta dapat sudah melihatnya. Pilih soal lain, atau ubah statusnya menjadi practice.

## Kalibrasi

finding-calibration-unreadable = Kalibrasi tidak dapat dipakai: { $reason }.
finding-calibration-of-another-bank = Kalibrasi ini milik bank { $calibration }, sedangkan bank ini { $bank }. Pilih kalibrasi milik bank ini.
finding-calibration-categories = Kalibrasi memuat { $number } kategori untuk soal ini, sedangkan bank { $expected }. Kalibrasikan lagi dengan jawaban atas soal seperti sekarang.
finding-calibration-misses-items = Kalibrasi memakai skalanya sendiri, dan { $number } soal operasional tidak ada di dalamnya: { $items }. Kalibrasikan dengan butir jangkar, setarakan, atau kalibrasikan juga soal-soal itu.

## Paket

finding-package-not-a-zip = Berkas ini bukan zip. Pilih paket sebagaimana diekspor, tanpa mengubah namanya.
finding-package-damaged = Paket rusak dan tidak dapat dibaca sampai akhir. Ekspor atau unduh sekali lagi.
finding-package-empty = Tidak ada berkas di dalam paket. Ekspor sekali lagi.
finding-package-files-too-many = Paket memuat { $number } berkas; paling banyak { $most } yang dibaca. Bagilah.
finding-package-too-large = Setelah dibuka, paket akan lebih besar dari { $most } MB. Bagilah.
finding-package-file-too-large = Setelah dibuka, berkas ini akan lebih besar dari { $most } MB sehingga paket ditolak. Perkecil.
finding-package-bomb = Berkas ini dimampatkan jauh lebih rapat daripada isi sungguhan mana pun sehingga paket ditolak. Ekspor sekali lagi dari sumbernya.
finding-package-overlapping = Isi mampat berkas ini dipakai bersama berkas lain sehingga paket ditolak. Ekspor sekali lagi dari sumbernya.
finding-package-path-unsafe = Nama berkas ini menuju ke luar paket atau memuat karakter yang tidak diperlukan nama berkas sehingga paket ditolak. Ekspor sekali lagi dari sumbernya.
finding-package-link = Ini tautan ke tempat lain sehingga paket ditolak. Masukkan berkasnya sendiri ke dalam paket.
finding-package-not-a-file = Ini bukan berkas dan bukan folder sehingga paket ditolak. Keluarkan.
finding-package-name-repeated = Ada berkas lain dengan nama yang sama, { $other }, sehingga paket ditolak. Sisakan satu.
finding-package-encrypted = Berkas ini dilindungi kata sandi sehingga paket tidak dapat dibaca. Ekspor tanpa kata sandi.
finding-package-compression-unknown = Paket dimampatkan dengan cara yang tidak dibaca di sini. Kemaslah sebagai zip biasa.
finding-package-file-nested = Ini arsip ({ $found }) di dalam paket dan tidak dipakai. Jika berisi soal, imporlah tersendiri.
finding-package-file-program = Ini bukan isi soal melainkan { $found }, dan tidak dipakai.
finding-package-type-mismatch = Namanya berakhiran { $suffix }, tetapi isinya jenis lain ({ $found }), sehingga berkas tidak dipakai. Ekspor sekali lagi atau perbaiki namanya.
finding-package-image-damaged = Gambar rusak dan tidak dipakai. Ekspor sekali lagi.
finding-package-image-too-large = Gambar berukuran { $width } × { $height } piksel; paling banyak { $most } juta yang dibaca, sehingga tidak dipakai. Perkecil.
finding-xml-doctype = Berkas memuat tipe dokumen atau entitas yang dapat memuat sesuatu dari tempat lain, sehingga tidak dipakai. Hapus DOCTYPE.
finding-xml-malformed = XML tidak dapat dibaca mulai kolom { $column } ({ $reason }), sehingga berkas tidak dipakai. Perbaiki atau ekspor sekali lagi.
finding-xml-too-much = Berkas memuat lebih dari { $elements } unsur, atau unsur yang bersarang lebih dalam daripada { $depth }, sehingga tidak dipakai. Bagilah.

## Lembar sebar dan berkas teks

finding-workbook-old-or-locked = Ini buku kerja versi lama atau yang diberi kata sandi. Simpan sebagai xlsx tanpa kata sandi.
finding-workbook-unreadable = Buku kerja tidak dapat dibaca. Buka di program lembar sebar dan simpan lagi sebagai xlsx.
finding-sheet-without-headers = Tidak ada baris dengan judul kolom yang dikenal. Pakai judul kolom templat, misalnya kode, bidang, soal_id, pilihan_a_id, pilihan_b_id, kunci.
finding-sheet-without-rows = Tidak ada soal di bawah judul kolom. Isi paling sedikit satu baris.
finding-sheet-too-wide = Ada isi pada kolom { $column } dan sesudahnya; paling banyak { $most } kolom yang dibaca. Hapus yang bukan bagian soal.
finding-stimuli-without-headers = Lembar stimulus tidak mempunyai baris judul kolom yang dikenal. Pakai kode, judul_id, teks_id, dan gambar.
finding-sheet-too-long = Lembar mempunyai lebih dari { $most } baris. Bagilah.
finding-column-unknown = Kolom “{ $header }” tidak dikenal dan tidak dibaca. { $suggestion ->
    [none] Hapus, atau pakai judul kolom dari templat.
   *[other] Apakah yang dimaksud { $suggestion }?
 }
finding-column-repeated = Kolom “{ $header }” sama artinya dengan “{ $first }”. Sisakan satu.
finding-column-missing = Kolom { $header } (atau { $other }) belum ada. Tambahkan.
finding-cells-merged = Sel { $cells } digabungkan. Pisahkan, dan tulis di setiap baris apa yang menjadi miliknya.
finding-cell-date = Program lembar sebar mengubah isi ini menjadi tanggal ({ $shown }). Format sel sebagai teks dan ketik lagi.
finding-cell-error = Sel menampilkan galat ({ $shown }). Perbaiki rumusnya atau tulis nilainya.
finding-cell-formula = Sel berisi rumus yang hasilnya tidak tersimpan. Salin kolom itu dan tempel sebagai nilai.
finding-cell-number-formatted = Sel menampilkan bilangan dengan format sendiri; yang dipakai { $value }. Jika peserta harus membaca yang lain, format sel sebagai teks dan ketik lagi.
finding-cell-notation = { $notation ->
    [pairs] Pasangan ditulis A=1; B=2: huruf pilihan, tanda sama dengan, nomor pasangannya.
    [ratings] Nilai ditulis A=4; B=1: huruf pilihan, tanda sama dengan, tempatnya pada skala.
    [best-worst] Pilihan terbaik dan terburuk punya kolom sendiri, terbaik dan terburuk. Tulis hurufnya di sana.
    [statements] Tulis nilai setiap pernyataan, A=…; B=…, atau sebanyak pernyataannya, dipisahkan titik koma.
    [gaps] Tulis satu baris untuk setiap rumpang, g1: satu | dua, dan tandai rumpang di soal dengan {"[["}g1{"]]"}.
    [filled] Tulis pilihan yang benar untuk setiap rumpang: g1=satu; g2=dua.
    [areas] Daerah ditulis A: circle 10 20 5, yaitu pusat dan jari-jari; rectangle dan polygon memakai x dan y setiap sudutnya.
    [option-ids] Ada { $number } id pilihan untuk { $expected } pilihan. Tulis satu untuk setiap pilihan, atau kosongkan sel.
   *[more] Sel ini ditulis oleh program dan tidak terbaca lagi. Pakai isi seperti waktu diekspor, atau kosongkan.
 }
finding-identifier-changed = “{ $name }” bukan nama pendek dari huruf, angka, titik, tanda hubung, dan garis bawah; untuk { $field } dipakai { $id }.
finding-metric-unknown = Berkas memuat parameter tetapi tidak menyebut metriknya. Sebutkan pada lembar bank (metric logit atau normal, D, mean, sd) atau saat mengimpor.
finding-text-binary = Ini bukan teks. Simpan berkas sebagai csv atau teks UTF-8.
finding-text-encoding-guessed = Berkas bukan UTF-8 sehingga dibaca sebagai { $encoding }. Periksa huruf beraksen, atau simpan sebagai UTF-8.
finding-csv-quotes-broken = Tanda kutip pada baris ini tidak berpasangan. Tutuplah, dan tulis tanda kutip di dalam teks dua kali.

## Soal dari format lain

finding-questions-none = Tidak ada soal dari berkas ini yang dapat dipakai. Lihat alasannya pada baris lain.
finding-question-left-out = Soal “{ $name }” tidak dipakai; alasannya tertulis pada tempat yang sama.
finding-not-carried = { $what ->
    [feedback] Umpan balik tidak diambil karena ujian tidak menampilkannya.
    [weights] Bobot jawaban salah tidak diambil; jawaban salah bernilai nol.
    [partial] Nilai sebagian tidak diambil apa adanya; hanya jawaban yang seluruhnya benar yang dihitung. Periksa penskoran soal.
    [wildcards] Jawaban dengan tanda bintang untuk teks apa pun tidak diambil. Tuliskan semua teks yang diterima.
    [catalog-info] Katalog aksesibilitas belum diambil.
    [materials] Bahan pendamping tidak diambil.
    [fixed-places] Pilihan dengan tempat tetap ikut diacak bila bagian ujian mengacak pilihan.
   *[other] Tidak diambil: { $what }.
 }
finding-markup-dropped = Bagian teks yang tidak dapat ditampilkan dihilangkan: { $names }. Periksa soalnya.
finding-aiken-answer-missing = Soal belum mempunyai baris seperti ANSWER: A. Tambahkan di bawah pilihan.
finding-aiken-options-missing = Di bawah soal belum ada pilihan seperti “A. …”. Tambahkan.
finding-aiken-answer-alone = Tidak ada soal di atas jawaban ini. Hapus, atau tulis soalnya.
finding-gift-kind-not-supported = { $kind ->
    [unclosed] Jawaban dalam kurung kurawal tidak dapat dibaca. Beri setiap soal satu pasang kurung, dan tulis \{"{"} dan \{"}"} untuk kurung dalam teks.
    [essay] Ini soal uraian, yang tidak dinilai mesin.
    [several-right] Beberapa jawaban masing-masing benar, yang tidak mungkin untuk pilihan. Sisakan satu tanda sama dengan, atau beri bobot dalam persen.
    [none-right] Tidak ada jawaban benar. Tandai yang benar dengan tanda sama dengan.
    [no-number] Jawabannya bukan bilangan yang dapat dibaca. Tulis bilangan seperti 3, 3:0.1, atau 2.9..3.1.
    [numbers] Beberapa bilangan yang berbeda benar, padahal isian hanya untuk satu bilangan. Sisakan satu, atau tulis rentang.
    [wildcard] Jawaban memuat tanda bintang untuk teks apa pun. Tuliskan semua teks yang diterima.
   *[many-options] Pilihan terlalu banyak. Sisakan paling banyak dua puluh.
 }

## Paket QTI

finding-qti-interaction-not-supported = { $number ->
    [0] Soal tidak mempunyai isi yang dapat ditampilkan.
   *[other] Interaksi jenis ini tetap ada pada pengirimnya, tetapi tidak disajikan di sini: { $names }.
 }
finding-qti-not-deliverable = { $reason ->
    [adaptive] Soal menanggapi jawaban lalu bertanya lagi; soal seperti ini tidak disajikan.
    [templates] Soal dibuat baru secara acak untuk setiap peserta; soal seperti ini tidak disajikan.
    [printed] Soal menampilkan nilai variabel yang baru diketahui setelah dijawab; soal seperti ini tidak disajikan.
    [stimulus] Teks bersama milik soal ini tidak ada dalam paket atau tidak dapat dibaca.
   *[other] Soal menampilkan sesuatu yang tidak disajikan: { $reason }.
 }
finding-qti-image = Berkas { $name } { $reason ->
    [remote] berada di luar paket. Tidak ada yang dimuat dari tempat lain; masukkan ke dalam paket.
    [missing] tidak ada dalam paket, atau ditolak. Tambahkan.
    [damaged] rusak. Simpan ulang.
   *[other] bukan gambar atau suara yang dapat disajikan. Pakai SVG, PNG, JPEG, MP3, OGG, WAV, atau M4A.
 }
finding-qti-scoring-unclear = { $reason ->
    [none] Soal dan aturannya tidak menyebut jawaban yang benar.
    [external] Soal dinilai oleh orang atau oleh sistem lain.
    [templates] Soal dibuat baru secara acak untuk setiap peserta; soal seperti ini tidak disajikan.
    [undeclared] Sebuah interaksi tidak mempunyai variabel jawaban.
    [rule] Aturannya memakai sesuatu yang tidak dijalankan di sini: { $rule }.
   *[broken] Soal atau aturannya rusak.
 }
finding-qti-rules-offered = Soal tidak mempunyai pemrosesan jawaban. Setiap jawaban benar yang disebutnya bernilai satu; periksa apakah itu yang dimaksud.
finding-qti-levels-coarse = Soal { $id } memberi lebih banyak nilai daripada kategori yang ada. Sebuah nilai dihitung sebagai yang tertinggi di antara ini yang dicapainya: { $levels }.
finding-qti-words-missing = Gambar { $name } tidak mempunyai kata-kata bagi yang tidak dapat melihatnya. Nama berkasnya dipakai untuk sementara; tulis yang lebih baik.
finding-qti-language = Paket menyatakan berbahasa { $found }, tetapi diimpor sebagai { $languages }. Pilih bahasa impor jika ini keliru.
finding-qti-file-missing = Manifes menyebut { $name } yang tidak ada dalam paket atau tidak dipakai. Tambahkan.
finding-format-unknown = Berkas ini tidak dapat diimpor. Pakai folder atau zip bank, xlsx, csv, paket QTI, GIFT, atau Aiken.
