package io.millrace.zones.record;

import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.Violation;
import java.util.List;

/**
 * A record that did not become clean: rejected, or a duplicate of a clean one. {@code duplicateOf} is null unless it is
 * a duplicate, {@code partial} (the columns that were valid) null when the record could not be read as an object.
 */
public record ErrorRecord(
        Kind kind,
        Position position,
        long sourceTime,
        List<Violation> violations,
        Position duplicateOf,
        Row partial,
        List<String> unknown) {

    /** The two doors into the error zone. */
    public enum Kind {
        REJECTED("rejected"),
        DUPLICATE("duplicate");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** How the error line says it. */
        public String label() {
            return label;
        }
    }

    public static ErrorRecord rejected(SourceRecord record, Outcome.Rejected outcome) {
        return new ErrorRecord(
                Kind.REJECTED,
                record.position(),
                record.sourceTime(),
                outcome.violations(),
                null,
                outcome.partial(),
                outcome.unknown());
    }

    /** A valid record that came second. {@code code} is {@link Code#DUPLICATE} or {@link Code#STALE}. */
    public static ErrorRecord duplicate(CleanRecord record, Code code, Position of) {
        String message =
                (code == Code.STALE ? "older than the record of the same key at " : "same key as the record at ")
                        + of.source() + "/" + of.split() + "/" + of.offset();
        return new ErrorRecord(
                Kind.DUPLICATE,
                record.position(),
                record.sourceTime(),
                List.of(new Violation(code, null, null, message)),
                of,
                record.row(),
                List.of());
    }
}
