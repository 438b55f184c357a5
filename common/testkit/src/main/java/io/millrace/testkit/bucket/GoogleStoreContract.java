package io.millrace.testkit.bucket;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.http.Fault;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.StorageOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What files in Google Cloud Storage promise. */
public abstract class GoogleStoreContract extends ObjectStoreContract {

    @Override
    final Bucket bucket() throws IOException {
        return Buckets.google();
    }

    @Test
    final void whose_token_is_not_accepted_is_told_at_once() {
        assumeTrue(isEmulated(), "only our own server refuses when it is told to");
        bucket.faults().always(Fault.UNAUTHORIZED);
        assertThatThrownBy(() -> Storage.of(lake))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("does not accept our credentials");
    }

    @Test
    final void an_option_that_no_connector_reads_is_refused() {
        StorageOptions.set(Map.of("google.cloud.auth.service.account.json.keyfile", "/etc/key.json"));
        assertThatThrownBy(() -> Storage.of(lake))
                .isInstanceOf(RunFailure.class)
                .hasMessageContainingAll("no connector reads", "GOOGLE_APPLICATION_CREDENTIALS");
    }

    @Test
    final void a_scheme_that_nobody_speaks_is_refused() {
        assertThatThrownBy(() -> Storage.of(URI.create("ftp://host/lake")))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("file://, gs://, s3:// or hdfs://");
    }
}
