package io.millrace.duckdb.sql;

import io.millrace.contract.Standardizer;
import java.util.List;

/** The pattern (RE2) of plain texts that standardizers leave as they are, which is what most texts are. */
final class Untouched {

    /** ASCII that is visible and needs no escape in JSON, but for letters. */
    private static final String SIGNS = "!#-@\\[\\]-`{-~";

    /**
     * Letters, and vowels written around them, that do not compose with what stands before them and are composed already;
     * no white space is among them. Of those that have a canonical order there is one kind only (the two vowels of Thai
     * that stand below), so that none ever changes places. Whatever consists of them alone is in NFC.
     */
    static final String COMPOSED =
            "\\x{a1}-\\x{2ff}\\x{391}-\\x{3a1}\\x{3a3}-\\x{3ce}\\x{400}-\\x{482}\\x{5d0}-\\x{5ea}"
                    + "\\x{620}-\\x{64a}\\x{900}-\\x{93b}\\x{93d}-\\x{94c}\\x{960}-\\x{97f}\\x{e01}-\\x{e39}"
                    + "\\x{e40}-\\x{e47}\\x{1e00}-\\x{1eff}\\x{2010}-\\x{2027}\\x{3041}-\\x{3096}"
                    + "\\x{30a1}-\\x{30fa}\\x{4e00}-\\x{9fa5}\\x{ac00}-\\x{d7a3}\\x{1f300}-\\x{1f3fa}"
                    + "\\x{1f400}-\\x{1f64f}\\x{20000}-\\x{2a6d6}";

    private Untouched() {}

    /** What stands between the quotes. */
    static String by(List<Standardizer> standardizers) {
        String letters = letters(standardizers);
        boolean mayBeEmpty = !standardizers.contains(Standardizer.EMPTY_TO_NULL);
        if (standardizers.contains(Standardizer.STRIP_SPACES)) {
            return "[" + letters + "]" + (mayBeEmpty ? "*" : "+");
        } else if (standardizers.contains(Standardizer.COLLAPSE_SPACES)) {
            return "(?:[" + letters + "]+(?: [" + letters + "]+)*)" + (mayBeEmpty ? "?" : "");
        } else if (standardizers.contains(Standardizer.TRIM)) {
            return "(?:[" + letters + "]+(?: +[" + letters + "]+)*)" + (mayBeEmpty ? "?" : "");
        }
        return "[ " + letters + "]" + (mayBeEmpty ? "*" : "+");
    }

    private static String letters(List<Standardizer> standardizers) {
        boolean raises = standardizers.contains(Standardizer.UPPER);
        boolean lowers = standardizers.contains(Standardizer.LOWER);
        return SIGNS + (raises ? "" : "a-z") + (lowers ? "" : "A-Z") + (raises || lowers ? "" : COMPOSED);
    }
}
