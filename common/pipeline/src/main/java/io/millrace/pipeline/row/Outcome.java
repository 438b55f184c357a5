package io.millrace.pipeline.row;

import java.util.List;

/** What a record turned out to be. Total: every record has exactly one. */
public sealed interface Outcome {

    /** A valid record: its columns, the identity of its business key, and the epoch day of its event in the contract's zone. */
    record Clean(Row row, RowKey key, int eventDay) implements Outcome {}

    /**
     * A record that broke the contract: every violation, the columns that were valid nevertheless (null when the record
     * could not be read as an object), and the undeclared names it had.
     */
    record Rejected(List<Violation> violations, Row partial, List<String> unknown) implements Outcome {
        public Rejected {
            violations = List.copyOf(violations);
            unknown = List.copyOf(unknown);
        }
    }
}
