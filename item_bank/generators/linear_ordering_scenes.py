"""Scenes of office life in which things stand in an order; what is in a scene is in `linear_ordering_words`.

Phrases begin with a small letter and end without a full stop, so that they can also stand after "if".
"""

from typing import Final

from item_bank.generators.linear_ordering_names import (
    ACTIVITIES,
    DIVISIONS,
    DOCUMENTS,
    GOODS,
    PEOPLE,
    VILLAGES,
)
from item_bank.generators.linear_ordering_words import Scene
from item_bank.generators.text_forms import Words, pairs, place

SCENES: Final = (
    Scene(
        "turns",
        PEOPLE,
        introduction=Words(
            "{number} pegawai, yaitu {things}, memaparkan laporan satu per satu.",
            "{number} employees, {things}, present their reports one after another.",
        ),
        phrases={
            "before": Words("{x} mendapat giliran sebelum {y}", "{x} presents sometime before {y}"),
            "before turned": Words("{y} mendapat giliran setelah {x}", "{y} presents sometime after {x}"),
            "just_before": Words(
                "{x} mendapat giliran tepat sebelum {y}", "{x} presents immediately before {y}"
            ),
            "just_before turned": Words(
                "{y} mendapat giliran tepat setelah {x}", "{y} presents immediately after {x}"
            ),
            "beside": Words(
                "tidak ada yang mendapat giliran di antara {x} dan {y}", "nobody presents between {x} and {y}"
            ),
            "apart 1": Words(
                "tepat satu orang mendapat giliran di antara {x} dan {y}",
                "exactly one person presents between {x} and {y}",
            ),
            "apart 2": Words(
                "tepat dua orang mendapat giliran di antara {x} dan {y}",
                "exactly two people present between {x} and {y}",
            ),
            "between": Words(
                "{x} mendapat giliran setelah salah satu dari {y} dan {z}, tetapi sebelum yang lain",
                "{x} presents after one of {y} and {z} but before the other",
            ),
            "at": Words("{x} mendapat giliran {place}", "{x} presents {place}"),
            "not_at": Words("{x} tidak mendapat giliran {place}", "{x} does not present {place}"),
        },
        who_is_at=Words("siapa yang mendapat giliran {place}?", "who presents {place}?"),
        which_order=Words(
            "manakah urutan giliran yang mungkin, dari yang pertama sampai yang terakhir?",
            "which order of presenting is possible, from first to last?",
        ),
    ),
    Scene(
        "queue",
        PEOPLE,
        introduction=Words(
            (
                "{number} warga, yaitu {things}, mengantre dalam satu barisan. Yang di depan"
                " dilayani lebih dahulu."
            ),
            "{number} residents, {things}, stand in one line. Those in front are served first.",
        ),
        phrases={
            "before": Words("{x} dilayani sebelum {y}", "{x} is served sometime before {y}"),
            "before turned": Words("{y} dilayani setelah {x}", "{y} is served sometime after {x}"),
            "just_before": Words("{x} mengantre tepat di depan {y}", "{x} is directly ahead of {y}"),
            "just_before turned": Words("{y} mengantre tepat di belakang {x}", "{y} is directly behind {x}"),
            "beside": Words(
                "tidak ada orang yang mengantre di antara {x} dan {y}", "nobody stands between {x} and {y}"
            ),
            "apart 1": Words(
                "tepat satu orang mengantre di antara {x} dan {y}",
                "exactly one person stands between {x} and {y}",
            ),
            "apart 2": Words(
                "tepat dua orang mengantre di antara {x} dan {y}",
                "exactly two people stand between {x} and {y}",
            ),
            "between": Words(
                "{x} mengantre di belakang salah satu dari {y} dan {z}, tetapi di depan yang lain",
                "{x} is behind one of {y} and {z} but ahead of the other",
            ),
            "at": Words("{x} mengantre di urutan {place}", "{x} is {place} in line"),
            "not_at": Words("{x} tidak mengantre di urutan {place}", "{x} is not {place} in line"),
        },
        who_is_at=Words("siapa yang mengantre di urutan {place}?", "who is {place} in line?"),
        which_order=Words(
            "manakah urutan antrean yang mungkin, dari depan ke belakang?",
            "which order of the line is possible, from front to back?",
        ),
    ),
    Scene(
        "desks",
        PEOPLE,
        introduction=Words(
            (
                "{number} meja kerja berjajar dari kiri ke kanan. Meja-meja itu ditempati"
                " {things}, satu orang satu meja."
            ),
            ("{number} desks stand in a row from left to right. They belong to {things}, one desk each."),
        ),
        phrases={
            "before": Words(
                "meja {x} lebih ke kiri daripada meja {y}", "{x}’s desk is further left than {y}’s"
            ),
            "before turned": Words(
                "meja {y} lebih ke kanan daripada meja {x}", "{y}’s desk is further right than {x}’s"
            ),
            "just_before": Words(
                "meja {x} tepat di sebelah kiri meja {y}", "{x}’s desk is directly to the left of {y}’s"
            ),
            "just_before turned": Words(
                "meja {y} tepat di sebelah kanan meja {x}", "{y}’s desk is directly to the right of {x}’s"
            ),
            "beside": Words("meja {x} bersebelahan dengan meja {y}", "{x}’s desk is next to {y}’s"),
            "apart 1": Words(
                "ada tepat satu meja di antara meja {x} dan meja {y}",
                "there is exactly one desk between {x}’s and {y}’s",
            ),
            "apart 2": Words(
                "ada tepat dua meja di antara meja {x} dan meja {y}",
                "there are exactly two desks between {x}’s and {y}’s",
            ),
            "between": Words(
                "meja {x} berada di suatu tempat di antara meja {y} dan meja {z}",
                "{x}’s desk is somewhere between {y}’s and {z}’s",
            ),
            "at": Words("meja {x} adalah meja {place} dari kiri", "{x}’s desk is {place} from the left"),
            "not_at": Words(
                "meja {x} bukan meja {place} dari kiri", "{x}’s desk is not {place} from the left"
            ),
        },
        who_is_at=Words(
            "siapa yang menempati meja {place} dari kiri?", "whose desk is {place} from the left?"
        ),
        which_order=Words(
            "manakah susunan meja yang mungkin, dari kiri ke kanan?",
            "which arrangement of desks is possible, from left to right?",
        ),
        places=tuple(place(number) for number in range(7)),
    ),
    Scene(
        "floors",
        DIVISIONS,
        introduction=Words(
            (
                "Sebuah gedung memiliki {number} lantai, dan setiap lantai ditempati satu"
                " bagian: {things}. Lantai 1 adalah lantai terbawah."
            ),
            ("A building has {number} floors with one division on each: {things}. Floor 1 is the lowest."),
        ),
        phrases={
            "before": Words(
                "{x} berada di lantai yang lebih rendah daripada {y}", "{x} is on a lower floor than {y}"
            ),
            "before turned": Words(
                "{y} berada di lantai yang lebih tinggi daripada {x}", "{y} is on a higher floor than {x}"
            ),
            "just_before": Words(
                "{x} berada tepat satu lantai di bawah {y}", "{x} is exactly one floor below {y}"
            ),
            "just_before turned": Words(
                "{y} berada tepat satu lantai di atas {x}", "{y} is exactly one floor above {x}"
            ),
            "beside": Words(
                "tidak ada lantai lain di antara {x} dan {y}", "there is no other floor between {x} and {y}"
            ),
            "apart 1": Words(
                "ada tepat satu lantai di antara {x} dan {y}",
                "there is exactly one floor between {x} and {y}",
            ),
            "apart 2": Words(
                "ada tepat dua lantai di antara {x} dan {y}",
                "there are exactly two floors between {x} and {y}",
            ),
            "between": Words(
                "{x} berada di atas salah satu dari {y} dan {z}, tetapi di bawah yang lain",
                "{x} is above one of {y} and {z} but below the other",
            ),
            "at": Words("{x} berada di lantai {place}", "{x} is on floor {place}"),
            "not_at": Words("{x} tidak berada di lantai {place}", "{x} is not on floor {place}"),
        },
        who_is_at=Words(
            "bagian manakah yang berada di lantai {place}?", "which division is on floor {place}?"
        ),
        which_order=Words(
            "manakah susunan yang mungkin, dari lantai 1 ke atas?",
            "which arrangement is possible, from floor 1 upwards?",
        ),
        places=pairs("1; 2; 3; 4; 5; 6; 7"),
    ),
    Scene(
        "week",
        ACTIVITIES,
        introduction=Words(
            (
                "Mulai Senin, sebuah kantor mengadakan satu kegiatan setiap hari selama {number}"
                " hari: {things}."
            ),
            "From Monday on, an office holds one activity a day for {number} days: {things}.",
        ),
        phrases={
            "before": Words("{x} diadakan sebelum {y}", "{x} takes place sometime before {y}"),
            "before turned": Words("{y} diadakan setelah {x}", "{y} takes place sometime after {x}"),
            "just_before": Words("{x} diadakan sehari sebelum {y}", "{x} takes place on the day before {y}"),
            "just_before turned": Words(
                "{y} diadakan sehari setelah {x}", "{y} takes place on the day after {x}"
            ),
            "beside": Words(
                "{x} dan {y} diadakan pada dua hari yang berurutan",
                "{x} and {y} take place on consecutive days",
            ),
            "apart 1": Words(
                "ada tepat satu hari di antara {x} dan {y}", "there is exactly one day between {x} and {y}"
            ),
            "apart 2": Words(
                "ada tepat dua hari di antara {x} dan {y}", "there are exactly two days between {x} and {y}"
            ),
            "between": Words(
                "{x} diadakan setelah salah satu dari {y} dan {z}, tetapi sebelum yang lain",
                "{x} takes place after one of {y} and {z} but before the other",
            ),
            "at": Words("{x} diadakan pada hari {place}", "{x} takes place on {place}"),
            "not_at": Words("{x} tidak diadakan pada hari {place}", "{x} does not take place on {place}"),
        },
        who_is_at=Words(
            "kegiatan manakah yang diadakan pada hari {place}?", "which activity takes place on {place}?"
        ),
        which_order=Words(
            "manakah urutan kegiatan yang mungkin, mulai hari Senin?",
            "which order of activities is possible, from Monday on?",
        ),
        places=pairs(
            "Senin = Monday; Selasa = Tuesday; Rabu = Wednesday; Kamis = Thursday;"
            "Jumat = Friday; Sabtu = Saturday"
        ),
    ),
    Scene(
        "signing",
        DOCUMENTS,
        introduction=Words(
            "Kepala kantor menandatangani {number} dokumen satu per satu: {things}.",
            "The head of an office signs {number} documents one after another: {things}.",
        ),
        phrases={
            "before": Words("{x} ditandatangani sebelum {y}", "{x} is signed sometime before {y}"),
            "before turned": Words("{y} ditandatangani setelah {x}", "{y} is signed sometime after {x}"),
            "just_before": Words(
                "{x} ditandatangani tepat sebelum {y}", "{x} is signed immediately before {y}"
            ),
            "just_before turned": Words(
                "{y} ditandatangani tepat setelah {x}", "{y} is signed immediately after {x}"
            ),
            "beside": Words(
                "tidak ada dokumen yang ditandatangani di antara {x} dan {y}",
                "no document is signed between {x} and {y}",
            ),
            "apart 1": Words(
                "tepat satu dokumen ditandatangani di antara {x} dan {y}",
                "exactly one document is signed between {x} and {y}",
            ),
            "apart 2": Words(
                "tepat dua dokumen ditandatangani di antara {x} dan {y}",
                "exactly two documents are signed between {x} and {y}",
            ),
            "between": Words(
                "{x} ditandatangani setelah salah satu dari {y} dan {z}, tetapi sebelum yang lain",
                "{x} is signed after one of {y} and {z} but before the other",
            ),
            "at": Words("{x} ditandatangani pada urutan {place}", "{x} is signed {place}"),
            "not_at": Words("{x} tidak ditandatangani pada urutan {place}", "{x} is not signed {place}"),
        },
        who_is_at=Words(
            "dokumen manakah yang ditandatangani pada urutan {place}?", "which document is signed {place}?"
        ),
        which_order=Words(
            "manakah urutan penandatanganan yang mungkin, dari yang pertama sampai yang terakhir?",
            "which order of signing is possible, from first to last?",
        ),
    ),
    Scene(
        "service",
        PEOPLE,
        introduction=Words(
            (
                "{number} pegawai, yaitu {things}, diurutkan menurut masa kerja, dari yang"
                " terlama. Tidak ada masa kerja yang sama."
            ),
            (
                "{number} employees, {things}, are ordered by length of service, the longest"
                " first. No two have served equally long."
            ),
        ),
        phrases={
            "before": Words(
                "masa kerja {x} lebih lama daripada masa kerja {y}", "{x} has served longer than {y}"
            ),
            "before turned": Words(
                "masa kerja {y} lebih singkat daripada masa kerja {x}",
                "{y} has served for a shorter time than {x}",
            ),
            "between": Words(
                "masa kerja {x} berada di antara masa kerja {y} dan masa kerja {z}",
                "{x}’s length of service lies between those of {y} and {z}",
            ),
            "at": Words("{x} berada pada urutan {place}", "{x} is {place} in the order"),
            "not_at": Words("{x} tidak berada pada urutan {place}", "{x} is not {place} in the order"),
        },
        who_is_at=Words("siapa yang berada pada urutan {place}?", "who is {place} in the order?"),
        which_order=Words(
            "manakah urutan yang mungkin, dari masa kerja terlama sampai tersingkat?",
            "which order is possible, from the longest service to the shortest?",
        ),
    ),
    Scene(
        "prices",
        GOODS,
        introduction=Words(
            (
                "{number} barang inventaris, yaitu {things}, diurutkan menurut harga, dari yang"
                " termahal. Tidak ada harga yang sama."
            ),
            (
                "{number} pieces of equipment, {things}, are ordered by price, the most"
                " expensive first. No two prices are the same."
            ),
        ),
        phrases={
            "before": Words("{x} lebih mahal daripada {y}", "{x} costs more than {y}"),
            "before turned": Words("{y} lebih murah daripada {x}", "{y} costs less than {x}"),
            "between": Words(
                "harga {x} berada di antara harga {y} dan harga {z}",
                "the price of {x} lies between those of {y} and {z}",
            ),
            "at": Words("{x} berada pada urutan {place}", "{x} is {place} in the order"),
            "not_at": Words("{x} tidak berada pada urutan {place}", "{x} is not {place} in the order"),
        },
        who_is_at=Words(
            "barang manakah yang berada pada urutan {place}?",
            "which piece of equipment is {place} in the order?",
        ),
        which_order=Words(
            "manakah urutan yang mungkin, dari yang termahal sampai yang termurah?",
            "which order is possible, from the most expensive to the cheapest?",
        ),
    ),
    Scene(
        "distance",
        VILLAGES,
        introduction=Words(
            (
                "{number} desa, yaitu {things}, diurutkan menurut jaraknya dari kantor"
                " kecamatan, dari yang terdekat. Tidak ada jarak yang sama."
            ),
            (
                "{number} villages, {things}, are ordered by their distance from the district"
                " office, the nearest first. No two distances are the same."
            ),
        ),
        phrases={
            "before": Words(
                "{x} lebih dekat ke kantor kecamatan daripada {y}", "{x} is nearer to the office than {y}"
            ),
            "before turned": Words(
                "{y} lebih jauh dari kantor kecamatan daripada {x}", "{y} is farther from the office than {x}"
            ),
            "between": Words(
                "jarak {x} berada di antara jarak {y} dan jarak {z}",
                "the distance of {x} lies between those of {y} and {z}",
            ),
            "at": Words("{x} berada pada urutan {place}", "{x} is {place} in the order"),
            "not_at": Words("{x} tidak berada pada urutan {place}", "{x} is not {place} in the order"),
        },
        who_is_at=Words(
            "desa manakah yang berada pada urutan {place}?", "which village is {place} in the order?"
        ),
        which_order=Words(
            "manakah urutan yang mungkin, dari yang terdekat sampai yang terjauh?",
            "which order is possible, from the nearest to the farthest?",
        ),
    ),
)
