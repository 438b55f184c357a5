package io.millrace.finalizer.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query without what means nothing to the engine: comments, line breaks and indentation. */
final class Wording {

    private static final Pattern PARTS = Pattern.compile("'[^']*'|\"[^\"]*\"|((?:--[^\\n]*|\\s)++)");

    /** Signs of texts whose quotes end otherwise, and of comments that nest. */
    private static final Pattern UNSURE = Pattern.compile("\\\\|\\$|/\\*");

    private Wording() {}

    /** What two spellings of a query have in common; when in doubt the query as it stands. */
    static String of(String query) {
        return UNSURE.matcher(query).find()
                ? query
                : PARTS.matcher(query)
                        .replaceAll(part -> part.group(1) == null ? Matcher.quoteReplacement(part.group()) : " ")
                        .strip();
    }
}
