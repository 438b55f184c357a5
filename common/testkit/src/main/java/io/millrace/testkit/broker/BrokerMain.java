package io.millrace.testkit.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The broker process: formats its folder when it is new and serves until standard input ends, which it does when the
 * process that started it closes it or dies, however it dies. Says on standard output when clients may come.
 */
public final class BrokerMain {

    static final String STARTED = "STARTED";
    static final String FAILED = "FAILED ";

    static final String TEMPORARY = "temporary";
    private static final long STOP_MILLIS = 10_000;

    private BrokerMain() {}

    /** Arguments: the folder with {@code server.properties}, and {@code temporary} when it is to go at the end. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Runnable cleanUp = args.length > 1 && args[1].equals(TEMPORARY) ? () -> delete(folder) : () -> {};
        CountDownLatch inputEnded = new CountDownLatch(1);
        endWithInput(inputEnded, cleanUp);
        try {
            serve(settings(folder), inputEnded);
        } catch (Throwable e) {
            say(FAILED + rootCause(e));
            cleanUp.run();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(Properties settings, CountDownLatch inputEnded) throws Exception {
        format(Path.of(settings.getProperty("log.dirs")));
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        say(STARTED);
        inputEnded.await();
        server.shutdown();
    }

    /**
     * Stops the process in good order, or at once when that takes too long. An interrupt from a terminal reaches the whole
     * process group, this process included; whoever started it may still need it, so a signal alone does not end it.
     */
    private static void endWithInput(CountDownLatch inputEnded, Runnable cleanUp) {
        Thread server = Thread.currentThread();
        Thread watch = new Thread(
                () -> {
                    drain(System.in);
                    inputEnded.countDown();
                    joinFor(server, STOP_MILLIS);
                    cleanUp.run();
                    Runtime.getRuntime().halt(0);
                },
                "end-with-input");
        watch.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> joinFor(watch, 0), "wait-for-end-of-input"));
    }

    private static void drain(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            say("standard input broke: " + e.getMessage()); // ended all the same
        }
    }

    private static void joinFor(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Properties settings(Path folder) throws IOException {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(BrokerSettings.FILE))) {
            settings.load(in);
        }
        return settings;
    }

    private static void format(Path data) throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setDirectories(List.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .setPrintStream(nowhere)
                    .run();
        }
    }

    private static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            say("cannot delete " + folder + ": " + e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse(cause.toString());
    }
}
