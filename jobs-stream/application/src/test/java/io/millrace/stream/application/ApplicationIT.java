package io.millrace.stream.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.generate.Expectation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application jar on a cluster of its own: a JobManager and task managers, each a process. */
class ApplicationIT {

    @TempDir
    private Path folder;

    @Test
    void the_job_of_the_jar_writes_zones_that_are_exact() throws Exception {
        try (Surroundings around = new Surroundings(folder);
                Cluster cluster = new Cluster(folder.resolve("flink"), "application", around.settings())) {
            cluster.application(around.arguments(), Map.of());
            cluster.taskManager();
            Expectation expected = around.feed(5_000);
            around.awaitExact(cluster, expected);
            assertThat(Files.readString(cluster.log("jobmanager"))).doesNotContain("a key for these tests only");
        }
    }

    @Test
    @Tag("slow")
    void killed_processes_cost_no_record_and_a_restart_from_nothing_is_refused() throws Exception {
        try (Surroundings around = new Surroundings(folder);
                Cluster cluster = new Cluster(folder.resolve("flink"), "application", around.settings())) {
            Process jobManager = cluster.application(around.arguments(), Map.of());
            Process taskManager = cluster.taskManager();
            around.feed(20_000);
            cluster.await("a first checkpoint", () -> around.audit().raw() > 0);

            Cluster.kill(taskManager);
            Process second = cluster.taskManager();
            around.awaitExact(cluster, around.feed(40_000));

            Cluster.kill(jobManager);
            Cluster.kill(second);
            Process forgetful = cluster.application(around.arguments(), Map.of());
            Process third = cluster.taskManager();
            assertThat(forgetful.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(cluster.log("jobmanager")))
                    .contains("transactions already has records in gs://millrace/lake");
            Cluster.kill(third);

            Map<String, String> restore =
                    new TreeMap<>(Map.of("execution.state-recovery.path", around.newestCheckpoint()));
            cluster.application(around.arguments(), restore);
            cluster.taskManager();
            around.awaitExact(cluster, around.feed(60_000));
        }
    }

    @Test
    @Tag("slow")
    void what_the_cluster_decides_cannot_be_said_to_the_job() throws Exception {
        try (Surroundings around = new Surroundings(folder);
                Cluster cluster = new Cluster(folder.resolve("flink"), "application", around.settings())) {
            List<String> arguments = new ArrayList<>(around.arguments());
            arguments.addAll(List.of("--checkpoint-every", "5 s"));
            Process jobManager = cluster.application(arguments, Map.of());
            assertThat(jobManager.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(cluster.log("jobmanager")))
                    .contains("--checkpoint-every is for the cluster to say");
        }
    }
}
