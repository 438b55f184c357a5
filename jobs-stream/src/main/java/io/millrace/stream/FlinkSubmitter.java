package io.millrace.stream;

import io.millrace.flink.cluster.Causes;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Dataset;
import io.millrace.pipeline.run.Submitter;
import io.millrace.stream.cluster.ClusterConfig;
import io.millrace.stream.cluster.ClusterConfig.Mode;
import io.millrace.stream.kafka.Broker;
import io.millrace.stream.state.StateLock;
import io.millrace.zones.file.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** Hands datasets to a Flink cluster that lives on without this process. */
public final class FlinkSubmitter implements Submitter {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public List<Submitted> submit(RunRequest request, Cluster cluster) throws RunFailure {
        try {
            if (cluster instanceof Cluster.Session session) {
                return session(request, session);
            }
            return new OwnCluster(request).submit();
        } catch (RunFailure e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailure(RunFailure.Kind.TRY_AGAIN, "interrupted before the cluster had taken every job", e);
        } catch (Exception e) {
            throw new RunFailure(
                    RunFailure.Kind.INTERNAL, "the cluster did not take the job: " + Causes.innermost(e), e);
        }
    }

    /** A session is told all that a run on this machine is told; its folders must be such that it can reach them. */
    private static List<Submitted> session(RunRequest request, Cluster.Session session)
            throws RunFailure, InterruptedException, IOException {
        StreamRun.check(request);
        SessionCluster.check(request.topics().until());
        Storage.of(request.lake());
        Storage.of(request.state());
        Configuration configuration = ClusterConfig.job(
                ClusterConfig.read(Path.of(System.getProperty("millrace.home", ".")), Mode.SESSION),
                request.execution());
        String run = RunId.next();
        List<Submitted> submitted = new ArrayList<>();
        try (SessionCluster cluster = SessionCluster.connect(session);
                Broker broker = new Broker(request.topics(), ANSWER)) {
            for (Dataset dataset : request.datasets()) {
                String name = dataset.plan().dataset();
                cluster.refuseSecond(name);
                StateLock lock = StateLock.take(request.state(), name);
                try {
                    StartingPoint point = new BrokerWait(broker, PATIENCE, new LoggedWait())
                            .until(() -> StartingPoint.of(broker, dataset.topic(), request.topics()));
                    JobSetup setup = JobSetup.of(request, dataset, run, point, broker.client());
                    submitted.add(cluster.submit(name, setup.graph(configuration)));
                } finally {
                    lock.close();
                }
            }
        }
        return submitted;
    }
}
