package io.millrace.pipeline.sample;

import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.sample.Expectation.Door;
import java.util.List;
import java.util.Optional;

/** What became of a record: its door, its columns (null when it could not be read), the reasons, what it repeats. */
public record Found(Door door, Row row, List<Violation> violations, Optional<String> of) {}
