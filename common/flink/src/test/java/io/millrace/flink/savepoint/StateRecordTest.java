package io.millrace.flink.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.flink.savepoint.FlowStates.OwnState;
import io.millrace.flink.savepoint.StateRecord.Operator;
import io.millrace.flink.savepoint.StateRecord.Version;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.RowKey;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class StateRecordTest {

    private static final String MEANT =
            "State has changed. If that is meant, add a version to state.yaml, with the reason";

    private final StateRecord onRecord = StateRecord.shipped();

    @Test
    void versions_follow_each_other_and_say_why() {
        for (int index = 0; index < onRecord.versions().size(); index++) {
            Version version = onRecord.versions().get(index);
            assertThat(version.number()).isEqualTo(index + 1);
            assertThat(version.why()).as("why of version %s", version.number()).hasSizeGreaterThan(20);
        }
    }

    @Test
    void every_release_wrote_a_version_that_is_on_record() {
        assertThat(onRecord.releases().keySet())
                .isNotEmpty()
                .allSatisfy(release -> assertThat(onRecord.ofRelease(release)).isPresent());
    }

    @Test
    void the_state_of_our_operators_is_as_it_is_on_record() {
        for (OwnState own : FlowStates.all()) {
            String line =
                    new SavedState(own.name(), own.kind(), own.serializer().snapshotConfiguration()).line();
            Optional<Operator> operator = onRecord.newest().operators().stream()
                    .filter(each -> each.uid().equals("<dataset>/" + own.step()))
                    .findFirst();
            assertThat(operator).as(own.step()).isPresent();
            assertThat(operator.get().states()).as(MEANT).contains(line);
        }
    }

    @Test
    void our_types_are_written_as_it_is_on_record() throws IOException {
        TreeSet<String> types = new TreeSet<>();
        for (OwnState own : FlowStates.all()) {
            if (own.type() != String.class) {
                types.add(TypeShape.of(own.type()));
            }
        }
        Kept kept = new Kept(new Position("t", "0", 7), new BigDecimal("1.50"), -1);
        types.add("Kept is written " + written(ValueType.KEPT.serializer(), kept));
        types.add("RowKey is written " + written(ValueType.ROW_KEY.serializer(), new RowKey(1, 2, 3, 4)));

        assertThat(List.copyOf(types)).as(MEANT).isEqualTo(onRecord.newest().types());
    }

    private static <T> String written(TypeSerializer<T> serializer, T example) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(example, out);
        return HexFormat.of().formatHex(out.getCopyOfBuffer());
    }
}
