package io.millrace.testkit.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a broker runs.
 *
 * @param port where clients connect on 127.0.0.1; empty for a free one
 * @param folder where data and logs stand and stay; empty for a temporary folder that goes with the broker
 * @param maxMessageBytes the largest record batch a topic takes unless it says otherwise
 * @param retention how long topics keep records unless they say otherwise; empty for ever, since the age of a record is
 *     that of its own timestamp and made-up records are born old
 */
public record BrokerOptions(
        BrokerClasspath classpath,
        OptionalInt port,
        Optional<Path> folder,
        int maxMessageBytes,
        Optional<Duration> retention) {

    /** Kafka's own default: 1 MiB and the overhead of a batch. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = (1 << 20) + 12;

    /** A broker on a free port with a temporary folder. */
    public static BrokerOptions temporary(BrokerClasspath classpath) {
        return new BrokerOptions(
                classpath, OptionalInt.empty(), Optional.empty(), DEFAULT_MAX_MESSAGE_BYTES, Optional.empty());
    }

    public BrokerOptions withPort(int value) {
        return new BrokerOptions(classpath, OptionalInt.of(value), folder, maxMessageBytes, retention);
    }

    public BrokerOptions withFolder(Path value) {
        return new BrokerOptions(classpath, port, Optional.of(value), maxMessageBytes, retention);
    }

    public BrokerOptions withMaxMessageBytes(int value) {
        return new BrokerOptions(classpath, port, folder, value, retention);
    }

    public BrokerOptions withRetention(Duration value) {
        return new BrokerOptions(classpath, port, folder, maxMessageBytes, Optional.of(value));
    }
}
