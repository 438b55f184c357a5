package io.millrace.zones.input;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.LineFeeds;
import io.millrace.zones.file.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;

/**
 * The records of a file of JSON lines. LF alone ends a line, with one CR before it if there is one; the last line needs
 * none; a byte order mark at the start is the file's; a line of nothing but spaces and tabs is no record but has a
 * number. A stream that is cut or damaged is an error that names the file, never its end.
 */
public final class LineRecords implements Closeable {

    /** A longer line is not one of JSON lines: somebody would have to hold it in memory. */
    public static final int LONGEST_LINE = 512 << 20;

    private static final int READ_SIZE = 1 << 18;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputFile file;
    private final StoredBytes stored;
    private final InputStream text;
    private final byte[] bytes = new byte[READ_SIZE];
    private long left;
    private int from;
    private int to;
    private byte[] joined = new byte[0];
    private int joinedTo;
    private byte[] held = joined;
    private int heldFrom;
    private int heldTo;
    private long line;
    private boolean atStart;

    private LineRecords(InputFile file, Chunk chunk, StoredBytes stored, InputStream text) {
        this.file = file;
        this.stored = stored;
        this.text = text;
        left = chunk.to() - chunk.from();
        line = chunk.firstLine() - 1;
        atStart = chunk.from() == 0;
    }

    /** Reads all of a file. */
    public static LineRecords of(InputFile file) throws IOException {
        return of(file, Chunk.WHOLE);
    }

    /** Reads a chunk of a file, which must not be compressed unless the chunk is all of it. */
    public static LineRecords of(InputFile file, Chunk chunk) throws IOException {
        SeekableByteChannel channel = Storage.at(file.uri()).open(file.uri());
        channel.position(chunk.from());
        StoredBytes stored = new StoredBytes(Channels.newInputStream(channel));
        return new LineRecords(file, chunk, stored, text(file.compression(), stored));
    }

    /** The text of a file out of its bytes as they are stored. */
    static InputStream text(Compression compression, InputStream stored) throws IOException {
        return switch (compression) {
            case NONE -> stored;
            case GZIP -> new GzipMembers(stored);
            case ZSTD -> new ZstdInputStreamNoFinalizer(stored);
        };
    }

    /** The next record, or null after the last. */
    public SourceRecord next() throws IOException {
        return advance() ? record() : null;
    }

    /** The payload of the next record, or null after the last. */
    public byte[] nextPayload() throws IOException {
        return advance() ? payload() : null;
    }

    /** Goes on to the next record, without making anything of it; false after the last. */
    public boolean advance() throws IOException {
        while (true) {
            joinedTo = 0;
            int end = lineFeed();
            while (end < 0) {
                keepRest();
                if (!fill()) {
                    break;
                }
                end = lineFeed();
            }
            if (end < 0 && joinedTo == 0) {
                return false;
            }
            line++;
            if (end < 0 ? holds(joined, 0, joinedTo) : ended(end)) {
                return true;
            }
        }
    }

    /** The record at hand. */
    public SourceRecord record() {
        return new SourceRecord(new Position(file.source(), "-", line), file.sourceTime(), null, List.of(), payload());
    }

    /** The bytes of the record at hand, which nobody else changes. */
    public byte[] payload() {
        return Arrays.copyOfRange(held, heldFrom, heldTo);
    }

    /** The bytes of the record at hand stand here, {@link #from} to {@link #to}, until the next step. */
    public byte[] array() {
        return held;
    }

    public int from() {
        return heldFrom;
    }

    public int to() {
        return heldTo;
    }

    /** The number of the line that was read last. */
    public long line() {
        return line;
    }

    /** How many bytes of the file, as they are stored, have been read. */
    public long bytesRead() {
        return stored.count();
    }

    private int lineFeed() {
        return LineFeeds.find(bytes, from, to);
    }

    private boolean ended(int end) throws IOException {
        byte[] array = bytes;
        int first = from;
        int last = end;
        if (joinedTo > 0) {
            join(end);
            array = joined;
            first = 0;
            last = joinedTo;
        }
        from = end + 1;
        return holds(array, first, last > first && array[last - 1] == '\r' ? last - 1 : last);
    }

    private void keepRest() throws IOException {
        if (from < to) {
            join(to);
        }
    }

    private void join(int end) throws IOException {
        int count = end - from;
        if ((long) joinedTo + count > LONGEST_LINE) {
            throw new UnreadableInput(file.source() + ": line " + (line + 1) + " has more than " + (LONGEST_LINE >> 20)
                    + " MiB; one JSON object a line is expected");
        }
        if (joined.length < joinedTo + count) {
            joined = Arrays.copyOf(joined, Math.max(joinedTo + count, Math.min(LONGEST_LINE, 2 * joined.length)));
        }
        System.arraycopy(bytes, from, joined, joinedTo, count);
        joinedTo += count;
        from = end;
    }

    /** Takes the bytes of a line as those of a record, if it is one that counts. */
    private boolean holds(byte[] array, int first, int last) {
        held = array;
        heldFrom = first;
        heldTo = last;
        for (int at = first; at < last; at++) {
            if (array[at] != ' ' && array[at] != '\t') {
                return true;
            }
        }
        return false;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = 0;
        try {
            if (atStart) {
                atStart = false;
                to = readStart();
                left -= to;
                from = to == BYTE_ORDER_MARK.length && startsWithMark() ? to : 0;
                return to > 0;
            }
            int read = left == 0 ? -1 : text.read(bytes, 0, (int) Math.min(left, bytes.length));
            to = Math.max(0, read);
            left -= to;
            return read >= 0;
        } catch (IOException e) {
            throw new UnreadableInput(
                    file.source() + " cannot be read to its end (" + stored.count() + " bytes of it were read): "
                            + e.getMessage(),
                    e);
        }
    }

    private int readStart() throws IOException {
        return text.readNBytes(bytes, 0, (int) Math.min(left, BYTE_ORDER_MARK.length));
    }

    private boolean startsWithMark() {
        return Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
