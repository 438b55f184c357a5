package io.millrace.stream;

import io.millrace.flink.DatasetFlow;
import io.millrace.flink.kafka.TopicSource;
import io.millrace.flink.sink.ZoneSinks;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Dataset;
import io.millrace.zones.Lake;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job of one dataset from its topic to its zones, wherever it will run. */
record DatasetGraph(RunRequest request, Dataset dataset, String run) {

    private static final Duration IDLE = Duration.ofSeconds(30);

    /** The dataset's topic; {@code client} holds settings that are never printed. */
    TopicSource topic(Properties client, StartingPoint point) {
        return TopicSource.of(
                dataset.topic(), client, "millrace-" + dataset.plan().dataset(), point.starts());
    }

    StreamGraph of(StreamExecutionEnvironment env, Source<SourceRecord, ?, ?> source) {
        new DatasetFlow(dataset.plan(), request.maskKeys(), run)
                .wire(
                        env,
                        source,
                        WatermarkStrategy.<SourceRecord>forMonotonousTimestamps()
                                .withIdleness(IDLE),
                        ZoneSinks.of(new Lake(request.lake()), dataset.plan(), run));
        StreamGraph graph = env.getStreamGraph();
        graph.setJobName(dataset.plan().contract().id());
        return graph;
    }
}
