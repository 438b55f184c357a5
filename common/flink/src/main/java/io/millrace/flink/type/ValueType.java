package io.millrace.flink.type;

import io.millrace.flink.tally.Tally;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Every type that leaves an operator or is kept in state, each with its own serializer. */
public final class ValueType<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1;

    public static final ValueType<SourceRecord> SOURCE_RECORD =
            new ValueType<>(SourceRecord.class, new SourceRecordSerializer());
    public static final ValueType<CleanRecord> CLEAN_RECORD =
            new ValueType<>(CleanRecord.class, new CleanRecordSerializer());
    public static final ValueType<KeyedClean> KEYED_CLEAN =
            new ValueType<>(KeyedClean.class, new KeyedCleanSerializer());
    public static final ValueType<ErrorRecord> ERROR_RECORD =
            new ValueType<>(ErrorRecord.class, new ErrorRecordSerializer());
    public static final ValueType<RowKey> ROW_KEY = new ValueType<>(RowKey.class, new RowKeySerializer());
    public static final ValueType<Kept> KEPT = new ValueType<>(Kept.class, new KeptSerializer());
    public static final ValueType<Tally> TALLY = new ValueType<>(Tally.class, new TallySerializer());

    private final Class<T> valueClass;
    private final TypeSerializer<T> serializer;

    ValueType(Class<T> valueClass, TypeSerializer<T> serializer) {
        this.valueClass = valueClass;
        this.serializer = serializer;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    public TypeSerializer<T> serializer() {
        return serializer;
    }

    @Override
    public Class<T> getTypeClass() {
        return valueClass;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean isKeyType() {
        return valueClass == RowKey.class;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ValueType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueType<?> that && valueClass == that.valueClass;
    }

    @Override
    public int hashCode() {
        return valueClass.hashCode();
    }

    @Override
    public String toString() {
        return valueClass.getSimpleName();
    }
}
