package io.millrace.pipeline.text;

import io.millrace.pipeline.text.PlainPattern.Characters;
import io.millrace.pipeline.text.PlainPattern.Choice;
import io.millrace.pipeline.text.PlainPattern.Repeat;
import io.millrace.pipeline.text.PlainPattern.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Reads patterns that RE2/J has already accepted; gives up at the first thing that it is not sure of. */
final class PlainPatternParser {

    private static final String SPECIAL = "\\[](){}*+?|.^$";

    /** Deeper groups are left to RE2/J. */
    private static final int MOST_DEPTH = 50;

    private static final Characters DIGITS = Characters.range('0', '9');
    private static final Characters WORD =
            DIGITS.or(Characters.range('a', 'z')).or(Characters.range('A', 'Z')).or(Characters.range('_', '_'));
    private static final Characters SPACE =
            Characters.range('\t', '\n').or(Characters.range('\f', '\r')).or(Characters.range(' ', ' '));

    private final String source;
    private int at;
    private int depth;
    private boolean failed;

    private PlainPatternParser(String source) {
        this.source = source;
    }

    /** The pattern, or null when anything in it is not plain. */
    static PlainPattern parse(String source) {
        PlainPatternParser parser = new PlainPatternParser(source);
        PlainPattern pattern = parser.choice();
        return parser.failed || parser.at < source.length() ? null : pattern;
    }

    private PlainPattern choice() {
        List<PlainPattern> options = new ArrayList<>();
        options.add(sequence());
        while (take("|")) {
            options.add(sequence());
        }
        return options.size() == 1 ? options.get(0) : new Choice(options);
    }

    private PlainPattern sequence() {
        List<PlainPattern> parts = new ArrayList<>();
        while (!failed && at < source.length() && !next("|") && !next(")")) {
            parts.add(repeated(atom()));
        }
        return new Sequence(parts);
    }

    private PlainPattern repeated(PlainPattern atom) {
        PlainPattern repeated = atom;
        if (take("*")) {
            repeated = new Repeat(atom, 0, Repeat.UNBOUNDED);
        } else if (take("+")) {
            repeated = new Repeat(atom, 1, Repeat.UNBOUNDED);
        } else if (take("?")) {
            repeated = new Repeat(atom, 0, 1);
        } else if (take("{")) {
            repeated = counted(atom);
        }
        // Lazy or doubled repetitions are left to RE2/J.
        failed |= next("*") || next("+") || next("?") || next("{");
        return repeated;
    }

    private PlainPattern counted(PlainPattern atom) {
        int least = number();
        int most = least;
        if (take(",")) {
            most = next("}") ? Repeat.UNBOUNDED : number();
        }
        failed |= !take("}") || least < 0 || (most < least && most != Repeat.UNBOUNDED);
        return new Repeat(atom, least, most);
    }

    private int number() {
        int from = at;
        while (at < source.length() && Character.digit(source.charAt(at), 10) >= 0 && at - from < 4) {
            at++;
        }
        failed |= at == from;
        return failed ? -1 : Integer.parseInt(source.substring(from, at));
    }

    private PlainPattern atom() {
        if (take("(")) {
            return group();
        } else if (take("[")) {
            return set();
        } else if (take("\\")) {
            return escape();
        }
        char character = source.charAt(at++);
        failed |= SPECIAL.indexOf(character) >= 0;
        return one(character);
    }

    private PlainPattern group() {
        failed |= (next("?") && !take("?:")) || ++depth > MOST_DEPTH;
        PlainPattern group = failed ? Characters.NONE : choice();
        depth--;
        failed |= !take(")");
        return group;
    }

    private Characters set() {
        boolean negated = take("^");
        Characters set = Characters.NONE;
        failed |= next("]");
        while (!failed && at < source.length() && !next("]")) {
            set = set.or(member());
        }
        failed |= !take("]");
        return negated ? set.not() : set;
    }

    private Characters member() {
        int from = at;
        Characters first = setCharacter();
        if (!next("-") || next("-]")) {
            return first;
        }
        at++;
        int lastFrom = at;
        setCharacter();
        // Only ranges between characters written as they are.
        failed |= from + 2 != lastFrom || at - lastFrom != 1 || source.charAt(lastFrom) < source.charAt(from);
        return failed ? Characters.NONE : Characters.range(source.charAt(from), source.charAt(lastFrom));
    }

    private Characters setCharacter() {
        if (at >= source.length()) {
            failed = true;
            return Characters.NONE;
        }
        if (take("\\")) {
            return escape();
        }
        char character = source.charAt(at++);
        failed |= character == '[' || character == '&' || character == ']' || character == '^';
        return one(character);
    }

    private Characters escape() {
        if (at >= source.length()) {
            failed = true;
            return Characters.NONE;
        }
        char character = source.charAt(at++);
        return switch (character) {
            case 'd' -> DIGITS;
            case 'w' -> WORD;
            case 's' -> SPACE;
            case 't' -> one('\t');
            case 'n' -> one('\n');
            case 'r' -> one('\r');
            case 'f' -> one('\f');
            default -> {
                failed |= Character.isLetterOrDigit(character);
                yield one(character);
            }
        };
    }

    private Characters one(char character) {
        failed |= character > 127;
        return failed ? Characters.NONE : Characters.range(character, character);
    }

    private boolean next(String text) {
        return source.startsWith(text, at);
    }

    private boolean take(String text) {
        boolean there = next(text);
        at += there ? text.length() : 0;
        return there;
    }
}
