package io.millrace.zones;

import com.github.luben.zstd.ZstdOutputStream;
import io.millrace.zones.json.LineBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes lines as one zstd frame, with a checksum, into a stream that somebody else owns. A file whose frame was not
 * finished is seen to be cut by every reader.
 */
public final class ZstdLines implements Closeable {

    /** On lines that are so alike, higher levels take twice the time and save nothing. */
    private static final int LEVEL = 1;

    private final Gate gate;
    private final ZstdOutputStream frame;

    public ZstdLines(OutputStream out) throws IOException {
        gate = new Gate(out);
        // The stream that frees its memory when it is forgotten: an engine that fails does not always close.
        frame = new ZstdOutputStream(gate, LEVEL);
        frame.setChecksum(true);
    }

    /** Appends what stands in the buffer: whole lines, and better many than one, for each call has its price. */
    public void write(LineBuffer lines) throws IOException {
        lines.writeTo(frame);
    }

    /** Ends the frame; the stream below is neither closed nor flushed. Nothing can be written after it. */
    public void finish() throws IOException {
        frame.close();
    }

    /** Gives the memory back. A frame that was not finished stays cut, so that nobody takes the file for whole. */
    @Override
    public void close() throws IOException {
        gate.shut = true;
        frame.close();
    }

    /** Lets bytes through until it is shut; never closes nor flushes what lies behind it. */
    private static final class Gate extends OutputStream {
        private final OutputStream out;
        private boolean shut;

        Gate(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            if (!shut) {
                out.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (!shut) {
                out.write(bytes, from, count);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
