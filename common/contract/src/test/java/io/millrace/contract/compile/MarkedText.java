package io.millrace.contract.compile;

import io.millrace.contract.read.Place;
import java.util.ArrayList;
import java.util.List;

/** A text in which « marks places; the marks are taken out and their places remembered. */
record MarkedText(String text, List<Place> places) {

    private static final int MARK = '«';

    static MarkedText of(String marked) {
        StringBuilder text = new StringBuilder();
        List<Place> places = new ArrayList<>();
        int line = 1;
        int column = 1;
        for (int codePoint : marked.codePoints().toArray()) {
            if (codePoint == MARK) {
                places.add(new Place(line, column));
                continue;
            }
            text.appendCodePoint(codePoint);
            line += codePoint == '\n' ? 1 : 0;
            column = codePoint == '\n' ? 1 : column + 1;
        }
        return new MarkedText(text.toString(), List.copyOf(places));
    }
}
