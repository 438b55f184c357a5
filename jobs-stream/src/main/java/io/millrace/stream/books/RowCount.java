package io.millrace.stream.books;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.millrace.zones.Zone;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;

/** How many records a file of a zone holds. */
final class RowCount {

    private static final int BUFFER = 1 << 16;

    private RowCount() {}

    static long of(Zone zone, FileStatus file) throws IOException {
        try (FSDataInputStream in = file.getPath().getFileSystem().open(file.getPath())) {
            return switch (zone) {
                case RAW -> lines(new ZstdInputStreamNoFinalizer(in));
                case CLEAN -> ParquetRows.of(in, file.getLen());
                case ERROR -> lines(in);
            };
        }
    }

    private static long lines(InputStream in) throws IOException {
        try (in) {
            long lines = 0;
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int index = 0; index < read; index++) {
                    if (buffer[index] == '\n') {
                        lines++;
                    }
                }
            }
            return lines;
        }
    }
}
