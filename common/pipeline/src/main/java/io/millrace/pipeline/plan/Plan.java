package io.millrace.pipeline.plan;

import io.millrace.contract.Contract;
import java.util.List;

/**
 * What every runner carries out for one dataset: the contract, the columns of its clean rows (position columns are the
 * zones' affair and come after them) and the steps in order.
 */
public record Plan(Contract contract, List<Column> columns, List<Step> steps) {

    public Plan {
        columns = List.copyOf(columns);
        steps = List.copyOf(steps);
    }

    public String dataset() {
        return contract.dataset();
    }

    /** Index of the column of that name, or -1. */
    public int columnIndex(String name) {
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    /** Name and uid of a step wherever an engine wants one: {@code transactions/judge}. */
    public String uid(Step step) {
        return dataset() + "/" + step.label();
    }
}
