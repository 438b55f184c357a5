package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Mask;
import io.millrace.contract.Type;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.mask.MaskedText;
import io.millrace.pipeline.mask.Tokens;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the columns of a plan from the values of its fields: as they are, as tokens, masked. */
final class ColumnMaker {

    private final Column.Part[] parts;
    private final int[] sources;
    private final Type[] types;
    private final int[] showLast;
    private final Tokens[] tokens;
    private final int fieldCount;
    private final boolean masksNothing;

    ColumnMaker(Plan plan, MaskKey maskKey) {
        List<Field> fields = plan.contract().fields();
        int count = plan.columns().size();
        fieldCount = fields.size();
        masksNothing = !plan.contract().masksFields();
        parts = new Column.Part[count];
        sources = new int[count];
        types = new Type[count];
        showLast = new int[count];
        tokens = new Tokens[count];
        for (int index = 0; index < count; index++) {
            Column column = plan.columns().get(index);
            parts[index] = column.part();
            sources[index] = fields.stream().map(Field::name).toList().indexOf(column.field());
            if (column.part() != Column.Part.EXTRA) {
                Field field = fields.get(sources[index]);
                types[index] = field.type();
                showLast[index] = field.mask().map(Mask::showLast).orElse(0);
            }
            if (column.part() == Column.Part.TOKEN) {
                tokens[index] =
                        new Tokens(maskKey, mask(fields.get(sources[index])).domain());
            }
        }
    }

    /** A row for the values of fields, which becomes the row of the record itself when nothing is masked. */
    Row begin() {
        return new Row(masksNothing ? parts.length : fieldCount);
    }

    /** The row of a clean record. */
    Row clean(Row fields, Undeclared undeclared) {
        if (masksNothing) {
            keepExtra(fields, undeclared);
            return fields;
        }
        Row row = new Row(parts.length);
        for (int column = 0; column < parts.length; column++) {
            if (parts[column] != Column.Part.EXTRA && !fields.isAbsent(sources[column])) {
                set(row, column, fields);
            }
        }
        keepExtra(row, undeclared);
        return row;
    }

    /** What may be shown of a rejected record: the values that are valid, masked ones as masked, no token. */
    Row partial(Row fields, Findings findings) {
        Row row = new Row(parts.length);
        for (int column = 0; column < parts.length; column++) {
            int source = sources[column];
            boolean shown = parts[column] == Column.Part.VALUE || parts[column] == Column.Part.MASKED;
            if (shown && !fields.isAbsent(source) && !findings.of(source)) {
                set(row, column, fields);
            }
        }
        return row;
    }

    private void set(Row row, int column, Row fields) {
        int source = sources[column];
        switch (parts[column]) {
            case VALUE, EXTRA -> {
                if (fields.holdsBytes(source)) {
                    row.set(column, fields.bytesAt(source));
                } else {
                    row.set(column, fields.longAt(source));
                }
            }
            case TOKEN -> row.set(column, tokens[column].token(clear(column, fields)));
            case MASKED ->
                row.set(
                        column,
                        types[column] instanceof Type.Text
                                ? MaskedText.of(fields.bytesAt(source), showLast[column])
                                : MaskedText.hidden());
        }
    }

    /** The column of undeclared members, if the plan has it, is its last. */
    private void keepExtra(Row row, Undeclared undeclared) {
        int last = parts.length - 1;
        if (parts[last] == Column.Part.EXTRA && undeclared.count() > 0) {
            row.set(last, undeclared.asObject());
        }
    }

    private byte[] clear(int column, Row fields) {
        int source = sources[column];
        return types[column] instanceof Type.Text
                ? fields.bytesAt(source)
                : CanonicalRow.value(types[column], fields, source).getBytes(StandardCharsets.UTF_8);
    }

    private static Mask mask(Field field) {
        return field.mask().orElseThrow();
    }
}
