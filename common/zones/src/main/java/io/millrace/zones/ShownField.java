package io.millrace.zones;

import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A declared field as the error zone shows it: from its clear column, or from the masked one when it is masked. */
@SuppressWarnings("ArrayRecordComponent") // the name is copied out, never compared
record ShownField(String field, int column, byte[] name, FieldValue value) {

    static List<ShownField> of(Plan plan) {
        List<ShownField> shown = new ArrayList<>();
        for (int index = 0; index < plan.columns().size(); index++) {
            Column column = plan.columns().get(index);
            if (column.part() == Column.Part.VALUE || column.part() == Column.Part.MASKED) {
                byte[] name = ("\"" + column.field() + "\":").getBytes(StandardCharsets.UTF_8);
                shown.add(new ShownField(column.field(), index, name, FieldValue.of(column.type())));
            }
        }
        return List.copyOf(shown);
    }
}
