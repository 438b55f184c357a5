package io.millrace.pipeline.text;

import com.google.re2j.Pattern;
import java.util.Arrays;

/**
 * A pattern of a contract, matched in time linear in the text, whatever either of them is: by RE2/J, whose meaning is
 * the law, or by a table of the same meaning when the pattern is plain and the text is ASCII.
 */
public final class TextPattern {

    private enum Reach {
        WHOLE,
        PART
    }

    private final Pattern pattern;
    private final Reach reach;
    private final AsciiAutomaton automaton;

    private TextPattern(String source, Reach reach) {
        this.pattern = Pattern.compile(source);
        this.reach = reach;
        this.automaton = reach == Reach.WHOLE ? AsciiAutomaton.of(source) : null;
    }

    /** Matches when the whole text does. */
    public static TextPattern whole(String source) {
        return new TextPattern(source, Reach.WHOLE);
    }

    /** Matches when any part of the text does. */
    public static TextPattern part(String source) {
        return new TextPattern(source, Reach.PART);
    }

    public String source() {
        return pattern.pattern();
    }

    public boolean matches(byte[] utf8, int from, int to) {
        if (automaton != null) {
            AsciiAutomaton.Answer answer = automaton.matches(utf8, from, to);
            if (answer != AsciiAutomaton.Answer.NOT_ASCII) {
                return answer == AsciiAutomaton.Answer.YES;
            }
        }
        byte[] text = Arrays.copyOfRange(utf8, from, to);
        return reach == Reach.WHOLE
                ? pattern.matcher(text).matches()
                : pattern.matcher(text).find();
    }
}
