package io.millrace.stream.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A Flink cluster of processes on this machine, each with what Flink's own distribution has in its lib folder and nothing
 * else; the job's jar is where a cluster finds it.
 */
final class Cluster implements AutoCloseable {

    static final Path HOME = Path.of(System.getProperty("millrace.home"));
    static final Path JAR = HOME.resolve("jobs-stream/application/target/millrace-stream.jar");

    /** The main class of each mode that has a job of its own. */
    private static final Map<String, String> MAINS = Map.of(
            "application", "io.millrace.cli.stream.StreamApplication",
            "batch", "io.millrace.cli.batch.BatchApplication");

    private static final Duration LONGEST = Duration.ofSeconds(90);
    /** Artifacts that Flink's lib folder holds, in its own jar of all or beside it. */
    private static final Pattern OF_FLINK = Pattern.compile(
            "flink-(annotations|clients|connector-(base|datagen|files)|container|core|core-api|datastream|datastream-api"
                    + "|file-sink-common|hadoop-fs|kubernetes|metrics-.+|queryable-state-client-java|rpc-.+|runtime|runtime-web"
                    + "|shaded-.+|statebackend-.+|streaming-java)-\\d.+|frocksdbjni-.+|kryo-.+|minlog-.+|reflectasm-.+"
                    + "|objenesis-.+|javassist-.+|commons-(cli|collections|compress|io|lang3|math3|text)-.+"
                    + "|snakeyaml-engine-.+|jsr305-.+|async-profiler-.+|lz4-java-.+|snappy-java-.+|slf4j-api-.+"
                    + "|log4j-(api|core|slf4j2-impl|layout-template-json)-.+|jackson-.+");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String mode;
    private final int port;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * A cluster that is not started yet.
     *
     * @param mode whose configuration file it has
     */
    Cluster(Path folder, String mode, Map<String, String> further) throws IOException {
        this.folder = folder;
        this.mode = mode;
        this.port = freePort();
        settings.putAll(further);
        settings.put("jobmanager.rpc.address", "127.0.0.1");
        settings.put("jobmanager.rpc.port", Integer.toString(freePort()));
        for (String key :
                List.of("jobmanager.bind-host", "taskmanager.bind-host", "taskmanager.host", "rest.address")) {
            settings.put(key, "127.0.0.1");
        }
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.port", Integer.toString(port));
        settings.put("blob.server.port", "0");
        settings.put("io.tmp.dirs", folder.resolve("tmp").toString());
        Files.createDirectories(folder.resolve("tmp"));
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("usrlib"));
        Files.createDirectories(folder.resolve("conf"));
        if (MAINS.containsKey(mode)) {
            Files.createLink(folder.resolve("usrlib/millrace-stream.jar"), JAR);
        }
        Files.copy(HOME.resolve("flink-conf").resolve(mode).resolve("config.yaml"), folder.resolve("conf/config.yaml"));
    }

    URI rest() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path log(String process) {
        return folder.resolve(process + ".log");
    }

    /** A JobManager whose main method is the job's, with these arguments of it. */
    Process application(List<String> arguments, Map<String, String> further) throws IOException {
        return application("jobmanager", arguments, further);
    }

    /** One of several JobManagers of the same job; the one that leads runs it. */
    JobManager candidate(String name, List<String> arguments) throws IOException {
        int own = freePort();
        Map<String, String> ports =
                Map.of("rest.port", Integer.toString(own), "jobmanager.rpc.port", Integer.toString(freePort()));
        Process process = application(name, arguments, ports);
        return new JobManager(process, URI.create("http://127.0.0.1:" + own));
    }

    private Process application(String name, List<String> arguments, Map<String, String> further) throws IOException {
        List<String> command = jvm("org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint");
        command.addAll(List.of("--job-classname", MAINS.get(mode)));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        further.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(arguments);
        return start(name, command);
    }

    /** A JobManager that waits for jobs. */
    Process session() throws IOException {
        List<String> command = jvm("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        return start("jobmanager", command);
    }

    Process taskManager() throws IOException {
        List<String> command = jvm("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
        Map<String, String> all = new TreeMap<>(settings);
        all.put("taskmanager.numberOfTaskSlots", "2");
        all.put("taskmanager.cpu.cores", "2.0");
        all.put("taskmanager.memory.task.heap.size", "384m");
        all.put("taskmanager.memory.framework.heap.size", "128m");
        all.put("taskmanager.memory.managed.size", "128m");
        all.put("taskmanager.memory.framework.off-heap.size", "128m");
        all.put("taskmanager.memory.task.off-heap.size", "0");
        all.put("taskmanager.memory.network.min", "64m");
        all.put("taskmanager.memory.network.max", "64m");
        all.put("taskmanager.memory.jvm-metaspace.size", "256m");
        all.put("taskmanager.memory.jvm-overhead.min", "128m");
        all.put("taskmanager.memory.jvm-overhead.max", "128m");
        all.forEach((key, value) -> {
            command.add("-D");
            command.add(key + "=" + value);
        });
        return start("taskmanager", command);
    }

    private List<String> jvm(String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Dmillrace.log.level=INFO",
                "-Dlog4j.configurationFile=" + HOME.resolve("flink-conf/log4j2.xml"),
                "-cp",
                distribution(),
                main,
                "--configDir",
                folder.resolve("conf").toString()));
        return command;
    }

    private static String distribution() {
        return String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> OF_FLINK.matcher(
                                        Path.of(entry).getFileName().toString())
                                .matches())
                        .toList());
    }

    private Process start(String name, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("FLINK_LIB_DIR", folder.resolve("lib").toString());
        builder.environment().put("FLINK_PLUGINS_DIR", System.getProperty("millrace.plugins"));
        builder.environment().put("NO_GCE_CHECK", "true");
        builder.environment().remove("CLASSPATH");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
                .start();
        processes.add(process);
        return process;
    }

    /** As {@code kill -9} does. */
    static void kill(Process process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    void awaitAnswer() {
        await("an answer", () -> get("/overview").contains("flink-version"));
    }

    /** The id of the only job, once it is in that state. */
    String awaitJob(String state) {
        String[] id = new String[1];
        await("a job that is " + state, () -> {
            JsonNode jobs = JSON.readTree(get("/jobs/overview")).path("jobs");
            id[0] = null;
            jobs.forEach(job -> id[0] =
                    job.path("state").asText().equals(state) ? job.path("jid").asText() : id[0]);
            return id[0] != null;
        });
        return id[0];
    }

    void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what + "; the logs are in " + folder)
                .atMost(LONGEST)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(condition);
    }

    String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(rest().resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    /** Asks a job to stop with a savepoint. */
    void stop(String job) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(rest().resolve("/jobs/" + job + "/stop"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"drain\":false}"))
                .build();
        http.send(request, BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        processes.forEach(Cluster::kill);
    }
}
