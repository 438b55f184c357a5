package io.millrace.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.StorageOptions;
import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HadoopOptionsTest {

    @AfterEach
    void forget() {
        StorageOptions.set(Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "gs.project.id, fs.gs.project.id",
        "s3.endpoint, fs.s3a.endpoint",
        "s3.access-key, fs.s3a.access.key",
        "s3.secret.key, fs.s3a.secret.key",
        "s3a.secret-key, fs.s3a.secret.key",
        "s3.path-style-access, fs.s3a.path.style.access",
        "fs.s3a.endpoint.region, fs.s3a.endpoint.region"
    })
    void an_option_has_the_name_that_the_connector_reads(String option, String name) {
        assertThat(HadoopOptions.onto(new Configuration(false), Map.of(option, "x"))
                        .get(name))
                .isEqualTo("x");
    }

    @Test
    void sizes_that_hadoop_gives_with_a_unit_are_numbers() {
        Configuration configuration = HadoopOptions.onto(new Configuration(), Map.of("gs.block.size", "2m"));
        assertThat(configuration.get("fs.gs.block.size")).isEqualTo("2097152");
        assertThat(configuration.get("fs.gs.inputstream.inplace.seek.limit")).isEqualTo("8388608");
    }

    /** The environment of tests has no key file, and forbids to ask Google's metadata server. */
    @Test
    void who_says_not_who_he_is_ends_before_the_machine_is_asked() {
        StorageOptions.set(Map.of("gs.storage.root.url", "http://127.0.0.1:9"));
        assertThatThrownBy(() -> Storage.of(URI.create("gs://zones/lake")))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("nobody has said who we are to gs://zones");
        assertThatThrownBy(() -> Storage.at(URI.create("gs://zones/in")).look(URI.create("gs://zones/in")))
                .hasMessageContaining("nobody has said who we are to gs://zones");
    }

    @Test
    void what_only_flink_reads_is_refused() {
        StorageOptions.set(Map.of("env.hadoop.conf.dir", "/etc/hadoop"));
        assertThatThrownBy(() -> Storage.of(URI.create("s3://zones/lake")))
                .hasMessageContaining("no connector reads the storage option env.hadoop.conf.dir");
    }
}
