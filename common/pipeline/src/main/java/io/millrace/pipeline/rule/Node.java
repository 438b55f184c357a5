package io.millrace.pipeline.rule;

import io.millrace.pipeline.row.Row;

/** An expression made ready to run. Nodes keep working space: one thread at a time. */
@FunctionalInterface
interface Node {

    /** Puts the expression's value for these fields into the slot; false when the value is an error. */
    boolean load(Row fields, Slot into);
}
