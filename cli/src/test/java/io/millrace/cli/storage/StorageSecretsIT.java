package io.millrace.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Launched;
import io.millrace.cli.SecretScan;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.gcs.GcsEmulator;
import io.millrace.testkit.gcs.Operation;
import io.millrace.testkit.gcs.ServiceAccount;
import io.millrace.testkit.http.Fault;
import io.millrace.testkit.http.Faults;
import io.millrace.testkit.s3.S3Emulator;
import io.millrace.testkit.s3.S3Operation;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs on object stores at their most talkative, connectors included, with the credentials that a user gives, while requests
 * are refused and without: nothing that the runs leave holds a credential.
 */
@Tag("slow")
final class StorageSecretsIT {

    private static final String SESSION_TOKEN = "planted-session-token/with+signs==";
    private static final String GUESSED = "planted-secret-that-is-not-the-right-one";
    private static final long RECORDS = 2000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Spark has connectors of its own. */
    private static final String[] SPARK = {
        "batch", "transactions", "--runner=spark", "--input=in.ndjson", "--force", "--debug"
    };

    private static final String TALKATIVE = "-Dmillrace.log.level=DEBUG";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private int metricsPort;

    @BeforeEach
    void makePlaces() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/mask.key"), "a key for tests only");
        environment.put("MILLRACE_JAVA_OPTS", TALKATIVE);
        try (ServerSocket free = new ServerSocket(0)) {
            metricsPort = free.getLocalPort();
        }
    }

    @Test
    void no_key_and_no_token_of_a_service_account_leaves_a_run() throws Exception {
        ServiceAccount account = new ServiceAccount();
        try (GcsEmulator gcs = GcsEmulator.start(0).bucket("lake").only(account);
                BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()))) {
            Files.writeString(folder.resolve("secrets/account.json"), account.keyFile(gcs.url()));
            environment.put(
                    "GOOGLE_APPLICATION_CREDENTIALS",
                    folder.resolve("secrets/account.json").toString());
            settings(broker, "gs://lake", """
                    gs.storage.root.url: "%s"
                        gs.token.server.url: "%s/token"
                        gs.project.id: test""".formatted(gcs.url(), gcs.url()));
            run(broker, gcs.faults(), Operation.RESUMABLE_START);
            assertThat(account.tokens()).as("tokens that were given").isPositive();
            assertThat(gcs.names("lake")).anyMatch(name -> name.startsWith("lake/clean/"));

            ServiceAccount other = new ServiceAccount();
            Files.writeString(folder.resolve("secrets/account.json"), other.keyFile(gcs.url()));
            refused("does not accept our credentials");
            List<String> secrets = new ArrayList<>(account.secrets());
            secrets.addAll(other.secrets());
            new SecretScan(folder).assertNone(secrets, "log", "out", ".millrace");
        }
    }

    @Test
    void no_key_and_no_token_of_an_account_of_s3_leaves_a_run() throws Exception {
        try (S3Emulator s3 = S3Emulator.start(0, Optional.of(SESSION_TOKEN)).bucket("lake");
                BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()))) {
            Files.writeString(folder.resolve("secrets/key"), s3.secretKey());
            Files.writeString(folder.resolve("secrets/token"), SESSION_TOKEN);
            settings(broker, "s3://lake", """
                    s3.endpoint: "%s"
                        s3.endpoint.region: us-east-1
                        s3.path.style.access: "true"
                        s3.access-key: %s
                        s3.secret-key: "${file:secrets/key}"
                        s3.session.token: "${file:secrets/token}"
                        s3.aws.credentials.provider: org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider""".formatted(s3.url(), S3Emulator.ACCESS_KEY));
            run(broker, s3.faults(), S3Operation.MULTIPART_START);
            assertThat(s3.names("lake")).anyMatch(name -> name.startsWith("lake/clean/"));

            Files.writeString(folder.resolve("secrets/key"), GUESSED);
            refused("does not let us in: the keys are wrong");
            new SecretScan(folder)
                    .assertNone(List.of(s3.secretKey(), GUESSED, SESSION_TOKEN), "log", "out", ".millrace");
        }
    }

    @Test
    void settings_are_shown_without_what_was_given_as_it_is() throws Exception {
        Files.writeString(folder.resolve("millrace.yaml"), "storage: { options: { s3.secret-key: " + GUESSED + " } }");
        for (String output : List.of("text", "json")) {
            Called shown = Called.in(folder, "config", "show", "--origins", "--output=" + output);
            assertThat(shown.out() + shown.err()).contains("***").doesNotContain(GUESSED);
        }
    }

    private void settings(BrokerProcess broker, String bucket, String options) throws IOException {
        Files.writeString(
                folder.resolve("millrace.yaml"), """
                lake: %1$s/lake
                state: %1$s/state
                kafka: { brokers: "%2$s" }
                masking: { keys: { k1: "${file:secrets/mask.key}" } }
                stream: { checkpoint_every: 1 s, metrics_ports: "%4$s" }
                storage:
                  options:
                    %3$s
                """.formatted(bucket, broker.bootstrap(), options, metricsPort));
    }

    /** A stream whose requests are refused now and then and that is stopped, the warehouse, and what settings look like. */
    private void run(BrokerProcess broker, Faults faults, Enum<?> written) throws Exception {
        Called fed =
                Called.in(folder, "generate", "--records", Long.toString(RECORDS), "--brokers", broker.bootstrap());
        assertThat(fed.out()).as(fed.err()).contains("records of transactions");
        faults.nth(2, Fault.FORBIDDEN, written);
        faults.nth(4, Fault.UNAUTHORIZED, written);
        Process stream = started("stream", "--dataset=transactions", "--debug", "--output=json");
        Awaitility.await().atMost(PATIENCE).until(() -> faults.strikes().size() == 2 || !stream.isAlive());
        assertThat(stream.isAlive()).as(said("stream")).isTrue();
        scrape();
        stream.toHandle().destroy();
        assertThat(stream.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        done("stream", "--dataset=transactions", "--until=now", "--debug", "--output=json");
        done("generate", "--records", Long.toString(RECORDS), "--out", "in.ndjson");
        done(SPARK);
        done(
                "reprocess",
                "transactions",
                "--runner=spark",
                "--from=2000-01-01",
                "--to=2100-01-01",
                "--reason=x",
                "--debug");
        done("finalize", "--debug");
        done("audit", "--debug");
        done("config", "show", "--origins");
    }

    /** The page of metrics of the stream that runs. */
    private void scrape() throws Exception {
        URI page = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
        Files.writeString(
                folder.resolve("out/metrics"),
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                        .body());
    }

    private void done(String... words) throws Exception {
        assertThat(started(words).waitFor()).as(said(words[0])).isZero();
    }

    private void refused(String words) throws Exception {
        assertThat(started("stream", "--dataset=transactions", "--until=now", "--debug")
                        .waitFor())
                .isEqualTo(2);
        assertThat(said("stream")).contains(words);
        assertThat(started(SPARK).waitFor()).isEqualTo(2);
        assertThat(said("batch")).contains(words);
    }

    private Process started(String... words) throws IOException {
        ProcessBuilder builder = Launched.builder(folder, words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("out/" + words[0]).toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String said(String verb) throws IOException {
        return Files.readString(folder.resolve("out/" + verb));
    }
}
