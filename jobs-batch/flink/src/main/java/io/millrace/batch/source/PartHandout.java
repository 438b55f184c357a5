package io.millrace.batch.source;

import io.millrace.zones.input.Chunk;
import io.millrace.zones.input.ChunkScan;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;

/** Hands the next part of the files to whoever has nothing to read; looks through a file no further than that. */
final class PartHandout implements SplitEnumerator<FilePart, Integer> {

    private final SplitEnumeratorContext<FilePart> context;
    private final List<ShippedFile> files;
    private final long chunkBytes;
    private final Deque<FilePart> returned = new ArrayDeque<>();
    private int number;
    private ChunkScan scan;

    PartHandout(SplitEnumeratorContext<FilePart> context, List<ShippedFile> files, long chunkBytes) {
        this.context = context;
        this.files = files;
        this.chunkBytes = chunkBytes;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {
        try {
            Optional<FilePart> next = returned.isEmpty() ? next() : Optional.of(returned.pop());
            if (next.isPresent()) {
                context.assignSplit(next.get(), subtask);
            } else {
                context.signalNoMoreSplits(subtask);
            }
        } catch (IOException e) {
            throw new FlinkRuntimeException(e);
        }
    }

    private Optional<FilePart> next() throws IOException {
        while (true) {
            if (scan == null) {
                if (number == files.size()) {
                    return Optional.empty();
                }
                scan = new ChunkScan(files.get(number++).file(), chunkBytes);
            }
            Chunk chunk = scan.next();
            if (chunk != null) {
                return Optional.of(FilePart.of(number, files.get(number - 1), chunk));
            }
            scan.close();
            scan = null;
        }
    }

    @Override
    public void addSplitsBack(List<FilePart> parts, int subtask) {
        returned.addAll(parts);
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public Integer snapshotState(long checkpoint) {
        throw new IllegalStateException("a bounded run makes no checkpoints");
    }

    @Override
    public void close() throws IOException {
        if (scan != null) {
            scan.close();
        }
    }
}
