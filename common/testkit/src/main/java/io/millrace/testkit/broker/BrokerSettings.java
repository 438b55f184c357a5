package io.millrace.testkit.broker;

import static io.millrace.testkit.broker.LoopbackPorts.HOST;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** The broker's {@code server.properties}: one node that is controller and broker, reachable from this machine only. */
final class BrokerSettings {

    static final String FILE = "server.properties";
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final String CLIENTS = "CLIENTS";
    private static final String ONE = "1";
    private static final long FOR_EVER = -1;
    private static final int LARGEST_REQUEST = 100 << 20;

    private BrokerSettings() {}

    static void write(Path file, BrokerOptions options, Path data, int port, int controllerPort) throws IOException {
        Properties settings = new Properties();
        node(settings, data, port, controllerPort);
        topics(settings, options);
        smallness(settings);
        try (Writer out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
    }

    private static void node(Properties settings, Path data, int port, int controllerPort) {
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", Integer.toString(NODE));
        settings.setProperty("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        settings.setProperty("controller.listener.names", CONTROLLER);
        settings.setProperty("inter.broker.listener.name", CLIENTS);
        settings.setProperty("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        String clients = CLIENTS + "://" + HOST + ":" + port;
        settings.setProperty("listeners", clients + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        settings.setProperty("advertised.listeners", clients);
        // A broker that was killed may come back once its old session has ended; 9 s by default.
        settings.setProperty("broker.session.timeout.ms", "3000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("log.dirs", data.toString());
    }

    private static void topics(Properties settings, BrokerOptions options) {
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("message.max.bytes", Integer.toString(options.maxMessageBytes()));
        settings.setProperty("replica.fetch.max.bytes", Integer.toString(options.maxMessageBytes()));
        settings.setProperty(
                "socket.request.max.bytes", Integer.toString(Math.max(LARGEST_REQUEST, 2 * options.maxMessageBytes())));
        settings.setProperty(
                "log.retention.ms",
                Long.toString(options.retention().map(Duration::toMillis).orElse(FOR_EVER)));
        // Made-up records may lie far ahead of the clock; by default an hour is too far.
        settings.setProperty("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        settings.setProperty("offsets.topic.replication.factor", ONE);
        settings.setProperty("offsets.topic.num.partitions", ONE);
        settings.setProperty("transaction.state.log.replication.factor", ONE);
        settings.setProperty("transaction.state.log.min.isr", ONE);
        settings.setProperty("transaction.state.log.num.partitions", "2");
        settings.setProperty("transaction.max.timeout.ms", "3600000");
        settings.setProperty("share.coordinator.state.topic.replication.factor", ONE);
        settings.setProperty("share.coordinator.state.topic.min.isr", ONE);
        settings.setProperty("share.coordinator.state.topic.num.partitions", ONE);
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
    }

    private static void smallness(Properties settings) {
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("background.threads", "2");
        settings.setProperty("num.recovery.threads.per.data.dir", "2");
        // The default of 128 MiB would take a third of the heap for compacting a few offsets.
        settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        settings.setProperty("log.cleaner.io.buffer.size", "65536");
        settings.setProperty("metadata.log.segment.bytes", "16777216");
        settings.setProperty("log.segment.bytes", "134217728");
    }
}
