package io.millrace.contract.text;

import io.millrace.contract.Standardizer;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Carries out standardizers, in the order listed. Every white space code point is one UTF-16 unit. */
public final class Standardizers {

    private Standardizers() {}

    /** The standardized text, or null when {@link Standardizer#EMPTY_TO_NULL} made it absent. */
    public static String apply(List<Standardizer> standardizers, String text) {
        String result = text;
        for (Standardizer standardizer : standardizers) {
            if (result == null) {
                return null;
            }
            result = apply(standardizer, result);
        }
        return result;
    }

    private static String apply(Standardizer standardizer, String text) {
        return switch (standardizer) {
            case TRIM -> trim(text);
            case STRIP_SPACES -> stripSpaces(text);
            case COLLAPSE_SPACES -> collapseSpaces(text);
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case NFC -> Normalizer.normalize(text, Normalizer.Form.NFC);
            case EMPTY_TO_NULL -> text.isEmpty() ? null : text;
        };
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && WhiteSpace.is(text.charAt(from))) {
            from++;
        }
        while (to > from && WhiteSpace.is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String stripSpaces(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            if (!WhiteSpace.is(text.charAt(at))) {
                kept.append(text.charAt(at));
            }
        }
        return kept.length() == text.length() ? text : kept.toString();
    }

    private static String collapseSpaces(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean gap = false;
        for (int at = 0; at < text.length(); at++) {
            if (WhiteSpace.is(text.charAt(at))) {
                gap = true;
            } else {
                if (gap && kept.length() > 0) {
                    kept.append(' ');
                }
                gap = false;
                kept.append(text.charAt(at));
            }
        }
        return kept.toString();
    }
}
