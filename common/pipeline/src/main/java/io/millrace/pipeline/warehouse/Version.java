package io.millrace.pipeline.warehouse;

import java.nio.file.Path;
import java.time.Instant;

/** A published version: immutable, complete, read-only. */
public record Version(long number, Path file, Instant published) {}
