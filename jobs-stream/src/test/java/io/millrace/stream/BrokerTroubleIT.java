package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTroubleIT {

    @TempDir
    private Path folder;

    @Test
    void a_broker_that_never_answers_ends_the_run_in_words() {
        Requests requests = Requests.of("127.0.0.1:" + FreePort.find(), folder).dataset(Payments.CONTRACT, "payments");
        Watcher watcher = new Watcher();

        assertThatThrownBy(() -> new FlinkStreamRunner(Duration.ofSeconds(1)).run(requests.request(), watcher))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                .hasMessageContaining("no answer from the broker at " + requests.brokers());
        assertThat(watcher.notices).singleElement().asString().contains("trying again for up to 1 s");
    }

    @Test
    void a_broker_may_come_late_and_be_away_for_a_while() throws Exception {
        int port = FreePort.find();
        Requests requests = Requests.of("127.0.0.1:" + port, folder)
                .dataset(Payments.CONTRACT, "payments")
                .until(Until.STOPPED);
        BrokerOptions options =
                BrokerOptions.temporary(BrokerClasspath.find()).withPort(port).withFolder(folder.resolve("broker"));
        try (BrokerProcess broker = BrokerProcess.start(options)) {
            broker.createTopic("payments", 2);
        }
        try (Running running = Running.start(requests.request())) {
            running.awaitNotice("no answer from the broker");
            try (BrokerProcess broker = BrokerProcess.start(options)) {
                send(broker, 1, 100);
                running.awaitRead(100);
                broker.kill();
                running.awaitNotice("does not answer");
                broker.restart();
                running.awaitNotice("is back");
                send(broker, 101, 200);
                running.awaitRead(200);
                RunSummary summary = running.stop();

                assertThat(summary.datasets().get(0).counts().clean()).isEqualTo(200);
                assertThat(running.watcher.notices).noneMatch(notice -> notice.contains("failed"));
            }
        }
        assertThat(Audits.balanced(folder, "payments").clean()).isEqualTo(200);
    }

    private static void send(BrokerProcess broker, int from, int to) throws Exception {
        try (Topic topic = new Topic(broker, "payments")) {
            for (int id = from; id <= to; id++) {
                topic.send(id % 2, Payments.good(id));
            }
            topic.flush();
        }
    }
}
