package io.millrace.zones;

/** The three zones and the files that stand in them. */
public enum Zone {
    /** Every record as it came: zstd-compressed JSON lines. */
    RAW("raw", ".ndjson.zst"),
    /** Valid, masked rows: Parquet. */
    CLEAN("clean", ".parquet"),
    /** Rejected records and duplicates with their reasons: JSON lines. */
    ERROR("error", ".ndjson");

    private final String folder;
    private final String suffix;

    Zone(String folder, String suffix) {
        this.folder = folder;
        this.suffix = suffix;
    }

    public String folder() {
        return folder;
    }

    /** How the name of every file of the zone ends. */
    public String suffix() {
        return suffix;
    }
}
