package io.millrace.pipeline.plan;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.contract.UnknownFields;
import io.millrace.pipeline.plan.Column.Part;
import java.util.ArrayList;
import java.util.List;

/** Makes the plan of a contract: which columns its clean rows have, and which steps a record goes through. */
public final class Plans {

    /** The column of the undeclared members; no field can have its name. */
    public static final String EXTRA = "_extra";

    private Plans() {}

    public static Plan plan(Contract contract) {
        return new Plan(contract, columns(contract), steps(contract));
    }

    private static List<Column> columns(Contract contract) {
        List<Column> columns = new ArrayList<>();
        for (Field field : contract.fields()) {
            if (field.mask().isPresent()) {
                columns.add(masked(field, "_token", Part.TOKEN));
                columns.add(masked(field, "_masked", Part.MASKED));
            } else {
                columns.add(new Column(field.name(), field.type(), field.required(), field.name(), Part.VALUE));
            }
        }
        if (contract.unknownFields() == UnknownFields.KEEP) {
            columns.add(new Column(EXTRA, new Type.Json(), false, null, Part.EXTRA));
        }
        return columns;
    }

    private static Column masked(Field field, String suffix, Part part) {
        return new Column(field.name() + suffix, new Type.Text(), field.required(), field.name(), part);
    }

    private static List<Step> steps(Contract contract) {
        return List.of(
                new Step.Read(),
                new Step.KeepRaw(),
                new Step.Judge(),
                new Step.Deduplicate(contract.dedupe()),
                new Step.KeepClean(),
                new Step.KeepErrors());
    }
}
