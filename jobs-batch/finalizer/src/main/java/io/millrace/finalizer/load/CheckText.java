package io.millrace.finalizer.load;

import io.millrace.finalizer.model.CheckFailed;
import java.util.ArrayList;
import java.util.List;

/** A failed check for people: its name, the first offending rows as a table, where to look. */
final class CheckText {

    private static final int SHOWN = 10;

    private CheckText() {}

    static String of(CheckFailed failed) {
        List<String> lines = new ArrayList<>();
        lines.add("the check " + failed.check()
                + " does not hold; the load was rolled back, the version published last stays");
        List<List<String>> table = new ArrayList<>();
        table.add(failed.columns());
        table.addAll(failed.rows().subList(0, Math.min(SHOWN, failed.rows().size())));
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder("  ");
            for (int column = 0; column < row.size(); column++) {
                line.append(pad(row.get(column), width(table, column))).append("  ");
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(failed.look());
        return String.join("\n", lines);
    }

    private static int width(List<List<String>> table, int column) {
        return table.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
