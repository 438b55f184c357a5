package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.flink.cluster.ClusterJob;
import io.millrace.flink.cluster.LocalCluster;
import io.millrace.flink.savepoint.Savepoint;
import io.millrace.flink.savepoint.StateRecord;
import io.millrace.flink.savepoint.StateRecord.Version;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.stream.cluster.ClusterConfig;
import io.millrace.stream.kafka.Broker;
import io.millrace.stream.state.StateFolder;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.zones.books.Audit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Savepoints that earlier releases wrote, with what stood in their lake: this release goes on from each of them. */
class GoldenSavepointIT {

    /** Keys are remembered as long as a contract can ask for, so that an old savepoint is not an empty one. */
    private static final String CONTRACT = Payments.CONTRACT.replace("within: 7 d", "within: 3660 d");

    private static final String TOPIC = "payments";
    private static final int GOOD_BEFORE = 20;
    private static final Counts BEFORE = new Counts(22, 20, 1, 1, Map.of(Code.MISSING, 1L, Code.DUPLICATE, 1L));
    private static final Counts AFTER = new Counts(4, 2, 1, 1, Map.of(Code.MISSING, 1L, Code.DUPLICATE, 1L));
    private static final Counts AT_LAST = new Counts(3, 1, 0, 2, Map.of(Code.DUPLICATE, 2L));

    private BrokerProcess broker;
    private Topic topic;

    @BeforeEach
    void startWithWhatWasReadBefore() throws Exception {
        broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()));
        broker.createTopic(TOPIC, 2);
        topic = new Topic(broker, TOPIC);
        for (int id = 1; id <= GOOD_BEFORE; id++) {
            topic.send(id % 2, Payments.good(id));
        }
        topic.send(0, Payments.withoutAmount(21));
        topic.send(1, Payments.good(3));
        topic.flush();
    }

    @AfterEach
    void stop() {
        topic.close();
        broker.close();
    }

    /** From two subtasks to four, on either backend, and on to one; what an earlier release remembered is still known. */
    @Test
    void this_release_goes_on_exactly_from_every_version() throws Exception {
        topic.send(0, Payments.good(3));
        topic.send(1, Payments.good(22));
        topic.send(0, Payments.good(23));
        topic.send(1, Payments.withoutAmount(24));
        topic.flush();
        List<Restored> all = new ArrayList<>();
        try {
            for (Version version : StateRecord.shipped().versions()) {
                for (StateBackend backend : backends(version)) {
                    Restored restored = Restored.of(version, backend, broker);
                    all.add(restored);
                    assertThat(restored.run(4, new From.Path(GoldenSavepoint.savepoint(restored.folder))))
                            .as("%s, four subtasks", restored)
                            .isEqualTo(AFTER);
                }
            }
            topic.send(1, Payments.good(3));
            topic.send(0, Payments.good(22));
            topic.send(0, Payments.good(25));
            topic.flush();
            Restored last = all.get(all.size() - 1);
            assertThat(last.run(1, new From.Latest())).as("%s, one", last).isEqualTo(AT_LAST);
            Audit audit = Audits.balanced(last.folder, "payments");
            assertThat(audit.raw()).isEqualTo(BEFORE.read() + AFTER.read() + AT_LAST.read());
            assertThat(audit.clean()).isEqualTo(BEFORE.clean() + AFTER.clean() + AT_LAST.clean());
            assertThat(StateLines.of(last.newest(), "payments"))
                    .as("what this release writes; if it is meant to differ, it is a new version: %s", last)
                    .isEqualTo(StateLines.of(StateRecord.shipped().newest()));
        } finally {
            for (Restored restored : all) {
                GoldenSavepoint.delete(restored.folder);
            }
        }
    }

    /** Time is short: what earlier releases wrote goes into the backend that most jobs have. */
    private static List<StateBackend> backends(Version version) {
        boolean newest = version.equals(StateRecord.shipped().newest());
        return newest ? List.of(StateBackend.HASHMAP, StateBackend.ROCKSDB) : List.of(StateBackend.ROCKSDB);
    }

    /** The command that makes the golden savepoint of a version which has none yet. */
    @Test
    @EnabledIfSystemProperty(named = "millrace.rewrite", matches = "true")
    void a_version_without_a_savepoint_gets_one() throws Exception {
        Path target = GoldenSavepoint.resource(StateRecord.shipped().newest().number());
        if (Files.exists(target)) {
            return;
        }
        GoldenSavepoint.delete(GoldenSavepoint.ORIGIN);
        Requests requests =
                Requests.of(broker.bootstrap(), GoldenSavepoint.ORIGIN).dataset(CONTRACT, TOPIC);
        Path savepoint = savepointOf(requests.request());
        copy(savepoint, target.resolve("savepoint"));
        copy(GoldenSavepoint.ORIGIN.resolve("lake"), target.resolve("lake"));
        GoldenSavepoint.delete(GoldenSavepoint.ORIGIN);
    }

    private static Path savepointOf(RunRequest request) throws Exception {
        RunRequest.Dataset dataset = request.datasets().get(0);
        Path home = Path.of(System.getProperty("millrace.home"));
        Configuration configuration = ClusterConfig.of(ClusterConfig.read(home), request.execution(), 1);
        try (Broker asked = new Broker(request.topics(), Duration.ofSeconds(10));
                LocalCluster cluster = LocalCluster.start(configuration)) {
            StartingPoint point = StartingPoint.of(asked, dataset.topic(), request.topics());
            JobSetup setup = JobSetup.of(request, dataset, "golden", point, asked.client());
            ClusterJob job = cluster.submit(setup.graph(configuration));
            Awaitility.await()
                    .until(() -> job.glance("golden").tallies().counts().equals(BEFORE));
            String path =
                    job.stop(setup.folder(), SavepointFormatType.CANONICAL).get();
            job.result().get();
            return Path.of(URI.create(path).getPath());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : GoldenSavepoint.files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private record Restored(Path folder, Requests requests) {

        static Restored of(Version version, StateBackend backend, BrokerProcess broker) throws IOException {
            Path folder = GoldenSavepoint.copy(version.number());
            Requests requests = Requests.of(broker.bootstrap(), folder)
                    .dataset(CONTRACT, TOPIC)
                    .backend(backend);
            return new Restored(folder, requests);
        }

        Counts run(int parallelism, From from) throws Exception {
            RunSummary summary = new FlinkStreamRunner()
                    .run(requests.parallelism(parallelism).from(from).request(), new Watcher());
            return summary.datasets().get(0).counts();
        }

        Savepoint newest() throws IOException {
            URI state = requests.state();
            return Savepoint.read(
                    new StateFolder(state, "payments").latest().orElseThrow().path());
        }

        @Override
        public String toString() {
            return folder.getFileName() + " on " + requests.backend();
        }
    }
}
