package io.millrace.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Called;
import io.millrace.cli.Launched;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of a mistake in a contract: streamed, loaded, judged anew on one engine after the other, loaded again. */
@Timeout(400)
final class RejudgedIT {

    private static final String STATES = "enum: [COMPLETED, PENDING, FAILED, REVERSED]";
    private static final String AMOUNT = "    type: decimal(18,2)\n";

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void what_a_stream_rejected_becomes_clean_and_the_other_way_round_up_to_the_warehouse() throws Exception {
        String shipped = Files.readString(Called.home().resolve("contracts/transactions/contract.yaml"));
        assertThat(shipped).contains(STATES, AMOUNT);
        contract(shipped.replace(STATES, "enum: [COMPLETED, PENDING, FAILED]"));
        Files.writeString(folder.resolve("mask.key"), "a key for tests only");
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()))) {
            said("generate", "--records", "3000", "--brokers", broker.bootstrap());
            said(
                    "stream",
                    "--dataset",
                    "transactions",
                    "--until",
                    "now",
                    "--brokers",
                    broker.bootstrap(),
                    "--lake",
                    "lake",
                    "--state",
                    "state",
                    "--mask-key",
                    "k1=mask.key");
        }
        loaded();
        assertThat(asked("status = 'REVERSED'")).isZero();
        assertThat(asked("amount < 0")).isPositive();
        long before = asked("true");

        contract(shipped.replace("version: 1\n", "version: 2\n").replace(AMOUNT, AMOUNT + "    min: 0\n"));
        JsonNode preview = anew("auto", "--dry-run");
        assertThat(preview.path("runner").asText()).isEqualTo("duckdb");
        assertThat(preview.path("now_valid_codes").path("NOT_IN_ENUM").asLong()).isPositive();
        assertThat(preview.path("now_rejected_codes").path("OUT_OF_RANGE").asLong())
                .isPositive();
        JsonNode first = anew("auto");
        assertThat(said("audit", "--lake", "lake").out()).contains("of replaced runs and files");
        assertThat(loaded()).contains("files replaced");
        assertThat(asked("status = 'REVERSED'")).isPositive();
        assertThat(asked("amount < 0")).isZero();
        long after = asked("true");
        assertThat(after).isEqualTo(first.path("clean").asLong()).isNotEqualTo(before);

        for (String runner : List.of("flink-batch", "spark")) {
            JsonNode again = anew(runner, "--force");
            for (String count : List.of("read", "clean", "rejected", "duplicate")) {
                assertThat(again.path(count)).as(runner + " " + count).isEqualTo(first.path(count));
            }
            assertThat(again.path("codes")).as(runner).isEqualTo(first.path("codes"));
        }
        assertThat(loaded()).contains("files replaced");
        assertThat(asked("true")).isEqualTo(after);
    }

    private void contract(String text) throws IOException {
        Path contract = folder.resolve("contracts/transactions/contract.yaml");
        Files.createDirectories(contract.getParent());
        Files.writeString(contract, text);
    }

    /** What was judged anew is never a reason to build everything again. */
    private String loaded() throws Exception {
        Launched load = said("finalize", "--lake", "lake");
        assertThat(load.out() + load.err()).doesNotContain("built again");
        assertThat(said("audit", "--lake", "lake").out()).contains("each record left by exactly one door");
        return load.out();
    }

    private JsonNode anew(String runner, String... further) throws Exception {
        SortedSet<String> days = days();
        List<String> words = new ArrayList<>(List.of("reprocess", "transactions", "--from", days.first(), "--to"));
        words.addAll(List.of(days.last(), "--reason", "refunds go elsewhere", "--runner", runner, "--lake", "lake"));
        words.addAll(List.of("--mask-key", "k1=mask.key", "--output", "json"));
        words.addAll(Arrays.asList(further));
        return new ObjectMapper().readTree(said(words.toArray(String[]::new)).out());
    }

    private SortedSet<String> days() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("lake/raw/transactions"))) {
            return folders.map(day -> day.getFileName().toString().replace("dt=", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private long asked(String condition) throws Exception {
        String question = "select count(*) as n from transaction_fact where " + condition;
        JsonNode answer = new ObjectMapper()
                .readTree(said("query", question, "--output", "json").out());
        return answer.findValue("n").asLong();
    }

    private Launched said(String... words) throws Exception {
        Launched launched = Launched.in(folder, words);
        assertThat(launched.exit()).as(launched.out() + launched.err()).isZero();
        return launched;
    }
}
