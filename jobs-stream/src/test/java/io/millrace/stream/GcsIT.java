package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.gcs.Fault;
import io.millrace.testkit.gcs.Operation;
import io.millrace.testkit.generate.Expectation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zones, checkpoints and savepoints in an object store. */
class GcsIT {

    private static final long RECORDS = 20_000;
    /** About as many requests as a checkpoint of this job and its commits send. */
    private static final int CYCLE = 60;

    @TempDir
    private Path folder;

    @Test
    void zones_in_a_bucket_hold_what_the_generator_says() throws Exception {
        BrokerOptions options = BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker"));
        try (Bucket bucket = Bucket.open();
                BrokerProcess broker = BrokerProcess.start(options)) {
            broker.createTopic("transactions", 4, Map.of("retention.ms", "-1"));
            Expectation expected = Feeds.transactions(broker, RECORDS);
            Requests requests = Requests.of(broker.bootstrap(), folder)
                    .transactions("transactions")
                    .backend(StateBackend.ROCKSDB)
                    .on(bucket.root());
            RunSummary summary = new FlinkStreamRunner().run(requests.request(), new Watcher());
            bucket.fetchLake(folder);

            Expectation found =
                    ZoneContents.read(folder, requests.datasets().get(0).plan());
            assertThat(found).as("%s", summary).isEqualTo(expected);
            assertThat(Audits.balanced(folder, "transactions").raw()).isEqualTo(expected.read());
            assertThat(Audits.hidden(folder)).isEmpty();
            assertThat(bucket.gcs.count(Operation.UNKNOWN)).isZero();
        }
    }

    @Test
    void a_request_that_fails_anywhere_in_a_checkpoint_costs_no_record() throws Exception {
        List<Trouble> troubles = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            troubles.add(new Trouble(1 + troubles.size() * 5 % CYCLE, fault));
        }
        survive(troubles);
    }

    @Test
    @Tag("slow")
    void every_request_of_a_checkpoint_may_fail_in_every_way() throws Exception {
        List<Trouble> troubles = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (int request = 1; request <= CYCLE; request++) {
                troubles.add(new Trouble(request, fault));
            }
        }
        survive(troubles);
    }

    private record Trouble(int request, Fault fault) {}

    private void survive(List<Trouble> troubles) throws Exception {
        BrokerOptions options = BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker"));
        try (Bucket bucket = Bucket.open();
                BrokerProcess broker = BrokerProcess.start(options)) {
            broker.createTopic("payments", 2);
            Requests requests = Requests.of(broker.bootstrap(), folder)
                    .dataset(Payments.CONTRACT, "payments")
                    .until(Until.STOPPED)
                    .on(bucket.root());
            long sent = 0;
            try (Topic topic = new Topic(broker, "payments");
                    Running running = Running.start(requests.request())) {
                for (Trouble trouble : troubles) {
                    int struck = bucket.gcs.faults().struck();
                    bucket.gcs.faults().nth(trouble.request, trouble.fault);
                    for (int record = 0; record < 10; record++, sent++) {
                        topic.send((int) (sent % 2), Payments.good(sent + 1));
                    }
                    topic.flush();
                    Awaitility.await(trouble.toString())
                            .atMost(Duration.ofMinutes(2))
                            .until(() -> bucket.gcs.faults().struck() > struck);
                    running.awaitRead(sent);
                }
                running.stop();
            }
            bucket.fetchLake(folder);
            assertThat(Audits.balanced(folder, "payments").clean()).isEqualTo(sent);
            assertThat(bucket.gcs.count(Operation.UNKNOWN)).isZero();
        }
    }
}
