package io.millrace.flink.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedPlanTest {

    static Stream<Path> contracts() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("millrace.home"), "contracts"))) {
            return folders.map(folder -> folder.resolve("contract.yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void a_plan_arrives_as_it_was_sent(Path contract) throws Exception {
        Plan plan = Plans.plan(ContractCompiler.compile(contract).contract().orElseThrow());

        ShippedPlan arrived = InstantiationUtil.clone(ShippedPlan.of(plan));

        assertThat(arrived.plan()).isNotSameAs(plan).isEqualTo(plan);
    }
}
