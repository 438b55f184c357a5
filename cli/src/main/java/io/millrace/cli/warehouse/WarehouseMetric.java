package io.millrace.cli.warehouse;

import java.util.Optional;

/** Every metric of the finalizer: docs/reference/metrics.md is generated from this list. */
enum WarehouseMetric {
    VERSION("version", null, Kind.GAUGE, "Number of the version that is published; 0 before the first."),
    LOADS("loads_total", null, Kind.COUNTER, "Loads that found something to do, since the process started."),
    FILES("loaded_files_total", null, Kind.COUNTER, "Files that were loaded, since the process started."),
    ROWS_LOADED("loaded_rows_total", null, Kind.COUNTER, "Rows of those files."),
    ROWS_KNOWN("known_rows_total", null, Kind.COUNTER, "Of them, rows that the warehouse held already."),
    QUARANTINED("quarantined_files", null, Kind.GAUGE, "Files that are put aside and wait for repair."),
    LOAD_SECONDS("load_seconds", null, Kind.GAUGE, "How long the last load took, publishing included."),
    LAST_LOAD(
            "last_load_timestamp_seconds",
            null,
            Kind.GAUGE,
            "When the last load ended, in seconds since 1970; 0 before the first."),
    LAST_LOOK(
            "last_look_timestamp_seconds",
            null,
            Kind.GAUGE,
            "When the zones were looked at last; stands still when the finalizer hangs or is gone."),
    ROWS("rows", "object", Kind.GAUGE, "Rows of each dimension, fact and mart after the last load.");

    private static final String PREFIX = "millrace_warehouse_";

    private final String metric;
    private final String label;
    private final Kind kind;
    private final String meaning;

    WarehouseMetric(String metric, String label, Kind kind, String meaning) {
        this.metric = metric;
        this.label = label;
        this.kind = kind;
        this.meaning = meaning;
    }

    enum Kind {
        COUNTER("counter"),
        GAUGE("gauge");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Its name in a Prometheus scrape. */
    String prometheusName() {
        return PREFIX + metric;
    }

    /** The label that tells its series apart. */
    Optional<String> label() {
        return Optional.ofNullable(label);
    }

    Kind kind() {
        return kind;
    }

    String meaning() {
        return meaning;
    }
}
