package io.millrace.stream.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.generate.Expectation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** JobManagers of one job that agree by Kubernetes' API server who of them leads, with the rights of the manifests. */
@Tag("slow")
@EnabledIfSystemProperty(
        named = "millrace.kubeconfig",
        matches = ".+",
        disabledReason = "it needs an API server; k8s-operator/checks/failover brings one up")
class FailoverIT {

    private static final int ROUNDS = Integer.getInteger("millrace.rounds", 3);

    @TempDir
    private Path folder;

    private Surroundings around;
    private Cluster cluster;
    private Leadership leadership;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        around = new Surroundings(folder);
        Map<String, String> settings = around.settings();
        settings.put("high-availability.type", "kubernetes");
        settings.put("high-availability.storageDir", "gs://millrace/ha");
        settings.put(
                "kubernetes.cluster-id",
                test.getTestMethod().orElseThrow().getName().replace('_', '-'));
        settings.put("kubernetes.namespace", System.getProperty("millrace.namespace"));
        settings.put("kubernetes.config.file", System.getProperty("millrace.kubeconfig"));
        cluster = new Cluster(folder.resolve("flink"), "application", settings);
        leadership = new Leadership(settings);
    }

    @AfterEach
    void end() throws IOException {
        cluster.close();
        leadership.close();
        around.close();
    }

    @Test
    void a_standby_goes_on_from_the_newest_checkpoint() throws Exception {
        JobManager first = leader("first");
        cluster.taskManager();
        try (SteadyFeed feed = around.steadyFeed(1_000)) {
            JobManager standby = cluster.candidate("standby", around.arguments());
            long newest = awaitCheckpoints(first, 5);
            Cluster.kill(first.process());
            awaitLead(standby);
            cluster.await("a job that goes on", () -> standby.restored() >= newest);
            awaitCheckpoints(standby, standby.restored() + 3);
            around.awaitExact(cluster, feed.end());
        }
    }

    @Test
    void a_leader_that_was_only_frozen_finds_itself_replaced() throws Exception {
        JobManager frozen = leader("frozen");
        cluster.taskManager();
        try (SteadyFeed feed = around.steadyFeed(1_000)) {
            JobManager standby = cluster.candidate("standby", around.arguments());
            long newest = awaitCheckpoints(frozen, 5);
            signal(frozen, "STOP");
            awaitLead(standby);
            awaitCheckpoints(standby, newest + 3);
            signal(frozen, "CONT");
            awaitCheckpoints(standby, standby.completed() + 5);
            assertThat(leadership.isOf(standby)).isTrue();
            around.awaitExact(cluster, feed.end());
        }
    }

    /** As Kubernetes does where there is one replica: a new process in place of the one that died. */
    @Test
    void a_replacement_commits_soon() throws Exception {
        JobManager leader = leader("jobmanager-0");
        cluster.taskManager();
        around.awaitExact(cluster, around.feed(2_000));
        for (int round = 1; round <= ROUNDS; round++) {
            long files = around.rawFiles();
            Cluster.kill(leader.process());
            Instant killed = Instant.now();
            JobManager next = cluster.candidate("jobmanager-" + round, around.arguments());
            Expectation expected = around.feed(2_000L * (round + 1));
            awaitLead(next);
            Duration leads = Duration.between(killed, Instant.now());
            cluster.await("a file of the next leader", () -> around.rawFiles() > files);
            Duration commits = Duration.between(killed, Instant.now());
            System.out.printf(
                    "kill %d: next leader after %.1f s, first committed row after %.1f s%n",
                    round, leads.toMillis() / 1e3, commits.toMillis() / 1e3);
            around.awaitExact(cluster, expected);
            leader = next;
        }
    }

    private JobManager leader(String name) throws IOException {
        JobManager candidate = cluster.candidate(name, around.arguments());
        awaitLead(candidate);
        return candidate;
    }

    private void awaitLead(JobManager candidate) {
        cluster.await("lead of " + candidate.rest(), () -> leadership.isOf(candidate));
    }

    /** Returns when a checkpoint with this number at least is complete. */
    private long awaitCheckpoints(JobManager leader, long number) throws Exception {
        cluster.await("checkpoint " + number, () -> leader.completed() >= number);
        return leader.completed();
    }

    private static void signal(JobManager target, String name) throws Exception {
        Process kill = new ProcessBuilder(List.of(
                        "kill", "-" + name, Long.toString(target.process().pid())))
                .start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
