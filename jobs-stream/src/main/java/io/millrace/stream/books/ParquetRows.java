package io.millrace.stream.books;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** The number of rows that the footer of a Parquet file states. */
final class ParquetRows {

    private ParquetRows() {}

    static long of(FSDataInputStream in, long length) throws IOException {
        InputFile file = new InputFile() {
            @Override
            public long getLength() {
                return length;
            }

            @Override
            public SeekableInputStream newStream() {
                return new DelegatingSeekableInputStream(in) {
                    @Override
                    public long getPos() throws IOException {
                        return in.getPos();
                    }

                    @Override
                    public void seek(long position) throws IOException {
                        in.seek(position);
                    }
                };
            }
        };
        try (ParquetFileReader reader = ParquetFileReader.open(file)) {
            return reader.getRecordCount();
        }
    }
}
