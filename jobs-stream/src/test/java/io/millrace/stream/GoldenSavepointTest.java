package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.flink.FlowSettings;
import io.millrace.flink.savepoint.SavedOperator;
import io.millrace.flink.savepoint.Savepoint;
import io.millrace.flink.savepoint.StateRecord;
import io.millrace.flink.savepoint.StateRecord.Version;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The record of state cannot be rewritten: each version is held against a savepoint of its time. */
class GoldenSavepointTest {

    static List<Version> versions() {
        return StateRecord.shipped().versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_savepoint_holds_what_is_on_record_of_its_version(Version version) throws IOException {
        Savepoint savepoint =
                GoldenSavepoint.read(GoldenSavepoint.resource(version.number()).resolve("savepoint"));

        assertThat(StateLines.of(version)).containsAll(StateLines.of(savepoint, "payments"));
        assertThat(savepoint.operators())
                .extracting(operator -> operator.title().replace("payments", "<dataset>"))
                .containsExactlyInAnyOrderElementsOf(version.operators().stream()
                        .map(StateRecord.Operator::uid)
                        .toList());
        assertThat(savepoint.operators())
                .extracting(SavedOperator::maxParallelism)
                .containsOnly(FlowSettings.MAX_PARALLELISM);
    }
}
