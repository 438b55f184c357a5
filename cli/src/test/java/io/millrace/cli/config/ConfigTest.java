package io.millrace.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where settings come from, and which of several wins. */
final class ConfigTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void write_the_settings() throws IOException {
        Files.writeString(folder.resolve("millrace.yaml"), """
                lake: file-lake
                state: file-state
                kafka: { brokers: "file:1", properties: { sasl.jaas.config: hunter2, client.id: "${env:ID}" } }
                masking:
                  keys: { old: "${file:old.key}" }
                profiles:
                  prod:
                    lake: gs://bucket/prod
                    kafka: { brokers: "profile:1" }
                """);
    }

    @Test
    void a_flag_beats_the_environment_which_beats_a_profile_which_beats_the_file() {
        Called called = Called.in(
                folder,
                Map.of("MILLRACE_KAFKA_BROKERS", "env:1", "MILLRACE_STREAM_PARALLELISM", "3"),
                "config",
                "show",
                "--origins",
                "--profile",
                "prod",
                "--parallelism",
                "4");
        assertThat(called.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "contracts contracts default",
                        "state file-state millrace.yaml:2:1",
                        "lake gs://bucket/prod profile prod, millrace.yaml:8:5",
                        "kafka.brokers env:1 environment MILLRACE_KAFKA_BROKERS",
                        "stream.parallelism 4 flag --parallelism");
    }

    @Test
    void secrets_are_never_printed_and_references_to_them_are() {
        for (String output : new String[] {"text", "json"}) {
            String out = Called.in(folder, "config", "show", "--kafka", "ssl.key.password=hunter2", "--output", output)
                    .out();
            assertThat(out).doesNotContain("hunter2").contains("***", "${file:old.key}", "${env:ID}");
        }
    }

    @Test
    void a_key_given_as_a_flag_comes_before_those_of_the_file_and_so_is_active() {
        String out =
                Called.in(folder, "config", "show", "--mask-key", "new=new.key").out();
        assertThat(out.indexOf("masking.keys.new")).isPositive().isLessThan(out.indexOf("masking.keys.old"));
    }

    @Test
    void every_mistake_of_the_file_is_shown_with_its_place_and_a_suggestion() throws IOException {
        Files.writeString(
                folder.resolve("millrace.yaml"),
                "lkae: x\nkafka:\n  brokers: nohost\n  strat: latest\nmasking: {keys: {a: hunter2}}\n");
        Called called = Called.in(folder, "config", "show");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err())
                .contains("millrace.yaml:1:1: error: there is no setting lkae", "did you mean lake?")
                .contains("millrace.yaml:3:12: error: kafka.brokers: \"nohost\" is not HOST:PORT")
                .contains("millrace.yaml:4:3: error: there is no setting kafka.strat", "did you mean kafka.start?")
                .contains("millrace.yaml:5:21: error: masking.keys: the value must say where the secret stands")
                .contains("4 errors")
                .doesNotContain("hunter2");
    }

    @Test
    void a_profile_that_is_not_there_gets_a_suggestion() {
        assertThat(Called.in(folder, "config", "show", "--profile", "prd").err())
                .contains("did you mean prod?");
    }

    @Test
    void a_file_that_was_named_must_be_there() {
        Called called = Called.in(folder, "config", "show", "--config", "other.yaml");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("other.yaml does not exist");
    }

    @Test
    void a_wrong_value_names_where_it_was_set() {
        Map<String, String> environment = Map.of("MILLRACE_STREAM_PARALLELISM", "0");
        assertThat(Called.in(folder, environment, "config", "show", "--brokers", "x")
                        .err())
                .contains("\"0\" is not a number from 1 to 720 (environment MILLRACE_STREAM_PARALLELISM)")
                .contains("kafka.brokers: \"x\" is not HOST:PORT[,HOST:PORT…] (flag --brokers)");
    }

    @Test
    void a_variable_that_is_nearly_a_setting_is_doubted_but_no_error() {
        Called called =
                Called.in(folder, Map.of("MILLRACE_LAEK", "x", "MILLRACE_PORT", "tcp://10.0.0.1"), "config", "show");
        assertThat(called.exit()).isEqualTo(Exit.OK);
        assertThat(called.err()).contains("did you mean MILLRACE_LAKE?").doesNotContain("MILLRACE_PORT");
    }
}
