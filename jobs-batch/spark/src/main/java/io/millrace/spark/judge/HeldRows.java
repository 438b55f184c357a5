package io.millrace.spark.judge;

import io.millrace.pipeline.judge.CleanKeys;
import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.spark.store.ShippedStorage;
import io.millrace.spark.write.AtTaskEnd;
import io.millrace.zones.parquet.HeldFile;
import io.millrace.zones.record.CleanRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Reads the rows of a clean file back: they come before all records of their key. */
public final class HeldRows implements FlatMapFunction<String, Row> {

    private static final long serialVersionUID = 1;

    private final ShippedPlan plan;
    private final ShippedStorage storage;

    public HeldRows(ShippedPlan plan, ShippedStorage storage) {
        this.plan = plan;
        this.storage = storage;
    }

    @Override
    public Iterator<Row> call(String file) throws IOException {
        storage.unpack();
        HeldFile rows = HeldFile.open(plan.plan(), URI.create(file));
        AtTaskEnd.close(rows);
        return new Rows(rows, new CleanKeys(plan.plan()));
    }

    private static final class Rows implements Iterator<Row> {
        private final HeldFile rows;
        private final CleanKeys keys;
        private CleanRecord next;

        Rows(HeldFile rows, CleanKeys keys) throws IOException {
            this.rows = rows;
            this.keys = keys;
            next = rows.read();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Row row = Candidates.held(keys.of(next.row()), next);
            try {
                next = rows.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return row;
        }
    }
}
