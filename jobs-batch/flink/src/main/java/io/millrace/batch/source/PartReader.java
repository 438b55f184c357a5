package io.millrace.batch.source;

import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.input.OrderedRecords;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads parts one after the other, in the thread of its task: nothing else has to be done there meanwhile. */
final class PartReader implements SourceReader<SourceRecord, Part> {

    /** Records between two looks at whether the task has something else to do, such as being cancelled. */
    private static final int AT_ONCE = 64;

    private final SourceReaderContext context;
    private final Deque<Part> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private OrderedRecords records;
    private boolean ended;

    PartReader(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws IOException {
        if (records == null && !open()) {
            return ended ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        for (int count = 0; count < AT_ONCE; count++) {
            SourceRecord record = records.next();
            if (record == null) {
                close();
                context.sendSplitRequest();
                return InputStatus.MORE_AVAILABLE;
            }
            // Where inputs are sorted by key, Flink keeps the records of a key in the order of their timestamps: so the
            // first of a key comes first, whichever task read it.
            output.collect(record, records.order());
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private boolean open() throws IOException {
        Part part = waiting.poll();
        if (part == null) {
            if (!ended && available.isDone()) {
                available = new CompletableFuture<>();
            }
            return false;
        }
        records = part.open();
        return true;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<Part> parts) {
        waiting.addAll(parts);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        ended = true;
        available.complete(null);
    }

    @Override
    public List<Part> snapshotState(long checkpoint) {
        throw new IllegalStateException("a bounded run makes no checkpoints");
    }

    @Override
    public void close() throws IOException {
        if (records != null) {
            records.close();
            records = null;
        }
    }
}
