package io.millrace.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of every overlay, and mistakes that the checks must find. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestsIT {

    private static final boolean REWRITE = Boolean.getBoolean("millrace.rewrite");

    private final Map<String, Check> checks = new LinkedHashMap<>();

    @BeforeAll
    void makeChecks() throws Exception {
        Jars operator = Jars.ofOperator();
        checks.put("schema", new SchemaCheck(operator));
        checks.put("operator", new OperatorCheck(operator));
        checks.put("name", new NameCheck());
        checks.put("argument", new ArgumentCheck());
        checks.put("image", new ImageCheck());
        checks.put("key", new KeyCheck(operator, Jars.ofStream()));
        checks.put("rights", new RightsCheck());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void what_is_kept_is_what_kustomize_makes(String overlay) throws Exception {
        Optional<String> now = Manifests.kustomize(overlay);
        if (now.isEmpty()) {
            System.err.println("NOT CHECKED: no kubectl and no kustomize here, so rendered/" + overlay
                    + ".yaml may be stale; k8s-operator/checks/kustomize gets one");
            return;
        }
        if (REWRITE) {
            Files.writeString(Manifests.FOLDER.resolve("rendered").resolve(overlay + ".yaml"), now.get());
        }
        assertThat(Manifests.rendered(overlay)).isEqualTo(Manifests.read(now.get()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void an_overlay_passes_every_check(String overlay) throws Exception {
        List<JsonNode> objects = Manifests.rendered(overlay);
        assertThat(objects).hasSizeGreaterThan(15);
        for (Map.Entry<String, Check> check : checks.entrySet()) {
            assertThat(check.getValue().problems(objects)).as(check.getKey()).isEmpty();
        }
    }

    @Test
    void the_example_of_a_session_passes_what_concerns_it() throws Exception {
        List<JsonNode> objects = Manifests.read(Files.readString(Manifests.FOLDER.resolve("examples/session.yaml")));
        for (String check : List.of("schema", "operator", "argument", "image", "key")) {
            assertThat(checks.get(check).problems(objects)).as(check).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch-duckdb", "batch-flink", "batch-spark"})
    void an_example_of_a_bounded_run_passes_every_check_beside_an_overlay(String example) throws Exception {
        List<JsonNode> objects = beside("prod", example);
        for (Map.Entry<String, Check> check : checks.entrySet()) {
            assertThat(check.getValue().problems(objects)).as(check.getKey()).isEmpty();
        }
    }

    @Test
    void overlays_differ_only_in_what_the_page_says() throws Exception {
        Differences differences = new Differences();
        assertThat(differences.count()).isPositive();
        List<JsonNode> prod = Manifests.rendered("prod");
        for (String overlay : List.of("dev", "staging")) {
            assertThat(differences.between(Manifests.rendered(overlay), prod))
                    .as(overlay)
                    .isEmpty();
        }
    }

    @Test
    void a_difference_that_the_page_does_not_tell_is_found() throws Exception {
        List<JsonNode> planted = Manifests.rendered("prod");
        set(planted, "FlinkDeployment/stream-orders", "/spec/job/upgradeMode", "\"stateless\"");
        assertThat(new Differences().between(Manifests.rendered("dev"), planted))
                .containsExactly("FlinkDeployment/stream-orders/spec/job/upgradeMode");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "schema | FlinkDeployment/stream-orders | /spec/job/upgradeMod | \"savepoint\" | unknown field upgradeMod",
                "schema | FlinkDeployment/stream-orders | /spec/flinkVersion | \"v2_9\" | must be one of",
                "schema | FlinkDeployment/stream-orders | /spec/podTemplate/spec/container | [] | unknown field container",
                "schema | FlinkDeployment/stream-orders | /spec/job/parallelism | \"two\" | must be of type",
                "schema | StatefulSet/millrace-finalizer | /spec/replica | 1 | replica",
                "schema | NetworkPolicy/millrace-metrics | /spec/egres | [] | egres",
                "schema | PodMonitor/millrace-stream | /spec/endpoints | [] | endpoints",
                "operator | FlinkDeployment/stream-orders | /spec/flinkConfiguration/kubernetes.namespace | \"x\" | Forbidden",
                "operator | FlinkDeployment/stream-orders | /spec/jobManager/replicas | 0 | replicas",
                "operator | FlinkDeployment/stream-orders | /spec/taskManager/resource/memory | \"much\" | memory",
                "name | FlinkDeployment/stream-orders | /metadata/name | \"stream-of-orders-from-the-warehouse-of-the-shop\" | at most 45",
                "name | StatefulSet/millrace-finalizer | /spec/template/spec/serviceAccountName | \"nobody\" | ServiceAccount/nobody",
                "argument | FlinkDeployment/stream-orders | /spec/job/args/0 | \"--datset=orders\" | --dataset=NAME",
                "argument | FlinkDeployment/stream-orders | /spec/job/args/0 | \"--dataset=order\" | no contract",
                "argument | CronJob/millrace-audit | /spec/jobTemplate/spec/template/spec/containers/0/args/0 | \"audits\" | audits",
                "image | FlinkDeployment/stream-orders | /spec/image | \"registry.example.com/millrace/millrace-flink:latest\" | version",
                "image | FlinkDeployment/stream-orders | /spec/job/entryClass | \"io.millrace.Streams\" | io.millrace.Streams",
                "image | FlinkDeployment/stream-orders | /spec/job/jarURI | \"local:///opt/flink/usrlib/stream.jar\" | stream.jar",
                "key | FlinkDeployment/stream-orders | /spec/flinkConfiguration/execution.checkpointing.intervall | \"30 s\" | intervall",
                "key | FlinkDeployment/stream-orders | /spec/flinkConfiguration/execution.checkpointing.interval | \"5 min\" | differs from flink-conf",
                "key | FlinkDeployment/stream-orders | /spec/flinkConfiguration/job.autoscaler.vertex.max-parallelism | \"7\" | divide 720",
                "key | FlinkDeployment/stream-orders | /spec/logConfiguration/log4j-console.properties | \"rootLogger.level = INFO\" | log4j-console",
                "rights | Role/millrace-stream | /rules/0/resources/0 | \"secrets\" | more than is needed",
                "rights | Role/millrace-stream | /rules/0/verbs/0 | \"*\" | more than is needed",
                "rights | StatefulSet/millrace-finalizer | /spec/template/spec/securityContext/runAsNonRoot | false | as root",
                "rights | FlinkDeployment/stream-orders | /spec/job/args/5 | \"--kafka=sasl.jaas.config=user\" | holds a secret",
                "rights | NetworkPolicy/millrace-closed | /spec/ingress | [{}] | no network policy"
            })
    void a_planted_mistake_is_found(String check, String object, String place, String value, String words)
            throws Exception {
        List<JsonNode> objects = Manifests.rendered("prod");
        set(objects, object, place, value);
        assertThat(checks.get(check).problems(objects))
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem).contains(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "batch-spark | schema | SparkApplication/reprocess-transactions | /spec/mainClas | \"x\" | mainClas",
                "batch-spark | schema | SparkApplication/reprocess-transactions | /spec/type | \"Jva\" | Jva",
                "batch-spark | schema | SparkApplication/reprocess-transactions | /spec/executor/instances | \"four\" | four",
                "batch-spark | schema | SparkApplication/reprocess-transactions | /spec/driver/securityContext/privilegd | true | privilegd",
                "batch-spark | schema | SparkApplication/reprocess-transactions | /spec/volumes/0/claim | \"x\" | claim",
                "batch-spark | name | SparkApplication/reprocess-transactions | /spec/driver/serviceAccount | \"nobody\" | ServiceAccount/nobody",
                "batch-spark | argument | SparkApplication/reprocess-transactions | /spec/arguments/3 | \"--form=2025-04-01\" | --from",
                "batch-spark | argument | SparkApplication/reprocess-transactions | /spec/arguments/1 | \"transaction\" | no contract",
                "batch-spark | image | SparkApplication/reprocess-transactions | /spec/sparkVersion | \"3.5.1\" | the pom says",
                "batch-spark | image | SparkApplication/reprocess-transactions | /spec/mainClass | \"io.millrace.Main\" | io.millrace.Main",
                "batch-spark | image | SparkApplication/reprocess-transactions | /spec/mainApplicationFile | \"local:///opt/millrace/x.jar\" | x.jar",
                "batch-spark | rights | SparkApplication/reprocess-transactions | /spec/driver/podSecurityContext/runAsNonRoot | false | as root",
                "batch-spark | rights | SparkApplication/reprocess-transactions | /spec/executor/securityContext/allowPrivilegeEscalation | true | gain rights",
                "batch-spark | rights | Role/millrace-spark | /rules/0/resources/0 | \"secrets\" | more than is needed",
                "batch-flink | argument | FlinkDeployment/batch-transactions | /spec/job/args/0 | \"bach\" | bach",
                "batch-flink | argument | FlinkDeployment/batch-transactions | /spec/job/args/2 | \"--inputs=/shared\" | --input=PATTERN",
                "batch-flink | image | FlinkDeployment/batch-transactions | /spec/job/entryClass | \"io.millrace.BatchApplication\" | io.millrace.BatchApplication",
                "batch-flink | key | FlinkDeployment/batch-transactions | /spec/flinkConfiguration/jobmanager.scheduler | \"AdaptiveBatch\" | differs from flink-conf",
                "batch-duckdb | schema | CronJob/batch-orders | /spec/concurrencyPolicie | \"Forbid\" | concurrencyPolicie",
                "batch-duckdb | argument | CronJob/batch-orders | /spec/jobTemplate/spec/template/spec/containers/0/args/1 | \"order\" | no contract",
                "batch-duckdb | name | CronJob/batch-orders | /spec/jobTemplate/spec/template/spec/volumes/1/secret/secretName | \"keys\" | no page tells of"
            })
    void a_planted_mistake_in_a_bounded_run_is_found(
            String example, String check, String object, String place, String value, String words) throws Exception {
        List<JsonNode> objects = beside("prod", example);
        set(objects, object, place, value);
        assertThat(checks.get(check).problems(objects))
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem).contains(words));
    }

    /** The objects of an overlay, and those of an example. */
    private static List<JsonNode> beside(String overlay, String example) throws Exception {
        List<JsonNode> objects = new ArrayList<>(Manifests.rendered(overlay));
        objects.addAll(Manifests.read(
                Files.readString(Manifests.FOLDER.resolve("examples").resolve(example + ".yaml"))));
        return objects;
    }

    private static void set(List<JsonNode> objects, String called, String place, String value) throws Exception {
        JsonNode object = objects.stream()
                .filter(one -> Manifests.called(one).equals(called))
                .findFirst()
                .orElseThrow();
        List<String> path = new ArrayList<>(List.of(place.substring(1).split("/")));
        String last = path.remove(path.size() - 1);
        JsonNode parent = path.isEmpty() ? object : object.at("/" + String.join("/", path));
        JsonNode made = Manifests.YAML.readTree(value);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), made);
        } else {
            ((ObjectNode) parent).set(last, made);
        }
    }
}
