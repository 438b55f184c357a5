package io.millrace.contract;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** What the owner promises about the dataset; watched, never enforced on a row. */
public record Slo(Optional<Duration> freshness, Optional<BigDecimal> maxRejectRate) {}
