package io.millrace.zones.run;

import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.BoundedWork.Resources;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A bounded run over files that somebody asks for.
 *
 * @param maskKeys the active key first; empty when the contract does not mask
 * @param inputs absolute paths of files, folders or globs
 * @param date whose midnight is the source time of all files; without it each file has its own
 */
public record RunOrder(
        Plan plan,
        List<MaskKey> maskKeys,
        List<String> inputs,
        Optional<LocalDate> date,
        Repeat repeat,
        Resources resources) {

    public RunOrder {
        maskKeys = List.copyOf(maskKeys);
        inputs = List.copyOf(inputs);
    }

    /** What becomes of files that an earlier run has read. */
    public enum Repeat {
        /** They are passed over. */
        PASS_OVER,
        /** They are read again, and this run replaces the earlier one. */
        REPLACE
    }
}
