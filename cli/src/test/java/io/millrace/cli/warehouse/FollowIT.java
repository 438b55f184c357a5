package io.millrace.cli.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.cli.Launched;
import io.millrace.cli.audit.SmallLake;
import io.millrace.cli.run.Signals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code finalize --follow} as a service runs it. */
@Timeout(240)
final class FollowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration IDLE = Duration.ofSeconds(15);

    /** Of one core; measured at about a third of it. */
    private static final double IDLE_SHARE = 0.03;

    @TempDir
    private Path folder;

    private SmallLake lake;
    private Process process;

    @BeforeEach
    void begin() throws IOException {
        lake = new SmallLake(folder.resolve(".millrace/lake"));
        lake.raw(0).rejected(0);
        ProcessBuilder follower = Launched.builder(
                        folder, "finalize", "--follow", "--metrics", "millrace.prom", "--metrics-port", "0")
                .redirectError(folder.resolve("err").toFile());
        follower.environment().put("MILLRACE_JAVA_OPTS", "-D" + Signals.ENDS_WITH_INPUT + "=true");
        process = follower.start();
        await().atMost(PATIENCE).until(() -> said().contains("version 1: 1 file, 1 row"));
    }

    @AfterEach
    void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Test
    void it_notices_new_files_costs_next_to_nothing_idle_and_ends_in_good_order() throws Exception {
        lake.rejectedAgain("part-1", 1, 2);
        await().atMost(PATIENCE).until(() -> said().contains("version 2: 1 file, 2 rows"));
        assertThat(Files.readString(folder.resolve("millrace.prom")))
                .contains("millrace_warehouse_version 2\n", "millrace_warehouse_rows{object=\"error_fact\"} 3\n");
        assertThat(scraped())
                .contains("millrace_warehouse_version 2\n", "millrace_warehouse_rows{object=\"error_fact\"} 3\n");

        Duration before = cpu();
        await().pollDelay(IDLE).atMost(PATIENCE).until(() -> true);
        double share = (double) cpu().minus(before).toMillis() / IDLE.toMillis();
        System.out.println("idle: " + Math.round(share * 60_000) + " ms of CPU a minute");
        assertThat(share).isLessThan(IDLE_SHARE);

        process.toHandle().destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said()).isEqualTo(143);
        assertThat(folder.resolve(".millrace/warehouse/work/staging")).isEmptyDirectory();
        assertThat(folder.resolve(".millrace/warehouse/work/warehouse.duckdb.wal"))
                .doesNotExist();
        assertThat(temporaryFiles()).isEmpty();
        Launched next = Launched.in(folder, "finalize");
        assertThat(next.exit()).as(next.err()).isZero();
        assertThat(next.out()).contains("loaded: 0 files", "published: version 2");
    }

    @Test
    void the_next_one_removes_what_one_that_was_killed_has_left_unpacked() throws Exception {
        process.destroyForcibly().waitFor();
        assertThat(temporaryFiles()).isNotEmpty();
        assertThat(Launched.in(folder, "finalize").exit()).isZero();
        assertThat(temporaryFiles()).isEmpty();
    }

    /** The engines that are unpacked. */
    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(".tmp"))) {
            return files.filter(file -> file.toString().endsWith(".so")).toList();
        }
    }

    @Test
    void a_second_one_says_who_loads_and_leaves_the_first_alone() throws Exception {
        Launched second = Launched.in(folder, "finalize");
        assertThat(second.exit()).isEqualTo(75);
        assertThat(second.err())
                .contains(
                        "another process is loading this warehouse: process " + process.pid(), "finalize --take-over");
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void one_that_is_to_end_with_its_parent_does_so_in_good_order() throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said()).isEqualTo(143);
        assertThat(folder.resolve(".millrace/warehouse/work/warehouse.duckdb.wal"))
                .doesNotExist();
    }

    private String scraped() throws Exception {
        String url = said().lines()
                .filter(line -> line.startsWith("metrics: "))
                .map(line -> line.substring("metrics: ".length()))
                .findFirst()
                .orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** Of the process and those that it has started. */
    private Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("err"));
    }
}
