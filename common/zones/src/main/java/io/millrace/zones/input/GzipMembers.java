package io.millrace.zones.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The text of gzip members that follow each other. A member that is cut, or followed by something that is no member, is
 * an error: the JDK's own stream takes both for the end.
 */
final class GzipMembers extends InputStream {

    private static final int BUFFER = 1 << 16;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long length;
    private boolean inMember;

    GzipMembers(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (inMember || nextMember()) {
            int read = inflate(bytes, offset, count);
            if (read > 0) {
                return read;
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int count) throws IOException {
        try {
            int read = inflater.inflate(bytes, offset, count);
            sum.update(bytes, offset, read);
            length += read;
            if (inflater.finished()) {
                endMember();
            } else if (read == 0) {
                if (inflater.needsDictionary() || !fill()) {
                    throw new EOFException("the gzip stream is cut");
                }
                inflater.setInput(buffer, from, to - from);
            }
            return read;
        } catch (DataFormatException e) {
            throw new IOException("the gzip stream is damaged: " + e.getMessage(), e);
        }
    }

    /** Steps into the next member; false at the end of the stream. */
    private boolean nextMember() throws IOException {
        if (from == to && !fill()) {
            return false;
        }
        if (unsigned() != 0x1F || unsigned() != 0x8B || unsigned() != DEFLATE) {
            throw new IOException("something follows the gzip stream that is not gzip");
        }
        int flags = unsigned();
        if ((flags & RESERVED) != 0) {
            throw new IOException("the gzip stream has a header of an unknown kind");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(unsigned() | unsigned() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(buffer, from, to - from);
        sum.reset();
        length = 0;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        inMember = false;
        from = to - inflater.getRemaining();
        if (four() != sum.getValue() || four() != (length & 0xFFFF_FFFFL)) {
            throw new IOException("the gzip stream is damaged: its checksum or length is another");
        }
    }

    private long four() throws IOException {
        return unsigned() | unsigned() << 8 | unsigned() << 16 | (long) unsigned() << 24;
    }

    private void skip(int count) throws IOException {
        for (int left = count; left > 0; left--) {
            unsigned();
        }
    }

    private void skipText() throws IOException {
        while (unsigned() != 0) {
            // up to the zero that ends it
        }
    }

    private int unsigned() throws IOException {
        if (from == to && !fill()) {
            throw new EOFException("the gzip stream is cut");
        }
        return buffer[from++] & 0xFF;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
