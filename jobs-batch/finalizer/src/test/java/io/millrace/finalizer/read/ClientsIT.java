package io.millrace.finalizer.read;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published versions in the hands of clients as they are delivered, of this release line and of the one before. */
@Timeout(300)
final class ClientsIT {

    private static final Path MODULE = TestLake.HOME.resolve("jobs-batch/finalizer");
    private static final Path OLDER = MODULE.resolve("target/older-client/duckdb_jdbc.jar");
    private static final int NOT_TO_BE_HAD = 77;

    private static final List<String> QUESTIONS = List.of(
            "select count(*), sum(amount) from transaction_fact",
            "select * exclude (as_of) from transaction_daily_summary order by all",
            "select count(*), sum(amount) from transaction_view",
            "select name, kind from model.object order by all");

    @TempDir
    private Path temp;

    private TestLake lake;
    private TestWarehouse warehouse;

    @BeforeEach
    void publish() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        lake.stream("a", records(0, 700));
        warehouse = new TestWarehouse(lake.root(), temp.resolve("warehouse"), TestLake.HOME.resolve("sql"));
        warehouse.load();
    }

    @Test
    void plain_jdbc_of_this_and_the_last_release_line_reads_what_is_published() throws Exception {
        List<String> now = jdbc(System.getProperty("java.class.path"));
        assertThat(now.remove(0)).startsWith("v2.");
        List<String> older = jdbc(OLDER + File.pathSeparator + MODULE.resolve("target/test-classes"));
        assertThat(older.remove(0)).startsWith("v1.5.");
        assertThat(now).hasSizeGreaterThan(20).isEqualTo(answers());
        assertThat(older).isEqualTo(answers());
    }

    @Test
    void the_documented_url_follows_the_pointer() throws Exception {
        lake.stream("b", records(700, 1_400));
        warehouse.load();
        assertThat(jdbc(System.getProperty("java.class.path")).get(1)).startsWith("1372|");
        assertThat(Files.readString(TestLake.HOME.resolve("docs/reference/finalize.md")))
                .contains("jdbc:duckdb:/data/warehouse/published/current.duckdb", "duckdb.read_only=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "1.5.6"})
    @Tag("slow")
    void the_python_package_reads_what_is_published(String version) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                MODULE.resolve("src/test/clients/python-client").toString(),
                version,
                MODULE.resolve("target/clients").toString(),
                warehouse.folder().resolve("published/current.duckdb").toString()));
        command.addAll(QUESTIONS);
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit == NOT_TO_BE_HAD) {
            System.err.print(err);
            Assumptions.abort(err);
        }
        assertThat(exit).as(err).isZero();
        assertThat(out.lines().toList().get(0)).isEqualTo("driver " + version);
        assertThat(out.lines().skip(1)).hasSameSizeAs(answers());
        assertThat(out.lines().skip(1).findFirst()).contains(answers().get(0));
    }

    private List<String> jdbc(String classPath) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                TestLake.temporary(temp),
                "-cp",
                classPath,
                JdbcClient.class.getName(),
                "jdbc:duckdb:" + warehouse.folder().resolve("published/current.duckdb"),
                "select version()"));
        command.addAll(QUESTIONS);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return new ArrayList<>(out.lines().toList());
    }

    private List<String> answers() throws Exception {
        List<String> answers = new ArrayList<>();
        for (String question : QUESTIONS) {
            answers.addAll(warehouse.ask(question));
        }
        return answers;
    }
}
