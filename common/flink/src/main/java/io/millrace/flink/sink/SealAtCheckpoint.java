package io.millrace.flink.sink;

import java.io.IOException;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/** Seals every file at each checkpoint, and before it when the file has grown large. */
final class SealAtCheckpoint<T> extends CheckpointRollingPolicy<T, String> {

    private static final long serialVersionUID = 1;

    private final long largest;

    SealAtCheckpoint(MemorySize largest) {
        this.largest = largest.getBytes();
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, T record) throws IOException {
        return file.getSize() >= largest;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return false;
    }
}
