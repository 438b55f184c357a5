package io.millrace.zones.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Seals a clean file as it is written into a stream that somebody else owns: closing this neither closes nor flushes it,
 * for a flush is an object of its own on some stores.
 */
public final class SealingStream extends PositionOutputStream {

    private final OutputStream stream;
    private final CRC32C sum = new CRC32C();
    /** What was written since all pages were, until the seal is known. */
    private ByteArrayOutputStream end;

    private long position;

    public SealingStream(OutputStream stream) {
        this.stream = stream;
    }

    /** All pages are written; a footer follows that has the key {@link Seal#KEY} with {@link Seal#BLANK}. */
    public void endBegins() {
        end = new ByteArrayOutputStream();
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        if (end == null) {
            sum.update(value);
            stream.write(value);
        } else {
            end.write(value);
        }
        position++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (end == null) {
            sum.update(bytes, from, count);
            stream.write(bytes, from, count);
        } else {
            end.write(bytes, from, count);
        }
        position += count;
    }

    @Override
    public void flush() {}

    /** Writes what has been kept back; a file whose pages never ended gets no seal. */
    @Override
    public void close() throws IOException {
        if (end != null) {
            byte[] bytes = end.toByteArray();
            end = null;
            Seal.stamp(sum, bytes);
            stream.write(bytes);
        }
    }
}
