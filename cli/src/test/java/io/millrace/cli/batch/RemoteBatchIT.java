package io.millrace.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Launched;
import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.bucket.Buckets;
import io.millrace.testkit.gcs.Operation;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.http.Fault;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.StorageOptions;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.run.LakeView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs of bounded runs through the real launcher, with input and lake in a bucket. */
@Timeout(600)
final class RemoteBatchIT {

    private static final int RECORDS = 4_000;

    @TempDir
    private Path folder;

    @Test
    void a_lake_in_googles_store_is_like_one_on_this_machine() throws Exception {
        try (Bucket bucket = Buckets.google()) {
            everything("duckdb", bucket);
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"flink-batch", "spark"})
    void every_runner_works_there(String runner) throws Exception {
        try (Bucket bucket = Buckets.google()) {
            everything(runner, bucket);
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"duckdb", "flink-batch", "spark"})
    void a_lake_in_amazons_store_is_like_one_on_this_machine(String runner) throws Exception {
        try (Bucket bucket = Buckets.amazon()) {
            everything(runner, bucket);
            assertThat(bucket.openUploads()).isZero();
        }
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = Buckets.NAMENODE, matches = ".+")
    @ValueSource(strings = {"duckdb", "flink-batch", "spark"})
    void a_lake_in_hadoops_file_system_is_like_one_on_this_machine(String runner) throws Exception {
        try (Bucket bucket = Buckets.hadoop()) {
            everything(runner, bucket);
        }
    }

    private void everything(String runner, Bucket bucket) throws Exception {
        Place place = new Place(bucket, "lake");
        Expectation expected = place.input();

        Launched dry = place.call("batch", "transactions", "--input", place.inputs(), "--runner", "auto", "--dry-run");
        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("\"runner\" : \"duckdb\"", "\"files\" : 1,");

        Map<String, Integer> before = bucket.agents();
        Launched first = place.batch(runner);
        assertThat(first.exit()).as(first.err()).isZero();
        assertAsked(bucket, before, runner);
        place.assertCounts(first, expected);
        assertThat(place.batch(runner).out()).contains("\"nothing_new\" : true");

        before = bucket.agents();
        Launched anew = place.call(
                "reprocess",
                "transactions",
                "--from",
                "2025-04-06",
                "--to",
                "2025-04-06",
                "--reason",
                "why not",
                "--runner",
                runner);
        assertThat(anew.exit()).as(anew.err()).isZero();
        assertAsked(bucket, before, runner);
        place.assertCounts(anew, expected);
        assertThat(folder.resolve(".millrace/work").toFile().listFiles())
                .hasSize(1)
                .allSatisfy(work -> assertThat(work.list()).containsExactly("lock"));

        JsonNode runs = place.answer("runs", "list", "transactions");
        assertThat(runs.path("runs").findValuesAsText("run")).containsExactly("000001", "000002");
        assertThat(runs.path("at_work").isNull()).isTrue();
        assertThat(runs.path("files_of_dead_runs").asInt()).isZero();
        JsonNode shown = place.answer("runs", "show", "transactions", "000001");
        assertThat(shown.path("inputs").findValuesAsText("source")).containsExactly("in.ndjson");
        assertThat(place.answer("runs", "sweep", "transactions").path("files").asInt())
                .isZero();

        place.assertLoaded(expected);
    }

    /** Only our own servers know who asks. */
    private static void assertAsked(Bucket bucket, Map<String, Integer> before, String runner) {
        if (!bucket.agents().isEmpty()) {
            assertThat(since(before, bucket.agents())).isNotEmpty().allMatch(agent -> isOf(runner, agent));
        }
    }

    private static Set<String> since(Map<String, Integer> before, Map<String, Integer> now) {
        return now.keySet().stream()
                .filter(agent -> !now.get(agent).equals(before.get(agent)))
                .collect(Collectors.toSet());
    }

    /** Spark's connectors are not those of Flink's plugins, which are of older versions, and say so. */
    private static boolean isOf(String runner, String agent) {
        boolean sparks = agent.contains("GHFS/hadoop3-2.2.28") || agent.matches("Hadoop[ _]3\\.5\\.0 .*");
        return sparks == runner.equals("spark");
    }

