package io.millrace.zones;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.millrace.zones.json.LineBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes lines as one zstd frame, with a checksum, into a stream that somebody else owns. A file whose frame was not
 * finished is seen to be cut by every reader.
 */
public final class ZstdLines implements Closeable {

    private static final int LEVEL = 3;

    private final ZstdOutputStreamNoFinalizer frame;

    public ZstdLines(OutputStream out) throws IOException {
        frame = new ZstdOutputStreamNoFinalizer(out, LEVEL);
        frame.setChecksum(true);
    }

    /** Appends what stands in the buffer: one or more whole lines. */
    public void write(LineBuffer lines) throws IOException {
        lines.writeTo(frame);
    }

    /** Ends the frame; the stream below is neither closed nor flushed. */
    public void finish() throws IOException {
        frame.closeWithoutClosingParentStream();
    }

    /** The same as {@link #finish()}: the stream below is its owner's to close. */
    @Override
    public void close() throws IOException {
        finish();
    }
}
