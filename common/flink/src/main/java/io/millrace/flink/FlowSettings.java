package io.millrace.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;

/** What every job of Millrace must have set, whatever the configuration file says. */
public final class FlowSettings {

    /** Fixed by the first savepoint of a job; divides by every parallelism that people use. */
    public static final int MAX_PARALLELISM = 720;

    private FlowSettings() {}

    public static Configuration applyTo(Configuration configuration) {
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        return configuration;
    }
}
