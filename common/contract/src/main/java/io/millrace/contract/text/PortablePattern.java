package io.millrace.contract.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What a pattern may be: RE2 without flags and named groups, so that every engine understands it alike, and not so large
 * that a short text makes a huge automaton.
 */
public final class PortablePattern {

    /** States that counted repetitions may multiply up to; RE2 itself bounds each of them by 1000. */
    private static final long MOST_STATES = 10_000;

    private final String pattern;
    private final Deque<long[]> groups = new ArrayDeque<>();
    private int at;

    private PortablePattern(String pattern) {
        this.pattern = pattern;
    }

    /** Why the pattern is refused; empty when it may be used. */
    public static Optional<String> refusal(String pattern) {
        Optional<String> refusal = new PortablePattern(pattern).scan();
        if (refusal.isPresent()) {
            return refusal;
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription() + (e.getPattern() == null ? "" : ": " + e.getPattern()));
        }
    }

    /** Walks over groups, classes and quotes; each group keeps its states and those of its last atom. */
    private Optional<String> scan() {
        groups.push(new long[2]);
        while (at < pattern.length()) {
            Optional<String> refusal = step();
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<String> step() {
        switch (pattern.charAt(at)) {
            case '\\' -> escape();
            case '[' -> skipClass();
            case '(' -> {
                if (pattern.startsWith("(?", at) && !pattern.startsWith("(?:", at)) {
                    return Optional.of("flags, named groups and look-around are not portable: "
                            + pattern.substring(at, Math.min(at + 4, pattern.length())));
                }
                groups.push(new long[2]);
                at += pattern.startsWith("(?:", at) ? 3 : 1;
            }
            case ')' -> {
                long states = groups.size() > 1 ? groups.pop()[0] : 0;
                atom(states);
            }
            case '{' -> repeat();
            default -> atom(1);
        }
        return groups.peek()[0] > MOST_STATES
                ? Optional.of("its repetitions multiply to more than " + MOST_STATES + " states")
                : Optional.empty();
    }

    private void atom(long states) {
        groups.peek()[0] += states;
        groups.peek()[1] = states;
        at++;
    }

    private void escape() {
        if (pattern.startsWith("\\Q", at)) {
            int end = pattern.indexOf("\\E", at);
            at = end < 0 ? pattern.length() : end + 2;
            return;
        }
        at++;
        atom(1);
    }

    private void skipClass() {
        int end = at + 1;
        if (pattern.startsWith("^", end)) {
            end++;
        }
        if (pattern.startsWith("]", end)) {
            end++;
        }
        while (end < pattern.length() && pattern.charAt(end) != ']') {
            if (pattern.startsWith("[:", end)) {
                int close = pattern.indexOf(":]", end);
                end = close < 0 ? end : close + 1;
            }
            end += pattern.charAt(end) == '\\' ? 2 : 1;
        }
        at = end;
        atom(1);
    }

    private void repeat() {
        int end = pattern.indexOf('}', at);
        String counts = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            atom(1);
            return;
        }
        long times = 1;
        for (String count : counts.split(",")) {
            times = Math.max(times, Long.parseLong(count));
        }
        long[] group = groups.peek();
        group[0] += group[1] * (times - 1);
        group[1] *= times;
        at = end + 1;
    }
}
