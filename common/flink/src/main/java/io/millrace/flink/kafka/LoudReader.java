package io.millrace.flink.kafka;

import io.millrace.pipeline.row.SourceRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/**
 * Ends the job when an offset it needs is no longer there: a restart would find it gone again, and a reset would skip
 * records in silence.
 */
@SuppressWarnings("try") // Flink's readers close with any exception
final class LoudReader implements SourceReader<SourceRecord, KafkaPartitionSplit> {

    private final SourceReader<SourceRecord, KafkaPartitionSplit> kafka;

    LoudReader(SourceReader<SourceRecord, KafkaPartitionSplit> kafka) {
        this.kafka = kafka;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws Exception {
        try {
            return kafka.pollNext(output);
        } catch (Exception e) {
            Optional<OffsetOutOfRangeException> expired =
                    ExceptionUtils.findThrowable(e, OffsetOutOfRangeException.class);
            if (expired.isPresent()) {
                throw new SuppressRestartsException(
                        new ExpiredOffsets(expired.get().offsetOutOfRangePartitions(), expired.get()));
            }
            throw e;
        }
    }

    /** A partition that was found while the job runs began at 0, so that is where its records are due. */
    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        List<KafkaPartitionSplit> explicit = new ArrayList<>(splits.size());
        for (KafkaPartitionSplit split : splits) {
            boolean fromFirst = split.getStartingOffset() == KafkaPartitionSplit.EARLIEST_OFFSET;
            explicit.add(fromFirst ? new KafkaPartitionSplit(split.getTopicPartition(), 0) : split);
        }
        kafka.addSplits(explicit);
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        return kafka.snapshotState(checkpoint);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return kafka.isAvailable();
    }

    @Override
    public void notifyNoMoreSplits() {
        kafka.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        kafka.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> paused, Collection<String> resumed) {
        kafka.pauseOrResumeSplits(paused, resumed);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        kafka.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        kafka.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void close() throws Exception {
        kafka.close();
    }
}
