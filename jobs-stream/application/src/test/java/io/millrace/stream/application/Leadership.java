package io.millrace.stream.application;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClientFactory;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

/** Which JobManager of a cluster leads, as the API server has been told. */
final class Leadership implements AutoCloseable {

    private static final String REST = KubernetesUtils.createSingleLeaderKey("restserver");

    private final FlinkKubeClient client;
    private final String configMap;

    /** @param settings those of the cluster, of which the ones of Kubernetes are read */
    Leadership(Map<String, String> settings) {
        client = FlinkKubeClientFactory.getInstance()
                .fromConfiguration(Configuration.fromMap(settings), "failover-test");
        configMap = settings.get("kubernetes.cluster-id") + "-cluster-config-map";
    }

    boolean isOf(JobManager candidate) {
        return leader().filter(candidate.rest()::equals).isPresent();
    }

    private Optional<URI> leader() {
        return client.getConfigMap(configMap)
                .map(map -> map.getData().get(REST))
                .flatMap(KubernetesUtils::parseLeaderInformationSafely)
                .map(LeaderInformation::getLeaderAddress)
                .map(URI::create);
    }

    @Override
    public void close() {
        client.close();
    }
}
