package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.stream.JobPage.Setbacks;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.http.Fault;
import io.millrace.testkit.http.Faults.Strike;
import io.millrace.zones.Zone;
import io.millrace.zones.books.Audit;
import io.millrace.zones.file.StorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.WebOptions;
import org.awaitility.Awaitility;

/**
 * A stream on a bucket that makes a checkpoint only when it is asked to, so that requests come in cycles: files of all three
 * zones, state, commits, and what was temporary removed. Each cycle brings a few records, and is over when the zones hold
 * them and the bucket is quiet.
 */
final class Cycles implements AutoCloseable {

    private static final String TOPIC = "payments";
    private static final int GOOD = 4;
    private static final int RECORDS = GOOD + 1;
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration QUIET = Duration.ofMillis(200);
    /** Commits that need longer are waited for with a further checkpoint. */
    private static final Duration COMMIT = Duration.ofSeconds(3);

    private final Path folder;
    private final Bucket bucket;
    private final Topic topic;
    private final Running running;
    private final JobPage job;
    private final Set<String> known = new HashSet<>();
    private long cycles;

    private Cycles(Path folder, Bucket bucket, Topic topic, Running running) throws Exception {
        this.folder = folder;
        this.bucket = bucket;
        this.topic = topic;
        this.running = running;
        this.job = new JobPage(running.ui());
    }

    static Cycles start(BrokerProcess broker, Bucket bucket, Path folder) throws Exception {
        StorageOptions.set(bucket.options());
        broker.createTopic(TOPIC, 1);
        Requests requests = Requests.of(broker.bootstrap(), folder)
                .dataset(Payments.CONTRACT, TOPIC)
                .until(Until.STOPPED)
                .parallelism(1)
                .checkpointEvery(NEVER)
                .on(bucket.root());
        FlinkStreamRunner runner = new FlinkStreamRunner(hasty(folder.resolve("home")), LONGEST);
        Cycles cycles = new Cycles(folder, bucket, new Topic(broker, TOPIC), Running.start(runner, requests.request()));
        cycles.run(); // in the first, not all tasks may run yet
        return cycles;
    }

    /** An installation that starts failed tasks again at once, and tells without delay how things stand. */
    private static Path hasty(Path home) throws IOException {
        Configuration configuration =
                GlobalConfiguration.loadConfiguration(System.getProperty("millrace.home") + "/flink-conf/local");
        Duration soon = Duration.ofMillis(100);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, soon);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, soon.multipliedBy(2));
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, soon);
        configuration.set(WebOptions.REFRESH_INTERVAL, Duration.ofMillis(1));
        Path file = home.resolve("flink-conf/local").resolve(GlobalConfiguration.FLINK_CONF_FILENAME);
        Files.createDirectories(file.getParent());
        Files.write(file, ConfigurationUtils.convertConfigToWritableLines(configuration, false));
        return home;
    }

    /** What a failing request led to. */
    enum Outcome {
        /** Nobody noticed: the connector sent the request again, or could do without. */
        ABSORBED,
        /** The checkpoint was given up, and the next one took its place. */
        CHECKPOINT_REPEATED,
        /** The job went back to its last checkpoint. */
        JOB_RESTARTED
    }

    /**
     * A request that failed, and what came of it.
     *
     * @param request what it asked for
     * @param words in which the run told of it, if it did
     */
    record Struck(String request, Outcome outcome, List<String> words) {}

    /** One cycle in which all goes well; gives its requests. */
    Map<String, Integer> plain() throws Exception {
        Map<String, Integer> before = bucket.requests();
        assertThat(run()).as("what went wrong in a cycle without faults").isEqualTo(new Setbacks(0, 0));
        Map<String, Integer> requests = new TreeMap<>();
        bucket.requests()
                .forEach((operation, count) -> requests.put(operation, count - before.getOrDefault(operation, 0)));
        requests.values().removeIf(count -> count == 0);
        return requests;
    }

    /** One cycle in which the n-th request fails; nothing when the cycle has no so many requests. */
    Optional<Struck> with(Fault fault, int n) throws Exception {
        List<Strike> strikes = bucket.faults().strikes();
        bucket.faults().nth(n, fault);
        int told = running.watcher.notices.size();
        Setbacks setbacks = run();
        bucket.faults().clear();
        List<Strike> now = bucket.faults().strikes();
        if (now.size() == strikes.size()) {
            return Optional.empty();
        }
        Outcome outcome = setbacks.restored() > 0
                ? Outcome.JOB_RESTARTED
                : setbacks.failed() > 0 ? Outcome.CHECKPOINT_REPEATED : Outcome.ABSORBED;
        List<String> words = running.watcher.notices.subList(told, running.watcher.notices.size());
        return Optional.of(new Struck(now.get(now.size() - 1).operation().name(), outcome, List.copyOf(words)));
    }

    private Setbacks run() throws Exception {
        Setbacks before = job.setbacks();
        long first = 1 + 3 * GOOD * cycles;
        for (int record = 0; record < GOOD; record++) {
            topic.send(0, Payments.good(first + 3L * record));
        }
        topic.send(0, Payments.withoutAmount(first));
        topic.flush();
        cycles++;
        running.awaitRead(cycles * RECORDS);
        checkpointUntilLanded();
        awaitQuiet();
        return job.setbacks().since(before);
    }

    private void checkpointUntilLanded() throws IOException {
        AtomicLong due = new AtomicLong(System.nanoTime());
        Path fresh = folder.resolve("cycle-" + cycles);
        Awaitility.await("cycle " + cycles)
                .atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(GLANCE)
                .until(() -> {
                    if (System.nanoTime() >= due.get() && job.checkpoint()) {
                        due.set(System.nanoTime() + COMMIT.toNanos());
                    }
                    return hasLanded(fresh);
                });
        known.addAll(LakeCopy.names(bucket));
    }

    /** Whether what has come into the zones since the last cycle are the records of this one, each by one door. */
    private boolean hasLanded(Path fresh) throws IOException {
        List<String> names = LakeCopy.names(bucket).stream()
                .filter(name -> !known.contains(name))
                .toList();
        if (names.size() < Zone.values().length) {
            return false;
        }
        LakeCopy.fetch(bucket, names, fresh);
        Audit audit = Audits.of(fresh, TOPIC);
        assertThat(audit.raw()).as("%s", audit).isLessThanOrEqualTo(RECORDS);
        return audit.balanced() && audit.clean() == GOOD && audit.raw() == RECORDS && audit.holes() == 0;
    }

    private int requests() {
        return bucket.requests().values().stream().mapToInt(Integer::intValue).sum();
    }

    private void awaitQuiet() {
        AtomicInteger before = new AtomicInteger(-1);
        Awaitility.await()
                .atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(QUIET)
                .until(() -> {
                    int now = requests();
                    return before.getAndSet(now) == now;
                });
    }

    /** Stops the stream and holds all that it wrote against all that was sent. */
    void end() throws Exception {
        if (job.setbacks().restored() > 0) {
            assertThat(running.watcher.notices).anyMatch(notice -> notice.contains("goes on from its last checkpoint"));
        }
        running.stop();
        LakeCopy.fetch(bucket, folder);
        Audit audit = Audits.balanced(folder, TOPIC);
        assertThat(audit.raw()).isEqualTo(cycles * RECORDS);
        assertThat(audit.clean()).isEqualTo(cycles * GOOD);
        assertThat(audit.holes()).isZero();
    }

    @Override
    public void close() {
        running.close();
        topic.close();
    }
}
