package io.millrace.pipeline.run;

import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import java.net.URI;
import java.util.List;

/**
 * What a bounded runner is given to do.
 *
 * @param maskKeys the active key first; empty when the contract does not mask
 * @param held clean files that count in the lake already. A record whose key is in them is a duplicate (or stale, or a
 *     newer version) of the row there: all held rows come before every record of the input. A held row that stands at
 *     a position of the input itself is no predecessor of anything.
 * @param staging an empty folder, not always of this machine ({@link BoundedRunner#worksElsewhere}), in which the result
 *     is laid out like a lake
 * @param scratch an empty folder of this machine for whatever the engine wants to put aside; deleted after the run
 */
public record BoundedWork(
        Plan plan,
        List<MaskKey> maskKeys,
        BoundedInput input,
        List<URI> held,
        URI staging,
        URI scratch,
        Resources resources) {

    public BoundedWork {
        maskKeys = List.copyOf(maskKeys);
        held = List.copyOf(held);
    }

    /** How much of the machine the engine may take. */
    public record Resources(int parallelism, long memoryBytes) {}
}
