package io.millrace.zones;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines that all end in a line feed. A stream that is cut, inside its zstd frame or inside a line, is an error that
 * names the file, never its end.
 */
public final class LineReader implements Closeable {

    /** No line is longer: one payload of 64 MiB in which every byte is escaped, and what stands around it. */
    public static final int WHOLE_LINES = 512 << 20;

    private static final int READ_SIZE = 1 << 18;

    private final InputStream in;
    private final String name;
    private final int kept;
    private final byte[] chunk = new byte[READ_SIZE];
    private int chunkFrom;
    private int chunkTo;
    private byte[] joined = new byte[0];
    private byte[] line = chunk;
    private int from;
    private int to;
    private long number;

    private LineReader(InputStream in, String name, int kept) {
        this.in = in;
        this.name = name;
        this.kept = kept;
    }

    /** Reads lines as they stand in the stream. */
    public static LineReader plain(InputStream in, String name) {
        return new LineReader(in, name, WHOLE_LINES);
    }

    /** Reads lines out of zstd frames, one or several. */
    public static LineReader zstd(InputStream in, String name) throws IOException {
        BufferedInputStream compressed = new BufferedInputStream(in, READ_SIZE);
        compressed.mark(1);
        if (compressed.read() < 0) {
            throw new EOFException(name + " is empty: not even a zstd frame");
        }
        compressed.reset();
        return new LineReader(new ZstdInputStreamNoFinalizer(compressed), name, WHOLE_LINES);
    }

    /** The same reader of only the first bytes of each line: {@link #array()} holds no more of a longer one. */
    public LineReader heads(int bytes) {
        return new LineReader(in, name, bytes);
    }

    /** Steps to the next line; false after the last. */
    public boolean next() throws IOException {
        number++;
        int joinedTo = 0;
        while (true) {
            int end = LineFeeds.find(chunk, chunkFrom, chunkTo);
            if (end >= 0) {
                finish(end, joinedTo);
                return true;
            }
            joinedTo = join(joinedTo, chunkTo);
            if (!fill()) {
                if (joinedTo > 0) {
                    throw new EOFException(name + " is cut: line " + number + " has no end");
                }
                return false;
            }
        }
    }

    private void finish(int end, int joinedTo) {
        if (joinedTo == 0) {
            line = chunk;
            from = chunkFrom;
            to = Math.min(end, chunkFrom + kept);
        } else {
            int size = join(joinedTo, end);
            line = joined;
            from = 0;
            to = size;
        }
        chunkFrom = end + 1;
    }

    /** Moves the rest of the chunk, up to {@code end}, behind what is joined already. */
    private int join(int joinedTo, int end) {
        int count = Math.min(end - chunkFrom, kept - joinedTo);
        if (joined.length < joinedTo + count) {
            joined = Arrays.copyOf(joined, Math.max(joinedTo + count, Math.min(kept, 2 * joined.length)));
        }
        System.arraycopy(chunk, chunkFrom, joined, joinedTo, count);
        return joinedTo + count;
    }

    private boolean fill() throws IOException {
        chunkFrom = 0;
        chunkTo = 0;
        try {
            int read = in.read(chunk, 0, chunk.length);
            chunkTo = Math.max(0, read);
            return read >= 0;
        } catch (IOException e) {
            throw new IOException(name + " cannot be read to its end: " + e.getMessage(), e);
        }
    }

    /** Holds the line from {@link #from()} to {@link #to()}, without its line feed, until the next step. */
    public byte[] array() {
        return line;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** The number of the line, from 1. */
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
