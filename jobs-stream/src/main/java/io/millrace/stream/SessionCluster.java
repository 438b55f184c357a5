package io.millrace.stream;

import io.millrace.flink.cluster.Causes;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.Submitter.Cluster.Session;
import io.millrace.pipeline.run.Submitter.Submitted;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.util.ExceptionUtils;

/** A session cluster that runs already, reached through its REST address. */
final class SessionCluster implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Session session;
    private final RestClusterClient<StandaloneClusterId> client;

    private SessionCluster(Session session, RestClusterClient<StandaloneClusterId> client) {
        this.session = session;
        this.client = client;
    }

    /** Connects, and sees whether anybody answers. */
    static SessionCluster connect(Session session) throws RunFailure, InterruptedException {
        URI rest = session.rest();
        if (rest.getHost() == null
                || rest.getPort() < 0
                || !rest.getPath().replace("/", "").isEmpty()) {
            throw usage("--rest is the address of the cluster, like http://flink:8081, and not " + rest);
        }
        if (!Files.isRegularFile(Path.of(session.jar()))) {
            throw usage(
                    "there is no " + Path.of(session.jar()) + ", which the cluster needs to run the job; build it with"
                            + " mvn -DskipTests package, or name it with --jar");
        }
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, rest.getHost());
        configuration.set(RestOptions.PORT, rest.getPort());
        configuration.set(SecurityOptions.SSL_REST_ENABLED, "https".equals(rest.getScheme()));
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, ATTEMPTS);
        configuration.set(RestOptions.RETRY_DELAY, PAUSE);
        try {
            SessionCluster cluster = new SessionCluster(
                    session, new RestClusterClient<>(configuration, StandaloneClusterId.getInstance()));
            try {
                cluster.jobs();
                return cluster;
            } catch (RunFailure e) {
                cluster.close();
                throw e;
            }
        } catch (RunFailure | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new RunFailure(RunFailure.Kind.INTERNAL, "no client of " + rest + ": " + Causes.innermost(e), e);
        }
    }

    /** What a run on any cluster but one of this process cannot be asked. */
    static void check(Until until) throws RunFailure {
        if (until != Until.STOPPED) {
            throw usage("--until belongs to a run on this machine: a job on a cluster goes on until it is stopped");
        }
    }

    /** Refuses a second job of a dataset: both would write the same records. */
    void refuseSecond(String dataset) throws RunFailure, InterruptedException {
        for (JobStatusMessage job : jobs()) {
            if (job.getJobName().startsWith(dataset + "@") && !job.getJobState().isGloballyTerminalState()) {
                throw new RunFailure(
                        RunFailure.Kind.TRY_AGAIN,
                        dataset + " runs already on " + session.rest() + " (job " + job.getJobId()
                                + "): a second one would write the same records; stop it first");
            }
        }
    }

    Submitted submit(String dataset, JobGraph graph) throws RunFailure, InterruptedException {
        graph.addJar(new org.apache.flink.core.fs.Path(session.jar()));
        try {
            String job = client.submitJob(graph).get().toString();
            return new Submitted(
                    dataset, job, Optional.of(session.rest().resolve("/#/job/running/" + job + "/overview")));
        } catch (ExecutionException e) {
            throw new RunFailure(
                    RunFailure.Kind.INTERNAL,
                    session.rest() + " does not take " + dataset + ": "
                            + Causes.innermost(ExceptionUtils.stripExecutionException(e)),
                    e);
        }
    }

    private Collection<JobStatusMessage> jobs() throws RunFailure, InterruptedException {
        try {
            return client.listJobs().get();
        } catch (Exception e) {
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new RunFailure(
                    RunFailure.Kind.TRY_AGAIN,
                    "no Flink cluster answers at " + session.rest() + " (" + Causes.innermost(e)
                            + "). Is it running, and is the address right? Nothing was submitted.",
                    e);
        }
    }

    private static RunFailure usage(String message) {
        return new RunFailure(RunFailure.Kind.USAGE, message);
    }

    @Override
    public void close() {
        client.close();
    }
}
