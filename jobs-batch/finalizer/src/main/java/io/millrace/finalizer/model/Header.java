package io.millrace.finalizer.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment at the top of a SQL file: {@code -- word: text}, a line that is indented further goes on with the one
 * before. Says to readers what the object is, and to the engine what it cannot read from the query.
 */
record Header(Map<String, String> entries, String query) {

    static final String PURPOSE = "purpose";
    static final String GRAIN = "grain";
    static final String INPUTS = "inputs";
    static final String READS = "reads";
    static final String KEY = "key";
    static final String ORDER = "order";
    static final String DAY = "day";
    static final String BOOKS = "books";
    static final String CLOSES = "closes";
    static final String REQUIRED = "required";
    static final String FIXED = "fixed";
    static final String SURROGATE = "surrogate";
    static final String SCOPE = "scope";
    static final String LOOK = "look";

    /** Scopes of a check. */
    static final String WHOLE = "whole";

    static final String ROWS = "rows";

    private static final Pattern ENTRY = Pattern.compile("-- ([a-z]+): +(.*)");
    private static final String MORE = "--   ";

    /** Takes a file apart; a line of the header that is neither an entry nor more of one is a problem. */
    static Header of(String text, List<String> problems) {
        Map<String, String> entries = new LinkedHashMap<>();
        String last = null;
        int at = 0;
        while (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            String line = text.substring(at, end).stripTrailing();
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                last = entry.group(1);
                if (entries.putIfAbsent(last, entry.group(2)) != null) {
                    problems.add("the header says " + last + " twice");
                }
            } else if (line.startsWith(MORE) && last != null) {
                entries.merge(last, line.strip().substring(2).strip(), (before, more) -> before + " " + more);
            } else {
                problems.add("not a line of a header: " + line);
            }
            at = Math.min(text.length(), end + 1);
        }
        return new Header(entries, text.substring(at).strip());
    }

    boolean says(String word) {
        return entries.containsKey(word);
    }

    String text(String word) {
        return entries.getOrDefault(word, "");
    }

    /** The parts of an entry between commas, those within parentheses or quotes left alone. */
    List<String> list(String word) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        StringBuilder part = new StringBuilder();
        for (char unit : text(word).toCharArray()) {
            depth += unit == '(' ? 1 : unit == ')' ? -1 : 0;
            if (unit == ',' && depth == 0) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(unit);
            }
        }
        if (!part.toString().isBlank()) {
            parts.add(part.toString().strip());
        }
        return List.copyOf(parts);
    }
}
