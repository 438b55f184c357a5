package io.millrace.stream.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.generate.Expectation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job submitted to a session cluster that runs already, with the command. */
class SessionIT {

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void a_submitted_job_writes_zones_that_are_exact_and_there_is_one_of_a_dataset() throws Exception {
        try (Surroundings around = new Surroundings(folder);
                Cluster cluster = new Cluster(folder.resolve("flink"), "session", around.settings())) {
            cluster.session();
            cluster.taskManager();
            cluster.awaitAnswer();
            Called submitted = submit(around, cluster);
            assertThat(submitted.exit()).as(submitted.text()).isZero();
            String job = cluster.awaitJob("RUNNING");
            assertThat(submitted.text())
                    .contains(
                            "transactions: the cluster has taken it as job " + job,
                            cluster.rest() + "/#/job/running/" + job);
            Expectation expected = around.feed(5_000);
            around.awaitExact(cluster, expected);

            Called second = submit(around, cluster);
            assertThat(second.exit()).isEqualTo(75);
            assertThat(second.text()).contains("transactions runs already on " + cluster.rest());

            cluster.stop(job);
            cluster.awaitJob("FINISHED");
            Called again = submit(around, cluster, "--from", around.savepoint());
            assertThat(again.exit()).as(again.text()).isZero();
            around.awaitExact(cluster, around.feed(10_000));
        }
    }

    private record Called(int exit, String text) {}

    /** As {@code ./millrace} does it. */
    private Called submit(Surroundings around, Cluster cluster, String... further) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Cluster.HOME.resolve("millrace").toString(), "stream"));
        command.addAll(around.arguments());
        command.addAll(List.of("--target", "session", "--rest", cluster.rest().toString()));
        command.addAll(List.of("--state", "gs://millrace/state", "--parallelism", "2", "--checkpoint-every", "1 s"));
        command.addAll(List.of(further));
        around.connector().forEach((name, value) -> command.addAll(List.of("--storage-option", name + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("MILLRACE_BUILD", "target", "NO_COLOR", "1"));
        Process process = builder.directory(folder.toFile()).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Called(process.waitFor(), text);
    }
}
