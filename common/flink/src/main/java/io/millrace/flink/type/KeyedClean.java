package io.millrace.flink.type;

import io.millrace.pipeline.row.RowKey;
import io.millrace.zones.record.CleanRecord;

/** A valid record on its way to the dedupe of its key. */
public record KeyedClean(RowKey key, CleanRecord record) {}
