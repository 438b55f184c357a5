package io.millrace.flink.sink;

import io.millrace.zones.ZstdLines;
import io.millrace.zones.json.LineBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes records as lines into a file that Flink opens and commits. */
final class LineFiles<T> implements BulkWriter.Factory<T> {

    private static final long serialVersionUID = 1;

    private final LineFormat<T> format;
    private final Encoding encoding;

    LineFiles(LineFormat<T> format, Encoding encoding) {
        this.format = format;
        this.encoding = encoding;
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
        return new File<>(format, encoding.into(out));
    }

    /** Appends the line of a record. */
    interface LineFormat<T> extends Serializable {
        void write(T record, LineBuffer out);
    }

    /** How lines stand in the file. */
    enum Encoding {
        PLAIN {
            @Override
            Lines into(OutputStream file) {
                return new Lines() {
                    @Override
                    public void write(LineBuffer lines) throws IOException {
                        lines.writeTo(file);
                    }

                    @Override
                    public void finish() {} // the last line is the end
                };
            }
        },
        ZSTD {
            @Override
            Lines into(OutputStream file) throws IOException {
                ZstdLines frame = new ZstdLines(file);
                return new Lines() {
                    @Override
                    public void write(LineBuffer lines) throws IOException {
                        frame.write(lines);
                    }

                    @Override
                    public void finish() throws IOException {
                        frame.finish();
                    }
                };
            }
        };

        abstract Lines into(OutputStream file) throws IOException;
    }

    private interface Lines {
        void write(LineBuffer lines) throws IOException;

        void finish() throws IOException;
    }

    private static final class File<T> implements BulkWriter<T> {

        /** Lines are handed on in chunks: each call into a compressor or file has its price. */
        private static final int CHUNK = 32 << 10;

        private final LineFormat<T> format;
        private final Lines out;
        private final LineBuffer lines = new LineBuffer();

        File(LineFormat<T> format, Lines out) {
            this.format = format;
            this.out = out;
        }

        @Override
        public void addElement(T record) throws IOException {
            format.write(record, lines);
            if (lines.length() >= CHUNK) {
                handOn();
            }
        }

        private void handOn() throws IOException {
            out.write(lines);
            lines.clear();
        }

        @Override
        public void flush() {} // a flush would be an object of its own on some stores; a file is complete when finished

        @Override
        public void finish() throws IOException {
            handOn();
            out.finish();
        }
    }
}
