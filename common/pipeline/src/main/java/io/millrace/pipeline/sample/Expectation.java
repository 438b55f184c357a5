package io.millrace.pipeline.sample;

import io.millrace.pipeline.row.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must become of a record: its door; the columns that matter, by name (empty means absent); every reason, in
 * order, when the author lists them; and the name of the record that it repeats.
 */
public record Expectation(
        Door door, Map<String, Optional<String>> row, Optional<List<Reason>> reasons, Optional<String> of) {

    /** The one door by which a record leaves. */
    public enum Door {
        CLEAN,
        REJECTED,
        DUPLICATE
    }

    /** An expected violation; what is empty may be anything. */
    public record Reason(Code code, Optional<String> field, Optional<String> rule, Optional<String> message) {}
}
