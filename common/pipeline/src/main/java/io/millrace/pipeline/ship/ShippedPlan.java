package io.millrace.pipeline.ship;

import io.millrace.pipeline.plan.Plan;
import java.io.Serializable;

/** A plan on its way to a task. Plans are plain records that know nothing of serialization, so it is done here. */
public final class ShippedPlan implements Serializable {

    private static final long serialVersionUID = 1;

    private final byte[] bytes;
    private transient Plan plan;

    private ShippedPlan(Plan plan, byte[] bytes) {
        this.plan = plan;
        this.bytes = bytes;
    }

    public static ShippedPlan of(Plan plan) {
        return new ShippedPlan(plan, RecordCodec.write(plan));
    }

    public Plan plan() {
        if (plan == null) {
            plan = RecordCodec.read(bytes, Plan.class);
        }
        return plan;
    }
}
