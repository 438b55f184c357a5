package io.millrace.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.SecretScan;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run, at its most talkative, with secrets planted wherever a user may put one. */
final class SecretsIT {

    private static final String MASK_SECRET = "planted-mask-key-0123456789";
    private static final String JAAS_SECRET = "planted-jaas-password";
    private static final String STORE_SECRET = "planted-store-password";
    private static final String UNKNOWN_SECRET = "planted-in-a-setting-nobody-knows";
    private static final Pattern ACCOUNT = Pattern.compile("\"account_number\"\\s*:\\s*\"([^\"\\\\]{8,})\"");
    private static final long RECORDS = 3000;

    @TempDir
    private Path folder;

    @Test
    void no_secret_and_no_masked_value_leaves_a_run_but_by_the_raw_zone() throws Exception {
        Files.writeString(folder.resolve("mask.key"), MASK_SECRET);
        Files.writeString(folder.resolve("store.password"), STORE_SECRET);
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()))) {
            Called fed = Called.in(
                    folder,
                    "generate",
                    "--records",
                    Long.toString(RECORDS),
                    "--bad",
                    "0.2",
                    "--brokers",
                    broker.bootstrap());
            assertThat(fed.out()).as(fed.err()).contains("records of transactions");
            assertThat(stream(broker.bootstrap())).isZero();
        }

        SecretScan scan = new SecretScan(folder);
        Set<String> secrets = new TreeSet<>(List.of(MASK_SECRET, JAAS_SECRET, STORE_SECRET, UNKNOWN_SECRET));
        scan.assertNone(secrets, "log", "out", "lake", "state");
        Set<String> accounts = accounts();
        assertThat(accounts).hasSizeGreaterThan(500);
        scan.assertNone(accounts, "log", "out", "lake/clean", "lake/error");
    }

    private int stream(String brokers) throws Exception {
        Files.createDirectories(folder.resolve("out"));
        ProcessBuilder stream = new ProcessBuilder(
                        Called.home().resolve("millrace").toString(),
                        "stream",
                        "--dataset=transactions",
                        "--until=now",
                        "--debug",
                        "--brokers=" + brokers,
                        "--lake=lake",
                        "--state=state",
                        "--mask-key=k1=mask.key",
                        "--kafka=sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"u\" password=\"" + JAAS_SECRET + "\";",
                        "--kafka=ssl.keystore.password=${file:store.password}",
                        "--kafka=acme.vault.token=" + UNKNOWN_SECRET)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out/out").toFile())
                .redirectError(folder.resolve("out/err").toFile());
        stream.environment().put("MILLRACE_BUILD", "target");
        stream.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return stream.start().waitFor();
    }

    /** As they stand in raw, good records and bad ones. */
    private Set<String> accounts() {
        Called same = Called.in(folder, "generate", "--records", Long.toString(RECORDS), "--bad", "0.2", "--out", "-");
        return ACCOUNT.matcher(same.out())
                .results()
                .map(account -> account.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
