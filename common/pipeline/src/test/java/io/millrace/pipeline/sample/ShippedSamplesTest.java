package io.millrace.pipeline.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plans;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedSamplesTest {

    @ParameterizedTest
    @ValueSource(strings = {"transactions", "user_activity", "orders"})
    void samples_of_a_shipped_contract_pass(String dataset) throws IOException {
        Path folder = Path.of(System.getProperty("millrace.home"), "contracts", dataset);
        SampleReport report = Samples.run(
                folder,
                Plans.plan(ContractCompiler.compile(folder.resolve("contract.yaml"))
                        .contract()
                        .orElseThrow()));
        assertThat(report.problems()).isEmpty();
        assertThat(report.text()).isEmpty();
        assertThat(report.results()).hasSizeGreaterThan(8);
    }
}
