package io.millrace.flink.metric;

import java.util.Optional;

/** Every metric of a dataset's job: docs/reference/metrics.md is generated from this list. */
public enum FlowMetric {
    RECORDS(
            "records",
            "outcome",
            Kind.COUNTER,
            "judge, dedupe",
            "Records by outcome: `read`, `clean`, `rejected`, `duplicate`."),
    VIOLATIONS("violations", "code", Kind.COUNTER, "judge, dedupe", "Violations by code; a record may have several."),
    BYTES("payload_bytes", null, Kind.COUNTER, "judge", "Bytes of the payloads read."),
    LATE(
            "late_records",
            null,
            Kind.COUNTER,
            "judge",
            "Valid records of a day before the one they came in; they go to their own day."),
    DIFFERING(
            "differing_duplicates",
            null,
            Kind.COUNTER,
            "dedupe",
            "Duplicates whose content differs from the record that was kept."),
    EVENT_DELAY("event_delay_ms", null, Kind.GAUGE, "judge", "Source time less event time of the latest valid record."),
    CHECKPOINT_AGE(
            "checkpoint_age_ms",
            null,
            Kind.GAUGE,
            "judge",
            "Time since the last completed checkpoint, or since the start."),
    LAG("pendingRecords", null, Kind.GAUGE, "source", "Records that stand in the topic and have not been read yet.");

    /** What Flink's Prometheus reporter puts before the metrics of an operator. */
    private static final String OPERATOR_SCOPE = "flink_taskmanager_job_task_operator_";

    /** Set off from Flink's own metrics. */
    static final String GROUP = "millrace";

    private final String metric;
    private final String label;
    private final Kind kind;
    private final String steps;
    private final String meaning;

    FlowMetric(String metric, String label, Kind kind, String steps, String meaning) {
        this.metric = metric;
        this.label = label;
        this.kind = kind;
        this.steps = steps;
        this.meaning = meaning;
    }

    public enum Kind {
        COUNTER("counter"),
        GAUGE("gauge");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Its name within the metric group. */
    public String metric() {
        return metric;
    }

    /** The label that tells its series apart. */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    public Kind kind() {
        return kind;
    }

    /** The steps that report it. */
    public String steps() {
        return steps;
    }

    public String meaning() {
        return meaning;
    }

    /** Its name in a Prometheus scrape. */
    public String prometheusName() {
        if (this == LAG) {
            return OPERATOR_SCOPE + metric; // Flink's own metric of every source
        }
        return OPERATOR_SCOPE + GROUP + "_" + (label == null ? "" : label + "_") + metric;
    }
}
