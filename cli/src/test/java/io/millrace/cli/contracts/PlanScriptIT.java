package io.millrace.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Launched;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan in the language of an engine, through the real launcher. */
final class PlanScriptIT {

    @TempDir
    private Path folder;

    @Test
    void sql_that_is_printed_for_duckdb_runs_there_as_it_stands() throws Exception {
        assertThat(Launched.in(folder, "generate", "--records", "2000", "--out", "it's in.ndjson")
                        .exit())
                .isZero();
        Launched printed =
                Launched.in(folder, "plan", "transactions", "--runner", "duckdb", "--input", "it's in.ndjson");
        assertThat(printed.exit()).as(printed.err()).isZero();
        Files.writeString(folder.resolve("plan.sql"), printed.out());

        long clean = Long.parseLong(inDuckDb("plan.sql", "select count(*) from read_parquet('clean/*/*.parquet')"));

        assertThat(clean).isBetween(1_000L, 1_999L);
    }

    @Test
    void a_runner_without_a_language_of_its_own_says_so() throws Exception {
        Launched printed = Launched.in(folder, "plan", "transactions", "--runner", "flink-batch");

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).contains("flink-batch has no language of its own", "--runner duckdb prints SQL");
    }

    private String inDuckDb(String script, String query) throws Exception {
        String engine = Files.readString(Called.home().resolve("jobs-batch/duckdb/target/runtime.classpath"));
        Path tests = Path.of(ScriptMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        File errors = folder.resolve("duckdb.err").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        engine.strip() + ":" + tests,
                        ScriptMain.class.getName(),
                        script,
                        query)
                .directory(folder.toFile())
                .redirectError(errors)
                .start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors.toPath())).isZero();
        return answer.strip();
    }
}
