package io.millrace.zones.parquet;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A Parquet writer with the settings of the clean zone. */
final class CleanFileBuilder<T> extends ParquetWriter.Builder<T, CleanFileBuilder<T>> {

    private final CleanSupport<T> support;

    CleanFileBuilder(CleanSupport<T> support, long rowGroupBytes) {
        super(new Output(support.stream()));
        this.support = support;
        withConf(new PlainParquetConfiguration());
        withCodecFactory(new ZstdPages());
        withCompressionCodec(CompressionCodecName.ZSTD);
        withRowGroupSize(rowGroupBytes);
        withWriteMode(Mode.CREATE);
        enablePageWriteChecksum();
    }

    @Override
    protected CleanFileBuilder<T> self() {
        return this;
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

    private record Output(SealingStream stream) implements OutputFile {

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return stream;
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return stream;
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
