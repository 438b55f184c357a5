package io.millrace.pipeline.warehouse;

import java.io.IOException;
import java.util.List;

/** Takes the answer to a question, row by row. */
public interface RowSink {

    void columns(List<Column> columns) throws IOException;

    /** A row as text, null for NULL; numbers without exponent where they are exact. */
    void row(String[] values) throws IOException;

    /** The answer has ended; {@code more} says that the limit cut it off. */
    void end(boolean more) throws IOException;

    /** A column of the answer. */
    record Column(String name, String type, Kind kind) {}

    /** What its values are to a program that reads them. */
    enum Kind {
        NUMBER,
        BOOLEAN,
        TEXT
    }
}
