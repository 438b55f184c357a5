package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Limits;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Column.Part;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.RowKey;
import java.util.List;
import java.util.Optional;

/**
 * Identity of the business key of a clean row, by its columns alone: what is read back from the clean zone has the key
 * of the record that it came from. Where no key field is masked it is the key that the judge gives; where one is, its
 * token stands for it, so keys of both kinds are never compared. For one thread.
 */
public final class CleanKeys {

    private final Keys keys;
    private final boolean tokens;

    public CleanKeys(Plan plan) {
        List<Field> columns = plan.columns().stream().map(CleanKeys::field).toList();
        List<String> names = plan.contract().key().stream()
                .map(field -> column(plan, field).name())
                .toList();
        keys = new Keys(names, columns, null);
        tokens = !names.equals(plan.contract().key());
    }

    /** Whether tokens stand for key fields, so that these keys are not those of the judge. */
    public boolean standForMasked() {
        return tokens;
    }

    public RowKey of(Row row) {
        return keys.of(row);
    }

    private static Column column(Plan plan, String field) {
        return plan.columns().stream()
                .filter(column -> field.equals(column.field()))
                .filter(column -> column.part() == Part.VALUE || column.part() == Part.TOKEN)
                .findFirst()
                .orElseThrow();
    }

    private static Field field(Column column) {
        return new Field(
                column.name(),
                column.type(),
                Field.Presence.REQUIRED,
                Field.Coercion.STRICT,
                List.of(),
                Limits.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
