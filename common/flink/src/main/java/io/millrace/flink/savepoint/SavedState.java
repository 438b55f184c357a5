package io.millrace.flink.savepoint;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * One piece of an operator's state.
 *
 * @param serializerName the classes in which the serializer is written down, outer first; they are named in every
 *     checkpoint
 * @param serializer null for what Flink writes without one, and for what is only on record
 */
public record SavedState(String name, Kind kind, String serializerName, TypeSerializerSnapshot<?> serializer) {

    private static final String WITHOUT = "none";

    public SavedState(String name, Kind kind, TypeSerializerSnapshot<?> serializer) {
        this(name, kind, serializer == null ? WITHOUT : nameOf(serializer), serializer);
    }

    /** What a line of {@link StateRecord} says. */
    public static SavedState ofLine(String line) {
        String[] parts = line.split(", ", 3);
        return new SavedState(parts[0], Kind.valueOf(parts[1]), parts[2], null);
    }

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

    /** As a line of {@link StateRecord}. */
    public String line() {
        return name + ", " + kind + ", " + serializerName;
    }

    private static String nameOf(TypeSerializerSnapshot<?> snapshot) {
        String name = snapshot.getClass().getName();
        if (snapshot instanceof CompositeTypeSerializerSnapshot<?, ?> composite) {
            List<String> parts = Arrays.stream(composite.getNestedSerializerSnapshots())
                    .map(SavedState::nameOf)
                    .toList();
            return name + parts;
        }
        return name;
    }
}
