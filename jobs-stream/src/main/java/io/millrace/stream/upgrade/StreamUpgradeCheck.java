package io.millrace.stream.upgrade;

import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.contract.diff.ContractDiff;
import io.millrace.flink.FlowSettings;
import io.millrace.flink.savepoint.FlowStates;
import io.millrace.flink.savepoint.SavedOperator;
import io.millrace.flink.savepoint.SavedState;
import io.millrace.flink.savepoint.Savepoint;
import io.millrace.flink.savepoint.StateRecord;
import io.millrace.flink.savepoint.StateRecord.Operator;
import io.millrace.flink.savepoint.StateRecord.Version;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.upgrade.Finding;
import io.millrace.pipeline.upgrade.UpgradeCheck;
import io.millrace.pipeline.upgrade.UpgradeReport;
import io.millrace.pipeline.upgrade.UpgradeRequest;
import io.millrace.pipeline.upgrade.UpgradeRequest.From;
import io.millrace.stream.kafka.Broker;
import io.millrace.stream.state.StateFolder;
import io.millrace.zones.file.Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.kafka.common.TopicPartition;

/** Checks whether a stream can go on from a snapshot, or from any snapshot of a release. */
public final class StreamUpgradeCheck implements UpgradeCheck {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String READER = "SourceReaderState";

    @Override
    public UpgradeReport check(UpgradeRequest request) throws RunFailure {
        if (request.from() instanceof From.Snapshot snapshot) {
            return check(request, snapshot.place());
        }
        return check(request, ((From.Release) request.from()).name());
    }

    private static UpgradeReport check(UpgradeRequest request, URI place) throws RunFailure {
        String from;
        Optional<Contract> before;
        List<Finding> findings = new ArrayList<>();
        try {
            Storage.of(place);
            Savepoint savepoint = Savepoint.read(StateFolder.named(place).path());
            from = savepoint.path() + " (checkpoint " + savepoint.id() + ")";
            String dataset = datasetOf(savepoint).orElse(request.after().dataset());
            findings.addAll(comparison(request).of(savepoint.operators(), request.parallelism(), request.backend()));
            before = contractIn(savepoint, dataset).or(request::before);
            findings.addAll(offsets(request, offsetsIn(savepoint, dataset)));
        } catch (IOException e) {
            Finding unreadable = StateKind.SNAPSHOT_UNREADABLE.finding(String.valueOf(e.getMessage()));
            return report(place.toString(), request.before(), request, List.of(unreadable));
        }
        if (before.isEmpty()) {
            findings.add(StateKind.CONTRACT_UNKNOWN.finding(from));
        }
        return report(from, before, request, findings);
    }

    private static UpgradeReport check(UpgradeRequest request, String release) throws RunFailure {
        StateRecord onRecord = StateRecord.shipped();
        Version version = onRecord.ofRelease(release)
                .orElseThrow(() -> new RunFailure(
                        RunFailure.Kind.USAGE,
                        "there is no release " + release + " on record; there are "
                                + String.join(", ", onRecord.releases().keySet())
                                + ". A savepoint is named by its folder."));
        List<SavedOperator> operators = new ArrayList<>();
        for (Operator operator : version.operators()) {
            operators.add(recorded(operator, request.after().dataset()));
        }
        List<Finding> findings =
                new ArrayList<>(comparison(request).of(operators, request.parallelism(), request.backend()));
        findings.addAll(offsets(request, Map.of()));
        return report("release " + release, request.before(), request, findings);
    }

    private static UpgradeReport report(
            String from, Optional<Contract> before, UpgradeRequest request, List<Finding> state) {
        List<Finding> findings = new ArrayList<>(state);
        before.ifPresent(contract ->
                ContractDiff.between(contract, request.after()).forEach(change -> findings.add(Finding.of(change))));
        return new UpgradeReport(from, before.map(Contract::id), request.after().id(), findings);
    }

    private static StateComparison comparison(UpgradeRequest request) {
        return new StateComparison(
                request.after().dataset(), StateRecord.shipped().newest(), FlowStates.all());
    }

    /** Whose job it was: what stands before the name of a step. */
    private static Optional<String> datasetOf(Savepoint savepoint) {
        return savepoint.operators().stream()
                .flatMap(operator -> operator.uid().stream())
                .filter(uid -> uid.endsWith("/judge"))
                .map(uid -> uid.substring(0, uid.length() - "/judge".length()))
                .findFirst();
    }

    private static Optional<Contract> contractIn(Savepoint savepoint, String dataset) throws IOException {
        List<String> texts =
                savepoint.list(dataset + "/judge", FlowStates.contract().getName(), StringSerializer.INSTANCE);
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        Compiled compiled = ContractCompiler.compile(
                savepoint.path().toString(), texts.get(0).getBytes(StandardCharsets.UTF_8));
        return compiled.contract();
    }

    private static Map<TopicPartition, Long> offsetsIn(Savepoint savepoint, String dataset) throws IOException {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (byte[] split : savepoint.list(dataset + "/source", READER, BytePrimitiveArraySerializer.INSTANCE)) {
            KafkaPartitionSplit partition =
                    SimpleVersionedSerialization.readVersionAndDeSerialize(new KafkaPartitionSplitSerializer(), split);
            next.put(partition.getTopicPartition(), partition.getStartingOffset());
        }
        return next;
    }

    private static List<Finding> offsets(UpgradeRequest request, Map<TopicPartition, Long> next) throws RunFailure {
        if (request.topics().isEmpty()) {
            return List.of(StateKind.OFFSETS_NOT_ASKED.finding(request.topic()));
        }
        try (Broker broker = new Broker(request.topics().get(), ANSWER)) {
            List<TopicPartition> partitions = broker.partitions(request.topic());
            return new OffsetComparison(broker.begins(partitions), broker.ends(partitions)).of(next);
        } catch (Broker.Away e) {
            throw new RunFailure(
                    RunFailure.Kind.TRY_AGAIN,
                    "no answer from the broker at " + request.topics().get().brokers() + " (" + e.getMessage() + ")");
        }
    }

    /** An operator as a release would have left it. */
    private static SavedOperator recorded(Operator operator, String dataset) {
        return new SavedOperator(
                Optional.of(operator.uidOf(dataset)),
                "",
                1,
                FlowSettings.MAX_PARALLELISM,
                operator.states().stream().map(SavedState::ofLine).toList(),
                Optional.empty(),
                false);
    }
}
