package io.millrace.contract;

import java.time.ZoneId;

/** The clean zone is partitioned by the day of the event in this time zone. */
public record Partition(ZoneId zone) {}
