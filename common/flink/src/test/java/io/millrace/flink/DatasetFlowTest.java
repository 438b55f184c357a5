package io.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.flink.kafka.TopicSource;
import io.millrace.flink.savepoint.StateRecord;
import io.millrace.flink.sink.ZoneSinks;
import io.millrace.pipeline.plan.Plan;
import io.millrace.zones.Lake;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class DatasetFlowTest {

    @Test
    void uids_are_those_on_record() {
        TreeSet<String> uids = new TreeSet<>();
        for (StreamNode node : graph().getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
            uids.add(node.getTransformationUID());
        }

        assertThat(uids)
                .as("A changed uid loses the state behind it. If that is meant, add a version to state.yaml")
                .containsExactlyInAnyOrderElementsOf(StateRecord.shipped().newest().operators().stream()
                        .map(operator -> operator.uidOf("payments"))
                        .toList());
    }

    @Test
    void operators_are_named_by_their_uid() {
        assertThat(graph().getStreamNodes())
                .extracting(StreamNode::getOperatorName)
                .contains("payments/judge", "payments/dedupe", "Source: payments/source", "payments/raw: Writer");
    }

    @Test
    void everything_between_operators_has_a_serializer_of_its_own() {
        for (StreamNode node : graph().getStreamNodes()) {
            TypeSerializer<?> serializer = node.getTypeSerializerOut();
            if (serializer != null) {
                assertThat(serializer.getClass().getName())
                        .as(node.getOperatorName())
                        .doesNotContain("kryo")
                        .doesNotContain("Pojo");
            }
        }
    }

    @Test
    void max_parallelism_is_fixed() {
        assertThat(graph().getStreamNodes())
                .allSatisfy(node -> assertThat(node.getMaxParallelism()).isIn(FlowSettings.MAX_PARALLELISM, -1));
        assertThat(environment().getMaxParallelism()).isEqualTo(FlowSettings.MAX_PARALLELISM);
    }

    @Test
    void an_operator_without_uid_fails_the_build_of_the_graph() {
        StreamExecutionEnvironment env = environment();
        env.fromSequence(0, 1).map(value -> value).print();

        assertThatThrownBy(env::getStreamGraph).hasMessageContaining("no UID or hash has been assigned");
    }

    private static StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.getExecutionEnvironment(FlowSettings.applyTo(new Configuration()));
    }

    private static StreamGraph graph() {
        StreamExecutionEnvironment env = environment();
        Plan plan = Payments.keepingFirst();
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "127.0.0.1:1");
        new DatasetFlow(plan, List.of(), "run")
                .wire(
                        env,
                        TopicSource.of("payments", client, "group", Map.of()),
                        WatermarkStrategy.noWatermarks(),
                        ZoneSinks.of(new Lake(URI.create("file:///lake")), plan, "run"));
        return env.getStreamGraph();
    }
}
