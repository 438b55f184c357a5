package io.millrace.pipeline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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

        ShippedPlan arrived = sent(ShippedPlan.of(plan));

        assertThat(arrived.plan()).isNotSameAs(plan).isEqualTo(plan);
    }

    private static ShippedPlan sent(ShippedPlan plan) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(plan);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ShippedPlan) in.readObject();
        }
    }
}
