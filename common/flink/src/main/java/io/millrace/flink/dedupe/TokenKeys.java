package io.millrace.flink.dedupe;

import io.millrace.flink.type.KeyedClean;
import io.millrace.pipeline.judge.CleanKeys;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.ship.ShippedPlan;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Gives records the key that their row would have if it were read back. */
public final class TokenKeys extends ProcessFunction<KeyedClean, KeyedClean> {

    private static final long serialVersionUID = 1;

    private final ShippedPlan plan;
    private transient CleanKeys keys;

    public TokenKeys(Plan plan) {
        this.plan = ShippedPlan.of(plan);
    }

    @Override
    public void open(OpenContext context) {
        keys = new CleanKeys(plan.plan());
    }

    @Override
    public void processElement(KeyedClean keyed, Context context, Collector<KeyedClean> out) {
        out.collect(new KeyedClean(keys.of(keyed.record().row()), keyed.record()));
    }
}
