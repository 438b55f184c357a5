package io.millrace.pipeline.run;

import java.util.OptionalLong;

/**
 * What an engine says that it did; it is held against the files that it wrote.
 *
 * @param differing duplicates whose content is not that of the record that was kept
 * @param routed records that the engine's own language could not decide exactly, so that the row engine did; empty when
 *     the row engine decides all of them anyway
 */
public record BoundedResult(Counts counts, long differing, OptionalLong routed) {}
