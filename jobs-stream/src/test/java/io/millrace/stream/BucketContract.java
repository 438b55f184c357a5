package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.generate.Expectation;
import io.millrace.zones.file.StorageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zones, checkpoints and savepoints in an object store, whatever serves it. */
abstract class BucketContract {

    private static final long RECORDS = 20_000;

    @TempDir
    private Path folder;

    abstract Bucket open() throws IOException;

    @Test
    void zones_in_a_bucket_hold_what_the_generator_says() throws Exception {
        BrokerOptions options = BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker"));
        try (Bucket bucket = open();
                BrokerProcess broker = BrokerProcess.start(options)) {
            StorageOptions.set(bucket.options());
            broker.createTopic("transactions", 4, Map.of("retention.ms", "-1"));
            Expectation expected = Feeds.transactions(broker, RECORDS);
            Requests requests = Requests.of(broker.bootstrap(), folder)
                    .transactions("transactions")
                    .backend(StateBackend.ROCKSDB)
                    .on(bucket.root());
            RunSummary summary = new FlinkStreamRunner().run(requests.request(), new Watcher());
            LakeCopy.fetch(bucket, folder);

            Expectation found =
                    ZoneContents.read(folder, requests.datasets().get(0).plan());
            assertThat(found).as("%s", summary).isEqualTo(expected);
            assertThat(Audits.balanced(folder, "transactions").raw()).isEqualTo(expected.read());
            assertThat(Audits.hidden(folder)).isEmpty();
            assertThat(bucket.openUploads()).isZero();
            assertThat(bucket.requests()).doesNotContainKey("UNKNOWN");
        }
    }
}
