package io.millrace.flink.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's file sink, with a bound on the files that are open at once: records of ever so many days cannot exhaust file
 * handles or memory.
 */
final class ZoneSink<T>
        implements Sink<T>, SupportsWriterState<T, FileWriterBucketState>, SupportsCommitter<FileSinkCommittable> {

    private static final long serialVersionUID = 1;

    private final FileSink<T> files;
    private final WatchedFiles<T> watched;
    private final DayBuckets<T> days;

    ZoneSink(FileSink<T> files, WatchedFiles<T> watched, DayBuckets<T> days) {
        this.files = files;
        this.watched = watched;
        this.days = days;
    }

    @Override
    public ZoneWriter<T> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public ZoneWriter<T> restoreWriter(WriterInitContext context, Collection<FileWriterBucketState> state)
            throws IOException {
        return new ZoneWriter<>(files.restoreWriter(context, state), watched, days);
    }

    @Override
    public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
        return files.getWriterStateSerializer();
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) throws IOException {
        return files.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return files.getCommittableSerializer();
    }
}
