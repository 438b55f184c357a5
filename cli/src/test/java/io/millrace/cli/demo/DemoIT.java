package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Called;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.GeneratedRecord;
import io.millrace.testkit.generate.RecordGenerator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person runs it: the real launcher, broker, generator and Flink job. */
@Timeout(600)
final class DemoIT {

    private static final long RECORDS = 20_000;
    private static final long SEED = 3;
    private static final long LONGEST_END_SECONDS = 10;
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    @Test
    void once_reads_all_and_zones_and_warehouse_hold_what_the_generator_expects() throws Exception {
        Files.createDirectories(folder.resolve(".millrace/demo/lake/left over"));
        Process demo = millrace(
                "demo",
                "--once",
                "--records",
                Long.toString(RECORDS),
                "--seed",
                Long.toString(SEED),
                "--output",
                "json");
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor()).as(out + errors()).isZero();
        JsonNode summary = new ObjectMapper().readTree(out);
        Expectation expected = expectation();
        assertThat(summary.path("read").asLong()).isEqualTo(RECORDS);
        assertThat(summary.path("clean").asLong()).isEqualTo(expected.clean());
        assertThat(summary.path("rejected").asLong()).isEqualTo(expected.rejected());
        assertThat(summary.path("duplicate").asLong()).isEqualTo(expected.duplicate());
        expected.codes()
                .forEach((code, count) -> assertThat(
                                summary.path("codes").path(code.name()).asLong())
                        .as(code.name())
                        .isEqualTo(count));
        assertThat(summary.path("books").path("balanced").asBoolean()).isTrue();
        assertThat(points(summary))
                .contains("clean", "by code", "total amount", "facts in the warehouse")
                .hasSizeGreaterThan(40);
        assertThat(summary.path("check").path("holds").asBoolean()).isTrue();
        assertThat(errors()).contains("removed the zones of an earlier demo");
        assertThat(Files.getPosixFilePermissions(folder.resolve(".millrace/demo/mask.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(Called.home().resolve("README.md")))
                .as("the README shows what the demo shows")
                .contains('"' + DemoWarehouse.QUESTION + '"');
    }

    @Test
    void once_does_the_same_with_objects_in_a_bucket() throws Exception {
        once("gs");
    }

    @Test
    @Tag("slow")
    void once_does_the_same_with_objects_of_another_make() throws Exception {
        once("s3");
    }

    private void once(String storage) throws Exception {
        Process demo = millrace(
                "demo",
                "--once",
                "--storage",
                storage,
                "--records",
                Long.toString(RECORDS),
                "--seed",
                Long.toString(SEED),
                "--output",
                "json");
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor()).as(out + errors()).isZero();
        JsonNode summary = new ObjectMapper().readTree(out);
        assertThat(summary.path("read").asLong()).isEqualTo(RECORDS);
        assertThat(summary.path("lake").asText()).isEqualTo(storage + "://millrace-demo/lake");
        assertThat(summary.path("books").path("balanced").asBoolean()).isTrue();
        assertThat(points(summary)).contains("facts in the warehouse").hasSizeGreaterThan(40);
        assertThat(summary.path("check").path("holds").asBoolean()).isTrue();
        assertThat(folder.resolve(".millrace/demo/lake/raw/transactions")).isDirectory();
        assertThat(folder.resolve(".millrace/demo/state")).doesNotExist();
    }

    @Test
    void a_steady_demo_ends_on_sigterm_with_its_books_and_143() throws Exception {
        Process demo = millrace("demo", "--rate", "500");
        await().atMost(Duration.ofMinutes(3)).until(() -> !demo.isAlive() || errors().matches("(?s).*clean [1-9].*"));
        assertThat(demo.isAlive()).as(errors()).isTrue();
        await().atMost(Duration.ofMinutes(2)).until(() -> errors().contains("warehouse: version 1: "));
        demo.toHandle().destroy();
        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor()).as(out + errors()).isEqualTo(143);
        assertThat(out)
                .contains("each record left by exactly one door", "customer_region  txn_count  total_amount")
                .contains("ok  clean, rejected by code, duplicate, amounts by day and region");
        assertThat(errors()).contains("stopping: what has been read is committed");
    }

    @Test
    void a_second_signal_ends_a_demo_at_once() throws Exception {
        Process demo = millrace("demo", "--rate", "500");
        await().atMost(Duration.ofMinutes(3)).until(() -> !demo.isAlive() || errors().matches("(?s).*clean [1-9].*"));
        List<ProcessHandle> children = demo.descendants().toList();
        demo.toHandle().destroy();
        await().until(() -> errors().contains("stopping: what has been read is committed"));
        demo.toHandle().destroy();
        assertThat(demo.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS))
                .as(errors())
                .isTrue();
        assertThat(demo.exitValue()).isIn(143, KILLED);
        assertThat(errors()).contains("ended at once; nothing is lost");
        assertThat(children).as("broker and finalizer").hasSizeGreaterThanOrEqualTo(2);
        await().atMost(Duration.ofMinutes(1)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Process millrace(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Called.home().resolve("millrace").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errorFile());
        builder.environment().put("MILLRACE_BUILD", "target");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private File errorFile() {
        return folder.resolve("err").toFile();
    }

    private String errors() throws IOException {
        return Files.readString(errorFile().toPath());
    }

    private static List<String> points(JsonNode summary) {
        List<String> points = new ArrayList<>();
        summary.path("check")
                .path("points")
                .forEach(point -> points.add(point.path("point").asText()));
        return points;
    }

    private static Expectation expectation() {
        RecordGenerator generator =
                new RecordGenerator(DemoFeed.Load.once(RECORDS, SEED).options());
        GeneratedRecord record = new GeneratedRecord();
        boolean more = true;
        while (more) {
            more = generator.next(record);
        }
        return generator.expectation();
    }
}
