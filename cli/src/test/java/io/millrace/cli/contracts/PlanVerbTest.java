package io.millrace.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drawing of a plan. */
final class PlanVerbTest {

    @TempDir
    private Path folder;

    @Test
    void the_way_of_a_record_is_drawn_with_uids_zones_columns_and_masks() {
        Called called = Called.in(folder, "plan", "transactions", "--topic", "tx");
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.OK);
        assertThat(called.out())
                .startsWith("transactions@1")
                .contains(
                        "Kafka topic tx",
                        "transactions/source",
                        "transactions/raw  raw/transactions/dt=YYYY-MM-DD/*.ndjson.zst",
                        "transactions/judge",
                        "transactions/dedupe  key source_system, transaction_id: the first stays, remembered for 7 d",
                        "clean/transactions/dt=YYYY-MM-DD/*.parquet",
                        "error/transactions/dt=YYYY-MM-DD/*.ndjson",
                        "account_number leaves as account_number_token (HMAC-SHA-256) and account_number_masked (****, last 4)",
                        "completed_has_duration: when status == 'COMPLETED'  assert has(processing_duration)")
                .containsPattern("amount +INT64 DECIMAL\\(18,2\\) +required")
                .doesNotContainPattern("(?m)^  account_number +BINARY");
    }

    @Test
    void the_folder_of_a_contract_does_as_well_as_the_name_of_its_dataset() {
        Path contract = Called.home().resolve("contracts/transactions");
        assertThat(Called.in(folder, "plan", contract.toString()).out())
                .isEqualTo(Called.in(folder, "plan", "transactions").out());
    }

    @Test
    void json_and_mermaid_hold_the_same_steps() {
        String json =
                Called.in(folder, "plan", "transactions", "--output", "json").out();
        String mermaid = Called.in(folder, "plan", "transactions", "--mermaid").out();
        for (String step : new String[] {"source", "raw", "judge", "dedupe", "clean", "error"}) {
            assertThat(json).contains("\"uid\" : \"transactions/" + step + "\"");
            assertThat(mermaid).contains(step + "[\"transactions/" + step + "\"]");
        }
        assertThat(mermaid).startsWith("flowchart LR\n");
        assertThat(json).contains("\"name\" : \"_offset\"", "\"part\" : \"position\"", "\"within_seconds\" : 604800");
    }

    @Test
    void a_contract_with_problems_shows_them_instead() {
        Path broken = BrokenContract.in(folder);
        Called called = Called.in(folder, "plan", broken.toString());
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("contract.yaml:", "error:", "^");
    }
}
