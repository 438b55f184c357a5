package io.millrace.cli.launcher;

import io.millrace.cli.Called;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A checkout with the real launcher in it, a Maven that writes down when it was called and makes the class path files,
 * and a Java that prints how it was started.
 */
final class FakeCheckout {

    private static final List<String> TOOLS = List.of(
            "bash",
            "env",
            "readlink",
            "find",
            "cp",
            "mv",
            "rm",
            "mkdir",
            "touch",
            "sleep",
            "tail",
            "awk",
            "grep",
            "sed",
            "head",
            "cat",
            "flock",
            "tput");

    private final Path root;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    FakeCheckout(Path root) throws IOException {
        this.root = root;
        this.home = Files.createDirectories(root.resolve("a checkout with spaces"));
        Path bin = Files.createDirectories(root.resolve("bin"));
        for (String tool : TOOLS) {
            Path real = Path.of("/usr/bin", tool);
            Files.createSymbolicLink(bin.resolve(tool), Files.exists(real) ? real : Path.of("/bin", tool));
        }
        environment.put("PATH", bin.toString());
        environment.put("TMPDIR", root.resolve("tmp").toString());
        Files.copy(Called.home().resolve("millrace"), launcher());
        for (String module : List.of(
                "cli",
                "common/storage",
                "jobs-stream",
                "jobs-batch/finalizer",
                "jobs-batch/flink",
                "jobs-batch/duckdb",
                "jobs-batch/spark",
                "common/testkit")) {
            write(home.resolve(module).resolve("pom.xml"), "");
            write(home.resolve(module).resolve("src/main/Source.java"), "");
        }
        write(home.resolve("pom.xml"), "");
        write(home.resolve(".mvn/jvm.config"), "");
        script(bin.resolve("mvn"), MAVEN);
        javaHome("17.0.9");
    }

    private static final String MAVEN = """
            echo "$@" >> maven.calls
            echo "[INFO] Building Millrace cli 0.1 [7/7]"
            if [ -e broken ]; then
                echo "[ERROR] Source.java:[3,7] ';' expected"
                exit 1
            fi
            sleep "$(cat maven.seconds 2>/dev/null || echo 0)"
            for module in cli common/storage jobs-stream jobs-batch/finalizer jobs-batch/flink jobs-batch/duckdb jobs-batch/spark common/testkit; do
                mkdir -p $module/target
                echo jar > $module/target/${module##*/}.jar
                echo "$PWD/$module/target/${module##*/}.jar:$PWD/pom.xml" > $module/target/runtime.classpath
            done
            mkdir -p common/storage/target/plugins
            """;

    private static final String JAVA = """
            echo "class path: $CLASSPATH"
            for argument; do echo "argument: $argument"; done
            case "$*" in *"Main wait"*) trap 'echo "got TERM"; exit 143' TERM; echo waiting; while :; do sleep 0.05; done ;; esac
            """;

    Path launcher() {
        return home.resolve("millrace");
    }

    Path home() {
        return home;
    }

    /** Makes a Java of that version and points JAVA_HOME to it. */
    Path javaHome(String version) throws IOException {
        Path java = root.resolve("java-" + version);
        write(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(java.resolve("bin/java"), JAVA);
        script(java.resolve("bin/javac"), "");
        environment.put("JAVA_HOME", java.toString());
        return java;
    }

    FakeCheckout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    FakeCheckout without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** How often Maven was called. */
    int builds() throws IOException {
        Path calls = home.resolve("maven.calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    Answer run(String... args) throws IOException, InterruptedException {
        return run(launcher(), args);
    }

    Answer run(Path launcher, String... args) throws IOException, InterruptedException {
        Process process = start(launcher, args);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out);
    }

    /** Starts the launcher, both streams in one. */
    Process start(Path launcher, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    record Answer(int exit, String out) {}

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void script(Path file, String text) throws IOException {
        write(file, "#!/usr/bin/env bash\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
