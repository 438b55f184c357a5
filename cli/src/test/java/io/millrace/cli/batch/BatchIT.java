package io.millrace.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Launched;
import io.millrace.testkit.generate.Expectation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of records through the real launcher, each engine on the class path that it gets there. */
final class BatchIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"flink-batch", "spark", "auto"})
    void files_become_what_the_generator_says_and_are_read_once(String runner) throws Exception {
        Files.writeString(folder.resolve("mask.key"), "a key for tests only");
        Launched made =
                Launched.in(folder, "generate", "--records", "5000", "--out", "in.ndjson", "--expect", "expected.json");
        assertThat(made.exit()).as(made.err()).isZero();
        Expectation expected = Expectation.fromJson(Files.readString(folder.resolve("expected.json")));

        Launched run = batch(runner);
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode summary = new ObjectMapper().readTree(run.out());
        assertThat(summary.path("read").asLong()).isEqualTo(expected.read());
        assertThat(summary.path("clean").asLong()).isEqualTo(expected.clean());
        assertThat(summary.path("rejected").asLong()).isEqualTo(expected.rejected());
        assertThat(summary.path("duplicate").asLong()).isEqualTo(expected.duplicate());

        if (runner.equals("auto")) {
            assertThat(summary.path("runner").asText()).isEqualTo("duckdb");
            assertThat(summary.path("runner_why").asText()).endsWith("are less than the 16.0 GiB of --spark-from");
            assertThat(run.err()).contains("runner duckdb: 1 file, ");
        }

        assertThat(batch(runner).out()).contains("\"nothing_new\" : true");
        Launched audit = Launched.in(folder, "audit", "--lake", "lake");
        assertThat(audit.exit()).as(audit.out()).isZero();
        assertThat(audit.out()).contains("each record left by exactly one door");

        Launched load = Launched.in(folder, "finalize", "--lake", "lake", "--output", "json");
        assertThat(load.exit()).as(load.err()).isZero();
        assertThat(load.err()).as("files that the warehouse does not take").doesNotContain("put aside");
    }

    private Launched batch(String runner) throws Exception {
        return Launched.in(
                folder,
                "batch",
                "transactions",
                "--input",
                "in.ndjson",
                "--runner",
                runner,
                "--lake",
                "lake",
                "--mask-key",
                "k1=mask.key",
                "--output",
                "json");
    }
}
