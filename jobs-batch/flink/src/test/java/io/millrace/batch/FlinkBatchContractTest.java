package io.millrace.batch;

import org.junit.jupiter.api.Tag;

/** Flink, bounded, does all of what every runner does. */
@Tag("slow")
final class FlinkBatchContractTest extends FlinkBatchContract {}
