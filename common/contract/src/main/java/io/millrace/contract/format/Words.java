package io.millrace.contract.format;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words by which contracts name constants, in declaration order. */
final class Words {

    private Words() {}

    static <E extends Enum<E>> Map<String, E> of(E[] constants) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return words;
    }

    static Map<String, String> only(String word) {
        return Map.of(word, word);
    }
}
