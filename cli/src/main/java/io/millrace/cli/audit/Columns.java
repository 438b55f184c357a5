package io.millrace.cli.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A table: the first two columns to the left, numbers to the right. */
final class Columns {

    private static final int LEFT = 2;

    private final List<String[]> rows = new ArrayList<>();

    Columns(String... titles) {
        rows.add(titles);
    }

    void add(String... cells) {
        rows.add(cells);
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            Arrays.setAll(widths, column -> Math.max(widths[column], row[column].length()));
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringJoiner line = new StringJoiner("  ", "  ", "");
        for (int column = 0; column < row.length; column++) {
            String format = "%" + (column < LEFT ? "-" : "") + widths[column] + "s";
            line.add(String.format(Locale.ROOT, format, row[column]));
        }
        return line.toString().stripTrailing();
    }
}
