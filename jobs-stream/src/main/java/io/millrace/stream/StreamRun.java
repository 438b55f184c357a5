package io.millrace.stream;

import io.millrace.flink.cluster.LocalCluster;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunListener;
import io.millrace.pipeline.run.RunListener.Progress;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Dataset;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.RunSummary.DatasetSummary;
import io.millrace.pipeline.run.RunSummary.Ending;
import io.millrace.stream.cluster.ClusterConfig;
import io.millrace.stream.cluster.ClusterConfig.Mode;
import io.millrace.stream.kafka.Broker;
import io.millrace.stream.kafka.BrokerWatch;
import io.millrace.stream.state.StateLock;
import io.millrace.zones.file.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;

/** The life of one run: check, wait for the broker, start, watch, stop, verify. */
final class StreamRun implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long GLANCE_MILLIS = 500;

    private final RunRequest request;
    private final RunListener listener;
    private final Path home;
    private final Duration patience;
    private final String run = RunId.next();
    private final long startedAt = System.nanoTime();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<AutoCloseable> open = new ArrayList<>();

    StreamRun(RunRequest request, RunListener listener, Path home, Duration patience) {
        this.request = request;
        this.listener = listener;
        this.home = home;
        this.patience = patience;
    }

    RunSummary execute() throws RunFailure, InterruptedException, ExecutionException, IOException {
        check(request);
        Storage.of(request.lake());
        Storage.of(request.state());
        Configuration file = ClusterConfig.read(home, Mode.LOCAL);
        List<JobSetup> setups = prepare();
        Configuration configuration = ClusterConfig.of(file, request.execution(), setups.size());
        LocalCluster cluster = opened(LocalCluster.start(configuration));
        List<DatasetJob> jobs = new ArrayList<>();
        for (JobSetup setup : setups) {
            jobs.add(DatasetJob.submit(setup, cluster, configuration));
        }
        listener.started(Optional.of(cluster.ui()), restoredFrom(setups), stop::countDown);
        BrokerWatch watch = opened(BrokerWatch.start(request.topics(), topics(jobs), listener));
        Ending ending = watch(jobs, watch);
        return summary(jobs, ending);
    }

    /** What can be refused before anything is touched. */
    static void check(RunRequest request) throws RunFailure {
        Set<String> names = new HashSet<>();
        for (Dataset dataset : request.datasets()) {
            String name = dataset.plan().dataset();
            if (!names.add(name)) {
                throw usage("dataset " + name + " is named twice");
            }
            if (dataset.plan().contract().masksFields() && request.maskKeys().isEmpty()) {
                throw usage("the contract of " + name + " masks fields, and there is no masking key");
            }
        }
        if (names.isEmpty()) {
            throw usage("no dataset to run");
        }
        if (names.size() > 1 && request.execution().from() instanceof RunRequest.From.Path) {
            throw usage("a checkpoint belongs to one dataset; run " + names + " one by one to start from a path");
        }
    }

    private List<JobSetup> prepare() throws RunFailure, InterruptedException, IOException {
        List<JobSetup> setups = new ArrayList<>();
        for (Dataset dataset : request.datasets()) {
            opened(StateLock.take(request.state(), dataset.plan().dataset()));
        }
        try (Broker broker = new Broker(request.topics(), patience.compareTo(ANSWER) < 0 ? patience : ANSWER)) {
            BrokerWait wait = new BrokerWait(broker, patience, listener);
            for (Dataset dataset : request.datasets()) {
                StartingPoint point = wait.until(() -> StartingPoint.of(broker, dataset.topic(), request.topics()));
                setups.add(JobSetup.of(request, dataset, run, point, broker.client()));
            }
        }
        return setups;
    }

    private static List<String> topics(List<DatasetJob> jobs) {
        return jobs.stream().map(DatasetJob::topic).distinct().toList();
    }

    private static String restoredFrom(List<JobSetup> setups) {
        List<String> paths = setups.stream()
                .flatMap(setup -> setup.restored().stream())
                .map(snapshot -> snapshot.path().toString())
                .toList();
        return paths.isEmpty() ? null : String.join(", ", paths);
    }

    private Ending watch(List<DatasetJob> jobs, BrokerWatch broker)
            throws RunFailure, InterruptedException, ExecutionException {
        boolean bounded = request.topics().until() == Until.NOW;
        while (true) {
            boolean asked = stop.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            boolean arrived = true;
            for (DatasetJob job : jobs) {
                job.glance(listener);
                if (job.hasEnded()) {
                    stopOthers(jobs, job);
                    throw job.failure();
                }
                arrived &= job.hasArrived();
            }
            listener.progress(progress(jobs, broker));
            if (asked || (bounded && arrived)) {
                stop(jobs);
                return asked ? Ending.STOPPED : Ending.FINISHED;
            }
        }
    }

    private static Progress progress(List<DatasetJob> jobs, BrokerWatch broker) {
        Counts counts = Counts.NONE;
        long lag = 0;
        boolean lagKnown = true;
        long age = 0;
        for (DatasetJob job : jobs) {
            counts = counts.plus(job.counts());
            Optional<Long> behind = broker.ends(job.topic()).map(job::lag);
            lagKnown &= behind.isPresent();
            lag += behind.orElse(0L);
            age = Math.max(age, job.checkpointAgeMillis());
        }
        return new Progress(counts, lagKnown ? OptionalLong.of(lag) : OptionalLong.empty(), OptionalLong.of(age));
    }

    private void stop(List<DatasetJob> jobs) throws RunFailure, InterruptedException {
        List<JobStop> stops = jobs.stream().map(JobStop::begin).toList();
        for (JobStop each : stops) {
            each.complete();
        }
    }

    /** One job has failed for good; what the others have read is committed before the run ends. */
    private void stopOthers(List<DatasetJob> jobs, DatasetJob failed) throws InterruptedException {
        List<DatasetJob> others = jobs.stream().filter(job -> job != failed).toList();
        try {
            stop(others);
        } catch (RunFailure e) {
            listener.notice(e.getMessage());
        }
    }

    private RunSummary summary(List<DatasetJob> jobs, Ending ending) throws RunFailure, IOException {
        List<DatasetSummary> summaries = new ArrayList<>();
        List<String> resume = new ArrayList<>();
        for (DatasetJob job : jobs) {
            summaries.add(job.summary(ending));
            job.newestSnapshot()
                    .ifPresent(snapshot -> resume.add(snapshot.path().toString()));
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - startedAt);
        Optional<String> path = resume.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", resume));
        return new RunSummary(run, FlinkStreamRunner.NAME, summaries, duration, ending, path);
    }

    private static RunFailure usage(String message) {
        return new RunFailure(RunFailure.Kind.USAGE, message);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    @Override
    public void close() throws IOException {
        for (int index = open.size() - 1; index >= 0; index--) {
            try {
                open.get(index).close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
