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
final class PartHandout implements SplitEnumerator<Part, Integer> {

    private final SplitEnumeratorContext<Part> context;
    private final List<ShippedFile> files;
    private final long chunkBytes;
    private final Deque<Part> ready;
    private int number;
    private ChunkScan scan;

    PartHandout(SplitEnumeratorContext<Part> context, List<ShippedFile> files, List<RawPart> raw, long chunkBytes) {
        this.context = context;
        this.files = files;
        ready = new ArrayDeque<>(raw);
        this.chunkBytes = chunkBytes;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {
        try {
            Optional<Part> next = ready.isEmpty() ? next() : Optional.of(ready.pop());
            if (next.isPresent()) {
                context.assignSplit(next.get(), subtask);
            } else {
                context.signalNoMoreSplits(subtask);
            }
        } catch (IOException e) {
            throw new FlinkRuntimeException(e);
        }
    }

    private Optional<Part> next() throws IOException {
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
    public void addSplitsBack(List<Part> parts, int subtask) {
        ready.addAll(parts);
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
