package io.millrace.testkit.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.s3.S3Emulator;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.StorageOptions;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files in S3 promise. */
public abstract class AmazonStoreContract extends ObjectStoreContract {

    @Override
    final Bucket bucket() throws IOException {
        return Buckets.amazon();
    }

    @Test
    final void a_folder_of_more_files_than_a_page_is_listed_whole() throws Exception {
        try (S3Emulator s3 = S3Emulator.start(0).bucket("zones")) {
            for (int number = 0; number < 1_100; number++) {
                s3.put("zones", "lake/raw/payments/dt=2025-04-06/" + number, new byte[] {1});
            }
            StorageOptions.set(S3Emulator.options(s3.url(), s3.secretKey()));
            URI raw = URI.create("s3://zones/lake/raw/");
            assertThat(Storage.of(raw).list(raw)).hasSize(1_100);
        }
    }

    @ParameterizedTest
    @CsvSource({"s3.access-key, somebody", "s3.secret-key, something"})
    final void who_has_the_wrong_keys_is_told_at_once(String option, String value) {
        Map<String, String> options = new HashMap<>(bucket.options());
        options.put(option, value);
        StorageOptions.set(options);
        assertThatThrownBy(() -> Storage.of(lake))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("does not let us in: the keys are wrong")
                .hasMessageNotContaining(value);
    }
}
