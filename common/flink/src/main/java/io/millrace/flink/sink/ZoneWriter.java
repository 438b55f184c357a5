package io.millrace.flink.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;

/**
 * Writes records into the files of their days. When a record of one day too many comes, all open files are sealed
 * before their time; what they hold is committed with the next checkpoint all the same.
 */
final class ZoneWriter<T>
        implements StatefulSinkWriter<T, FileWriterBucketState>, CommittingSinkWriter<T, FileSinkCommittable> {

    static final int MAX_OPEN_DAYS = 64;

    private final FileWriter<T> files;
    private final WatchedFiles<T> watched;
    private final DayBuckets<T> days;
    private final Set<Integer> open = new HashSet<>();
    private final List<FileSinkCommittable> sealed = new ArrayList<>();

    private int latest;

    ZoneWriter(FileWriter<T> files, WatchedFiles<T> watched, DayBuckets<T> days) {
        this.files = files;
        this.watched = watched;
        this.days = days;
    }

    @Override
    public void write(T record, Context context) throws IOException, InterruptedException {
        int day = days.day(record);
        if (open.isEmpty() || day != latest) {
            makeRoom(day);
            latest = day;
        }
        files.write(record, context);
    }

    private void makeRoom(int day) throws IOException {
        if (open.add(day) && open.size() > MAX_OPEN_DAYS) {
            sealed.addAll(files.prepareCommit());
            open.clear();
            open.add(day);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        files.flush(endOfInput);
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() throws IOException {
        List<FileSinkCommittable> committables = new ArrayList<>(sealed);
        committables.addAll(files.prepareCommit());
        sealed.clear();
        open.clear();
        return committables;
    }

    @Override
    public List<FileWriterBucketState> snapshotState(long checkpoint) throws IOException {
        return files.snapshotState(checkpoint);
    }

    @Override
    public void close() {
        files.close();
        watched.abandon();
    }
}
