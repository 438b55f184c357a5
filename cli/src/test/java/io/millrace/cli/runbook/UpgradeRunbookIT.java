package io.millrace.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Called;
import io.millrace.cli.Launched;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbook of upgrades, as it stands: its commands run in one shell while records come in. */
@Tag("slow")
final class UpgradeRunbookIT {

    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String RECORDS = "60000";
    private static final String A_SECOND = "1000";
    private static final int PARTITIONS = 3;

    @TempDir
    private Path folder;

    @Test
    void nothing_is_lost_or_comes_twice_on_the_way_to_version_two_and_back() throws Exception {
        for (String name : Stream.of("millrace", "contracts").toList()) {
            Files.createSymbolicLink(folder.resolve(name), Called.home().resolve(name));
        }
        Files.writeString(folder.resolve("mask.key"), "a key for tests only, long enough");
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()))) {
            broker.createTopic("transactions", PARTITIONS, Map.of("retention.ms", "-1"));
            Process load = Launched.builder(
                            folder,
                            "generate",
                            "--brokers",
                            broker.bootstrap(),
                            "--records",
                            RECORDS,
                            "--rate",
                            A_SECOND,
                            "--expect",
                            "expected.json")
                    .redirectOutput(folder.resolve("load.out").toFile())
                    .redirectError(folder.resolve("load.err").toFile())
                    .start();
            try {
                runbook(broker.bootstrap());
                assertThat(load.waitFor())
                        .as(Files.readString(folder.resolve("load.err")))
                        .isZero();
                everythingIsThere(broker.bootstrap());
            } finally {
                load.destroyForcibly();
            }
        }
    }

    private void runbook(String brokers) throws IOException, InterruptedException {
        String commands = "set -euo pipefail\n"
                + COMMANDS.matcher(Files.readString(Called.home().resolve("docs/runbooks/upgrade.md")))
                        .results()
                        .map(block -> block.group(1))
                        .collect(Collectors.joining("\n"));
        File said = folder.resolve("runbook.out").toFile();
        ProcessBuilder bash = new ProcessBuilder("bash", "-x", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said);
        bash.environment().put("BROKERS", brokers);
        bash.environment().put("MILLRACE_BUILD", "target");
        bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = bash.start();
        try {
            assertThat(process.waitFor())
                    .as("%s\n%s", Files.readString(said.toPath()), log())
                    .isZero();
        } finally {
            endStream();
        }
    }

    /** What is left to read is read by the command with which the runbook ends. */
    private void everythingIsThere(String brokers) throws Exception {
        Launched rest = Launched.in(
                folder,
                "stream",
                "--dataset",
                "transactions",
                "--contracts",
                "contracts-v2",
                "--until",
                "now",
                "--brokers",
                brokers,
                "--lake",
                "lake",
                "--state",
                "state",
                "--mask-key",
                "k1=mask.key");
        assertThat(rest.exit()).as(rest.err()).isZero();
        Launched audit = Launched.in(
                folder, "audit", "transactions", "--lake", "lake", "--brokers", brokers, "--output", "json");
        assertThat(audit.exit()).as(audit.out() + audit.err()).isZero();
        ObjectMapper json = new ObjectMapper();
        JsonNode expected = json.readTree(folder.resolve("expected.json").toFile());
        JsonNode books = json.readTree(audit.out()).findParent("raw");
        assertThat(books.get("raw").asLong()).isEqualTo(expected.get("read").asLong());
        for (String door : Stream.of("clean", "rejected", "duplicate").toList()) {
            assertThat(books.get(door).asLong())
                    .as(door)
                    .isEqualTo(expected.get(door).asLong());
        }
        assertThat(folder.resolve("withdrawn")).isNotEmptyDirectory();
    }

    private String log() throws IOException {
        Path log = folder.resolve("stream.log");
        return Files.exists(log) ? Files.readString(log) : "no stream.log";
    }

    /** The stream that a failed step has left. */
    private void endStream() throws IOException {
        Path pid = folder.resolve("stream.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
