package io.millrace.stream.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.diff.Verdict;
import io.millrace.flink.savepoint.FlowStates;
import io.millrace.flink.savepoint.FlowStates.OwnState;
import io.millrace.flink.savepoint.SavedOperator;
import io.millrace.flink.savepoint.SavedState;
import io.millrace.flink.savepoint.SavedState.Kind;
import io.millrace.flink.savepoint.StateRecord;
import io.millrace.flink.savepoint.StateRecord.Version;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.upgrade.Finding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateComparisonTest {

    private static final Version NEWEST = StateRecord.shipped().newest();

    /** Found where a snapshot is read as a whole: {@link StreamUpgradeCheckTest}. */
    private static final Set<StateKind> OF_WHOLE_SNAPSHOTS =
            EnumSet.of(StateKind.SNAPSHOT_UNREADABLE, StateKind.CONTRACT_UNKNOWN, StateKind.OFFSETS_NOT_ASKED);

    static List<Case> cases() {
        return List.of(
                of(StateKind.OPERATOR_GONE, "payments/judge", was -> named(was, "payments/jury")),
                of(StateKind.OPERATOR_NEW, "payments/judge", was -> null),
                of(StateKind.STATE_GONE, "payments/judge", was -> with(was, saved("mood", Kind.LIST))),
                of(StateKind.STATE_NEW, "payments/judge", was -> without(was, "contract")),
                of(
                        StateKind.STATE_KIND_CHANGED,
                        "payments/judge",
                        was -> with(without(was, "tally"), saved("tally", Kind.LIST))),
                of(
                        StateKind.SERIALIZER_INCOMPATIBLE,
                        "payments/judge",
                        was -> with(
                                without(was, "contract"),
                                new SavedState(
                                        "contract", Kind.LIST, LongSerializer.INSTANCE.snapshotConfiguration()))),
                of(
                        StateKind.SERIALIZER_INCOMPATIBLE,
                        "payments/raw",
                        was -> with(
                                without(was, "writer_raw_states"),
                                new SavedState(
                                        "writer_raw_states",
                                        Kind.LIST,
                                        StringSerializer.INSTANCE.snapshotConfiguration()))),
                of(
                        StateKind.SERIALIZER_MIGRATES,
                        "payments/judge",
                        was -> with(
                                without(was, "contract"),
                                new SavedState(
                                        "contract", Kind.LIST, new MigratingSerializer().snapshotConfiguration()))),
                of(StateKind.MAX_PARALLELISM_CHANGED, "payments/dedupe", was -> of(was, 128, Optional.empty(), false)),
                of(StateKind.PARALLELISM_TOO_HIGH, "payments/dedupe", was -> of(was, 3, Optional.empty(), false)),
                of(
                        StateKind.BACKEND_CHANGED,
                        "payments/dedupe",
                        was -> of(was, 720, Optional.of(StateBackend.HASHMAP), false)),
                of(StateKind.RECORDS_IN_FLIGHT, "payments/judge", was -> of(was, 720, Optional.empty(), true)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_change_is_found_and_called_by_its_name(Case each) {
        assertThat(compare(each.saved())).extracting(Finding::kind).contains(each.kind.word());
    }

    @Test
    void what_this_release_writes_is_no_change() {
        assertThat(compare(operators())).isEmpty();
    }

    @Test
    void every_kind_of_change_has_a_case() {
        Set<StateKind> kinds = EnumSet.copyOf(OF_WHOLE_SNAPSHOTS);
        cases().forEach(each -> kinds.add(each.kind));
        OFFSETS.keySet().forEach(kinds::add);

        assertThat(kinds).isEqualTo(EnumSet.allOf(StateKind.class));
    }

    private static final TopicPartition PARTITION = new TopicPartition("payments", 0);
    private static final Map<StateKind, Map<TopicPartition, Long>> OFFSETS = Map.of(
            StateKind.OFFSETS_EXPIRED, Map.of(PARTITION, 9L),
            StateKind.OFFSETS_BEYOND_END, Map.of(PARTITION, 21L),
            StateKind.PARTITION_GONE, Map.of(new TopicPartition("payments", 1), 10L));

    static Stream<StateKind> offsets() {
        return OFFSETS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void offsets_that_the_topic_does_not_have_are_found(StateKind kind) {
        assertThat(topic().of(OFFSETS.get(kind)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(kind.word()));
    }

    @Test
    void the_first_and_the_next_offset_of_a_topic_are_there() {
        assertThat(topic().of(Map.of(PARTITION, 10L))).isEmpty();
        assertThat(topic().of(Map.of(PARTITION, 20L))).isEmpty();
    }

    @Test
    void what_breaks_has_a_way_out() {
        for (StateKind kind : StateKind.values()) {
            assertThat(kind.wayOut().isEmpty()).as(kind.word()).isEqualTo(kind.verdict() == Verdict.SAFE);
        }
    }

    private static OffsetComparison topic() {
        return new OffsetComparison(Map.of(PARTITION, 10L), Map.of(PARTITION, 20L));
    }

    /** The contract is kept by a serializer that reads what an earlier one wrote, after a migration. */
    private static List<Finding> compare(List<SavedOperator> saved) {
        List<OwnState> own = FlowStates.all().stream()
                .map(each -> each.name().equals("contract")
                        ? new OwnState(
                                each.step(), each.name(), each.kind(), each.type(), new MigratingSerializer.Next())
                        : each)
                .toList();
        boolean migrates = saved.stream()
                .flatMap(operator -> operator.states().stream())
                .anyMatch(state -> state.serializer() instanceof MigratingSerializer.Written);
        return new StateComparison("payments", NEWEST, migrates ? own : FlowStates.all())
                .of(saved, 4, StateBackend.ROCKSDB);
    }

    private static List<SavedOperator> operators() {
        return NEWEST.operators().stream()
                .map(operator -> new SavedOperator(
                        Optional.of(operator.uidOf("payments")),
                        "",
                        2,
                        720,
                        operator.states().stream().map(SavedState::ofLine).toList(),
                        Optional.empty(),
                        false))
                .toList();
    }

    private static SavedState saved(String name, Kind kind) {
        return new SavedState(name, kind, null);
    }

    private static SavedOperator named(SavedOperator was, String uid) {
        return new SavedOperator(Optional.of(uid), "", 2, 720, was.states(), Optional.empty(), false);
    }

    private static SavedOperator of(
            SavedOperator was, int maxParallelism, Optional<StateBackend> backend, boolean inFlight) {
        return new SavedOperator(was.uid(), "", 2, maxParallelism, was.states(), backend, inFlight);
    }

    private static SavedOperator with(SavedOperator was, SavedState state) {
        List<SavedState> states = new ArrayList<>(was.states());
        states.add(state);
        return new SavedOperator(was.uid(), "", 2, 720, states, Optional.empty(), false);
    }

    private static SavedOperator without(SavedOperator was, String name) {
        List<SavedState> states = was.states().stream()
                .filter(state -> !state.name().equals(name))
                .toList();
        return new SavedOperator(was.uid(), "", 2, 720, states, Optional.empty(), false);
    }

    private static Case of(StateKind kind, String uid, UnaryOperator<SavedOperator> change) {
        return new Case(kind, uid, change);
    }

    private record Case(StateKind kind, String uid, UnaryOperator<SavedOperator> change) {

        List<SavedOperator> saved() {
            return operators().stream()
                    .map(operator -> operator.title().equals(uid) ? change.apply(operator) : operator)
                    .filter(operator -> operator != null)
                    .collect(Collectors.toList());
        }

        @Override
        public String toString() {
            return kind.word() + " at " + uid;
        }
    }
}
