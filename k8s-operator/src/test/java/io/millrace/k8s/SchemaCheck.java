package io.millrace.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every object is what its schema says: the operator's own for its kinds, the models of Kubernetes for the others. */
final class SchemaCheck implements Check {

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new OnlyWhatIsDeclared());
    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("batch/v1/CronJob", CronJob.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            Map.entry("sparkoperator.k8s.io/v1beta2/SparkApplication", SparkApplication.class));
    private static final Map<String, String> CRDS = Map.of(
            "flink.apache.org/v1beta1/FlinkDeployment", "flinkdeployments",
            "flink.apache.org/v1beta1/FlinkSessionJob", "flinksessionjobs");

    /** The models keep fields that they do not know; here they are refused. */
    private static final class OnlyWhatIsDeclared extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return Boolean.FALSE;
        }
    }

    private final Jars operator;

    SchemaCheck(Jars operator) {
        this.operator = operator;
    }

    @Override
    public List<String> problems(List<JsonNode> objects) throws IOException {
        List<String> problems = new ArrayList<>();
        for (JsonNode object : objects) {
            String type = object.path("apiVersion").asText() + "/" + Manifests.kind(object);
            if (CRDS.containsKey(type)) {
                new Schema(schema(CRDS.get(type))).check(object, Manifests.called(object), problems);
            } else if (MODELS.containsKey(type)) {
                checkModel(object, MODELS.get(type), problems);
            } else {
                problems.add(Manifests.called(object) + " is of a type that nothing here knows: " + type);
            }
        }
        return problems;
    }

    private static void checkModel(JsonNode object, Class<?> model, List<String> problems) {
        try {
            STRICT.treeToValue(object, model);
        } catch (JsonProcessingException e) {
            problems.add(Manifests.called(object) + ": " + e.getOriginalMessage());
        }
    }

    private JsonNode schema(String plural) throws IOException {
        String file = "META-INF/fabric8/" + plural + ".flink.apache.org-v1.yml";
        try (InputStream in = operator.loader().getResourceAsStream(file)) {
            JsonNode schema = Manifests.YAML.readTree(in).at("/spec/versions/0/schema/openAPIV3Schema");
            JsonNode versions = schema.at("/properties/spec/properties/flinkVersion/enum");
            if (versions.isArray()) {
                RequiredOperator.widen(versions);
            }
            return schema;
        }
    }
}
