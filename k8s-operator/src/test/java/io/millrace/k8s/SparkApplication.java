package io.millrace.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;

/**
 * As much of the Spark operator's kind (sparkoperator.k8s.io/v1beta2, operator 2.5) as manifests may use; what stands here
 * not is refused. No registry of Maven's has its resource definition, which {@code checks/server} holds manifests against.
 */
record SparkApplication(
        String apiVersion,
        String kind,
        ObjectMeta metadata,
        @JsonProperty(required = true) Spec spec) {

    record Spec(
            @JsonProperty(required = true) Type type,
            Mode mode,
            @JsonProperty(required = true) String sparkVersion,
            String image,
            PullPolicy imagePullPolicy,
            String mainClass,
            @JsonProperty(required = true) String mainApplicationFile,
            List<String> arguments,
            Map<String, String> sparkConf,
            RestartPolicy restartPolicy,
            Integer timeToLiveSeconds,
            List<Volume> volumes,
            @JsonProperty(required = true) Driver driver,
            @JsonProperty(required = true) Executor executor) {}

    enum Type {
        Java,
        Scala
    }

    enum Mode {
        cluster,
        client
    }

    enum PullPolicy {
        Always,
        IfNotPresent,
        Never
    }

    record RestartPolicy(
            Restart type,
            Integer onFailureRetries,
            Integer onFailureRetryInterval,
            Integer onSubmissionFailureRetries,
            Integer onSubmissionFailureRetryInterval) {}

    enum Restart {
        Always,
        Never,
        OnFailure
    }

    record Driver(
            Integer cores,
            String memory,
            String memoryOverhead,
            String javaOptions,
            String serviceAccount,
            Map<String, String> labels,
            PodSecurityContext podSecurityContext,
            SecurityContext securityContext,
            List<VolumeMount> volumeMounts) {}

    record Executor(
            Integer instances,
            Integer cores,
            String memory,
            String memoryOverhead,
            String javaOptions,
            Map<String, String> labels,
            PodSecurityContext podSecurityContext,
            SecurityContext securityContext,
            List<VolumeMount> volumeMounts) {}
}
