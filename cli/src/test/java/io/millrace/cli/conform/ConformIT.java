package io.millrace.cli.conform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import io.millrace.cli.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One contract and one's own data on several engines, through the real launcher. */
final class ConformIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void make_data() throws Exception {
        Files.writeString(folder.resolve("mask.key"), "a key for tests only");
        assertThat(Launched.in(folder, "generate", "--records", "3000", "--out", "in.ndjson")
                        .exit())
                .isZero();
    }

    @Test
    void engines_that_agree_are_equal_in_one_table_and_nothing_is_left() throws Exception {
        Launched run = Launched.in(
                folder,
                "conform",
                "transactions",
                "--input",
                "in.ndjson",
                "--mask-key",
                "k1=mask.key",
                "--output",
                "json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.path("equal").booleanValue()).isTrue();
        assertThat(answer.path("runners")).hasSize(3).allSatisfy(runner -> {
            assertThat(runner.path("read").longValue()).isEqualTo(3000);
            assertThat(runner.path("records_per_second").longValue()).isPositive();
            assertThat(runner.path("differing").longValue()).isZero();
        });
        assertThat(answer.path("runners").get(2).path("routed").longValue()).isBetween(1L, 2999L);
        try (Stream<Path> left = Files.list(folder.resolve(".millrace"))) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("conform"));
        }
    }

    @Test
    void an_engine_that_judges_otherwise_is_shown_record_by_record() throws Exception {
        Path home = otherwiseFor("duckdb");

        Called run = Called.of(
                folder,
                home,
                Map.of("MILLRACE_CONTRACTS", contracts().toString()),
                "conform",
                "transactions",
                "--input",
                "in.ndjson",
                "--runner",
                "flink-batch,duckdb",
                "--mask-key",
                "k1=mask.key",
                "--keep",
                "lakes");

        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DATA);
        assertThat(run.out())
                .containsPattern("duckdb .* [1-9][0-9,]* lines otherwise")
                .containsPattern(
                        "in\\.ndjson line \\d+\n    flink-batch  clean, dt=2025-01-01\n  ≠ duckdb       rejected:"
                                + " OUT_OF_RANGE of processing_duration \\(.*\\)")
                .containsPattern("clean\\.row\\.customer_region: \".*\" in flink-batch, \".*\" in duckdb");
        assertThat(folder.resolve("lakes/flink-batch/clean")).isDirectory();
        assertThat(folder.resolve("lakes/duckdb/clean")).isDirectory();
    }

    @Test
    void a_run_that_fails_is_told_with_its_last_words() throws Exception {
        Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        Launched run = Launched.in(
                folder,
                "conform",
                "transactions",
                "--input",
                "cut.gz",
                "--runner",
                "duckdb,flink-batch",
                "--mask-key",
                "k1=mask.key");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("the run on duckdb ended with 3", "cut.gz");
    }

    /** A checkout whose launcher gives one engine a contract of the same name that says something else. */
    private Path otherwiseFor(String runner) throws IOException {
        String contract = Files.readString(contracts().resolve("transactions/contract.yaml"));
        String other = contract.replace("min: 0, max: 86400", "min: 0, max: 0.5")
                .replace("standardize: [trim, nfc]", "standardize: [trim, nfc, upper]");
        assertThat(other.length()).isEqualTo(contract.length() + "0.5, upper".length() - "86400".length());
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/transactions"));
        Files.writeString(elsewhere.resolve("contract.yaml"), other);
        Path home = Files.createDirectories(folder.resolve("home"));
        Path launcher = Files.writeString(
                home.resolve("millrace"),
                String.join(
                        "\n",
                        List.of(
                                "#!/bin/sh",
                                "export MILLRACE_BUILD=target JAVA_HOME='" + System.getProperty("java.home") + "'",
                                "export MILLRACE_CONTRACTS='" + contracts() + "'",
                                "case \"$*\" in *'--runner " + runner + "'*) MILLRACE_CONTRACTS='"
                                        + elsewhere.getParent() + "' ;; esac",
                                "exec '" + Called.home().resolve("millrace") + "' \"$@\"",
                                "")));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return home;
    }

    private static Path contracts() {
        return Called.home().resolve("contracts");
    }
}
