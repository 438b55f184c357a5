package io.millrace.testkit.generate;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/** Gathers payloads as lines and hands them on in large pieces. */
final class LineBuffer implements Flushable {

    private static final int PIECE = 1 << 18;

    private final OutputStream out;
    private byte[] buffer = new byte[2 * PIECE];
    private int length;
    private long bytes;

    LineBuffer(OutputStream out) {
        this.out = out;
    }

    void add(GeneratedRecord record) throws IOException {
        int size = record.length() + 1;
        if (length + size > buffer.length) {
            pass();
        }
        if (size > buffer.length) {
            buffer = new byte[2 * size];
        }
        System.arraycopy(record.buffer(), 0, buffer, length, record.length());
        length += size;
        buffer[length - 1] = '\n';
        bytes += size;
        if (length >= PIECE) {
            pass();
        }
    }

    /** Bytes added so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public void flush() throws IOException {
        pass();
        out.flush();
    }

    private void pass() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }
}
