package io.millrace.stream.state;

import org.apache.flink.core.fs.Path;

/** A complete checkpoint or savepoint. Ids of one job grow from snapshot to snapshot, restores included. */
public record Snapshot(Path path, long id) {}
