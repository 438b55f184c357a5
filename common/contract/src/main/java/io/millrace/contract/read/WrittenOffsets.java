package io.millrace.contract.read;

import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Node.Style;

/** Maps an offset in a scalar's text back to its column, through the quotes and escapes it is written with. */
final class WrittenOffsets {

    private WrittenOffsets() {}

    static Place place(Scalar scalar, int offset) {
        String written = scalar.written();
        if (scalar.style() == Style.BLOCK || written.indexOf('\n') >= 0 || written.indexOf('\r') >= 0) {
            return scalar.place();
        }
        int at = scalar.style() == Style.PLAIN ? 0 : 1;
        for (int passed = 0; passed < offset && at < written.length(); passed++) {
            at += width(written, at, scalar.style());
        }
        int column = written.codePointCount(0, Math.min(at, written.length()));
        return new Place(scalar.place().line(), scalar.place().column() + column);
    }

    /** Chars that one code point of the text takes in the file. */
    private static int width(String written, int at, Style style) {
        char first = written.charAt(at);
        if (style == Style.SINGLE_QUOTED && first == '\'') {
            return 2;
        }
        if (style == Style.DOUBLE_QUOTED && first == '\\' && at + 1 < written.length()) {
            return switch (written.charAt(at + 1)) {
                case 'x' -> 4;
                case 'u' -> 6;
                case 'U' -> 10;
                default -> 2;
            };
        }
        return Character.charCount(written.codePointAt(at));
    }
}
