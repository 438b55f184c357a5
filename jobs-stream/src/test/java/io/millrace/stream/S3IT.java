package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.s3.S3Emulator;
import io.millrace.testkit.s3.S3Operation;
import io.millrace.zones.file.StorageOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zones, checkpoints and savepoints in S3, or in a server that speaks like it. */
class S3IT {

    private static final String BUCKET = "millrace";
    private static final long RECORDS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void zones_in_a_bucket_hold_what_the_generator_says() throws Exception {
        BrokerOptions options = BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker"));
        try (S3Emulator s3 = S3Emulator.start(0).bucket(BUCKET);
                BrokerProcess broker = BrokerProcess.start(options)) {
            StorageOptions.set(s3.options());
            broker.createTopic("transactions", 4, Map.of("retention.ms", "-1"));
            Expectation expected = Feeds.transactions(broker, RECORDS);
            Requests requests = Requests.of(broker.bootstrap(), folder)
                    .transactions("transactions")
                    .backend(StateBackend.ROCKSDB)
                    .on(URI.create("s3://" + BUCKET + "/"));
            RunSummary summary = new FlinkStreamRunner().run(requests.request(), new Watcher());
            Bucket.fetchLake(folder, s3.names(BUCKET), name -> s3.content(BUCKET, name));

            Expectation found =
                    ZoneContents.read(folder, requests.datasets().get(0).plan());
            assertThat(found).as("%s", summary).isEqualTo(expected);
            assertThat(Audits.balanced(folder, "transactions").raw()).isEqualTo(expected.read());
            assertThat(Audits.hidden(folder)).isEmpty();
            assertThat(s3.openUploads(BUCKET)).isZero();
            assertThat(s3.count(S3Operation.MULTIPART_COMPLETE)).isPositive();
            assertThat(s3.count(S3Operation.UNKNOWN)).as("%s", s3.requests()).isZero();
        }
    }
}
