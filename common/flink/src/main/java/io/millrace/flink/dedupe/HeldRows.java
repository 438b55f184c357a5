package io.millrace.flink.dedupe;

import io.millrace.flink.type.KeyedClean;
import io.millrace.pipeline.judge.CleanKeys;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.zones.parquet.HeldFile;
import io.millrace.zones.record.CleanRecord;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Reads the rows of clean files back, without a timestamp: they come before everything that has one. */
public final class HeldRows extends ProcessFunction<String, KeyedClean> {

    private static final long serialVersionUID = 1;

    private final ShippedPlan plan;
    private transient CleanKeys keys;

    public HeldRows(Plan plan) {
        this.plan = ShippedPlan.of(plan);
    }

    @Override
    public void open(OpenContext context) {
        keys = new CleanKeys(plan.plan());
    }

    @Override
    public void processElement(String file, Context context, Collector<KeyedClean> out) throws IOException {
        try (HeldFile rows = HeldFile.open(plan.plan(), URI.create(file))) {
            for (CleanRecord row = rows.read(); row != null; row = rows.read()) {
                out.collect(new KeyedClean(keys.of(row.row()), row));
            }
        }
    }
}
