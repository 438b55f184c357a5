package io.millrace.stream.upgrade;

import io.millrace.contract.diff.Verdict;
import io.millrace.pipeline.upgrade.Finding;
import java.util.Locale;

/** Every kind of difference between a job's state and this release, or between its state and its surroundings. */
public enum StateKind {
    OPERATOR_GONE(
            Verdict.BREAKING,
            "nobody would take its state, and Flink refuses to start",
            "start it with the release that wrote it; a snapshot of another dataset is none of this one"),
    OPERATOR_NEW(Verdict.NOTICE, "it begins with nothing", "look in state.yaml why it is new"),
    STATE_GONE(
            Verdict.NOTICE, "this release does not ask for it; it is carried on or dropped", "look in state.yaml why"),
    STATE_NEW(Verdict.SAFE, "it begins empty", ""),
    STATE_KIND_CHANGED(
            Verdict.BREAKING,
            "Flink refuses to hand out one kind of state as another",
            "stay with the release that wrote it"),
    SERIALIZER_MIGRATES(
            Verdict.NOTICE,
            "values are rewritten when the job starts, and the earlier release cannot read them any more",
            "keep this snapshot until no way back is wanted"),
    SERIALIZER_INCOMPATIBLE(
            Verdict.BREAKING,
            "what stands there cannot be read by this release",
            "stay with the release that wrote it"),
    SNAPSHOT_UNREADABLE(
            Verdict.BREAKING,
            "it is damaged, or of a release or a Flink that this one does not know",
            "name another snapshot, or start it with the release that wrote it"),
    MAX_PARALLELISM_CHANGED(
            Verdict.BREAKING, "state by key is divided by it once and for all", "stay with the release that wrote it"),
    PARALLELISM_TOO_HIGH(
            Verdict.BREAKING,
            "more subtasks than max parallelism have no keys to work on",
            "take a lower --parallelism"),
    RECORDS_IN_FLIGHT(
            Verdict.BREAKING,
            "records on their way stand in it in the columns of the old contract",
            "stop the job with a savepoint, which waits for them, and go on from that"),
    BACKEND_CHANGED(
            Verdict.BREAKING,
            "state is written in the way of one state backend, and the other cannot read it",
            "take the --state-backend that wrote it; or have a canonical savepoint made, which both read"),
    CONTRACT_UNKNOWN(
            Verdict.BREAKING,
            "it does not say by which contract it was written, so the two cannot be compared",
            "give that contract with --before FILE"),
    OFFSETS_EXPIRED(
            Verdict.BREAKING,
            "the job would stop as soon as it reads: the records that come next are gone",
            "bring them back into the topic; or start once from nothing, knowing what is lost"),
    OFFSETS_BEYOND_END(
            Verdict.BREAKING,
            "the topic was cut or made anew: the same offsets would be other records",
            "read the topic into another lake, with a state of its own"),
    PARTITION_GONE(
            Verdict.BREAKING,
            "the topic was made anew with fewer partitions",
            "read the topic into another lake, with a state of its own"),
    OFFSETS_NOT_ASKED(
            Verdict.NOTICE, "whether the broker still has what comes next is not known", "name it with --brokers");

    private final Verdict verdict;
    private final String why;
    private final String wayOut;

    StateKind(Verdict verdict, String why, String wayOut) {
        this.verdict = verdict;
        this.why = why;
        this.wayOut = wayOut;
    }

    public Verdict verdict() {
        return verdict;
    }

    public String why() {
        return why;
    }

    public String wayOut() {
        return wayOut;
    }

    /** As people and JSON name it: {@code operator-gone}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Finding finding(String what) {
        return new Finding(word(), verdict, what, why, wayOut);
    }
}
