package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.flink.metric.FlowMetric;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.RunSummary.Ending;
import io.millrace.stream.FaultyFiles.Effect;
import io.millrace.stream.FaultyFiles.Fault;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.zones.books.Audit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamIT {

    private static final int LARGE = 32 << 20;

    private static BrokerProcess broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = BrokerProcess.start(
                BrokerOptions.temporary(BrokerClasspath.find()).withMaxMessageBytes(LARGE));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(StateBackend.class)
    void a_run_until_now_goes_on_where_the_one_before_ended(StateBackend backend) throws Exception {
        Requests requests =
                topic("twice-" + backend.name().toLowerCase(Locale.ROOT), 3).backend(backend);
        try (Topic topic = open(requests)) {
            for (int id = 1; id <= 1000; id++) {
                topic.send(id % 3, Payments.good(id));
            }
            topic.send(0, Payments.good(6));
            topic.send(1, Payments.withoutAmount(8));
            topic.flush();
            Counts first = finished(requests);
            Counts nothingNew = finished(requests);
            topic.send(0, Payments.good(6));
            topic.send(0, Payments.good(1001));
            topic.flush();
            Counts second = finished(requests);

            assertThat(first).isEqualTo(new Counts(1002, 1000, 1, 1, Map.of(Code.MISSING, 1L, Code.DUPLICATE, 1L)));
            assertThat(nothingNew).isEqualTo(Counts.NONE);
            assertThat(second).isEqualTo(new Counts(2, 1, 0, 1, Map.of(Code.DUPLICATE, 1L)));
        }
        Audit audit = Audits.balanced(folder, "payments");
        assertThat(audit.raw()).isEqualTo(1004);
        assertThat(audit.clean()).isEqualTo(1001);
        assertThat(Audits.hidden(folder)).isEmpty();
    }

    @Test
    void no_record_whatever_it_is_restarts_the_job() throws Exception {
        Requests requests = topic("hostile", 2);
        try (Topic topic = open(requests)) {
            topic.send(0, Payments.good(1));
            topic.send(0, (byte[]) null);
            topic.send(0, "");
            topic.send(0, "   ");
            topic.send(0, "not json");
            topic.send(0, new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
            topic.send(0, "[".repeat(100_000));
            topic.send(0, "{\"id\":{\"a\":".repeat(40) + "1" + "}}".repeat(40));
            topic.send(0, "[1]");
            topic.send(0, "{\"id\":1e999999999,\"amount\":1.001,\"at\":\"yesterday\",\"id\":2}");
            topic.send(0, "{\"id\":\"1\",\"amount\":true,\"at\":\"9999-99-99T00:00:00Z\"}");
            topic.send(1, new byte[20 << 20]);
            topic.send(1, "{\"id\":2,\"amount\":1,\"at\":\"0001-01-01T00:00:00Z\",\"\\u0000../../x\":\"../../clean\"}");
            topic.send(1, "{\"id\":3,\"amount\":1,\"at\":\"9999-12-31T23:59:59Z\"}");
            topic.flush();
            Watcher watcher = new Watcher();
            RunSummary summary = new FlinkStreamRunner().run(requests.request(), watcher);

            Counts counts = summary.datasets().get(0).counts();
            assertThat(counts.read()).isEqualTo(14);
            assertThat(counts.clean()).isEqualTo(3);
            assertThat(counts.rejected()).isEqualTo(11);
            assertThat(counts.codes())
                    .containsEntry(Code.EMPTY, 2L)
                    .containsEntry(Code.TOO_LARGE, 1L)
                    .containsEntry(Code.INVALID_UTF8, 1L)
                    .containsEntry(Code.NOT_AN_OBJECT, 1L)
                    .containsEntry(Code.DUPLICATE_FIELD, 1L);
            assertThat(watcher.notices).isEmpty();
        }
        assertThat(Audits.balanced(folder, "payments").raw()).isEqualTo(14);
    }

    @Test
    void a_stopped_run_leaves_nothing_pending_and_the_next_goes_on() throws Exception {
        Requests requests = topic("stopped", 2).until(Until.STOPPED);
        try (Topic topic = open(requests)) {
            sendGood(topic, 1, 500);
            RunSummary first;
            try (Running running = Running.start(requests.request())) {
                running.awaitRead(500);
                sendGood(topic, 501, 700);
                first = running.stop();
            }
            assertThat(first.ending()).isEqualTo(Ending.STOPPED);
            assertThat(first.resume()).isPresent();
            assertThat(Audits.hidden(folder)).isEmpty();
            long stoppedAt = first.datasets().get(0).counts().read();
            assertThat(Audits.balanced(folder, "payments").raw()).isEqualTo(stoppedAt);

            sendGood(topic, 701, 900);
            try (Running running = Running.start(requests.request())) {
                running.awaitRead(900 - stoppedAt);
                assertThat(running.watcher.restoredFrom)
                        .isEqualTo(first.resume().get());
                RunSummary second = running.stop();
                assertThat(second.datasets().get(0).counts().clean()).isEqualTo(900 - stoppedAt);
            }
        }
        assertThat(Audits.balanced(folder, "payments").clean()).isEqualTo(900);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_task_that_fails_is_told_and_loses_nothing(Fault fault) throws Exception {
        Requests requests = topic("fault-" + fault.name().toLowerCase(Locale.ROOT), 2)
                .until(Until.STOPPED)
                .faulty();
        try (Topic topic = open(requests);
                Running running = Running.start(requests.request())) {
            sendGood(topic, 1, 1000);
            running.awaitRead(1000);
            FaultyFiles.plant(fault, Effect.FAIL);
            sendGood(topic, 1001, 3000);
            running.awaitNotice("payments failed and goes on from its last checkpoint: IOException: planted: " + fault);
            // 3,000 may have been read before it failed, and not yet again.
            sendGood(topic, 3001, 3100);
            running.awaitRead(3100);
            RunSummary summary = running.stop();

            assertThat(summary.datasets().get(0).counts().clean()).isEqualTo(3100);
        }
        assertThat(Audits.balanced(folder, "payments").clean()).isEqualTo(3100);
        assertThat(Audits.hidden(folder)).isEmpty();
    }

    @Test
    void progress_tells_counts_lag_and_the_age_of_the_checkpoint() throws Exception {
        Requests requests = topic("progress", 2).until(Until.STOPPED);
        try (Topic topic = open(requests);
                Running running = Running.start(requests.request())) {
            sendGood(topic, 1, 300);
            running.awaitRead(300);
            Awaitility.await().untilAsserted(() -> {
                assertThat(running.watcher.latest.lag()).hasValue(0);
                assertThat(running.watcher.latest.counts().clean()).isEqualTo(300);
                assertThat(running.watcher.latest.checkpointAgeMillis().orElseThrow())
                        .isLessThan(Duration.ofSeconds(30).toMillis());
            });
            assertThat(running.watcher.ui.getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void several_datasets_run_side_by_side_each_with_books_and_state_of_its_own() throws Exception {
        broker.createTopic("both-payments", 2);
        broker.createTopic("both-refunds", 1);
        String refunds = Payments.CONTRACT.replace("dataset: payments", "dataset: refunds");
        Requests requests = Requests.of(broker.bootstrap(), folder)
                .dataset(Payments.CONTRACT, "both-payments")
                .dataset(refunds, "both-refunds");
        try (Topic payments = new Topic(broker, "both-payments");
                Topic other = new Topic(broker, "both-refunds")) {
            sendGood(payments, 1, 100);
            other.send(0, Payments.good(1));
            other.send(0, Payments.good(1));
            other.flush();
            RunSummary summary = new FlinkStreamRunner().run(requests.request(), new Watcher());

            assertThat(summary.datasets())
                    .extracting(
                            dataset -> dataset.dataset(),
                            dataset -> dataset.counts().clean())
                    .containsExactly(tuple("payments", 100L), tuple("refunds", 1L));
            other.send(0, Payments.good(1));
            other.flush();
            RunSummary alone = new FlinkStreamRunner()
                    .run(
                            Requests.of(broker.bootstrap(), folder)
                                    .dataset(refunds, "both-refunds")
                                    .request(),
                            new Watcher());
            assertThat(alone.datasets().get(0).counts().duplicate()).isEqualTo(1);
        }
        assertThat(Audits.balanced(folder, "payments").clean()).isEqualTo(100);
        assertThat(Audits.balanced(folder, "refunds").clean()).isEqualTo(1);
    }

    @Test
    void a_missing_topic_is_refused_with_those_that_exist() throws Exception {
        broker.createTopic("exists", 1);
        Requests requests = Requests.of(broker.bootstrap(), folder).dataset(Payments.CONTRACT, "exsits");

        assertThatThrownBy(() -> new FlinkStreamRunner().run(requests.request(), new Watcher()))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.USAGE))
                .hasMessageContaining("no topic exsits")
                .hasMessageContaining("exists");
    }

    @Test
    void records_that_expired_unread_stop_the_job_and_are_named() throws Exception {
        Requests requests = topic("expired", 1);
        try (Topic topic = open(requests)) {
            sendTo(topic, 0, 1, 100);
            finished(requests);
            sendTo(topic, 0, 101, 200);
            deleteBefore("expired", 0, 150);

            assertThatThrownBy(() -> new FlinkStreamRunner().run(requests.request(), new Watcher()))
                    .isInstanceOfSatisfying(
                            RunFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.DATA))
                    .hasMessageContaining("Partition expired-0: wanted offset 100, available 150 to 199")
                    .hasMessageContaining("50 offsets are gone");
        }
        assertThat(Audits.balanced(folder, "payments").raw()).isEqualTo(100);
    }

    @Test
    void a_topic_that_was_made_anew_is_not_taken_for_the_old_one() throws Exception {
        Requests requests = topic("anew", 1);
        try (Topic topic = open(requests)) {
            sendTo(topic, 0, 1, 10);
            finished(requests);
        }
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of("anew")).all().get();
        }
        Awaitility.await().ignoreExceptions().until(() -> {
            broker.createTopic("anew", 1);
            return true;
        });
        try (Topic topic = open(requests)) {
            sendTo(topic, 0, 1, 20);

            assertThatThrownBy(() -> new FlinkStreamRunner().run(requests.request(), new Watcher()))
                    .isInstanceOfSatisfying(
                            RunFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.DATA))
                    .hasMessageContaining("topic anew is not the one that was read before");
        }
        assertThat(Audits.balanced(folder, "payments").raw()).isEqualTo(10);
    }

    @Test
    void starting_from_nothing_where_records_stand_is_refused_unless_allowed() throws Exception {
        Requests requests = topic("reread", 1);
        try (Topic topic = open(requests)) {
            sendTo(topic, 0, 1, 10);
            finished(requests);

            assertThatThrownBy(() -> new FlinkStreamRunner()
                            .run(requests.from(new From.Nothing(false)).request(), new Watcher()))
                    .isInstanceOf(RunFailure.class)
                    .hasMessageContaining("payments already has records")
                    .hasMessageContaining("write them twice");
            RunSummary reread = new FlinkStreamRunner()
                    .run(requests.from(new From.Nothing(true)).request(), new Watcher());
            assertThat(reread.datasets().get(0).counts().clean()).isEqualTo(10);
        }
    }

    @Test
    void a_lost_state_folder_is_noticed() throws Exception {
        Requests requests = topic("lost", 1);
        try (Topic topic = open(requests)) {
            sendTo(topic, 0, 1, 10);
            finished(requests);
            Files.move(folder.resolve("state"), folder.resolve("elsewhere"));

            assertThatThrownBy(() -> new FlinkStreamRunner().run(requests.request(), new Watcher()))
                    .isInstanceOf(RunFailure.class)
                    .hasMessageContaining("there is no checkpoint in");
        }
    }

    @Test
    void a_savepoint_may_be_named_by_its_path() throws Exception {
        Requests requests = topic("path", 1);
        try (Topic topic = open(requests)) {
            sendTo(topic, 0, 1, 10);
            RunSummary first = new FlinkStreamRunner().run(requests.request(), new Watcher());
            sendTo(topic, 0, 11, 15);

            RunSummary second = new FlinkStreamRunner()
                    .run(
                            requests.from(new From.Path(
                                            URI.create(first.resume().orElseThrow())))
                                    .request(),
                            new Watcher());

            assertThat(second.datasets().get(0).counts().read()).isEqualTo(5);
        }
    }

    /** The short form of the runbook: on to the next contract, and back to the first from the same savepoint. */
    @Test
    void the_next_contract_takes_over_from_a_savepoint_and_gives_back() throws Exception {
        Requests first = topic("upgrade", 2);
        Requests second = Requests.of(broker.bootstrap(), folder)
                .dataset(
                        Payments.CONTRACT
                                        .replace("version: 1", "version: 2")
                                        .replace("\nfields:", "\nfields:\n  - { name: note, type: string }")
                                + "rules:\n  - { name: not_12, assert: \"id != 12\" }\n",
                        "upgrade");
        try (Topic topic = open(first)) {
            sendTo(topic, 0, 1, 10);
            From savepoint = new From.Path(URI.create(new FlinkStreamRunner()
                    .run(first.request(), new Watcher())
                    .resume()
                    .orElseThrow()));
            sendTo(topic, 0, 9, 15);
            RunSummary upgraded =
                    new FlinkStreamRunner().run(second.from(savepoint).request(), new Watcher());
            assertThat(upgraded.datasets().get(0).counts())
                    .isEqualTo(new Counts(7, 4, 1, 2, Map.of(Code.RULE, 1L, Code.DUPLICATE, 2L)));
            assertThat(Audits.balanced(folder, "payments").raw()).isEqualTo(17);

            assertThat(Audits.withdraw(folder, upgraded.run())).isPositive();
            sendTo(topic, 1, 16, 17);
            assertThat(finished(first.from(savepoint))).isEqualTo(new Counts(9, 7, 0, 2, Map.of(Code.DUPLICATE, 2L)));
        }
        assertThat(Audits.balanced(folder, "payments").clean()).isEqualTo(17);
    }

    @Test
    void a_partition_that_came_later_is_read_from_its_first_record() throws Exception {
        Requests requests = topic("grown", 1);
        try (Topic topic = open(requests)) {
            sendTo(topic, 0, 1, 10);
            finished(requests);
            try (Admin admin = broker.admin()) {
                admin.createPartitions(Map.of("grown", NewPartitions.increaseTo(2)))
                        .all()
                        .get();
            }
        }
        try (Topic topic = open(requests)) {
            sendTo(topic, 1, 11, 20);
            assertThat(finished(requests).read()).isEqualTo(10);
        }
    }

    @Test
    void aborted_transactions_are_not_read_and_markers_at_the_end_are_passed() throws Exception {
        Requests requests = topic("transactional", 1);
        try (TransactionalTopic topic = new TransactionalTopic(broker, "transactional")) {
            topic.commit(Payments.good(1), Payments.good(2));
            topic.abort(Payments.good(3));
            topic.commit(Payments.good(4));
            topic.abort(Payments.good(5), Payments.good(6));
        }

        assertThat(finished(requests).clean()).isEqualTo(3);
        assertThat(finished(requests).read()).isZero();
    }

    @Test
    void every_metric_of_the_reference_stands_in_a_scrape() throws Exception {
        int port = FreePort.find();
        Requests requests = topic("metrics", 1).until(Until.STOPPED).metrics(Integer.toString(port));
        try (Topic topic = open(requests);
                Running running = Running.start(requests.request())) {
            sendTo(topic, 0, 1, 100);
            running.awaitRead(100);
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest scrape = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                String text = client.send(scrape, BodyHandlers.ofString()).body();
                for (FlowMetric metric : FlowMetric.values()) {
                    assertThat(text).contains("\n" + metric.prometheusName() + "{");
                }
                assertThat(text).containsPattern("millrace_outcome_records\\{[^}]*outcome=\"read\"[^}]*} 100.0");
            });
        }
    }

    private static Counts finished(Requests requests) throws RunFailure {
        RunSummary summary = new FlinkStreamRunner().run(requests.request(), new Watcher());
        assertThat(summary.ending()).isEqualTo(Ending.FINISHED);
        return summary.datasets().get(0).counts();
    }

    private Requests topic(String name, int partitions) throws Exception {
        broker.createTopic(name, partitions);
        return Requests.of(broker.bootstrap(), folder).dataset(Payments.CONTRACT, name);
    }

    private static Topic open(Requests requests) {
        return new Topic(broker, requests.datasets().get(0).topic());
    }

    private static void sendGood(Topic topic, long from, long to) throws Exception {
        for (long id = from; id <= to; id++) {
            topic.send((int) (id % 2), Payments.good(id));
        }
        topic.flush();
    }

    private static void sendTo(Topic topic, int partition, long from, long to) throws Exception {
        for (long id = from; id <= to; id++) {
            topic.send(partition, Payments.good(id));
        }
        topic.flush();
    }

    private static void deleteBefore(String topic, int partition, long offset) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }
}
