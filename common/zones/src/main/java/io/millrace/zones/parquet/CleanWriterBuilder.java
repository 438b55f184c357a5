package io.millrace.zones.parquet;

import io.millrace.zones.record.CleanRecord;
import org.apache.parquet.io.OutputFile;

/** A writer of the rows of a plan. */
final class CleanWriterBuilder extends CleanFileBuilder<CleanRecord, CleanWriterBuilder> {

    CleanWriterBuilder(OutputFile file, CleanWriteSupport support, long rowGroupBytes) {
        super(file, support, rowGroupBytes);
    }

    @Override
    protected CleanWriterBuilder self() {
        return this;
    }
}
