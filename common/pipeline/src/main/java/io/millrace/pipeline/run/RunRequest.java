package io.millrace.pipeline.run;

import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run is asked to do.
 *
 * @param maskKeys the active key first; empty when no contract masks
 * @param lake where the zones stand; {@code state} is where checkpoints and savepoints go
 */
public record RunRequest(
        List<Dataset> datasets, URI lake, URI state, List<MaskKey> maskKeys, Topics topics, Execution execution) {

    public RunRequest {
        datasets = List.copyOf(datasets);
        maskKeys = List.copyOf(maskKeys);
    }

    /** One dataset of the run and the topic it is read from. */
    public record Dataset(Plan plan, String topic) {}

    /** A Kafka input. {@code properties} are further client settings ({@code key=value}), secrets already resolved. */
    public record Topics(String brokers, Start start, Until until, List<ClientProperty> properties) {
        public Topics {
            properties = List.copyOf(properties);
        }
    }

    /** A client setting; prints its name only. */
    public record ClientProperty(String name, String value) {
        @Override
        public String toString() {
            return name + "=***";
        }
    }

    /** Where a first run begins to read. */
    public enum Start {
        EARLIEST,
        LATEST
    }

    /** When a run ends: never, or when all that stood in the topics at its start has been read. */
    public enum Until {
        STOPPED,
        NOW
    }

    /** What state a run begins with. */
    public sealed interface From {
        /** The newest retained checkpoint or savepoint of the job; a first run begins with nothing. */
        record Latest() implements From {}

        /** Nothing; refused when the zones already hold records of the dataset, unless {@code rereadAllowed}. */
        record Nothing(boolean rereadAllowed) implements From {}

        record Path(URI path) implements From {}
    }

    public enum StateBackend {
        HASHMAP,
        ROCKSDB
    }

    /** How the engine runs. */
    public record Execution(
            int parallelism,
            Duration checkpointEvery,
            StateBackend backend,
            From from,
            OptionalInt uiPort,
            Optional<String> metricsPorts) {}
}
