package io.millrace.cli.conform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Called;
import io.millrace.cli.Launched;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.testkit.generate.Expectation;
import io.millrace.zones.Lake;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit.sh} and a Spark cluster of processes, on a folder that all of them see. */
@Tag("slow")
class SparkClusterIT {

    /** Enough for several tasks that read. */
    private static final String RECORDS = "300000";

    @TempDir
    private Path folder;

    private Expectation expected;

    @BeforeEach
    void generate() throws Exception {
        Files.writeString(folder.resolve("mask.key"), "a key for tests only");
        Launched made = Launched.in(
                folder, "generate", "--records", RECORDS, "--out", "in.ndjson", "--expect", "expected.json");
        assertThat(made.exit()).as(made.err()).isZero();
        expected = Expectation.fromJson(Files.readString(folder.resolve("expected.json")));
    }

    @Test
    void two_executors_write_what_one_process_writes() throws Exception {
        Launched alone = Launched.in(
                folder,
                batch("alone", "--runner", "spark", "--parallelism", "2").toArray(String[]::new));
        assertThat(alone.exit()).as(alone.err()).isZero();
        try (SparkCluster cluster = new SparkCluster(folder.resolve("cluster"), 2)) {
            Launched run = submit(cluster, "cluster-lake");
            assertExact(run);
            assertThat(cluster.executors(1)).contains("Finished task");
            assertThat(cluster.executors(2)).contains("Finished task");
            assertThat(submit(cluster, "cluster-lake").out()).contains("\"nothing_new\" : true");
        }
        assertThat(digest("cluster-lake").to(digest("alone"), 10).first()).isEmpty();
        assertBooks("cluster-lake");
    }

    @Test
    void an_executor_that_is_killed_costs_no_record() throws Exception {
        try (SparkCluster cluster = new SparkCluster(folder.resolve("cluster"), 2)) {
            CompletableFuture<Launched> run = CompletableFuture.supplyAsync(() -> {
                try {
                    return submit(cluster, "lake");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Awaitility.await("an executor that works")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> run.isDone() || cluster.executors(1).contains("Running task"));
            assertThat(cluster.killExecutors(1)).isPositive();
            assertExact(run.join());
        }
        assertBooks("lake");
    }

    private void assertExact(Launched run) throws IOException {
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode summary = new ObjectMapper().readTree(run.out());
        assertThat(summary.path("read").asLong()).isEqualTo(expected.read());
        assertThat(summary.path("clean").asLong()).isEqualTo(expected.clean());
        assertThat(summary.path("rejected").asLong()).isEqualTo(expected.rejected());
        assertThat(summary.path("duplicate").asLong()).isEqualTo(expected.duplicate());
    }

    private void assertBooks(String lake) throws Exception {
        Launched audit = Launched.in(folder, "audit", "--lake", lake);
        assertThat(audit.exit()).as(audit.out()).isZero();
        assertThat(audit.out()).contains("each record left by exactly one door");
    }

    private LakeDigest digest(String lake) throws IOException {
        Plan plan = Plans.plan(ContractCompiler.compile(Called.home().resolve("contracts/transactions/contract.yaml"))
                .contract()
                .orElseThrow());
        return LakeDigest.of(new LakeTexts(new Lake(folder.resolve(lake).toUri()), plan));
    }

    private Launched submit(SparkCluster cluster, String lake) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Called.home().resolve("jobs-batch/spark/submit.sh").toString(),
                "--master",
                cluster.master(),
                "--executor-memory",
                "700m",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--"));
        command.addAll(batch(lake));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .put(
                        "MILLRACE_SPARK_CLASSPATH",
                        SparkCluster.classPath().stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)));
        builder.environment().remove("SPARK_HOME");
        File errors = Files.createTempFile(folder, "err", ".txt").toFile();
        Process process = builder.redirectError(errors).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Launched(process.waitFor(), out, Files.readString(errors.toPath()));
    }

    private static List<String> batch(String lake, String... further) {
        return Stream.concat(
                        Stream.of(
                                "batch",
                                "transactions",
                                "--input",
                                "in.ndjson",
                                "--lake",
                                lake,
                                "--mask-key",
                                "k1=mask.key",
                                "--output",
                                "json"),
                        Stream.of(further))
                .toList();
    }
}
