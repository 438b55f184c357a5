package io.millrace.flink.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.flink.tally.Tally;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.SourceRecord.Header;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTypeTest {

    private static final Position POSITION = new Position("tränsactions", "12", 1L << 40);

    static Stream<Example<?>> examples() {
        return Stream.of(
                new Example<>(ValueType.ROW_KEY, new RowKey(1, -2, Long.MAX_VALUE, Long.MIN_VALUE)),
                new Example<>(ValueType.CLEAN_RECORD, clean()),
                new Example<>(ValueType.KEYED_CLEAN, new KeyedClean(new RowKey(1, 2, 3, 4), clean())),
                new Example<>(ValueType.SOURCE_RECORD, source(new byte[] {0, -1, 65}, new byte[] {-128})),
                new Example<>(ValueType.SOURCE_RECORD, source(null, null)),
                new Example<>(ValueType.SOURCE_RECORD, source(new byte[0], new byte[1 << 12])),
                new Example<>(ValueType.ERROR_RECORD, rejected()),
                new Example<>(ValueType.ERROR_RECORD, ErrorRecord.duplicate(clean(), Code.STALE, POSITION)),
                new Example<>(ValueType.KEPT, new Kept(POSITION, null, -7)),
                new Example<>(ValueType.KEPT, new Kept(POSITION, new BigDecimal("-12345678901234567890.12"), 7)),
                new Example<>(ValueType.TALLY, tally()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void a_value_comes_back_as_it_was(Example<T> example) throws IOException {
        T back = read(example.type.serializer(), write(example.type.serializer(), example.value));

        assertThat(back).usingRecursiveComparison().isEqualTo(example.value);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void no_type_falls_back_to_kryo(Example<?> example) {
        TypeSerializer<?> serializer = example.type.createSerializer(new SerializerConfigImpl());

        assertThat(serializer).isInstanceOf(ValueSerializer.class).isNotInstanceOf(KryoSerializer.class);
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void a_serializer_is_restored_from_its_snapshot(Example<T> example) throws IOException {
        TypeSerializer<T> serializer = example.type.serializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        TypeSerializerSnapshot<T> restored =
                TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());

        assertThat(restored.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T> void several_values_in_a_row_keep_apart(Example<T> example) throws IOException {
        TypeSerializer<T> serializer = example.type.serializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(example.value, out);
        DataInputDeserializer written = new DataInputDeserializer(out.getCopyOfBuffer());
        serializer.copy(written, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        serializer.deserialize(in);

        assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(example.value);
        assertThat(in.available()).isZero();
    }

    @Test
    void state_of_a_later_release_is_refused_in_words() throws IOException {
        byte[] bytes = write(ValueType.KEPT.serializer(), new Kept(POSITION, null, 1));
        bytes[0] = 99;

        assertThatThrownBy(() -> read(ValueType.KEPT.serializer(), bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 99")
                .hasMessageContaining("start it with the release that wrote it");
    }

    @Test
    void counts_that_this_release_does_not_know_are_passed_over() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeByte(1);
        Wire.writeText("run", out);
        Wire.writeInt(2, out);
        Wire.writeText("A_COUNT_OF_TOMORROW", out);
        out.writeLong(5);
        Wire.writeText("READ", out);
        out.writeLong(6);
        Wire.writeInt(1, out);
        Wire.writeText("A_CODE_OF_TOMORROW", out);
        out.writeLong(7);
        Wire.writeInt(0, out);

        Tally tally = read(ValueType.TALLY.serializer(), out.getCopyOfBuffer());

        assertThat(tally.of(Count.READ)).isEqualTo(6);
    }

    @Test
    void integers_of_all_sizes_come_back() throws IOException {
        int[] values = {0, -1, 1, 63, 64, -64, -65, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE};
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (int value : values) {
            Wire.writeInt(value, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        for (int value : values) {
            assertThat(Wire.readInt(in)).isEqualTo(value);
        }
    }

    private static CleanRecord clean() {
        Row row = new Row(4);
        row.set(0, -5);
        row.set(1, new byte[] {1, 2, 3});
        row.set(3, new byte[0]);
        return new CleanRecord(row, POSITION, -1, 20_000);
    }

    private static SourceRecord source(byte[] key, byte[] payload) {
        List<Header> headers = List.of(new Header("é", null), new Header("", new byte[] {9}));
        return new SourceRecord(POSITION, 1, key, headers, payload);
    }

    private static ErrorRecord rejected() {
        return new ErrorRecord(
                ErrorRecord.Kind.REJECTED,
                POSITION,
                3,
                List.of(
                        new Violation(Code.RULE, null, "r", "m".repeat(70_000)),
                        new Violation(Code.MISSING, "f", null, "")),
                null,
                null,
                List.of("x"));
    }

    private static Tally tally() {
        Tally tally = new Tally("run-1");
        tally.add(Count.READ, 10);
        tally.add(Code.MISSING, 3);
        tally.reach("t", "0", 11);
        tally.reach("t", "1", 5);
        return tally;
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }

    private record Example<T>(ValueType<T> type, T value) {}
}
