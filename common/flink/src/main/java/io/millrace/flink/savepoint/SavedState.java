package io.millrace.flink.savepoint;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** One piece of an operator's state. {@code serializer} is null for what Flink writes without one. */
public record SavedState(String name, Kind kind, TypeSerializerSnapshot<?> serializer) {

    /** What a job does with it when its parallelism changes. */
    public enum Kind {
        /** The type of the keys by which state is divided. */
        KEY,
        /** A value a key. */
        VALUE,
        /** A list that is divided among the subtasks. */
        LIST,
        /** A list that every subtask gets as a whole. */
        UNION_LIST,
        /** The same for every subtask. */
        BROADCAST,
        /** Timers and whatever else Flink keeps by key. */
        TIMERS,
        /** What a source's coordinator knows. */
        COORDINATOR
    }

    /** The classes in which the serializer is written down, outer first. They are named in every checkpoint. */
    public String serializerName() {
        return serializer == null ? "none" : name(serializer);
    }

    /** As a line of {@link StateRecord}. */
    public String line() {
        return name + ", " + kind + ", " + serializerName();
    }

    private static String name(TypeSerializerSnapshot<?> snapshot) {
        String name = snapshot.getClass().getName();
        if (snapshot instanceof CompositeTypeSerializerSnapshot<?, ?> composite) {
            List<String> parts = Arrays.stream(composite.getNestedSerializerSnapshots())
                    .map(SavedState::name)
                    .toList();
            return name + parts;
        }
        return name;
    }
}
