package io.millrace.testkit.generate;

/** Regions of the world in their own scripts: accents, other alphabets, right to left, beyond the basic plane. */
final class Regions {

    static final Words WORDS = Words.composed(
            "Bayern",
            "Île-de-France",
            "São Paulo",
            "Zürich",
            "Łódzkie",
            "Kraków",
            "東京都",
            "北海道",
            "서울특별시",
            "Москва",
            "Αττική",
            "القاهرة",
            "תל אביב",
            "मुंबई",
            "กรุงเทพมหานคร",
            "Thành phố Hồ Chí Minh",
            "Curaçao",
            "Kärnten",
            "Ñuble",
            "N'Djamena",
            "O\"Higgins",
            "C:\\Temp",
            "İstanbul",
            "Åland",
            "🏝 Bora Bora",
            "𠮷野町",
            "Reykjavík",
            "null",
            "Nord, Süd/Ost",
            "Ελλάδα Ω");

    private Regions() {}
}
