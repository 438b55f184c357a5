package io.millrace.zones.run;

import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunOrder.Repeat;
import java.util.List;

/**
 * A bounded run over days of the raw zone, whose outcome takes the place of the one that stands.
 *
 * @param maskKeys the active key first; empty when the contract does not mask
 * @param days those of the source time, in UTC: the folders of the raw zone
 * @param reason why, for whoever looks at the run later
 */
public record ReprocessOrder(
        Plan plan, List<MaskKey> maskKeys, Days days, String reason, Repeat repeat, Resources resources) {

    public ReprocessOrder {
        maskKeys = List.copyOf(maskKeys);
    }
}
