package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Dataset;
import io.millrace.pipeline.run.RunRequest.Execution;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.pipeline.run.RunRequest.Start;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Topics;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.Runner;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.contract.TopicContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Flink, unbounded, does what every runner does: the same fixtures as topics of a real broker, run until now. */
class FlinkStreamContractIT extends TopicContract {

    private static BrokerProcess broker;

    @BeforeAll
    static void start() throws Exception {
        broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    protected Runner runner() {
        return new FlinkStreamRunner();
    }

    @Override
    protected void run(List<Feed> feeds, List<MaskKey> keys, Path lake) throws Exception {
        List<Dataset> datasets = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Feed feed : feeds) {
                broker.createTopic(feed.topic(), 1);
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (byte[] payload : feed.payloads()) {
                    sent.add(producer.send(new ProducerRecord<>(feed.topic(), 0, feed.timeMillis(), null, payload)));
                }
                for (Future<RecordMetadata> each : sent) {
                    each.get();
                }
                datasets.add(new Dataset(feed.plan(), feed.topic()));
            }
        }
        RunRequest request = new RunRequest(
                datasets,
                lake.toUri(),
                lake.resolveSibling(lake.getFileName() + "-state").toUri(),
                keys,
                new Topics(broker.bootstrap(), Start.EARLIEST, Until.NOW, List.of()),
                new Execution(
                        1,
                        Duration.ofSeconds(1),
                        StateBackend.HASHMAP,
                        new From.Latest(),
                        OptionalInt.empty(),
                        Optional.empty()));
        RunSummary summary = runner().run(request, new Watcher());
        assertThat(summary.datasets()).hasSameSizeAs(feeds);
    }
}
