package io.millrace.pipeline.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plain pattern as a table: one look-up a byte, for ASCII text. Text with anything else it cannot tell about. */
final class AsciiAutomaton {

    enum Answer {
        YES,
        NO,
        NOT_ASCII
    }

    private static final int ASCII = 128;
    private static final int MOST_STATES = 1_000;

    /** A state from which no text matches. */
    private static final int DEAD = -1;

    private final byte[] columns = new byte[ASCII];
    private final int width;

    /** Where the row of the next state begins, by row and column. */
    private final int[] next;

    private final boolean[] accepting;

    private AsciiAutomaton(Nfa nfa, List<BitSet> states, Map<BitSet, Integer> numbers, List<Integer> columnCharacters) {
        width = columnCharacters.size();
        for (int character = 0; character < ASCII; character++) {
            columns[character] = (byte) columnOf(nfa, character, columnCharacters);
        }
        next = new int[states.size() * width];
        accepting = new boolean[states.size()];
        for (int state = 0; state < states.size(); state++) {
            accepting[state] = nfa.accepts(states.get(state));
            for (int column = 0; column < width; column++) {
                BitSet after = nfa.after(states.get(state), columnCharacters.get(column));
                next[state * width + column] = after.isEmpty() ? DEAD : numbers.get(after) * width;
            }
        }
    }

    /** The table of a pattern that must match whole texts, or null when the pattern is not plain or too large. */
    static AsciiAutomaton of(String source) {
        PlainPattern pattern = PlainPatternParser.parse(unanchored(source));
        Nfa nfa = pattern == null ? null : Nfa.of(pattern);
        return nfa == null ? null : of(nfa);
    }

    Answer matches(byte[] text, int from, int to) {
        int row = 0;
        for (int at = from; at < to; at++) {
            byte character = text[at];
            if (character < 0) {
                return Answer.NOT_ASCII;
            }
            row = next[row + columns[character]];
            if (row == DEAD) {
                return Answer.NO;
            }
        }
        return accepting[row / width] ? Answer.YES : Answer.NO;
    }

    /** Where the whole text must match, an anchor at either end says nothing new. */
    private static String unanchored(String source) {
        int from = source.startsWith("^") ? 1 : 0;
        int backslashes = 0;
        while (backslashes < source.length() - 1 && source.charAt(source.length() - 2 - backslashes) == '\\') {
            backslashes++;
        }
        boolean anchored = source.endsWith("$") && source.length() > from && backslashes % 2 == 0;
        return source.substring(from, anchored ? source.length() - 1 : source.length());
    }

    private static AsciiAutomaton of(Nfa nfa) {
        List<Integer> columnCharacters = columnCharacters(nfa);
        List<BitSet> states = new ArrayList<>();
        Map<BitSet, Integer> numbers = new HashMap<>();
        states.add(nfa.begin());
        numbers.put(nfa.begin(), 0);
        for (int state = 0; state < states.size(); state++) {
            for (int character : columnCharacters) {
                BitSet after = nfa.after(states.get(state), character);
                if (!after.isEmpty() && numbers.putIfAbsent(after, states.size()) == null) {
                    states.add(after);
                }
            }
            if (states.size() > MOST_STATES) {
                return null;
            }
        }
        return new AsciiAutomaton(nfa, states, numbers, columnCharacters);
    }

    /** One character of each kind that the pattern tells apart. */
    private static List<Integer> columnCharacters(Nfa nfa) {
        List<Integer> found = new ArrayList<>();
        for (int character = 0; character < ASCII; character++) {
            if (columnOf(nfa, character, found) == found.size()) {
                found.add(character);
            }
        }
        return found;
    }

    private static int columnOf(Nfa nfa, int character, List<Integer> columnCharacters) {
        int column = 0;
        while (column < columnCharacters.size() && nfa.distinguishes(character, columnCharacters.get(column))) {
            column++;
        }
        return column;
    }
}
