package io.millrace.zones.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A stream that can be wound to a place, as a channel that can only be read. */
public abstract class StreamChannel implements SeekableByteChannel {

    private static final int LARGEST_READ = 1 << 20;

    private final long size;
    private long position;
    private boolean open = true;

    protected StreamChannel(long size) {
        this.size = size;
    }

    /** Reads some bytes from a place; -1 at the end. */
    protected abstract int read(long from, byte[] bytes, int length) throws IOException;

    protected abstract void end() throws IOException;

    @Override
    public final int read(ByteBuffer target) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        byte[] bytes = new byte[Math.min(target.remaining(), LARGEST_READ)];
        int read = read(position, bytes, bytes.length);
        if (read > 0) {
            target.put(bytes, 0, read);
            position += read;
        }
        return read;
    }

    @Override
    public final long position() {
        return position;
    }

    @Override
    public final SeekableByteChannel position(long next) {
        position = next;
        return this;
    }

    @Override
    public final long size() {
        return size;
    }

    @Override
    public final int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public final SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    @Override
    public final void close() throws IOException {
        open = false;
        end();
    }
}
