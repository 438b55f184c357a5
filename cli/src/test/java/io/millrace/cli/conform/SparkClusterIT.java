package io.millrace.cli.conform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Called;
import io.millrace.cli.Launched;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.bucket.Buckets;
import io.millrace.testkit.generate.Expectation;
import io.millrace.zones.Lake;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.StorageOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            CompletableFuture<Launched> run =
                    submitting(cluster, List.of(), batch("lake").toArray(String[]::new));
            Awaitility.await("an executor that works")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> run.isDone() || cluster.executors(1).contains("Running task"));
            assertThat(cluster.killExecutors(1)).isPositive();
            assertExact(run.join());
        }
        assertBooks("lake");
    }

    @Test
    void executors_share_a_bucket_of_google_with_the_driver_and_nothing_else() throws Exception {
        try (Bucket bucket = Buckets.google()) {
            everythingIn(bucket);
        }
    }

    @Test
    void executors_share_a_bucket_of_amazon_with_the_driver_and_nothing_else() throws Exception {
        try (Bucket bucket = Buckets.amazon()) {
            everythingIn(bucket);
            assertThat(bucket.openUploads()).isZero();
        }
    }

    /** Spark's log of events holds what its pages show. */
    private void everythingIn(Bucket bucket) throws Exception {
        String secret = bucket.options().getOrDefault("s3.secret-key", "no secret");
        Files.writeString(Files.createDirectory(folder.resolve("secrets")).resolve("key"), secret);
        Files.writeString(folder.resolve("millrace.yaml"), settings(bucket, secret));
        Path events = Files.createDirectory(folder.resolve("events"));
        StorageOptions.set(bucket.options());
        Storage.of(bucket.root()).create(bucket.root().resolve("in/in.ndjson"), folder.resolve("in.ndjson"));
        Map<String, Integer> before = bucket.agents();
        try (SparkCluster cluster = new SparkCluster(folder.resolve("cluster"), 2)) {
            List<String> spark = List.of(
                    "--conf",
                    "spark.eventLog.enabled=true",
                    "--conf",
                    "spark.eventLog.rolling.enabled=false",
                    "--conf",
                    "spark.eventLog.compress=false",
                    "--conf",
                    "spark.eventLog.dir=" + events.toUri());
            String lake = bucket.root() + "lake";
            CompletableFuture<Launched> run = submitting(
                    cluster,
                    spark,
                    "batch",
                    "transactions",
                    "--input=" + bucket.root() + "in/*.ndjson",
                    "--lake=" + lake,
                    "--date=2025-04-06");
            Awaitility.await("a file that an executor has written")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> run.isDone() || bucket.names().stream().anyMatch(SparkClusterIT::isStaged));
            assertThat(run).as("a run whose files are staged in the bucket").isNotDone();
            assertExact(run.join());
            assertExact(submitting(
                            cluster,
                            spark,
                            "reprocess",
                            "transactions",
                            "--from=2025-04-06",
                            "--to=2025-04-06",
                            "--reason=why not",
                            "--lake=" + lake)
                    .join());
            assertThat(cluster.executors(1)).contains("Finished task");
            assertThat(cluster.executors(2)).contains("Finished task");
            assertThat(bucket.agents().keySet())
                    .filteredOn(agent -> !before.containsKey(agent))
                    .isNotEmpty()
                    .allMatch(
                            agent -> agent.contains("GHFS/hadoop3-2.2.28") || agent.matches("Hadoop[ _]3\\.5\\.0 .*"));
            assertThat(bucket.names()).noneMatch(name -> name.contains("_files/") && !name.endsWith("/"));
            Launched audit = Launched.in(folder, "audit", "--lake", lake);
            assertThat(audit.exit()).as(audit.out() + audit.err()).isZero();
        }
        assertThat(holding(events, "Hadoop Properties")).hasSize(2);
        for (Path place : List.of(folder.resolve("cluster"), events, folder.resolve(".millrace"))) {
            assertThat(holding(place, secret)).isEmpty();
        }
    }

    /** The files below a folder in which a text stands, jars apart. */
    private static List<Path> holding(Path folder, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".jar")
                        && Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static boolean isStaged(String name) {
        return name.matches("lake/_staging/transactions/_files/[0-9a-f]+/lake/(raw|clean|error)/.*[^/]");
    }

    private static String settings(Bucket bucket, String secret) {
        StringBuilder settings =
                new StringBuilder("masking: { keys: { k1: \"${file:mask.key}\" } }\nstorage:\n  options:\n");
        bucket.options()
                .forEach((name, value) -> settings.append("    ")
                        .append(name)
                        .append(": \"")
                        .append(value.equals(secret) ? "${file:secrets/key}" : value)
                        .append("\"\n"));
        return settings.toString();
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

    private Launched submit(SparkCluster cluster, String lake) {
        return submitting(cluster, List.of(), batch(lake).toArray(String[]::new))
                .join();
    }

    private CompletableFuture<Launched> submitting(SparkCluster cluster, List<String> spark, String... words) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return submit(cluster, spark, words);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Launched submit(SparkCluster cluster, List<String> spark, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Called.home().resolve("jobs-batch/spark/submit.sh").toString(),
                "--master",
                cluster.master(),
                "--executor-memory",
                "700m",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1"));
        command.addAll(spark);
        command.add("--");
        command.addAll(List.of(words));
        if (!command.contains("--output")) {
            command.addAll(List.of("--output", "json"));
        }
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
