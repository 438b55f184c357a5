package io.millrace.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.launcher.FakeCheckout.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, with a Maven and a Java that only say that they were called. */
final class LauncherIT {

    @TempDir
    private Path folder;

    private FakeCheckout checkout;

    @BeforeEach
    void make_a_checkout() throws IOException {
        checkout = new FakeCheckout(folder);
    }

    @Test
    void it_builds_once_and_then_starts_without_maven() throws Exception {
        Answer first = checkout.run("version");
        assertThat(first.exit()).as(first.out()).isZero();
        assertThat(first.out()).contains("millrace: building", "millrace: built in");
        Answer second = checkout.run("version");
        assertThat(second.out())
                .doesNotContain("building")
                .contains("argument: io.millrace.cli.Main\nargument: version\n");
        assertThat(checkout.builds()).isOne();
    }

    @Test
    void it_builds_again_when_a_source_was_changed_or_deleted_or_a_jar_is_gone() throws Exception {
        checkout.run("version");
        Path source = checkout.home().resolve("common/testkit/src/main/Source.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        checkout.run("version");
        assertThat(checkout.builds()).isEqualTo(2);
        FakeCheckout.write(source, "");
        Files.delete(source);
        Files.setLastModifiedTime(
                source.getParent(), FileTime.from(Instant.now().plusSeconds(1)));
        checkout.run("version");
        assertThat(checkout.builds()).isEqualTo(3);
        Files.delete(checkout.home().resolve(".millrace/launcher/built/cli.jar"));
        FakeCheckout.write(source, "");
        Files.setLastModifiedTime(
                source.getParent(), FileTime.from(Instant.now().minusSeconds(60)));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
        checkout.run("version");
        assertThat(checkout.builds()).isEqualTo(4);
    }

    @Test
    void arguments_with_spaces_and_a_link_from_elsewhere_arrive_unchanged() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), Path.of("a checkout with spaces/millrace"));
        Answer answer = checkout.run(link, "plan", "a b", "", "$HOME *");
        assertThat(answer.out())
                .contains("argument: -Dmillrace.home=" + checkout.home().toRealPath())
                .endsWith("argument: plan\nargument: a b\nargument: \nargument: $HOME *\n");
    }

    @Test
    void light_verbs_get_the_light_class_path_and_streams_each_entry_of_both_once() throws Exception {
        checkout.run("version");
        Path built = checkout.home().toRealPath().resolve(".millrace/launcher/built");
        String pom = checkout.home().toRealPath().resolve("pom.xml").toString();
        String cli = built + "/cli.jar:" + pom + ":" + built + "/storage.jar";
        assertThat(checkout.run("--output", "json", "validate").out())
                .startsWith("class path: " + cli + "\n")
                .contains("-XX:TieredStopAtLevel=1");
        assertThat(checkout.run("--debug", "stream").out())
                .startsWith("class path: " + cli + ":" + built + "/jobs-stream.jar\n")
                .contains("--add-opens=java.base/java.util=ALL-UNNAMED");
        assertThat(checkout.run("demo").out())
                .contains(
                        "-Dmillrace.broker.classpath=" + built + "/testkit.jar:" + pom + "\n",
                        "-Dmillrace.finalizer.classpath=" + cli + ":" + built + "/finalizer.jar\n");
        assertThat(checkout.run("finalize").out()).startsWith("class path: " + cli + ":" + built + "/finalizer.jar\n");
    }

    @Test
    void the_runner_of_a_bounded_run_decides_about_its_class_path() throws Exception {
        checkout.run("version");
        Path built = checkout.home().toRealPath().resolve(".millrace/launcher/built");
        String flink = ":" + built + "/flink.jar\n";
        String duckdb = ":" + built + "/duckdb.jar\n";
        assertThat(checkout.run("batch", "orders", "--input", "x").out()).contains(flink, "--add-opens=");
        assertThat(checkout.run("batch", "orders", "--runner", "duckdb").out()).contains(duckdb);
        assertThat(checkout.run("batch", "--runner=duckdb", "orders").out()).contains(duckdb);
        // Spark first: of what both want, its version stands. Flink's file systems are not for it.
        assertThat(checkout.run("batch", "orders", "--runner", "spark").out())
                .startsWith("class path: " + built + "/spark.jar:")
                .doesNotContain("/storage.jar");
        assertThat(checkout.run("batch", "orders", "--runner", "spoon").out()).contains("argument: spoon");
        assertThat(checkout.run("plan", "orders", "--runner", "duckdb").out()).contains(duckdb);
        assertThat(checkout.run("plan", "orders").out()).contains(":" + built + "/finalizer.jar\n");
    }

    @Test
    void an_engine_gets_a_temporary_folder_of_its_own_and_what_the_dead_have_left_goes() throws Exception {
        assertThat(checkout.run("version").out()).doesNotContain("java.io.tmpdir");
        Path dead = temporary(checkout.run("query"));
        Path living = Files.createDirectory(dead.resolveSibling(dead.getFileName()
                .toString()
                .replaceFirst("\\d+$", ProcessHandle.current().pid() + "")));
        Path elsewhere = Files.createDirectory(dead.resolveSibling("another-machine.1"));
        FakeCheckout.write(dead.resolve("libduckdb_java1.so"), "");
        Path own = temporary(checkout.run("finalize"));
        assertThat(dead.getParent()).isDirectoryContaining(own::equals);
        assertThat(dead).doesNotExist();
        assertThat(living).isDirectory();
        assertThat(elsewhere).isDirectory();
    }

    @Test
    void a_temporary_folder_that_somebody_else_may_have_made_is_neither_used_nor_swept() throws Exception {
        checkout.run("version");
        Path base = temporary(checkout.run("query")).getParent();
        Path real = Files.move(base, folder.resolve("real"));
        Files.createSymbolicLink(base, real);
        assertThat(checkout.run("query").out()).doesNotContain("java.io.tmpdir");
        assertThat(real).isNotEmptyDirectory();
    }

    private static Path temporary(Answer answer) {
        String option = "argument: -Djava.io.tmpdir=";
        return answer.out()
                .lines()
                .filter(line -> line.startsWith(option))
                .map(line -> Path.of(line.substring(option.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void java_is_found_in_the_path_when_java_home_is_not_set() throws Exception {
        Path java = checkout.javaHome("21.0.2");
        Files.createSymbolicLink(folder.resolve("bin/java"), java.resolve("bin/java"));
        assertThat(checkout.without("JAVA_HOME").run("version").exit()).isZero();
    }

    @Test
    void without_java_it_says_what_to_install() throws Exception {
        Answer answer = checkout.without("JAVA_HOME").run("version");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out())
                .contains("Java is not installed")
                .containsAnyOf("apt install openjdk-17-jdk", "There is a Java");
    }

    @Test
    void an_old_java_is_named_with_its_version() throws Exception {
        checkout.javaHome("11.0.20");
        assertThat(checkout.run("version").out()).contains("is Java 11.0.20; millrace needs Java 17 or newer");
        Path eight = checkout.javaHome("8");
        Files.delete(eight.resolve("release"));
        FakeCheckout.script(eight.resolve("bin/java"), "echo 'openjdk version \"1.8.0_402\"' >&2\n");
        Answer answer = checkout.run("version");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).contains("is Java 8.0_402; millrace needs Java 17 or newer");
    }

    @Test
    void a_java_home_without_java_is_named() throws Exception {
        Answer answer = checkout.with("JAVA_HOME", "/nowhere").run("version");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).contains("JAVA_HOME is /nowhere, but there is no bin/java in it");
    }

    @Test
    void without_maven_it_says_what_to_install() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        Answer answer = checkout.run("version");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).contains("Maven is not installed", "apt install maven");
    }

    @Test
    void a_failed_build_shows_its_errors_and_its_log_and_is_tried_again() throws Exception {
        FakeCheckout.write(checkout.home().resolve("broken"), "");
        Answer answer = checkout.run("version");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).contains("the build failed", "';' expected", ".millrace/launcher/build.log");
        Files.delete(checkout.home().resolve("broken"));
        assertThat(checkout.run("version").exit()).isZero();
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void two_launchers_at_once_build_once() throws Exception {
        FakeCheckout.write(checkout.home().resolve("maven.seconds"), "2");
        Process one = checkout.start(checkout.launcher(), "version");
        Process other = checkout.start(checkout.launcher(), "version");
        String both = new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                + new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(one.waitFor()).as(both).isZero();
        assertThat(other.waitFor()).as(both).isZero();
        assertThat(both).contains("another millrace is building; waiting for it");
        assertThat(checkout.builds()).isOne();
    }

    @Test
    void nothing_is_built_when_that_is_forbidden() throws Exception {
        Answer answer = checkout.with("MILLRACE_BUILD", "never").run("version");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).contains("nothing is built yet");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void what_maven_left_in_target_runs_as_it_is_when_that_is_asked_for() throws Exception {
        Answer missing = checkout.with("MILLRACE_BUILD", "target").run("version");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.out()).contains("Maven has not built cli yet");
        checkout.without("MILLRACE_BUILD").run("version");
        String target =
                checkout.home().toRealPath().resolve("cli/target/cli.jar").toString();
        assertThat(checkout.with("MILLRACE_BUILD", "target").run("version").out())
                .startsWith("class path: " + target);
        assertThat(checkout.builds()).isOne();
    }

    @Test
    void a_signal_reaches_java() throws Exception {
        checkout.run("version");
        Process process = checkout.start(checkout.launcher(), "wait");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.lines().anyMatch("waiting"::equals)).isTrue();
        process.toHandle().destroy();
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(out.readLine()).isEqualTo("got TERM");
    }
}
