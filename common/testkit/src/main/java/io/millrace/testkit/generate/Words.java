package io.millrace.testkit.generate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A fixed vocabulary of text values, each with JSON literals that mean the same to its field; the plain one first. */
final class Words {

    private static final String NO_BREAK = "\u00a0";
    private static final String IDEOGRAPHIC = "\u3000";

    private final List<String> values = new ArrayList<>();
    private final List<byte[][]> literals = new ArrayList<>();

    /** Text that nothing standardizes: only JSON's own spellings differ. */
    static Words exact(String... values) {
        Words words = new Words();
        for (String value : values) {
            words.add(value, List.of(Json.quoted(value), '"' + Json.escaped(value) + '"', firstEscaped(value)));
        }
        return words;
    }

    /** Upper-case ASCII text that its field trims and turns to upper case. */
    static Words upperCased(String... values) {
        return cased(value -> value.toLowerCase(Locale.ROOT), values);
    }

    /** Lower-case ASCII text that its field trims and turns to lower case. */
    static Words lowerCased(String... values) {
        return cased(value -> value.toUpperCase(Locale.ROOT), values);
    }

    private static Words cased(UnaryOperator<String> otherCase, String... values) {
        Words words = new Words();
        for (String value : values) {
            String other = otherCase.apply(value);
            String mixed = other.isEmpty() ? "" : value.charAt(0) + other.substring(1);
            words.add(
                    value,
                    List.of(
                            Json.quoted(value),
                            Json.quoted(other),
                            Json.quoted(mixed),
                            Json.quoted(" " + value + "  "),
                            Json.quoted(NO_BREAK + other),
                            "\"\\t" + value + "\\n\"",
                            firstEscaped(value)));
        }
        return words;
    }

    /** Text of any script that its field trims and composes (NFC). */
    static Words composed(String... values) {
        Words words = new Words();
        for (String value : values) {
            String decomposed = Normalizer.normalize(value, Normalizer.Form.NFD);
            words.add(
                    value,
                    List.of(
                            Json.quoted(value),
                            Json.quoted(decomposed),
                            Json.quoted(" " + value),
                            Json.quoted(IDEOGRAPHIC + decomposed + NO_BREAK),
                            '"' + Json.escaped(value) + '"',
                            '"' + Json.escaped(decomposed) + "\\u2028\""));
        }
        return words;
    }

    /** The word that a draw falls on. */
    int pick(long draw) {
        return (int) ((draw >>> 1) % values.size());
    }

    /** The standardized value. */
    String value(int word) {
        return values.get(word);
    }

    List<String> values() {
        return values;
    }

    void write(int word, Payload out, Spelling spelling) {
        byte[][] spellings = literals.get(word);
        out.put(spellings[spelling.pick(spellings.length)]);
    }

    private void add(String value, List<String> spellings) {
        values.add(value);
        literals.add(spellings.stream().map(Json::bytes).toArray(byte[][]::new));
    }

    private static String firstEscaped(String value) {
        int first = Math.min(1, value.length());
        return '"'
                + Json.escaped(value.substring(0, first))
                + Json.quoted(value.substring(first)).substring(1);
    }
}
