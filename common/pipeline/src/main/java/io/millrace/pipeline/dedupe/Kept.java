package io.millrace.pipeline.dedupe;

import io.millrace.pipeline.row.Position;
import java.math.BigDecimal;

/**
 * What must be remembered of the clean record of a key: where it stands, its version ({@code order}, null when the first
 * record is kept) and a hash of its content, which tells a repeat from a record that only claims the same key.
 */
public record Kept(Position position, BigDecimal order, long content) {}
