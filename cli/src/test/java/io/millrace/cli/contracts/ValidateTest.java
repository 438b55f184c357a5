package io.millrace.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts compiled and their samples run, as CI would. */
final class ValidateTest {

    @TempDir
    private Path folder;

    @Test
    void the_shipped_contracts_are_good_with_all_their_samples() {
        Called called = Called.in(folder, "validate");
        assertThat(called.exit()).as(called.out()).isEqualTo(Exit.OK);
        assertThat(called.out())
                .contains("transactions@1", "orders@1", "user_activity@1")
                .containsPattern("3 contracts, \\d+ samples: all good");
    }

    @Test
    void links_are_followed_as_a_mounted_folder_has_them_and_each_contract_counts_once() throws IOException {
        Path version = Files.createDirectories(folder.resolve("mounted/..2026"));
        Files.copy(Called.home().resolve("contracts/orders/contract.yaml"), version.resolve("contract.yaml"));
        Files.createSymbolicLink(folder.resolve("mounted/..data"), Path.of("..2026"));
        Files.createSymbolicLink(folder.resolve("mounted/contract.yaml"), Path.of("..data/contract.yaml"));
        Files.createSymbolicLink(folder.resolve("linked"), Path.of("mounted"));
        Called called = Called.in(folder, "validate", "linked");
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.OK);
        assertThat(called.out()).contains("1 contract, 0 samples: all good");
    }

    @Test
    void links_that_lead_back_are_told_of() throws IOException {
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("around")).resolve("again"), Path.of("../around"));
        Called called = Called.in(folder, "validate", "around");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("cannot look through");
    }

    @Test
    void every_problem_is_shown_with_its_place_its_line_and_advice() {
        BrokenContract.in(folder);
        Called called = Called.in(folder, "validate", "broken");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.out())
                .contains("BAD broken/transactions/contract.yaml  does not compile")
                .containsPattern("broken/transactions/contract.yaml:\\d+:1: error: .*event_tiem")
                .containsPattern("\\| event_tiem: timestamp\n +\\| \\^+\n")
                .containsPattern("→ .*event_time")
                .containsPattern("error: .*bigitn")
                .contains("1 contract, 0 samples: 1 bad");
    }

    @Test
    void a_sample_that_goes_another_way_is_shown_with_what_was_expected_and_found() throws IOException {
        Path contract = copyOfTransactions();
        Files.writeString(
                contract.resolve("samples/own.yaml"), "- name: not json at all\n  record: 'hello'\n  expect: clean\n");
        Called called = Called.in(folder, "validate", "own");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.out())
                .contains("own/transactions/samples/own.yaml:1:3: sample went another way: not json at all")
                .containsPattern("expected +clean\n +found +rejected")
                .contains("1 sample: 1 bad (1 sample went another way)");
    }

    @Test
    void json_tells_the_same() {
        BrokenContract.in(folder);
        Called called = Called.in(folder, "validate", "broken", "--output", "json");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.out())
                .contains(
                        "\"good\" : false",
                        "\"contract\" : null",
                        "\"severity\" : \"error\"",
                        "\"file\" : \"broken/transactions/contract.yaml\"");
    }

    @Test
    void a_place_without_contracts_is_a_mistake() {
        assertThat(Called.in(folder, "validate", "nowhere").err()).contains("there is no");
        Called empty = Called.in(folder, "validate", ".");
        assertThat(empty.exit()).isEqualTo(Exit.USAGE);
        assertThat(empty.err()).contains("there is no contract.yaml in");
    }

    private Path copyOfTransactions() throws IOException {
        Path contract = Files.createDirectories(folder.resolve("own/transactions/samples"))
                .getParent();
        Files.copy(Called.home().resolve("contracts/transactions/contract.yaml"), contract.resolve("contract.yaml"));
        return contract;
    }
}
