package io.millrace.flink.savepoint;

import io.millrace.pipeline.run.RunRequest.StateBackend;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.Mode;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/** A checkpoint or savepoint, read without a job: its operators, their state, and how it was written. */
public final class Savepoint {

    private static final String METADATA = "_metadata";
    private static final ClassLoader CLASSES = Savepoint.class.getClassLoader();

    private final Path path;
    private final CheckpointMetadata metadata;
    private final List<SavedOperator> operators;

    private Savepoint(Path path, CheckpointMetadata metadata, List<SavedOperator> operators) {
        this.path = path;
        this.metadata = metadata;
        this.operators = List.copyOf(operators);
    }

    /**
     * Reads the snapshot in that folder.
     *
     * @throws IOException when there is none, or when a class that it names is not there
     */
    public static Savepoint read(Path folder) throws IOException {
        FileSystem files = folder.getFileSystem();
        try (DataInputStream in = new DataInputStream(files.open(new Path(folder, METADATA)))) {
            CheckpointMetadata metadata = Checkpoints.loadCheckpointMetadata(in, CLASSES, folder.toString());
            List<SavedOperator> operators = new ArrayList<>();
            for (OperatorState state : metadata.getOperatorStates()) {
                operators.add(operator(state));
            }
            return new Savepoint(folder, metadata, operators);
        }
    }

    public Path path() {
        return path;
    }

    public long id() {
        return metadata.getCheckpointId();
    }

    public List<SavedOperator> operators() {
        return operators;
    }

    /** The elements of a list that the operator keeps; empty when it keeps none of that name. */
    public <T> List<T> list(String uid, String name, TypeSerializer<T> serializer) throws IOException {
        List<T> elements = new ArrayList<>();
        for (OperatorState state : metadata.getOperatorStates()) {
            if (state.getOperatorUid().equals(Optional.of(uid))) {
                for (OperatorSubtaskState subtask : state.getStates()) {
                    for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                        readList(handle, name, serializer, elements);
                    }
                }
            }
        }
        return elements;
    }

    private static <T> void readList(
            OperatorStateHandle handle, String name, TypeSerializer<T> serializer, List<T> elements)
            throws IOException {
        OperatorStateHandle.StateMetaInfo info =
                handle.getStateNameToPartitionOffsets().get(name);
        if (info == null) {
            return;
        }
        try (FSDataInputStream in = handle.openInputStream()) {
            for (long offset : info.getOffsets()) {
                in.seek(offset);
                elements.add(serializer.deserialize(new DataInputViewStreamWrapper(in)));
            }
        }
    }

    private static SavedOperator operator(OperatorState state) throws IOException {
        Map<String, SavedState> states = new LinkedHashMap<>();
        Optional<StateBackend> backend = Optional.empty();
        boolean inFlight = false;
        for (OperatorSubtaskState subtask : state.getStates()) {
            for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                addKeyed(handle, states);
                backend = backend(handle);
            }
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                addLists(handle, states);
            }
            inFlight |= subtask.getInputChannelState().hasState()
                    || subtask.getResultSubpartitionState().hasState();
        }
        if (state.getCoordinatorState() != null) {
            add(states, new SavedState("coordinator", SavedState.Kind.COORDINATOR, null));
        }
        return new SavedOperator(
                state.getOperatorUid(),
                state.getOperatorID().toHexString(),
                state.getParallelism(),
                state.getMaxParallelism(),
                List.copyOf(states.values()),
                backend,
                inFlight);
    }

    /** The backend that alone can read it: only what is canonical goes into any. */
    private static Optional<StateBackend> backend(KeyedStateHandle handle) {
        if (handle instanceof KeyGroupsSavepointStateHandle) {
            return Optional.empty();
        }
        boolean heap = handle instanceof KeyGroupsStateHandle;
        return Optional.of(heap ? StateBackend.HASHMAP : StateBackend.ROCKSDB);
    }

    private static void addKeyed(KeyedStateHandle handle, Map<String, SavedState> states) throws IOException {
        KeyedBackendSerializationProxy<?> described = new KeyedBackendSerializationProxy<>(CLASSES);
        try (FSDataInputStream in = described(handle).openInputStream()) {
            described.read(new DataInputViewStreamWrapper(in));
        }
        add(states, new SavedState("key", SavedState.Kind.KEY, described.getKeySerializerSnapshot()));
        for (StateMetaInfoSnapshot state : described.getStateMetaInfoSnapshots()) {
            boolean timers = state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE;
            add(states, saved(state, timers ? SavedState.Kind.TIMERS : SavedState.Kind.VALUE));
        }
    }

    /** Where the handle says what it holds. */
    private static StreamStateHandle described(KeyedStateHandle handle) throws IOException {
        if (handle instanceof KeyGroupsStateHandle whole) {
            return whole.getDelegateStateHandle();
        } else if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
            return incremental.getMetaDataStateHandle();
        }
        throw new IOException(
                "state by key is written as a " + handle.getClass().getSimpleName()
                        + ", which cannot be read without the job; make a canonical savepoint of it");
    }

    private static void addLists(OperatorStateHandle handle, Map<String, SavedState> states) throws IOException {
        OperatorBackendSerializationProxy described = new OperatorBackendSerializationProxy(CLASSES);
        try (FSDataInputStream in = handle.openInputStream()) {
            described.read(new DataInputViewStreamWrapper(in));
        }
        for (StateMetaInfoSnapshot state : described.getOperatorStateMetaInfoSnapshots()) {
            String mode = state.getOption(StateMetaInfoSnapshot.CommonOptionsKeys.OPERATOR_STATE_DISTRIBUTION_MODE);
            boolean union = Mode.UNION.toString().equals(mode);
            add(states, saved(state, union ? SavedState.Kind.UNION_LIST : SavedState.Kind.LIST));
        }
        for (StateMetaInfoSnapshot state : described.getBroadcastStateMetaInfoSnapshots()) {
            add(states, saved(state, SavedState.Kind.BROADCAST));
        }
    }

    private static SavedState saved(StateMetaInfoSnapshot state, SavedState.Kind kind) {
        return new SavedState(
                state.getName(), kind, state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER));
    }

    private static void add(Map<String, SavedState> states, SavedState state) {
        states.putIfAbsent(state.name(), state);
    }
}
