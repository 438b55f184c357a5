package io.millrace.flink.sink;

import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.CleanRecord;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.hadoop.ParquetWriter;

/** Writes clean records into a Parquet file that Flink opens and commits. */
final class CleanFiles implements BulkWriter.Factory<CleanRecord> {

    private static final long serialVersionUID = 1;

    private final ShippedPlan plan;
    private transient CleanParquet parquet;

    CleanFiles(ShippedPlan plan) {
        this.plan = plan;
    }

    @Override
    public BulkWriter<CleanRecord> create(FSDataOutputStream out) throws IOException {
        if (parquet == null) {
            parquet = new CleanParquet(plan.plan());
        }
        return new File(parquet.writer(out));
    }

    private static final class File implements BulkWriter<CleanRecord> {
        private final ParquetWriter<CleanRecord> writer;

        File(ParquetWriter<CleanRecord> writer) {
            this.writer = writer;
        }

        @Override
        public void addElement(CleanRecord record) throws IOException {
            writer.write(record);
        }

        @Override
        public void flush() {} // a file is complete only when it is finished

        @Override
        public void finish() throws IOException {
            writer.close();
        }
    }
}
