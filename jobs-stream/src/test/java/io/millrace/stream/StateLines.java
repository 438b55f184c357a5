package io.millrace.stream;

import io.millrace.flink.savepoint.SavedOperator;
import io.millrace.flink.savepoint.SavedState;
import io.millrace.flink.savepoint.Savepoint;
import io.millrace.flink.savepoint.StateRecord.Operator;
import io.millrace.flink.savepoint.StateRecord.Version;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** State in lines of {@code uid: name, kind, serializer}, whether it is on record or in a savepoint. */
final class StateLines {

    private StateLines() {}

    static SortedSet<String> of(Version version) {
        SortedSet<String> lines = new TreeSet<>();
        for (Operator operator : version.operators()) {
            add(lines, operator.uid(), operator.states());
        }
        return lines;
    }

    static SortedSet<String> of(Savepoint savepoint, String dataset) {
        SortedSet<String> lines = new TreeSet<>();
        for (SavedOperator operator : savepoint.operators()) {
            List<String> states =
                    operator.states().stream().map(SavedState::line).toList();
            add(lines, operator.title().replace(dataset, "<dataset>"), states);
        }
        return lines;
    }

    private static void add(SortedSet<String> lines, String uid, List<String> states) {
        states.forEach(state -> lines.add(uid + ": " + state));
    }
}
