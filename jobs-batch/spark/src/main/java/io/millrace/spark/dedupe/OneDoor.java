package io.millrace.spark.dedupe;

import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.spark.store.ShippedStorage;
import io.millrace.spark.write.AtTaskEnd;
import io.millrace.spark.write.Tallies;
import java.net.URI;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Lets the clean records of sorted keys through and puts the others into the error zone. */
public final class OneDoor implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    private final ShippedPlan plan;
    private final URI staging;
    private final Tallies tallies;
    private final ShippedStorage storage;

    public OneDoor(ShippedPlan plan, URI staging, Tallies tallies, ShippedStorage storage) {
        this.plan = plan;
        this.staging = staging;
        this.tallies = tallies;
        this.storage = storage;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> sorted) {
        storage.unpack();
        CleanRows rows = new CleanRows(sorted, plan.plan(), staging, tallies);
        AtTaskEnd.close(rows);
        return rows;
    }
}
