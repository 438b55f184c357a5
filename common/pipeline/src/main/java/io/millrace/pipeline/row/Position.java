package io.millrace.pipeline.row;

/** Where a record came from: topic, partition and offset; or file, {@code -} and line. Carried into every zone. */
public record Position(String source, String split, long offset) {}
