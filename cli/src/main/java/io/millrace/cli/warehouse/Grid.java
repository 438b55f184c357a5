package io.millrace.cli.warehouse;

import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.warehouse.RowSink.Column;
import io.millrace.pipeline.warehouse.RowSink.Kind;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns for people: the names above, numbers to the right. */
final class Grid {

    static final String ABSENT = "·";

    private final List<Column> columns;
    private final List<String[]> rows;
    private final int[] widths;

    Grid(List<Column> columns, List<String[]> rows) {
        this.columns = columns;
        this.rows = rows;
        widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(Visible.text(columns.get(column).name()));
            for (String[] row : rows) {
                widths[column] = Math.max(widths[column], width(row[column]));
            }
        }
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        if (!columns.isEmpty()) {
            lines.add(style.bold(line(
                    columns.stream().map(column -> Visible.text(column.name())).toArray(String[]::new))));
            rows.forEach(row -> lines.add(line(row)));
        }
        return lines;
    }

    private String line(String... values) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < values.length; column++) {
            String pad = " ".repeat(widths[column] - width(values[column]));
            boolean number = columns.get(column).kind() == Kind.NUMBER;
            line.append(column == 0 ? "" : "  ").append(number ? pad + values[column] : values[column] + pad);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
