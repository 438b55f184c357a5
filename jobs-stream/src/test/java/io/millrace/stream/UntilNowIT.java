package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.RunSummary.Ending;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntilNowIT {

    private static BrokerProcess broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void a_second_run_goes_on_where_the_first_ended() throws Exception {
        broker.createTopic("twice", 3);
        Requests requests = Requests.of(broker.bootstrap(), folder).dataset(Payments.CONTRACT, "twice");
        try (Topic topic = new Topic(broker, "twice")) {
            for (int id = 1; id <= 1000; id++) {
                topic.send(id % 3, Payments.good(id));
            }
            topic.send(0, Payments.good(7));
            topic.send(1, Payments.withoutAmount(8));
            topic.flush();
            RunSummary first = new FlinkStreamRunner().run(requests.request(), new Watcher());
            assertThat(first.ending()).isEqualTo(Ending.FINISHED);
            topic.send(0, Payments.good(5));
            topic.send(0, Payments.good(1001));
            topic.flush();
            RunSummary second = new FlinkStreamRunner().run(requests.request(), new Watcher());

            assertThat(first.datasets().get(0).counts().read()).isEqualTo(1002);
            assertThat(second.datasets().get(0).counts().clean()).isEqualTo(1);
            assertThat(second.datasets().get(0).counts().duplicate()).isEqualTo(1);
        }
    }
}
