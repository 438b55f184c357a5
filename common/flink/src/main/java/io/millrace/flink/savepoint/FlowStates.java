package io.millrace.flink.savepoint;

import io.millrace.flink.savepoint.SavedState.Kind;
import io.millrace.flink.tally.Tally;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.row.RowKey;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.ttl.TtlStateFactory.TtlSerializer;

/** The state of our own operators: what it is called, and how it is written. Nothing else is kept in state. */
public final class FlowStates {

    private static final String TALLY = "tally";
    private static final String KEPT = "kept";
    private static final String KEY = "key";
    private static final String CONTRACT = "contract";

    private FlowStates() {}

    /** What an operator counted, and how far it has read. */
    public static ListStateDescriptor<Tally> tally() {
        return new ListStateDescriptor<>(TALLY, ValueType.TALLY.serializer());
    }

    /** What is remembered of a key, for that long after it was written. */
    public static ValueStateDescriptor<Kept> kept(Duration within) {
        ValueStateDescriptor<Kept> descriptor = new ValueStateDescriptor<>(KEPT, ValueType.KEPT.serializer());
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(within)
                .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
                .build());
        return descriptor;
    }

    /** The contract by which the job judges, as text: whoever upgrades the job compares it with the next one. */
    public static ListStateDescriptor<String> contract() {
        return new ListStateDescriptor<>(CONTRACT, StringSerializer.INSTANCE);
    }

    /** Everything, with the serializers that this release writes it with. */
    public static List<OwnState> all() {
        return List.of(
                new OwnState("judge", TALLY, Kind.UNION_LIST, Tally.class, ValueType.TALLY.serializer()),
                new OwnState("judge", CONTRACT, Kind.LIST, String.class, StringSerializer.INSTANCE),
                new OwnState("dedupe", TALLY, Kind.UNION_LIST, Tally.class, ValueType.TALLY.serializer()),
                new OwnState("dedupe", KEY, Kind.KEY, RowKey.class, ValueType.ROW_KEY.serializer()),
                new OwnState(
                        "dedupe",
                        KEPT,
                        Kind.VALUE,
                        Kept.class,
                        new TtlSerializer<>(LongSerializer.INSTANCE, ValueType.KEPT.serializer())));
    }

    /** A piece of state, the step whose operator keeps it, and its serializer as it stands in a checkpoint. */
    public record OwnState(String step, String name, Kind kind, Class<?> type, TypeSerializer<?> serializer) {}
}
