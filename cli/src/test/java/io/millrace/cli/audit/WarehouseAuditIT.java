package io.millrace.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Launched;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake, its warehouse, and the audit of both, each by its command. */
final class WarehouseAuditIT {

    @TempDir
    private Path folder;

    @Test
    void an_audit_holds_the_warehouse_against_the_zones() throws Exception {
        Path lake = folder.resolve("lake");
        new SmallLake(lake).raw(0, 1, 2).rejected(0, 1, 2);
        said(0, "finalize");
        assertThat(said(0, "audit")).contains("error: 3 rows = 3 in facts + 0 held + 0 that came again");

        new SmallLake(lake).raw(0, 1, 2, 3).rejected(0, 1, 2, 3);
        assertThat(said(4, "audit"))
                .contains(
                        "OTHER_ROWS error/transactions/dt=1970-01-01/part-0.ndjson: the ledger says 3 rows, the file has 4");

        Path file = lake.resolve("error/transactions/dt=1970-01-01/part-0.ndjson");
        Files.move(file, file.resolveSibling("part-1.ndjson"));
        assertThat(said(4, "audit", "--output", "json"))
                .contains("\"LEDGER_WITHOUT_FILE\"", "\"unread\" : 4", "\"agrees\" : false");
    }

    @Test
    void between_a_run_that_replaces_another_and_the_next_load_the_old_rows_are_no_fault() throws Exception {
        Files.writeString(folder.resolve("mask.key"), "a key for tests only");
        Launched.in(folder, "generate", "--records", "300", "--out", "in.ndjson");
        batch();
        said(0, "finalize");
        batch("--force");
        assertThat(said(0, "audit"))
                .containsPattern("clean: (\\d+) rows = \\1 in facts .* \\+ \\1 not loaded yet - \\1 of replaced runs");
        said(0, "finalize");
        assertThat(said(0, "audit")).doesNotContain("not loaded yet", "of replaced runs");

        Files.writeString(folder.resolve("lake/runs/transactions/000003.json"), "{");
        assertThat(said(4, "audit")).contains("UNREADABLE_FILE", "runs/transactions/000003.json");
        assertThat(said(0, "finalize")).contains("loaded: 0 files");
    }

    private void batch(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("batch", "transactions", "--input", "in.ndjson"));
        words.addAll(List.of("--lake", "lake", "--runner", "duckdb", "--mask-key", "k1=mask.key"));
        words.addAll(List.of(more));
        Launched call = Launched.in(folder, words.toArray(String[]::new));
        assertThat(call.exit()).as(call.out() + call.err()).isZero();
    }

    private String said(int exit, String verb, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(verb, "--lake", "lake", "--warehouse", "warehouse"));
        words.addAll(List.of(options));
        Launched call = Launched.in(folder, words.toArray(String[]::new));
        assertThat(call.exit()).as(call.out() + call.err()).isEqualTo(exit);
        return call.out();
    }
}
