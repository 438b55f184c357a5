package io.millrace.stream.upgrade;

import io.millrace.flink.FlowSettings;
import io.millrace.flink.savepoint.FlowStates.OwnState;
import io.millrace.flink.savepoint.SavedOperator;
import io.millrace.flink.savepoint.SavedState;
import io.millrace.flink.savepoint.StateRecord.Operator;
import io.millrace.flink.savepoint.StateRecord.Version;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.upgrade.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * Compares operators that left state with those of this release.
 *
 * @param version what this release has on record
 * @param own the state of our own operators with the serializers of this release
 */
record StateComparison(String dataset, Version version, List<OwnState> own) {

    List<Finding> of(List<SavedOperator> saved, int parallelism, StateBackend backend) {
        List<Finding> findings = new ArrayList<>();
        for (SavedOperator operator : saved) {
            Optional<Operator> now = version.operators().stream()
                    .filter(each -> each.uidOf(dataset).equals(operator.title()))
                    .findFirst();
            if (now.isPresent()) {
                states(operator, now.get(), findings);
            } else if (!operator.states().isEmpty()) {
                findings.add(StateKind.OPERATOR_GONE.finding(operator.title() + " is no operator of " + dataset));
            }
            whole(operator, parallelism, backend, findings);
        }
        for (Operator now : version.operators()) {
            if (saved.stream().noneMatch(operator -> operator.title().equals(now.uidOf(dataset)))) {
                findings.add(StateKind.OPERATOR_NEW.finding(now.uidOf(dataset) + " was not there"));
            }
        }
        return findings;
    }

    private static void whole(SavedOperator operator, int parallelism, StateBackend backend, List<Finding> findings) {
        int most = operator.maxParallelism();
        if (most != FlowSettings.MAX_PARALLELISM) {
            findings.add(StateKind.MAX_PARALLELISM_CHANGED.finding(
                    operator.title() + ": " + most + " becomes " + FlowSettings.MAX_PARALLELISM));
        }
        if (parallelism > most) {
            findings.add(StateKind.PARALLELISM_TOO_HIGH.finding(
                    operator.title() + ": " + parallelism + " subtasks, at most " + most));
        }
        if (operator.inFlight()) {
            findings.add(StateKind.RECORDS_IN_FLIGHT.finding(operator.title()));
        }
        operator.backend()
                .filter(wrote -> wrote != backend)
                .ifPresent(wrote -> findings.add(StateKind.BACKEND_CHANGED.finding(
                        operator.title() + ": written by " + wrote + ", to be read by " + backend)));
    }

    private void states(SavedOperator operator, Operator now, List<Finding> findings) {
        for (SavedState state : operator.states()) {
            String title = operator.title() + ": " + state.name();
            Optional<String> line = now.states().stream()
                    .filter(each -> each.startsWith(state.name() + ", "))
                    .findFirst();
            if (line.isEmpty()) {
                findings.add(StateKind.STATE_GONE.finding(title));
            } else if (!line.get().startsWith(state.name() + ", " + state.kind() + ", ")) {
                findings.add(
                        StateKind.STATE_KIND_CHANGED.finding(title + ": " + state.line() + " becomes " + line.get()));
            } else {
                serializer(operator, state, line.get()).ifPresent(kind -> findings.add(kind.finding(title)));
            }
        }
        for (OwnState mine : own) {
            if (now.uidOf(dataset).equals(dataset + "/" + mine.step())
                    && operator.states().stream()
                            .noneMatch(state -> state.name().equals(mine.name()))) {
                findings.add(StateKind.STATE_NEW.finding(operator.title() + ": " + mine.name()));
            }
        }
    }

    private Optional<StateKind> serializer(SavedOperator operator, SavedState state, String line) {
        Optional<OwnState> mine = own.stream()
                .filter(each -> operator.title().equals(dataset + "/" + each.step()))
                .filter(each -> each.name().equals(state.name()))
                .findFirst();
        if (mine.isEmpty() || state.serializer() == null) {
            boolean same = line.endsWith(", " + state.serializerName());
            return same ? Optional.empty() : Optional.of(StateKind.SERIALIZER_INCOMPATIBLE);
        }
        return resolve(mine.get().serializer(), state.serializer());
    }

    @SuppressWarnings("unchecked") // a snapshot of another type says that it does not fit
    private static <T> Optional<StateKind> resolve(TypeSerializer<T> now, TypeSerializerSnapshot<?> saved) {
        TypeSerializerSchemaCompatibility<T> fits =
                now.snapshotConfiguration().resolveSchemaCompatibility((TypeSerializerSnapshot<T>) saved);
        if (fits.isIncompatible()) {
            return Optional.of(StateKind.SERIALIZER_INCOMPATIBLE);
        }
        return fits.isCompatibleAfterMigration() ? Optional.of(StateKind.SERIALIZER_MIGRATES) : Optional.empty();
    }
}
