package io.millrace.zones.parquet;

import io.millrace.zones.record.CleanRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** A Parquet writer with the settings of the clean zone. */
final class CleanWriterBuilder extends ParquetWriter.Builder<CleanRecord, CleanWriterBuilder> {

    private final CleanWriteSupport support;

    CleanWriterBuilder(OutputFile file, CleanWriteSupport support, long rowGroupBytes) {
        super(file);
        this.support = support;
        withConf(new PlainParquetConfiguration());
        withCodecFactory(new ZstdPages());
        withCompressionCodec(CompressionCodecName.ZSTD);
        withRowGroupSize(rowGroupBytes);
        withWriteMode(Mode.CREATE);
        enablePageWriteChecksum();
    }

    @Override
    protected CleanWriterBuilder self() {
        return this;
    }

    @Override
    protected WriteSupport<CleanRecord> getWriteSupport(ParquetConfiguration configuration) {
        return support;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still
    protected WriteSupport<CleanRecord> getWriteSupport(Configuration configuration) {
        return support;
    }
}
