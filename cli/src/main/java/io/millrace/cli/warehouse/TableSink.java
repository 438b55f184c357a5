package io.millrace.cli.warehouse;

import io.millrace.cli.Call;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.warehouse.RowSink;
import java.util.ArrayList;
import java.util.List;

/** An answer as a table for people: numbers to the right, absent values as a dot. */
final class TableSink implements RowSink {

    private static final String ABSENT = "·";

    private final Call call;
    private final List<String[]> rows = new ArrayList<>();
    private List<Column> columns = List.of();

    TableSink(Call call) {
        this.call = call;
    }

    @Override
    public void columns(List<Column> names) {
        columns = names;
    }

    @Override
    public void row(String[] values) {
        String[] shown = new String[values.length];
        for (int column = 0; column < values.length; column++) {
            shown[column] = values[column] == null ? ABSENT : Visible.text(values[column]);
        }
        rows.add(shown);
    }

    @Override
    public void end(boolean more) {
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(Visible.text(columns.get(column).name()));
            for (String[] row : rows) {
                widths[column] = Math.max(widths[column], width(row[column]));
            }
        }
        Style style = call.terminal().outStyle();
        if (!columns.isEmpty()) {
            call.print(style.bold(line(
                    columns.stream().map(column -> Visible.text(column.name())).toArray(String[]::new), widths)));
            rows.forEach(row -> call.print(line(row, widths)));
        }
        call.tell(Amounts.count(rows.size(), "row") + (more ? " shown, there are more: --limit 0 shows all" : ""));
    }

    private String line(String[] values, int... widths) {
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
