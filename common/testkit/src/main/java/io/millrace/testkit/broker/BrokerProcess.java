package io.millrace.testkit.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A Kafka broker in a process of its own, on 127.0.0.1 only. It ends when closed and when this process ends, however it
 * ends; a killed one can be started again on the same port with the same data.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final String ERRORS = "broker.err";
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 15;
    private static final int ADMIN_MILLIS = 30_000;
    private static final long RETRY_MILLIS = 20;

    private final BrokerOptions options;
    private final Path folder;
    private final int port;
    private Process process;

    private BrokerProcess(BrokerOptions options, Path folder, int port) {
        this.options = options;
        this.folder = folder;
        this.port = port;
    }

    /** Starts a broker and returns when clients may come. */
    public static BrokerProcess start(BrokerOptions options) throws BrokerFailure {
        int port = options.port().isPresent() ? options.port().getAsInt() : LoopbackPorts.free();
        BrokerProcess broker = new BrokerProcess(options, folder(options), port);
        try {
            broker.launch();
            return broker;
        } catch (BrokerFailure e) {
            broker.close();
            throw e;
        }
    }

    /** Where clients connect. */
    public String bootstrap() {
        return LoopbackPorts.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Where its data, settings and log stand. */
    public Path folder() {
        return folder;
    }

    /** Makes a topic with the broker's settings. */
    public void createTopic(String name, int partitions) throws BrokerFailure {
        createTopic(name, partitions, Map.of());
    }

    /** Makes a topic and returns when all its partitions answer. */
    public void createTopic(String name, int partitions, Map<String, String> configs) throws BrokerFailure {
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.put(new TopicPartition(name, partition), OffsetSpec.latest());
        }
        try (Admin admin = admin()) {
            admin.createTopics(List.of(topic)).all().get(ADMIN_MILLIS, TimeUnit.MILLISECONDS);
            awaitAnswer(admin, all);
        } catch (ExecutionException e) {
            throw new BrokerFailure(
                    "cannot create topic " + name + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new BrokerFailure("cannot create topic " + name + ": no answer from " + bootstrap(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A new topic stands in the controller's log a moment before the broker knows it. */
    private static void awaitAnswer(Admin admin, Map<TopicPartition, OffsetSpec> all)
            throws ExecutionException, TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ADMIN_MILLIS);
        while (true) {
            try {
                admin.listOffsets(all).all().get(ADMIN_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }

    /** A client for everything else; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ADMIN_MILLIS));
    }

    /** Ends the process at once, as {@code kill -9} does. The data stays until {@link #close}. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops the broker in good order if it runs. The data stays until {@link #close}. */
    public void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly(); // its input is gone, so it can no longer be told
        }
        if (!awaitEnd()) {
            kill();
        }
    }

    /** Starts it again on the same port with the same data, ending it first if it still runs. */
    public void restart() throws BrokerFailure {
        stop();
        launch();
    }

    @Override
    public void close() {
        if (process != null) {
            stop();
        }
        if (options.folder().isEmpty()) {
            deleteFolder();
        }
    }

    private void launch() throws BrokerFailure {
        if (!LoopbackPorts.isFree(port)) {
            throw new BrokerFailure("port " + port + " on " + LoopbackPorts.HOST
                    + " is in use; stop what listens there or choose another port");
        }
        try {
            Path data = Files.createDirectories(folder.resolve("data"));
            BrokerSettings.write(folder.resolve(BrokerSettings.FILE), options, data, port, LoopbackPorts.free());
            process = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve(ERRORS).toFile()))
                    .start();
        } catch (IOException e) {
            throw new BrokerFailure("cannot start a broker in " + folder + ": " + e.getMessage(), e);
        }
        awaitStart();
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Dlog4j2.configurationFile=classpath:io/millrace/testkit/broker/log4j2.xml",
                "-Dmillrace.broker.folder=" + folder,
                "-cp",
                options.classpath().value(),
                BrokerMain.class.getName(),
                folder.toString(),
                options.folder().isPresent() ? "kept" : BrokerMain.TEMPORARY);
    }

    private void awaitStart() throws BrokerFailure {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String answer;
        try {
            answer = CompletableFuture.supplyAsync(() -> firstLine(out)).get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw failedStart("it did not start within " + START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            kill();
            throw interrupted(e);
        }
        if (!BrokerMain.STARTED.equals(answer)) {
            throw failedStart(answer, null);
        }
    }

    private static String firstLine(BufferedReader out) {
        try {
            return out.readLine();
        } catch (IOException e) {
            return null; // as when it ended without a word
        }
    }

    private BrokerFailure failedStart(String answer, Throwable cause) {
        kill();
        String reason = answer == null
                ? "it ended without a word" + lastWords()
                : answer.startsWith(BrokerMain.FAILED) ? answer.substring(BrokerMain.FAILED.length()) : answer;
        return new BrokerFailure("the broker at " + bootstrap() + " did not start: " + reason, cause);
    }

    /** What the JVM said on standard error; the folder, and the file with it, may be about to go. */
    private String lastWords() {
        try {
            String words = Files.readString(folder.resolve(ERRORS)).strip();
            return words.isEmpty() ? "" : ": " + words.lines().findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static BrokerFailure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new BrokerFailure("interrupted while waiting for the broker", cause);
    }

    private static Path folder(BrokerOptions options) throws BrokerFailure {
        try {
            return options.folder().isPresent()
                    ? Files.createDirectories(options.folder().get().toAbsolutePath())
                    : Files.createTempDirectory("millrace-kafka-");
        } catch (IOException e) {
            throw new BrokerFailure("cannot make a folder for the broker: " + e, e);
        }
    }

    private void deleteFolder() {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            System.getLogger(BrokerProcess.class.getName()).log(Level.WARNING, "cannot delete " + folder, e);
        }
    }
}