    /** At its first file, before its last, and when only the marker is missing: each upload takes a second here. */
    @Test
    @Tag("slow")
    void a_run_that_is_killed_while_it_uploads_leaves_nothing_and_is_swept() throws Exception {
        try (Bucket bucket = Buckets.emulatedGoogle("zones")) {
            Place whole = new Place(bucket, "whole");
            Expectation expected = whole.input();
            assertThat(whole.batch("duckdb").exit()).isZero();
            long files = whole.uploaded();

            Place place = new Place(bucket, "lake");
            bucket.faults().always(Fault.SLOW_BODY, Operation.RESUMABLE_PUT);
            List<Long> kills = List.of(1L, files - 1, files);
            for (long uploaded : kills) {
                kill(place.words(place.batchWords("duckdb")), () -> place.uploaded() == uploaded);
                LakeView view = place.view();
                assertThat(view.runs()).noneMatch(run -> run.counts().read() > 0);
                for (Zone zone : Zone.values()) {
                    assertThat(view.files(zone)).as("files that count").isEmpty();
                }
                assertThat(place.answer("runs", "sweep", "transactions")
                                .path("files")
                                .asLong())
                        .isGreaterThanOrEqualTo(uploaded);
                assertThat(place.uploaded()).isZero();
            }
            bucket.faults().clear();
            Launched last = place.batch("duckdb");
            assertThat(last.exit()).as(last.err()).isZero();
            place.assertCounts(last, expected);
            assertThat(place.view().runs()).hasSize(kills.size() + 1);
            place.assertLoaded(expected);
        }
    }

    private void kill(String[] words, Callable<Boolean> when) throws Exception {
        Process process = Launched.builder(folder, words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(when);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A bucket with a folder for the input and one for the lake. */
    private final class Place {
        private final Bucket bucket;
        private final Lake lake;
        private final List<String> flags = new ArrayList<>();
        private final ZoneFiles files;

        Place(Bucket bucket, String name) throws Exception {
            this.bucket = bucket;
            lake = new Lake(bucket.root().resolve(name));
            flags.addAll(List.of("--lake", lake.toString(), "--output", "json"));
            bucket.options()
                    .forEach((option, value) -> flags.addAll(List.of("--storage-option", option + "=" + value)));
            StorageOptions.set(bucket.options());
            files = Storage.of(bucket.root());
        }

        Expectation input() throws Exception {
            Files.writeString(folder.resolve("mask.key"), "a key for tests only");
            Launched made = Launched.in(
                    folder,
                    "generate",
                    "--records",
                    Integer.toString(RECORDS),
                    "--out",
                    "in.ndjson",
                    "--expect",
                    "expected.json");
            assertThat(made.exit()).as(made.err()).isZero();
            files.create(bucket.root().resolve("in/in.ndjson"), folder.resolve("in.ndjson"));
            return Expectation.fromJson(Files.readString(folder.resolve("expected.json")));
        }

        String inputs() {
            return bucket.root() + "in/*.ndjson";
        }

        String[] words(String... words) {
            List<String> all = new ArrayList<>(Arrays.asList(words));
            all.addAll(flags);
            if (words[0].equals("batch") || words[0].equals("reprocess")) {
                all.addAll(List.of("--mask-key", "k1=mask.key"));
            }
            return all.toArray(String[]::new);
        }

        Launched call(String... words) throws IOException, InterruptedException {
            return Launched.in(folder, words(words));
        }

        JsonNode answer(String... words) throws IOException, InterruptedException {
            Launched called = call(words);
            assertThat(called.exit()).as(called.err()).isZero();
            return new ObjectMapper().readTree(called.out());
        }

        String[] batchWords(String runner) {
            return new String[] {
                "batch", "transactions", "--input", inputs(), "--date", "2025-04-06", "--runner", runner
            };
        }

        Launched batch(String runner) throws IOException, InterruptedException {
            return call(batchWords(runner));
        }

        LakeView view() throws IOException {
            return LakeView.read(files, lake, "transactions");
        }

        long uploaded() throws IOException {
            String folder = bucket.root().relativize(lake.root()).getPath();
            return bucket.names().stream()
                    .filter(name -> name.startsWith(folder) && name.contains("/run-"))
                    .count();
        }

        void assertLoaded(Expectation expected) throws IOException, InterruptedException {
            Launched load = call("finalize");
            assertThat(load.exit()).as(load.err()).isZero();
            assertThat(load.err()).as("files that the warehouse does not take").doesNotContain("put aside");
            Launched rows = Launched.in(folder, "query", "select count(*) from transaction_fact");
            assertThat(rows.out()).endsWith("\n" + expected.clean() + "\n");
            Launched audit = call("audit");
            assertThat(audit.exit()).as(audit.out()).isZero();
        }

        void assertCounts(Launched run, Expectation expected) throws IOException {
            JsonNode summary = new ObjectMapper().readTree(run.out());
            assertThat(summary.path("read").asLong()).isEqualTo(expected.read());
            assertThat(summary.path("clean").asLong()).isEqualTo(expected.clean());
            assertThat(summary.path("rejected").asLong()).isEqualTo(expected.rejected());
            assertThat(summary.path("duplicate").asLong()).isEqualTo(expected.duplicate());
        }
    }
}
