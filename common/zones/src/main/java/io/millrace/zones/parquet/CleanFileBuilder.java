package io.millrace.zones.parquet;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** A Parquet writer with the settings of the clean zone. */
abstract class CleanFileBuilder<T, B extends CleanFileBuilder<T, B>> extends ParquetWriter.Builder<T, B> {

    private final WriteSupport<T> support;

    CleanFileBuilder(OutputFile file, WriteSupport<T> support, long rowGroupBytes) {
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
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
        return support;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
        return support;
    }
}
