package io.millrace.spark.judge;

import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.spark.read.Portion;
import io.millrace.spark.store.ShippedStorage;
import io.millrace.spark.write.AtTaskEnd;
import io.millrace.spark.write.Tallies;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Reads a portion, keeps its records in raw unless they came from there, judges them, puts rejected ones into error and hands on the valid. */
public final class JudgePortion implements FlatMapFunction<Iterator<Portion>, Row> {

    private static final long serialVersionUID = 1;

    private final ShippedPlan plan;
    private final ArrayList<MaskKey> maskKeys;
    private final URI staging;
    private final Identity identity;
    private final Keep keep;
    private final Tallies tallies;
    private final ShippedStorage storage;

    /** Which key a record has. */
    public enum Identity {
        /** That of the judge. */
        JUDGED,
        /** The one that its row would have if it were read back. */
        BY_COLUMNS
    }

    /** Where the records stand as they came. */
    public enum Keep {
        /** Nowhere yet: they are to be kept in raw. */
        IN_RAW,
        /** In raw, where they were read. */
        NOWHERE
    }

    public JudgePortion(
            ShippedPlan plan,
            List<MaskKey> maskKeys,
            URI staging,
            Identity identity,
            Keep keep,
            Tallies tallies,
            ShippedStorage storage) {
        this.plan = plan;
        this.maskKeys = new ArrayList<>(maskKeys);
        this.staging = staging;
        this.identity = identity;
        this.keep = keep;
        this.tallies = tallies;
        this.storage = storage;
    }

    @Override
    public Iterator<Row> call(Iterator<Portion> portions) throws Exception {
        storage.unpack();
        JudgedRecords records =
                new JudgedRecords(portions.next(), plan.plan(), maskKeys, staging, identity, keep, tallies);
        AtTaskEnd.close(records);
        return records;
    }
}
