package io.millrace.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream verb: what it refuses before a run, and what it says after one. */
final class StreamTest {

    @TempDir
    private Path folder;

    private Called stream(String... further) {
        List<String> args = new ArrayList<>(List.of("stream", "--runner", "ready-made", "--dataset", "transactions"));
        args.addAll(Arrays.asList(further));
        return Called.in(folder, args.toArray(String[]::new));
    }

    private String key() throws IOException {
        return "k1=" + Files.writeString(folder.resolve("mask.key"), "0123456789abcdef\n");
    }

    @Test
    void the_summary_adds_up_and_says_where_to_look_next() throws IOException {
        Called called = stream("--brokers", "b:9092", "--mask-key", key());
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.OK);
        assertThat(called.out()).isEqualTo("""
                        transactions: 1,000 read = 960 clean + 30 rejected + 10 duplicate
                          reasons: MISSING 12, PATTERN 20, DUPLICATE 10
                          6 files, 120.6 KiB
                        finished after 2.5 s, 400/s (run r1, ready-made)
                        zones: %1$s/.millrace/lake
                        proof: millrace audit --lake %1$s/.millrace/lake --brokers b:9092
                        """.formatted(folder));
        assertThat(called.err()).contains("Flink UI: http://127.0.0.1:8081", "the broker \\u001B[31mwas away");
    }

    @Test
    void the_json_summary_is_one_object_with_the_agreed_members() throws IOException {
        Called called = stream("--brokers", "b:9092", "--mask-key", key(), "--output", "json");
        assertThat(called.out())
                .contains(
                        "\"dataset\" : \"transactions\"",
                        "\"run\" : \"r1\"",
                        "\"runner\" : \"ready-made\"",
                        "\"read\" : 1000",
                        "\"clean\" : 960",
                        "\"rejected\" : 30",
                        "\"duplicate\" : 10",
                        "\"PATTERN\" : 20",
                        "\"files\" : 6",
                        "\"bytes\" : 123456",
                        "\"seconds\" : 2.5",
                        "\"resume\" : null");
    }

    @Test
    void a_contract_with_masks_is_refused_without_a_key() {
        Called called = stream("--brokers", "b:9092");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err())
                .contains("transactions masks account_number, but there is no masking key", "--mask-key k1=mask.key");
    }

    @Test
    void a_key_that_is_too_short_is_refused_by_name_and_not_shown() throws IOException {
        Files.writeString(folder.resolve("short.key"), "hunter2");
        Called called = stream("--brokers", "b:9092", "--mask-key", "k1=short.key");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err())
                .contains("masking key k1 has 7 bytes", "${file:short.key}")
                .doesNotContain("hunter2");
    }

    @Test
    void without_a_broker_it_says_how_to_give_one() throws IOException {
        Called called = stream("--mask-key", key());
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("no broker is given", "--brokers HOST:PORT", "millrace demo");
    }

    @Test
    void a_dataset_without_contract_gets_a_suggestion() {
        Called called = Called.in(folder, "stream", "--dataset", "transaction", "--brokers", "b:9092");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("there is no contract of \"transaction\"", "did you mean transactions?");
    }

    @Test
    void a_runner_that_is_not_there_is_named() throws IOException {
        Called called =
                Called.in(folder, "stream", "--dataset", "transactions", "--brokers", "b:9092", "--mask-key", key());
        assertThat(called.err()).contains("the runner flink-stream is not on the class path");
    }
}
