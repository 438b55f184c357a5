package io.millrace.stream;

import io.millrace.flink.cluster.Causes;
import io.millrace.flink.kafka.ExpiredOffsets;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.stream.kafka.Broker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.TopicPartition;

/** Puts the end of a job into words: what happened, where, and what to do. */
final class JobFailure {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private JobFailure() {}

    static RunFailure of(JobSetup setup, JobResult result) {
        String name = setup.plan().dataset();
        if (result.getSerializedThrowable().isEmpty()) {
            return new RunFailure(RunFailure.Kind.INTERNAL, name + " was ended by somebody else");
        }
        Throwable cause = result.getSerializedThrowable().get();
        Optional<ExpiredOffsets> expired = ExceptionUtils.findThrowableSerializedAware(
                cause, ExpiredOffsets.class, JobFailure.class.getClassLoader());
        if (expired.isPresent()) {
            return new RunFailure(
                    RunFailure.Kind.DATA, expired(setup, expired.get().wanted()), cause);
        }
        return new RunFailure(RunFailure.Kind.INTERNAL, name + " failed for good: " + Causes.innermost(cause), cause);
    }

    private static String expired(JobSetup setup, Map<TopicPartition, Long> wanted) {
        StringBuilder message = new StringBuilder(setup.plan().dataset())
                .append(" stopped: records that it had to read next are no longer in the topic, so reading on would")
                .append(" lose them in silence.");
        Map<TopicPartition, Long> begins = Map.of();
        Map<TopicPartition, Long> ends = Map.of();
        try (Broker broker = new Broker(setup.request().topics(), ANSWER)) {
            begins = broker.begins(wanted.keySet());
            ends = broker.ends(wanted.keySet());
        } catch (RunFailure | Broker.Away e) {
            message.append(" (The broker does not say what it still has.)");
        }
        Map<String, TopicPartition> sorted = new TreeMap<>();
        wanted.keySet().forEach(partition -> sorted.put(partition.toString(), partition));
        for (TopicPartition partition : sorted.values()) {
            message.append(" Partition ")
                    .append(partition)
                    .append(": wanted offset ")
                    .append(wanted.get(partition));
            if (begins.containsKey(partition)) {
                message.append(", available ").append(begins.get(partition)).append(" to ");
                message.append(ends.get(partition) - 1);
                long gap = begins.get(partition) - wanted.get(partition);
                message.append(gap > 0 ? " (" + gap + " offsets are gone)" : " (the topic was cut or made anew)");
            }
            message.append('.');
        }
        return message.append(
                        " If the records can be had elsewhere, bring them back into the topic. To accept the loss,")
                .append(" start once from nothing with the reread allowed, into a new lake or knowing that records")
                .append(" which still stand in the topic will be read again; and raise the topic's retention.")
                .toString();
    }
}
