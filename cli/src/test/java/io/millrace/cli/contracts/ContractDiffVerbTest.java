package io.millrace.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of a contract, beside each other. */
final class ContractDiffVerbTest {

    private static final Path ORDERS = Called.home().resolve("contracts/orders/contract.yaml");

    @TempDir
    private Path folder;

    private void changed(String what, String with) throws IOException {
        String text = Files.readString(ORDERS);
        assertThat(text).contains(what);
        Files.writeString(
                folder.resolve("new.yaml"), text.replace(what, with).replaceFirst("version: 1\\b", "version: 2"));
    }

    @Test
    void the_same_contract_changes_nothing() {
        Called called = Called.in(folder, "contract", "diff", ORDERS.toString(), ORDERS.toString());
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.OK);
        assertThat(called.out()).contains("orders@1 → orders@1", "nothing changes");
    }

    @Test
    void what_breaks_is_said_with_the_reason_and_the_way_out_and_ends_with_6() throws IOException {
        changed("key: [order_id]", "key: [order_id, status]");
        Called called = Called.in(folder, "contract", "diff", ORDERS.toString(), "new.yaml");
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.UNSAFE);
        assertThat(called.out())
                .contains("orders@1 → orders@2", "breaking  key-changed: key [order_id] becomes [order_id, status]")
                .contains("repeats pass", "→ wait until", "unsafe");
    }

    @Test
    void json_holds_the_same_and_safe_changes_end_with_0() throws IOException {
        changed("within: ", "within: 1");
        Called called = Called.in(folder, "contract", "diff", ORDERS.toString(), "new.yaml", "--output", "json");
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.OK);
        JsonNode report = new ObjectMapper().readTree(called.out());
        assertThat(report.path("safe").asBoolean()).isTrue();
        assertThat(report.path("changes").findValuesAsText("kind")).containsExactly("within-lengthened");
        assertThat(report.path("changes").findValuesAsText("verdict")).containsExactly("notice");
    }

    @Test
    void a_contract_that_does_not_compile_is_told_with_its_place() throws IOException {
        changed("event_time:", "event_tiem:");
        Called called = Called.in(folder, "contract", "diff", ORDERS.toString(), "new.yaml");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("new.yaml");
    }
}
