package io.millrace.finalizer.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * Makes one file of the engine equal to another by writing only the blocks that differ. A load changes few blocks of a
 * warehouse, so an old version becomes the new one at the price of looking at both, which the page cache has, and writing
 * little. All bytes are compared: the sums with which the engine begins its blocks are the same for words in another order.
 */
final class BlockCopy {

    /** What stands before the first block. */
    private static final int HEADERS = 12 << 10;

    private static final int BLOCK = 256 << 10;

    /** So much of both files is seen at a time. */
    private static final int WINDOW = 256 * BLOCK;

    /** Returns how many bytes were written. */
    long copy(FileChannel from, FileChannel to) throws IOException {
        long size = from.size();
        long old = to.size();
        long written = 0;
        long at = 0;
        while (at < size) {
            int length = (int) Math.min(at == 0 ? HEADERS : WINDOW, size - at);
            written += copy(from, to, at, length, (int) Math.max(0, Math.min(length, old - at)));
            at += length;
        }
        if (old > size) {
            to.truncate(size);
        }
        return written;
    }

    /** @param there how much of this window the old file has */
    private static long copy(FileChannel from, FileChannel to, long at, int length, int there) throws IOException {
        long written = 0;
        try (Window wanted = Window.of(from, at, length);
                Window found = Window.of(to, at, there)) {
            for (int begin = 0; begin < length; begin += BLOCK) {
                int end = Math.min(begin + BLOCK, length);
                ByteBuffer block = wanted.part(begin, end);
                if (end > there || block.mismatch(found.part(begin, end)) >= 0) {
                    write(block, to, at + begin);
                    written += end - begin;
                }
            }
        }
        return written;
    }

    private static void write(ByteBuffer block, FileChannel to, long at) throws IOException {
        while (block.hasRemaining()) {
            to.write(block, at + block.position());
        }
    }

    /** A part of a file in memory, for as long as it is open: a mapping that is only forgotten would keep a deleted file. */
    private record Window(MappedByteBuffer bytes) implements AutoCloseable {

        static Window of(FileChannel file, long at, int length) throws IOException {
            return new Window(file.map(MapMode.READ_ONLY, at, length));
        }

        ByteBuffer part(int begin, int end) {
            return bytes.slice(begin, end - begin);
        }

        @Override
        public void close() {
            Mappings.end(bytes);
        }
    }
}
