package io.millrace.cli.warehouse;

import io.millrace.cli.Call;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Pager;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.warehouse.RowSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An answer as a table for people, absent values as a dot; a page at a time where they sit at a terminal. */
final class TableSink implements RowSink {

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
            shown[column] = values[column] == null ? Grid.ABSENT : Visible.text(values[column]);
        }
        rows.add(shown);
    }

    @Override
    public void end(boolean more) throws IOException {
        new Pager(call.terminal(), call.surroundings().environment())
                .show(new Grid(columns, rows).lines(call.terminal().outStyle()));
        call.tell(Amounts.count(rows.size(), "row") + (more ? " shown, there are more: --limit 0 shows all" : ""));
    }
}
