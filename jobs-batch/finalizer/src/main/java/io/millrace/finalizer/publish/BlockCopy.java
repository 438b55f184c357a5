package io.millrace.finalizer.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Makes one file of the engine equal to another by writing only the blocks that differ. The engine begins each block with
 * a sum over all of it, so that the beginnings of two blocks tell whether they are the same: an old version becomes the new
 * one at the price of what the load has changed, however large the warehouse is.
 */
final class BlockCopy {

    /** What stands before the first block and has no sum that covers it all. */
    private static final int HEADERS = 12 << 10;

    private static final int BLOCK = 256 << 10;
    /** The sum and what comes next: no dearer to read than the sum alone. */
    private static final int BEGINNING = 4 << 10;

    private final ByteBuffer wanted = ByteBuffer.allocateDirect(BLOCK);
    private final ByteBuffer there = ByteBuffer.allocateDirect(HEADERS);

    /** Returns how many bytes were written. */
    long copy(FileChannel from, FileChannel to) throws IOException {
        long size = from.size();
        long old = to.size();
        long written = copy(from, to, 0, (int) Math.min(HEADERS, size), HEADERS, old);
        for (long at = HEADERS; at < size; at += BLOCK) {
            written += copy(from, to, at, (int) Math.min(BLOCK, size - at), BEGINNING, old);
        }
        if (old > size) {
            to.truncate(size);
        }
        return written;
    }

    /** @param telling how many bytes at the beginning of a piece tell whether it differs */
    private long copy(FileChannel from, FileChannel to, long at, int length, int telling, long old) throws IOException {
        if (at + length <= old && !differs(from, to, at, Math.min(telling, length))) {
            return 0;
        }
        fill(from, wanted, at, length);
        while (wanted.hasRemaining()) {
            to.write(wanted, at + wanted.position());
        }
        return length;
    }

    private boolean differs(FileChannel from, FileChannel to, long at, int length) throws IOException {
        fill(from, wanted, at, length);
        fill(to, there, at, length);
        return wanted.mismatch(there) >= 0;
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, long at, int length) throws IOException {
        buffer.clear().limit(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("a file got shorter while it was copied");
            }
        }
        buffer.flip();
    }
}
