package io.millrace.finalizer.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Makes one file equal to another by writing only the blocks that differ. A load changes few blocks of a warehouse, so
 * an old version becomes the new one at the price of reading both, which the page cache answers, and writing little.
 */
final class BlockCopy {

    private static final int BLOCK = 256 << 10;

    private final ByteBuffer wanted = ByteBuffer.allocateDirect(BLOCK);
    private final ByteBuffer there = ByteBuffer.allocateDirect(BLOCK);

    /** Returns how many bytes were written. */
    long copy(FileChannel from, FileChannel to) throws IOException {
        long size = from.size();
        long old = to.size();
        long written = 0;
        for (long at = 0; at < size; at += BLOCK) {
            int length = (int) Math.min(BLOCK, size - at);
            fill(from, wanted, at, length);
            if (at + length > old || differs(to, at, length)) {
                write(to, at);
                written += length;
            }
        }
        if (old > size) {
            to.truncate(size);
        }
        return written;
    }

    private boolean differs(FileChannel to, long at, int length) throws IOException {
        fill(to, there, at, length);
        return wanted.mismatch(there) >= 0;
    }

    private void write(FileChannel to, long at) throws IOException {
        while (wanted.hasRemaining()) {
            to.write(wanted, at + wanted.position());
        }
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
