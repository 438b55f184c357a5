package io.millrace.zones.input;

import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.file.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a file into chunks that can be read at the same time, each knowing the number of its first line. A compressed
 * file is one chunk. Chunks come one by one, so that readers begin before the file was looked through.
 */
public final class ChunkScan implements Closeable {

    private static final int READ_SIZE = 1 << 18;

    private final InputFile file;
    private final long size;
    private final InputStream in;
    private final byte[] bytes = new byte[READ_SIZE];
    private long from;
    private long line = 1;
    private long position;
    private int at;
    private int to;
    private boolean atLine = true;

    /** @param size bytes that a chunk has at least, but for the last */
    public ChunkScan(InputFile file, long size) throws IOException {
        this.file = file;
        this.size = Math.max(3, size);
        in = Storage.at(file.uri()).read(file.uri());
    }

    /** The next chunk, or null after the last. */
    public Chunk next() throws IOException {
        if (file.compression() != Compression.NONE || file.bytes() <= size) {
            boolean first = from == 0;
            from = Long.MAX_VALUE;
            return first ? Chunk.WHOLE : null;
        }
        long begin = from;
        long firstLine = line;
        while (position - begin < size || !atLine) {
            if (at == to && !fill()) {
                from = position;
                return position > begin ? new Chunk(begin, Long.MAX_VALUE, firstLine) : null;
            }
            scan(begin + size);
        }
        from = position;
        return new Chunk(begin, position, firstLine);
    }

    /** Steps over line feeds: all before {@code enough}, or the first behind it. */
    private void scan(long enough) {
        while (at < to) {
            boolean feed = bytes[at] == '\n';
            at++;
            position++;
            atLine = feed;
            if (feed) {
                line++;
                if (position >= enough) {
                    return;
                }
            }
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        to = Math.max(0, in.read(bytes, 0, bytes.length));
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
