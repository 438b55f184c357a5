package io.millrace.cli.warehouse;

import io.millrace.pipeline.warehouse.RowSink;
import java.io.PrintWriter;
import java.util.List;

/** An answer as lines of fields, the names first: CSV after RFC 4180, or tabs with backslash escapes. Absent is empty. */
final class DelimitedSink implements RowSink {

    private final PrintWriter out;
    private final char delimiter;

    private DelimitedSink(PrintWriter out, char delimiter) {
        this.out = out;
        this.delimiter = delimiter;
    }

    static DelimitedSink commas(PrintWriter out) {
        return new DelimitedSink(out, ',');
    }

    static DelimitedSink tabs(PrintWriter out) {
        return new DelimitedSink(out, '\t');
    }

    @Override
    public void columns(List<Column> columns) {
        if (!columns.isEmpty()) {
            row(columns.stream().map(Column::name).toArray(String[]::new));
        }
    }

    @Override
    public void row(String[] values) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < values.length; column++) {
            if (column > 0) {
                line.append(delimiter);
            }
            if (values[column] != null) {
                line.append(delimiter == ',' ? quoted(values[column]) : escaped(values[column]));
            }
        }
        out.print(line.append('\n'));
    }

    /** An empty text is quoted, so that it is not absent. */
    private static String quoted(String value) {
        boolean plain = !value.isEmpty()
                && value.chars().noneMatch(unit -> unit == ',' || unit == '"' || unit == '\n' || unit == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    @Override
    public void end(boolean more) {
        out.flush();
    }
}
