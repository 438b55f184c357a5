package io.millrace.cli.conform;

import io.millrace.cli.Called;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Spark cluster on this machine: a master and workers with a core each, as processes of the jars of Spark's distribution. */
final class SparkCluster implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String LOOPBACK = "127.0.0.1";

    private final Path folder;
    private final Path sparkHome;
    private final String master;
    private final List<Process> processes = new ArrayList<>();

    SparkCluster(Path folder, int workers) throws IOException {
        this.folder = Files.createDirectories(folder);
        sparkHome = folder.resolve("spark");
        layOut(sparkHome.resolve("jars"));
        int port = freePort();
        master = "spark://" + LOOPBACK + ":" + port;
        start("master", "org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
        await("a master", () -> log("master").contains("I have been elected leader"));
        for (int worker = 1; worker <= workers; worker++) {
            String work = folder.resolve("work-" + worker).toString();
            start(
                    "worker-" + worker,
                    "org.apache.spark.deploy.worker.Worker",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    work,
                    master);
        }
        await("workers", () -> log("master").split("Registering worker").length > workers);
    }

    /** What {@code --master} takes. */
    String master() {
        return master;
    }

    /** What the executors said that ran on a worker, which is their log. */
    String executors(int worker) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("work-" + worker))) {
            List<Path> logs = files.filter(file -> file.endsWith("stderr")).toList();
            StringBuilder said = new StringBuilder();
            for (Path log : logs) {
                said.append(Files.readString(log));
            }
            return said.toString();
        }
    }

    /** Kills the executors of a worker, which starts others. */
    long killExecutors(int worker) {
        return processes
                .get(worker)
                .descendants()
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }

    /** The class path of the runner, as the launcher makes it: of an artifact that is there twice, the first. */
    static List<Path> classPath() throws IOException {
        Map<Path, Path> byArtifact = new LinkedHashMap<>();
        for (String module : List.of("jobs-batch/spark", "cli")) {
            String path = Files.readString(Called.home().resolve(module).resolve("target/runtime.classpath"));
            for (String entry : path.strip().split(File.pathSeparator)) {
                Path jar = Path.of(entry);
                boolean ofMillrace = jar.startsWith(Called.home());
                byArtifact.putIfAbsent(ofMillrace ? jar : jar.getParent().getParent(), jar);
            }
        }
        return List.copyOf(byArtifact.values());
    }

    /** Spark's own jars, and those that it needs; nothing of Millrace, and no connectors, which come with the run. */
    private static void layOut(Path jars) throws IOException {
        Files.createDirectories(jars);
        for (Path jar : classPath()) {
            if (!jar.startsWith(Called.home()) && !isConnector(jar)) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
    }

    private static boolean isConnector(Path jar) {
        String name = jar.getFileName().toString();
        return name.startsWith("gcs-connector-")
                || name.startsWith("hadoop-aws-")
                || jar.toString().contains("amazon");
    }

    private void start(String name, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                sparkHome.resolve("jars") + "/*",
                main,
                "--host",
                LOOPBACK,
                "--webui-port",
                "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What the scripts of the distribution set; a worker needs both to start executors.
        builder.environment().put("SPARK_HOME", sparkHome.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("CLASSPATH");
        processes.add(builder.redirectOutput(folder.resolve(name + ".log").toFile())
                .directory(folder.toFile())
                .start());
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    private void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what + "; the logs are in " + folder).atMost(LONGEST).until(condition);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
